//! No next review, stated or to be worked out: the document will never fall due.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "review-date-missing",
    summary: "a document has no next review date",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/review-date-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in cx.standing().filter(|document| cx.due(document).is_empty()) {
        report.push(
            report
                .at(document.span, format!("`{}` does not say when it is next reviewed", document.title))
                .help("add a line such as `review every year next 2027-04`")
                .about(&document.id)
                .fact("no next review"),
        );
    }
}
