//! What sentences say of passwords: how long, how often changed, whose.

use std::collections::BTreeSet;

use crate::lint::Context;
use crate::lint::facts::wording::Gate;
use crate::model::Entity;
use crate::model::sentence::Sentence;
use crate::model::words::Value;
use crate::word::Word;

/// Whether a sentence is about passwords, by its words or by the block it stands in.
pub(crate) fn speaks_of_passwords(cx: &Context<'_>, sentence: &Sentence) -> bool {
    let Some(quoted) = cx.quoted(sentence) else { return false };
    let named = || sentence.address.contains("password") || cx.spoken(sentence).is_some_and(|it| PASSWORDS.lets(it));
    (SECRETS.lets(quoted) || length(sentence).is_some() && named()) && !DEVICES.lets(quoted)
}

/// Words that name passwords.
static PASSWORDS: Gate = Gate::new(|wording| wording.has("password"));
/// The same, whatever they are called.
static SECRETS: Gate = Gate::new(|wording| wording.has_any(&["password", "passphrase"]));
/// Words about a network, whose passwords are another matter.
static DEVICES: Gate = Gate::new(|wording| wording.has_any(&["wireless", "wi-fi"]));

/// The bound and the number of characters.
pub(crate) fn length(sentence: &Sentence) -> Option<(Word, u32)> {
    [Word::AtLeast, Word::AtMost, Word::Exactly].into_iter().find_map(|bound| {
        sentence.clauses.get(bound).iter().find_map(|value| match value {
            Value::Length(length) if length.value.unit.starts_with("character") => Some((bound, length.value.count)),
            _ => None,
        })
    })
}

/// How often passwords are to be changed, where that can be counted.
pub(crate) fn rotation(cx: &Context<'_>, sentence: &Sentence) -> Option<String> {
    let text = cx.quoted(sentence)?.small.as_str();
    let changes = text.contains("change") || text.contains("new password") || text.contains("renew");
    let every = sentence.clauses.get(Word::Every).iter().find(|it| matches!(it, Value::Unit(_) | Value::Length(_)))?;
    changes.then(|| format!("every {}", cx.title(every)))
}

/// Whom a sentence binds, groups opened.
pub(crate) fn users(cx: &Context<'_>, sentence: &Sentence) -> BTreeSet<Entity> {
    let named = sentence.subjects.any.iter().filter_map(Value::entity);
    named.flat_map(|it| cx.school.vocabulary.leaves(it)).collect()
}
