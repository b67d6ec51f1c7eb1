//! One duty that two posts are each told to do alone.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Printed, Report, english};
use crate::model::Entity;
use crate::model::role::RoleKind;
use crate::model::sentence::{Phrase, Sentence};
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
    reviewed(cx, report);
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

/// The review of a document, which its owner answers for, and which a sentence gives to another post.
fn reviewed(cx: &Context<'_>, report: &mut Report) {
    for document in &cx.school.documents {
        let Some(owner) = &document.owner else { continue };
        let Some(Entity::Role(answers)) = owner.entity() else { continue };
        for at in Printed::of(cx.school, &document.parts).sentences {
            let sentence = &cx.school.sentences[at];
            let other = post(cx, sentence).filter(|it| *it != answers && cx.school.roles[*it].kind == RoleKind::Post);
            let Some(other) = other.filter(|_| sentence.strength.value.asks() && reviews_policy(sentence)) else {
                continue;
            };
            let titles = [answers, other].map(|it| &cx.school.roles[it].title);
            let message =
                format!("`{}` is to review the policy, and `{}` answers for the review of it", titles[1], titles[0]);
            report.push(
                report
                    .at(sentence.span, message)
                    .with(owner.span(), format!("`{}` answers for it here", titles[0]))
                    .help("leave the review with one of the two, or say which part falls on whom")
                    .about(&sentence.address)
                    .fact(&document.id),
            );
        }
    }
}

/// Whether somebody is to review a policy itself, rather than its effect or what happens under it.
fn reviews_policy(sentence: &Sentence) -> bool {
    let Phrase::Words(words) = &sentence.phrase else { return false };
    reviews(&words.raw())
}

fn reviews(text: &str) -> bool {
    let words = english::words(text);
    let review = words.iter().position(|word| matches!(word.lower().as_str(), "review" | "reviewing"));
    let Some(at) = review else { return false };
    let what: Vec<String> = words[at + 1..].iter().take(6).map(|word| english::singular(word.text)).collect();
    let policy = what.iter().position(|word| word == "policy");
    policy.is_some_and(|end| !what[..end].iter().any(|word| matches!(word.as_str(), "of" | "under" | "how" | "with")))
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

#[cfg(test)]
mod tests {
    use super::reviews;

    #[test]
    fn a_review_is_of_the_policy_itself() {
        assert!(reviews("lead in setting up and reviewing the school’s e-safety policy"));
        assert!(
            !reviews("review the effect of the policy") && !reviews("review the log") && !reviews("keep the policy")
        );
    }
}
