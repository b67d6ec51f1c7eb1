//! A school as a list of facts: each with an identity that outlives its wording, and content that can be held against
//! another's whatever the order in which it was written.

mod documents;
mod people;
mod scribe;
mod sentences;
mod standing;

use std::collections::{BTreeMap, BTreeSet};

use super::kind::{Aspect, Axis, Reading};
use super::terms::Terms;
use crate::model::School;
use crate::model::date::Day;
use crate::span::Span;
use scribe::Scribe;

pub use standing::standing;

/// One fact about a school.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The address of what it is about, in canonical words.
    pub subject: String,
    /// The address as it is written.
    pub written: String,
    /// What it tells of that.
    pub aspect: Aspect,
    /// Which of several of that aspect.
    pub part: String,
    /// The axis on which a change of it is judged.
    pub axis: Axis,
    /// How its direction is read.
    pub reading: Reading,
    /// How its coming and going is read, where its subject comes and goes with it.
    pub presence: Reading,
    /// What it says, for comparison.
    pub content: Content,
    /// What it says, for people.
    pub words: String,
    /// Where.
    pub span: Span,
    /// Whether it stands for its subject: where that is new or gone, no other fact of it is told.
    pub lead: bool,
}

/// What two facts are held against each other by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content {
    /// Words, in canonical form.
    Words(String),
    /// Members whose order says nothing.
    Set(BTreeSet<String>),
    /// Names, and what they come down to once groups are opened: the names decide whether two are the same.
    Group(BTreeSet<String>, BTreeSet<String>),
    /// Members whose order says something.
    List(Vec<String>),
    /// A number, larger where there is more of the aspect.
    Amount(i64),
}

/// The identity of a fact.
pub type Identity = (String, Aspect, String);

impl Fact {
    /// Its identity.
    pub fn identity(&self) -> Identity {
        (self.subject.clone(), self.aspect, self.part.clone())
    }
}

/// Everything that a school says, as it stands on a day, in the order of identities. Two facts never share an identity.
pub fn facts(school: &School, today: Day, terms: &Terms) -> BTreeMap<Identity, Fact> {
    let mut scribe = Scribe::new(school, today, terms);
    scribe.sentences();
    scribe.people();
    scribe.documents();
    scribe.done()
}
