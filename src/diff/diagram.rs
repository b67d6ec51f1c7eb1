//! Cases of two spaces laid over each other, held as diagrams: a node for each axis, the last at the root, whose children are
//! one for each value. Nodes that decide alike are one, so that what a union comes to grows with what its rules tell apart,
//! and not with the count of its cases.

use std::collections::{BTreeMap, BTreeSet};

/// Unions that come to more nodes than this are not compared.
const NODES_AT_MOST: usize = 1 << 20;

/// A box: for each axis the values that it takes.
pub(super) type Region = Vec<Vec<usize>>;

/// The nodes of one axis, each told by its children.
#[derive(Debug, Default)]
struct Layer {
    nodes: Vec<Vec<usize>>,
    known: BTreeMap<Vec<usize>, usize>,
}

impl Layer {
    fn node(&mut self, children: Vec<usize>) -> usize {
        if let Some(nth) = self.known.get(&children) {
            return *nth;
        }
        self.nodes.push(children.clone());
        self.known.insert(children, self.nodes.len() - 1);
        self.nodes.len() - 1
    }
}

/// What a side decides in each of its own cases.
#[derive(Debug)]
pub(super) struct Table {
    layers: Vec<Layer>,
    root: usize,
}

impl Table {
    /// The diagram of decisions by case, over axes of these sizes; the first axis turns fastest.
    pub(super) fn new(sizes: &[usize], decisions: Vec<usize>) -> Self {
        let mut ids = decisions;
        let layers = sizes.iter().map(|size| {
            let mut layer = Layer::default();
            ids = ids.chunks((*size).max(1)).map(|children| layer.node(children.to_vec())).collect();
            layer
        });
        let layers = layers.collect();
        Self { layers, root: ids.first().copied().unwrap_or_default() }
    }

    fn child(&self, level: usize, node: usize, value: usize) -> usize {
        let node = self.layers.get(level).and_then(|layer| layer.nodes.get(node));
        node.and_then(|children| children.get(value)).copied().unwrap_or_default()
    }
}

/// What both sides decide together, over the values that either tells apart.
#[derive(Debug)]
pub(super) struct Union {
    layers: Vec<Layer>,
    root: usize,
    /// The decision of each side, by the number at the end of a way through the diagram.
    pub(super) pairs: Vec<[usize; 2]>,
}

/// A union while it is made.
struct Maker<'a> {
    tables: [&'a Table; 2],
    axes: &'a [Vec<[usize; 2]>],
    layers: Vec<Layer>,
    made: BTreeMap<(usize, [usize; 2]), usize>,
    ends: BTreeMap<[usize; 2], usize>,
}

impl Union {
    /// Lays two tables over each other; for each axis each value is what it is on either side. `None` where that comes to
    /// too much.
    pub(super) fn of(tables: &[&Table; 2], axes: &[Vec<[usize; 2]>]) -> Option<Self> {
        let layers = axes.iter().map(|_| Layer::default()).collect();
        let mut maker = Maker { tables: *tables, axes, layers, made: BTreeMap::new(), ends: BTreeMap::new() };
        let root = maker.node(axes.len(), [tables[0].root, tables[1].root])?;
        let mut pairs = vec![[0, 0]; maker.ends.len()];
        maker.ends.iter().for_each(|(pair, nth)| pairs[*nth] = *pair);
        Some(Self { layers: maker.layers, root, pairs })
    }
}

impl Maker<'_> {
    fn node(&mut self, level: usize, nodes: [usize; 2]) -> Option<usize> {
        let next = self.ends.len();
        let Some(axis) = level.checked_sub(1) else { return Some(*self.ends.entry(nodes).or_insert(next)) };
        if let Some(made) = self.made.get(&(axis, nodes)) {
            return Some(*made);
        }
        if self.made.len() >= NODES_AT_MOST {
            return None;
        }
        let mut children = Vec::new();
        for at in &self.axes[axis] {
            let below = [0, 1].map(|side| self.tables[side].child(axis, nodes[side], at[side]));
            children.push(self.node(axis, below)?);
        }
        let made = self.layers[axis].node(children);
        self.made.insert((axis, nodes), made);
        Some(made)
    }
}

