//! One duty that two posts are each told to do alone.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::role::RoleKind;
use crate::model::sentence::Sentence;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "duty-holder-conflict",
    summary: "two posts own the same duty",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/duty-holder-conflict.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (first, second) in cx.alike() {
        let (Some(mine), Some(theirs)) = (post(cx, first), post(cx, second)) else { continue };
        let asks = first.strength.value.asks() && second.strength.value.asks();
        if !asks || mine == theirs || concerns(first, theirs) || concerns(second, mine) || part(first) != part(second) {
            continue;
        }
        let roles = &cx.school.roles;
        report.push(
            report
                .at(
                    second.span,
                    format!("`{}` does what `{}` is already to do", roles[theirs].title, roles[mine].title),
                )
                .with(first.span, format!("`{}` is to do it here", roles[mine].title))
                .help("leave it with one of the two, or say which part falls on whom")
                .about(&second.address)
                .fact(&first.address),
        );
    }
}

/// The one post or body that a sentence falls on.
fn post(cx: &Context<'_>, sentence: &Sentence) -> Option<usize> {
    match sentence.subjects.any.as_slice() {
        [value] => match value.entity() {
            Some(Entity::Role(at)) if matches!(cx.school.roles[at].kind, RoleKind::Post | RoleKind::Body) => Some(at),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the sentence is done to or with a role: then the two are sides of one thing.
fn concerns(sentence: &Sentence, role: usize) -> bool {
    let words = [Word::To, Word::With, Word::From, Word::By];
    words.into_iter().flat_map(|word| sentence.clauses.get(word)).any(|it| it.entity() == Some(Entity::Role(role)))
}

/// What a sentence is limited to: in another place, about other people or for another purpose it is another duty.
fn part(sentence: &Sentence) -> Vec<Option<Entity>> {
    let words = [Word::In, Word::On, Word::About, Word::For];
    words.into_iter().flat_map(|word| sentence.clauses.get(word)).map(|value| value.entity()).collect()
}
