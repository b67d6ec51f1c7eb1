//! No body and day of approval: nobody can say that the document is in force.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "approval-missing",
    summary: "a document does not say who approved it and when",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/approval-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in cx.standing() {
        let complete = document.acts("approved").any(|act| act.when.is_some() && act.clauses.has(Word::By));
        if complete {
            continue;
        }
        let partly = document.acts("approved").next();
        let (message, fact) = match partly {
            Some(act) => (
                format!("the approval of `{}` does not say both when and by whom", document.title),
                if act.when.is_none() { "approved on no day" } else { "approved by nobody" },
            ),
            None => (format!("`{}` does not say who approved it and when", document.title), "not approved"),
        };
        report.push(
            report
                .at(partly.map_or(document.span, |act| act.span), message)
                .help("add a line such as `approved 2026-06-15 by governing-body`")
                .about(&document.id)
                .fact(fact),
        );
    }
}
