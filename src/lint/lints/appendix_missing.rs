//! An appendix that the text sends its reader to, and that is not there.

use crate::diagnostic::Level;
use crate::lint::facts::appendices::{spoken_of, unlabelled};
use crate::lint::{Context, Lint, MOST, Report};
use crate::model::document::Document;
use crate::model::sentence::Sentence;
use crate::model::words::{Value, Words};
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "appendix-missing",
    summary: "an appendix is referred to or listed but absent",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/appendix-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (at, document) in cx.school.documents.iter().enumerate() {
        for words in quoted(&document.appendices) {
            let title = cx.school.named(words);
            let found = report
                .at(words.span, format!("the appendix `{title}` is listed but not in the document set"))
                .help("write it, or take it off the list")
                .about(&document.id)
                .fact(&title);
            let cited = cited(cx).filter(|(_, cited)| speaks_of(&cx.school.named(cited), &title));
            report.push(
                cited.fold(found, |found, (_, cited)| found.with(cited.span, "the text sends its readers to it here")),
            );
        }
        mentioned(cx, report, at, document);
    }
    let lists = cx.school.documents.iter().flat_map(|it| quoted(&it.appendices));
    let listed: Vec<String> = lists.map(|words| cx.school.named(words)).collect();
    for (address, words) in cited(cx) {
        let title = cx.school.named(words);
        if listed.iter().any(|listed| speaks_of(&title, listed)) {
            continue;
        }
        report.push(
            report
                .at(words.span, format!("the text sends its readers to the `{title}`, and there is none"))
                .help("write it and put it on the `appendix` list, or name the document itself")
                .about(address)
                .fact(title),
        );
    }
}

fn quoted(values: &[Value]) -> impl Iterator<Item = &Words> {
    values.iter().filter_map(|value| match value {
        Value::Words(words) => Some(words),
        _ => None,
    })
}

/// What sentences cite in quoted words as an appendix, each with the address of the sentence.
fn cited<'a>(cx: &'a Context<'_>) -> impl Iterator<Item = (&'a str, &'a Words)> {
    let cites = |it: &'a Sentence| quoted(it.clauses.get(Word::Cites)).map(|words| (it.address.as_str(), words));
    cx.school.sentences.iter().flat_map(cites).filter(|(_, it)| it.raw().to_lowercase().contains("appendix"))
}

/// Whether a citation holds the title of an appendix, in capitals or not.
fn speaks_of(cited: &str, title: &str) -> bool {
    cited.to_lowercase().contains(&title.to_lowercase())
}

/// Appendices named by number in the document's own text, beyond those that it, or the policy it is appended to, has.
fn mentioned(cx: &Context<'_>, report: &mut Report, at: usize, document: &Document) {
    let parents = cx.school.parents(at).map(Document::appendix_count).max().unwrap_or(0);
    let last = document.appendix_count().max(parents);
    let has = match last {
        0 => "no appendix".to_owned(),
        1 => "1 appendix".to_owned(),
        count => format!("{count} appendices"),
    };
    let there = unlabelled(cx, document);
    let missing = |number: &usize| *number > last && !there.contains_key(number);
    for (number, places) in spoken_of(cx, document).into_iter().filter(|(number, _)| missing(number)) {
        let Some(((first, _), others)) = places.split_first() else { continue };
        let found = report
            .at(*first, format!("Appendix {number} is referred to, but `{}` has {has}", document.title))
            .help("add the document meant to its `appendix` list, or name the document itself with `{name}`")
            .about(&document.id)
            .fact(number.to_string());
        report.push(others.iter().take(MOST).fold(found, |found, (span, _)| found.with(*span, "and here")));
    }
}
