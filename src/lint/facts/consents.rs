//! Which consents families give to the school for a time, rather than people to each other on the spot.

use crate::lint::Context;
use crate::lint::facts::parties::{are_parents, are_pupils, leaves};
use crate::model::document::Consent;
use crate::model::sentence::Sentence;
use crate::word::Word;

/// Whether families give it to the school, about somebody else than themselves, and not by signing an agreement.
pub(crate) fn is_from_families(cx: &Context<'_>, consent: &Consent) -> bool {
    let from = consent.clauses.get(Word::From);
    let family = from.iter().any(|value| are_parents(&cx.title(value)) || are_pupils(&cx.title(value)));
    let on_the_spot = leaves(cx.school, from) == leaves(cx.school, consent.clauses.get(Word::About));
    let signed = ["agreement", "acceptable use"].iter().any(|words| consent.title.to_lowercase().contains(words));
    family && !on_the_spot && !signed && !between_families(cx, consent)
}

/// Whether everything that needs it is done by families: then one asks the other, and the school none.
fn between_families(cx: &Context<'_>, consent: &Consent) -> bool {
    let givers = leaves(cx.school, consent.clauses.get(Word::From));
    let needs = |it: &&Sentence| {
        it.clauses.conditions.iter().any(|condition| !leaves(cx.school, &condition.of).is_disjoint(&givers))
    };
    let needing: Vec<&Sentence> = cx.school.sentences.iter().filter(needs).collect();
    let is_family = |it: &&Sentence| it.subjects.any.iter().all(|value| are_parents(&cx.title(value)));
    !needing.is_empty() && needing.iter().all(is_family)
}
