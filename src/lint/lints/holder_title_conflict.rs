//! One person bears titles that cannot both be right.

use crate::diagnostic::Level;
use crate::lint::words::names::name;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::role::Role;

pub(super) static LINT: Lint = Lint {
    name: "holder-title-conflict",
    summary: "one person holds conflicting titles",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/holder-title-conflict.md"),
    check,
};

/// Words before a title that say that somebody else holds the post itself.
const STAND_INS: [&str; 6] = ["acting", "interim", "deputy", "assistant", "vice", "temporary"];

fn check(cx: &Context<'_>, report: &mut Report) {
    for role in cx.school.roles.iter().filter(|role| !cx.holders(role).is_empty()) {
        acting(cx, report, role);
        own_deputy(cx, report, role);
    }
    addresses(cx, report);
}

/// The post goes by its own title and by that of somebody who only stands in.
fn acting(cx: &Context<'_>, report: &mut Report, role: &Role) {
    let is_stand_in = |title: &str| {
        let title = title.to_lowercase();
        STAND_INS.iter().any(|word| {
            title.strip_prefix(word).is_some_and(|rest| same(rest.trim_start_matches([' ', '-']), &role.title))
        })
    };
    for also in role.also.iter().filter(|also| is_stand_in(&also.value)) {
        let who = cx.holders(role).join(" and ");
        report.push(
            report
                .at(also.span, format!("{who} is called both `{}` and `{}`", role.title, also.value))
                .help("say which it is: a person who only stands in has `acting: true` in `people.yaml`")
                .about(&role.id)
                .fact(&also.value),
        );
    }
}

/// One person holds a post and deputises for it.
fn own_deputy(cx: &Context<'_>, report: &mut Report, role: &Role) {
    let holders = cx.holders(role);
    for deputy in role.deputies.iter().filter_map(|value| value.entity()) {
        let Entity::Role(at) = deputy else { continue };
        let other = &cx.school.roles[at];
        for who in cx.holders(other).into_iter().filter(|who| holders.contains(who)) {
            report.push(
                report
                    .at(role.span, format!("{who} is both `{}` and its deputy, `{}`", role.title, other.title))
                    .with(other.span, "the deputy")
                    .help("name another deputy")
                    .about(&role.id)
                    .fact(who),
            );
        }
    }
}

/// One name under two forms of address.
fn addresses(cx: &Context<'_>, report: &mut Report) {
    let mut persons: Vec<_> = cx.school.people.persons.iter().collect();
    persons.sort_by_key(|(_, person)| name(&person.name).surname.to_lowercase());
    for pair in persons.windows(2) {
        let [(_, a), (key, b)] = pair else { continue };
        let (first, second) = (name(&a.name), name(&b.name));
        let same_person = !first.given.is_empty() && first.given == second.given && first.surname == second.surname;
        if let (true, Some(mine), Some(theirs)) =
            (same_person && first.address != second.address, first.address, second.address)
        {
            report.push(
                report
                    .at(b.span, format!("`{}` is addressed as `{mine}` here and as `{theirs}` there", b.name))
                    .with(a.span, "there")
                    .help("keep one entry")
                    .about(*key)
                    .fact(&a.name),
            );
        }
    }
}

/// Whether two titles differ in nothing but capitals, blanks and hyphens.
fn same(a: &str, b: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|it| it.is_alphanumeric()).collect::<String>().to_lowercase();
    letters(a) == letters(b)
}
