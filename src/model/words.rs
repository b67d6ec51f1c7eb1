//! Words with references in them, and the values that clauses and fields hold.

use std::fmt;

use super::date::{Date, Time};
use super::{Entity, Reference};
use crate::span::{Span, Spanned};
use crate::word::Symbol;

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain words.
    Words(Spanned<String>),
    /// Something declared, printed by its title.
    Reference(Reference),
    /// The person or people who hold a post, printed by name.
    Holder(Reference),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// A link and its words.
    Link(String, Vec<Inline>),
}

/// Quoted words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The runs.
    pub runs: Vec<Inline>,
    /// Where they stand, quotes included.
    pub span: Span,
}

impl Words {
    /// The words as plain text, with `title` for what is named.
    pub fn plain(&self, title: &dyn Fn(Entity) -> String) -> String {
        plain(&self.runs, title)
    }

    /// The plain words without the titles of what is named: what the writer wrote.
    pub fn raw(&self) -> String {
        plain(&self.runs, &|_| "…".to_owned())
    }
}

/// Runs as plain text, with `title` for what is named.
pub fn plain(runs: &[Inline], title: &dyn Fn(Entity) -> String) -> String {
    runs.iter()
        .map(|run| match run {
            Inline::Words(words) => words.value.clone(),
            Inline::Reference(it) | Inline::Holder(it) => title(it.entity),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => plain(inner, title),
        })
        .collect()
}

/// A block of prose.
#[derive(Clone, Debug)]
pub enum Prose {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list, numbered or not.
    List(bool, Vec<Vec<Prose>>),
    /// A quotation.
    Quote(Vec<Prose>),
}

impl Prose {
    /// Calls `visit` with each run of plain words in it.
    pub fn each_words(&self, visit: &mut dyn FnMut(&Spanned<String>)) {
        match self {
            Prose::Paragraph(runs) => each_words(runs, visit),
            Prose::List(_, items) => items.iter().flatten().for_each(|block| block.each_words(visit)),
            Prose::Quote(blocks) => blocks.iter().for_each(|block| block.each_words(visit)),
        }
    }
}

/// Calls `visit` with each run of plain words.
pub fn each_words(runs: &[Inline], visit: &mut dyn FnMut(&Spanned<String>)) {
    for run in runs {
        match run {
            Inline::Words(words) => visit(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => each_words(inner, visit),
            Inline::Reference(_) | Inline::Holder(_) => {}
        }
    }
}

/// One value of a clause or field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Something declared.
    Name(Reference),
    /// Quoted words: printed, not checked.
    Words(Words),
    /// A date in its own precision.
    Date(Spanned<Date>),
    /// A time of day.
    Time(Spanned<Time>),
    /// From one time of day or date to another.
    Window(Spanned<(Option<Moment>, Option<Moment>)>),
    /// A number of units.
    Length(Spanned<Length>),
    /// A unit of time: how often.
    Unit(Spanned<Unit>),
    /// A symbol.
    Symbol(Spanned<Symbol>),
    /// A bare word that a field takes, such as `england`.
    Word(Spanned<String>),
}

/// A moment: a date or a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// A date.
    Date(Date),
    /// A time of day.
    Time(Time),
}

/// As a document prints it.
impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Date(date) => date.fmt(out),
            Moment::Time(time) => time.fmt(out),
        }
    }
}

/// A number of something, such as `24 hours` or `7 characters`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Length {
    /// How many.
    pub count: u32,
    /// Of what, as written.
    pub unit: String,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A lesson.
    Lesson,
    /// A day.
    Day,
    /// A school day.
    SchoolDay,
    /// A week.
    Week,
    /// A fortnight.
    Fortnight,
    /// A month.
    Month,
    /// A half-term.
    HalfTerm,
    /// A term.
    Term,
    /// An academic year.
    AcademicYear,
    /// A year.
    Year,
}

impl Unit {
    const NAMES: [(&'static str, Unit); 10] = [
        ("lesson", Unit::Lesson),
        ("day", Unit::Day),
        ("school-day", Unit::SchoolDay),
        ("week", Unit::Week),
        ("fortnight", Unit::Fortnight),
        ("month", Unit::Month),
        ("half-term", Unit::HalfTerm),
        ("term", Unit::Term),
        ("academic-year", Unit::AcademicYear),
        ("year", Unit::Year),
    ];

    /// The unit with this name; a final `s` is allowed.
    pub fn find(name: &str) -> Option<Self> {
        let singular = name.strip_suffix('s').unwrap_or(name);
        Self::NAMES.iter().find(|(text, _)| *text == name || *text == singular).map(|(_, unit)| *unit)
    }

    /// Every name.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().map(|(name, _)| *name)
    }

    /// As a document prints it.
    pub fn words(self) -> &'static str {
        match self {
            Unit::Lesson => "lesson",
            Unit::Day => "day",
            Unit::SchoolDay => "school day",
            Unit::Week => "week",
            Unit::Fortnight => "fortnight",
            Unit::Month => "month",
            Unit::HalfTerm => "half-term",
            Unit::Term => "term",
            Unit::AcademicYear => "academic year",
            Unit::Year => "year",
        }
    }

    /// In days, the longest that it can be.
    pub fn at_most_days(self) -> u32 {
        match self {
            Unit::Lesson | Unit::Day => 1,
            Unit::SchoolDay => 3,
            Unit::Week => 7,
            Unit::Fortnight => 14,
            Unit::Month => 31,
            Unit::HalfTerm => 62,
            Unit::Term => 124,
            Unit::AcademicYear | Unit::Year => 366,
        }
    }

    /// In months, where it is a number of whole months.
    pub fn months(self) -> Option<u32> {
        match self {
            Unit::Month => Some(1),
            Unit::Year | Unit::AcademicYear => Some(12),
            _ => None,
        }
    }
}

impl Value {
    /// Where it was written.
    pub fn span(&self) -> Span {
        match self {
            Value::Name(it) => it.span,
            Value::Words(it) => it.span,
            Value::Date(it) => it.span,
            Value::Time(it) => it.span,
            Value::Window(it) => it.span,
            Value::Length(it) => it.span,
            Value::Unit(it) => it.span,
            Value::Symbol(it) => it.span,
            Value::Word(it) => it.span,
        }
    }

    /// What is named, where something is.
    pub fn entity(&self) -> Option<Entity> {
        match self {
            Value::Name(it) => Some(it.entity),
            _ => None,
        }
    }

    /// The address of what is declared, where it is a name.
    pub fn address(&self) -> Option<&str> {
        match self {
            Value::Name(it) => Some(&it.address),
            _ => None,
        }
    }

    /// The date, where it is one.
    pub fn date(&self) -> Option<Date> {
        match self {
            Value::Date(it) => Some(it.value),
            _ => None,
        }
    }
}
