//! Dated knowledge: what law and guidance ask of a school, and which bodies, laws, products and words have had their day.
//!
//! A pack is a YAML file. Two are built in; a school or a trust may add its own. Every row names the pages that were read for it.

mod read;
mod stems;

use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(crate) use read::pack;
pub(crate) use stems::words;
pub use stems::{Line, Text};

use crate::model::School;
use crate::model::date::{Calendar, Date, Day};
use crate::model::nation::Nation;
use crate::source::Sources;
use crate::span::{Span, Spanned};

/// The pack that is always on.
pub const REFERENCES: &str = "references";
/// The pack that is on for a school in England that names no others.
pub const ENGLAND: &str = "england-requirements";

/// A pack.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When its rows were last gone through.
    pub edition: Date,
    /// The day by which they are to be gone through again.
    pub review_by: Spanned<Day>,
    /// The nation that it is for; all of the United Kingdom where none is named.
    pub jurisdiction: Option<Nation>,
    /// What is still in force, whatever a shorter name within it may be.
    pub in_force: Vec<String>,
    /// Bodies, laws, guidance, products and words.
    pub references: Vec<Reference>,
    /// Statements of law that are not, or no longer, right.
    pub facts: Vec<Fact>,
    /// Outside offices and what they are for.
    pub offices: Vec<Office>,
    /// What is asked of a school.
    pub requirements: Vec<Requirement>,
}

/// How near to the official page the page stands that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceKind {
    /// Somebody else tells what it says.
    Report,
    /// A copy of it, or of its text.
    Copy,
    /// The official page itself.
    Official,
}

impl SourceKind {
    const NAMES: [(&'static str, SourceKind); 3] =
        [("official", SourceKind::Official), ("copy", SourceKind::Copy), ("report", SourceKind::Report)];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("report", |(name, _)| name)
    }
}

/// A page that was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its address.
    pub page: String,
    /// What it is.
    pub kind: SourceKind,
    /// When it was read.
    pub read: Day,
    /// The official page that it tells of, which was not read.
    pub official: Option<String>,
}

/// What a reference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// A public body.
    Body,
    /// An Act or regulations.
    Law,
    /// An Act that makes an act a crime.
    Offence,
    /// Guidance, a programme or a framework.
    Guidance,
    /// A product, service or website.
    Product,
    /// A word.
    Term,
}

impl ReferenceKind {
    const NAMES: [(&'static str, ReferenceKind); 6] = [
        ("body", ReferenceKind::Body),
        ("law", ReferenceKind::Law),
        ("offence", ReferenceKind::Offence),
        ("guidance", ReferenceKind::Guidance),
        ("product", ReferenceKind::Product),
        ("term", ReferenceKind::Term),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("term", |(name, _)| name)
    }
}

/// How much of a thing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    Whole,
    /// Some of it: the thing itself is still there.
    Part,
    /// Only what it is called.
    Term,
    /// It is announced and has not begun.
    Pending,
}

impl Scope {
    const NAMES: [(&'static str, Scope); 4] =
        [("whole", Scope::Whole), ("part", Scope::Part), ("term", Scope::Term), ("pending", Scope::Pending)];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, scope)| *scope == self).map_or("whole", |(name, _)| name)
    }
}

/// A body, law, piece of guidance, product or word, and how long it held.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Its name in the pack.
    pub id: String,
    /// What it is.
    pub kind: ReferenceKind,
    /// The names that schools write. A capital stands for itself alone, a small letter for either.
    pub names: Vec<String>,
    /// Only where one of these years stands beside the name; any where none is given.
    pub years: Vec<i16>,
    /// Since when there is such a thing.
    pub from: Option<Date>,
    /// The first day on which there is none any more; in force where none is given.
    pub until: Option<Date>,
    /// What took its place.
    pub replaced_by: Option<String>,
    /// How much of it has changed.
    pub scope: Scope,
    /// For an offence: what takes the crime out of the act.
    pub lawful_if: Option<String>,
    /// The nation for whose schools alone it holds.
    pub jurisdiction: Option<Nation>,
    /// What was read.
    pub sources: Vec<Source>,
}

