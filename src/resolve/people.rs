//! Holds the people file against the school: every post in it must be declared, every holder named.

use crate::diagnostic::Diagnostic;
use crate::model::role::RoleKind;
use crate::model::{Entity, School};
use crate::suggest::nearest;

/// What the people file gets wrong.
pub(super) fn check(school: &School) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (post, tenures) in &school.people.tenures {
        let role = match school.names.get(post) {
            Some(Entity::Role(at)) => Some(&school.roles[*at]),
            _ => None,
        };
        for tenure in tenures {
            if role.is_none() {
                let near = nearest(post, school.roles.iter().map(|role| role.id.as_str()));
                found.push(
                    Diagnostic::error("unresolved-name", tenure.span, format!("no role is called `{post}`")).help(
                        near.map_or("declare the role, or take the post out of the people file".to_owned(), |near| {
                            format!("did you mean `{near}`?")
                        }),
                    ),
                );
            }
            if !school.people.persons.contains_key(&tenure.holder) {
                let near = nearest(&tenure.holder, school.people.persons.keys().map(String::as_str));
                found.push(
                    Diagnostic::error(
                        "unresolved-name",
                        tenure.span,
                        format!("nobody is called `{}` among the people", tenure.holder),
                    )
                    .help(
                        near.map_or(format!("add `{}` under `people`, with a name", tenure.holder), |near| {
                            format!("did you mean `{near}`?")
                        }),
                    ),
                );
            }
            if let Some(at) = tenure.school.as_ref().filter(|at| !school.schools().any(|(_, it)| it.id == **at)) {
                let near = nearest(at, school.schools().map(|(_, it)| it.id.as_str()));
                found.push(
                    Diagnostic::error(
                        "unresolved-name",
                        tenure.span,
                        format!("no school of the trust is called `{at}`"),
                    )
                    .help(
                        near.map_or("list it in `schools { … }`".to_owned(), |near| {
                            format!("did you mean `{near}`?")
                        }),
                    ),
                );
            }
            if let Some(role) = role.filter(|role| role.kind == RoleKind::Organisation) {
                found.push(
                    Diagnostic::error(
                        "unresolved-name",
                        tenure.span,
                        format!("`{post}` is an organisation, which nobody holds"),
                    )
                    .with(role.span, "declared here")
                    .help("name the post inside the organisation instead"),
                );
            }
        }
    }
    found
}
