//! The school as data: every name bound, every date a date, with the places kept to point at.

pub mod date;
pub mod document;
pub mod edition;
pub mod nation;
pub mod people;
pub mod private;
pub mod record;
pub mod role;
pub mod sentence;
pub mod table;
pub mod vocabulary;
mod waiver;
pub mod words;

use std::collections::{BTreeMap, BTreeSet};

use date::Calendar;
use document::{Block, Consent, Document, Paper, Procedure};
use edition::Edition;
use people::People;
use role::Role;
use sentence::Sentence;
use table::Table;
use vocabulary::Vocabulary;
use words::{Value, Words};

use crate::span::{SourceId, Span, Spanned};
use crate::word::Strength;

/// A school and everything that its sources declare.
#[derive(Clone, Debug)]
pub struct School {
    /// What it says of itself.
    pub identity: Identity,
    /// The trust that runs it, where its folder stands in that of a trust.
    pub above: Option<Above>,
    /// Groups of users, devices, networks, places, times, actions, conditions and things.
    pub vocabulary: Vocabulary,
    /// Posts, groups, bodies, offices and organisations.
    pub roles: Vec<Role>,
    /// Who holds which post, from when until when.
    pub people: People,
    /// School terms, where a calendar was given.
    pub calendar: Calendar,
    /// Blocks of rules, controls, sanctions and disclaimers.
    pub blocks: Vec<Block>,
    /// Every sentence, wherever it stands; others refer to it by its place in this list.
    pub sentences: Vec<Sentence>,
    /// Every question, space, signature and promise, likewise.
    pub papers: Vec<Paper>,
    /// Tables of permissions.
    pub tables: Vec<Table>,
    /// The document set.
    pub documents: Vec<Document>,
    /// Consents, apart from the forms that ask for them.
    pub consents: Vec<Consent>,
    /// What is done when something happens.
    pub procedures: Vec<Procedure>,
    /// Documents that stand outside the set.
    pub externals: Vec<External>,
    /// Law, guidance, bodies, products and sites that are cited.
    pub citations: Vec<Citation>,
    /// Words and their meanings.
    pub definitions: Vec<Definition>,
    /// Findings that are accepted for a time.
    pub waivers: Vec<Waiver>,
    /// What was recorded of its documents, in the order of the file.
    pub records: Vec<record::Record>,
    /// Every address and what stands there.
    pub names: BTreeMap<String, Entity>,
    /// For whom documents tell of it; [`School::in_edition`] sets it.
    pub edition: Edition,
}

/// What a school, or a trust, says of itself.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Its name among the sources.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Whether it is a trust that runs several schools.
    pub trust: bool,
    /// Other names that it goes by.
    pub also: Vec<Spanned<String>>,
    /// The rest, field by field: authority, address, website, phase, jurisdiction.
    pub fields: BTreeMap<String, Spanned<String>>,
    /// Where it is declared.
    pub span: Span,
}

/// A trust as one of its schools sees it.
#[derive(Clone, Debug)]
pub struct Above {
    /// What the trust says of itself.
    pub identity: Identity,
    /// The texts that all of its schools inherit.
    pub sources: BTreeSet<SourceId>,
}

/// What an address stands for; numbers are places in the school's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entity {
    /// The school itself.
    School,
    /// The trust that runs the school.
    Trust,
    /// A role, which is also a user.
    Role(usize),
    /// An entry of the vocabulary.
    Entry(usize),
    /// A block of rules, controls, sanctions or disclaimers.
    Block(usize),
    /// A sentence.
    Sentence(usize),
    /// A question, space, signature or promise.
    Paper(usize),
    /// A table.
    Table(usize),
    /// A cell: the table and the cell's place in it.
    Cell(usize, usize),
    /// A document.
    Document(usize),
    /// A section of a document.
    Section(usize),
    /// A review field: the document and the field's place in it.
    Review(usize, usize),
    /// A consent.
    Consent(usize),
    /// A procedure.
    Procedure(usize),
    /// An external document.
    External(usize),
    /// A citation.
    Citation(usize),
    /// A definition.
    Definition(usize),
}

/// A name that has been bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The address it stands for.
    pub address: String,
    /// What is there.
    pub entity: Entity,
    /// Where it was written.
    pub span: Span,
}

/// A document that the school declares to exist elsewhere.
#[derive(Clone, Debug)]
pub struct External {
    /// Its address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Other names that it goes by.
    pub also: Vec<Spanned<String>>,
    /// Where it is declared.
    pub span: Span,
}

/// Law, guidance, a body, a product or a site.
#[derive(Clone, Debug)]
pub struct Citation {
    /// Its address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it, where that is said.
    pub publisher: Vec<Value>,
    /// Its year, where that is said.
    pub year: Vec<Value>,
    /// Other names that it goes by.
    pub also: Vec<Spanned<String>>,
    /// Where it is declared.
    pub span: Span,
}