/// A statement that is not, or no longer, right.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name in the pack.
    pub id: String,
    /// The words by which it is known.
    pub says: Vec<Line>,
    /// Since when it is not right.
    pub since: Date,
    /// What is right.
    pub now: String,
    /// The nation for whose schools alone it holds.
    pub jurisdiction: Option<Nation>,
    /// What was read.
    pub sources: Vec<Source>,
}

/// An outside office and what it is for.
#[derive(Clone, Debug)]
pub struct Office {
    /// Its name in the pack.
    pub id: String,
    /// The titles by which it is known.
    pub titles: Vec<Line>,
    /// What it does, for a message.
    pub job: String,
    /// The words by which its own work is known.
    pub its_own: Vec<Line>,
    /// The words by which work is known that is not its own.
    pub not_its_own: Vec<Line>,
    /// Who does that.
    pub instead: String,
    /// The nation for whose schools alone it holds.
    pub jurisdiction: Option<Nation>,
    /// What was read.
    pub sources: Vec<Source>,
}

/// How strongly something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// An Act or regulations.
    Law,
    /// Guidance to which schools must have regard.
    StatutoryGuidance,
    /// A standard that schools should already meet.
    Standard,
    /// What a trust or a governing body asks of its own schools.
    Own,
    /// Guidance without force of law.
    Advice,
    /// What good templates have.
    Practice,
}

impl Force {
    const NAMES: [(&'static str, Force); 6] = [
        ("law", Force::Law),
        ("statutory-guidance", Force::StatutoryGuidance),
        ("standard", Force::Standard),
        ("own", Force::Own),
        ("advice", Force::Advice),
        ("practice", Force::Practice),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, force)| *force == self).map_or("practice", |(name, _)| name)
    }

    /// As a message says it, with its verb.
    pub fn asks(self) -> &'static str {
        match self {
            Force::Law => "the law asks",
            Force::StatutoryGuidance => "statutory guidance asks",
            Force::Standard => "a national standard asks",
            Force::Own => "our own rules ask",
            Force::Advice => "advice asks",
            Force::Practice => "good practice asks",
        }
    }

    /// Whether a school that does not do it has something to answer for.
    pub fn binds(self) -> bool {
        !matches!(self, Force::Advice | Force::Practice)
    }
}

/// Something that is asked of a school.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Its name in the pack.
    pub id: String,
    /// What is asked, as a sentence.
    pub title: String,
    /// How strongly.
    pub force: Force,
    /// Since when.
    pub from: Option<Date>,
    /// The first day on which it is no longer asked.
    pub until: Option<Date>,
    /// The kinds of school that it is for; every kind where none is named.
    pub kinds: Vec<String>,
    /// The phases that it is for; every phase where none is named.
    pub phases: Vec<String>,
    /// Only where the documents speak of this.
    pub when: Vec<Line>,
    /// What must be found.
    pub needs: Vec<Need>,
    /// What was read.
    pub sources: Vec<Source>,
}

/// One thing that must be found in the document set.
#[derive(Clone, Debug)]
pub struct Need {
    /// In what it is looked for.
    pub place: Place,
    /// The words by which it is known.
    pub lines: Vec<Line>,
    /// What it is, for a message.
    pub what: String,
    /// The longest time between two turns, in days and as written, where it comes round.
    pub at_most: Option<(u32, String)>,
}

/// In what a need is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A role's titles.
    Role,
    /// A post's titles and each of its duties.
    Post,
    /// Anything that the documents say.
    Says,
    /// Anything that the documents say: a topic.
    Topic,
    /// A heading.
    Section,
    /// The title of a document, in the set or elsewhere.
    Document,
    /// A sentence that comes round.
    Review,
    /// The review of a document with this title.
    Interval,
}

impl Place {
    const NAMES: [(&'static str, Place); 8] = [
        ("role", Place::Role),
        ("post", Place::Post),
        ("says", Place::Says),
        ("topic", Place::Topic),
        ("section", Place::Section),
        ("document", Place::Document),
        ("review", Place::Review),
        ("interval", Place::Interval),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, place)| *place == self).map_or("says", |(name, _)| name)
    }
}