/// Sets of cases of one union. A set is a node of the last axis; `NOTHING` is the empty set on every axis.
#[derive(Debug)]
pub(super) struct Sets {
    layers: Vec<Layer>,
    /// For each axis and value whether nobody has named it.
    unnamed: Vec<Vec<bool>>,
}

const NOTHING: usize = 0;
const ALL: usize = 1;

impl Sets {
    pub(super) fn new(unnamed: Vec<Vec<bool>>) -> Self {
        // The first node of each axis is the empty set, whatever its children.
        let layer = |_: &Vec<bool>| Layer { nodes: vec![Vec::new()], known: BTreeMap::new() };
        Self { layers: unnamed.iter().map(layer).collect(), unnamed }
    }

    fn node(&mut self, axis: usize, children: Vec<usize>) -> usize {
        let is_empty = children.iter().all(|it| *it == NOTHING);
        if is_empty { NOTHING } else { self.layers[axis].node(children) }
    }

    fn children(&self, axis: usize, node: usize) -> &[usize] {
        &self.layers[axis].nodes[node]
    }

    /// The cases of a union that end so.
    pub(super) fn select(&mut self, union: &Union, ends: &BTreeSet<usize>) -> usize {
        let mut made = BTreeMap::new();
        self.selected(union, ends, (union.layers.len(), union.root), &mut made)
    }

    fn selected(
        &mut self,
        union: &Union,
        ends: &BTreeSet<usize>,
        (level, node): (usize, usize),
        made: &mut BTreeMap<(usize, usize), usize>,
    ) -> usize {
        let Some(axis) = level.checked_sub(1) else { return if ends.contains(&node) { ALL } else { NOTHING } };
        if let Some(made) = made.get(&(axis, node)) {
            return *made;
        }
        let below = &union.layers[axis].nodes[node];
        let children = below.iter().map(|child| self.selected(union, ends, (axis, *child), made)).collect();
        let new = self.node(axis, children);
        made.insert((axis, node), new);
        new
    }

    /// Boxes that together are a set, or as many of them, each as large as it can be inside it; the most typical first.
    pub(super) fn boxes(&mut self, set: usize, most: usize) -> Vec<Region> {
        let (mut boxes, mut rest) = (Vec::new(), set);
        while rest != NOTHING && boxes.len() < most {
            let grown = self.grown(set, self.typical(rest));
            rest = self.without(rest, &grown, self.layers.len(), &mut BTreeMap::new());
            boxes.push(grown);
        }
        boxes
    }

    /// The case that comes to mind first: named values before unnamed ones, in the order declared.
    fn typical(&self, set: usize) -> Vec<usize> {
        let mut best: Vec<BTreeMap<usize, (usize, Vec<usize>)>> = vec![BTreeMap::new(); self.layers.len()];
        self.best(self.layers.len(), set, &mut best).1
    }

    /// The best case of a node: how many of its values are unnamed, and the values, the last axis first.
    fn best(
        &self,
        level: usize,
        node: usize,
        known: &mut Vec<BTreeMap<usize, (usize, Vec<usize>)>>,
    ) -> (usize, Vec<usize>) {
        let Some(axis) = level.checked_sub(1) else { return (0, Vec::new()) };
        if let Some(known) = known[axis].get(&node) {
            return known.clone();
        }
        let ways = self.children(axis, node).iter().enumerate().filter(|(_, child)| **child != NOTHING);
        let mut found: Option<(usize, Vec<usize>)> = None;
        for (value, child) in ways {
            let (count, rest) = self.best(axis, *child, known);
            let way = (count + usize::from(self.unnamed[axis][value]), [vec![value], rest].concat());
            if found.as_ref().is_none_or(|found| way < *found) {
                found = Some(way);
            }
        }
        let found = found.unwrap_or_default();
        known[axis].insert(node, found.clone());
        found
    }

