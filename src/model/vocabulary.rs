//! Groups of users, devices, networks, places, times, actions, conditions and things.

use super::Entity;
use super::words::Moment;
use crate::span::Span;
use crate::word::Kind;

/// All entries of all vocabularies.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// In the order in which they were declared.
    pub entries: Vec<Entry>,
    /// Roles that are groups of others, with their members.
    pub role_members: Vec<(Entity, Vec<Entity>)>,
}

/// One entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Which vocabulary it is from.
    pub kind: Kind,
    /// Its members: other entries of the same kind, or roles.
    pub members: Vec<Entity>,
    /// Whether its members are the steps of a ladder, widest first.
    pub ladder: bool,
    /// The time of day or of year that it stands for.
    pub window: Option<(Option<Moment>, Option<Moment>)>,
    /// Other names that it goes by.
    pub also: Vec<crate::span::Spanned<String>>,
    /// Whether it was declared only by being listed.
    pub implied: bool,
    /// Where it is declared.
    pub span: Span,
}

/// Room for the members of most groups.
const FEW: usize = 16;

impl Vocabulary {
    /// The entries of one vocabulary, with their places.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = (usize, &Entry)> {
        self.entries.iter().enumerate().filter(move |(_, entry)| entry.kind == kind)
    }

    /// What an entity comes down to once groups are opened: itself where it has no members.
    pub fn leaves(&self, entity: Entity) -> Vec<Entity> {
        if !self.is_group(entity) {
            return vec![entity];
        }
        let mut leaves = Vec::with_capacity(FEW);
        let mut seen = Vec::with_capacity(FEW);
        self.open(entity, &mut leaves, &mut seen);
        leaves
    }

    fn open(&self, entity: Entity, leaves: &mut Vec<Entity>, seen: &mut Vec<Entity>) {
        if seen.contains(&entity) {
            return;
        }
        seen.push(entity);
        if !self.is_group(entity) {
            leaves.push(entity);
        }
        for member in self.members(entity) {
            self.open(member, leaves, seen);
        }
    }

    /// The members of an entity; a role's members stand in an entry that bears its name.
    pub fn members(&self, entity: Entity) -> impl Iterator<Item = Entity> {
        let (own, roles) = match entity {
            Entity::Entry(at) => (self.entries[at].members.as_slice(), [].as_slice()),
            _ => ([].as_slice(), self.role_members.as_slice()),
        };
        let of_role = roles.iter().filter(move |(role, _)| *role == entity).flat_map(|(_, members)| members);
        own.iter().chain(of_role).copied()
    }

    /// Whether an entity has members.
    pub fn is_group(&self, entity: Entity) -> bool {
        self.members(entity).next().is_some()
    }
}

/// An action and what it is done to: the object takes the place of `…` in the action's title, or follows it.
pub fn with_object(title: &str, object: Option<&str>) -> String {
    match object {
        Some(object) if title.contains('…') => title.replace('…', object),
        Some(object) => format!("{title} {object}"),
        None => title.replace("… ", "").replace(" …", ""),
    }
}
