//! What each dimension of a school holds, and what each of its names comes down to: worked out once.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::leaf::{DIMENSIONS, Dimension, Leaf, is_everyone, named};
use super::time::{Minutes, Piece, clock, pieces};
use crate::model::date::Time;
use crate::model::sentence::{Clauses, Phrase};
use crate::model::words::Value;
use crate::model::{Entity, School};
use crate::word::Kind;

/// The leaves and names of every dimension.
#[derive(Debug)]
pub struct Extents {
    /// Where a stretch of the day begins or ends.
    edges: BTreeSet<u16>,
    leaves: Vec<(Dimension, BTreeSet<Leaf>)>,
    names: OnceLock<Vec<(Dimension, Names)>>,
}

/// Names with what each comes down to, the widest first.
type Names = Vec<(Entity, BTreeSet<Leaf>)>;

impl Extents {
    /// Those of a school.
    pub fn of(school: &School) -> Self {
        let ranges = ranges(school);
        let edges = ranges.iter().flat_map(|(from, until)| [*from, *until]).collect();
        let mut it = Self { edges, leaves: Vec::new(), names: OnceLock::new() };
        it.leaves = DIMENSIONS.into_iter().map(|dimension| (dimension, it.each(school, dimension, &ranges))).collect();
        it
    }

    /// Every leaf of a dimension, the unnamed one among them.
    fn each(&self, school: &School, dimension: Dimension, ranges: &[Minutes]) -> BTreeSet<Leaf> {
        let single = named(school, dimension).filter(|entity| !school.vocabulary.is_group(*entity));
        let leaves = single.flat_map(|leaf| self.cut(school, leaf));
        let stretches = ranges.iter().filter(|_| dimension == Dimension::Time).flat_map(|range| self.stretches(*range));
        let object = (dimension == Dimension::Object).then_some(Leaf::Nothing);
        leaves.chain(stretches).chain(object).chain([Leaf::Other]).collect()
    }

    /// Every dimension with its leaves.
    pub(super) fn leaves(&self) -> &[(Dimension, BTreeSet<Leaf>)] {
        &self.leaves
    }

    /// The leaves of a dimension, the unnamed one among them.
    pub fn all(&self, dimension: Dimension) -> &BTreeSet<Leaf> {
        static NONE: BTreeSet<Leaf> = BTreeSet::new();
        self.leaves.iter().find(|(it, _)| *it == dimension).map_or(&NONE, |(_, leaves)| leaves)
    }

    /// The times that there can be: where stretches of the day make up all of it, there is no other.
    pub fn times(&self) -> BTreeSet<Leaf> {
        let mut all = self.all(Dimension::Time).clone();
        let minutes = |leaf: &Leaf| if let Leaf::Minutes(from, until) = leaf { u32::from(until - from) } else { 0 };
        if all.iter().map(minutes).sum::<u32>() == u32::from(Time::END) {
            all.remove(&Leaf::Other);
        }
        all
    }

    /// What an entity comes down to in a dimension; `everyone` takes all.
    pub fn under(&self, school: &School, dimension: Dimension, entity: Entity) -> Vec<Leaf> {
        if is_everyone(school, entity) {
            return self.all(dimension).iter().copied().collect();
        }
        school.vocabulary.leaves(entity).into_iter().flat_map(|leaf| self.cut(school, leaf)).collect()
    }

    /// The stretches of the day that make up some minutes; all leaves of the dimension where those are the whole day.
    pub(super) fn at(&self, ranges: &[Minutes]) -> BTreeSet<Leaf> {
        let leaves: BTreeSet<Leaf> = ranges.iter().flat_map(|range| self.stretches(*range)).collect();
        let all = self.all(Dimension::Time);
        let whole = ranges.contains(&(0, Time::END)) || self.times().iter().all(|leaf| leaves.contains(leaf));
        if whole { all.clone() } else { leaves }
    }

    /// The stretch of the day that holds a minute, or whatever nobody has named.
    pub fn at_minute(&self, minute: u16) -> Leaf {
        let inside = |leaf: &&Leaf| matches!(leaf, Leaf::Minutes(from, until) if (*from..*until).contains(&minute));
        self.all(Dimension::Time).iter().find(inside).copied().unwrap_or(Leaf::Other)
    }

