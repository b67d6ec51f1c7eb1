//! Sentences and table cells → rules for a day: an effect, conditions, and which values each dimension takes.

use std::collections::{BTreeMap, BTreeSet};

use super::cases::CaseSet;
use super::condition::{Condition, Way};
use super::extent::Extents;
use super::leaf::Dimension;
use super::reading::{Need, Reader, Reading, Rest, Slice, Takes, dimension_of};
use crate::model::date::Day;
use crate::model::sentence::{Clauses, Phrase, Sentence};
use crate::model::table::{MarkRule, RowHead, Says, Table};
use crate::model::words::Value;
use crate::model::{Class, Entity, School};
use crate::span::Span;
use crate::word::{Kind, Strength, Word};

/// What a rule does with its cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Allows them.
    Allow,
    /// Forbids them.
    Forbid,
    /// Leaves two answers standing.
    Unchosen,
}

/// Where a rule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A sentence, by its place in the school's list.
    Sentence(usize),
    /// A cell, by table and place.
    Cell(usize, usize),
    /// A table's `otherwise`.
    Otherwise(usize),
}

/// How firmly a rule is said: a later rank speaks only where no earlier one does, and never contradicts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// By a sentence or a filled cell.
    Stated,
    /// By quoted words in a list, which may mean anything: it contradicts nothing.
    Open,
    /// By a table's `otherwise`.
    Filler,
    /// By what is allowed on a wider step of a ladder.
    Implied,
}

/// A rule over the cases of one space.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Where it comes from.
    pub source: Source,
    /// How firmly it is said.
    pub rank: Rank,
    /// Its address.
    pub address: String,
    /// Where it stands.
    pub span: Span,
    /// What it does.
    pub effect: Effect,
    /// How strongly.
    pub strength: Strength,
    /// What must hold for it to apply.
    pub conditions: Way,
    /// What is written on a ban and cannot be compared: it takes nothing from the ban.
    pub reserves: Way,
    /// Whether the calendar says that it holds on the day; else it contradicts nothing.
    pub placed: bool,
    /// The addresses that it overrides: of sentences, cells or whole blocks.
    pub despite: Vec<String>,
    /// The cases that it decides.
    pub cases: CaseSet,
}

impl Rule {
    /// Whether it decides its cases only when its conditions hold: a ban with an `if`.
    pub fn only_sometimes(&self) -> bool {
        self.effect != Effect::Allow && !self.conditions.is_empty()
    }

    /// Whether the two cannot stand side by side on one case, unless one is an exception to the other.
    pub(super) fn contradicts(&self, other: &Rule) -> bool {
        let sure = |rule: &Rule| rule.rank == Rank::Stated && rule.placed;
        if !sure(self) || !sure(other) || self.excludes(other) {
            return false;
        }
        match (self.effect, other.effect) {
            (Effect::Allow, Effect::Allow) => self.conditions.is_empty() != other.conditions.is_empty(),
            (Effect::Allow, Effect::Forbid) | (Effect::Forbid, Effect::Allow) => true,
            (Effect::Forbid, Effect::Forbid) | (Effect::Unchosen, _) | (_, Effect::Unchosen) => false,
        }
    }

    /// Whether one needs a condition that the other rules out.
    fn excludes(&self, other: &Rule) -> bool {
        self.conditions.iter().any(|condition| other.conditions.contains(&condition.negated()))
    }
}

/// A rule that decides nothing on the day.
#[derive(Clone, Debug)]
pub struct Dormant {
    /// The action, by its place in the vocabulary.
    pub action: usize,
    /// Its address.
    pub address: String,
    /// Where it stands.
    pub span: Span,
    /// Where it comes from.
    pub source: Source,
    /// What it would do.
    pub effect: Effect,
    /// Why it does not.
    pub rest: Rest,
    /// Which values it would take.
    pub(super) takes: Takes,
}

impl Dormant {
    /// Whether it would speak of any of the cases that take these leaves.
    pub(crate) fn meets(&self, takes: &Takes) -> bool {
        takes.iter().all(|(dimension, asked)| {
            self.takes.get(dimension).is_none_or(|own| own.iter().any(|leaf| asked.contains(leaf)))
        })
    }
}

/// What a draft becomes once its cases are known.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    /// A rule.
    Rule,
    /// The whole extent of a cell, which the table promises to decide.
    Promise(usize, usize),
    /// What must hold whatever the rules say.
    Invariant,
}

