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
            if sends_to_chart(cx, &procedure.parts) {
                let message =
                    format!("`{}` is announced as a procedure, and its steps are left to a flowchart", procedure.title);
                report.push(
                    report
                        .at(procedure.span, message)
                        .help("write the steps of the chart here, one by one: a chart is no help to who cannot see it")
                        .about(&procedure.id)
                        .fact("a chart"),
                );
            }
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

/// Whether all that a procedure says is to follow a flowchart.
fn sends_to_chart(cx: &Context<'_>, parts: &[Part]) -> bool {
    parts.iter().all(|part| match part {
        Part::Sentence(at) => {
            let text = cx.says(&cx.school.sentences[*at]).to_lowercase();
            text.contains("flowchart") || text.contains("flow chart")
        }
        _ => false,
    })
}
