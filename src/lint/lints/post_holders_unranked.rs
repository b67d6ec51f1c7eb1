//! Several people hold a post that the text speaks of as one person.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::people::Tenure;
use crate::model::role::Role;
use crate::suggest::all_of;
use std::collections::BTreeMap;

pub(super) static LINT: Lint = Lint {
    name: "post-holders-unranked",
    summary: "several people hold a post of one, and none is marked as lead",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/post-holders-unranked.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for role in cx.school.roles.iter().filter(|role| role.needs_holder() && speaks_of_one(role)) {
        let names = unranked(cx, role);
        if names.len() < 2 {
            continue;
        }
        let message = format!(
            "{} hold the post `{}`, which the text speaks of as one person, and none is marked as the lead",
            all_of(&names),
            role.title
        );
        report.push(
            report
                .at(role.span, message)
                .help("name one as the holder and give the others a deputy post behind `then`; or write `held jointly` where they share it as equals")
                .about(&role.id)
                .fact(names.join(", ")),
        );
    }
}

/// A post of equals says `held jointly` and bears one name; where other names waver between one and many, so does the text.
fn speaks_of_one(role: &Role) -> bool {
    let many = |title: &str| {
        let last = title.split(" for ").next().unwrap_or(title).trim_end();
        last.ends_with('s') && !last.ends_with("ss") || last.to_lowercase().ends_with("team")
    };
    let wavers = role.also.iter().any(|also| many(&also.value) != many(&role.title));
    !many(&role.title) && (!role.jointly || wavers)
}

/// The largest set of people who hold the post today at one school.
fn unranked(cx: &Context<'_>, role: &Role) -> Vec<String> {
    let people = &cx.school.people;
    let mut schools: BTreeMap<Option<&str>, Vec<String>> = BTreeMap::new();
    let tenures = people.tenures.get(&role.id).map(Vec::as_slice).unwrap_or_default();
    let running = |it: &&Tenure| it.runs_on(cx.today, &cx.school.calendar) && !it.acting;
    for tenure in tenures.iter().filter(running) {
        let name = people.persons.get(&tenure.holder).map_or(&tenure.holder, |person| &person.name);
        schools.entry(tenure.school.as_deref()).or_default().push(name.clone());
    }
    schools.into_values().max_by_key(Vec::len).unwrap_or_default()
}
