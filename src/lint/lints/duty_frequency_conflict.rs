//! One record looked at, or one duty done, at two different intervals.

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::{Context, Form, Lint, Passage, Report, Wording};
use crate::model::Entity;
use crate::model::sentence::Sentence;
use crate::model::words::Value;
use crate::sketch::{Saying, sayings};
use crate::word::Word;
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) static LINT: Lint = Lint {
    name: "duty-frequency-conflict",
    summary: "one duty or record has two frequencies",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/duty-frequency-conflict.md"),
    check,
};

/// What never stops.
static ENDLESS: [Saying; 3] = sayings(["continuously", "constantly", "without interruption"]);
/// What can be counted.
static COUNTED: [Saying; 12] = sayings([
    "once a day",
    "twice a day",
    "every day",
    "once a week",
    "once weekly",
    "twice a week",
    "twice weekly",
    "twice a weekly",
    "every week",
    "once a month",
    "every month",
    "once a term",
]);
/// What a record is called.
const RECORDS: [&str; 3] = ["log", "register", "inventory"];
/// What is done to a record that is looked at.
const LOOKS: [&str; 8] = ["review", "look", "read", "go through", "check", "monitor", "inspect", "watch"];

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut records: BTreeMap<Entity, &Sentence> = BTreeMap::new();
    for sentence in cx.school.sentences.iter().filter(|sentence| countable(sentence).is_some()) {
        let Some(words) = cx.spoken(sentence).map(|it| it.small.as_str()) else { continue };
        if !LOOKS.iter().any(|look| words.contains(look)) {
            continue;
        }
        let records_named = [Word::Leaving, Word::About].into_iter().flat_map(|word| sentence.clauses.get(word));
        for record in records_named.filter_map(Value::entity).filter(|it| is_named(words, &cx.school.title(*it))) {
            match records.get(&record) {
                Some(first) if often(cx, first) != often(cx, sentence) => {
                    push(cx, report, first, sentence, &format!("`{}`", cx.school.title(record)))
                }
                Some(_) => {}
                None => {
                    records.insert(record, sentence);
                }
            }
        }
    }
    for passage in cx.passages().iter().filter(|it| it.form != Form::Title && it.passes(&TWO_WAYS)) {
        within(report, passage);
    }
    for (first, second) in cx.alike() {
        let same = first.subjects.any.iter().map(Value::entity).eq(second.subjects.any.iter().map(Value::entity));
        let counted = countable(first).is_some() && countable(second).is_some();
        if same && counted && often(cx, first) != often(cx, second) {
            push(cx, report, first, second, "this");
        }
    }
}

/// Words that have a thing done without a break and also so many times.
static TWO_WAYS: Gate = Gate::new(|wording| first(wording, &ENDLESS).is_some() && first(wording, &COUNTED).is_some());

fn first(wording: &Wording, sayings: &[Saying]) -> Option<Range<usize>> {
    sayings.iter().find_map(|it| wording.places(it).into_iter().next())
}

/// One text that has a thing done without a break and also so many times.
fn within(report: &mut Report, passage: &Passage) {
    let (Some(endless), Some(counted)) = (first(passage, &ENDLESS), first(passage, &COUNTED)) else { return };
    let (here, there) = (&passage.text[counted.clone()], &passage.text[endless.clone()]);
    report.push(
        report
            .at(passage.span(counted), format!("this is done `{here}` and also `{there}`"))
            .with(passage.span(endless), "the other frequency")
            .help("settle on one")
            .about(&passage.address)
            .fact(format!("{here}, {there}")),
    );
}

/// Whether it is the record itself that is looked at, rather than what the looking leaves.
fn is_named(words: &str, title: &str) -> bool {
    let title = title.to_lowercase();
    RECORDS
        .iter()
        .any(|record| title.contains(record) && words.split(" leaving ").next().is_some_and(|it| it.contains(record)))
}

/// How often, where that can be counted.
fn countable(sentence: &Sentence) -> Option<&Value> {
    let every = sentence.clauses.get(Word::Every);
    every.iter().find(|value| matches!(value, Value::Unit(_) | Value::Length(_)))
}

fn often(cx: &Context<'_>, sentence: &Sentence) -> String {
    countable(sentence).map(|value| cx.title(value)).unwrap_or_default()
}

fn push(cx: &Context<'_>, report: &mut Report, first: &Sentence, second: &Sentence, what: &str) {
    let (here, there) = (often(cx, second), often(cx, first));
    report.push(
        report
            .at(second.span, format!("{what} comes round every {here} here and every {there} elsewhere"))
            .with(first.span, format!("every {there}"))
            .help("settle on one")
            .about(&second.address)
            .fact(format!("{} {there}", first.address)),
    );
}
