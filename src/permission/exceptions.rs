//! Exceptions: which rules give way to which, and what is left of each.
//!
//! A rule gives way in every case of its exception, whether or not that exception gives way to a third: the third then
//! decides. An exception that bans only on a condition takes nothing away, since its rule still holds where the condition
//! does not. A permission despite a whole block leaves what the block allows. Rules that are exceptions to each other all round give way to nobody, so that their clash shows.

use std::collections::BTreeSet;

use super::cases::CaseSet;
use super::rules::{Effect, Rule};

/// Which rules of a space give way to which.
#[derive(Clone, Debug, Default)]
pub struct Exceptions {
    /// For each rule those that it gives way to.
    to: Vec<BTreeSet<usize>>,
    /// Permissions that stand beside an exception to their block, the exception first.
    beside: BTreeSet<(usize, usize)>,
    /// Pairs of rules of which each is, through others or directly, an exception to the other; the lower first.
    pub circular: Vec<(usize, usize)>,
}

impl Exceptions {
    pub(super) fn of(rules: &[Rule]) -> Self {
        let targets: Vec<BTreeSet<usize>> =
            rules.iter().map(|rule| (0..rules.len()).filter(|at| is_target(rule, &rules[*at])).collect()).collect();
        let to = vec![BTreeSet::new(); rules.len()];
        let mut it = Self { to, beside: BTreeSet::new(), circular: Vec::new() };
        for (at, rule) in rules.iter().enumerate() {
            for (target, other) in rules.iter().enumerate() {
                if rule.rank < other.rank {
                    it.to[target].insert(at);
                } else if targets[at].contains(&target) {
                    if reaches(&targets, target, at) {
                        it.circular.push((at.min(target), at.max(target)));
                    } else if stands_beside(rule, other) {
                        it.beside.insert((at, target));
                    } else {
                        it.to[target].insert(at);
                    }
                }
            }
        }
        it.circular.sort_unstable();
        it.circular.dedup();
        it
    }

    /// The rules that a rule gives way to, in their order.
    pub fn of_rule(&self, rule: usize) -> impl Iterator<Item = usize> {
        self.to[rule].iter().copied()
    }

    /// Whether one of two rules is an exception to the other, or to the block it stands in.
    pub fn relate(&self, one: usize, other: usize) -> bool {
        self.to[one].contains(&other)
            || self.to[other].contains(&one)
            || self.beside.contains(&(one, other))
            || self.beside.contains(&(other, one))
    }

    /// What is left of each rule.
    pub(super) fn left(&self, rules: &[Rule]) -> Vec<CaseSet> {
        let left = rules.iter().zip(&self.to).map(|(rule, exceptions)| {
            let taken = exceptions.iter().map(|at| &rules[*at]).filter(|it| !it.only_sometimes());
            taken.fold(rule.cases.clone(), |left, exception| left.without(&exception.cases))
        });
        left.collect()
    }
}

/// Whether a rule says that it holds despite another: by its address, or by that of the block or table it stands in. Two
/// rules of a block that both hold despite the whole block are exceptions to the rest of it, not to each other. What a
/// ladder implies is no exception to what is stated.
fn is_target(rule: &Rule, other: &Rule) -> bool {
    let inside = |address: &str, block: &str| address.strip_prefix(block).is_some_and(|rest| rest.starts_with('.'));
    rule.address != other.address
        && rule.rank == other.rank
        && rule.despite.iter().any(|target| {
            other.address == *target
                || inside(&other.address, target) && !(inside(&rule.address, target) && other.despite.contains(target))
        })
}

/// Whether a permission that holds despite a whole block meets another permission of it: what the block allows stays
/// allowed, and only what it forbids gives way. To narrow a permission, an exception names it.
fn stands_beside(rule: &Rule, other: &Rule) -> bool {
    let both_allow = rule.effect == Effect::Allow && other.effect == Effect::Allow;
    both_allow && !rule.despite.contains(&other.address)
}

/// Whether targets lead from one rule to another.
fn reaches(targets: &[BTreeSet<usize>], from: usize, to: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if at == to {
            return true;
        }
        if seen.insert(at) {
            open.extend(&targets[at]);
        }
    }
    false
}
