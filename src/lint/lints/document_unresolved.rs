//! A document is named that the school neither holds nor declares to exist elsewhere.

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::lints::policy_asserted_not_linked::is_nameless;
use crate::lint::words::papers::{Known, papers_named};
use crate::lint::{Context, Lint, MOST, Report};
use crate::model::sentence::Sentence;
use crate::model::words::Value;
use crate::span::Span;
use crate::suggest::all_of;
use crate::word::Word;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static LINT: Lint = Lint {
    name: "document-unresolved",
    summary: "a document is named that is neither in the set nor declared elsewhere",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/document-unresolved.md"),
    check,
};

/// A name that leads nowhere, where it stands and in what.
type Place<'a> = (Span, &'a str, String);

fn check(cx: &Context<'_>, report: &mut Report) {
    let known = Known::of(cx.school);
    let mut missing: BTreeMap<String, Vec<Place<'_>>> = BTreeMap::new();
    for (span, address, title) in quoted(cx).chain(spoken(cx, &known)) {
        let key = known.letters(&title);
        // A list may leave out the word “policy”.
        missing.entry(key.strip_suffix("policy").unwrap_or(&key).to_owned()).or_default().push((span, address, title));
    }
    for places in missing.into_values() {
        push(cx, report, &places);
    }
}

/// Names in quotation marks where a document should stand; what is on the list of appendices is told as missing there.
fn quoted<'a>(cx: &'a Context<'_>) -> impl Iterator<Item = Place<'a>> {
    let associated = cx.school.documents.iter().map(|it| (it.id.as_str(), it.associated.as_slice()));
    let cited = cx.school.sentences.iter().map(|it| (it.address.as_str(), it.clauses.get(Word::Cites)));
    associated.chain(cited).flat_map(move |(address, values)| {
        values.iter().filter_map(move |value| match value {
            Value::Words(words) if !is_told_elsewhere(&words.raw()) => {
                Some((words.span, address, cx.school.named(words)))
            }
            _ => None,
        })
    })
}

/// Of a missing appendix `appendix-missing` tells, of a policy without a name `policy-asserted-not-linked`.
fn is_told_elsewhere(title: &str) -> bool {
    title.to_lowercase().contains("appendix") || is_nameless(title)
}

/// Words that name a paper.
static PAPERS: Gate =
    Gate::new(|wording| wording.has_any(&["polic", "procedure", "code"]) && !papers_named(&wording.text).is_empty());

/// Names in running text, save where the sentence says itself on what it rests.
fn spoken<'a>(cx: &'a Context<'_>, known: &'a Known) -> impl Iterator<Item = Place<'a>> {
    let cites = |it: &&Sentence| it.clauses.has(Word::Cites);
    let resting: BTreeSet<&str> = cx.school.sentences.iter().filter(cites).map(|it| it.address.as_str()).collect();
    let running = cx.passages().iter().filter(|it| it.is_running() && it.passes(&PAPERS));
    let running = running.filter(move |it| !resting.contains(it.address.as_str()));
    running.flat_map(move |passage| {
        let named = papers_named(&passage.text).into_iter();
        let open = named.filter(|it| passage.is_written(it.start) && !known.has(&passage.text[it.clone()]));
        open.map(|it| (passage.span(it.clone()), passage.address.as_str(), passage.text[it].to_owned()))
            .collect::<Vec<_>>()
    })
}

/// Tells of one name: at the first of its places, lists and links before the text.
fn push(cx: &Context<'_>, report: &mut Report, places: &[Place<'_>]) {
    let Some(((span, address, title), others)) = places.split_first() else { return };
    let mut help = format!(
        "declare it with `external short-name \"{title}\"` if it exists elsewhere, or with `source` if it is law or guidance"
    );
    let near = near(cx, title);
    if !near.is_empty() {
        help.push_str(&format!("; did you mean {}?", all_of(&near)));
    }
    let message = format!("no document of the set is called `{title}`, and none is declared elsewhere under that name");
    let found = report.at(*span, message).help(help).about(*address).fact(title);
    report.push(others.iter().take(MOST).fold(found, |found, (span, _, _)| found.with(*span, "and here")));
}

/// Documents that share all but one of the longer words of a title.
fn near(cx: &Context<'_>, title: &str) -> Vec<String> {
    let long = |text: &str| {
        text.to_lowercase().split_whitespace().filter(|word| word.len() > 3).map(str::to_owned).collect::<Vec<_>>()
    };
    let wanted = long(title);
    let known = cx
        .school
        .documents
        .iter()
        .map(|it| (&it.id, &it.title))
        .chain(cx.school.externals.iter().map(|it| (&it.id, &it.title)));
    known
        .filter(|(_, known)| {
            let words = long(known);
            wanted.len() > 1 && wanted.iter().filter(|word| !words.contains(word)).count() <= wanted.len() / 3
        })
        .map(|(id, title)| format!("`{id}` (“{title}”)"))
        .collect()
}
