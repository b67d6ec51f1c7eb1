//! A complaint about somebody goes to that same person.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::role::Role;
use crate::model::words::Value;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "escalation-target-is-subject",
    summary: "a complaint about a post goes to that post",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/escalation-target-is-subject.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for sentence in &cx.school.sentences {
        let about: Vec<Entity> = leaves(cx, sentence.clauses.get(Word::About));
        for target in sentence.clauses.get(Word::To) {
            let Some(Entity::Role(at)) = target.entity() else { continue };
            let role: &Role = &cx.school.roles[at];
            if role.aside.is_some() || !about.contains(&Entity::Role(at)) {
                continue;
            }
            report.push(
                report
                    .at(
                        target.span(),
                        format!(
                            "`{}` sends a matter that can be about the post `{}` to that same post",
                            sentence.address, role.title
                        ),
                    )
                    .label("they would judge themselves")
                    .with(role.span, "the post does not say who steps in")
                    .help(format!("add `aside for` and another post to `role {}`", role.id))
                    .about(&sentence.address)
                    .fact(&role.id),
            );
        }
    }
}

/// Everybody whom these values take in, the values themselves among them.
fn leaves(cx: &Context<'_>, values: &[Value]) -> Vec<Entity> {
    let named = values.iter().filter_map(Value::entity);
    named.flat_map(|entity| cx.school.vocabulary.leaves(entity).into_iter().chain([entity])).collect()
}