/// A rule before the space is known: which leaves each dimension takes, all where one is not named.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) rule: Rule,
    pub(super) takes: Takes,
    pub(super) part: Part,
    pub(super) needs: BTreeMap<Condition, Need>,
}

/// Every draft of a school on a day.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    /// By the action's place in the vocabulary; groups of actions are opened.
    pub(super) actions: BTreeMap<usize, Vec<Draft>>,
    /// What has ended or not begun.
    pub(super) dormant: Vec<Dormant>,
}

/// Whether clauses narrow a permission: conditions, a time, or a qualifier that no dimension holds.
pub fn narrows(clauses: &Clauses) -> bool {
    !clauses.conditions.is_empty() || clauses.values.iter().any(|(word, _)| word.narrows())
}

/// The drafts of some actions on a day, or of all.
pub(super) fn drafts(school: &School, extents: &Extents, today: Day, only: Option<&BTreeSet<usize>>) -> Drafts {
    let mut it = Drafter { reader: Reader { school, extents, today }, only, drafts: Drafts::default() };
    for (at, sentence) in school.sentences.iter().enumerate() {
        if matches!(sentence.class(), Class::Permission | Class::Invariant) {
            it.sentence(at, sentence);
        }
    }
    for (at, table) in school.tables.iter().enumerate() {
        it.table(at, table);
    }
    it.drafts
}

/// The actions that an action comes down to, by their places in the vocabulary.
pub fn leaf_actions(school: &School, action: Entity) -> Vec<usize> {
    let leaves = school.vocabulary.leaves(action).into_iter();
    leaves.filter_map(|leaf| if let Entity::Entry(at) = leaf { Some(at) } else { None }).collect()
}

/// What a strength does with the cases of its rule.
pub fn effect(strength: Strength) -> Effect {
    match strength {
        Strength::MustNot | Strength::ShouldNot => Effect::Forbid,
        Strength::Undecided => Effect::Unchosen,
        Strength::Must | Strength::Should | Strength::May | Strength::Does => Effect::Allow,
    }
}

/// What stands behind a rule, whatever it takes.
#[derive(Clone, Copy)]
struct Stem<'a> {
    source: Source,
    address: &'a str,
    span: Span,
    strength: Strength,
    clauses: &'a Clauses,
    part: Part,
}

struct Drafter<'a> {
    reader: Reader<'a>,
    /// The actions that are asked about; all where none are named.
    only: Option<&'a BTreeSet<usize>>,
    drafts: Drafts,
}

