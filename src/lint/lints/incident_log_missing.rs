//! Incidents that nobody writes down.

use std::borrow::Cow;

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::role::RoleKind;
use crate::model::sentence::Sentence;
use crate::model::words::Value;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "incident-log-missing",
    summary: "there is no incident log, or nobody keeps it",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/incident-log-missing.md"),
    check,
};

/// What a log of incidents is called.
const LOGS: [&str; 9] = [
    "incident log",
    "log of incidents",
    "log of online",
    "safety log",
    "incidents log",
    "incident record",
    "record of incidents",
    "log each incident",
    "log every incident",
];

fn check(cx: &Context<'_>, report: &mut Report) {
    let incidents = cx.school.procedures.iter().any(|procedure| !procedure.parts.is_empty());
    let kept: Vec<&Sentence> = cx.school.sentences.iter().filter(|sentence| is_logged(cx, sentence)).collect();
    if kept.iter().any(|sentence| falls_on_somebody(cx, sentence)) || (kept.is_empty() && !incidents) {
        return;
    }
    let found = match kept.first() {
        Some(first) => report
            .at(first.span, "incidents are to be logged, and no post keeps the log")
            .help("say which post keeps it, and which reads it and how often")
            .about(&first.address)
            .fact("no keeper"),
        None => report
            .at(
                cx.school.identity.span,
                format!("`{}` says what is done about incidents, and keeps no log of them", cx.school.identity.title),
            )
            .help("give a post the duty: `log: dsl must \"write up every incident\" leaving incident-log`")
            .about(&cx.school.identity.name)
            .fact("no log"),
    };
    report.push(found);
}

/// Whether a sentence has incidents written down.
fn is_logged(cx: &Context<'_>, sentence: &Sentence) -> bool {
    let Some(quoted) = cx.quoted(sentence).filter(|_| sentence.strength.value.asks()) else { return false };
    let mut text = Cow::Borrowed(quoted.small.as_str());
    for left in sentence.clauses.get(Word::Leaving) {
        text.to_mut().push_str(&format!(" {}", cx.title(left).to_lowercase()));
    }
    let has = |words: &str| text.contains(words);
    ["log", "record", "write up"].into_iter().any(has) && (has("incident") || LOGS.into_iter().any(has))
}

fn falls_on_somebody(cx: &Context<'_>, sentence: &Sentence) -> bool {
    sentence.subjects.any.iter().filter_map(Value::entity).any(|it| match it {
        Entity::Role(at) => cx.school.roles[at].kind != RoleKind::Organisation,
        _ => false,
    })
}
