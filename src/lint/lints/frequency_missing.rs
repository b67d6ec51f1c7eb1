//! No word on how often a document is reviewed: the next date will not be set again.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "frequency-missing",
    summary: "a document does not say how often it is reviewed",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/frequency-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in cx.standing().filter(|document| !cx.has_frequency(document)) {
        report.push(
            report
                .at(document.span, format!("`{}` does not say how often it is reviewed", document.title))
                .help("add `every year`, or another frequency, to its `review`")
                .about(&document.id)
                .fact("no frequency"),
        );
    }
}
