//! The values that dimensions come down to: declared names, stretches of the day, and whatever nobody has named.

use std::collections::BTreeSet;

use crate::model::words::{Moment, Value};
use crate::model::{Entity, School};
use crate::word::Kind;

/// What a case is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    /// Who does it.
    Who,
    /// What it is done to.
    Object,
    /// On which device.
    Device,
    /// On which network.
    Network,
    /// At which school of a trust.
    School,
    /// Where.
    Place,
    /// When.
    Time,
}

/// All of them, in the order in which a case is told.
pub const DIMENSIONS: [Dimension; 7] = [
    Dimension::Who,
    Dimension::Object,
    Dimension::Device,
    Dimension::Network,
    Dimension::School,
    Dimension::Place,
    Dimension::Time,
];

/// A value that has no members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leaf {
    /// Something declared.
    Named(Entity),
    /// A stretch of the day, in minutes from midnight, end exclusive.
    Minutes(u16, u16),
    /// No object: what is done is done to the device, network or place of the case.
    Nothing,
    /// Anything that nobody has named.
    Other,
}

impl Leaf {
    /// What a value comes down to in a dimension. A name that stands for nothing there, such as `everyone`, takes all.
    pub(super) fn of(school: &School, dimension: Dimension, value: &Value) -> Vec<Leaf> {
        value.entity().map_or_else(Vec::new, |entity| Self::under(school, dimension, entity))
    }

    /// What an entity comes down to in a dimension.
    pub fn under(school: &School, dimension: Dimension, entity: Entity) -> Vec<Leaf> {
        if is_everyone(school, entity) {
            return all_leaves(school, dimension).into_iter().collect();
        }
        school.vocabulary.leaves(entity).into_iter().flat_map(|leaf| cut(school, leaf)).collect()
    }

    /// Its name among the sources. What has none there is written with signs that no name holds, so that no two leaves of a
    /// dimension share one: `12:10..13:10` for a stretch of the day, `-` for no object, `*` for whatever nobody has named.
    pub fn name(self, school: &School) -> String {
        match self {
            Leaf::Named(entity) => entity_name(school, entity),
            Leaf::Minutes(from, until) => {
                format!("{:02}:{:02}..{:02}:{:02}", from / 60, from % 60, until / 60, until % 60)
            }
            Leaf::Nothing => "-".to_owned(),
            Leaf::Other => "*".to_owned(),
        }
    }
}

/// The name that an entity has among the sources.
pub fn entity_name(school: &School, entity: Entity) -> String {
    match entity {
        Entity::Role(at) => school.roles[at].id.clone(),
        Entity::Entry(at) => school.vocabulary.entries[at].id.clone(),
        other => school.title(other),
    }
}

/// Whether it is the group of all users.
pub(super) fn is_everyone(school: &School, entity: Entity) -> bool {
    matches!(entity, Entity::Entry(0)) && school.vocabulary.entries[0].kind == Kind::Users
}

/// A time of day is cut at the edges of every other window; anything else is itself.
pub(super) fn cut(school: &School, leaf: Entity) -> Vec<Leaf> {
    let Some((from, until)) = minutes(school, leaf) else { return vec![Leaf::Named(leaf)] };
    let edges: BTreeSet<u16> = school
        .vocabulary
        .of(Kind::Times)
        .filter_map(|(at, _)| minutes(school, Entity::Entry(at)))
        .flat_map(|(from, until)| [from, until])
        .filter(|edge| (from..=until).contains(edge))
        .collect();
    let edges: Vec<u16> = edges.into_iter().collect();
    edges.windows(2).map(|pair| Leaf::Minutes(pair[0], pair[1])).collect()
}

/// The window of a time of day, in minutes from midnight.
fn minutes(school: &School, entity: Entity) -> Option<(u16, u16)> {
    let Entity::Entry(at) = entity else { return None };
    let minute = |moment: Option<Moment>, open: u16| match moment {
        None => Some(open),
        Some(Moment::Time(time)) => u16::try_from(i16::from(time.hour()) * 60 + i16::from(time.minute())).ok(),
        Some(Moment::Date(_)) => None,
    };
    let (from, until) = school.vocabulary.entries[at].window?;
    Some((minute(from, 0)?, minute(until, 24 * 60)?))
}

/// Every leaf of a dimension, the unnamed one among them.
pub fn all_leaves(school: &School, dimension: Dimension) -> BTreeSet<Leaf> {
    let single = named(school, dimension).filter(|entity| !school.vocabulary.is_group(*entity));
    let leaves = single.flat_map(|leaf| cut(school, leaf));
    let object = (dimension == Dimension::Object).then_some(Leaf::Nothing);
    leaves.chain(object).chain([Leaf::Other]).collect()
}

/// Everything declared that a dimension holds, groups among them, each once.
pub fn named(school: &School, dimension: Dimension) -> impl Iterator<Item = Entity> {
    let kinds: &'static [Kind] = match dimension {
        Dimension::Who => &[Kind::Users],
        Dimension::Object => &[Kind::Users, Kind::Things],
        Dimension::Device => &[Kind::Devices],
        Dimension::Network => &[Kind::Networks],
        Dimension::School => &[Kind::Schools],
        Dimension::Place => &[Kind::Places],
        Dimension::Time => &[Kind::Times],
    };
    let entries = kinds.iter().flat_map(|kind| school.vocabulary.of(*kind)).map(|(at, _)| Entity::Entry(at));
    let roles = (0..school.roles.len()).map(Entity::Role).filter(|_| kinds.contains(&Kind::Users));
    entries.chain(roles).filter(|entity| !is_everyone(school, *entity) && !is_shadow(school, *entity))
}

/// Whether an entry only lists the members of a role that bears its name.
pub(super) fn is_shadow(school: &School, entity: Entity) -> bool {
    matches!(entity, Entity::Entry(at) if matches!(school.names.get(&school.vocabulary.entries[at].id), Some(Entity::Role(_))))
}
