//! A role that no sentence, document or list names.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;

pub(super) static LINT: Lint = Lint {
    name: "role-unused",
    summary: "a role is declared and nothing refers to it",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/role-unused.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (at, role) in cx.school.roles.iter().enumerate() {
        let has_text = !role.parts.is_empty();
        if cx.is_referred_to(Entity::Role(at)) || has_text {
            continue;
        }
        report.push(
            report
                .at(role.span, format!("the role `{}` is declared, and nothing refers to it", role.title))
                .help("give it a duty, or take it out")
                .about(&role.id)
                .fact("unused"),
        );
    }
}
