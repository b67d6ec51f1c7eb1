//! One thing is asked twice, and silence counts differently.

use crate::diagnostic::{Diagnostic, Level};
use crate::lint::facts::parties::leaves;
use crate::lint::words::english::{self, singular};
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::document::{Consent, Paper, Part, Then, Verb};
use crate::model::words::Value;
use crate::word::Word;
use std::collections::BTreeSet;

pub(super) static LINT: Lint = Lint {
    name: "consent-conflict",
    summary: "two consent rules for one activity differ",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/consent-conflict.md"),
    check,
};

/// What is asked about, in words that stand for each other.
const MATTERS: [&[&str]; 5] = [
    &["photograph", "picture", "image", "photo"],
    &["video", "film"],
    &["internet", "online"],
    &["account", "e-mail", "email"],
    &["work"],
];

/// A question of a consent.
struct Asked<'a> {
    consent: &'a Consent,
    paper: &'a Paper,
    matter: usize,
}

fn check(cx: &Context<'_>, report: &mut Report) {
    let asked = asked(cx);
    for (at, one) in asked.iter().enumerate() {
        for other in asked[at + 1..].iter().filter(|other| is_same(cx, one, other)) {
            if let Some(why) = difference(cx, one, other) {
                report.push(found(report, one, other, &why));
            }
        }
    }
}

fn asked<'a>(cx: &'a Context<'_>) -> Vec<Asked<'a>> {
    let mut found = Vec::new();
    for consent in &cx.school.consents {
        for paper in consent.parts.iter().filter_map(|part| match part {
            Part::Paper(at) => Some(&cx.school.papers[*at]),
            _ => None,
        }) {
            let Verb::Ask(question) = &paper.verb else { continue };
            let text = cx.school.named(question);
            let matter = MATTERS
                .iter()
                .position(|words| english::words(&text).iter().any(|it| words.contains(&singular(it.text).as_str())));
            found.extend(matter.map(|matter| Asked { consent, paper, matter }));
        }
    }
    found
}

/// Whether two questions ask the same people about the same people, the same matter and a place that both name.
fn is_same(cx: &Context<'_>, one: &Asked<'_>, other: &Asked<'_>) -> bool {
    let clause = |it: &Asked<'_>, word| leaves(cx.school, it.consent.clauses.get(word));
    let place = |it: &Asked<'_>| {
        let own = it.paper.clauses.get(Word::In).iter().chain(it.paper.clauses.get(Word::On));
        own.filter_map(Value::entity).flat_map(|it| cx.school.vocabulary.leaves(it)).collect::<BTreeSet<Entity>>()
    };
    one.consent.id != other.consent.id
        && one.matter == other.matter
        && clause(one, Word::About) == clause(other, Word::About)
        && !clause(one, Word::From).is_disjoint(&clause(other, Word::From))
        && !place(one).is_disjoint(&place(other))
}

fn difference(cx: &Context<'_>, one: &Asked<'_>, other: &Asked<'_>) -> Option<String> {
    let silent = |it: &Asked<'_>| {
        it.paper.answers.iter().any(|answer| {
            answer.when.value == "silent" && matches!(&answer.then, Then::Counts(word) if word.value == "yes")
        })
    };
    let lasting =
        |it: &Asked<'_>| it.consent.clauses.get(Word::Lasting).iter().map(|value| cx.title(value)).collect::<Vec<_>>();
    match (silent(one), silent(other)) {
        (true, false) | (false, true) => Some("silence counts as a yes to one of them only".to_owned()),
        _ if lasting(one) != lasting(other) => Some("they do not last equally long".to_owned()),
        _ if leaves(cx.school, one.consent.clauses.get(Word::From))
            != leaves(cx.school, other.consent.clauses.get(Word::From)) =>
        {
            Some("they are not asked of the same people".to_owned())
        }
        _ => None,
    }
}

fn found(report: &Report, one: &Asked<'_>, other: &Asked<'_>, why: &str) -> Diagnostic {
    report
        .at(
            one.paper.span,
            format!("`{}` and `{}` ask for the same thing: {why}", one.consent.title, other.consent.title),
        )
        .with(other.paper.span, "asked here as well")
        .help("keep one of the two questions, and count only a yes as a yes")
        .about(&one.consent.id)
        .fact(format!("{}: {why}", other.consent.id))
}
