//! Somebody is named for a post, and the school gives that post nothing to do.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::words::Value;
use crate::model::{Entity, School};
use crate::suggest::all_of;

pub(super) static LINT: Lint = Lint {
    name: "holder-without-duties",
    summary: "a named holder has no duty of their own",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/holder-without-duties.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (at, role) in cx.school.roles.iter().enumerate() {
        let holders = cx.holders(role);
        if holders.is_empty() || cx.is_at_work(at) || stands_in(cx, at) || has_members_at_work(cx, at) {
            continue;
        }
        let message = format!(
            "{} {} named as `{}`, and no duty falls on that post",
            all_of(&holders),
            if holders.len() > 1 { "are" } else { "is" },
            role.title
        );
        report.push(
            report
                .at(role.span, message)
                .help("say what the post does, or take it out")
                .about(&role.id)
                .fact(holders.join(", ")),
        );
    }
}

/// Whether the role deputises for one that has duties, or leads a body.
fn stands_in(cx: &Context<'_>, role: usize) -> bool {
    let is_it = |value: &Value| value.entity() == Some(Entity::Role(role));
    cx.school.roles.iter().enumerate().any(|(other, it)| {
        let deputy = it.deputies.iter().chain(&it.otherwise).any(is_it) && cx.is_at_work(other);
        deputy || it.led_by.iter().chain(&it.held_by).any(is_it)
    })
}

/// Whether a group that the role belongs to has duties: what binds all staff binds its holder too, but is not its own.
fn has_members_at_work(cx: &Context<'_>, role: usize) -> bool {
    let school: &School = cx.school;
    school.vocabulary.members(Entity::Role(role)).any(|member| match member {
        Entity::Role(at) => cx.is_at_work(at),
        _ => false,
    })
}
