//! Permissions of two schools on the union of their cases: for each action, where its decision is another.

use std::collections::{BTreeMap, BTreeSet};

use super::kind::{Certainty, Class};
use super::terms::Terms;
use crate::model::words::Moment;
use crate::model::{Entity, School};
use crate::permission::{CaseSet, DIMENSIONS, Dimension, Leaf, Permissions, Space, Verdict, all_leaves};
use crate::question;
use crate::word::Kind;

/// Unions with more cases than this are not compared.
const CASES_AT_MOST: usize = 1 << 16;
/// So many boxes of cases are told.
const BOXES: usize = 4;

/// One side of the comparison.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) school: &'a School,
    pub(super) permissions: &'a Permissions,
    pub(super) today: crate::model::date::Day,
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

/// Every shift, in the order of actions; and the actions with too many cases to compare.
pub(super) fn shifts(base: Side<'_>, head: Side<'_>, terms: &Terms) -> (Vec<Shift>, Vec<String>) {
    let spaces = |side: Side<'_>| -> BTreeMap<String, usize> {
        let named = side.permissions.spaces.iter().enumerate();
        named.map(|(nth, space)| (address(side.school, space.action, terms), nth)).collect()
    };
    let (bases, heads) = (spaces(base), spaces(head));
    let actions: BTreeSet<&String> = bases.keys().chain(heads.keys()).collect();
    let (mut found, mut large) = (Vec::new(), Vec::new());
    for side in [base, head] {
        large.extend(side.permissions.too_large.iter().map(|(action, _)| address(side.school, *action, terms)));
    }
    for action in actions.into_iter().filter(|action| !large.contains(*action)).collect::<Vec<_>>() {
        let pair = Pair::new([base, head], [bases.get(action), heads.get(action)], terms);
        match pair.count() {
            Some(count) if count <= CASES_AT_MOST => found.extend(pair.shifts(action, count)),
            _ => large.push(action.clone()),
        }
    }
    large.sort();
    large.dedup();
    (found, large)
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

/// What a side decides in some of its cases.
struct Decision {
    /// The number of its verdict among those of both sides.
    number: usize,
    /// The verdict in the side's own words.
    said: String,
    /// The addresses of the rules that decide.
    rules: Vec<String>,
}

/// What is known of a side's cases, each looked at once.
struct Ledger {
    /// One more than the number of the decision, by case; 0 where nobody has looked.
    of_case: Vec<usize>,
    decisions: Vec<Decision>,
    of_rules: BTreeMap<Vec<usize>, usize>,
}

impl Ledger {
    /// The number of the decision on a case; `verdicts` are those met so far on either side.
    fn decide(&mut self, pair: &Pair<'_>, side: usize, case: usize, verdicts: &mut Vec<Verdict>) -> usize {
        if let Some(known) = self.of_case.get(case).and_then(|nth| nth.checked_sub(1)) {
            return known;
        }
        let live = pair.live(side, case);
        let nth = self.of_rules.get(&live).copied().unwrap_or_else(|| {
            let (mut decision, verdict) = pair.decision(side, &live);
            decision.number = verdicts.iter().position(|it| *it == verdict).unwrap_or_else(|| {
                verdicts.push(verdict);
                verdicts.len() - 1
            });
            self.decisions.push(decision);
            self.of_rules.insert(live, self.decisions.len() - 1);
            self.decisions.len() - 1
        });
        if let Some(slot) = self.of_case.get_mut(case) {
            *slot = nth + 1;
        }
        nth
    }

    fn verdict(&self, decision: usize) -> usize {
        self.decisions.get(decision).map_or(0, |it| it.number)
    }
}

/// Cases that went from one verdict to another.
struct Group {
    cases: CaseSet,
    /// The decisions behind both verdicts.
    decisions: BTreeSet<(usize, usize)>,
}

/// A walk through the cases of a union, the first axis turning fastest, that knows the own case of each side.
struct Walk<'w> {
    weights: &'w [Vec<[usize; 2]>],
    at: Vec<usize>,
    cases: [usize; 2],
}

impl<'w> Walk<'w> {
    fn new(weights: &'w [Vec<[usize; 2]>]) -> Self {
        let first = |side: usize| weights.iter().filter_map(|axis| axis.first()).map(|it| it[side]).sum();
        Self { weights, at: vec![0; weights.len()], cases: [first(0), first(1)] }
    }

    fn advance(&mut self) {
        for (atom, axis) in self.at.iter_mut().zip(self.weights) {
            let last = *atom + 1 == axis.len();
            let next = if last { 0 } else { *atom + 1 };
            for side in [0, 1] {
                self.cases[side] = self.cases[side] + axis[next][side] - axis[*atom][side];
            }
            *atom = next;
            if !last {
                return;
            }
        }
    }
}

