//! An appendix that is there and does not say which one it is.

use crate::diagnostic::Level;
use crate::lint::facts::appendices::{spoken_of, unlabelled};
use crate::lint::{Context, Form, Lint, MOST, Report};
use crate::model::Entity;
use crate::model::document::Document;
use crate::suggest::all_of;

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
    for (number, appendix) in unlabelled(cx, document) {
        let message = format!(
            "`{}` speaks of Appendix {number}, and nothing bears that number: `{}` is meant",
            document.title, appendix.title
        );
        let found = report
            .at(appendix.span, message)
            .help(format!("put `{}` on the `appendix` list of `{}`", appendix.id, document.id))
            .about(&appendix.id)
            .fact(format!("{}: {number}", document.id));
        let places = spoken_of(cx, document).remove(&number).unwrap_or_default();
        let found = places.into_iter().take(MOST).fold(found, |found, (span, _)| found.with(span, "called so here"));
        report.push(found);
    }
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
