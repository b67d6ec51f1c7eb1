//! One event, and two sentences that send the same people to different doors with it.

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::sentence::{Home, Sentence};
use crate::model::words::Value;
use crate::word::Word;
use std::collections::BTreeSet;

pub(super) static LINT: Lint = Lint {
    name: "reporting-route-conflict",
    summary: "the same event is reported to different people",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/reporting-route-conflict.md"),
    check,
};

/// How a report is told.
const REPORTS: [&str; 7] = ["report", "tell", "inform", "refer", "pass", "show", "notify"];
/// What is reported, by a word of its own.
const EVENTS: [&str; 12] = [
    "unsuitable",
    "inappropriate",
    "illegal",
    "misuse",
    "complaint",
    "abusive",
    "bullying",
    "breach",
    "offensive",
    "virus",
    "damage",
    "url",
];

struct Route<'a> {
    sentence: &'a Sentence,
    events: BTreeSet<&'static str>,
    who: BTreeSet<Entity>,
    to: BTreeSet<Entity>,
}

fn check(cx: &Context<'_>, report: &mut Report) {
    let routes: Vec<Route<'_>> = cx.school.sentences.iter().filter_map(|sentence| route(cx, sentence)).collect();
    for (nth, first) in routes.iter().enumerate() {
        for second in routes[nth + 1..].iter().filter(|second| differ(first, second)) {
            let both: Vec<&str> = first.events.intersection(&second.events).copied().collect();
            report.push(
                report
                    .at(
                        second.sentence.span,
                        format!(
                            "what is {} goes to {} here, and to {} elsewhere",
                            both.join(" and "),
                            told(cx, second),
                            told(cx, first)
                        ),
                    )
                    .with(first.sentence.span, "the other route")
                    .help("send it one way in both places, or say in which case each is right")
                    .about(&second.sentence.address)
                    .fact(&first.sentence.address),
            );
        }
    }
    bypassed(cx, report);
}

/// Posts that are to take in reports of incidents, and others to whom misuse is reported instead.
fn bypassed(cx: &Context<'_>, report: &mut Report) {
    for (intake, receiver) in cx.school.sentences.iter().filter_map(|it| Some((it, receives(cx, it)?))) {
        let door = |it: &&Sentence| is_door(cx, it) && !goes_to(it, receiver);
        let Some(other) = cx.school.sentences.iter().find(door) else { continue };
        let asked: Vec<Entity> = other.clauses.get(Word::To).iter().filter_map(Value::entity).collect();
        let passes = |text: &str| text.contains("report") || text.contains("pass on");
        let passed = |it: &Sentence| {
            phrase(cx, it).is_some_and(passes)
                && goes_to(it, receiver)
                && it.subjects.any.iter().filter_map(Value::entity).any(|who| asked.contains(&who))
        };
        if asked.is_empty() || cx.school.sentences.iter().any(passed) {
            continue;
        }
        let names: Vec<String> = asked.iter().map(|it| format!("`{}`", cx.school.title(*it))).collect();
        let receiver = cx.school.title(receiver);
        let names = names.join(" and ");
        let message = format!("misuse is reported to {names} here, while `{receiver}` takes in reports of incidents");
        report.push(
            report
                .at(other.span, message)
                .with(intake.span, format!("`{receiver}` takes in reports here"))
                .help("send reports one way, or say who passes them on to whom")
                .about(&other.address)
                .fact(&intake.address),
        );
    }
}

/// The post that takes in reports of incidents, where a sentence says so.
fn receives(cx: &Context<'_>, sentence: &Sentence) -> Option<Entity> {
    let text = phrase(cx, sentence)?;
    let takes = ["take in reports of", "take reports of", "receive reports of"].iter().any(|it| text.starts_with(it));
    let [who] = sentence.subjects.any.as_slice() else { return None };
    who.entity().filter(|it| takes && text.contains("incident") && matches!(it, Entity::Role(_)))
}

/// Whether a sentence has staff report misuse, whatever it is, to somebody.
fn is_door(cx: &Context<'_>, sentence: &Sentence) -> bool {
    let told = |text: &str| text.starts_with("report any") && text.contains("misuse");
    phrase(cx, sentence).is_some_and(told) && sentence.clauses.conditions.is_empty()
}

fn goes_to(sentence: &Sentence, who: Entity) -> bool {
    sentence.clauses.get(Word::To).iter().any(|value| value.entity() == Some(who))
}

fn phrase<'a>(cx: &'a Context<'_>, sentence: &Sentence) -> Option<&'a str> {
    cx.quoted(sentence).map(|wording| wording.small.as_str())
}

/// Words that report one of the events.
static REPORTING: Gate = Gate::new(|wording| {
    let told = wording.small.split_whitespace().take(4).any(|word| REPORTS.contains(&word));
    told && wording.has_any(&EVENTS)
});

fn route<'a>(cx: &Context<'_>, sentence: &'a Sentence) -> Option<Route<'a>> {
    let text = cx.quoted(sentence).filter(|wording| REPORTING.lets(wording))?.small.as_str();
    let to: BTreeSet<Entity> = sentence.clauses.get(Word::To).iter().filter_map(Value::entity).collect();
    let plain = sentence.clauses.conditions.is_empty() && !sentence.clauses.has(Word::About) && !text.contains(" if ");
    let events: BTreeSet<&'static str> = EVENTS.into_iter().filter(|event| text.contains(event)).collect();
    if to.is_empty() || !plain || !sentence.strength.value.asks() {
        return None;
    }
    let who =
        sentence.subjects.any.iter().filter_map(Value::entity).flat_map(|it| cx.school.vocabulary.leaves(it)).collect();
    Some(Route { sentence, events, who, to })
}

/// Whether two routes begin alike and share no end; the steps of one procedure follow each other.
fn differ(first: &Route<'_>, second: &Route<'_>) -> bool {
    let steps =
        matches!((first.sentence.home, second.sentence.home), (Home::Procedure(a), Home::Procedure(b)) if a == b);
    !steps && first.events == second.events && !first.who.is_disjoint(&second.who) && first.to.is_disjoint(&second.to)
}

fn told(cx: &Context<'_>, route: &Route<'_>) -> String {
    let names: Vec<String> = route.to.iter().map(|it| format!("`{}`", cx.school.title(*it))).collect();
    names.join(" and ")
}
