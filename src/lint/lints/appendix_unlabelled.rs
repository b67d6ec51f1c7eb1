//! An appendix that is there and does not say which one it is.

use crate::diagnostic::Level;
use crate::lint::english::places;
use crate::lint::{Context, Form, Lint, MOST, Report};
use crate::model::Entity;
use crate::model::document::Document;
use crate::model::words::Value;
use crate::span::Span;
use crate::suggest::all_of;
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) static LINT: Lint = Lint {
    name: "appendix-unlabelled",
    summary: "an appendix is present without its number",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/appendix-unlabelled.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (at, document) in cx.school.documents.iter().enumerate() {
        beyond_the_list(cx, report, document);
        beside_labelled(cx, report, at, document);
    }
}

/// Documents of the set that the text calls an appendix, and that stand on no list of appendices.
fn beyond_the_list(cx: &Context<'_>, report: &mut Report, document: &Document) {
    let has = document.appendix_count();
    let listed: Vec<Option<Entity>> = document.appendices.iter().map(Value::entity).collect();
    let others =
        || cx.school.documents.iter().enumerate().filter(|(at, _)| !listed.contains(&Some(Entity::Document(*at))));
    let mut told: BTreeMap<&str, (&Document, usize, Vec<Span>)> = BTreeMap::new();
    for passage in cx.passages_within(&document.id) {
        for (number, range) in numbers(&passage.text).into_iter().filter(|(number, _)| *number > has) {
            let named = others().map(|(_, it)| it).find(|it| it.id != document.id && names(&passage.text, it));
            if let Some(it) = named {
                told.entry(&it.id).or_insert((it, number, Vec::new())).2.push(passage.span(range));
            }
        }
    }
    for (appendix, number, spans) in told.into_values() {
        let mut found = report
            .at(
                appendix.span,
                format!(
                    "`{}` is called Appendix {number} of `{}`, and bears no number",
                    appendix.title, document.title
                ),
            )
            .help(format!("put `{}` on the `appendix` list of `{}`", appendix.id, document.id))
            .about(&appendix.id)
            .fact(format!("{}: {number}", document.id));
        for span in spans.into_iter().take(MOST) {
            found = found.with(span, "called so here");
        }
        report.push(found);
    }
}

fn names(text: &str, document: &Document) -> bool {
    let also = document.also.iter().map(|also| also.value.as_str());
    also.chain([document.title.as_str()]).any(|name| !places(text, &name.to_lowercase()).is_empty())
}

/// Appendices of one list of which some bear their number and the others do not.
fn beside_labelled(cx: &Context<'_>, report: &mut Report, at: usize, document: &Document) {
    let listed = document.appendices.iter().filter_map(|value| match value.entity() {
        Some(Entity::Document(it)) if it != at => Some(&cx.school.documents[it]),
        _ => None,
    });
    let (labelled, bare): (Vec<&Document>, Vec<&Document>) = listed.partition(|it| is_labelled(cx, it));
    let (Some(labelled), Some(first)) = (labelled.first(), bare.first()) else { return };
    let titles: Vec<String> = bare.iter().map(|it| format!("`{}`", it.title)).collect();
    let mut found = report
        .at(
            first.span,
            format!(
                "of the appendices of `{}`, `{}` bears its number, and {} none",
                document.title,
                labelled.title,
                all_of(&titles)
            ),
        )
        .help("write `Appendix` and the number at the head of each, or of none")
        .about(&document.id)
        .fact(bare.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(", "));
    for other in bare.iter().skip(1).take(MOST) {
        found = found.with(other.span, "nor here");
    }
    report.push(found.with(labelled.span, "this one bears its number"));
}

/// Whether a document says itself which appendix it is, in its title or in what it begins with.
fn is_labelled(cx: &Context<'_>, document: &Document) -> bool {
    let is_label = |text: &str| text.trim_start().to_lowercase().starts_with("appendix ");
    let first = cx.passages_within(&document.id).find(|passage| matches!(passage.form, Form::Paragraph | Form::Item));
    is_label(&document.title) || first.is_some_and(|passage| is_label(&passage.text))
}

/// Numbers after the word “Appendix”, unless an appendix of another document is meant.
fn numbers(text: &str) -> Vec<(usize, Range<usize>)> {
    let found = places(text, "appendix").into_iter().filter_map(|word| {
        let rest = text[word.end..].strip_prefix(' ')?;
        let digits = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_digit()).len();
        let number = rest[..digits].parse().ok()?;
        let of = rest[digits..].starts_with(" of ") || rest[digits..].starts_with(" in ");
        (!of).then(|| (number, word.start..word.end + 1 + digits))
    });
    found.collect()
}