impl Requirement {
    /// Whether it is asked of a school of this kind and phase on a day.
    pub fn applies(&self, school: &School, today: Day) -> bool {
        let field = |name: &str| school.identity.fields.get(name).map(|word| word.value.as_str());
        let kind = field("kind").or(school.identity.trust.then_some("trust"));
        let fits = |wanted: &[String], own: Option<&str>| {
            wanted.is_empty() || own.is_none_or(|own| wanted.iter().any(|word| word == own))
        };
        let begun = self.from.is_none_or(|from| has_come(from, today));
        let over = self.until.is_some_and(|until| has_come(until, today));
        begun && !over && fits(&self.kinds, kind) && fits(&self.phases, field("phase"))
    }
}

impl Reference {
    /// Whether it was certainly gone on a day; what is only announced, or changed in part, is not gone.
    pub fn gone(&self, day: Day) -> bool {
        !matches!(self.scope, Scope::Pending | Scope::Part) && self.until.is_some_and(|until| has_come(until, day))
    }
}

/// Whether a date has certainly come on a day; one without a day has come when all of it is over.
pub fn has_come(date: Date, day: Day) -> bool {
    date.bounds(&Calendar::default()).is_some_and(|(_, last)| last <= day)
}

/// The best of the pages that were read; the first of those that are as good.
pub fn best(sources: &[Source]) -> Option<&Source> {
    sources.iter().rev().max_by_key(|source| source.kind)
}

/// Whether somebody who did not write the official page is all that a row rests on.
pub fn is_hearsay(sources: &[Source]) -> bool {
    best(sources).is_none_or(|source| source.kind == SourceKind::Report)
}

/// The page that a row rests on, for a message: `example.org (a report of gov.uk/…, read 2026-11-22)`.
pub fn told_by(sources: &[Source]) -> String {
    let Some(source) = best(sources) else { return String::new() };
    let kind = match (source.kind, &source.official) {
        (SourceKind::Official, _) => "the official page".to_owned(),
        (kind, Some(official)) => format!("a {} of {official}", kind.name()),
        (kind, None) => format!("a {}", kind.name()),
    };
    format!("{} ({kind}, read {})", source.page, source.read)
}

/// The packs that come with Byelaw.
pub fn built_in() -> &'static [Pack] {
    static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| {
        FILES
            .iter()
            .filter_map(|(name, text)| {
                let mut sources = Sources::default();
                let id = sources.add(*name, *text);
                pack(sources.get(id)).value
            })
            .collect()
    });
    &PACKS
}

/// The files of the packs that come with Byelaw.
pub const FILES: [(&str, &str); 2] = [
    ("references.yaml", include_str!("data/references.yaml")),
    ("requirements-england.yaml", include_str!("data/requirements-england.yaml")),
];

/// The packs that a school has turned on, and what it says of them.
#[derive(Clone, Debug, Default)]
pub struct Packs {
    /// The names in `byelaw.yaml`; the usual ones where there are none.
    pub named: Option<Vec<String>>,
    /// The files in `byelaw.yaml`.
    pub files: Vec<Spanned<String>>,
    /// What was read from them.
    pub own: Vec<Pack>,
    /// By the name of a requirement, the address that answers it.
    pub answers: BTreeMap<String, Spanned<String>>,
}

impl Packs {
    /// The packs that hold for a school, its own first. A pack of the school's own takes the place of ours of the same name.
    pub fn on(&self, school: &School) -> Vec<&Pack> {
        let nation = Nation::of(school);
        let wanted = |pack: &Pack| match &self.named {
            _ if pack.id == REFERENCES => true,
            Some(named) => named.contains(&pack.id),
            None => true,
        };
        let fits = |pack: &&Pack| pack.jurisdiction.is_none() || pack.jurisdiction == nation;
        let ours = built_in().iter().filter(|pack| wanted(pack) && self.own.iter().all(|own| own.id != pack.id));
        self.own.iter().chain(ours).filter(fits).collect()
    }

    /// Whether a requirement has this name, in any pack.
    pub fn has_requirement(&self, id: &str) -> bool {
        self.own.iter().chain(built_in()).flat_map(|pack| &pack.requirements).any(|it| it.id == id)
    }
}

/// Whether a row for one nation, or for all, holds for a school.
pub fn holds(row: Option<Nation>, school: &School) -> bool {
    row.is_none() || row == Nation::of(school)
}

/// Where a pack says by when it is to be gone through again; none for ours.
pub fn place(pack: &Pack, own: &[Pack]) -> Option<Span> {
    own.iter().any(|it| std::ptr::eq(it, pack)).then_some(pack.review_by.span)
}
