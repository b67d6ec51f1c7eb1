//! An agreement or consent form with nowhere to sign: it binds nobody.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::document::{Document, Paper, Verb};

pub(super) static LINT: Lint = Lint {
    name: "signature-field-missing",
    summary: "an agreement or consent form has nowhere to sign",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/signature-field-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in cx.school.documents.iter().filter(|document| binds(cx, document)) {
        if cx.papers_of(document).iter().any(|paper| matches!(paper.verb, Verb::Sign)) {
            continue;
        }
        let what = if document.kind.is_form() { "form" } else { "agreement" };
        report.push(
            report
                .at(document.span, format!("the {what} `{}` has nowhere to sign", document.title))
                .help("add a line such as `names: sign by parents`")
                .about(&document.id)
                .fact("nowhere to sign"),
        );
    }
}

/// Agreements bind, and so do forms that ask a question or for a promise; a form that only gathers facts does not.
fn binds(cx: &Context<'_>, document: &Document) -> bool {
    let asks = |paper: &&Paper| matches!(paper.verb, Verb::Ask(_) | Verb::Promise(..));
    document.kind.is_agreement() || document.kind.is_form() && cx.papers_of(document).iter().any(asks)
}
