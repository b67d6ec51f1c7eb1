//! Sets of ways: any one way is enough, and all of its conditions must hold. Kept as short as they can be said.

use std::collections::BTreeSet;

use super::condition::{Condition, Way};

/// Any of these.
pub type Ways = BTreeSet<Way>;

/// More ways than this are no longer shortened; real rules have two or three.
const SHORTENED: usize = 32;

/// The same in as few and short ways as say it: none contains another, and what holds either way is not named.
pub(super) fn shortest(ways: Ways) -> Ways {
    let mut ways: Ways = ways.into_iter().filter(is_possible).collect();
    absorb(&mut ways);
    while ways.len() > 1 && ways.len() <= SHORTENED {
        let all: Vec<&Way> = ways.iter().collect();
        let joined = all
            .iter()
            .enumerate()
            .flat_map(|(nth, one)| all[nth + 1..].iter().filter_map(|other| consensus(one, other)).collect::<Vec<_>>());
        let new: Vec<Way> = joined.filter(|way| !ways.iter().any(|known| known.is_subset(way))).collect();
        if new.is_empty() {
            break;
        }
        ways.extend(new);
        absorb(&mut ways);
    }
    ways
}

/// The ways without those that the others say together: as answers list them.
pub(crate) fn essential(mut ways: Ways) -> Ways {
    for way in ways.clone() {
        let others = ways.iter().filter(|other| **other != way);
        let within = others.filter(|other| !other.iter().any(|it| way.contains(&it.negated())));
        let rest: Ways = within.map(|other| other.difference(&way).cloned().collect()).collect();
        if shortest(rest).contains(&Way::new()) {
            ways.remove(&way);
        }
    }
    ways
}

/// What follows from two ways that differ in whether one condition holds: then it does not matter whether it does.
fn consensus(one: &Way, other: &Way) -> Option<Way> {
    let mut opposed = one.iter().filter(|condition| other.contains(&condition.negated()));
    let (Some(condition), None) = (opposed.next(), opposed.next()) else { return None };
    let opposite = condition.negated();
    Some(one.iter().chain(other).filter(|it| *it != condition && **it != opposite).cloned().collect())
}

fn absorb(ways: &mut Ways) {
    if ways.len() > 1 {
        let all = ways.clone();
        ways.retain(|way| !all.iter().any(|less| less != way && less.is_subset(way)));
    }
}

/// Whether its conditions can all hold together.
fn is_possible(way: &Way) -> bool {
    !way.iter().any(|condition| !condition.holds() && way.contains(&condition.negated()))
}

/// The ways with what must not all hold taken away, except within any of some other ways.
pub(super) fn outside(ways: &Ways, ban: &Way, except: &[&Way]) -> Ways {
    let mut out = Ways::new();
    for way in ways {
        let spared = except.iter().any(|within| within.is_subset(way));
        if spared || ban.iter().any(|condition| way.contains(&condition.negated())) {
            out.insert(way.clone());
            continue;
        }
        let with = |more: &mut dyn Iterator<Item = Condition>| way.iter().cloned().chain(more).collect::<Way>();
        out.extend(ban.iter().map(|condition| with(&mut std::iter::once(condition.negated()))));
        out.extend(except.iter().map(|within| with(&mut within.iter().cloned())));
    }
    out.retain(is_possible);
    out
}

/// The ways in which all of `ban` holds, and not all of any of some other ways.
pub(super) fn banned(ban: &Way, except: &[&Way]) -> Ways {
    let mut ways = Ways::from([ban.clone()]);
    for within in except {
        let mut next = Ways::new();
        for way in &ways {
            if within.iter().any(|condition| way.contains(&condition.negated())) {
                next.insert(way.clone());
                continue;
            }
            next.extend(within.iter().map(|condition| {
                let mut way = way.clone();
                way.insert(condition.negated());
                way
            }));
        }
        ways = next;
        ways.retain(is_possible);
    }
    ways
}

/// Each way of one set joined with each of another: both must hold.
pub(super) fn both(one: &Ways, other: &Ways) -> Ways {
    let joined = one.iter().flat_map(|way| other.iter().map(|it| way.union(it).cloned().collect::<Way>()));
    shortest(joined.collect())
}

/// Whether each way of one set is enough by the other.
pub(crate) fn within(ways: &Ways, by: &Ways) -> bool {
    ways.iter().all(|way| by.iter().any(|less| less.is_subset(way)))
}
