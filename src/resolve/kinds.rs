//! Names of the wrong kind on rules that decide cases: `on hall`, `in phone`. Each is refused with the clause that fits.

use crate::diagnostic::Diagnostic;
use crate::model::sentence::{Clauses, Phrase, Subjects};
use crate::model::words::Value;
use crate::model::{Entity, School};
use crate::word::{Kind, OnRule, When, Word};

/// Every name of the wrong kind in sentences whose phrase is a declared action, and in tables.
pub(super) fn check(school: &School) -> Vec<Diagnostic> {
    let mut it = Checker { school, found: Vec::new() };
    for sentence in &school.sentences {
        if let Phrase::Action { objects, except, .. } = &sentence.phrase {
            it.subjects(&sentence.subjects);
            it.objects(objects.iter().chain(except));
            it.clauses(&sentence.clauses);
        }
    }
    for table in &school.tables {
        it.subjects(&table.subjects);
        it.clauses(&table.clauses.without(&[Word::For]));
        table.rows.iter().for_each(|row| it.objects(row.objects.iter()));
        table.marks.iter().chain(&table.otherwise).for_each(|mark| it.clauses(&mark.clauses));
    }
    it.found
}

struct Checker<'a> {
    school: &'a School,
    found: Vec<Diagnostic>,
}

impl Checker<'_> {
    /// The vocabulary that a name is from; a role stands among the users.
    fn kind(&self, value: &Value) -> Option<Kind> {
        match value.entity()? {
            Entity::Entry(at) => self.school.vocabulary.entries.get(at).map(|entry| entry.kind),
            Entity::Role(_) => Some(Kind::Users),
            _ => None,
        }
    }

    /// Whether a name is none of a vocabulary and no role: a document, a rule, a section.
    fn is_paper(&self, value: &Value) -> bool {
        value.entity().is_some() && self.kind(value).is_none()
    }

    fn subjects(&mut self, subjects: &Subjects) {
        for value in subjects.any.iter().chain(&subjects.except) {
            if let Some(kind) = self.kind(value).filter(|kind| *kind != Kind::Users) {
                let message = format!("`{}` {}, and nobody who could do anything", name(value), called(kind));
                self.refuse(
                    value,
                    message,
                    "name a group of `users` or a role in front, or put the words in double quotes",
                );
            }
        }
    }

    fn objects<'v>(&mut self, values: impl Iterator<Item = &'v Value>) {
        for value in values {
            let kind = self.kind(value).filter(|it| matches!(it, Kind::Times | Kind::Conditions | Kind::Actions));
            if let Some(kind) = kind {
                let message = format!("`{}` {}, and nothing that an action is done to", name(value), called(kind));
                self.refuse(value, message, fits(kind));
            }
        }
    }

    fn clauses(&mut self, clauses: &Clauses) {
        for (word, values) in &clauses.values {
            for value in values.any.iter().chain(&values.except) {
                if let Some(kind) = self.kind(value).filter(|kind| !takes(*word, *kind)) {
                    let message =
                        format!("`{}` {}, and does not stand behind `{}`", name(value), called(kind), word.text());
                    self.refuse(value, message, fits(kind));
                }
                if self.is_paper(value) && !takes_papers(*word) {
                    let message = format!("`{}` does not stand behind `{}`", name(value), word.text());
                    self.refuse(value, message, "put the words in double quotes if they should only be printed");
                }
                self.moment(*word, value);
            }
        }
    }

    /// A single time of the clock where a stretch of time is wanted.
    fn moment(&mut self, word: Word, value: &Value) {
        if let (OnRule::Time(When::During | When::Each), Value::Time(time)) = (word.on_rule(), value) {
            let message = format!("`{} {}` is a single moment, and lasts no time", word.text(), time.value);
            self.refuse(
                value,
                message,
                "give a window such as `during 12:10..13:10`, or say `from`, `until`, `before` or `after`",
            );
        }
    }

    fn refuse(&mut self, value: &Value, message: String, help: &str) {
        self.found.push(Diagnostic::error("wrong-kind", value.span(), message).help(help));
    }
}

/// Whether a declared name of a kind may stand behind a word.
fn takes(word: Word, kind: Kind) -> bool {
    match word.on_rule() {
        OnRule::Device => matches!(kind, Kind::Devices | Kind::Networks | Kind::Things),
        OnRule::Place => matches!(kind, Kind::Places | Kind::Schools | Kind::Things),
        OnRule::Time(When::During | When::Each) => kind == Kind::Times,
        OnRule::Time(When::Before | When::Until | When::After | When::From) => {
            matches!(kind, Kind::Times | Kind::Users | Kind::Things)
        }
        OnRule::Party => !matches!(kind, Kind::Conditions | Kind::Actions),
        OnRule::Amount | OnRule::If | OnRule::Despite | OnRule::Printed | OnRule::Refused => true,
    }
}

/// Whether a document, a rule or the like may stand behind a word.
fn takes_papers(word: Word) -> bool {
    match word.on_rule() {
        OnRule::Device | OnRule::Place | OnRule::Time(When::During | When::Each) => false,
        OnRule::Time(When::Before | When::Until | When::After | When::From)
        | OnRule::Party
        | OnRule::Amount
        | OnRule::If
        | OnRule::Despite
        | OnRule::Printed
        | OnRule::Refused => true,
    }
}

/// What a name of a kind is.
fn called(kind: Kind) -> String {
    if kind == Kind::Users { "is a user or a role".to_owned() } else { format!("is one of the {}", kind.text()) }
}

/// The clause that a name of a kind fits.
fn fits(kind: Kind) -> &'static str {
    match kind {
        Kind::Devices => "put a device behind `on`",
        Kind::Networks => "put a network behind the action that joins it, or behind `on`",
        Kind::Places | Kind::Schools => "put a place or a school behind `in`",
        Kind::Times => "put a time behind `during`",
        Kind::Conditions => "put a condition behind `if`",
        Kind::Users => "put whom it is done to behind the action, or behind `to` or `with`",
        Kind::Things => "put what it is done to behind the action",
        _ => "put the words in double quotes if they should only be printed",
    }
}

fn name(value: &Value) -> &str {
    value.address().unwrap_or_default()
}
