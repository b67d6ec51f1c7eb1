//! Exceptions: which rules give way to which, how far, and what is left of each.
//!
//! A rule gives way wherever an exception is about the same case. One with conditions takes a ban away only where they hold, and a ban
//! with an `if` takes nothing away. An exception to an exception decides where all three meet. A permission despite a whole block leaves
//! what the block allows. Rules that are exceptions to each other all round give way to nobody, so that their clash shows.

use std::collections::{BTreeMap, BTreeSet};

use super::cases::CaseSet;
use super::rules::{Effect, Rank, Rule};

/// Which rules of a space give way to which.
#[derive(Clone, Debug, Default)]
pub struct Exceptions {
    /// For each rule those that it gives way to.
    to: Vec<BTreeSet<usize>>,
    /// Permissions that stand beside an exception to their block, the exception first.
    beside: BTreeSet<(usize, usize)>,
    /// Pairs of rules of which each is, through others or directly, an exception to the other; the lower first.
    pub circular: Vec<(usize, usize)>,
    /// All rules, exceptions before what they are exceptions to.
    order: Vec<usize>,
    /// The place of each rule in that order.
    place: Vec<usize>,
}

/// How much of a rule an exception takes where both are about a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// All of it.
    All,
    /// What lies within the exception's conditions.
    Within,
    /// Nothing.
    Nothing,
}

/// How much of `rule` its exception takes.
pub(super) fn takes(exception: &Rule, rule: &Rule) -> Takes {
    if exception.rank == Rank::Filler && rule.rank == Rank::Implied {
        return Takes::All;
    }
    match (exception.conditions.is_empty(), exception.effect, rule.effect) {
        (true, ..) => Takes::All,
        (false, Effect::Forbid | Effect::Unchosen, _) | (false, Effect::Allow, Effect::Unchosen) => Takes::Nothing,
        (false, Effect::Allow, Effect::Forbid) => Takes::Within,
        (false, Effect::Allow, Effect::Allow) => Takes::All,
    }
}

/// Whether a banning `otherwise` speaks wherever another ban gives way.
fn is_filled(exception: &Rule, rule: &Rule) -> bool {
    rule.rank == Rank::Filler && rule.effect == Effect::Forbid && exception.effect == Effect::Forbid
}

/// Whether a rule is silent wherever another is about the case, even one of which nothing is left there.
fn is_hushed(rule: &Rule) -> bool {
    rule.rank > Rank::Open && rule.effect != Effect::Forbid
}

/// What is left of the rules of a space.
#[derive(Clone, Debug, Default)]
pub(super) struct Left {
    /// Where each rule still speaks, if only on conditions.
    pub(super) cases: Vec<CaseSet>,
    /// For each ban the permissions within whose conditions it gives way, and where.
    pub(super) yields: Vec<Vec<(usize, CaseSet)>>,
}

