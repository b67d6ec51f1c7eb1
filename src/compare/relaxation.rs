//! What a school's own rules change of what its trust has decided, case by case, with a case that shows it.

use std::collections::{BTreeMap, BTreeSet};

use super::departure::Class;
use crate::document::{Speaker, plain};
use crate::model::sentence::{Clauses, Sentence};
use crate::model::words::{Moment, Value};
use crate::model::{Entity, School};
use crate::permission::{CaseSet, Rank, Space, Verdict, within};
use crate::question::{Asking, boxes, holds};
use crate::span::Span;
use crate::word::{Strength, Word};

/// What one rule of a school does to the rules of its trust.
#[derive(Clone, Debug)]
pub(crate) struct Relaxation<'a> {
    /// The school's rule.
    pub(crate) address: &'a str,
    /// Where it stands.
    pub(crate) span: Span,
    /// The rules of the trust that it is an exception to, or contradicts.
    pub(crate) of: Vec<(&'a str, Span)>,
    /// What it does to them.
    pub(crate) class: Class,
    /// Whether it contradicts them without being an exception.
    pub(crate) conflict: bool,
    /// What a record of it accepts: both sides in words, so that it is stale as soon as one of them is another.
    pub(crate) pin: String,
    /// The cases in which it changes something; none where it overrides what is no permission.
    changes: Option<(&'a Space, Vec<Change>)>,
}

/// The rules of a school that change what its trust has decided, or decide what it leaves open.
pub(crate) fn relaxations(asking: Asking<'_>) -> Vec<Relaxation<'_>> {
    let mut found: Vec<Relaxation<'_>> = Vec::new();
    for space in &asking.permissions.spaces {
        for (rule, changes) in by_rule(asking.school, space) {
            found.push(changed(asking, space, rule, changes));
        }
    }
    let school = asking.school;
    for it in school.sentences.iter().filter(|it| !school.inherits(it.span)) {
        let of = overridden(school, &it.clauses);
        if !of.is_empty() && !found.iter().any(|known| known.address == it.address) {
            let tightens = matches!(it.strength.value, Strength::MustNot | Strength::ShouldNot)
                && of
                    .iter()
                    .all(|(address, _)| sentence(school, address).is_some_and(|it| it.strength.value == Strength::May));
            found.push(Relaxation {
                address: &it.address,
                span: it.span,
                class: if tightens { Class::Tightens } else { Class::Judgement },
                conflict: false,
                pin: pin(asking, Some(it), &it.address, &of),
                of,
                changes: None,
            });
        }
    }
    found
}

impl Relaxation<'_> {
    /// A case for each way it goes.
    pub(crate) fn witnesses(&self, asking: Asking<'_>) -> Vec<String> {
        let Some((space, changes)) = &self.changes else {
            return vec![pin(asking, sentence(asking.school, self.address), self.address, &[])];
        };
        let told = shown(self.class, changes).map(|it| {
            let case = space.words(asking.school, &asking.permissions.extents, &it.cases);
            let (floor, now) = (holds(asking, space, &it.floor), holds(asking, space, &it.now));
            format!("{case}: “{floor}” in the trust, “{now}” here")
        });
        told.collect()
    }

    /// Where it holds, in as few boxes as tell it.
    pub(crate) fn boxes(&self, asking: Asking<'_>) -> Vec<String> {
        let told = |(space, changes): &(&Space, Vec<Change>)| boxes(asking, space, &cases(space, self.class, changes));
        self.changes.as_ref().map(told).unwrap_or_default()
    }
}

/// What changes in some cases: what the trust has, what the school has.
#[derive(Clone, Debug)]
struct Change {
    floor: Verdict,
    now: Verdict,
    cases: CaseSet,
}

/// For each own rule of the school what it changes; a case that several decide is told with the first.
fn by_rule(school: &School, space: &Space) -> BTreeMap<usize, Vec<Change>> {
    let own: Vec<usize> = (0..space.rules.len()).filter(|at| !school.inherits(space.rules[*at].span)).collect();
    let reached = own.iter().fold(space.none(), |all, at| all.or(&space.left[*at]));
    // Cases under the same rules have the same answers.
    let mut known: BTreeMap<Vec<usize>, Option<(usize, Verdict, Verdict)>> = BTreeMap::new();
    let mut changes: BTreeMap<usize, Vec<Change>> = BTreeMap::new();
    for case in reached.iter() {
        let there: Vec<usize> = (0..space.rules.len()).filter(|at| space.rules[*at].cases.contains(case)).collect();
        let answer = known.entry(there).or_insert_with_key(|there| {
            let (now, live) = space.decide(there);
            let decides = *live.iter().find(|at| own.contains(at) && space.rules[**at].rank <= Rank::Open)?;
            let floor = space.verdict_without(case, &own);
            (now != floor).then_some((decides, floor, now))
        });
        let Some((decides, floor, now)) = answer else { continue };
        let changes = changes.entry(*decides).or_default();
        match changes.iter_mut().find(|it| it.floor == *floor && it.now == *now) {
            Some(change) => change.cases.insert(case),
            None => {
                let mut cases = space.none();
                cases.insert(case);
                changes.push(Change { floor: floor.clone(), now: now.clone(), cases });
            }
        }
    }
    changes
}

fn changed<'a>(asking: Asking<'a>, space: &'a Space, rule: usize, changes: Vec<Change>) -> Relaxation<'a> {
    let (school, rule) = (asking.school, &space.rules[rule]);
    let classes: Vec<Class> = changes.iter().map(|it| class(&it.floor, &it.now)).collect();
    let has = |class: Class| classes.contains(&class);
    let class = match (has(Class::Relaxes) || has(Class::Mixed), has(Class::Tightens) || has(Class::Mixed)) {
        (true, true) => Class::Mixed,
        (true, false) => Class::Relaxes,
        (false, true) => Class::Tightens,
        (false, false) => Class::Adds,
    };
    let all = cases(space, class, &changes);
    let mut of = sentence(school, &rule.address).map_or_else(Vec::new, |it| overridden(school, &it.clauses));
    if of.is_empty() {
        let meets = space.rules.iter().filter(|it| {
            it.rank == Rank::Stated && school.inherits(it.span) && it.effect != rule.effect && it.cases.meets(&all)
        });
        of = meets.map(|it| (it.address.as_str(), it.span)).collect();
    }
    Relaxation {
        address: &rule.address,
        span: rule.span,
        conflict: changes.iter().any(|it| it.now == Verdict::Conflict && it.floor != Verdict::Conflict),
        pin: pin(asking, sentence(school, &rule.address), &rule.address, &of),
        of,
        class,
        changes: Some((space, changes)),
    }
}

/// The changes that are worth telling: what the trust leaves open shows nothing where it also decides.
fn shown(class: Class, changes: &[Change]) -> impl Iterator<Item = &Change> {
    changes.iter().filter(move |it| class == Class::Adds || it.floor != Verdict::Undecided)
}

/// All cases of those.
fn cases(space: &Space, class: Class, changes: &[Change]) -> CaseSet {
    shown(class, changes).fold(space.none(), |all, it| all.or(&it.cases))
}

/// What a change of verdict does. What nobody had decided is an addition, whichever way it goes.
fn class(floor: &Verdict, now: &Verdict) -> Class {
    match floor {
        Verdict::Undecided | Verdict::Unchosen | Verdict::Conflict => return Class::Adds,
        Verdict::Allow | Verdict::Conditional(_) | Verdict::Forbid | Verdict::Restricted(_) => {}
    }
    let (more, less) = (within(&floor.allowed(), &now.allowed()), within(&now.allowed(), &floor.allowed()));
    let (firmer, looser) = (within(&floor.forbidden(), &now.forbidden()), within(&now.forbidden(), &floor.forbidden()));
    match (more && looser, less && firmer) {
        (true, _) => Class::Relaxes,
        (_, true) => Class::Tightens,
        (false, false) => Class::Mixed,
    }
}

/// The rules of the trust that a sentence names behind `despite`.
fn overridden<'a>(school: &'a School, clauses: &'a Clauses) -> Vec<(&'a str, Span)> {
    let named = clauses.get(Word::Despite).iter().filter_map(|value| match value {
        Value::Name(it) => Some((it.address.as_str(), school.span(it.entity))),
        _ => None,
    });
    named.filter(|(_, span)| school.inherits(*span)).collect()
}

