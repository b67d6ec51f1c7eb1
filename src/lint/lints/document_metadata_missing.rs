//! A document with no date, review or version of its own: copies cannot be told apart.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "document-metadata-missing",
    summary: "a document has no issue, review or version of its own",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/document-metadata-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in &cx.school.documents {
        let dated = document.acts.iter().any(|act| act.when.is_some());
        if !dated && document.reviews.is_empty() && document.versions.is_empty() {
            report.push(
                report
                    .at(document.span, format!("`{}` has no date of issue, no review and no version", document.title))
                    .help("add at least `issued` with a month, or a `version`")
                    .about(&document.id)
                    .fact("no date, no review, no version"),
            );
        }
    }
}
