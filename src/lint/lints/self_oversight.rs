//! One person on both sides of a duty: doing it and being told of it.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::role::Role;
use crate::model::words::Value;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "self-oversight",
    summary: "one person both does a duty and oversees it",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/self-oversight.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for sentence in cx.school.sentences.iter().filter(|sentence| sentence.strength.value.asks()) {
        let overseers = [Word::To, Word::With].into_iter().flat_map(|word| sentence.clauses.get(word));
        for (word, overseer) in overseers.filter_map(|value| Some((value.span(), post(cx, value)?))) {
            for doer in sentence.subjects.any.iter().filter_map(|value| post(cx, value)) {
                if let Some(who) = same_person(cx, doer, overseer) {
                    let message = format!(
                        "{who} is both `{}`, who does this, and `{}`, who is told of it",
                        doer.title, overseer.title
                    );
                    report.push(
                        report
                            .at(word, message)
                            .with(sentence.span, "the duty")
                            .help("let another post hear of it, or name another person for one of the two")
                            .about(&sentence.address)
                            .fact(format!("{} {}", doer.id, overseer.id)),
                    );
                }
            }
        }
    }
    for role in &cx.school.roles {
        let aside = role.aside.as_ref().and_then(|value| post(cx, value));
        if let Some((who, other)) = aside.and_then(|other| Some((same_person(cx, role, other)?, other))) {
            report.push(
                report
                    .at(
                        role.span,
                        format!(
                            "complaints about `{}` go to `{}`, and {who} holds both posts",
                            role.title, other.title
                        ),
                    )
                    .help("send them to somebody else")
                    .about(&role.id)
                    .fact(&other.id),
            );
        }
    }
}

fn post<'a>(cx: &Context<'a>, value: &Value) -> Option<&'a Role> {
    match value.entity() {
        Some(Entity::Role(at)) => Some(&cx.school.roles[at]),
        _ => None,
    }
}

/// The one person who alone holds both of two different posts today.
fn same_person(cx: &Context<'_>, a: &Role, b: &Role) -> Option<String> {
    match (cx.holders(a).as_slice(), cx.holders(b).as_slice()) {
        ([mine], [theirs]) if a.id != b.id && mine == theirs => Some((*mine).to_owned()),
        _ => None,
    }
}
