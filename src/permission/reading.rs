//! One sentence or cell, read for a day: which values each of its lists takes, on which conditions, and what stays open.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::{Condition, Listed, Way};
use super::extent::Extents;
use super::leaf::{Dimension, Leaf};
use super::time::{Piece, pieces};
use crate::model::date::{Answer, Day};
use crate::model::sentence::{Clauses, Condition as Stated, Subjects, Values};
use crate::model::words::Value;
use crate::model::{Entity, School};
use crate::word::{Kind, OnRule, When, Word};

/// Up to so many lists with quoted words in one sentence are each read both with those words and without.
const OPEN_AT_MOST: usize = 4;

/// What must hold, as its sentence says it, so that it can be said again.
#[derive(Clone, Debug)]
pub enum Need {
    /// One condition of an `if`.
    Condition(Stated),
    /// A clause that no dimension holds, such as `for lessons`.
    Clause(Word, Values),
    /// Quoted words among the members of a list.
    Among(Listed, Vec<Value>),
}

/// What rules are read with.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) school: &'a School,
    pub(super) extents: &'a Extents,
    pub(super) today: Day,
}

/// Which leaves each dimension takes; one that is not named is free.
pub(super) type Takes = BTreeMap<Dimension, BTreeSet<Leaf>>;

/// A list: what its names take, and what else its quoted words may mean.
#[derive(Clone, Debug)]
struct List {
    takes: Takes,
    open: Option<Open>,
}

/// What quoted words among names leave open.
#[derive(Clone, Debug)]
struct Open {
    /// What they cannot mean, taken away.
    takes: Takes,
    condition: Condition,
}

/// A sentence or cell as it was read.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    lists: Vec<List>,
    /// What stands behind `if`.
    stated: Way,
    /// What cannot be compared.
    reserved: Way,
    /// Days that no calendar places.
    dated: Way,
    /// Each condition without `not`, as it was written.
    pub(super) needs: BTreeMap<Condition, Need>,
    /// Why it decides nothing on the day, where the day is none of its days.
    pub(super) rest: Option<Rest>,
}

/// Why a rule decides nothing on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Its last day was this.
    Over(Day),
    /// Its first day will be this.
    ToCome(Day),
    /// The day is one that it leaves out.
    LeftOut,
}

impl Rest {
    /// Of two lists of days one of which would be enough: the one that is still to come, else the one that was over last.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Rest::ToCome(one), Rest::ToCome(other)) => Rest::ToCome(one.min(other)),
            (Rest::Over(one), Rest::Over(other)) => Rest::Over(one.max(other)),
            (it @ Rest::ToCome(_), _) | (_, it @ Rest::ToCome(_)) => it,
            (it, Rest::LeftOut) | (Rest::LeftOut, it) => it,
        }
    }
}

/// A part of a sentence that takes the same on the same conditions.
#[derive(Clone, Debug)]
pub(super) struct Slice {
    pub(super) takes: Takes,
    pub(super) conditions: Way,
    /// What is written on a ban and takes nothing from it.
    pub(super) reserves: Way,
    /// Whether its names speak of its cases, rather than what quoted words may mean.
    pub(super) sure: bool,
    /// Whether the calendar says that it holds on the day.
    pub(super) placed: bool,
}

impl Reading {
    pub(super) fn new() -> Self {
        Self {
            lists: Vec::new(),
            stated: Way::new(),
            reserved: Way::new(),
            dated: Way::new(),
            needs: BTreeMap::new(),
            rest: None,
        }
    }

    /// Takes only these leaves of a dimension.
    pub(super) fn narrow(&mut self, dimension: Dimension, leaves: BTreeSet<Leaf>) {
        self.lists.push(List { takes: Takes::from([(dimension, leaves)]), open: None });
    }

    /// The parts of a rule that allows, or of one that forbids or leaves open.
    pub(super) fn slices(&self, allows: bool, opens: bool) -> Vec<Slice> {
        let mut slices = vec![self.slice(allows, &BTreeSet::new())];
        let open: Vec<usize> = (0..self.lists.len()).filter(|at| opens && self.lists[*at].open.is_some()).collect();
        if open.len() > OPEN_AT_MOST {
            // A permission keeps what its names say; a ban takes in whatever its words may mean.
            if !allows {
                let mut whole = self.slice(allows, &open.iter().copied().collect());
                whole.conditions.retain(|condition| self.stated.contains(condition) || self.dated.contains(condition));
                slices.push(whole);
            }
            return slices;
        }
        for chosen in 1..1_usize << open.len() {
            let chosen: BTreeSet<usize> =
                (0..open.len()).filter(|nth| chosen & (1 << nth) != 0).map(|nth| open[nth]).collect();
            slices.push(self.slice(allows, &chosen));
        }
        slices.retain(|slice| slice.takes.values().all(|leaves| !leaves.is_empty()) || slice.sure);
        slices
    }