/// A word and its meaning.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its address.
    pub id: String,
    /// The word.
    pub title: String,
    /// What it means.
    pub means: Vec<Value>,
    /// What that rests on.
    pub cites: Vec<Value>,
    /// Where it is declared.
    pub span: Span,
}

/// A finding that somebody accepts for a time.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The lint.
    pub lint: Spanned<String>,
    /// What it is accepted on.
    pub on: Vec<Value>,
    /// The facts that it accepts; whatever is found there, where it names none.
    pub about: Vec<Spanned<String>>,
    /// The post that accepts it.
    pub by: Vec<Value>,
    /// Until when.
    pub until: Vec<Value>,
    /// Why.
    pub because: Vec<Value>,
    /// Where it stands.
    pub span: Span,
}

impl School {
    /// The title of what stands at an entity, as a document prints it.
    pub fn title(&self, entity: Entity) -> String {
        match entity {
            Entity::School => self.identity.title.clone(),
            Entity::Trust => self.above.as_ref().map_or_else(String::new, |above| above.identity.title.clone()),
            Entity::Role(at) => self.roles[at].title.clone(),
            Entity::Entry(at) => self.vocabulary.entries[at].title.clone(),
            Entity::Block(at) => self.blocks[at].title.clone(),
            Entity::Sentence(at) => {
                self.sentences[at].title.clone().unwrap_or_else(|| self.sentences[at].address.clone())
            }
            Entity::Paper(at) => self.papers[at].title.clone().unwrap_or_else(|| self.papers[at].address.clone()),
            Entity::Table(at) => self.tables[at].title.clone(),
            Entity::Cell(table, cell) => self.tables[table].cells[cell].address.clone(),
            Entity::Document(at) | Entity::Review(at, _) => self.documents[at].title.clone(),
            Entity::Section(at) => self.section(at).map_or_else(String::new, |section| section.title.clone()),
            Entity::Consent(at) => self.consents[at].title.clone(),
            Entity::Procedure(at) => self.procedures[at].title.clone(),
            Entity::External(at) => self.externals[at].title.clone(),
            Entity::Citation(at) => self.citations[at].title.clone(),
            Entity::Definition(at) => self.definitions[at].title.clone(),
        }
    }

    /// Where an entity is declared.
    pub fn span(&self, entity: Entity) -> Span {
        match entity {
            Entity::School => self.identity.span,
            Entity::Trust => self.above.as_ref().map_or(self.identity.span, |above| above.identity.span),
            Entity::Role(at) => self.roles[at].span,
            Entity::Entry(at) => self.vocabulary.entries[at].span,
            Entity::Block(at) => self.blocks[at].span,
            Entity::Sentence(at) => self.sentences[at].span,
            Entity::Paper(at) => self.papers[at].span,
            Entity::Table(at) => self.tables[at].span,
            Entity::Cell(table, cell) => self.tables[table].cells[cell].span,
            Entity::Document(at) => self.documents[at].span,
            Entity::Review(at, review) => self.documents[at].reviews[review].span,
            Entity::Section(at) => self.section(at).map_or(self.identity.span, |section| section.span),
            Entity::Consent(at) => self.consents[at].span,
            Entity::Procedure(at) => self.procedures[at].span,
            Entity::External(at) => self.externals[at].span,
            Entity::Citation(at) => self.citations[at].span,
            Entity::Definition(at) => self.definitions[at].span,
        }
    }

    /// The section with this number, wherever it is nested.
    pub fn section(&self, number: usize) -> Option<&document::Section> {
        self.documents.iter().find_map(|document| document.section(number))
    }

    /// The schools of a trust, with their places in the vocabulary; none where this is a single school.
    pub fn schools(&self) -> impl Iterator<Item = (usize, &vocabulary::Entry)> {
        self.vocabulary.of(crate::word::Kind::Schools)
    }

    /// Whether a place lies in the texts of the trust above.
    pub fn inherits(&self, span: Span) -> bool {
        self.above.as_ref().is_some_and(|above| above.sources.contains(&span.source))
    }

    /// The documents whose appendices hold this one.
    pub fn parents(&self, document: usize) -> impl Iterator<Item = &Document> {
        self.documents.iter().filter(move |parent| {
            parent.appendices.iter().any(|value| value.entity() == Some(Entity::Document(document)))
        })
    }

    /// The words of an address for people: `` `headteacher.train` ``, or the title of a role.
    pub fn named(&self, words: &Words) -> String {
        words.plain(&|entity| self.title(entity))
    }
}

/// Which of the export's lists a sentence stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A post or body answers for it.
    Duty,
    /// Who must, must not, may or should do what.
    Rule,
    /// It decides cases of the permission space.
    Permission,
    /// A technical control.
    Control,
    /// A sanction.
    Sanction,
    /// A disclaimer.
    Disclaimer,
    /// An invariant, which prints nothing.
    Invariant,
}

impl Strength {
    /// Whether it says that something is done or expected, rather than allowed or ruled out.
    pub fn asks(self) -> bool {
        matches!(self, Strength::Must | Strength::Should | Strength::Does)
    }
}
