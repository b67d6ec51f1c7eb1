//! The values that dimensions come down to: declared names, stretches of the day, and whatever nobody has named.

use super::time::clock;
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

/// Everything declared that a dimension holds, groups among them, each once. A declared time that is a window of dates is
/// none: it is days, not a time of day.
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
    let entries = kinds.iter().flat_map(|kind| school.vocabulary.of(*kind)).filter(|(_, entry)| {
        let dates = entry.window.is_some_and(|window| clock(window).is_none());
        !dates
    });
    let roles = (0..school.roles.len()).map(Entity::Role).filter(|_| kinds.contains(&Kind::Users));
    let entities = entries.map(|(at, _)| Entity::Entry(at)).chain(roles);
    entities.filter(|entity| !is_everyone(school, *entity) && !is_shadow(school, *entity))
}

/// Whether an entity only lists the members of a role of the same name.
pub(super) fn is_shadow(school: &School, entity: Entity) -> bool {
    matches!(entity, Entity::Entry(at) if matches!(school.names.get(&school.vocabulary.entries[at].id), Some(Entity::Role(_))))
}
