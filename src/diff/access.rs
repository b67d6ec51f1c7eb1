//! Permissions of two schools on the union of their cases: for each action, where its decision is another.

use std::collections::{BTreeMap, BTreeSet};

use super::diagram::{Region, Sets, Table, Union};
use super::kind::{Certainty, Class};
use super::terms::Terms;
use super::values::{Found, Values};
use crate::model::date::day_in_words;
use crate::model::vocabulary::Entry;
use crate::model::words::Moment;
use crate::model::{Entity, School};
use crate::permission::{
    Condition, Dimension, Effect, Leaf, Permissions, Space, Terms as Conditions, Verdict, Way, Ways, within,
};
use crate::question;
use crate::word::Kind;

/// So many boxes of cases are told.
const BOXES: usize = 4;

/// One side of the comparison.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) school: &'a School,
    pub(super) permissions: &'a Permissions,
}

/// Cases of one action whose decision went from one verdict to another.
pub(super) struct Shift {
    /// The action's canonical address.
    pub(super) action: String,
    pub(super) class: Class,
    pub(super) certainty: Certainty,
    pub(super) before: String,
    pub(super) after: String,
    /// The cases, as few boxes; the most typical first.
    pub(super) cases: Vec<String>,
    /// The addresses of the rules that decide, on either side.
    pub(super) rules: BTreeSet<String>,
    /// What tells this shift from any other of the action.
    pub(super) key: [String; 3],
}

/// Every shift on a first day, and on each later day the new ones; and the actions with too many cases to compare.
pub(super) fn ahead(days: &[[Side<'_>; 2]], terms: &Terms) -> (Vec<Shift>, Vec<String>) {
    let (mut found, mut large): (Vec<Shift>, Vec<String>) = (Vec::new(), Vec::new());
    for (nth, [base, head]) in days.iter().enumerate() {
        let (shifts, more) = shifts(*base, *head, terms);
        large.extend(more.into_iter().filter(|action| !large.contains(action)).collect::<Vec<_>>());
        for mut shift in shifts {
            let same = |known: &Shift| known.action == shift.action && known.key == shift.key;
            if found.iter().any(same) {
                continue;
            }
            if nth > 0 {
                let from = format!("from {}: ", day_in_words(head.permissions.day));
                shift.cases.iter_mut().for_each(|case| case.insert_str(0, &from));
            }
            found.push(shift);
        }
    }
    (found, large)
}

/// Every shift, in the order of actions; and the actions with too many cases to compare.
fn shifts(base: Side<'_>, head: Side<'_>, terms: &Terms) -> (Vec<Shift>, Vec<String>) {
    let spaces = |side: Side<'_>| -> BTreeMap<String, usize> {
        let named = side.permissions.spaces.iter().enumerate();
        named.map(|(nth, space)| (address(side.school, space.action, terms), nth)).collect()
    };
    let (bases, heads) = (spaces(base), spaces(head));
    let values = Values::of([base, head], terms);
    let actions: BTreeSet<&String> = bases.keys().chain(heads.keys()).collect();
    let (mut found, mut large) = (Vec::new(), Vec::new());
    for side in [base, head] {
        large.extend(side.permissions.too_large.iter().map(|(action, _)| address(side.school, *action, terms)));
    }
    for action in actions.into_iter().filter(|action| !large.contains(*action)).collect::<Vec<_>>() {
        let pair = Pair::new([base, head], [bases.get(action), heads.get(action)], terms, &values);
        match pair.shifts(action) {
            Some(shifts) => found.extend(shifts),
            None => large.push(action.clone()),
        }
    }
    large.sort();
    large.dedup();
    (found, large)
}

fn covers(whole: Leaf, part: Leaf) -> bool {
    match (whole, part) {
        (Leaf::Minutes(from, until), Leaf::Minutes(first, last)) => from <= first && last <= until,
        _ => whole == part,
    }
}

fn address(school: &School, action: usize, terms: &Terms) -> String {
    school.vocabulary.entries.get(action).map_or_else(String::new, |it| terms.address(&it.id))
}

/// A value of the union: what no rule of either side tells apart.
struct Atom {
    /// The atom of each side.
    at: [usize; 2],
    /// The leaves of each side that it holds.
    leaves: [BTreeSet<Leaf>; 2],
}

/// What a side decides, in words that both sides share.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stand {
    verdict: Verdict,
    /// What is written on the bans that decide and takes nothing from them: where one has nothing written, none.
    reserves: Ways,
}

/// What a side decides in some of its cases.
struct Decision {
    /// The number of its stand among those of both sides.
    number: usize,
    /// The verdict in the side's own words.
    said: String,
    /// The addresses of the rules that decide.
    rules: Vec<String>,
}

/// What a side decides, and in which of its cases.
struct Ledger {
    table: Table,
    decisions: BTreeMap<usize, Decision>,
}

