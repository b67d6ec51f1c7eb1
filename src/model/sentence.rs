//! Who must, may or does what: the one form of duties, rules, permissions, controls and steps.

use super::words::{Value, Words};
use super::{Class, Entity, Reference};
use crate::span::{Span, Spanned};
use crate::word::{Kind, Mark, Strength, Symbol, Word};

/// A sentence.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its address.
    pub address: String,
    /// Its title, where it has one.
    pub title: Option<String>,
    /// `locked` or `always`.
    pub mark: Option<Mark>,
    /// In what it stands.
    pub home: Home,
    /// Who is bound: its own subjects, or those of its block.
    pub subjects: Subjects,
    /// How strongly.
    pub strength: Spanned<Strength>,
    /// To what.
    pub phrase: Phrase,
    /// The rest.
    pub clauses: Clauses,
    /// Where it stands.
    pub span: Span,
}

/// In what a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// A role's own block.
    Role(usize),
    /// A block of rules, controls, sanctions or disclaimers.
    Block(usize, Kind),
    /// A document, by its place in the list.
    Document(usize),
    /// A procedure.
    Procedure(usize),
    /// A consent.
    Consent(usize),
    /// The school's own block.
    School,
}

/// Who is bound.
#[derive(Clone, Debug, Default)]
pub struct Subjects {
    /// Any of these.
    pub any: Vec<Value>,
    /// But not these.
    pub except: Vec<Value>,
    /// Whether the sentence says so itself, rather than its block.
    pub stated: bool,
}

/// What is done.
#[derive(Clone, Debug)]
pub enum Phrase {
    /// In quoted words.
    Words(Words),
    /// By a declared action.
    Action {
        /// The action.
        action: Reference,
        /// What it is done to.
        objects: Vec<Value>,
        /// But not to these.
        except: Vec<Value>,
    },
    /// Nothing is said.
    None(Span),
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Whether it must not hold.
    pub not: bool,
    /// The condition.
    pub what: Value,
    /// Whose permission, approval or consent.
    pub of: Vec<Value>,
    /// The time by which it must hold.
    pub by: Option<Value>,
}

/// The values of one clause.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// Any of these.
    pub any: Vec<Value>,
    /// But not these.
    pub except: Vec<Value>,
    /// Where the clause stands.
    pub span: Option<Span>,
}

/// The clauses of a sentence, a field or a declaration, in the language's own order.
#[derive(Clone, Debug, Default)]
pub struct Clauses {
    /// All but `if`.
    pub values: Vec<(Word, Values)>,
    /// What `if` says.
    pub conditions: Vec<Condition>,
}

impl Clauses {
    /// The values of a clause; empty where it is not there.
    pub fn get(&self, word: Word) -> &[Value] {
        self.find(word).map_or(&[], |values| &values.any)
    }

    /// A clause with what it leaves out.
    pub fn find(&self, word: Word) -> Option<&Values> {
        self.values.iter().find(|(it, _)| *it == word).map(|(_, values)| values)
    }

    /// Whether a clause is there.
    pub fn has(&self, word: Word) -> bool {
        self.find(word).is_some()
    }

    /// The quoted words of a clause that holds just those.
    pub fn words(&self, word: Word) -> Option<&Words> {
        match self.get(word) {
            [Value::Words(words)] => Some(words),
            _ => None,
        }
    }

    /// The same without the clauses of some words.
    pub fn without(&self, words: &[Word]) -> Self {
        let values = self.values.iter().filter(|(word, _)| !words.contains(word)).cloned().collect();
        Self { values, conditions: self.conditions.clone() }
    }

    /// The symbol that stands beside it.
    pub fn symbol(&self) -> Option<Symbol> {
        match self.get(Word::Showing) {
            [Value::Symbol(symbol)] => Some(symbol.value),
            _ => None,
        }
    }
}

impl Sentence {
    /// Which of the export's lists it stands in.
    pub fn class(&self) -> Class {
        match (self.mark, self.home) {
            (Some(Mark::Always), _) => Class::Invariant,
            (_, Home::Block(_, Kind::Controls)) => Class::Control,
            (_, Home::Block(_, Kind::Sanctions)) => Class::Sanction,
            (_, Home::Block(_, Kind::Disclaimers)) => Class::Disclaimer,
            _ if matches!(self.phrase, Phrase::Action { .. }) => Class::Permission,
            _ if self.strength.value.asks() && self.subjects.are_roles() => Class::Duty,
            _ => Class::Rule,
        }
    }

    /// The roles among its subjects.
    pub fn roles(&self) -> impl Iterator<Item = usize> {
        self.subjects.any.iter().filter_map(|value| match value.entity() {
            Some(Entity::Role(at)) => Some(at),
            _ => None,
        })
    }
}

impl Subjects {
    /// Whether there are some, and every one is a role.
    pub fn are_roles(&self) -> bool {
        !self.any.is_empty() && self.any.iter().all(|value| matches!(value.entity(), Some(Entity::Role(_))))
    }
}
