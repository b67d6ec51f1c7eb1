//! A document of the set that goes under several names.

use std::collections::BTreeMap;

use crate::diagnostic::Level;
use crate::lint::words::english::places;
use crate::lint::{Context, Form, Lint, MOST, Report};
use crate::model::document::Document;
use crate::model::words::Value;
use crate::span::Span;
use crate::suggest::all_of;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "document-name-variant",
    summary: "one document goes under several names",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/document-name-variant.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in cx.school.documents.iter() {
        let mut names: Vec<&str> = Vec::new();
        for also in &document.also {
            let name = also.value.as_str();
            let name = name.strip_prefix(&cx.school.identity.title).unwrap_or(name).trim();
            let short =
                document.title.split([',', '(']).any(|part| is_same(part.trim_start_matches(" including "), name));
            if !short && !is_same(name, &document.title) && !names.iter().any(|it| is_same(it, name)) {
                names.push(name);
            }
        }
        if !names.is_empty() {
            push(cx, report, document, &names);
        }
    }
    unheld(cx, report);
}

/// Documents that the set does not hold, and that go under several names.
fn unheld(cx: &Context<'_>, report: &mut Report) {
    let mut seen: BTreeMap<String, Vec<(Span, &str, String)>> = BTreeMap::new();
    let associated = cx.school.documents.iter().map(|it| (it.id.as_str(), it.associated.as_slice()));
    let cited = cx.school.sentences.iter().map(|it| (it.address.as_str(), it.clauses.get(Word::Cites)));
    for (address, value) in associated.chain(cited).flat_map(|(at, values)| values.iter().map(move |it| (at, it))) {
        let Value::Words(words) = value else { continue };
        let title = cx.school.named(words);
        let places = seen.entry(key(&title)).or_default();
        if !places.iter().any(|(_, _, known)| is_same(known, &title)) {
            places.push((words.span, address, title));
        }
    }
    for places in seen.into_values() {
        let [(other, _, first), (span, address, second), ..] = places.as_slice() else { continue };
        report.push(
            report
                .at(*span, format!("`{second}` is called `{first}` elsewhere"))
                .with(*other, format!("`{first}` here"))
                .help("settle on one name, and declare the document once with `external`")
                .about(*address)
                .fact(first),
        );
    }
}

/// What stays of a name when abbreviations are written out and what only says whose or against what it is is left out.
fn key(title: &str) -> String {
    let title = title.to_lowercase().replace("anti-", "");
    let words = title.split_whitespace().filter(|word| !matches!(*word, "the" | "our" | "trust" | "mat" | "school"));
    let full = words.map(|word| match word {
        "aua" => "acceptable use agreement",
        "aup" => "acceptable use policy",
        other => other,
    });
    full.collect::<Vec<_>>().join(" ")
}

fn push(cx: &Context<'_>, report: &mut Report, document: &Document, names: &[&str]) {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let mut found = report
        .at(document.span, format!("`{}` also goes under {}", document.title, all_of(&quoted)))
        .help(format!("settle on one title; `{{{}}}` prints it wherever the document is named", document.id))
        .about(&document.id)
        .fact(names.join(", "));
    for (name, span) in uses(cx, document, names).into_iter().take(MOST) {
        found = found.with(span, format!("`{name}` here"));
    }
    report.push(found);
}

/// Where running text uses one of the other names; a name of one word may mean something else.
fn uses<'a>(cx: &Context<'_>, document: &Document, names: &[&'a str]) -> Vec<(&'a str, Span)> {
    let long: Vec<(&str, String)> =
        names.iter().filter(|name| name.contains(' ')).map(|name| (*name, name.to_lowercase())).collect();
    let mut found = Vec::new();
    for passage in cx.passages().iter().filter(|it| it.form != Form::Title && it.address != document.id) {
        let named =
            long.iter().find_map(|(name, lower)| Some((*name, places(&passage.text, lower).into_iter().next()?)));
        if let Some((name, range)) = named
            && passage.is_written(range.start)
        {
            found.push((name, passage.span(range)));
        }
    }
    found
}

/// Whether two names differ only in capitals, blanks, hyphens and the like.
fn is_same(a: &str, b: &str) -> bool {
    let letters = |text: &str| text.to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect::<String>();
    letters(a) == letters(b)
}
