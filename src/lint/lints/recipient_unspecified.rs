//! A report or a permission that is to go to somebody, and nobody can tell to whom.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Level};
use crate::lint::Form;
use crate::lint::facts::parties::{names_nobody, to_nobody};
use crate::lint::facts::recipients::{asked_of_nobody, asks_nobody, goes_nowhere};
use crate::lint::facts::wording::Gate;
use crate::lint::{Context, Lint, Report};
use crate::model::role::Role;
use crate::model::{Entity, words::Value};
use crate::span::Span;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "recipient-unspecified",
    summary: "a report or permission goes to an unnamed person",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/recipient-unspecified.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for sentence in &cx.school.sentences {
        let to = [Word::To, Word::By, Word::With].into_iter().flat_map(|word| sentence.clauses.get(word));
        let of = sentence.clauses.conditions.iter().flat_map(|condition| &condition.of);
        for value in to.chain(of) {
            if let Some(name) = unnamed(cx, value) {
                push(report, value.span(), &sentence.address, &name);
            }
        }
    }
    let vague = cx.passages().iter().filter(|it| it.passes(&VAGUE));
    for passage in vague.filter(|it| matches!(it.form, Form::Phrase | Form::Promise | Form::Item)) {
        if let Some(range) = to_nobody(&passage.small).filter(|range| passage.text.is_char_boundary(range.end)) {
            let name = passage.text[range.clone()].trim_start_matches("to ").to_owned();
            push(report, passage.span(range), &passage.address, &name);
        }
    }
    unheard(cx, report);
    unasked(cx, report);
}

/// Words that send somebody to nobody in particular.
static VAGUE: Gate = Gate::new(|wording| to_nobody(&wording.small).is_some());
/// Words that begin with a report, and have no `to` in them.
static REPORTS: Gate = Gate::new(|wording| {
    let all = if wording.has_any(&["report"]) { wording.words() } else { Vec::new() };
    all.iter().take(6).any(|word| word.text == "report") && !all.iter().any(|word| word.text == "to")
});
/// Words that make something hang on a permission of nobody.
static UNASKED: Gate = Gate::new(|wording| asked_of_nobody(&wording.text).is_some());

/// Reports that nobody is named for: one finding for all of a block, as they tell of one route.
fn unheard(cx: &Context<'_>, report: &mut Report) {
    let mut blocks: BTreeMap<&str, Vec<(Span, &str)>> = BTreeMap::new();
    for passage in cx.passages().iter().filter(|it| it.passes(&REPORTS) && goes_nowhere(cx, it)) {
        let block = passage.address.rfind('.').map_or("", |dot| &passage.address[..dot]);
        blocks.entry(block).or_default().push((passage.span(0..passage.text.len()), &passage.address));
    }
    for places in blocks.into_values() {
        let message = "this is to be reported, and nothing says to whom";
        report.across(places, message).into_iter().for_each(|found| report.push(guessed(found, message)));
    }
}

/// Permissions that nobody is named for, in conditions and in promises.
fn unasked(cx: &Context<'_>, report: &mut Report) {
    let mut places: Vec<(Span, &str)> = Vec::new();
    for sentence in &cx.school.sentences {
        let open = sentence.clauses.conditions.iter().filter(|it| it.of.is_empty() && asks_nobody(&cx.title(&it.what)));
        places.extend(open.map(|it| (it.what.span(), sentence.address.as_str())));
    }
    for passage in cx.passages().iter().filter(|it| it.form == Form::Promise && it.passes(&UNASKED)) {
        places.extend(asked_of_nobody(&passage.text).map(|range| (passage.span(range), passage.address.as_str())));
    }
    let message = "this needs permission, and nothing says whose";
    for (span, address) in places {
        report.push(guessed(report.at(span, message).about(address), message));
    }
}

/// What the words only let one guess.
fn guessed(mut found: Diagnostic, message: &str) -> Diagnostic {
    found.level = found.level.min(Level::Warning);
    found.help("name a post, such as `to dsl`, or say who that is").fact(message)
}

fn push(report: &mut Report, span: Span, address: &str, name: &str) {
    report.push(
        report
            .at(span, format!("`{name}` is to be told or to agree, and nobody can tell who that is"))
            .help("name a post, such as `to dsl`")
            .about(address)
            .fact(name),
    );
}

/// The words or the title that should name somebody and do not.
fn unnamed(cx: &Context<'_>, value: &Value) -> Option<String> {
    match value {
        Value::Words(words) => Some(words.raw()).filter(|text| names_nobody(text)),
        Value::Name(it) => match it.entity {
            Entity::Role(at) => {
                Some(&cx.school.roles[at]).filter(|role| is_empty(cx, role)).map(|role| role.title.clone())
            }
            _ => None,
        },
        _ => None,
    }
}

/// A role that bears such a name, and that nobody holds.
pub(super) fn is_empty(cx: &Context<'_>, role: &Role) -> bool {
    role.needs_holder() && names_nobody(&role.title) && cx.holders(role).is_empty()
}
