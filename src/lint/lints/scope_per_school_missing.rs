//! A rule of a trust that speaks of one phase and binds every school.

use std::collections::BTreeMap;

use crate::diagnostic::Level;
use crate::lint::Form;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::sentence::Sentence;
use crate::model::words::Value;
use crate::span::Span;
use crate::word::{Kind, Word};

pub(super) static LINT: Lint = Lint {
    name: "scope-per-school-missing",
    summary: "a rule fits only some schools or phases but binds all",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/scope-per-school-missing.md"),
    check,
};

/// Words that belong to one phase of school.
const PHASES: [&str; 14] = [
    "sixth form",
    "key stage 1",
    "key stage 2",
    "key stage 3",
    "key stage 4",
    "ks1",
    "ks2",
    "ks3",
    "ks4",
    "eyfs",
    "reception class",
    "primary school",
    "secondary school",
    "examination",
];

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.school.schools().count() < 2 {
        return;
    }
    let mut found: BTreeMap<&str, Vec<(Span, &str)>> = BTreeMap::new();
    for sentence in cx.school.sentences.iter().filter(|sentence| !is_limited(cx, sentence)) {
        let phrase = cx.passages_of(&sentence.address).find(|passage| passage.form == Form::Phrase);
        let Some(passage) = phrase else { continue };
        let text = passage.text.to_lowercase();
        let phase = PHASES.iter().find_map(|phase| text.find(phase).map(|at| (*phase, at..at + phase.len())));
        let Some((phase, range)) = phase.filter(|(_, range)| passage.text.is_char_boundary(range.end)) else {
            continue;
        };
        found.entry(phase).or_default().push((passage.span(range), &sentence.address));
    }
    for (phase, places) in found {
        let message = format!("this speaks of `{phase}` and binds every school of the trust");
        let finding = report.across(places, message);
        finding
            .into_iter()
            .for_each(|it| report.push(it.help("say where it holds with `in` and the schools").fact(phase)));
    }
}

/// Whether a sentence names schools, or pupils of some years only.
fn is_limited(cx: &Context<'_>, sentence: &Sentence) -> bool {
    let school = |value: &Value| matches!(value.entity(), Some(Entity::Entry(at)) if cx.school.vocabulary.entries[at].kind == Kind::Schools);
    let some = |value: &Value| matches!(value.entity(), Some(Entity::Entry(at)) if cx.school.vocabulary.entries[at].kind == Kind::Users);
    sentence.clauses.get(Word::In).iter().any(school)
        || sentence.subjects.any.iter().any(|value| school(value) || some(value))
}
