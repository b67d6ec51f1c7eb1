//! The values of two schools by their canonical names, each with what the other side takes it for: worked out once for all actions.

use std::collections::{BTreeMap, BTreeSet};

use super::access::Side;
use super::terms::Terms;
use crate::model::{Entity, School};
use crate::permission::{DIMENSIONS, Dimension, Leaf};

/// A value that either side knows.
pub(super) struct Found {
    /// The leaf of each side that is called so.
    pub(super) held: [Option<Leaf>; 2],
    /// The leaf that each side takes it for: itself, a group that the side does not divide, or nothing that it has named.
    pub(super) taken: [Option<Leaf>; 2],
}

/// The values of each dimension, in the order of their names.
pub(super) struct Values {
    pub(super) found: Vec<(Dimension, Vec<Found>)>,
}

impl Values {
    pub(super) fn of(sides: [Side<'_>; 2], terms: &Terms) -> Self {
        let edges = edges(&sides);
        let names = sides.map(|side| Names::of(side.school, terms));
        let of = |dimension: &Dimension| {
            let known = [0, 1].map(|side| names[side].leaves(sides[side], *dimension, &edges));
            let keys: BTreeSet<&Key> = known.iter().flat_map(BTreeMap::keys).collect();
            let found = keys.into_iter().filter_map(|key| {
                let held = [0, 1].map(|side| known[side].get(key).copied());
                Some(Found { held, taken: taken(key, &known, &names)? })
            });
            (*dimension, found.collect())
        };
        Self { found: DIMENSIONS.iter().map(of).collect() }
    }
}

/// What each side takes a value for. `None` where a side divides what the other does not: its members stand for it.
fn taken(key: &Key, known: &[BTreeMap<Key, Leaf>; 2], names: &[Names; 2]) -> Option<[Option<Leaf>; 2]> {
    let mut taken = [None, None];
    for side in [0, 1] {
        taken[side] = match (known[side].get(key), key) {
            (Some(leaf), _) => Some(*leaf),
            (None, Key::Named(name)) if names[side].divided.contains(name) => return None,
            (None, Key::Named(name)) => {
                let mut groups = names[1 - side].groups(name);
                groups.find_map(|group| known[side].get(&Key::Named(group.clone())).copied())
            }
            (None, _) => None,
        };
    }
    Some(taken)
}

/// What a value is called on both sides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Named(String),
    Minutes(u16, u16),
    Nothing,
    Other,
}

/// The names of one side.
struct Names {
    /// The canonical name of each role and entry.
    of: BTreeMap<Entity, String>,
    /// What stands at a name, as written or canonical.
    at: BTreeMap<String, Entity>,
    /// The names of groups that have members.
    divided: BTreeSet<String>,
    /// For each value the groups that hold it, with their sizes and names, smallest first.
    groups: BTreeMap<Entity, Vec<(usize, String)>>,
}

impl Names {
    fn of(school: &School, terms: &Terms) -> Self {
        let id = |entity: &Entity| match entity {
            Entity::Role(at) => school.roles.get(*at).map(|it| it.id.as_str()),
            Entity::Entry(at) => school.vocabulary.entries.get(*at).map(|it| it.id.as_str()),
            _ => None,
        };
        let entries = (0..school.vocabulary.entries.len()).map(Entity::Entry);
        let all: Vec<Entity> = entries.chain((0..school.roles.len()).map(Entity::Role)).collect();
        let of: BTreeMap<Entity, String> =
            all.iter().filter_map(|entity| Some((*entity, terms.address(id(entity)?)))).collect();
        let mut at = BTreeMap::new();
        for entity in school.names.values().filter(|entity| of.contains_key(*entity)) {
            at.entry(of.get(entity).cloned().unwrap_or_default()).or_insert(*entity);
        }
        // What is written so goes before what is only called so.
        at.extend(school.names.iter().filter(|(_, it)| of.contains_key(*it)).map(|(name, it)| (name.clone(), *it)));
        let divided = at.iter().filter(|(_, it)| school.vocabulary.is_group(**it));
        let divided = divided.map(|(name, _)| name.clone()).collect();
        let mut groups: BTreeMap<Entity, Vec<(usize, String)>> = BTreeMap::new();
        for group in &all {
            let members = school.vocabulary.leaves(*group);
            let distinct: BTreeSet<Entity> = members.iter().copied().filter(|it| it != group).collect();
            let name = of.get(group).cloned().unwrap_or_default();
            distinct.into_iter().for_each(|it| groups.entry(it).or_default().push((members.len(), name.clone())));
        }
        groups.values_mut().for_each(|groups| groups.sort());
        Self { of, at, divided, groups }
    }

    /// The groups that hold a value, smallest first.
    fn groups(&self, name: &str) -> impl Iterator<Item = &String> {
        let groups = self.at.get(name).and_then(|entity| self.groups.get(entity));
        groups.into_iter().flatten().map(|(_, name)| name)
    }

    /// Every leaf of a dimension by its name; stretches of the day are cut at the edges of both sides.
    fn leaves(&self, side: Side<'_>, dimension: Dimension, edges: &BTreeSet<u16>) -> BTreeMap<Key, Leaf> {
        let mut known = BTreeMap::new();
        for leaf in side.permissions.extents.all(dimension).iter().copied() {
            match leaf {
                Leaf::Named(entity) => {
                    let name = self.of.get(&entity).cloned().unwrap_or_else(|| side.school.title(entity));
                    known.insert(Key::Named(name), leaf);
                }
                Leaf::Minutes(from, until) => {
                    let cuts: Vec<u16> = edges.range(from..=until).copied().collect();
                    for (from, until) in cuts.iter().zip(cuts.iter().skip(1)) {
                        known.insert(Key::Minutes(*from, *until), Leaf::Minutes(*from, *until));
                    }
                }
                Leaf::Nothing => {
                    known.insert(Key::Nothing, leaf);
                }
                Leaf::Other => {
                    known.insert(Key::Other, leaf);
                }
            }
        }
        known
    }
}

/// Where either side begins or ends a stretch of the day.
fn edges(sides: &[Side<'_>; 2]) -> BTreeSet<u16> {
    let leaves = sides.iter().flat_map(|side| side.permissions.extents.all(Dimension::Time));
    let ends =
        leaves.filter_map(|leaf| if let Leaf::Minutes(from, until) = leaf { Some([*from, *until]) } else { None });
    ends.flatten().collect()
}