    /// The part in which these lists mean their quoted words and the others their names.
    fn slice(&self, allows: bool, open: &BTreeSet<usize>) -> Slice {
        let mut takes = Takes::new();
        let mut conditions: Way = self.stated.union(&self.dated).cloned().collect();
        for (at, list) in self.lists.iter().enumerate() {
            let taken = match list.open.as_ref().filter(|_| open.contains(&at)) {
                Some(open) => {
                    conditions.insert(open.condition.clone());
                    &open.takes
                }
                None => &list.takes,
            };
            for (dimension, leaves) in taken {
                match takes.get_mut(dimension) {
                    Some(taken) => taken.retain(|leaf| leaves.contains(leaf)),
                    None => drop(takes.insert(*dimension, leaves.clone())),
                }
            }
        }
        let reserves = if allows { Way::new() } else { self.reserved.clone() };
        if allows {
            conditions.extend(self.reserved.iter().cloned());
        }
        Slice { takes, conditions, reserves, sure: open.is_empty(), placed: self.dated.is_empty() }
    }

    fn reserve(&mut self, condition: Condition, need: Need) {
        self.needs.insert(condition.positive(), need);
        self.reserved.insert(condition);
    }
}

impl Reader<'_> {
    pub(super) fn subjects(&self, into: &mut Reading, subjects: &Subjects) {
        if !subjects.any.is_empty() {
            self.list(into, Dimension::Who, Listed::Subjects, &subjects.any, &subjects.except);
        }
    }

    /// What an action is done to: each object narrows the dimension that it belongs to.
    pub(super) fn objects(&self, into: &mut Reading, objects: &[Value], except: &[Value]) {
        if objects.is_empty() {
            return;
        }
        let mut takes = Takes::new();
        let dimensions: BTreeSet<Dimension> = objects.iter().filter_map(|it| self.dimension(it)).collect();
        for dimension in &dimensions {
            let of = |values: &[Value]| {
                let own = values.iter().filter(|value| self.dimension(value) == Some(*dimension));
                own.flat_map(|value| self.leaves(*dimension, value)).collect::<BTreeSet<Leaf>>()
            };
            let out = of(except);
            takes.insert(*dimension, of(objects).difference(&out).copied().collect());
        }
        // A device, network or place that is itself the object leaves no room for another object.
        if !dimensions.contains(&Dimension::Object) {
            let itself = if dimensions.is_empty() { BTreeSet::new() } else { BTreeSet::from([Leaf::Nothing]) };
            takes.insert(Dimension::Object, itself);
        }
        let open = self.open(into, Listed::Objects, objects, Takes::new());
        into.lists.push(List { takes, open });
        self.left_out(into, Listed::Objects, except);
    }

    pub(super) fn clauses(&self, into: &mut Reading, clauses: &Clauses, has_object: bool) {
        for (word, values) in &clauses.values {
            match word.on_rule() {
                OnRule::Device => self.among(into, *word, values, &[Dimension::Device, Dimension::Network]),
                OnRule::Place => self.among(into, *word, values, &[Dimension::Place, Dimension::School]),
                OnRule::Party => self.party(into, *word, values, has_object),
                OnRule::Time(when) => self.time(into, *word, when, values),
                OnRule::Amount => self.whole(into, *word, values),
                OnRule::If | OnRule::Despite | OnRule::Printed | OnRule::Refused => {}
            }
        }
        for stated in &clauses.conditions {
            let condition = Condition::stated(self.school, stated);
            let mut plain = stated.clone();
            plain.not = false;
            into.needs.insert(condition.positive(), Need::Condition(plain));
            into.stated.insert(condition);
        }
    }

    /// A clause that is compared as a whole, word by word.
    fn whole(&self, into: &mut Reading, word: Word, values: &Values) {
        into.reserve(Condition::clause(self.school, word, values), Need::Clause(word, values.clone()));
    }

    /// A clause whose names all belong to one of these dimensions; one of other names is compared as a whole.
    fn among(&self, into: &mut Reading, word: Word, values: &Values, dimensions: &[Dimension]) {
        let all = values.any.iter().chain(&values.except);
        let names: Vec<&Value> = all.filter(|value| !is_quoted(value)).collect();
        let fits = |value: &Value| self.dimension(value).filter(|it| dimensions.contains(it));
        let dimension = names.first().map_or(dimensions.first().copied(), |first| fits(first));
        match dimension.filter(|it| names.iter().all(|value| fits(value) == Some(*it))) {
            Some(dimension) => self.list(into, dimension, Listed::Clause(word), &values.any, &values.except),
            None => self.whole(into, word, values),
        }
    }

    /// To, with or about whom, where nothing behind the action says what it is done to.
    fn party(&self, into: &mut Reading, word: Word, values: &Values, has_object: bool) {
        let fits = |value: &Value| is_quoted(value) || self.dimension(value) == Some(Dimension::Object);
        let names = values.any.iter().any(|value| !is_quoted(value));
        if has_object || !names || !values.any.iter().chain(&values.except).all(fits) {
            return self.whole(into, word, values);
        }
        self.list(into, Dimension::Object, Listed::Clause(word), &values.any, &values.except);
    }

    /// A list whose names belong to one dimension.
    fn list(&self, into: &mut Reading, dimension: Dimension, listed: Listed, any: &[Value], except: &[Value]) {
        let leaves = |values: &[Value]| {
            values.iter().flat_map(|value| self.leaves(dimension, value)).collect::<BTreeSet<Leaf>>()
        };
        let out = leaves(except);
        let without = |all: BTreeSet<Leaf>| Takes::from([(dimension, all.difference(&out).copied().collect())]);
        let open = self.open(into, listed, any, without(self.extents.all(dimension).clone()));
        into.lists.push(List { takes: without(leaves(any)), open });
        self.left_out(into, listed, except);
    }

    /// What quoted words among the members of a list may mean.
    fn open(&self, into: &mut Reading, listed: Listed, any: &[Value], takes: Takes) -> Option<Open> {
        let quoted: Vec<&Value> = any.iter().filter(|value| self.is_unknown(value)).collect();
        (!quoted.is_empty()).then(|| self.opened(into, listed, &quoted, takes))
    }

    fn opened(&self, into: &mut Reading, listed: Listed, members: &[&Value], takes: Takes) -> Open {
        let condition = Condition::among(self.school, listed, members);
        let need = Need::Among(listed, members.iter().map(|value| (*value).clone()).collect());
        into.needs.insert(condition.clone(), need);
        Open { takes, condition }
    }

    /// Quoted words behind `except`.
    fn left_out(&self, into: &mut Reading, listed: Listed, except: &[Value]) {
        let quoted: Vec<&Value> = except.iter().filter(|value| self.is_unknown(value)).collect();
        if !quoted.is_empty() {
            let condition = Condition::among(self.school, listed, &quoted).negated();
            into.reserve(condition, Need::Among(listed, quoted.into_iter().cloned().collect()));
        }
    }

    /// A clause about time: minutes, named times, days, or whatever of that its list holds.
    fn time(&self, into: &mut Reading, word: Word, when: When, values: &Values) {
        let any = Moments::of(self, when, &values.any);
        let out = Moments::of(self, when, &values.except);
        if any.other || out.other || when == When::Each && any.quoted.len() == values.any.len() {
            return self.whole(into, word, values);
        }
        let listed = Listed::Clause(word);
        if out.days == Some(Answer::Yes) {
            into.rest.get_or_insert(Rest::LeftOut);
        }
        if !out.unplaced.is_empty() || !out.quoted.is_empty() {
            let left: Vec<&Value> = out.unplaced.iter().chain(&out.quoted).copied().collect();
            let need = Need::Among(listed, left.iter().map(|value| (*value).clone()).collect());
            into.reserve(Condition::among(self.school, listed, &left).negated(), need);
        }
        let without = |all: BTreeSet<Leaf>| all.difference(&out.leaves).copied().collect::<BTreeSet<Leaf>>();
        let all = self.extents.all(Dimension::Time);
        if any.days == Some(Answer::Yes) {
            if !out.leaves.is_empty() {
                into.narrow(Dimension::Time, without(all.clone()));
            }
            return;
        }
        let open: Vec<&Value> = any.quoted.iter().chain(&any.unplaced).copied().collect();
        if any.leaves.is_empty() && any.quoted.is_empty() && !any.clocked {
            self.dated(into, word, &any, values);
            if !out.leaves.is_empty() {
                into.narrow(Dimension::Time, without(all.clone()));
            }
            return;
        }
        let takes = |leaves| Takes::from([(Dimension::Time, without(leaves))]);
        let open = (!open.is_empty()).then(|| self.opened(into, listed, &open, takes(all.clone())));
        into.lists.push(List { takes: takes(any.leaves), open });
    }

    /// A clause of dates alone, on a day that is surely none of theirs, or of which nothing is known.
    fn dated(&self, into: &mut Reading, word: Word, any: &Moments<'_>, values: &Values) {
        if any.unplaced.is_empty() {
            into.rest = into.rest.or(any.rest);
            return;
        }
        let unplaced = Values { any: any.unplaced.iter().map(|it| (*it).clone()).collect(), ..values.clone() };
        let condition = Condition::clause(self.school, word, &Values { except: Vec::new(), ..unplaced.clone() });
        into.needs.insert(condition.clone(), Need::Clause(word, unplaced));
        into.dated.insert(condition);
    }

    /// What a value comes down to in a dimension; quoted words to nothing.
    pub(super) fn leaves(&self, dimension: Dimension, value: &Value) -> Vec<Leaf> {
        value.entity().map_or_else(Vec::new, |entity| self.extents.under(self.school, dimension, entity))
    }

    /// Whether a member of a list means nothing that a dimension holds: quoted words, above all.
    fn is_unknown(&self, value: &Value) -> bool {
        self.dimension(value).is_none()
    }

    fn dimension(&self, value: &Value) -> Option<Dimension> {
        dimension_of(self.school, value.entity()?)
    }
}

