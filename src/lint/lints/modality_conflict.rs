//! One rule in two strengths.

use crate::diagnostic::Level;
use crate::lint::facts::parties::leaves;
use crate::lint::facts::wording::Gate;
use crate::lint::words::english::places;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::sentence::{Home, Phrase, Sentence};
use crate::model::words::Value;
use crate::word::{Strength, Word};
use std::collections::BTreeMap;

pub(super) static LINT: Lint = Lint {
    name: "modality-conflict",
    summary: "the same rule is must in one place and should in another",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/modality-conflict.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (first, second) in cx.alike() {
        if weaker(first, second) && same_subjects(first, second) {
            push(report, first, second, "in nearly the same words");
        }
    }
    let signed: Vec<&Sentence> = cx.school.sentences.iter().filter(|it| signs(cx, it).is_some()).collect();
    for (first, second) in pairs(&signed).filter(|(first, second)| weaker(first, second)) {
        if meets(cx, &first.subjects.any, &second.subjects.any) && signs(cx, first) == signs(cx, second) {
            push(report, first, second, "for the same paper");
        }
    }
    let mut acts: BTreeMap<Entity, Vec<&Sentence>> = BTreeMap::new();
    for sentence in &cx.school.sentences {
        if let Phrase::Action { action, .. } = &sentence.phrase {
            acts.entry(action.entity).or_default().push(sentence);
        }
    }
    for (first, second) in acts.values().flat_map(|acts| pairs(acts)).filter(|(first, second)| weaker(first, second)) {
        if same_act(cx, first, second) {
            push(report, first, second, "for the same act");
        } else if lies_within(cx, first, second) || lies_within(cx, second, first) {
            push(report, first, second, "where one is a case of the other");
        }
    }
}

fn push(report: &mut Report, first: &Sentence, second: &Sentence, how: &str) {
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

/// Every two of a list.
fn pairs<'a>(list: &'a [&'a Sentence]) -> impl Iterator<Item = (&'a Sentence, &'a Sentence)> {
    list.iter().enumerate().flat_map(move |(nth, first)| list[nth + 1..].iter().map(move |second| (*first, *second)))
}

/// Words that have something signed.
static SIGNING: Gate = Gate::new(|wording| wording.has("sign") && !places(&wording.text, "sign").is_empty());

/// The paper that a sentence has somebody sign: the one that it cites, or the agreement that it stands in.
fn signs(cx: &Context<'_>, sentence: &Sentence) -> Option<usize> {
    cx.quoted(sentence).filter(|it| SIGNING.lets(it))?;
    match (sentence.clauses.get(Word::Cites), sentence.home) {
        ([value], _) => match value.entity() {
            Some(Entity::Document(at)) => Some(at),
            _ => None,
        },
        ([], Home::Document(at)) if cx.school.documents[at].kind.is_agreement() => Some(at),
        _ => None,
    }
}

/// Whether two sentences are about one act, by some of the same people, to some of the same, in the same circumstances.
fn same_act(cx: &Context<'_>, first: &Sentence, second: &Sentence) -> bool {
    const AROUND: [Word; 10] = [
        Word::On,
        Word::In,
        Word::To,
        Word::With,
        Word::About,
        Word::For,
        Word::During,
        Word::Before,
        Word::After,
        Word::Despite,
    ];
    let (Phrase::Action { objects: mine, .. }, Phrase::Action { objects: theirs, .. }) =
        (&first.phrase, &second.phrase)
    else {
        return false;
    };
    let objects = mine.is_empty() && theirs.is_empty() || meets(cx, mine, theirs);
    let conditions = first.clauses.conditions == second.clauses.conditions;
    let whole = first.subjects.except.is_empty() && second.subjects.except.is_empty();
    objects
        && conditions
        && whole
        && same(first, second, &AROUND)
        && meets(cx, &first.subjects.any, &second.subjects.any)
}

/// Whether one sentence advises against a part of what another forbids without condition.
fn lies_within(cx: &Context<'_>, inner: &Sentence, outer: &Sentence) -> bool {
    let (Phrase::Action { objects: mine, .. }, Phrase::Action { objects: theirs, except, .. }) =
        (&inner.phrase, &outer.phrase)
    else {
        return false;
    };
    let covers = |inner: &[Value], outer: &[Value]| {
        outer.is_empty() || !inner.is_empty() && leaves(cx.school, inner).is_subset(&leaves(cx.school, outer))
    };
    let outer_clauses = outer.clauses.without(&[Word::Because, Word::Cites]);
    let mut clauses = outer_clauses.values.iter();
    (inner.strength.value, outer.strength.value) == (Strength::ShouldNot, Strength::MustNot)
        && [inner, outer].iter().all(|it| it.clauses.conditions.is_empty() && !it.clauses.has(Word::Despite))
        && except.iter().chain(&outer.subjects.except).next().is_none()
        && covers(mine, theirs)
        && covers(&inner.subjects.any, &outer.subjects.any)
        && clauses.all(|(word, it)| it.except.is_empty() && covers(inner.clauses.get(*word), &it.any))
}

/// Whether two sentences say the same in each of some clauses.
fn same(first: &Sentence, second: &Sentence, words: &[Word]) -> bool {
    let said = |it: &Sentence, word: Word| it.clauses.get(word).iter().map(Value::entity).collect::<Vec<_>>();
    words.iter().all(|word| said(first, *word) == said(second, *word))
}

fn meets(cx: &Context<'_>, mine: &[Value], theirs: &[Value]) -> bool {
    !leaves(cx.school, mine).is_disjoint(&leaves(cx.school, theirs))
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
