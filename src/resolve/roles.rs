//! Builds roles: what each is, who holds, leads and deputises, how it is reached.

use super::build::Builder;
use super::declare::{Planned, also};
use crate::diagnostic::Diagnostic;
use crate::model::role::{CONTACTS, Role, RoleKind};
use crate::model::words::Words;
use crate::suggest::{nearest, one_of};
use crate::syntax::ast;
use crate::word::Word;

/// The field of a role whose holder a public edition names.
const PUBLIC: &str = "public";

/// What people write for what a role is.
const ROLES: [(&str, &str); 9] = [
    ("board", "body"),
    ("committee", "body"),
    ("company", "organisation"),
    ("firm", "organisation"),
    ("job", "post"),
    ("people", "group"),
    ("person", "post"),
    ("staff", "group"),
    ("team", "group"),
];

impl<'a> Builder<'_, 'a> {
    /// How a role is reached: `phone "…"`, `email "…"`, `place "…"`; whether its holder is named to the public: `public name`.
    fn fields_of(&mut self, it: &Planned<'a>) -> (Vec<(&'static str, Words)>, bool) {
        let known = CONTACTS.map(|(name, _)| name);
        let (mut contacts, mut public) = (Vec::new(), false);
        for (field, span) in &it.fields {
            if field.name.value == PUBLIC {
                public = true;
                match field.value.as_ref().map(|list| list.items.as_slice()) {
                    Some([ast::Item::Reference(what)]) if what.value == "name" => {}
                    _ => self.wants(*span, PUBLIC, "`name`"),
                }
                continue;
            }
            let Some(name) = known.iter().find(|name| **name == field.name.value) else {
                self.unknown_field(field, &["phone", "email", "place", PUBLIC, "show"]);
                continue;
            };
            match field.value.as_ref().and_then(|list| list.items.first()) {
                Some(ast::Item::Quoted(words)) => contacts.push((*name, self.bind.words(words, &it.id))),
                _ => self.wants(*span, name, "words in double quotes"),
            }
        }
        (contacts, public)
    }

    pub(super) fn role(&mut self, it: &Planned<'a>) -> Role {
        let (contacts, public) = self.fields_of(it);
        let (kind, vacant) = self.role_kind(&it.ast.clauses);
        let clauses = self.bind.clauses(&it.ast.clauses, "");
        let first = |word: Word| clauses.get(word).first().cloned();
        Role {
            id: it.id.clone(),
            title: it.title.clone(),
            kind,
            vacant,
            also: also(&it.ast.clauses),
            deputies: clauses.get(Word::Then).to_vec(),
            otherwise: first(Word::Else),
            aside: first(Word::AsideFor),
            led_by: first(Word::LedBy),
            held_by: clauses.get(Word::HeldBy).to_vec(),
            jointly: clauses.has(Word::HeldJointly) || clauses.has(Word::Jointly),
            per_school: clauses.has(Word::HeldPer),
            contacts,
            public,
            parts: self.parts(&it.parts, &it.id),
            span: it.span,
        }
    }

    fn role_kind(&mut self, clauses: &[ast::Clause]) -> (RoleKind, bool) {
        let said = ast::clause(clauses, Word::Is).and_then(|clause| clause.items().first());
        match said {
            None => (RoleKind::Post, false),
            Some(ast::Item::Reference(name)) if name.value == "vacant" => (RoleKind::Post, true),
            Some(other) => {
                let known = match other {
                    ast::Item::Reference(name) => RoleKind::find(&name.value),
                    _ => None,
                };
                if let Some(kind) = known {
                    return (kind, false);
                }
                let names: Vec<&str> = RoleKind::names().chain(["vacant"]).collect();
                let said = match other {
                    ast::Item::Reference(name) => name.value.as_str(),
                    _ => "this",
                };
                let near = nearest(said, names.iter().copied())
                    .or_else(|| ROLES.iter().find(|(it, _)| *it == said).map(|(_, meant)| *meant));
                let help = near.map_or_else(
                    || format!("a role is {}", one_of(&names.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>())),
                    |near| format!("did you mean `is {near}`?"),
                );
                let message = format!("`{said}` is nothing that a role can be");
                self.bind.found.push(Diagnostic::error("syntax", other.span(), message).help(help));
                (RoleKind::Post, false)
            }
        }
    }
}
