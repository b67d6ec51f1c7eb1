//! An agreement or consent form with nowhere to sign: it binds nobody.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::document::Verb;
use crate::word::Kind;

pub(super) static LINT: Lint = Lint {
    name: "signature-field-missing",
    summary: "an agreement or consent form has nowhere to sign",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/signature-field-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in cx.school.documents.iter().filter(|document| matches!(document.kind, Kind::Agreement | Kind::Form))
    {
        if cx.papers_of(document).iter().any(|paper| matches!(paper.verb, Verb::Sign)) {
            continue;
        }
        let what = if document.kind == Kind::Form { "form" } else { "agreement" };
        report.push(
            report
                .at(document.span, format!("the {what} `{}` has nowhere to sign", document.title))
                .help("add a line such as `names: sign by parents`")
                .about(&document.id),
        );
    }
}