impl Exceptions {
    pub(super) fn of(rules: &[Rule]) -> Self {
        let targets: Vec<BTreeSet<usize>> =
            rules.iter().map(|rule| (0..rules.len()).filter(|at| is_target(rule, &rules[*at])).collect()).collect();
        let mut it = Self { to: vec![BTreeSet::new(); rules.len()], ..Self::default() };
        for (at, rule) in rules.iter().enumerate() {
            for (target, other) in rules.iter().enumerate() {
                if goes_before(rule, other) {
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
        it.sort();
        it
    }

    /// Puts exceptions before what they are exceptions to.
    fn sort(&mut self) {
        let count = self.to.len();
        let mut waits: Vec<usize> = self.to.iter().map(BTreeSet::len).collect();
        let mut behind: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (rule, exceptions) in self.to.iter().enumerate() {
            exceptions.iter().for_each(|exception| behind[*exception].push(rule));
        }
        let mut open: Vec<usize> = (0..count).filter(|rule| waits[*rule] == 0).collect();
        while let Some(rule) = open.pop() {
            self.order.push(rule);
            for next in &behind[rule] {
                waits[*next] -= 1;
                if waits[*next] == 0 {
                    open.push(*next);
                }
            }
        }
        self.place = vec![0; count];
        self.order.iter().enumerate().for_each(|(place, rule)| self.place[*rule] = place);
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

    /// Whether one of two rules may be an exception to the other through others, where all of them are about a case.
    pub(super) fn leads(&self, one: usize, other: usize) -> bool {
        let all: Vec<usize> = (0..self.to.len()).collect();
        self.meet(&all, one, other)
    }

    /// What is left of each rule.
    pub(super) fn left(&self, rules: &[Rule]) -> Left {
        let mut left: Vec<CaseSet> = rules.iter().map(|rule| rule.cases.clone()).collect();
        let mut yields: Vec<Vec<(usize, CaseSet)>> = vec![Vec::new(); rules.len()];
        for rule in self.order.iter().copied().filter(|rule| !self.to[*rule].is_empty()) {
            let regions = self.regions(rules, rule, &left);
            let mut own = left[rule].clone();
            let mut within = Vec::new();
            for (exception, region) in regions {
                match takes(&rules[exception], &rules[rule]) {
                    Takes::All => {
                        let all = is_hushed(&rules[rule]);
                        let mut taken = if all { region } else { region.and(&left[exception]) };
                        if is_filled(&rules[exception], &rules[rule]) {
                            taken = yields[exception].iter().fold(taken, |taken, (_, lifted)| taken.without(lifted));
                        }
                        own = own.without(&taken);
                    }
                    Takes::Within => within.push((exception, region.and(&left[exception]))),
                    Takes::Nothing => {}
                }
            }
            within.iter_mut().for_each(|(_, region)| *region = region.and(&own));
            within.retain(|(_, region)| !region.is_empty());
            (left[rule], yields[rule]) = (own, within);
        }
        Left { cases: left, yields }
    }

    /// Where each exception that takes something from a rule, and each exception to one of those, is about the same case as all on the
    /// way to it. Where something is left of an exception, those behind it are not looked for.
    fn regions(&self, rules: &[Rule], rule: usize, left: &[CaseSet]) -> BTreeMap<usize, CaseSet> {
        // By their places in the order, so that a rule is taken up once all that lead to it are known.
        let mut open: BTreeMap<usize, CaseSet> = BTreeMap::new();
        let mut found = BTreeMap::new();
        let add = |open: &mut BTreeMap<usize, CaseSet>, from: usize, region: &CaseSet| {
            let taking = |exception: &usize| takes(&rules[*exception], &rules[from]) != Takes::Nothing;
            for exception in self.to[from].iter().copied().filter(taking) {
                let region = region.and(&rules[exception].cases);
                if !region.is_empty() {
                    let known = open.entry(self.place[exception]);
                    known.and_modify(|known| *known = known.or(&region)).or_insert(region);
                }
            }
        };
        add(&mut open, rule, &rules[rule].cases);
        while let Some((place, region)) = open.pop_last() {
            let exception = self.order[place];
            // What only fills a gap gives way to each rule for itself.
            if rules[rule].rank <= Rank::Open && !self.to[exception].is_empty() {
                let gone = region.without(&left[exception]);
                if !gone.is_empty() {
                    add(&mut open, exception, &gone);
                }
            }
            found.insert(exception, region);
        }
        found
    }

    /// Of the rules about a case those that still speak, in their order, and for each ban the permissions within whose conditions it
    /// gives way.
    pub(super) fn standing(&self, rules: &[Rule], there: &[usize]) -> Standing {
        let mut sorted = there.to_vec();
        sorted.sort_unstable_by_key(|rule| self.place[*rule]);
        let mut it = Standing::default();
        for rule in sorted {
            let mut within = Vec::new();
            let mut gone = false;
            // What only fills a gap gives way to each rule for itself.
            let spoken = rules[rule].rank <= Rank::Open;
            for exception in self.around(there, rule, |exception, from| {
                (spoken || from == rule) && takes(&rules[exception], &rules[from]) != Takes::Nothing
            }) {
                if it.live.contains(&exception) || is_hushed(&rules[rule]) {
                    match takes(&rules[exception], &rules[rule]) {
                        Takes::All => {
                            let lifted = it.yields.contains_key(&exception);
                            gone |= !(lifted && is_filled(&rules[exception], &rules[rule]));
                        }
                        Takes::Within => within.push(exception),
                        Takes::Nothing => {}
                    }
                }
            }
            if !gone {
                it.live.push(rule);
                if !within.is_empty() {
                    it.yields.insert(rule, within);
                }
            }
        }
        it.live.sort_unstable();
        it
    }

    /// The exceptions to a rule, and the exceptions to those, among the rules about a case.
    fn around(&self, there: &[usize], rule: usize, follows: impl Fn(usize, usize) -> bool) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut open = vec![rule];
        while let Some(from) = open.pop() {
            for exception in self.to[from].iter().copied() {
                if there.contains(&exception) && follows(exception, from) && found.insert(exception) {
                    open.push(exception);
                }
            }
        }
        found
    }

    /// Whether one of two rules about a case is an exception to the other, directly or through others about it.
    pub(super) fn meet(&self, there: &[usize], one: usize, other: usize) -> bool {
        self.relate(one, other) || self.links(there, one, other) || self.links(there, other, one)
    }

    /// Whether exceptions about a case lead from one rule to another, those that only stand beside it among them.
    fn links(&self, there: &[usize], rule: usize, wanted: usize) -> bool {
        let mut found = BTreeSet::new();
        let mut open = vec![rule];
        while let Some(from) = open.pop() {
            let beside = there.iter().copied().filter(|exception| self.beside.contains(&(*exception, from)));
            for exception in self.to[from].iter().copied().chain(beside) {
                if exception == wanted {
                    return true;
                }
                if there.contains(&exception) && found.insert(exception) {
                    open.push(exception);
                }
            }
        }
        false
    }
}

/// The rules that still speak on a case.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    pub(super) live: Vec<usize>,
    /// For each ban the permissions within whose conditions it gives way.
    pub(super) yields: BTreeMap<usize, Vec<usize>>,
}

/// Whether a rule speaks where the other does and the other then does not, by rank alone.
fn goes_before(rule: &Rule, other: &Rule) -> bool {
    match (rule.rank, other.rank) {
        (Rank::Stated, Rank::Filler | Rank::Implied) | (Rank::Filler, Rank::Implied) => true,
        // Whatever quoted words may mean is no reason for another rule to fall silent.
        (Rank::Stated, Rank::Stated | Rank::Open) | (Rank::Open | Rank::Implied, _) => false,
        (Rank::Filler, Rank::Stated | Rank::Open | Rank::Filler) => false,
    }
}

/// Whether a rule says that it holds despite another: by its address, or by that of the block or table it stands in. Two
/// rules of a block that both hold despite the whole block are exceptions to the rest of it, not to each other. What a
/// ladder implies is no exception to what is stated.
fn is_target(rule: &Rule, other: &Rule) -> bool {
    let inside = |address: &str, block: &str| address.strip_prefix(block).is_some_and(|rest| rest.starts_with('.'));
    let spoken = |rank: Rank| rank <= Rank::Open;
    rule.address != other.address
        && (spoken(rule.rank) && spoken(other.rank) || rule.rank == Rank::Filler && other.rank == Rank::Filler)
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
