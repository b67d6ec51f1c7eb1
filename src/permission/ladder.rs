//! Ladders of networks: what remains allowed on a wider step answers a narrower one, where nothing else is said.

use std::collections::{BTreeMap, BTreeSet};

use super::cases::CaseSet;
use super::condition::Way;
use super::extent::Extents;
use super::leaf::{Dimension, Leaf};
use super::reading::Takes;
use super::rules::{Draft, Effect, Part, Rank, Rule};
use super::space::Space;
use super::ways::{Ways, both};
use crate::model::School;
use crate::word::Kind;

/// The steps of a ladder, widest first, each with the networks that it comes down to.
pub(super) type Ladder = Vec<BTreeSet<Leaf>>;

/// Every ladder of a school.
pub(super) fn ladders(school: &School, extents: &Extents) -> Vec<Ladder> {
    let all = school.vocabulary.of(Kind::Networks).filter(|(_, entry)| entry.ladder);
    let steps = all.map(|(_, entry)| {
        entry
            .members
            .iter()
            .map(|step| extents.under(school, Dimension::Network, *step).into_iter().collect())
            .collect()
    });
    steps.collect()
}

/// The narrower steps that a permission for a wider one may answer, so that they are kept apart from others.
pub(super) fn cuts(ladders: &[Ladder], draft: &Draft) -> Vec<Takes> {
    if !matches!(draft.part, Part::Rule) || !gives(&draft.rule) {
        return Vec::new();
    }
    let Some(taken) = draft.takes.get(&Dimension::Network) else { return Vec::new() };
    let below = ladders.iter().filter_map(|steps| {
        let widest = steps.iter().position(|step| step.is_subset(taken))?;
        let below: BTreeSet<Leaf> =
            steps.iter().skip(widest + 1).flatten().filter(|leaf| !taken.contains(leaf)).copied().collect();
        (!below.is_empty()).then(|| Takes::from([(Dimension::Network, below)]))
    });
    below.collect()
}

/// Whether what a rule allows on a wider step may answer a narrower one.
fn gives(rule: &Rule) -> bool {
    rule.rank == Rank::Stated && rule.effect == Effect::Allow
}

/// The rules that ladders imply in a space.
pub(super) fn implied(space: &Space, ladders: &[Ladder]) -> Vec<Rule> {
    let mut found: BTreeMap<(usize, Way), CaseSet> = BTreeMap::new();
    for ladder in ladders {
        Climb::new(space, ladder).into_iter().for_each(|climb| climb.down(&mut found));
    }
    let rule = |((source, conditions), cases): ((usize, Way), CaseSet)| {
        let rule = &space.rules[source];
        Rule { rank: Rank::Implied, conditions, cases, ..rule.clone() }
    };
    found.into_iter().map(rule).collect()
}

/// One ladder in one space.
struct Climb<'a> {
    space: &'a Space,
    /// How far apart two cases are that differ by one on the axis of networks.
    stride: usize,
    /// How many values that axis has.
    width: usize,
    /// For each step the values of the axis that it has, and the values of all narrower steps.
    steps: Vec<(Vec<usize>, Vec<usize>)>,
}

impl<'a> Climb<'a> {
    fn new(space: &'a Space, ladder: &Ladder) -> Option<Self> {
        let nth = space.axes.iter().position(|axis| axis.dimension == Dimension::Network)?;
        let atoms = &space.axes[nth].atoms;
        let values = |step: &BTreeSet<Leaf>| -> Vec<usize> {
            (0..atoms.len()).filter(|at| atoms[*at].iter().any(|leaf| step.contains(leaf))).collect()
        };
        let steps = ladder.iter().enumerate().map(|(at, step)| {
            let own = values(step);
            let below = ladder[at + 1..].iter().flatten().copied().collect::<BTreeSet<Leaf>>();
            let narrower = (0..atoms.len())
                .filter(|value| !own.contains(value) && atoms[*value].iter().all(|leaf| below.contains(leaf)));
            (own.clone(), narrower.collect())
        });
        let stride = space.axes[..nth].iter().map(|axis| axis.atoms.len()).product();
        Some(Self { space, stride, width: atoms.len(), steps: steps.collect() })
    }

    /// Gives what remains allowed on each step to the narrower ones, with the permission that allows it so.
    fn down(&self, found: &mut BTreeMap<(usize, Way), CaseSet>) {
        let space = self.space;
        let gives = space.rules.iter().zip(&space.left).filter(|(rule, _)| gives(rule));
        let speaks = gives.fold(space.none(), |all, (_, left)| all.or(left));
        let mut known: BTreeMap<Vec<usize>, Vec<(usize, Ways)>> = BTreeMap::new();
        for (own, narrower) in self.steps.iter().filter(|(own, narrower)| !own.is_empty() && !narrower.is_empty()) {
            for case in speaks.iter().filter(|case| self.value(*case) == own[0]) {
                for (rule, ways) in self.given(case, own, &mut known) {
                    for (way, value) in ways.iter().flat_map(|way| narrower.iter().map(move |value| (way, value))) {
                        let cases = found.entry((rule, way.clone())).or_insert_with(|| space.none());
                        cases.insert(self.at(case, *value));
                    }
                }
            }
        }
    }

    /// What each permission allows of a case on all values of a step.
    fn given(
        &self,
        case: usize,
        own: &[usize],
        known: &mut BTreeMap<Vec<usize>, Vec<(usize, Ways)>>,
    ) -> Vec<(usize, Ways)> {
        let mut here = |value: usize| {
            let there = self.space.about(self.at(case, value));
            known.entry(there).or_insert_with_key(|there| self.space.given(there)).clone()
        };
        let Some((first, others)) = own.split_first() else { return Vec::new() };
        let mut all = here(*first);
        for value in others {
            let more = here(*value);
            all.retain_mut(|(rule, ways)| {
                let same = more.iter().find(|(other, _)| other == rule);
                same.is_some_and(|(_, others)| {
                    *ways = both(ways, others);
                    !ways.is_empty()
                })
            });
        }
        all
    }

    fn value(&self, case: usize) -> usize {
        case / self.stride % self.width
    }

    fn at(&self, case: usize, value: usize) -> usize {
        case + value * self.stride - self.value(case) * self.stride
    }
}
