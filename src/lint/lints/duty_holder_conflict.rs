//! One duty that two posts are each told to do alone.

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::words::english;
use crate::lint::{Context, Lint, Printed, Report};
use crate::model::Entity;
use crate::model::role::RoleKind;
use crate::model::sentence::Sentence;
use crate::model::words::Value;
use crate::suggest::all_of;
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
            let others = posts(cx, sentence);
            if others.is_empty()
                || others.contains(&answers)
                || !sentence.strength.value.asks()
                || !reviews_policy(cx, sentence)
            {
                continue;
            }
            let owner_title = &cx.school.roles[answers].title;
            let others: Vec<String> = others.iter().map(|it| format!("`{}`", cx.school.roles[*it].title)).collect();
            let are = if others.len() == 1 { "is" } else { "are" };
            let message = format!(
                "{} {are} to review the policy, and `{owner_title}` answers for the review of it",
                all_of(&others)
            );
            report.push(
                report
                    .at(sentence.span, message)
                    .with(owner.span(), format!("`{owner_title}` answers for it here"))
                    .help("leave the review with one of the two, or say which part falls on whom")
                    .about(&sentence.address)
                    .fact(&document.id),
            );
        }
    }
}

/// Whether somebody is to review a policy itself, rather than its effect or what happens under it.
fn reviews_policy(cx: &Context<'_>, sentence: &Sentence) -> bool {
    cx.quoted(sentence).is_some_and(|it| REVIEWS.lets(it))
}

/// Words that have a policy reviewed.
static REVIEWS: Gate = Gate::new(|wording| wording.has("review") && reviews(&wording.text));

fn reviews(text: &str) -> bool {
    let words = english::words(text);
    let review = words.iter().position(|word| matches!(word.lower().as_str(), "review" | "reviewing"));
    let Some(at) = review else { return false };
    let what: Vec<String> = words[at + 1..].iter().take(6).map(|word| english::singular(word.text)).collect();
    if what.first().is_some_and(|word| word == "them") {
        return words[..at].iter().any(|word| word.lower() == "policies");
    }
    let policy = what.iter().position(|word| word == "policy");
    policy.is_some_and(|end| !what[..end].iter().any(|word| matches!(word.as_str(), "of" | "under" | "how" | "with")))
}

/// The posts that a sentence falls on, where it falls on nobody else.
fn posts(cx: &Context<'_>, sentence: &Sentence) -> Vec<usize> {
    let post = |value: &Value| match value.entity() {
        Some(Entity::Role(at)) if cx.school.roles[at].kind == RoleKind::Post => Some(at),
        _ => None,
    };
    sentence.subjects.any.iter().map(post).collect::<Option<Vec<usize>>>().unwrap_or_default()
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
        assert!(reviews("lead in setting up policies and in reviewing them"));
        assert!(
            !reviews("review the effect of the policy") && !reviews("review the log") && !reviews("keep the policy")
        );
    }
}