/// Cases that went from one verdict to another.
#[derive(Default)]
struct Group {
    /// Where they end in the union.
    ends: BTreeSet<usize>,
    /// The decisions behind both verdicts.
    decisions: BTreeSet<[usize; 2]>,
}

/// One action on both sides.
struct Pair<'a> {
    sides: [Side<'a>; 2],
    spaces: [Option<&'a Space>; 2],
    axes: Vec<(Dimension, Vec<Atom>)>,
    terms: &'a Terms,
}

impl<'a> Pair<'a> {
    fn new(sides: [Side<'a>; 2], spaces: [Option<&usize>; 2], terms: &'a Terms, values: &Values) -> Self {
        let space = |side: usize| sides[side].permissions.spaces.get(*spaces[side]?);
        let mut pair = Self { sides, spaces: [space(0), space(1)], axes: Vec::new(), terms };
        pair.axes = values.found.iter().map(|(dimension, found)| (*dimension, pair.axis(*dimension, found))).collect();
        pair
    }

    /// The values of one dimension, merged where neither side tells them apart.
    fn axis(&self, dimension: Dimension, found: &[Found]) -> Vec<Atom> {
        let mut atoms: Vec<Atom> = Vec::new();
        let mut known: BTreeMap<[usize; 2], usize> = BTreeMap::new();
        for value in found {
            let at = [0, 1].map(|side| self.atom(side, dimension, value.taken[side]));
            let nth = *known.entry(at).or_insert_with(|| {
                atoms.push(Atom { at, leaves: [BTreeSet::new(), BTreeSet::new()] });
                atoms.len() - 1
            });
            for side in [0, 1] {
                atoms[nth].leaves[side].extend(value.held[side].or(value.taken[side]));
            }
        }
        atoms
    }

    /// The atom of a side that holds a leaf; that of what nobody has named, where it knows none.
    fn atom(&self, side: usize, dimension: Dimension, leaf: Option<Leaf>) -> usize {
        let Some(axis) = self.spaces[side].and_then(|it| it.axes.iter().find(|axis| axis.dimension == dimension))
        else {
            return 0;
        };
        let wanted = leaf.unwrap_or(Leaf::Other);
        let holds = |wanted: Leaf| axis.atoms.iter().position(|atom| atom.iter().any(|it| covers(*it, wanted)));
        holds(wanted).or_else(|| holds(Leaf::Other)).unwrap_or(0)
    }

    /// Every shift; `None` where the union comes to too much.
    fn shifts(&self, action: &str) -> Option<Vec<Shift>> {
        let mut stands = Vec::new();
        let known = [0, 1].map(|side| self.ledger(side, &mut stands));
        let axes: Vec<Vec<[usize; 2]>> =
            self.axes.iter().map(|(_, atoms)| atoms.iter().map(|atom| atom.at).collect()).collect();
        let union = Union::of(&known.each_ref().map(|it| &it.table), &axes)?;
        let mut groups: BTreeMap<[usize; 2], Group> = BTreeMap::new();
        for (end, pair) in union.pairs.iter().enumerate() {
            let [before, after] = [0, 1].map(|side| known[side].decisions.get(&pair[side]).map_or(0, |it| it.number));
            if before != after {
                let group = groups.entry([before, after]).or_default();
                group.ends.insert(end);
                group.decisions.insert(*pair);
            }
        }
        let mut sets = Sets::new(self.unnamed());
        let shift = |([before, after], group): ([usize; 2], Group)| {
            let set = sets.select(&union, &group.ends);
            let cases = sets.boxes(set, BOXES).iter().map(|region| self.told(region)).collect();
            Some(self.shift(action, (stands.get(before)?, stands.get(after)?), &known, (&group.decisions, cases)))
        };
        Some(groups.into_iter().filter_map(shift).collect())
    }

    /// For each axis and value whether it is one that nobody has named.
    fn unnamed(&self) -> Vec<Vec<bool>> {
        let is_unnamed = |atom: &Atom| atom.leaves.iter().any(|leaves| leaves.contains(&Leaf::Other));
        self.axes.iter().map(|(_, atoms)| atoms.iter().map(is_unnamed).collect()).collect()
    }

    /// What a side decides in each of its cases. Cases under the same rules are decided alike, so that each such lot is
    /// looked at once; `stands` are those met so far on either side.
    fn ledger(&self, side: usize, stands: &mut Vec<Stand>) -> Ledger {
        let sizes: Vec<usize> = match self.spaces[side] {
            Some(space) => space.axes.iter().map(|axis| axis.atoms.len()).collect(),
            None => vec![1; self.axes.len()],
        };
        let mut lot_of = vec![0; sizes.iter().product()];
        let mut lots: Vec<Vec<usize>> = vec![Vec::new()];
        for (rule, it) in self.spaces[side].iter().flat_map(|space| space.rules.iter().enumerate()) {
            let mut parted: BTreeMap<usize, usize> = BTreeMap::new();
            for case in it.cases.iter() {
                let lot = lot_of[case];
                lot_of[case] = *parted.entry(lot).or_insert_with(|| {
                    lots.push([lots[lot].as_slice(), &[rule]].concat());
                    lots.len() - 1
                });
            }
        }
        let used: BTreeSet<usize> = lot_of.iter().copied().collect();
        let decide = |lot: usize| {
            let (mut decision, stand) = self.decision(side, &lots[lot]);
            decision.number = stands.iter().position(|it| *it == stand).unwrap_or_else(|| {
                stands.push(stand);
                stands.len() - 1
            });
            (lot, decision)
        };
        let decisions = used.into_iter().map(decide).collect();
        Ledger { table: Table::new(&sizes, lot_of), decisions }
    }

    /// What some rules of a side decide together.
    fn decision(&self, side: usize, there: &[usize]) -> (Decision, Stand) {
        let Some(space) = self.spaces[side] else {
            let stand = Stand { verdict: Verdict::Undecided, reserves: Ways::new() };
            return (Decision { number: 0, said: self.says(side, &stand.verdict), rules: Vec::new() }, stand);
        };
        let (verdict, live) = space.decide(there);
        let school = self.sides[side].school;
        let rename = |it: &Condition| it.renamed(&|text| defined(school, self.terms, text));
        let renamed =
            |ways: &Ways| -> Ways { ways.iter().map(|way| way.iter().map(rename).collect::<Way>()).collect() };
        let bans = live.iter().map(|rule| &space.rules[*rule]).filter(|rule| rule.effect == Effect::Forbid);
        let reserves: Ways = bans.map(|rule| rule.reserves.clone()).collect();
        let stand = Stand {
            reserves: if reserves.contains(&Way::new()) { Ways::new() } else { renamed(&reserves) },
            verdict: match &verdict {
                Verdict::Conditional(terms) => Verdict::Conditional(Conditions {
                    allowed: renamed(&terms.allowed),
                    forbidden: renamed(&terms.forbidden),
                }),
                Verdict::Restricted(ways) => Verdict::Restricted(renamed(ways)),
                Verdict::Allow | Verdict::Forbid | Verdict::Conflict | Verdict::Unchosen | Verdict::Undecided => {
                    verdict.clone()
                }
            },
        };
        let rules = live.iter().map(|rule| space.rules[*rule].address.clone()).collect();
        (Decision { number: 0, said: self.says(side, &verdict), rules }, stand)
    }

    fn shift(
        &self,
        action: &str,
        (before, after): (&Stand, &Stand),
        known: &[Ledger; 2],
        (decisions, cases): (&BTreeSet<[usize; 2]>, Vec<String>),
    ) -> Shift {
        let (class, certainty) = judge_stands(before, after);
        let mut said = [String::new(), String::new()];
        let mut rules = BTreeSet::new();
        for pair in decisions {
            for side in [0, 1] {
                let Some(decision) = known[side].decisions.get(&pair[side]) else { continue };
                said[side].clone_from(&decision.said);
                rules.extend(decision.rules.iter().cloned());
            }
        }
        let [was, is] = said;
        let key = [text(before), text(after), cases.join("; ")];
        Shift { action: action.to_owned(), class, certainty, before: was, after: is, rules, key, cases }
    }

    fn says(&self, side: usize, verdict: &Verdict) -> String {
        match (self.spaces[side], verdict) {
            (Some(space), Verdict::Conditional(_) | Verdict::Restricted(_)) => {
                let it = self.sides[side];
                let asking =
                    question::Asking { school: it.school, permissions: it.permissions, today: it.permissions.day };
                question::holds(asking, space, verdict)
            }
            (_, Verdict::Allow) => "allowed".to_owned(),
            (_, Verdict::Conditional(_)) => "allowed on conditions".to_owned(),
            (_, Verdict::Restricted(_)) => "forbidden on conditions".to_owned(),
            (_, Verdict::Forbid) => "forbidden".to_owned(),
            (_, Verdict::Conflict) => "the rules disagree".to_owned(),
            (_, Verdict::Unchosen) => "nobody has chosen".to_owned(),
            (_, Verdict::Undecided) => "nobody has said".to_owned(),
        }
    }

    /// A box in words, by the side that knows all of its names: the later one where both do.
    fn told(&self, region: &Region) -> String {
        let knows = |side: usize| {
            self.spaces[side].is_some()
                && self.axes.iter().zip(region).all(|((_, atoms), taken)| {
                    taken.len() == atoms.len() || taken.iter().all(|atom| !atoms[*atom].leaves[side].is_empty())
                })
        };
        let side = if knows(1) || self.spaces[0].is_none() { 1 } else { 0 };
        let Some(space) = self.spaces[side] else { return String::new() };
        let mut takes = BTreeMap::new();
        for ((dimension, atoms), taken) in self.axes.iter().zip(region) {
            if taken.len() < atoms.len() {
                let leaves: BTreeSet<Leaf> = taken.iter().flat_map(|at| atoms[*at].leaves[side].clone()).collect();
                takes.insert(*dimension, leaves);
            }
        }
        let it = self.sides[side];
        let asking = question::Asking { school: it.school, permissions: it.permissions, today: it.permissions.day };
        question::case(asking, space.action, takes)
    }
}

/// A word of a condition in canonical form, with the hours of a declared time: `before night` is another condition where the
/// night begins later.
fn defined(school: &School, terms: &Terms, text: &str) -> String {
    let word = terms.canonical(text);
    let times = school.vocabulary.entries.iter().filter(|entry| entry.kind == Kind::Times && entry.id == text);
    let mut hours = times.flat_map(|entry| leaf_windows(school, entry)).peekable();
    if hours.peek().is_none() { word } else { format!("{word} ({})", hours.collect::<Vec<_>>().join(", ")) }
}

/// The windows of a declared time, or of each that a group of times comes down to.
fn leaf_windows(school: &School, entry: &Entry) -> Vec<String> {
    let side = |side: Option<Moment>| side.map(|moment| moment.to_string()).unwrap_or_default();
    let own = entry.window.map(|(from, until)| format!("{}..{}", side(from), side(until)));
    let members = entry.members.iter().filter_map(|member| match member {
        Entity::Entry(at) => school.vocabulary.entries.get(*at),
        _ => None,
    });
    own.into_iter().chain(members.flat_map(|member| leaf_windows(school, member))).collect()
}

/// A stand as text that stays the same while it means the same.
fn text(stand: &Stand) -> String {
    let texts = |ways: &Ways| -> BTreeSet<BTreeSet<String>> {
        ways.iter().map(|way| way.iter().map(|it| it.text().to_owned()).collect()).collect()
    };
    let mut text = match &stand.verdict {
        Verdict::Conditional(terms) => format!("Conditional({:?})", texts(&terms.allowed)),
        Verdict::Allow => "Allow".to_owned(),
        Verdict::Forbid => "Forbid".to_owned(),
        Verdict::Conflict => "Conflict".to_owned(),
        Verdict::Unchosen => "Unchosen".to_owned(),
        Verdict::Restricted(_) | Verdict::Undecided => "Undecided".to_owned(),
    };
    let forbidden = stand.verdict.forbidden();
    if stand.verdict != Verdict::Forbid && !forbidden.is_empty() {
        text.push_str(&format!(" Forbidden({:?})", texts(&forbidden)));
    }
    if !stand.reserves.is_empty() {
        text.push_str(&format!(" Written({:?})", texts(&stand.reserves)));
    }
    text
}

/// Which way a decision went. What is written on a ban and cannot be compared narrows it on paper: somebody has to judge by how much.
fn judge_stands(before: &Stand, after: &Stand) -> (Class, Certainty) {
    if before.verdict != after.verdict {
        return judge(&before.verdict, &after.verdict);
    }
    let narrower = |ways: &Ways, by: &Ways| {
        // No ways: a ban with nothing written, which is the widest.
        by.is_empty() || !ways.is_empty() && within(ways, by)
    };
    let class = match (narrower(&before.reserves, &after.reserves), narrower(&after.reserves, &before.reserves)) {
        (true, true) => Class::Neutral,
        (true, false) => Class::Tightens,
        (false, true) => Class::Relaxes,
        (false, false) => Class::Mixed,
    };
    (class, Certainty::Judgement)
}

/// Which way a decision went: looser where more is allowed or less forbidden, in every case and on every condition.
fn judge(before: &Verdict, after: &Verdict) -> (Class, Certainty) {
    let open = |verdict: &Verdict| {
        matches!(verdict, Verdict::Undecided | Verdict::Unchosen | Verdict::Conflict | Verdict::Restricted(_))
    };
    let certainty = if open(before) || open(after) { Certainty::Judgement } else { Certainty::Certain };
    let (was, is) = ((before.allowed(), before.forbidden()), (after.allowed(), after.forbidden()));
    let looser = within(&was.0, &is.0) && within(&is.1, &was.1);
    let firmer = within(&is.0, &was.0) && within(&was.1, &is.1);
    let class = match (looser, firmer) {
        (true, true) => Class::Neutral,
        (true, false) => Class::Relaxes,
        (false, true) => Class::Tightens,
        (false, false) => Class::Mixed,
    };
    (class, certainty)
}
