//! The space of one action: its dimensions, cut into the fewest values that its rules tell apart.

use std::collections::{BTreeMap, BTreeSet};

use super::CASES_AT_MOST;
use super::cases::CaseSet;
use super::condition::Condition;
use super::exceptions::Exceptions;
use super::extent::Extents;
use super::ladder::{Ladder, cuts, implied};
use super::leaf::{Dimension, Leaf, is_shadow};
use super::reading::{Need, Takes};
use super::rules::{Draft, Part, Rule};
use crate::model::vocabulary::with_object;
use crate::model::{Entity, School};

/// One dimension of a space.
#[derive(Clone, Debug)]
pub struct Axis {
    /// Which.
    pub dimension: Dimension,
    /// Its values: each a set of leaves that no rule tells apart.
    pub atoms: Vec<Vec<Leaf>>,
}

/// The space of one action.
#[derive(Clone, Debug)]
pub struct Space {
    /// The action, by its place in the vocabulary.
    pub action: usize,
    /// Its dimensions.
    pub axes: Vec<Axis>,
    /// Its rules.
    pub rules: Vec<Rule>,
    /// Which of them are exceptions to which.
    pub exceptions: Exceptions,
    /// Where each rule still speaks once its exceptions are taken away, if only on conditions.
    pub left: Vec<CaseSet>,
    /// For each ban the permissions within whose conditions it gives way, and where.
    pub yields: Vec<Vec<(usize, CaseSet)>>,
    /// What must hold whatever the rules say.
    pub invariants: Vec<Rule>,
    /// What table cells promise to decide.
    pub promises: Vec<Promise>,
    /// What rules need, as it was written; each without `not`.
    pub needs: BTreeMap<Condition, Need>,
}

/// The whole extent of a table cell that says something.
#[derive(Clone, Debug)]
pub struct Promise {
    /// The cell, by table and place.
    pub cell: (usize, usize),
    /// Every case of it.
    pub cases: CaseSet,
}

impl Space {
    /// The space that the drafts span, or its size where that is too large.
    pub(super) fn new(extents: &Extents, ladders: &[Ladder], action: usize, drafts: Vec<Draft>) -> Result<Self, usize> {
        let cuts: Vec<Takes> = drafts.iter().flat_map(|draft| cuts(ladders, draft)).collect();
        let takes: Vec<&Takes> = drafts.iter().map(|draft| &draft.takes).chain(&cuts).collect();
        let axes: Vec<Axis> = extents.leaves().iter().map(|(dimension, all)| axis(*dimension, all, &takes)).collect();
        let count =
            axes.iter().try_fold(1_usize, |count, axis| count.checked_mul(axis.atoms.len())).unwrap_or(usize::MAX);
        if count > CASES_AT_MOST {
            return Err(count);
        }
        let gives = !cuts.is_empty();
        let mut space = Self::bare(action, axes);
        for draft in drafts {
            space.take(draft);
        }
        space.settle();
        if gives {
            let more = implied(&space, ladders);
            if !more.is_empty() {
                space.rules.extend(more);
                space.settle();
            }
        }
        space.possible(extents);
        Ok(space)
    }

    /// Works out which rules give way to which, and what is left of each.
    fn settle(&mut self) {
        self.exceptions = Exceptions::of(&self.rules);
        let left = self.exceptions.left(&self.rules);
        (self.left, self.yields) = (left.cases, left.yields);
    }

    /// Asks of invariants and cells only for times that there can be.
    fn possible(&mut self, extents: &Extents) {
        let times = extents.times();
        if times.len() == extents.all(Dimension::Time).len() || self.invariants.is_empty() && self.promises.is_empty() {
            return;
        }
        let possible = self.cases(&Takes::from([(Dimension::Time, times)]));
        self.invariants.iter_mut().for_each(|it| it.cases = it.cases.and(&possible));
        self.promises.iter_mut().for_each(|it| it.cases = it.cases.and(&possible));
    }

    fn take(&mut self, mut draft: Draft) {
        let cases = self.cases(&draft.takes);
        self.needs.extend(draft.needs);
        draft.rule.cases = cases;
        match draft.part {
            Part::Rule => self.rules.push(draft.rule),
            Part::Promise(table, cell) => {
                self.promises.push(Promise { cell: (table, cell), cases: draft.rule.cases });
            }
            Part::Invariant => self.invariants.push(draft.rule),
        }
    }

    /// A space without rules, for sets of cases over these dimensions.
    pub fn bare(action: usize, axes: Vec<Axis>) -> Self {
        Self {
            action,
            axes,
            rules: Vec::new(),
            exceptions: Exceptions::default(),
            left: Vec::new(),
            yields: Vec::new(),
            invariants: Vec::new(),
            promises: Vec::new(),
            needs: BTreeMap::new(),
        }
    }

    /// How many cases it has.
    pub fn count(&self) -> usize {
        self.axes.iter().map(|axis| axis.atoms.len()).product()
    }

