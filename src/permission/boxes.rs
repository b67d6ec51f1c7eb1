//! Sets of cases as few boxes, each as large as it can be: what people can be told of a set.

use super::cases::CaseSet;
use super::leaf::Dimension;
use super::space::Space;

/// For each axis of a space the atoms that a box takes.
pub type Region = Vec<Vec<usize>>;

/// Among more cases than this the most typical is not looked for; any is taken.
const MANY: usize = 1 << 16;

/// In this order boxes grow, so that they are told by who rather than by when.
const GROWTH: [Dimension; 7] = [
    Dimension::Time,
    Dimension::Place,
    Dimension::School,
    Dimension::Network,
    Dimension::Device,
    Dimension::Object,
    Dimension::Who,
];

impl Space {
    /// Boxes that together are a set of cases, each as large as it can be inside it; the most typical first. At most so
    /// many, with the count of cases that are in none of them.
    pub fn boxes(&self, cases: &CaseSet, most: usize) -> (Vec<Region>, usize) {
        let mut boxes = Vec::new();
        let mut rest = cases.clone();
        while boxes.len() < most {
            let first = if rest.count() > MANY { rest.iter().next() } else { self.typical(&rest) };
            let Some(start) = first else { break };
            let grown = self.grow(start, cases);
            rest = rest.without(&self.region(&grown));
            boxes.push(grown);
        }
        (boxes, rest.count())
    }

    /// The box around a case that can grow on no axis without leaving a set.
    fn grow(&self, start: usize, within: &CaseSet) -> Region {
        let mut region: Region = self.atoms_of(start).into_iter().map(|atom| vec![atom]).collect();
        let order = GROWTH.iter().filter_map(|it| self.axes.iter().position(|axis| axis.dimension == *it));
        for nth in order {
            let own = region[nth].clone();
            let taken = (0..self.axes[nth].atoms.len()).filter(|atom| {
                let mut slab = region.clone();
                slab[nth] = vec![*atom];
                own.contains(atom) || self.each_in(&slab, &mut |case| within.contains(case))
            });
            region[nth] = taken.collect();
        }
        region
    }
}
