//! What falls due in a school, and when: the one answer for the lints, the list of what is due and the calendar.
//!
//! No date is invented: what comes round without anything to count from has no day, and a date keeps its precision.

mod gather;
pub mod review;
mod rhythm;

pub use gather::{entries, together};
pub use rhythm::Rhythm;

use crate::model::date::{Answer, Calendar, Date, Day, days_after};
use crate::span::Span;

/// The day on which a school is looked at, and how far ahead.
#[derive(Clone, Copy, Debug)]
pub struct Outlook {
    /// The day.
    pub today: Day,
    /// What falls due within so many days is near.
    pub soon: u32,
    /// What falls due later than within so many days is left out.
    pub within: u32,
}

/// One thing that falls due, for one of those who answer for it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What kind of thing it is.
    pub matter: Matter,
    /// What is to be done, in words.
    pub what: String,
    /// The address of what it is about.
    pub subject: String,
    /// Who answers for it; nobody where the sources name nobody.
    pub owner: Option<Owner>,
    /// By when, in its own precision, where that is known.
    pub date: Option<Date>,
    /// The first and last day of that date, where the date itself or the calendar says.
    pub days: Option<(Day, Day)>,
    /// How it stands on the day.
    pub state: State,
    /// How often it comes round.
    pub every: Option<Rhythm>,
    /// How it repeats from its day on, where that can be counted.
    pub repeats: Option<Repeat>,
    /// Where it is said.
    pub span: Span,
}

/// How something repeats from its day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// How often.
    pub every: Rhythm,
    /// The last day on which it may.
    pub until: Option<Day>,
}

/// What kind of thing falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// The review of a document.
    Review,
    /// A duty.
    Duty,
    /// A signature that is asked for again.
    Signature,
    /// A consent that is asked for again.
    Consent,
    /// The end of a time in a post.
    Tenure,
    /// The end of a waiver.
    Waiver,
}

impl Matter {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Matter::Review => "review",
            Matter::Duty => "duty",
            Matter::Signature => "signature",
            Matter::Consent => "consent",
            Matter::Tenure => "tenure",
            Matter::Waiver => "waiver",
        }
    }
}

/// Who answers for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The address; none where the sources name the owner in quoted words.
    pub id: Option<String>,
    /// The title.
    pub title: String,
    /// The names of those who hold the post on the day, or of the organisation that does.
    pub holders: Vec<String>,
}

/// How something stands on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its last day is past.
    Overdue,
    /// Its last day is near.
    Due,
    /// Its last day is further off.
    Later,
    /// Nobody can tell its last day.
    Unknown,
}

impl State {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            State::Overdue => "overdue",
            State::Due => "due",
            State::Later => "later",
            State::Unknown => "unknown",
        }
    }

    fn of(date: Option<Date>, outlook: Outlook, calendar: &Calendar) -> Self {
        let Some(date) = date else { return State::Unknown };
        let overdue = date.is_past(outlook.today, calendar) == Answer::Yes;
        match date.days(calendar) {
            _ if overdue => State::Overdue,
            None => State::Unknown,
            Some((_, last)) if last <= days_after(outlook.today, outlook.soon) => State::Due,
            Some(_) => State::Later,
        }
    }
}

impl Entry {
    /// The last day on which it is still in time, where that is known.
    pub fn last_day(&self) -> Option<Day> {
        self.days.map(|(_, last)| last)
    }

    /// Whether it belongs in a list that looks so far ahead: what is overdue or has no date always does.
    fn is_near(&self, outlook: Outlook, calendar: &Calendar) -> bool {
        let horizon = days_after(outlook.today, outlook.within);
        let begins = self.date.and_then(|date| date.bounds(calendar)).map(|(first, _)| first);
        match self.last_day().or(begins) {
            Some(day) => self.state == State::Overdue || day <= horizon,
            None => true,
        }
    }

    /// Overdue ones first, then those with a day, then those with a date of which nobody knows the last day, then the rest.
    fn rank(&self) -> u8 {
        match (self.state, self.days, self.date) {
            (State::Overdue, ..) => 0,
            (_, Some(_), _) => 1,
            (_, None, Some(_)) => 2,
            (_, None, None) => 3,
        }
    }
}