/// What the members of a list about time stand for.
struct Moments<'v> {
    leaves: BTreeSet<Leaf>,
    /// Whether any of them is minutes, even none.
    clocked: bool,
    quoted: Vec<&'v Value>,
    /// Those that are days of which it is not known whether today is one.
    unplaced: Vec<&'v Value>,
    /// Whether today is one of the days that are named; none where no days are.
    days: Option<Answer>,
    /// Why today is none of them.
    rest: Option<Rest>,
    /// Whether any member is none of these.
    other: bool,
}

impl<'v> Moments<'v> {
    fn of(reader: &Reader<'_>, when: When, values: &'v [Value]) -> Self {
        let mut it = Self {
            leaves: BTreeSet::new(),
            clocked: false,
            quoted: Vec::new(),
            unplaced: Vec::new(),
            days: None,
            rest: None,
            other: false,
        };
        for value in values {
            for piece in pieces(reader.school, when, value) {
                it.take(reader, value, piece);
            }
        }
        it
    }

    fn take(&mut self, reader: &Reader<'_>, value: &'v Value, piece: Piece) {
        match piece {
            Piece::Minutes(ranges) => {
                self.clocked = true;
                self.leaves.extend(reader.extents.at(&ranges));
            }
            Piece::Named(leaf) => drop(self.leaves.insert(leaf)),
            Piece::Quoted => self.quoted.push(value),
            Piece::Other => self.other = true,
            Piece::Days(days) => {
                let answer = days.holds_on(reader.today);
                if answer == Answer::CannotTell {
                    self.unplaced.push(value);
                }
                let rest = days.rest(reader.today);
                self.rest = self.rest.map_or(rest, |known| Some(rest.map_or(known, |rest| known.or(rest))));
                self.days = match (self.days, answer) {
                    (Some(Answer::Yes), _) | (_, Answer::Yes) => Some(Answer::Yes),
                    _ => Some(Answer::No),
                };
            }
        }
    }
}

/// The dimension that a named thing belongs to when an action is done to it.
pub fn dimension_of(school: &School, entity: Entity) -> Option<Dimension> {
    let Entity::Entry(at) = entity else {
        return matches!(entity, Entity::Role(_)).then_some(Dimension::Object);
    };
    match school.vocabulary.entries[at].kind {
        Kind::Devices => Some(Dimension::Device),
        Kind::Networks => Some(Dimension::Network),
        Kind::Schools => Some(Dimension::School),
        Kind::Places => Some(Dimension::Place),
        Kind::Times => Some(Dimension::Time),
        Kind::Users | Kind::Things => Some(Dimension::Object),
        _ => None,
    }
}

fn is_quoted(value: &Value) -> bool {
    matches!(value, Value::Words(_))
}
