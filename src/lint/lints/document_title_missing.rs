//! A document that nobody gave a title.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "document-title-missing",
    summary: "a document has no title",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/document-title-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in cx.school.documents.iter().filter(|document| !document.titled) {
        let what = document.kind.name();
        report.push(
            report
                .at(document.span, format!("the {what} `{}` has no title", document.id))
                .help(format!("write the title behind the name: `{what} {} \"Title\"`", document.id))
                .about(&document.id)
                .fact("no title"),
        );
    }
}
