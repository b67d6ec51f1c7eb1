//! Posts, groups, bodies, offices and organisations.

use super::Entity;
use super::words::{Value, Words};
use crate::span::{Span, Spanned};

/// What a role is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoleKind {
    /// One person is expected to hold it.
    Post,
    /// A class of people.
    Group,
    /// A governing body or board.
    Body,
    /// A post outside the school.
    Office,
    /// An organisation.
    Organisation,
}

impl RoleKind {
    const NAMES: [(&'static str, RoleKind); 5] = [
        ("post", RoleKind::Post),
        ("group", RoleKind::Group),
        ("body", RoleKind::Body),
        ("office", RoleKind::Office),
        ("organisation", RoleKind::Organisation),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("post", |(name, _)| name)
    }

    /// The kind with this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(text, _)| *text == name).map(|(_, kind)| *kind)
    }

    /// Every name.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().map(|(name, _)| *name)
    }
}

/// How a role can be reached: the fields of its block, and what a document prints before each.
pub const CONTACTS: [(&str, &str); 3] = [("phone", "Telephone"), ("email", "E-mail"), ("place", "Found in")];

/// A role.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: RoleKind,
    /// Declared vacant: `is vacant`.
    pub vacant: bool,
    /// Other titles that it goes by.
    pub also: Vec<Spanned<String>>,
    /// Deputies, in order.
    pub deputies: Vec<Value>,
    /// Who serves when nobody is named.
    pub otherwise: Option<Value>,
    /// For whom it stands aside when it is itself the subject.
    pub aside: Option<Value>,
    /// Who leads it, where it is a body.
    pub led_by: Option<Value>,
    /// Who holds it by right.
    pub held_by: Vec<Value>,
    /// Whether several hold it together.
    pub jointly: bool,
    /// Whether each school of a trust has its own holder.
    pub per_school: bool,
    /// How it is reached: the word (`phone`, `email`, `place`) and what stands behind it.
    pub contacts: Vec<(&'static str, Words)>,
    /// Whether a public edition names its holder: `public name`.
    pub public: bool,
    /// Prose that stands in its block.
    pub parts: Vec<super::document::Part>,
    /// Where it is declared.
    pub span: Span,
}

impl Role {
    /// Whether a named person is expected to hold it.
    pub fn needs_holder(&self) -> bool {
        self.kind == RoleKind::Post && self.held_by.is_empty()
    }
}

/// Whether an entity is a role.
pub fn is_role(entity: Option<Entity>) -> bool {
    matches!(entity, Some(Entity::Role(_)))
}
