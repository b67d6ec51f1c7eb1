//! Vocabularies → groups with their members, ladders and windows; groups that hold themselves are reported.

use super::build::Builder;
use super::declare::also;
use crate::diagnostic::Diagnostic;
use crate::model::Entity;
use crate::model::vocabulary::{Entry, Vocabulary};
use crate::model::words::Value;
use crate::syntax::ast;
use crate::word::Kind;

impl Builder<'_, '_> {
    pub(super) fn vocabulary(&mut self) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for it in &self.plan.entries {
            let (members, window, ladder) =
                it.members.map_or((Vec::new(), None, false), |list| self.members(list, it.kind));
            if let Some((role @ Entity::Role(_), _)) = self.plan.names.get(&it.id) {
                vocabulary.role_members.push((*role, members.clone()));
            }
            vocabulary.entries.push(Entry {
                id: it.id.clone(),
                title: it.title.clone(),
                kind: it.kind,
                members,
                ladder,
                window,
                also: also(it.clauses),
                implied: it.implied,
                span: it.span,
            });
        }
        self.cycles(&vocabulary);
        vocabulary
    }

    #[allow(clippy::type_complexity, reason = "members, window and ladder are read off one list together")]
    fn members(
        &mut self,
        list: &ast::List,
        kind: Kind,
    ) -> (Vec<Entity>, Option<(Option<crate::model::words::Moment>, Option<crate::model::words::Moment>)>, bool) {
        let mut members = Vec::new();
        let mut window = None;
        for value in self.bind.list(list, "").any {
            match value {
                Value::Window(it) => window = Some(it.value),
                Value::Name(reference) => {
                    let fits = match reference.entity {
                        Entity::Role(_) => kind == Kind::Users,
                        Entity::Entry(at) => self.plan.entries[at].kind == kind,
                        _ => false,
                    };
                    if fits {
                        members.push(reference.entity);
                    } else {
                        let message = format!("`{}` is not one of the {}", reference.address, kind.text());
                        self.bind.found.push(
                            Diagnostic::error("wrong-kind", reference.span, message).help(format!(
                                "name one of the {0}, or declare it in a `{0}` block alone",
                                kind.text()
                            )),
                        );
                    }
                }
                other => self.wants(other.span(), "a group", "names as its members"),
            }
        }
        (members, window, list.ladder)
    }

    /// Reports each circle of groups once, with the way round.
    fn cycles(&mut self, vocabulary: &Vocabulary) {
        let mut told: Vec<Entity> = Vec::new();
        for (at, entry) in vocabulary.entries.iter().enumerate() {
            let start = Entity::Entry(at);
            if told.contains(&start) {
                continue;
            }
            let Some(way) = circle(vocabulary, start) else { continue };
            let name = |entity: &Entity| match entity {
                Entity::Entry(at) => vocabulary.entries[*at].id.as_str(),
                Entity::Role(at) => self.plan.roles[*at].id.as_str(),
                _ => "",
            };
            let names: Vec<&str> = way.iter().chain([&start]).map(name).collect();
            self.bind.found.push(
                Diagnostic::error("group-cycle", entry.span, format!("`{}` is a member of itself", entry.id))
                    .help(format!("it holds itself in this way: {}; take one of these steps out", names.join(" > "))),
            );
            told.extend(way);
        }
    }
}

/// The shortest way from a group through its members back to itself.
fn circle(vocabulary: &Vocabulary, start: Entity) -> Option<Vec<Entity>> {
    let mut ways: Vec<Vec<Entity>> = vec![vec![start]];
    let mut reached: Vec<Entity> = Vec::new();
    let mut next = 0;
    while let Some(way) = ways.get(next).cloned() {
        for member in way.last().into_iter().flat_map(|last| vocabulary.members(*last)) {
            if member == start {
                return Some(way);
            }
            if !reached.contains(&member) {
                reached.push(member);
                ways.push(way.iter().copied().chain([member]).collect());
            }
        }
        next += 1;
    }
    None
}
