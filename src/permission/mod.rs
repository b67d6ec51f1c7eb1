//! The finite space of permissions: who does what to what, on which device and network, where and when.
//!
//! Every sentence whose phrase is a declared action, and every table cell, becomes on a day a set of cases with an effect and a set of
//! conditions. Values that no rule tells apart are merged first, so that the space stays small. Order never matters, nothing
//! has a silent default: a case is allowed, forbidden, or nobody has said. What cannot be compared is a condition of a permission and
//! takes nothing from a ban, so that no answer is more generous than the words. `book/language/cases.md` says it all.

mod answer;
mod boxes;
mod cases;
mod condition;
mod exceptions;
mod extent;
mod fewest;
mod ladder;
mod leaf;
mod reading;
mod rules;
mod space;
mod time;
mod turns;
mod ways;

pub use answer::{Answer, Terms, Verdict};
pub use boxes::Region;
pub use cases::CaseSet;
pub use condition::{Condition, Listed, Way, What};
pub use exceptions::Exceptions;
pub use extent::Extents;
pub use fewest::fewest;
pub use leaf::{DIMENSIONS, Dimension, Leaf, entity_name, named};
pub use reading::{Need, Rest, dimension_of};
pub use rules::{Dormant, Effect, Rank, Rule, Source, effect, leaf_actions, narrows};
pub use space::{Axis, Space};
pub use time::Stretch;
pub use turns::{dated, ended, turns};
pub use ways::Ways;
pub(crate) use ways::{essential, within};

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::School;
use crate::model::date::Day;
use crate::model::table::{MarkRule, Says, Table};
use crate::word::Strength;

pub use crate::limit::{CASES as CASES_AT_MOST, TURNS as TURNS_AT_MOST};

/// Every permission of a school on a day, one space an action.
#[derive(Debug)]
pub struct Permissions {
    /// The day.
    pub day: Day,
    /// In the order in which the actions are declared.
    pub spaces: Vec<Space>,
    /// Actions whose space is larger than [`CASES_AT_MOST`], with the count of cases.
    pub too_large: Vec<(usize, usize)>,
    /// What decides nothing on the day, because it has ended or not begun.
    pub dormant: Vec<Dormant>,
    /// What the dimensions hold, on any day.
    pub extents: Arc<Extents>,
}

/// Two rules that decide the same cases differently, with neither `despite` the other.
#[derive(Debug)]
pub struct Conflict {
    /// Which space, by its place in the list.
    pub space: usize,
    /// One rule, by its place in the space.
    pub first: usize,
    /// The other.
    pub second: usize,
    /// The cases that both decide.
    pub cases: CaseSet,
}

/// Cases that a table's cell promises to decide and that nothing decides.
#[derive(Debug)]
pub struct Gap {
    /// Which space, by its place in the list.
    pub space: usize,
    /// The cell, by table and place.
    pub cell: (usize, usize),
    /// The cases.
    pub cases: CaseSet,
}

/// What a table cell says, as printed: a blank is undecided, whatever a ladder implies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Allowed without condition.
    Allow,
    /// Forbidden.
    Forbid,
    /// Allowed on conditions, or for some of the cases only.
    Conditional,
    /// Nobody has said.
    Undecided,
    /// Two answers were left standing, and nobody chose.
    Unchosen,
}

impl Decision {
    /// The word that exports print.
    pub fn word(self) -> &'static str {
        match self {
            Decision::Allow => "allow",
            Decision::Forbid => "forbid",
            Decision::Conditional => "conditional",
            Decision::Undecided => "undecided",
            Decision::Unchosen => "unchosen",
        }
    }
}

/// What a cell of a table says.
pub fn decision(table: &Table, says: &Says) -> Decision {
    match says {
        Says::Yes => Decision::Allow,
        Says::No => Decision::Forbid,
        Says::Unchosen => Decision::Unchosen,
        Says::Mark(at) => mark_decision(&table.marks[*at]),
        Says::Empty => table.otherwise.as_ref().map_or(Decision::Undecided, mark_decision),
    }
}

fn mark_decision(mark: &MarkRule) -> Decision {
    match mark.strength.value {
        Strength::Undecided => Decision::Unchosen,
        Strength::MustNot | Strength::ShouldNot => Decision::Forbid,
        _ if rules::narrows(&mark.clauses) => Decision::Conditional,
        _ => Decision::Allow,
    }
}

/// Builds the spaces of a school on a day.
pub fn permissions(school: &School, day: Day) -> Permissions {
    built(school, Arc::new(Extents::of(school)), day, None)
}

impl Permissions {
    /// The spaces of some actions of the same school on another day.
    pub fn on(&self, school: &School, day: Day, actions: &BTreeSet<usize>) -> Permissions {
        built(school, Arc::clone(&self.extents), day, Some(actions))
    }
}

/// The permissions of a day, and for each later day on which a rule begins or is over the spaces that it changes. Of later days
/// nothing, and false, where there are more than [`TURNS_AT_MOST`].
pub fn ahead(school: &School, today: Day) -> (Vec<Permissions>, bool) {
    let now = permissions(school, today);
    let Some(days) = turns(school, today) else { return (vec![now], false) };
    let dated = dated(school);
    let later: Vec<Permissions> = days.into_iter().skip(1).map(|day| now.on(school, day, &dated)).collect();
    (std::iter::once(now).chain(later).collect(), true)
}

/// The spaces of some actions, or of all.
fn built(school: &School, extents: Arc<Extents>, day: Day, only: Option<&BTreeSet<usize>>) -> Permissions {
    let ladders = ladder::ladders(school, &extents);
    let drafts = rules::drafts(school, &extents, day, only);
    let mut permissions =
        Permissions { day, spaces: Vec::new(), too_large: Vec::new(), dormant: drafts.dormant, extents };
    for (action, drafts) in drafts.actions {
        match Space::new(&permissions.extents, &ladders, action, drafts) {
            Ok(space) => permissions.spaces.push(space),
            Err(count) => permissions.too_large.push((action, count)),
        }
    }
    permissions
}

impl Permissions {
    /// Every pair of rules that contradict each other, in the order of the rules.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let mut conflicts = Vec::new();
        for (at, space) in self.spaces.iter().enumerate() {
            for first in 0..space.rules.len() {
                for second in first + 1..space.rules.len() {
                    if let Some(cases) = space.clash(first, second) {
                        conflicts.push(Conflict { space: at, first, second, cases });
                    }
                }
            }
        }
        conflicts
    }

    /// Every cell that decides a part of its cases and leaves the rest to nobody.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for (at, space) in self.spaces.iter().enumerate() {
            let decided = space
                .rules
                .iter()
                .filter(|rule| !rule.only_sometimes())
                .fold(space.none(), |all, rule| all.or(&rule.cases));
            for promise in &space.promises {
                let cases = promise.cases.without(&decided);
                if !cases.is_empty() {
                    gaps.push(Gap { space: at, cell: promise.cell, cases });
                }
            }
        }
        gaps
    }
}
