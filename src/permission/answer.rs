//! What all rules together say of a case.

use std::collections::{BTreeMap, BTreeSet};

use super::cases::CaseSet;
use super::condition::Way;
use super::exceptions::Standing;
use super::rules::{Effect, Rank};
use super::space::Space;
use super::ways::{Ways, banned, outside, shortest};

/// What all rules together say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Allowed without condition.
    Allow,
    /// Allowed on conditions.
    Conditional(Terms),
    /// Forbidden.
    Forbid,
    /// Rules that are no exceptions to each other say different things.
    Conflict,
    /// Two answers were left standing, and nobody chose.
    Unchosen,
    /// Forbidden where all of one of these ways holds; nobody has said otherwise.
    Restricted(Ways),
    /// Nobody has said.
    Undecided,
}

/// On which conditions something is allowed, and on which it is forbidden. Elsewhere nobody has said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Terms {
    /// Any one way is enough, and everything in it must hold; none contains another, and none is empty.
    pub allowed: Ways,
    /// The same for what forbids it; never together with what allows it.
    pub forbidden: Ways,
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
            Verdict::Restricted(_) | Verdict::Undecided => "undecided",
        }
    }

    /// The ways in which it is allowed.
    pub fn allowed(&self) -> Ways {
        match self {
            Verdict::Allow => Ways::from([Way::new()]),
            Verdict::Conditional(terms) => terms.allowed.clone(),
            Verdict::Forbid | Verdict::Conflict | Verdict::Unchosen | Verdict::Restricted(_) | Verdict::Undecided => {
                Ways::new()
            }
        }
    }

    /// The ways in which it is forbidden.
    pub fn forbidden(&self) -> Ways {
        match self {
            Verdict::Forbid => Ways::from([Way::new()]),
            Verdict::Conditional(terms) => terms.forbidden.clone(),
            Verdict::Restricted(ways) => ways.clone(),
            Verdict::Allow | Verdict::Conflict | Verdict::Unchosen | Verdict::Undecided => Ways::new(),
        }
    }

    /// What holds where none of its conditions does: the word of another verdict. `None` where there are no conditions.
    pub fn otherwise(&self) -> Option<&'static str> {
        match self {
            Verdict::Conditional(_) if self.is_closed() => Some(Verdict::Forbid.word()),
            Verdict::Conditional(_) | Verdict::Restricted(_) => Some(Verdict::Undecided.word()),
            Verdict::Allow | Verdict::Forbid | Verdict::Conflict | Verdict::Unchosen | Verdict::Undecided => None,
        }
    }

    /// Whether it is forbidden wherever it is not allowed.
    pub fn is_closed(&self) -> bool {
        let either = self.allowed().into_iter().chain(self.forbidden()).collect();
        shortest(either).contains(&Way::new())
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
            groups.entry(self.about(case)).or_insert_with(|| self.none()).insert(case);
        }
        let mut answers: BTreeMap<(Verdict, Vec<usize>), CaseSet> = BTreeMap::new();
        for (there, cases) in groups {
            let standing = self.exceptions.standing(&self.rules, &there);
            let all = answers.entry((self.weigh(&there, &standing), standing.live)).or_insert_with(|| self.none());
            *all = all.or(&cases);
        }
        answers.into_iter().map(|((verdict, rules), cases)| Answer { verdict, rules, cases }).collect()
    }

    /// The rules about a case, in their order.
    pub fn about(&self, case: usize) -> Vec<usize> {
        (0..self.rules.len()).filter(|rule| self.rules[*rule].cases.contains(case)).collect()
    }

    /// What the rules about a case say together, and which of them have a say.
    pub fn decide(&self, there: &[usize]) -> (Verdict, Vec<usize>) {
        let standing = self.exceptions.standing(&self.rules, there);
        (self.weigh(there, &standing), standing.live)
    }

    /// What would hold in a case if some of its rules were not there.
    pub fn verdict_without(&self, case: usize, gone: &[usize]) -> Verdict {
        let mut there = self.about(case);
        there.retain(|rule| !gone.contains(rule));
        self.decide(&there).0
    }

    /// What each permission that some rules about a case state allows of it, bans taken away; nothing where the case has no answer.
    pub(super) fn given(&self, there: &[usize]) -> Vec<(usize, Ways)> {
        let standing = self.exceptions.standing(&self.rules, there);
        if self.unsettled(there, &standing).is_some() {
            return Vec::new();
        }
        let stated = standing.live.iter().copied().filter(|rule| self.rules[*rule].rank == Rank::Stated);
        let permissions = stated.filter(|rule| self.rules[*rule].effect == Effect::Allow);
        permissions.map(|rule| (rule, shortest(self.allowed(&standing, [rule])))).collect()
    }

    /// What stands against an answer.
    fn unsettled(&self, there: &[usize], standing: &Standing) -> Option<Verdict> {
        let live = &standing.live;
        let clash = live
            .iter()
            .enumerate()
            .any(|(nth, one)| live[nth + 1..].iter().any(|other| self.clash_at(there, standing, *one, *other)));
        if clash {
            return Some(Verdict::Conflict);
        }
        let unchosen = live.iter().any(|rule| self.rules[*rule].effect == Effect::Unchosen);
        unchosen.then_some(Verdict::Unchosen)
    }

    /// The ways in which some permissions allow a case, those taken away in which a ban holds.
    fn allowed(&self, standing: &Standing, permissions: impl IntoIterator<Item = usize>) -> Ways {
        let allowed: Ways = permissions.into_iter().map(|rule| self.rules[rule].conditions.clone()).collect();
        self.bans(standing)
            .fold(allowed, |allowed, ban| outside(&allowed, &self.rules[ban].conditions, &self.yielded(standing, ban)))
    }

    fn bans<'s>(&'s self, standing: &'s Standing) -> impl Iterator<Item = usize> + 's {
        standing.live.iter().copied().filter(|rule| self.rules[*rule].effect == Effect::Forbid)
    }

    fn weigh(&self, there: &[usize], standing: &Standing) -> Verdict {
        if let Some(verdict) = self.unsettled(there, standing) {
            return verdict;
        }
        let permissions = standing.live.iter().copied().filter(|rule| self.rules[*rule].effect == Effect::Allow);
        let allowed = shortest(self.allowed(standing, permissions));
        let bans = self.bans(standing);
        let forbidden = bans.flat_map(|ban| banned(&self.rules[ban].conditions, &self.yielded(standing, ban)));
        let forbidden = shortest(forbidden.collect());
        let bare = |ways: &Ways| ways.first().is_some_and(BTreeSet::is_empty);
        match (allowed.is_empty(), forbidden.is_empty()) {
            _ if bare(&forbidden) => Verdict::Forbid,
            _ if bare(&allowed) => Verdict::Allow,
            (true, true) => Verdict::Undecided,
            (true, false) => Verdict::Restricted(forbidden),
            (false, _) => Verdict::Conditional(Terms { allowed, forbidden }),
        }
    }

    /// The conditions of the permissions within which a ban gives way.
    fn yielded(&self, standing: &Standing, ban: usize) -> Vec<&Way> {
        let within = standing.yields.get(&ban).into_iter().flatten();
        within.map(|exception| &self.rules[*exception].conditions).collect()
    }

    /// The cases in which two rules contradict each other; `None` where there are none.
    pub fn clash(&self, one: usize, other: usize) -> Option<CaseSet> {
        let (first, second) = (&self.rules[one], &self.rules[other]);
        if !first.contradicts(second) || self.exceptions.relate(one, other) || !self.left[one].meets(&self.left[other])
        {
            return None;
        }
        let cases = self.left[one].and(&self.left[other]);
        if self.yields[one].is_empty() && self.yields[other].is_empty() && !self.exceptions.leads(one, other) {
            return Some(cases);
        }
        let mut clash = self.none();
        for case in cases.iter() {
            let there = self.about(case);
            if self.clash_at(&there, &self.exceptions.standing(&self.rules, &there), one, other) {
                clash.insert(case);
            }
        }
        (!clash.is_empty()).then_some(clash)
    }

    /// Whether two rules about a case contradict each other there.
    fn clash_at(&self, there: &[usize], standing: &Standing, one: usize, other: usize) -> bool {
        let (first, second) = (&self.rules[one], &self.rules[other]);
        if !first.contradicts(second) || self.exceptions.meet(there, one, other) {
            return false;
        }
        let all: Way = first.conditions.union(&second.conditions).cloned().collect();
        let except = [self.yielded(standing, one), self.yielded(standing, other)].concat();
        can_hold(&all, &except)
    }
}

/// Whether all of a way can hold, and not all of any of the others.
pub(super) fn can_hold(way: &Way, except: &[&Way]) -> bool {
    let Some((within, rest)) = except.split_first() else { return true };
    if within.iter().any(|condition| way.contains(&condition.negated())) {
        return can_hold(way, rest);
    }
    within.iter().filter(|condition| !way.contains(*condition)).any(|condition| {
        let mut narrower = way.clone();
        narrower.insert(condition.negated());
        can_hold(&narrower, rest)
    })
}