/// One action on both sides.
struct Pair<'a> {
    sides: [Side<'a>; 2],
    spaces: [Option<&'a Space>; 2],
    axes: Vec<(Dimension, Vec<Atom>)>,
    terms: &'a Terms,
}

impl<'a> Pair<'a> {
    fn new(sides: [Side<'a>; 2], spaces: [Option<&usize>; 2], terms: &'a Terms) -> Self {
        let space = |side: usize| sides[side].permissions.spaces.get(*spaces[side]?);
        let mut pair = Self { sides, spaces: [space(0), space(1)], axes: Vec::new(), terms };
        pair.axes = DIMENSIONS.iter().map(|dimension| (*dimension, pair.axis(*dimension))).collect();
        pair
    }

    /// The values of one dimension that either side knows, by their canonical names, merged where neither tells them apart.
    fn axis(&self, dimension: Dimension) -> Vec<Atom> {
        let edges = edges(&self.sides);
        let known = self.sides.map(|side| leaves(side.school, dimension, &edges, self.terms));
        let mut atoms: Vec<Atom> = Vec::new();
        let keys: BTreeSet<&Key> = known.iter().flat_map(BTreeMap::keys).collect();
        for key in keys {
            let Some(found) = self.find(key, &known) else { continue };
            let at = [0, 1].map(|side| self.atom(side, dimension, found[side]));
            let held = [0, 1].map(|side| known[side].get(key).copied());
            let nth = atoms.iter().position(|atom| atom.at == at).unwrap_or_else(|| {
                atoms.push(Atom { at, leaves: [BTreeSet::new(), BTreeSet::new()] });
                atoms.len() - 1
            });
            let atom = &mut atoms[nth];
            for side in [0, 1] {
                atom.leaves[side].extend(held[side].or(found[side]));
            }
        }
        atoms
    }

    /// What each side takes a value for: itself, a group that it does not divide, or something that nobody has named.
    /// `None` where a side divides what the other does not: its members stand for it.
    fn find(&self, key: &Key, known: &[BTreeMap<Key, Leaf>; 2]) -> Option<[Option<Leaf>; 2]> {
        let mut found = [None, None];
        for side in [0, 1] {
            let other = 1 - side;
            found[side] = match known[side].get(key) {
                Some(leaf) => Some(*leaf),
                None => {
                    let Key::Named(name) = key else { continue };
                    let school = self.sides[side].school;
                    if is_divided(school, name, self.terms) {
                        return None;
                    }
                    let groups = groups_of(self.sides[other].school, name, self.terms);
                    groups.into_iter().find_map(|group| known[side].get(&Key::Named(group)).copied())
                }
            };
        }
        Some(found)
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

    fn count(&self) -> Option<usize> {
        self.axes.iter().try_fold(1_usize, |count, (_, atoms)| count.checked_mul(atoms.len().max(1)))
    }

    /// The union as a space of its own, so that its cases can be put into boxes. It has no rules.
    fn union(&self) -> Option<Space> {
        let like = self.spaces[1].or(self.spaces[0])?;
        let axes = self.axes.iter().map(|(dimension, atoms)| crate::permission::Axis {
            dimension: *dimension,
            atoms: atoms.iter().map(|atom| atom.leaves[1].iter().chain(&atom.leaves[0]).copied().collect()).collect(),
        });
        Some(Space::bare(like.action, axes.collect()))
    }

    fn shifts(&self, action: &str, count: usize) -> Vec<Shift> {
        let Some(union) = self.union() else { return Vec::new() };
        let mut known = [self.ledger(0), self.ledger(1)];
        let weights = self.weights();
        let mut walk = Walk::new(&weights);
        let mut groups: BTreeMap<(usize, usize), Group> = BTreeMap::new();
        let mut verdicts: Vec<Verdict> = Vec::new();
        for case in 0..count {
            let cases = walk.cases;
            let [before, after] = [0, 1].map(|side| known[side].decide(self, side, cases[side], &mut verdicts));
            let key = (known[0].verdict(before), known[1].verdict(after));
            if key.0 != key.1 {
                let group =
                    groups.entry(key).or_insert_with(|| Group { cases: union.none(), decisions: BTreeSet::new() });
                group.cases.insert(case);
                group.decisions.insert((before, after));
            }
            walk.advance();
        }
        let shift = |(key, group): ((usize, usize), Group)| {
            let pair = (verdicts.get(key.0)?, verdicts.get(key.1)?);
            Some(self.shift(action, &union, pair, &known, &group))
        };
        groups.into_iter().filter_map(shift).collect()
    }

    /// For each value of each axis, what it adds to the number of a side's own case.
    fn weights(&self) -> Vec<Vec<[usize; 2]>> {
        let mut steps = [1, 1];
        let axes = self.axes.iter().enumerate().map(|(nth, (_, atoms))| {
            let weights = atoms.iter().map(|atom| [0, 1].map(|side| atom.at[side] * steps[side])).collect();
            for side in [0, 1] {
                steps[side] *= self.spaces[side].and_then(|space| space.axes.get(nth)).map_or(1, |it| it.atoms.len());
            }
            weights
        });
        axes.collect()
    }

    fn ledger(&self, side: usize) -> Ledger {
        let count = self.spaces[side].map_or(1, Space::count);
        Ledger { of_case: vec![0; count], decisions: Vec::new(), of_rules: BTreeMap::new() }
    }

    /// The rules that decide a case of a side.
    fn live(&self, side: usize, case: usize) -> Vec<usize> {
        let Some(space) = self.spaces[side] else { return Vec::new() };
        space.left.iter().enumerate().filter(|(_, left)| left.contains(case)).map(|(rule, _)| rule).collect()
    }

    /// What some rules of a side decide together.
    fn decision(&self, side: usize, live: &[usize]) -> (Decision, Verdict) {
        let Some(space) = self.spaces[side] else {
            return (
                Decision { number: 0, said: self.says(side, &Verdict::Undecided), rules: Vec::new() },
                Verdict::Undecided,
            );
        };
        let verdict = space.verdict(live);
        let canonical = match &verdict {
            Verdict::Conditional(ways) => {
                let way = |way: &BTreeSet<String>| way.iter().map(|it| self.terms.canonical(it)).collect();
                Verdict::Conditional(ways.iter().map(way).collect())
            }
            other => other.clone(),
        };
        let rules = live.iter().filter_map(|rule| space.rules.get(*rule)).map(|it| it.address.clone()).collect();
        (Decision { number: 0, said: self.says(side, &verdict), rules }, canonical)
    }

    fn shift(
        &self,
        action: &str,
        union: &Space,
        (before, after): (&Verdict, &Verdict),
        known: &[Ledger; 2],
        group: &Group,
    ) -> Shift {
        let (class, certainty) = judge(before, after);
        let (boxes, _) = union.boxes(&group.cases, BOXES);
        let cases: Vec<String> = boxes.iter().map(|region| self.told(region)).collect();
        let mut said = [String::new(), String::new()];
        let mut rules = BTreeSet::new();
        for (one, other) in &group.decisions {
            for (side, nth) in [*one, *other].into_iter().enumerate() {
                let Some(decision) = known[side].decisions.get(nth) else { continue };
                said[side].clone_from(&decision.said);
                rules.extend(decision.rules.iter().cloned());
            }
        }
        let [was, is] = said;
        let key = [format!("{before:?}"), format!("{after:?}"), cases.join("; ")];
        Shift { action: action.to_owned(), class, certainty, before: was, after: is, rules, key, cases }
    }

    fn says(&self, side: usize, verdict: &Verdict) -> String {
        match (self.spaces[side], verdict) {
            (Some(space), Verdict::Conditional(_)) => {
                let it = self.sides[side];
                let asking = question::Asking { school: it.school, permissions: it.permissions, today: it.today };
                format!("allowed {}", question::ways(asking, space, verdict).join(", or "))
            }
            (_, Verdict::Allow) => "allowed".to_owned(),
            (_, Verdict::Conditional(_)) => "allowed on conditions".to_owned(),
            (_, Verdict::Forbid) => "forbidden".to_owned(),
            (_, Verdict::Conflict) => "the rules disagree".to_owned(),
            (_, Verdict::Unchosen) => "nobody has chosen".to_owned(),
            (_, Verdict::Undecided) => "nobody has said".to_owned(),
        }
    }

    /// A box in words, by the side that knows all of its names: the later one where both do.
    fn told(&self, region: &[Vec<usize>]) -> String {
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
        let asking = question::Asking { school: it.school, permissions: it.permissions, today: it.today };
        question::case(asking, space.action, takes)
    }
}

/// What a value is called on both sides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Named(String),
    Minutes(u16, u16),
    Nothing,
    Other,
}

fn covers(whole: Leaf, part: Leaf) -> bool {
    match (whole, part) {
        (Leaf::Minutes(from, until), Leaf::Minutes(first, last)) => from <= first && last <= until,
        _ => whole == part,
    }
}

/// Every leaf of a dimension by its name; stretches of the day are cut at the edges of both sides.
fn leaves(school: &School, dimension: Dimension, edges: &BTreeSet<u16>, terms: &Terms) -> BTreeMap<Key, Leaf> {
    let mut known = BTreeMap::new();
    for leaf in all_leaves(school, dimension) {
        match leaf {
            Leaf::Named(entity) => {
                known.insert(Key::Named(name(school, entity, terms)), leaf);
            }
            Leaf::Minutes(from, until) => {
                let cuts: Vec<u16> = edges.range(from..=until).copied().collect();
                for pair in cuts.windows(2) {
                    known.insert(Key::Minutes(pair[0], pair[1]), Leaf::Minutes(pair[0], pair[1]));
                }
            }
            Leaf::Nothing => {
                known.insert(Key::Nothing, leaf);
            }
            Leaf::Other => {
                known.insert(Key::Other, leaf);
            }
        }
    }
    known
}

/// Where either side begins or ends a time of day.
fn edges(sides: &[Side<'_>; 2]) -> BTreeSet<u16> {
    let minute = |moment: Option<Moment>, open: u16| match moment {
        Some(Moment::Time(time)) => u16::try_from(i16::from(time.hour()) * 60 + i16::from(time.minute())).ok(),
        Some(Moment::Date(_)) => None,
        None => Some(open),
    };
    let times = sides.iter().flat_map(|side| side.school.vocabulary.of(Kind::Times));
    let windows = times.filter_map(|(_, entry)| entry.window);
    windows.flat_map(|(from, until)| minute(from, 0).into_iter().chain(minute(until, 24 * 60))).collect()
}

fn name(school: &School, entity: Entity, terms: &Terms) -> String {
    let id = match entity {
        Entity::Role(at) => school.roles.get(at).map(|it| it.id.as_str()),
        Entity::Entry(at) => school.vocabulary.entries.get(at).map(|it| it.id.as_str()),
        _ => None,
    };
    id.map_or_else(|| school.title(entity), |id| terms.address(id))
}

fn entity(school: &School, wanted: &str, terms: &Terms) -> Option<Entity> {
    let exact = school.names.get(wanted).copied();
    exact.or_else(|| school.names.iter().find(|(it, _)| terms.address(it) == wanted).map(|(_, entity)| *entity))
}

fn is_divided(school: &School, wanted: &str, terms: &Terms) -> bool {
    entity(school, wanted, terms).is_some_and(|it| school.vocabulary.is_group(it))
}

/// The groups that hold a value, by their names, smallest first.
fn groups_of(school: &School, wanted: &str, terms: &Terms) -> Vec<String> {
    let Some(leaf) = entity(school, wanted, terms) else { return Vec::new() };
    let all = (0..school.vocabulary.entries.len()).map(Entity::Entry).chain((0..school.roles.len()).map(Entity::Role));
    let mut groups: Vec<(usize, String)> = all
        .filter_map(|group| {
            let members = school.vocabulary.leaves(group);
            (group != leaf && members.contains(&leaf)).then(|| (members.len(), name(school, group, terms)))
        })
        .collect();
    groups.sort();
    groups.into_iter().map(|(_, name)| name).collect()
}

/// Which way a decision went: whatever is allowed in more cases or on fewer conditions is looser.
pub(super) fn judge(before: &Verdict, after: &Verdict) -> (Class, Certainty) {
    let rank = |verdict: &Verdict| match verdict {
        Verdict::Forbid => 0,
        Verdict::Undecided | Verdict::Unchosen | Verdict::Conflict => 1,
        Verdict::Conditional(_) => 2,
        Verdict::Allow => 3,
    };
    let open = |verdict: &Verdict| rank(verdict) == 1;
    let certainty = if open(before) || open(after) { Certainty::Judgement } else { Certainty::Certain };
    let class = match (before, after) {
        (Verdict::Conditional(before), Verdict::Conditional(after)) => ways(before, after),
        _ if rank(after) > rank(before) => Class::Relaxes,
        _ if rank(after) < rank(before) => Class::Tightens,
        _ => Class::Neutral,
    };
    (class, certainty)
}

/// Looser where each old way is still enough, firmer where each new way was enough before.
fn ways(before: &BTreeSet<BTreeSet<String>>, after: &BTreeSet<BTreeSet<String>>) -> Class {
    let enough = |ways: &BTreeSet<BTreeSet<String>>, by: &BTreeSet<BTreeSet<String>>| {
        ways.iter().all(|way| by.iter().any(|less| less.is_subset(way)))
    };
    match (enough(before, after), enough(after, before)) {
        (true, true) => Class::Neutral,
        (true, false) => Class::Relaxes,
        (false, true) => Class::Tightens,
        (false, false) => Class::Mixed,
    }
}