fn sentence<'a>(school: &'a School, address: &str) -> Option<&'a Sentence> {
    school.sentences.iter().find(|it| it.address == address)
}

/// Both sides in words, without reasons and exceptions, the hours of every time among them.
fn pin(asking: Asking<'_>, own: Option<&Sentence>, address: &str, of: &[(&str, Span)]) -> String {
    let words = |address: &str, it: Option<&Sentence>| it.map_or_else(|| address.to_owned(), |it| bare(asking, it));
    let mut sides = vec![words(address, own)];
    sides.extend(of.iter().map(|(address, _)| format!("trust: {}", words(address, sentence(asking.school, address)))));
    sides.join("; ")
}

fn bare(asking: Asking<'_>, it: &Sentence) -> String {
    let mut it = it.clone();
    it.clauses = it.clauses.without(&[Word::Despite, Word::Because, Word::Cites]);
    let anchors = BTreeSet::new();
    let speaker = Speaker { school: asking.school, today: asking.today, anchors: &anchors };
    let hours = it.clauses.get(Word::During).iter().filter_map(|value| match value.entity() {
        Some(Entity::Entry(at)) => asking.school.vocabulary.entries[at].window.map(hours),
        _ => None,
    });
    format!("{}{}", plain(&speaker.sentence(&it)).trim_end_matches('.'), hours.collect::<String>())
}

/// ` (12:10 to 13:10)`.
fn hours((from, until): (Option<Moment>, Option<Moment>)) -> String {
    let side = |moment: Option<Moment>| moment.map_or_else(|| "…".to_owned(), |it| it.to_string());
    format!(" ({} to {})", side(from), side(until))
}
