//! Every case that is decided, as boxes of values: what other programs can hold a network to.

use std::collections::{BTreeMap, BTreeSet};

use super::told::{Conditions, Teller};
use super::{Asking, Clause, Question, by_verdict};
use crate::permission::{CaseSet, Dimension, Leaf, Region, Space, Verdict};

/// One box of cases with one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The action, by its place in the vocabulary.
    pub action: usize,
    /// The leaves that the box takes in; a dimension that it leaves free is not there.
    pub takes: BTreeMap<Dimension, BTreeSet<Leaf>>,
    /// Allowed, conditional, forbidden, or forbidden on conditions.
    pub verdict: Verdict,
    /// What must hold for it to be allowed, and what forbids it, in words.
    pub conditions: Conditions,
    /// The addresses of the rules that have a say in it.
    pub rules: Vec<String>,
}

/// Cases on which rules disagree, or that nobody has chosen for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsettled {
    /// The action in words.
    pub action: String,
    /// What stands against an answer.
    pub verdict: Verdict,
    /// The rules.
    pub clauses: Vec<Clause>,
}

/// What the permissions of a school decide, and what keeps them from being enforced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// Every case with one answer, in boxes; what nobody has said is left out.
    pub rows: Vec<Row>,
    /// Every case without one answer.
    pub unsettled: Vec<Unsettled>,
}

impl Decided {
    /// The rows, unless anything is unsettled: nothing is enforced that nobody has settled.
    pub fn settled(self) -> Result<Vec<Row>, Vec<Unsettled>> {
        if self.unsettled.is_empty() { Ok(self.rows) } else { Err(self.unsettled) }
    }
}

/// Every case of every action.
pub fn rows(asking: Asking<'_>) -> Decided {
    let mut decided = Decided::default();
    for space in &asking.permissions.spaces {
        for (verdict, cases, rules) in by_verdict(space, &space.all()) {
            match verdict {
                Verdict::Undecided => {}
                Verdict::Conflict | Verdict::Unchosen => decided.unsettled.push(Unsettled {
                    action: asking.school.vocabulary.entries[space.action].title.clone(),
                    verdict,
                    clauses: rules.iter().map(|at| Clause::of(space, &space.rules[*at])).collect(),
                }),
                Verdict::Allow | Verdict::Conditional(_) | Verdict::Forbid | Verdict::Restricted(_) => {
                    decided.rows.extend(boxes(asking, space, &verdict, &cases, &rules));
                }
            }
        }
    }
    decided
}

/// Cases with one answer as rows.
fn boxes(asking: Asking<'_>, space: &Space, verdict: &Verdict, cases: &CaseSet, rules: &[usize]) -> Vec<Row> {
    let question = Question { actions: vec![space.action], takes: BTreeMap::new(), named: BTreeMap::new() };
    let conditions = Teller::new(asking, &question, space.action).conditions(space, verdict);
    let addresses = |cases: &CaseSet| {
        let live = rules.iter().filter(|rule| space.left[**rule].meets(cases));
        live.map(|rule| space.rules[*rule].address.clone()).collect::<BTreeSet<String>>()
    };
    let row = |region: &Region| Row {
        action: space.action,
        takes: takes(asking, space, region),
        verdict: verdict.clone(),
        conditions: conditions.clone(),
        rules: addresses(&space.region(region)).into_iter().collect(),
    };
    space.boxes(cases, usize::MAX).0.iter().map(row).collect()
}

fn takes(asking: Asking<'_>, space: &Space, region: &Region) -> BTreeMap<Dimension, BTreeSet<Leaf>> {
    let narrowed = space.axes.iter().zip(region).map(|(axis, atoms)| {
        let leaves: BTreeSet<Leaf> = atoms.iter().flat_map(|atom| &axis.atoms[*atom]).copied().collect();
        (axis.dimension, leaves)
    });
    narrowed.filter(|(dimension, leaves)| !asking.permissions.extents.all(*dimension).is_subset(leaves)).collect()
}
