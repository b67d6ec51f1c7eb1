//! A procedure without steps.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::document::Part;

pub(super) static LINT: Lint = Lint {
    name: "procedure-incomplete",
    summary: "a procedure is announced but its steps are missing",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/procedure-incomplete.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for procedure in &cx.school.procedures {
        if procedure.parts.iter().any(|part| matches!(part, Part::Sentence(_) | Part::Paper(_))) {
            continue;
        }
        report.push(
            report
                .at(procedure.span, format!("`{}` is announced as a procedure, and it has no steps", procedure.title))
                .help("write the steps: `first: headteacher must \"…\"`, and `ask \"…\" if yes go … if no go …` where the way forks")
                .about(&procedure.id)
                .fact("no steps"),
        );
    }
}
