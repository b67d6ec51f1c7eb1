//! How the clauses behind a phrase are joined to it and to each other.

use std::collections::BTreeSet;

use super::wording::Speaker;
use crate::model::Entity;
use crate::model::sentence::{Phrase, Sentence};
use crate::model::words::Value;
use crate::word::{Strength, Word};

/// A phrase of more words than this is parted by a comma from how often it is done.
const LONG: usize = 6;

/// Words that open an aside behind a comma, to which what follows does not belong.
const ASIDES: [&str; 10] = ["although", "because", "but", "including", "not", "or", "such", "which", "who", "whose"];

/// How the clauses of a sentence are joined.
#[derive(Clone, Copy, Default)]
pub(super) struct Mood {
    /// It rules something out: what stands in a list is ruled out one by one.
    pub(super) bans: bool,
    /// It binds to something: what stands in a list is all asked for.
    pub(super) asks: bool,
    /// It is allowed only so.
    pub(super) only: bool,
}

impl Speaker<'_> {
    /// How the clauses of a sentence are joined behind a phrase that reads so.
    pub(super) fn mood(&self, it: &Sentence, phrase: &str) -> Mood {
        let strength = it.strength.value;
        let said = phrase.contains("only") && phrase.split_whitespace().any(|word| word == "only");
        Mood {
            bans: matches!(strength, Strength::MustNot | Strength::ShouldNot),
            asks: matches!(strength, Strength::Must | Strength::Should),
            only: !said && self.allows_only_so(it),
        }
    }

    /// Whether a permission is the only one for what it allows, so that its conditions may be said to be the only ones.
    fn allows_only_so(&self, it: &Sentence) -> bool {
        let Phrase::Action { action, .. } = &it.phrase else { return false };
        let open = |entities: Vec<Entity>| -> BTreeSet<Entity> {
            entities.into_iter().flat_map(|entity| self.school.vocabulary.leaves(entity)).collect()
        };
        let named = |values: &[Value]| open(values.iter().filter_map(Value::entity).collect());
        let (deeds, bound) = (open(vec![action.entity]), named(&it.subjects.any));
        let same_deed = |entity: Entity| !open(vec![entity]).is_disjoint(&deeds);
        let allows = |other: &&Sentence| match &other.phrase {
            Phrase::Action { action, .. } => {
                other.address != it.address
                    && (other.strength.value == Strength::May || other.strength.value.asks())
                    && same_deed(action.entity)
                    && !named(&other.subjects.any).is_disjoint(&bound)
            }
            _ => false,
        };
        let in_a_table = self.school.tables.iter().flat_map(|table| &table.rows).any(|row| same_deed(row.name.entity));
        it.strength.value == Strength::May && !in_a_table && !self.school.sentences.iter().any(|other| allows(&other))
    }
}

/// Whether a comma parts a phrase from the clause behind it: how often stands apart from a long one, and any clause from
/// one that ends in an aside of its own (`see a page that is open, or one that is not`).
pub(super) fn parts_from(phrase: &str, clause: Word) -> bool {
    if phrase.ends_with([',', ';', ':', '.']) {
        return false;
    }
    let aside = phrase.rsplit_once(", ").and_then(|(_, aside)| aside.split_whitespace().next());
    match clause {
        Word::Every if phrase.split_whitespace().nth(LONG).is_some() => true,
        Word::Every | Word::To | Word::With | Word::Within => aside.is_some_and(|word| ASIDES.contains(&word)),
        Word::Is
        | Word::HeldJointly
        | Word::HeldPer
        | Word::HeldBy
        | Word::Jointly
        | Word::LedBy
        | Word::Then
        | Word::Else
        | Word::AsideFor
        | Word::On
        | Word::In
        | Word::About
        | Word::For
        | Word::During
        | Word::Before
        | Word::After
        | Word::Lasting
        | Word::From
        | Word::Until
        | Word::By
        | Word::Next
        | Word::AtLeast
        | Word::AtMost
        | Word::Exactly
        | Word::If
        | Word::Despite
        | Word::Because
        | Word::Cites
        | Word::Leaving
        | Word::Promise
        | Word::Showing
        | Word::Also
        | Word::Means
        | Word::Go => false,
    }
}
