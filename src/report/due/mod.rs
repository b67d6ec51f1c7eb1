//! What falls due → what people, programs and calendars read. Every format is made from one list of entries.

mod human;
mod ics;
mod json;
mod markdown;

pub use human::human;
pub use ics::ics;
pub use json::json;
pub use markdown::markdown;

use crate::due::{Entry, Outlook, Owner, State};
use crate::model::Identity;
use crate::model::date::{Date, day_in_words};
use crate::model::words::Unit;
use crate::source::Sources;
use crate::suggest::all_of;

/// What a list of what falls due is made from.
#[derive(Clone, Copy, Debug)]
pub struct Agenda<'a> {
    /// What the school, or the trust, says of itself.
    pub of: &'a Identity,
    /// The texts that the entries point into.
    pub sources: &'a Sources,
    /// The day, and how far ahead.
    pub outlook: Outlook,
    /// In the order in which they are told.
    pub entries: &'a [Entry],
}

impl Agenda<'_> {
    /// `3 overdue, 1 due within 60 days, …`.
    fn summary(&self) -> String {
        let count = |state: State| self.entries.iter().filter(|entry| entry.state == state).count();
        format!(
            "{} overdue, {} due within {} days, {} later (within {} days), {} without a known day",
            count(State::Overdue),
            count(State::Due),
            self.outlook.soon,
            count(State::Later),
            self.outlook.within,
            count(State::Unknown)
        )
    }

    /// The entries by those who answer for them, in the order in which each owner is first needed.
    fn by_owner(&self) -> Vec<(Option<&Owner>, Vec<&Entry>)> {
        let mut groups: Vec<(Option<&Owner>, Vec<&Entry>)> = Vec::new();
        for entry in self.entries {
            let owner = entry.owner.as_ref();
            match groups.iter_mut().find(|(known, _)| *known == owner) {
                Some((_, entries)) => entries.push(entry),
                None => groups.push((owner, vec![entry])),
            }
        }
        groups
    }

    /// Where an entry is said: `roles.byelaw:12`.
    fn place(&self, entry: &Entry) -> (&str, usize) {
        let file = self.sources.get(entry.span.source);
        (&file.path, file.position(entry.span.start as usize).line)
    }
}

/// The heading over what somebody answers for, with the names of today.
fn heading(owner: Option<&Owner>) -> String {
    match owner {
        None => "Nobody is named".to_owned(),
        Some(owner) if owner.holders.is_empty() => owner.title.clone(),
        Some(owner) => format!("{}: {}", owner.title, all_of(&owner.holders)),
    }
}

/// When an entry falls due, as shortly as it can be told: its last day, its date, or how often it comes round.
fn when(entry: &Entry) -> String {
    match (entry.last_day(), entry.date, entry.every) {
        (Some(day), ..) => day_in_words(day),
        (_, Some(date), _) => date.to_string(),
        (.., Some(every)) => format!("every {every}"),
        _ => "no known day".to_owned(),
    }
}

/// What else is to be known about when: how often, in which precision the date is given, what nobody knows.
fn notes(entry: &Entry) -> Vec<String> {
    let mut notes = Vec::new();
    notes.extend(entry.every.filter(|_| entry.date.is_some()).map(|every| format!("every {every}")));
    match (entry.date, entry.days, entry.every) {
        (Some(Date::Day(_)), ..) => {}
        // Its own frequency says it already.
        (Some(Date::AcademicYear(_)), Some(_), Some(every)) if every.unit == Unit::AcademicYear => {}
        (Some(date), Some(_), _) => notes.push(date.to_string()),
        (Some(_), None, _) => notes.push("no term calendar gives its last day".to_owned()),
        (None, _, Some(every)) if matches!(every.unit, Unit::Term | Unit::HalfTerm) => {
            notes.push("no term calendar says when that ends".to_owned());
        }
        _ => {}
    }
    notes
}

/// The notes in brackets behind a text; nothing where there are none.
fn bracketed(notes: &[String]) -> String {
    if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) }
}
