//! Two different dates for the next review: a reader cannot know which one holds.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "review-date-conflict",
    summary: "one document states two different next reviews",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/review-date-conflict.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in &cx.school.documents {
        let dues = cx.due(document);
        let Some((first, rest)) = dues.split_first() else { continue };
        for other in rest.iter().filter(|due| due.date != first.date) {
            let message =
                format!("`{}` gives two dates for its next review: {} and {}", document.title, first.date, other.date);
            report.push(
                report
                    .at(other.span, message)
                    .label(format!("here {}", other.date))
                    .with(first.span, format!("here {}", first.date))
                    .help("keep the one that was agreed and take the other out")
                    .about(&document.id)
                    .fact(format!("{} {}", first.date.source(), other.date.source())),
            );
        }
    }
}
