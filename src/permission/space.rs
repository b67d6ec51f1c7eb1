//! The space of one action: its dimensions, cut into the fewest values that its rules tell apart.

use std::collections::{BTreeMap, BTreeSet};

use super::CASES_AT_MOST;
use super::cases::CaseSet;
use super::rules::{Draft, Rule};
use crate::model::vocabulary::with_object;
use crate::model::words::{Moment, Value};
use crate::model::{Entity, School};
use crate::word::Kind;

/// What a case is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    /// Who does it.
    Who,
    /// What it is done to.
    Object,
    /// On which device.
    Device,
    /// On which network.
    Network,
    /// Where.
    Place,
    /// When.
    Time,
}

/// All of them, in the order in which a case is told.
const DIMENSIONS: [Dimension; 6] =
    [Dimension::Who, Dimension::Object, Dimension::Device, Dimension::Network, Dimension::Place, Dimension::Time];

/// A value that has no members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leaf {
    /// Something declared.
    Named(Entity),
    /// A stretch of the day, in minutes from midnight, end exclusive.
    Minutes(u16, u16),
    /// Anything that nobody has named.
    Other,
}

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
    /// What table cells promise to decide.
    pub promises: Vec<Promise>,
}

/// The whole extent of a table cell that says something.
#[derive(Clone, Debug)]
pub struct Promise {
    /// The cell, by table and place.
    pub cell: (usize, usize),
    /// Every case of it.
    pub cases: CaseSet,
}

impl Leaf {
    /// What a value comes down to in a dimension. A name that stands for nothing there, such as `everyone`, takes all.
    pub(super) fn of(school: &School, dimension: Dimension, value: &Value) -> Vec<Leaf> {
        let Some(entity) = value.entity() else { return Vec::new() };
        if is_everyone(school, entity) {
            return all_leaves(school, dimension).into_iter().collect();
        }
        school.vocabulary.leaves(entity).into_iter().flat_map(|leaf| cut(school, leaf)).collect()
    }
}

fn is_everyone(school: &School, entity: Entity) -> bool {
    matches!(entity, Entity::Entry(0)) && school.vocabulary.entries[0].kind == Kind::Users
}

/// A time of day is cut at the edges of every other window; anything else is itself.
fn cut(school: &School, leaf: Entity) -> Vec<Leaf> {
    let Some((from, until)) = minutes(school, leaf) else { return vec![Leaf::Named(leaf)] };
    let edges: BTreeSet<u16> = school
        .vocabulary
        .of(Kind::Times)
        .filter_map(|(at, _)| minutes(school, Entity::Entry(at)))
        .flat_map(|(from, until)| [from, until])
        .filter(|edge| (from..=until).contains(edge))
        .collect();
    let edges: Vec<u16> = edges.into_iter().collect();
    edges.windows(2).map(|pair| Leaf::Minutes(pair[0], pair[1])).collect()
}

/// The window of a time of day, in minutes from midnight.
fn minutes(school: &School, entity: Entity) -> Option<(u16, u16)> {
    let Entity::Entry(at) = entity else { return None };
    let minute = |moment: Option<Moment>, open: u16| match moment {
        None => Some(open),
        Some(Moment::Time(time)) => u16::try_from(i16::from(time.hour()) * 60 + i16::from(time.minute())).ok(),
        Some(Moment::Date(_)) => None,
    };
    let (from, until) = school.vocabulary.entries[at].window?;
    Some((minute(from, 0)?, minute(until, 24 * 60)?))
}

/// Every leaf of a dimension, the unnamed one among them.
fn all_leaves(school: &School, dimension: Dimension) -> BTreeSet<Leaf> {
    let kinds: &[Kind] = match dimension {
        Dimension::Who => &[Kind::Users],
        Dimension::Object => &[Kind::Users, Kind::Things],
        Dimension::Device => &[Kind::Devices],
        Dimension::Network => &[Kind::Networks],
        Dimension::Place => &[Kind::Places],
        Dimension::Time => &[Kind::Times],
    };
    let entries = kinds.iter().flat_map(|kind| school.vocabulary.of(*kind)).map(|(at, _)| Entity::Entry(at));
    let roles = (0..school.roles.len()).map(Entity::Role).filter(|_| kinds.contains(&Kind::Users));
    let named = entries.chain(roles).filter(|entity| !is_everyone(school, *entity) && !is_shadow(school, *entity));
    let leaves =
        named.filter(|entity| school.vocabulary.members(*entity).is_empty()).flat_map(|leaf| cut(school, leaf));
    leaves.chain([Leaf::Other]).collect()
}

/// Whether an entry only lists the members of a role that bears its name.
fn is_shadow(school: &School, entity: Entity) -> bool {
    matches!(entity, Entity::Entry(at) if matches!(school.names.get(&school.vocabulary.entries[at].id), Some(Entity::Role(_))))
}

impl Space {
    /// The space that the drafts span, or its size where that is too large.
    pub(super) fn new(school: &School, action: usize, drafts: Vec<Draft>) -> Result<Self, usize> {
        let axes: Vec<Axis> = DIMENSIONS.iter().map(|dimension| axis(school, *dimension, &drafts)).collect();
        let count =
            axes.iter().try_fold(1_usize, |count, axis| count.checked_mul(axis.atoms.len())).unwrap_or(usize::MAX);
        if count > CASES_AT_MOST {
            return Err(count);
        }
        let mut space = Self { action, axes, rules: Vec::new(), promises: Vec::new() };
        for mut draft in drafts {
            let cases = space.cases(&draft.takes);
            match draft.promise {
                Some(cell) => space.promises.push(Promise { cell, cases }),
                None => {
                    draft.rule.cases = cases;
                    space.rules.push(draft.rule);
                }
            }
        }
        Ok(space)
    }

