//! What all rules together say of a case.

use std::collections::{BTreeMap, BTreeSet};

use super::cases::CaseSet;
use super::rules::Effect;
use super::space::Space;

/// What all rules together say. Conditions are sets: any one of the sets is enough, and everything in it must hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Allowed without condition.
    Allow,
    /// Allowed where all of one of these sets holds; none of them is contained in another.
    Conditional(BTreeSet<BTreeSet<String>>),
    /// Forbidden.
    Forbid,
    /// Rules that are no exceptions to each other say different things.
    Conflict,
    /// Two answers were left standing, and nobody chose.
    Unchosen,
    /// Nobody has said.
    Undecided,
}

impl Verdict {
    /// The word that exports print.
    pub fn word(&self) -> &'static str {
        match self {
            Verdict::Allow => "allow",
            Verdict::Conditional(_) => "conditional",
            Verdict::Forbid => "forbid",
            Verdict::Conflict => "conflict",
            Verdict::Unchosen => "unchosen",
            Verdict::Undecided => "undecided",
        }
    }
}

/// A verdict and the rules that give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What holds.
    pub verdict: Verdict,
    /// The rules that have a say once exceptions are taken away, by their places in the space.
    pub rules: Vec<usize>,
    /// Where.
    pub cases: CaseSet,
}

impl Space {
    /// What holds in each of some cases, those with the same rules together; in the order of verdicts, then of rules.
    pub fn answers(&self, cases: &CaseSet) -> Vec<Answer> {
        let mut groups: BTreeMap<Vec<usize>, CaseSet> = BTreeMap::new();
        for case in cases.iter() {
            let live: Vec<usize> = (0..self.rules.len()).filter(|rule| self.left[*rule].contains(case)).collect();
            groups.entry(live).or_insert_with(|| self.none()).insert(case);
        }
        let mut answers: Vec<Answer> =
            groups.into_iter().map(|(rules, cases)| Answer { verdict: self.verdict(&rules), rules, cases }).collect();
        answers.sort_by(|one, other| (&one.verdict, &one.rules).cmp(&(&other.verdict, &other.rules)));
        answers
    }

    /// What rules say together on a case that each of them has a say in.
    pub fn verdict(&self, rules: &[usize]) -> Verdict {
        let clash =
            rules.iter().enumerate().any(|(nth, one)| rules[nth + 1..].iter().any(|other| self.clash(*one, *other)));
        if clash {
            return Verdict::Conflict;
        }
        let of = |effect: Effect| rules.iter().map(|at| &self.rules[*at]).filter(move |rule| rule.effect == effect);
        if of(Effect::Unchosen).next().is_some() {
            return Verdict::Unchosen;
        }
        if of(Effect::Forbid).any(|rule| !rule.only_sometimes()) {
            return Verdict::Forbid;
        }
        let mut ways: BTreeSet<BTreeSet<String>> = of(Effect::Allow).map(|rule| rule.conditions.clone()).collect();
        for ban in of(Effect::Forbid) {
            ways = outside(&ways, &ban.conditions);
        }
        if ways.is_empty() {
            return Verdict::Undecided;
        }
        let least: BTreeSet<BTreeSet<String>> =
            ways.iter().filter(|way| !ways.iter().any(|less| less != *way && less.is_subset(way))).cloned().collect();
        if least.iter().any(BTreeSet::is_empty) { Verdict::Allow } else { Verdict::Conditional(least) }
    }

    /// Whether two rules contradict each other wherever both have a say.
    pub fn clash(&self, one: usize, other: usize) -> bool {
        self.rules[one].contradicts(&self.rules[other]) && !self.exceptions.relate(one, other)
    }

    /// What would hold in a case if some of its rules were not there.
    pub fn verdict_without(&self, case: usize, gone: &[usize]) -> Verdict {
        let there = |rule: &usize| !gone.contains(rule) && self.rules[*rule].cases.contains(case);
        let takes = |rule: &usize| there(rule) && !self.rules[*rule].only_sometimes();
        let live: Vec<usize> = (0..self.rules.len())
            .filter(|rule| there(rule) && !self.exceptions.of_rule(*rule).any(|it| takes(&it)))
            .collect();
        self.verdict(&live)
    }
}

/// Each way with one of a ban's conditions failing, so that the ban does not reach it.
fn outside(ways: &BTreeSet<BTreeSet<String>>, ban: &BTreeSet<String>) -> BTreeSet<BTreeSet<String>> {
    let mut out = BTreeSet::new();
    for way in ways {
        if ban.iter().any(|condition| way.contains(&negated(condition))) {
            out.insert(way.clone());
            continue;
        }
        for condition in ban.iter().filter(|condition| !way.contains(*condition)) {
            let mut narrower = way.clone();
            narrower.insert(negated(condition));
            out.insert(narrower);
        }
    }
    out
}

/// The opposite of a condition in canonical words.
pub(super) fn negated(condition: &str) -> String {
    condition.strip_prefix("not ").map_or_else(|| format!("not {condition}"), str::to_owned)
}