    /// The box around a case, its last axis first, that can grow on no axis without leaving a set.
    fn grown(&self, set: usize, case: Vec<usize>) -> Region {
        let mut region: Region = case.into_iter().rev().map(|value| vec![value]).collect();
        for axis in (0..region.len()).rev() {
            let taken = (0..self.unnamed[axis].len()).filter(|value| {
                let mut slab = region.clone();
                slab[axis] = vec![*value];
                self.holds(set, &slab, self.layers.len(), &mut BTreeSet::new())
            });
            region[axis] = taken.collect();
        }
        region
    }

    /// Whether a set holds every case of a box.
    fn holds(&self, node: usize, region: &Region, level: usize, held: &mut BTreeSet<(usize, usize)>) -> bool {
        if node == NOTHING {
            return false;
        }
        let Some(axis) = level.checked_sub(1) else { return true };
        if !held.insert((axis, node)) {
            return true;
        }
        let children = self.children(axis, node);
        region[axis].iter().all(|value| self.holds(children[*value], region, axis, held))
    }

    /// A set without the cases of a box.
    fn without(
        &mut self,
        node: usize,
        region: &Region,
        level: usize,
        made: &mut BTreeMap<(usize, usize), usize>,
    ) -> usize {
        let Some(axis) = level.checked_sub(1).filter(|_| node != NOTHING) else { return NOTHING };
        if let Some(made) = made.get(&(axis, node)) {
            return *made;
        }
        let mut children = self.children(axis, node).to_vec();
        for value in &region[axis] {
            children[*value] = self.without(children[*value], region, axis, made);
        }
        let new = self.node(axis, children);
        made.insert((axis, node), new);
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two axes of three and two values on one side, and of two and two on the other, whose first axis tells 0 from 1 and 2.
    fn union() -> Union {
        let tables = [Table::new(&[3, 2], vec![0, 1, 1, 0, 1, 2]), Table::new(&[2, 2], vec![0, 0, 1, 1])];
        Union::of(&tables.each_ref(), &[vec![[0, 0], [1, 1], [2, 1]], vec![[0, 0], [1, 1]]]).expect("a small union")
    }

    fn ends(union: &Union, fits: impl Fn([usize; 2]) -> bool) -> BTreeSet<usize> {
        (0..union.pairs.len()).filter(|nth| fits(union.pairs[*nth])).collect()
    }

    #[test]
    fn every_way_ends_at_what_both_sides_decide() {
        let mut pairs = union().pairs;
        pairs.sort_unstable();
        assert_eq!(pairs, [[0, 0], [0, 1], [1, 0], [1, 1], [2, 1]]);
    }

    #[test]
    fn boxes_are_as_large_as_they_can_be_and_the_named_come_first() {
        let union = union();
        let mut sets = Sets::new(vec![vec![true, false, false], vec![false, false]]);
        let one = sets.select(&union, &ends(&union, |[before, _]| before == 1));
        assert_eq!(sets.boxes(one, 4), [vec![vec![1], vec![0, 1]], vec![vec![1, 2], vec![0]]]);
        let all = sets.select(&union, &ends(&union, |_| true));
        assert_eq!(sets.boxes(all, 4), [vec![vec![0, 1, 2], vec![0, 1]]]);
        let none = sets.select(&union, &BTreeSet::new());
        assert!(sets.boxes(none, 4).is_empty());
    }

    #[test]
    fn a_union_of_millions_of_cases_is_a_few_nodes() {
        let sizes = [64; 4];
        let wide = |value: usize| (0..64_usize.pow(3)).map(|case| usize::from(case % 64 == value)).collect();
        let tables = [Table::new(&sizes[..3], wide(1)), Table::new(&sizes[..3], wide(2))];
        let axes: Vec<Vec<[usize; 2]>> =
            (0..3).map(|_| (0..64 * 64).map(|nth| [nth / 64, nth % 64]).collect()).collect();
        let union = Union::of(&tables.each_ref(), &axes).expect("a union of 68,719,476,736 cases");
        assert!(union.layers.iter().map(|layer| layer.nodes.len()).sum::<usize>() < 10);
        assert_eq!(union.pairs.len(), 4);
    }
}
