//! What each dimension of a school holds, and what each of its names comes down to: worked out once.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::leaf::{DIMENSIONS, Dimension, Leaf, all_leaves, named};
use crate::model::{Entity, School};

/// The leaves and names of every dimension.
#[derive(Debug)]
pub struct Extents {
    leaves: Vec<(Dimension, BTreeSet<Leaf>)>,
    names: OnceLock<Vec<(Dimension, Names)>>,
}

/// Names with what each comes down to, the widest first.
type Names = Vec<(Entity, BTreeSet<Leaf>)>;

impl Extents {
    /// Those of a school.
    pub fn of(school: &School) -> Self {
        let leaves = DIMENSIONS.into_iter().map(|dimension| (dimension, all_leaves(school, dimension)));
        Self { leaves: leaves.collect(), names: OnceLock::new() }
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

    /// As few groups and names as cover some leaves, the widest first, and the leaves that none of them covers.
    pub fn cover(
        &self,
        school: &School,
        dimension: Dimension,
        leaves: &BTreeSet<Leaf>,
        fits: impl Fn(Entity) -> bool,
    ) -> (Vec<Entity>, BTreeSet<Leaf>) {
        let all = self.names.get_or_init(|| DIMENSIONS.into_iter().map(|it| (it, names(school, it))).collect());
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
}

fn names(school: &School, dimension: Dimension) -> Names {
    let open = |entity| Leaf::under(school, dimension, entity).into_iter().collect::<BTreeSet<Leaf>>();
    let all = named(school, dimension).map(|entity| (entity, open(entity)));
    let mut names: Names = all.filter(|(_, members)| !members.is_empty()).collect();
    names.sort_by_key(|(_, members)| Reverse(members.len()));
    names
}
