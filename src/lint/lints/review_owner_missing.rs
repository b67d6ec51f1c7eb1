//! A document that nobody is to review.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "review-owner-missing",
    summary: "no post owns the review of a document",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/review-owner-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in cx.standing() {
        let by = document.reviews.iter().any(|review| review.clauses.has(Word::By));
        if document.owner.is_some() || by {
            continue;
        }
        report.push(
            report
                .at(
                    document.span,
                    format!("`{}` does not say which post owns it and sees to its review", document.title),
                )
                .help("add `owner` and a post")
                .about(&document.id)
                .fact("no owner"),
        );
    }
}
