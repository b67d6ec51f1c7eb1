//! Documents, their sections, the lines that ask for something on paper, consents and procedures.

use super::date::Date;
use super::sentence::{Clauses, Subjects};
use super::words::{Prose, Value, Words};
use crate::span::{Span, Spanned};
use crate::word::{DocumentKind, Kind};

/// A document of the set.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its address.
    pub id: String,
    /// Its title; made of its address where the school gave it none.
    pub title: String,
    /// Whether the school gave it that title.
    pub titled: bool,
    /// Other titles that it goes by.
    pub also: Vec<Spanned<String>>,
    /// Policy, statement, agreement, form or letter.
    pub kind: DocumentKind,
    /// For whom it is.
    pub audience: Vec<Value>,
    /// The post that answers for it.
    pub owner: Option<Value>,
    /// What happened to it, in the order written.
    pub acts: Vec<Act>,
    /// How often it is reviewed and when next, each time that is said.
    pub reviews: Vec<Review>,
    /// Documents that it names as belonging with it.
    pub associated: Vec<Value>,
    /// Its appendices in order; those named by one title share one number.
    pub appendices: Vec<Value>,
    /// Whose work it acknowledges.
    pub acknowledges: Vec<Value>,
    /// The versions that it states, in the order written.
    pub versions: Vec<Version>,
    /// Whether the school's name and address stand above it.
    pub letterhead: bool,
    /// Whether it is set in large letters.
    pub large: bool,
    /// Who signs it, where it is a letter.
    pub signed_by: Vec<Value>,
    /// What stands in it.
    pub parts: Vec<Part>,
    /// Where it is declared.
    pub span: Span,
}

/// Something that happened to a document.
#[derive(Clone, Debug)]
pub struct Act {
    /// Created, issued, approved, effective, reviewed, ratified or shared.
    pub word: Spanned<String>,
    /// When.
    pub when: Option<Spanned<Date>>,
    /// By whom, with what evidence.
    pub clauses: Clauses,
    /// Where it stands.
    pub span: Span,
}

/// One version of a document.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its number, where it has one.
    pub number: Option<Words>,
    /// Since when (`from`), by whom (`by`), and what changed (`because`).
    pub clauses: Clauses,
    /// Where it stands.
    pub span: Span,
}

/// How often a document is reviewed and when next.
#[derive(Clone, Debug)]
pub struct Review {
    /// Its address.
    pub address: String,
    /// `every`, `after`, `next` and the rest.
    pub clauses: Clauses,
    /// Where it stands.
    pub span: Span,
}

/// One thing that stands in a document, section, block or procedure.
#[derive(Clone, Debug)]
pub enum Part {
    /// Prose.
    Text(Vec<Prose>, Span),
    /// What is declared elsewhere and printed here.
    Show(Vec<Value>, Span),
    /// A sentence, by its place in the school's list.
    Sentence(usize),
    /// A question, space, signature or promise, by its place in the school's list.
    Paper(usize),
    /// A section.
    Section(Section),
}

/// A section.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its place among all sections.
    pub number: usize,
    /// Its address.
    pub address: String,
    /// Its heading.
    pub title: String,
    /// Whether it takes a number.
    pub numbered: bool,
    /// What stands in it.
    pub parts: Vec<Part>,
    /// Where it is declared.
    pub span: Span,
}

/// A line that asks for something on paper.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Its address.
    pub address: String,
    /// Its title, where it has one.
    pub title: Option<String>,
    /// What it asks for.
    pub verb: Verb,
    /// What each answer leads to.
    pub answers: Vec<Answer>,
    /// The rest.
    pub clauses: Clauses,
    /// Where it stands.
    pub span: Span,
}

/// What a paper line asks for.
#[derive(Clone, Debug)]
pub enum Verb {
    /// An answer.
    Ask(Words),
    /// Something written.
    Fill(Words),
    /// A signature.
    Sign,
    /// A promise, and who gives it.
    Promise(Subjects, Words),
}

/// `if yes go there`, `if silent no`.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The answer.
    pub when: Spanned<String>,
    /// Where it leads, or as what it counts.
    pub then: Then,
}

/// What an answer leads to.
#[derive(Clone, Debug)]
pub enum Then {
    /// A step of the procedure.
    Go(Value),
    /// It counts as another answer.
    Counts(Spanned<String>),
}

/// A block of rules, controls, sanctions or disclaimers.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Which of the four it is.
    pub kind: Kind,
    /// Its sentences and prose, in order.
    pub parts: Vec<Part>,
    /// Where it is declared.
    pub span: Span,
}

/// A consent that somebody gives.
#[derive(Clone, Debug)]
pub struct Consent {
    /// Its address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who gives it (`from`), about whom (`about`), for how long (`lasting`).
    pub clauses: Clauses,
    /// Its questions, sentences and prose.
    pub parts: Vec<Part>,
    /// Where it is declared.
    pub span: Span,
}

/// What is done when something happens.
#[derive(Clone, Debug)]
pub struct Procedure {
    /// Its address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its steps, in order.
    pub parts: Vec<Part>,
    /// Whether it is drawn as well.
    pub flowchart: bool,
    /// Where it is declared.
    pub span: Span,
}

impl Document {
    /// The section with this number, wherever it is nested.
    pub fn section(&self, number: usize) -> Option<&Section> {
        fn find(parts: &[Part], number: usize) -> Option<&Section> {
            parts.iter().find_map(|part| match part {
                Part::Section(section) if section.number == number => Some(section),
                Part::Section(section) => find(&section.parts, number),
                _ => None,
            })
        }
        find(&self.parts, number)
    }

    /// Its appendices with their numbers, from 1.
    pub fn numbered_appendices(&self) -> impl Iterator<Item = (usize, &Value)> {
        let mut number = 0;
        let mut last = None;
        self.appendices.iter().map(move |value| {
            if last != Some(value.span()) {
                number += 1;
                last = Some(value.span());
            }
            (number, value)
        })
    }

    /// How many numbers its appendices take.
    pub fn appendix_count(&self) -> usize {
        self.numbered_appendices().last().map_or(0, |(number, _)| number)
    }

    /// The acts with this word.
    pub fn acts(&self, word: &str) -> impl DoubleEndedIterator<Item = &Act> {
        self.acts.iter().filter(move |act| act.word.value == word)
    }

    /// Calls `visit` with every part, sections opened.
    pub fn each_part<'a>(&'a self, visit: &mut dyn FnMut(&'a Part)) {
        each_part(&self.parts, visit);
    }
}

/// Calls `visit` with every part, sections opened.
pub fn each_part<'a>(parts: &'a [Part], visit: &mut dyn FnMut(&'a Part)) {
    for part in parts {
        visit(part);
        if let Part::Section(section) = part {
            each_part(&section.parts, visit);
        }
    }
}