    /// The empty set of its cases.
    pub fn none(&self) -> CaseSet {
        CaseSet::none(self.count())
    }

    /// All of its cases.
    pub fn all(&self) -> CaseSet {
        self.cases(&BTreeMap::new())
    }

    /// Whether a rule has an `if`; what only narrows it, such as `for lessons`, is no condition that anybody could meet.
    pub fn has_if(&self, rule: &Rule) -> bool {
        rule.conditions.iter().any(|it| matches!(self.needs.get(&it.positive()), Some(Need::Condition(_))))
    }

    /// The atom that a case takes on each axis.
    pub fn atoms_of(&self, case: usize) -> Vec<usize> {
        let mut rest = case;
        self.axes.iter().map(|axis| digit(&mut rest, axis.atoms.len())).collect()
    }

    /// The cases whose every axis holds one of the leaves that are taken there; an axis that is not named is free.
    pub fn cases(&self, takes: &BTreeMap<Dimension, BTreeSet<Leaf>>) -> CaseSet {
        let fitting = |axis: &Axis| {
            let all = 0..axis.atoms.len();
            let Some(taken) = takes.get(&axis.dimension) else { return all.collect() };
            all.filter(|atom| axis.atoms[*atom].iter().any(|leaf| taken.contains(leaf))).collect()
        };
        self.region(&self.axes.iter().map(fitting).collect::<Vec<Vec<usize>>>())
    }

    /// The values that some cases take in a dimension.
    pub fn leaves(&self, dimension: Dimension, cases: &CaseSet) -> BTreeSet<Leaf> {
        let Some(nth) = self.axes.iter().position(|axis| axis.dimension == dimension) else { return BTreeSet::new() };
        let atoms: BTreeSet<usize> = cases.iter().map(|case| self.atoms_of(case)[nth]).collect();
        atoms.into_iter().flat_map(|atom| self.axes[nth].atoms[atom].iter().copied()).collect()
    }

    /// The cases whose every axis holds one of these atoms.
    pub fn region(&self, atoms: &[Vec<usize>]) -> CaseSet {
        let mut cases = self.none();
        self.each_in(atoms, &mut |case| {
            cases.insert(case);
            true
        });
        cases
    }

    /// Whether something holds of every case whose every axis holds one of these atoms.
    pub(super) fn each_in(&self, atoms: &[Vec<usize>], holds: &mut impl FnMut(usize) -> bool) -> bool {
        let mut steps = Vec::with_capacity(self.axes.len());
        let mut step = 1;
        for axis in &self.axes {
            steps.push(step);
            step *= axis.atoms.len();
        }
        walk(atoms, &steps, 0, holds)
    }

    /// The case among these that comes to mind first: named values before unnamed ones, in the order declared. Cases are
    /// numbered so that of two as well named the lower is the earlier declared.
    pub fn typical(&self, cases: &CaseSet) -> Option<usize> {
        let unnamed: Vec<Vec<bool>> = self
            .axes
            .iter()
            .map(|axis| axis.atoms.iter().map(|leaves| leaves.contains(&Leaf::Other)).collect())
            .collect();
        let mut best: Option<(usize, usize)> = None;
        for case in cases.iter() {
            let mut rest = case;
            let count = unnamed.iter().filter(|axis| axis[digit(&mut rest, axis.len())]).count();
            if best.is_none_or(|(least, _)| count < least) {
                best = Some((count, case));
            }
            if count == 0 {
                break;
            }
        }
        best.map(|(_, case)| case)
    }

    /// The most typical of some cases in words, naming only what sets these cases apart from all others:
    /// `year 4 pupils: use a phone in the hall during lunch`.
    pub fn words(&self, school: &School, extents: &Extents, cases: &CaseSet) -> String {
        let Some(case) = self.typical(cases) else { return String::new() };
        let action = &school.vocabulary.entries[self.action].title;
        let mut object = None;
        // Whether the device is what is acted on, rather than what is acted with.
        let mut itself = false;
        let (mut who, mut rest) = (String::new(), String::new());
        let covered = self.covered(cases);
        let joins = action.ends_with(" to");
        for (nth, (atom, axis)) in self.atoms_of(case).into_iter().zip(&self.axes).enumerate() {
            if covered[nth] {
                continue;
            }
            let title = atom_title(school, extents, axis.dimension, &axis.atoms[atom]);
            let named = title.as_deref();
            match axis.dimension {
                Dimension::Who => who = format!("{}: ", named.unwrap_or("anybody else")),
                Dimension::Object => {
                    itself = axis.atoms[atom] == [Leaf::Nothing];
                    object = title;
                }
                Dimension::Device if itself && !joins || object.is_none() && action.contains('…') => object = title,
                Dimension::Device => rest.push_str(&format!(" on {}", named.unwrap_or("any other device"))),
                Dimension::Network if joins => object = title.or_else(|| Some("any other network".to_owned())),
                Dimension::Network => rest.push_str(&format!(" to {}", named.unwrap_or("any other network"))),
                Dimension::School => rest.push_str(&format!(" at {}", named.unwrap_or("any other school"))),
                Dimension::Place => rest.push_str(&format!(" in {}", named.unwrap_or("any other place"))),
                Dimension::Time => {
                    rest.push_str(&named.map_or(" at any other time".to_owned(), |title| format!(" during {title}")))
                }
            }
        }
        format!("{who}{}{rest}", with_object(action, object.as_deref()))
    }

