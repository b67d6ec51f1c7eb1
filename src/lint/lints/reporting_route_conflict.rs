//! One event, and two sentences that send the same people to different doors with it.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::sentence::{Home, Phrase, Sentence};
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
}

fn route<'a>(cx: &Context<'_>, sentence: &'a Sentence) -> Option<Route<'a>> {
    let Phrase::Words(words) = &sentence.phrase else { return None };
    let text = words.raw().to_lowercase();
    let told = text.split_whitespace().take(4).any(|word| REPORTS.contains(&word));
    let to: BTreeSet<Entity> = sentence.clauses.get(Word::To).iter().filter_map(Value::entity).collect();
    let plain = sentence.clauses.conditions.is_empty() && !sentence.clauses.has(Word::About) && !text.contains(" if ");
    let events: BTreeSet<&'static str> = EVENTS.into_iter().filter(|event| text.contains(event)).collect();
    if !told || to.is_empty() || !plain || events.is_empty() || !sentence.strength.value.asks() {
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