    /// A time of day is cut at the edges of every other window; anything else is itself.
    fn cut(&self, school: &School, leaf: Entity) -> Vec<Leaf> {
        let Entity::Entry(at) = leaf else { return vec![Leaf::Named(leaf)] };
        match school.vocabulary.entries[at].window {
            None => vec![Leaf::Named(leaf)],
            Some(window) => match clock(window) {
                Some((from, until)) if from < until => self.stretches((from, until)).collect(),
                Some((from, until)) => self.stretches((0, until)).chain(self.stretches((from, Time::END))).collect(),
                None => Vec::new(),
            },
        }
    }

    fn stretches(&self, (from, until): Minutes) -> impl Iterator<Item = Leaf> {
        let edges: Vec<u16> = self.edges.range(from..=until).copied().collect();
        (1..edges.len()).map(move |at| Leaf::Minutes(edges[at - 1], edges[at]))
    }

    /// As few groups and names as cover some leaves, the widest first, and the leaves that none of them covers.
    pub fn cover(
        &self,
        school: &School,
        dimension: Dimension,
        leaves: &BTreeSet<Leaf>,
        fits: impl Fn(Entity) -> bool,
    ) -> (Vec<Entity>, BTreeSet<Leaf>) {
        let all = self.names.get_or_init(|| DIMENSIONS.into_iter().map(|it| (it, self.named(school, it))).collect());
        let names = all.iter().filter(|(it, _)| *it == dimension).flat_map(|(_, names)| names);
        let fitting = names.filter(|(entity, members)| fits(*entity) && members.is_subset(leaves));
        let (mut rest, mut chosen) = (leaves.clone(), Vec::new());
        for (entity, members) in fitting {
            if !members.is_disjoint(&rest) {
                rest.retain(|leaf| !members.contains(leaf));
                chosen.push(*entity);
            }
        }
        (chosen, rest)
    }

    fn named(&self, school: &School, dimension: Dimension) -> Names {
        let open = |entity| self.under(school, dimension, entity).into_iter().collect::<BTreeSet<Leaf>>();
        let all = named(school, dimension).map(|entity| (entity, open(entity)));
        let mut names: Names = all.filter(|(_, members)| !members.is_empty()).collect();
        names.sort_by_key(|(_, members)| Reverse(members.len()));
        names
    }
}

/// Every stretch of the day that a declared time or a rule names.
fn ranges(school: &School) -> Vec<Minutes> {
    let mut found = Vec::new();
    let windows = school.vocabulary.of(Kind::Times).filter_map(|(_, entry)| clock(entry.window?));
    for (from, until) in windows {
        if from < until { found.push((from, until)) } else { found.extend([(0, until), (from, Time::END)]) }
    }
    found.retain(|(from, until)| from < until);
    each_clauses(school, &mut |clauses| literal(school, clauses, &mut found));
    found
}

/// Calls `visit` with the clauses of every sentence, mark and head of a table that decides cases.
pub(super) fn each_clauses(school: &School, visit: &mut dyn FnMut(&Clauses)) {
    for sentence in &school.sentences {
        if matches!(sentence.phrase, Phrase::Action { .. }) {
            visit(&sentence.clauses);
        }
    }
    for table in &school.tables {
        visit(&table.clauses);
        table.marks.iter().chain(&table.otherwise).for_each(|mark| visit(&mark.clauses));
    }
}

/// The minutes that clauses name; those of declared times are known already, but not what lies before or after them.
fn literal(school: &School, clauses: &Clauses, found: &mut Vec<Minutes>) {
    for (word, values) in &clauses.values {
        let Some(when) = word.when() else { continue };
        for value in values.any.iter().chain(&values.except) {
            if matches!(value, Value::Words(_)) {
                continue;
            }
            for piece in pieces(school, when, value) {
                if let Piece::Minutes(ranges) = piece {
                    found.extend(ranges);
                }
            }
        }
    }
}