impl Drafter<'_> {
    fn sentence(&mut self, at: usize, sentence: &Sentence) {
        let Phrase::Action { action, objects, except } = &sentence.phrase else { return };
        let actions = self.actions(action.entity);
        if actions.is_empty() {
            return;
        }
        let mut reading = Reading::new();
        self.reader.subjects(&mut reading, &sentence.subjects);
        self.reader.objects(&mut reading, objects, except);
        self.reader.clauses(&mut reading, &sentence.clauses, !objects.is_empty());
        let invariant = sentence.class() == Class::Invariant;
        let stem = Stem {
            source: Source::Sentence(at),
            address: &sentence.address,
            span: sentence.span,
            strength: sentence.strength.value,
            clauses: &sentence.clauses,
            part: if invariant { Part::Invariant } else { Part::Rule },
        };
        self.take(&actions, stem, &reading);
    }

    /// The actions that an action comes down to, as far as they are asked about.
    fn actions(&self, action: Entity) -> Vec<usize> {
        let mut actions = leaf_actions(self.reader.school, action);
        actions.retain(|action| self.only.is_none_or(|only| only.contains(action)));
        actions
    }

    /// A rule for each of some actions, in as many parts as its lists leave open.
    fn take(&mut self, actions: &[usize], stem: Stem<'_>, reading: &Reading) {
        let effect = effect(stem.strength);
        let slices = reading.slices(effect == Effect::Allow, effect != Effect::Unchosen);
        for action in actions {
            if let Some(rest) = reading.rest {
                let takes = slices.first().map(|slice| slice.takes.clone()).unwrap_or_default();
                let (address, span, source) = (stem.address.to_owned(), stem.span, stem.source);
                self.drafts.dormant.push(Dormant { action: *action, address, span, source, effect, rest, takes });
                continue;
            }
            let drafts = slices.iter().map(|slice| draft(stem, slice, reading.needs.clone()));
            self.drafts.actions.entry(*action).or_default().extend(drafts);
        }
    }

    fn table(&mut self, at: usize, table: &Table) {
        let whole = self.head(table);
        let bare = Clauses::default();
        for (nth, cell) in table.cells.iter().enumerate() {
            let Some(column) = table.columns.get(cell.column) else { continue };
            let row = &table.rows[cell.row];
            let column = Value::Name(column.clone());
            let actions = self.actions(row.name.entity);
            if actions.is_empty() {
                continue;
            }
            let filled = match &cell.says {
                Says::Yes => Some((Strength::May, None)),
                Says::No => Some((Strength::MustNot, None)),
                Says::Unchosen => Some((Strength::Undecided, None)),
                Says::Mark(mark) => Some((table.marks[*mark].strength.value, Some(&table.marks[*mark]))),
                Says::Empty => None,
            };
            if let Some((strength, mark)) = filled {
                let stem = Stem {
                    source: Source::Cell(at, nth),
                    address: &cell.address,
                    span: cell.span,
                    strength,
                    clauses: mark.map_or(&bare, |mark| &mark.clauses),
                    part: Part::Rule,
                };
                self.take(&actions, stem, &self.cell(&whole, row, &column, mark));
                let promise = Stem { clauses: &bare, part: Part::Promise(at, nth), ..stem };
                self.promise(&actions, promise, &self.cell(&whole, row, &column, None));
            }
            if let Some(otherwise) = &table.otherwise {
                let stem = Stem {
                    source: Source::Otherwise(at),
                    address: &otherwise.address,
                    span: otherwise.span,
                    strength: otherwise.strength.value,
                    clauses: &otherwise.clauses,
                    part: Part::Rule,
                };
                self.take(&actions, stem, &self.cell(&whole, row, &column, Some(otherwise)));
            }
        }
    }

    /// The whole extent of a cell; what its head leaves open is no part of it.
    fn promise(&mut self, actions: &[usize], stem: Stem<'_>, reading: &Reading) {
        let slices = reading.slices(true, false);
        for (action, slice) in actions.iter().flat_map(|action| slices.iter().map(move |slice| (action, slice))) {
            let mut draft = draft(stem, slice, BTreeMap::new());
            draft.rule.conditions.clear();
            if reading.rest.is_none() {
                self.drafts.actions.entry(*action).or_default().push(draft);
            }
        }
    }

    /// What holds for every cell of a table; `for` says whom it is for.
    fn head(&self, table: &Table) -> Reading {
        let mut reading = Reading::new();
        self.reader.subjects(&mut reading, &table.subjects);
        self.reader.clauses(&mut reading, &table.clauses.without(&[Word::For]), true);
        reading
    }

    fn cell(&self, table: &Reading, row: &RowHead, column: &Value, mark: Option<&MarkRule>) -> Reading {
        let mut reading = table.clone();
        self.reader.objects(&mut reading, &row.objects, &[]);
        let column_of = column.entity().and_then(|entity| dimension_of(self.reader.school, entity));
        match column_of {
            Some(Dimension::Object) if !is_thing(self.reader.school, column) => {
                reading.narrow(Dimension::Who, self.reader.leaves(Dimension::Who, column).into_iter().collect());
            }
            _ => self.reader.objects(&mut reading, std::slice::from_ref(column), &[]),
        }
        if let Some(mark) = mark {
            self.reader.clauses(&mut reading, &mark.clauses, true);
        }
        reading
    }
}

fn draft(stem: Stem<'_>, slice: &Slice, needs: BTreeMap<Condition, Need>) -> Draft {
    let rank = match (stem.source, slice.sure) {
        (Source::Otherwise(_), _) => Rank::Filler,
        (Source::Sentence(_) | Source::Cell(..), true) => Rank::Stated,
        (Source::Sentence(_) | Source::Cell(..), false) => Rank::Open,
    };
    let despite = stem.clauses.get(Word::Despite).iter().filter_map(Value::address).map(str::to_owned);
    let rule = Rule {
        source: stem.source,
        rank,
        address: stem.address.to_owned(),
        span: stem.span,
        effect: effect(stem.strength),
        strength: stem.strength,
        conditions: slice.conditions.clone(),
        reserves: slice.reserves.clone(),
        placed: slice.placed,
        despite: despite.collect(),
        cases: CaseSet::none(0),
    };
    Draft { rule, takes: slice.takes.clone(), part: stem.part, needs }
}

fn is_thing(school: &School, value: &Value) -> bool {
    matches!(value.entity(), Some(Entity::Entry(at)) if school.vocabulary.entries[at].kind == Kind::Things)
}
