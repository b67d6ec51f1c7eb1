//! What must hold for a rule to apply, as values that are compared, never as spellings; their text is a view made here alone.

use std::collections::BTreeSet;

use crate::model::School;
use crate::model::sentence::{Condition as Stated, Values};
use crate::model::words::{Moment, Value};
use crate::word::Word;

/// A condition, or its opposite.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condition {
    // First, so that conditions are listed in the order of their words.
    text: String,
    what: What,
    holds: bool,
}

/// What a condition is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A declared condition, by its address, and the time by which it must hold.
    Declared(String, Option<String>),
    /// The leave of somebody: which kind, of whom, and by when.
    Leave(String, Vec<String>, Option<String>),
    /// Quoted words, and the time by which they must hold.
    Words(String, Option<String>),
    /// A clause that no dimension holds, and what it leaves out.
    Clause(Word, Vec<String>, Vec<String>),
    /// That something is among what quoted words name in a list.
    Among(Listed, Vec<String>),
}

/// In which list quoted words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listed {
    /// Among the subjects.
    Subjects,
    /// Among what something is done to.
    Objects,
    /// In a clause.
    Clause(Word),
}

/// Conditions that must all hold.
pub type Way = BTreeSet<Condition>;

impl Condition {
    fn new(what: What) -> Self {
        Self { text: what.text(), what, holds: true }
    }

    /// One condition of an `if`.
    pub(super) fn stated(school: &School, it: &Stated) -> Self {
        let by = it.by.as_ref().map(|by| value_text(school, by));
        let what = match &it.what {
            Value::Word(leave) => {
                let of = it.of.iter().map(|value| value_text(school, value)).collect();
                What::Leave(leave.value.clone(), of, by)
            }
            Value::Name(name) if it.of.is_empty() => What::Declared(name.address.clone(), by),
            Value::Name(name) => {
                let of = it.of.iter().map(|value| value_text(school, value)).collect();
                What::Leave(name.address.clone(), of, by)
            }
            other => What::Words(value_text(school, other), by),
        };
        let positive = Self::new(what);
        if it.not { positive.negated() } else { positive }
    }

    /// A clause that is compared word by word.
    pub(super) fn clause(school: &School, word: Word, values: &Values) -> Self {
        let texts = |values: &[Value]| values.iter().map(|value| value_text(school, value)).collect();
        Self::new(What::Clause(word, texts(&values.any), texts(&values.except)))
    }

    /// That something is among what quoted words of a list name.
    pub(super) fn among(school: &School, listed: Listed, words: &[&Value]) -> Self {
        Self::new(What::Among(listed, words.iter().map(|value| value_text(school, value)).collect()))
    }

    /// The opposite.
    pub fn negated(&self) -> Self {
        let plain = self.what.text();
        let text = if self.holds { format!("not {plain}") } else { plain };
        Self { text, what: self.what.clone(), holds: !self.holds }
    }

    /// The condition without `not`.
    pub(crate) fn positive(&self) -> Self {
        if self.holds { self.clone() } else { self.negated() }
    }

    /// Whether it must hold, rather than not hold.
    pub fn holds(&self) -> bool {
        self.holds
    }

    /// In canonical words, `not ` in front where it must not hold: what exports and fingerprints show.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same with each of its words put through a table of words that mean the same.
    pub(crate) fn renamed(&self, rename: &dyn Fn(&str) -> String) -> Self {
        let all = |texts: &[String]| texts.iter().map(|it| rename(it)).collect();
        let by = |by: &Option<String>| by.as_deref().map(rename);
        let what = match &self.what {
            What::Declared(address, limit) => What::Declared(rename(address), by(limit)),
            What::Leave(what, of, limit) => What::Leave(rename(what), all(of), by(limit)),
            What::Words(words, limit) => What::Words(rename(words), by(limit)),
            What::Clause(word, any, except) => What::Clause(*word, all(any), all(except)),
            What::Among(listed, words) => What::Among(*listed, all(words)),
        };
        let positive = Self::new(what);
        if self.holds { positive } else { positive.negated() }
    }
}

impl What {
    fn text(&self) -> String {
        let limited = |words: String, by: &Option<String>| match by {
            Some(by) => format!("{words} by {by}"),
            None => words,
        };
        match self {
            What::Declared(address, by) => limited(address.clone(), by),
            What::Leave(what, of, by) => limited(format!("{what} of {}", of.join(", ")), by),
            What::Words(words, by) => limited(words.clone(), by),
            What::Clause(word, any, except) if except.is_empty() => format!("{} {}", word.text(), any.join(", ")),
            What::Clause(word, any, except) => {
                format!("{} {} except {}", word.text(), any.join(", "), except.join(", "))
            }
            What::Among(Listed::Subjects, words) => format!("who {}", words.join(", ")),
            What::Among(Listed::Objects, words) => format!("what {}", words.join(", ")),
            What::Among(Listed::Clause(word), words) => format!("{} {}", word.text(), words.join(", ")),
        }
    }
}

/// A value in canonical words.
fn value_text(school: &School, value: &Value) -> String {
    match value {
        Value::Name(it) => it.address.clone(),
        Value::Words(it) => school.named(it),
        Value::Word(it) => it.value.clone(),
        Value::Date(it) => it.value.source(),
        Value::Time(it) => it.value.to_string(),
        Value::Length(it) => format!("{} {}", it.value.count, it.value.unit),
        Value::Unit(it) => it.value.words().to_owned(),
        Value::Symbol(it) => it.value.text().to_owned(),
        Value::Window(it) => {
            let side = |side: Option<Moment>| match side {
                Some(Moment::Date(date)) => date.source(),
                Some(Moment::Time(time)) => time.to_string(),
                None => String::new(),
            };
            format!("{}..{}", side(it.value.0), side(it.value.1))
        }
    }
}