    /// How many cases it has.
    pub fn count(&self) -> usize {
        self.axes.iter().map(|axis| axis.atoms.len()).product()
    }

    /// The empty set of its cases.
    pub fn none(&self) -> CaseSet {
        CaseSet::none(self.count())
    }

    /// The atom that a case takes on each axis.
    pub fn atoms_of(&self, case: usize) -> Vec<usize> {
        let mut rest = case;
        self.axes
            .iter()
            .map(|axis| {
                let atom = rest % axis.atoms.len();
                rest /= axis.atoms.len();
                atom
            })
            .collect()
    }

    fn cases(&self, takes: &BTreeMap<Dimension, BTreeSet<Leaf>>) -> CaseSet {
        let fits: Vec<Vec<bool>> = self
            .axes
            .iter()
            .map(|axis| {
                let taken = takes.get(&axis.dimension);
                axis.atoms
                    .iter()
                    .map(|atom| taken.is_none_or(|taken| atom.first().is_some_and(|leaf| taken.contains(leaf))))
                    .collect()
            })
            .collect();
        let mut cases = self.none();
        for case in 0..self.count() {
            if self.atoms_of(case).iter().zip(&fits).all(|(atom, fits)| fits[*atom]) {
                cases.insert(case);
            }
        }
        cases
    }

    /// The case among these that comes to mind first: named values before unnamed ones, in the order declared.
    pub fn typical(&self, cases: &CaseSet) -> Option<usize> {
        cases.iter().min_by_key(|case| {
            let atoms = self.atoms_of(*case);
            let unnamed =
                atoms.iter().zip(&self.axes).filter(|(atom, axis)| axis.atoms[**atom].contains(&Leaf::Other)).count();
            (unnamed, atoms.into_iter().rev().collect::<Vec<_>>())
        })
    }

    /// A case in words, naming only what its rules tell apart: `Year 4 pupils, pupil-owned phones, in the hall`.
    pub fn words(&self, school: &School, case: usize) -> String {
        let mut words = vec![with_object(&school.vocabulary.entries[self.action].title, None)];
        for (atom, axis) in self.atoms_of(case).into_iter().zip(&self.axes) {
            let leaves = &axis.atoms[atom];
            if axis.atoms.len() < 2 || leaves.contains(&Leaf::Other) {
                continue;
            }
            let title = atom_title(school, leaves);
            match axis.dimension {
                Dimension::Who => words.insert(0, format!("{title}:")),
                Dimension::Object => words.push(format!("({title})")),
                Dimension::Device => words.push(format!("on {title}")),
                Dimension::Network => words.push(format!("to {title}")),
                Dimension::Place => words.push(format!("in {title}")),
                Dimension::Time => words.push(format!("during {title}")),
            }
        }
        words.join(" ")
    }
}

/// The title of the group that is just these leaves, or of the first of them.
fn atom_title(school: &School, leaves: &[Leaf]) -> String {
    let wanted: BTreeSet<Leaf> = leaves.iter().copied().collect();
    let groups =
        (0..school.vocabulary.entries.len()).map(Entity::Entry).chain((0..school.roles.len()).map(Entity::Role));
    let exact = groups.filter(|group| !is_shadow(school, *group)).find(|group| {
        let leaves: BTreeSet<Leaf> =
            school.vocabulary.leaves(*group).into_iter().flat_map(|leaf| cut(school, leaf)).collect();
        leaves == wanted
    });
    let title = |entity: Entity| lower(&school.title(entity));
    match (exact, leaves.first()) {
        (Some(group), _) => title(group),
        (None, Some(Leaf::Named(entity))) => title(*entity),
        (None, Some(Leaf::Minutes(from, until))) => {
            format!("{:02}:{:02} to {:02}:{:02}", from / 60, from % 60, until / 60, until % 60)
        }
        _ => String::new(),
    }
}

fn lower(title: &str) -> String {
    let plain = title.chars().skip(1).all(|next| !next.is_uppercase());
    if plain { title.to_lowercase() } else { title.to_owned() }
}

/// An axis with the leaves of its dimension, those that every draft treats alike merged into one atom.
fn axis(school: &School, dimension: Dimension, drafts: &[Draft]) -> Axis {
    let mut leaves = all_leaves(school, dimension);
    leaves.extend(drafts.iter().filter_map(|draft| draft.takes.get(&dimension)).flatten());
    let mut atoms: Vec<(Vec<bool>, Vec<Leaf>)> = Vec::new();
    for leaf in leaves {
        let signature: Vec<bool> =
            drafts.iter().map(|draft| draft.takes.get(&dimension).is_none_or(|taken| taken.contains(&leaf))).collect();
        match atoms.iter_mut().find(|(known, _)| *known == signature) {
            Some((_, members)) => members.push(leaf),
            None => atoms.push((signature, vec![leaf])),
        }
    }
    Axis { dimension, atoms: atoms.into_iter().map(|(_, leaves)| leaves).collect() }
}
