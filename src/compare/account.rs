//! What one school says for itself, before it is held against others.

use std::collections::{BTreeMap, BTreeSet};

use super::answers::{answers, sentence};
use super::departure::{Departure, departures};
use super::facts::{Fact, facts};
use super::{Answer, Clause, Place, Topics};
use crate::document::Speaker;
use crate::model::date::Day;
use crate::model::role::Role;
use crate::model::sentence::Sentence;
use crate::model::words::Value;
use crate::model::{Entity, School};
use crate::pack::{Line, Text};
use crate::permission::{Permissions, permissions};
use crate::question::Asking;
use crate::source::Sources;
use crate::span::Span;
use crate::word::Strength;

/// No name in an answer is a link.
static NO_ANCHORS: BTreeSet<String> = BTreeSet::new();

/// What one school says: all that a comparison needs of it.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its name among the sources.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it shares its addresses with: its trust, or, for several copies of one school, the school itself.
    pub copied: Copied,
    /// One answer a question.
    pub answers: Vec<Answer>,
    /// What sets it apart from its trust.
    pub departures: Vec<Departure>,
    /// What it says, by address.
    pub facts: Vec<Fact>,
}

/// Whose addresses a school has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The name of the trust, or of the school where no trust runs it.
    pub name: String,
    /// The trust's title, where there is one.
    pub trust: Option<String>,
}

/// What a school says on every question, and what sets it apart from its trust, whose own words `floor` holds.
pub fn account(school: &School, floor: Option<&School>, sources: &Sources, topics: &Topics, today: Day) -> Account {
    let permissions = permissions(school, today);
    let witness = Witness::new(school, &permissions, sources, today);
    let above = school.above.as_ref().map(|it| &it.identity);
    Account {
        name: school.identity.name.clone(),
        title: school.identity.title.clone(),
        copied: Copied {
            name: above.unwrap_or(&school.identity).name.clone(),
            trust: above.map(|it| it.title.clone()),
        },
        answers: topics.list.iter().map(|topic| answers(&witness, topic)).collect(),
        departures: departures(&witness, floor),
        facts: facts(&witness),
    }
}

/// A school that is asked, with all that its answers are made from.
pub(super) struct Witness<'a> {
    pub(super) school: &'a School,
    pub(super) permissions: &'a Permissions,
    sources: &'a Sources,
    pub(super) today: Day,
    /// Each sentence in words, in the school's order, and the same cut for looking in.
    texts: Vec<(String, Text)>,
    places: BTreeMap<&'a str, usize>,
}

impl<'a> Witness<'a> {
    pub(super) fn new(school: &'a School, permissions: &'a Permissions, sources: &'a Sources, today: Day) -> Self {
        let places = school.sentences.iter().enumerate().map(|(at, it)| (it.address.as_str(), at)).collect();
        let mut witness = Self { school, permissions, sources, today, texts: Vec::new(), places };
        let texts = school.sentences.iter().map(|it| sentence(&witness, it));
        witness.texts = texts.map(|text| (text.clone(), Text::new(&text))).collect();
        witness
    }

    pub(super) fn speaker(&self) -> Speaker<'a> {
        Speaker { school: self.school, today: self.today, anchors: &NO_ANCHORS }
    }

    pub(super) fn asking(&self) -> Asking<'a> {
        Asking { school: self.school, permissions: self.permissions, today: self.today }
    }

    /// Every sentence with its words.
    pub(super) fn sentences(&self) -> impl Iterator<Item = (&'a Sentence, &str)> {
        self.school.sentences.iter().zip(self.texts.iter().map(|(text, _)| text.as_str()))
    }

    /// Every sentence in which a line fits, with its words.
    pub(super) fn saying(&self, words: &[Line], unless: &[Line]) -> impl Iterator<Item = (&'a Sentence, &str)> {
        let all = self.school.sentences.iter().zip(&self.texts);
        let fitting = all.filter(move |(_, (_, cut))| cut.fits(words) && !cut.fits(unless));
        fitting.map(|(it, (text, _))| (it, text.as_str()))
    }

    /// Everything that something is called: its name, its title, other names.
    pub(super) fn called(&self, entity: Entity) -> String {
        let (id, also) = match entity {
            Entity::Role(at) => (&self.school.roles[at].id, &self.school.roles[at].also),
            Entity::Entry(at) => (&self.school.vocabulary.entries[at].id, &self.school.vocabulary.entries[at].also),
            _ => return self.school.title(entity),
        };
        let also: Vec<&str> = also.iter().map(|it| it.value.as_str()).collect();
        format!("{id} {} {}", self.school.title(entity), also.join(" "))
    }

    /// What a value is called, cut into words.
    pub(super) fn value(&self, value: &Value) -> Text {
        Text::new(&value.entity().map_or_else(|| self.speaker().value(value), |entity| self.called(entity)))
    }

    pub(super) fn holders(&self, role: &Role) -> Vec<&'a str> {
        self.school.people.holders(&role.id, self.today, &self.school.calendar)
    }

    /// Whether a post that somebody should hold is held by nobody.
    pub(super) fn is_unfilled(&self, role: &Role) -> bool {
        role.needs_holder() && (role.vacant || self.holders(role).is_empty())
    }

    fn named(&self, address: &str) -> Option<usize> {
        self.places.get(address).copied()
    }

    /// How strongly a sentence binds.
    pub(super) fn strength(&self, address: &str) -> Option<Strength> {
        self.named(address).map(|at| self.school.sentences[at].strength.value)
    }

    /// What stands at an address, in its own words.
    pub(super) fn clause(&self, address: &str, span: Span) -> Clause {
        let text = match (self.named(address), self.school.names.get(address)) {
            (Some(at), _) => self.texts.get(at).map(|(text, _)| text.clone()).unwrap_or_default(),
            (None, Some(Entity::Cell(table, cell))) => self.cell(*table, *cell),
            (None, Some(entity)) => self.school.title(*entity),
            (None, None) => address.to_owned(),
        };
        Clause { address: address.to_owned(), text, place: self.place(span) }
    }

    /// The cell of a table: `Which devices come in: bring, pupil-owned: ask`.
    fn cell(&self, table: usize, cell: usize) -> String {
        let table = &self.school.tables[table];
        let cell = &table.cells[cell];
        let what = cell.address.strip_prefix(&table.id).unwrap_or(&cell.address).trim_start_matches('.');
        let says = crate::permission::decision(table, &cell.says).word();
        format!("{}: {} ({says})", table.title, what.replace('.', ", ").replace('-', " "))
    }

    pub(super) fn place(&self, span: Span) -> Place {
        let file = self.sources.get(span.source);
        Place { path: file.path.clone(), line: file.position(span.start as usize).line }
    }
}
