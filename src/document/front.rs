//! What a document says of itself: owner, approval, review, next review, audience, what belongs with it.

use super::Fact;
use super::title::capital;
use super::wording::Speaker;
use crate::model::Entity;
use crate::model::document::{Act, Document, Version};
use crate::model::edition::Edition;
use crate::model::role::Role;
use crate::model::words::Value;
use crate::suggest::all_of;
use crate::word::Word;

/// For whom it is.
pub(super) fn audience(speaker: &Speaker<'_>, document: &Document) -> String {
    all_of(&document.audience.iter().map(|value| speaker.value(value)).collect::<Vec<_>>())
}

/// The facts of a document, in the order of its front page; what nobody states is left out.
pub(super) fn facts(speaker: &Speaker<'_>, document: &Document) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |label: &str, values: Vec<String>| {
        if !values.is_empty() {
            facts.push(Fact { label: label.to_owned(), values });
        }
    };
    let owner = document.owner.as_ref().map(|owner| match owner.entity() {
        Some(entity @ Entity::Role(at)) if is_named(speaker, &speaker.school.roles[at]) => {
            format!("{} — {}", plain_title(speaker, owner), speaker.holders(entity))
        }
        _ => plain_title(speaker, owner),
    });
    add("Owner", owner.into_iter().collect());
    for act in &document.acts {
        add(&capital(&act.word.value), vec![act_words(speaker, act)]);
    }
    let reviews = |word: Word| document.reviews.iter().flat_map(move |review| review.clauses.get(word));
    let mut frequencies: Vec<String> = reviews(Word::Every).map(|value| every(speaker, value)).collect();
    frequencies.extend(reviews(Word::After).map(|value| format!("after {}", speaker.value(value))));
    add("Frequency of review", frequencies);
    add("Next review", reviews(Word::Next).map(|value| capital(&speaker.value(value))).collect());
    let versions = if document.versions.len() == 1 { "Version" } else { "Versions" };
    add(versions, document.versions.iter().map(|version| version_words(speaker, version)).collect());
    add("Belongs with", document.associated.iter().map(|value| plain_title(speaker, value)).collect());
    let appendices = document.numbered_appendices();
    add("Appendices", appendices.map(|(number, value)| format!("{number}. {}", plain_title(speaker, value))).collect());
    facts
}

/// Whether the holder of a post stands beside its title.
fn is_named(speaker: &Speaker<'_>, role: &Role) -> bool {
    role.needs_holder() && speaker.names_holders(role)
}

/// `2.1, November 2016, by the online safety team: first draft`.
fn version_words(speaker: &Speaker<'_>, version: &Version) -> String {
    let of = |word: Word| version.clauses.get(word).iter().map(|value| speaker.value(value)).collect::<Vec<_>>();
    let mut words = Vec::new();
    words.extend(version.number.iter().map(|number| super::plain(&speaker.words(number))));
    words.extend(of(Word::From).into_iter().next());
    let by = of(Word::By);
    if !by.is_empty() {
        words.push(format!("by {}", all_of(&by)));
    }
    let words = capital(&words.join(", "));
    match of(Word::Because).as_slice() {
        [] => words,
        notes => format!("{words}: {}", all_of(notes)),
    }
}

fn every(speaker: &Speaker<'_>, value: &Value) -> String {
    match value {
        Value::Words(_) => capital(&speaker.value(value)),
        _ => format!("Every {}", speaker.value(value)),
    }
}

fn act_words(speaker: &Speaker<'_>, act: &Act) -> String {
    let when = act.when.as_ref().map_or_else(String::new, |when| capital(&when.value.to_string()));
    let by: Vec<String> = act.clauses.get(Word::By).iter().map(|value| speaker.value(value)).collect();
    let leaving: Vec<String> = act.clauses.get(Word::Leaving).iter().map(|value| speaker.value(value)).collect();
    let mut words = when;
    if !by.is_empty() {
        words.push_str(&format!(" by {}", by.join(" and ")));
    }
    if !leaving.is_empty() {
        words.push_str(&format!(" ({})", leaving.join(", ")));
    }
    words.trim().to_owned()
}

/// One line for the foot of each page.
pub(super) fn state(speaker: &Speaker<'_>, document: &Document, draft: bool) -> String {
    let mut parts = Vec::new();
    if speaker.school.edition == Edition::Public {
        parts.push("Public edition".to_owned());
    }
    if draft {
        parts.push("Draft, not for publication".to_owned());
    }
    let when = |word: &'static str| {
        document.acts(word).filter_map(|act| act.when.as_ref()).next_back().map(|when| when.value.to_string())
    };
    if let Some(approved) = when("approved") {
        parts.push(format!("Approved {approved}"));
    } else if let Some(issued) = when("issued") {
        parts.push(format!("Issued {issued}"));
    }
    let next: Vec<String> = document
        .reviews
        .iter()
        .flat_map(|review| review.clauses.get(Word::Next))
        .map(|value| speaker.value(value))
        .collect();
    if !next.is_empty() {
        parts.push(format!("Next review {}", next.join(" or ")));
    }
    parts.join(" · ")
}

/// A title as it stands alone, without an article.
fn plain_title(speaker: &Speaker<'_>, value: &Value) -> String {
    match value {
        Value::Name(it) => speaker.school.title(it.entity),
        other => speaker.value(other),
    }
}
