//! One rule in two strengths.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Level;
use crate::lint::parties::leaves;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::sentence::{Phrase, Sentence};
use crate::model::words::Value;
use crate::word::{Strength, Word};

pub(super) static LINT: Lint = Lint {
    name: "modality-conflict",
    summary: "the same rule is must in one place and should in another",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/modality-conflict.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let worded = cx.alike().filter(|(first, second)| same_subjects(first, second));
    for (first, second, how) in
        worded.map(|(first, second)| (first, second, "in nearly the same words")).chain(acted(cx))
    {
        if !weaker(first, second) {
            continue;
        }
        let (mine, theirs) = (second.strength.value.text(), first.strength.value.text());
        report.push(
            report
                .at(second.strength.span, format!("this is `{mine}` here and `{theirs}` elsewhere, {how}"))
                .with(first.strength.span, format!("`{theirs}` here"))
                .help("choose one of the two, and say the rule once")
                .about(&second.address)
                .fact(&first.address),
        );
    }
}

/// A sentence with whom it binds and what they do something to.
struct Act<'a> {
    sentence: &'a Sentence,
    people: BTreeSet<Entity>,
    objects: BTreeSet<Entity>,
}

/// Every two sentences that, on no condition, have the same people do the same declared act to the same things.
fn acted<'a>(cx: &'a Context<'_>) -> Vec<(&'a Sentence, &'a Sentence, &'static str)> {
    let mut acts: BTreeMap<Entity, Vec<Act<'_>>> = BTreeMap::new();
    let mut found = Vec::new();
    for sentence in cx.school.sentences.iter().filter(|it| is_plain(it)) {
        let Phrase::Action { action, objects, .. } = &sentence.phrase else { continue };
        let (people, objects) = (leaves(cx.school, &sentence.subjects.any), leaves(cx.school, objects));
        let others = acts.entry(action.entity).or_default();
        let same = |other: &&Act<'_>| {
            let alike = objects == other.objects || !objects.is_disjoint(&other.objects);
            alike && !people.is_disjoint(&other.people)
        };
        found.extend(others.iter().filter(same).map(|other| (other.sentence, sentence, "for the same act")));
        others.push(Act { sentence, people, objects });
    }
    found
}

/// Whether a sentence holds everywhere, always and for all of whom and what it names.
fn is_plain(sentence: &Sentence) -> bool {
    let settings = [Word::On, Word::In, Word::During, Word::With, Word::To, Word::Before, Word::After, Word::Despite];
    let whole = sentence.clauses.conditions.is_empty() && sentence.subjects.except.is_empty();
    whole && !settings.iter().any(|word| sentence.clauses.has(*word))
}

/// Whether one of the two binds and the other only advises.
fn weaker(first: &Sentence, second: &Sentence) -> bool {
    let pair = (first.strength.value, second.strength.value);
    let binds = [(Strength::Must, Strength::Should), (Strength::MustNot, Strength::ShouldNot)];
    binds.iter().any(|(strong, weak)| pair == (*strong, *weak) || pair == (*weak, *strong))
}

fn same_subjects(first: &Sentence, second: &Sentence) -> bool {
    let named = |it: &Sentence| it.subjects.any.iter().map(Value::entity).collect::<Vec<_>>();
    !first.subjects.any.is_empty() && named(first) == named(second)
}
