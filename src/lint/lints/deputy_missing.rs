//! A post that everything hangs on, with nobody to stand in.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "deputy-missing",
    summary: "a key post has no deputy",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/deputy-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (at, role) in cx.school.roles.iter().enumerate() {
        let key = role.needs_holder() && cx.turned_to(at) > 0;
        if !key || !role.deputies.is_empty() || role.otherwise.is_some() || role.jointly {
            continue;
        }
        report.push(
            report
                .at(role.span, format!("people are told to turn to the post `{}`, and it has no deputy", role.title))
                .help("add `then` and the post that stands in")
                .about(&role.id)
                .fact("no deputy"),
        );
    }
}
