//! One document names another as belonging with it, and is not named back.

use crate::diagnostic::{Level, Safety};
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::document::Document;
use crate::model::words::Value;
use crate::span::Span;

pub(super) static LINT: Lint = Lint {
    name: "associated-not-reciprocal",
    summary: "a document names another that does not name it back",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/associated-not-reciprocal.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (at, document) in cx.school.documents.iter().enumerate() {
        for value in &document.associated {
            let Some(Entity::Document(other)) = value.entity() else { continue };
            let other = &cx.school.documents[other];
            if names(&other.associated, at) || names(&other.appendices, at) || other.id == document.id {
                continue;
            }
            report.push(found(report, document, value, other));
        }
    }
}

fn names(values: &[Value], document: usize) -> bool {
    values.iter().any(|value| value.entity() == Some(Entity::Document(document)))
}

fn found(report: &Report, document: &Document, value: &Value, other: &Document) -> crate::diagnostic::Diagnostic {
    let found = report
        .at(value.span(), format!("`{}` names `{}` as associated, and is not named back", document.title, other.title))
        .with(other.span, "this document does not name it")
        .help(format!("add `{}` to the `associated` line of `{}`", document.id, other.id))
        .about(&document.id)
        .fact(&other.id);
    // Where it names no document yet, there is no line to add to.
    let Some(last) = other.associated.last().map(Value::span) else { return found };
    let edit = (Span { start: last.end, ..last }, format!(", {}", document.id));
    found.fix(format!("add `{}` to what `{}` names", document.id, other.id), Safety::Unsafe, vec![edit])
}