    /// For each axis whether every value is taken by some of these cases, so that the axis sets nothing apart.
    fn covered(&self, cases: &CaseSet) -> Vec<bool> {
        let mut taken: Vec<Vec<bool>> = self.axes.iter().map(|axis| vec![false; axis.atoms.len()]).collect();
        for case in cases.iter() {
            let mut rest = case;
            for axis in &mut taken {
                let atom = digit(&mut rest, axis.len());
                axis[atom] = true;
            }
        }
        taken.into_iter().map(|axis| axis.into_iter().all(|taken| taken)).collect()
    }
}

/// The atom that what is left of a case takes on its next axis, of so many.
fn digit(rest: &mut usize, atoms: usize) -> usize {
    let atom = *rest % atoms;
    *rest /= atoms;
    atom
}

/// Visits every case from the last axis down.
fn walk(atoms: &[Vec<usize>], steps: &[usize], case: usize, holds: &mut impl FnMut(usize) -> bool) -> bool {
    let (Some((last, atoms)), Some((step, steps))) = (atoms.split_last(), steps.split_last()) else {
        return holds(case);
    };
    last.iter().all(|atom| walk(atoms, steps, case + atom * step, holds))
}

/// The title of the group that is just these leaves, or of the first of them; `None` for what nobody has named.
fn atom_title(school: &School, extents: &Extents, dimension: Dimension, leaves: &[Leaf]) -> Option<String> {
    if leaves.contains(&Leaf::Other) {
        return None;
    }
    let wanted: BTreeSet<Leaf> = leaves.iter().copied().collect();
    let groups =
        (0..school.vocabulary.entries.len()).map(Entity::Entry).chain((0..school.roles.len()).map(Entity::Role));
    let is_exact = |group: &Entity| {
        let leaves = extents.under(school, dimension, *group);
        !leaves.is_empty()
            && leaves.iter().all(|leaf| wanted.contains(leaf))
            && leaves.into_iter().collect::<BTreeSet<Leaf>>() == wanted
    };
    let exact = groups.filter(is_exact).find(|group| !is_shadow(school, *group));
    let title = |entity: Entity| lower(&school.title(entity));
    match (exact, leaves.first()?) {
        (Some(group), _) => Some(title(group)),
        (None, Leaf::Named(entity)) => Some(title(*entity)),
        (None, Leaf::Minutes(from, until)) => {
            Some(format!("{:02}:{:02} to {:02}:{:02}", from / 60, from % 60, until / 60, until % 60))
        }
        (None, Leaf::Nothing | Leaf::Other) => None,
    }
}

fn lower(title: &str) -> String {
    let plain = title.chars().skip(1).all(|next| !next.is_uppercase());
    if plain { title.to_lowercase() } else { title.to_owned() }
}

/// An axis with the leaves of its dimension, those that everything treats alike merged into one atom.
fn axis(dimension: Dimension, all: &BTreeSet<Leaf>, takes: &[&Takes]) -> Axis {
    // A draft that is free there treats all alike.
    let mut takes: Vec<&BTreeSet<Leaf>> = takes.iter().filter_map(|takes| takes.get(&dimension)).collect();
    takes.sort_unstable();
    takes.dedup();
    let new: BTreeSet<Leaf> = takes.iter().copied().flatten().filter(|leaf| !all.contains(leaf)).copied().collect();
    let leaves: Vec<Leaf> =
        if new.is_empty() { all.iter().copied().collect() } else { (all | &new).into_iter().collect() };
    // The class of each leaf; a draft parts those of a class that it takes from those that it leaves.
    let mut classes = vec![0; leaves.len()];
    let mut count = 1;
    let mut parted: Vec<Option<usize>> = vec![None];
    for taken in takes {
        parted.fill(None);
        for at in taken.iter().filter_map(|leaf| leaves.binary_search(leaf).ok()) {
            classes[at] = *parted[classes[at]].get_or_insert_with(|| {
                count += 1;
                count - 1
            });
        }
        parted.resize(count, None);
    }
    // An atom is a class, in the order of their first leaves.
    let mut places: Vec<Option<usize>> = vec![None; count];
    let mut atoms: Vec<Vec<Leaf>> = Vec::new();
    for (leaf, class) in leaves.into_iter().zip(classes) {
        match places[class] {
            Some(at) => atoms[at].push(leaf),
            None => {
                places[class] = Some(atoms.len());
                atoms.push(vec![leaf]);
            }
        }
    }
    Axis { dimension, atoms }
}
