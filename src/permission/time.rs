//! What a clause about time means: minutes of the day, named times that no clock places, and days.

use super::leaf::Leaf;
use super::reading::Rest;
use crate::model::date::{Answer, Calendar, Date, Day, Time};
use crate::model::vocabulary::Entry;
use crate::model::words::{Moment, Value};
use crate::model::{Entity, School};
use crate::word::{Kind, When};

/// Minutes of the day from the first up to, and without, the second.
pub(super) type Minutes = (u16, u16);

/// A window as written.
type Window = (Option<Moment>, Option<Moment>);

/// What one value of a clause about time stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Minutes of the day.
    Minutes(Vec<Minutes>),
    /// A named time that no clock places.
    Named(Leaf),
    /// Days.
    Days(Stretch),
    /// Quoted words.
    Quoted,
    /// A person, an event, a length or a rhythm.
    Other,
}

/// Days from one to another; each end as the first and the last day that it can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// The first day; `None` where it has always begun.
    pub starts: Option<(Day, Day)>,
    /// The last day; `None` where it never ends.
    pub ends: Option<(Day, Day)>,
}

impl Stretch {
    /// Whether a day is one of them; not known where only a term is named that no calendar places.
    pub fn holds_on(self, day: Day) -> Answer {
        let before = self.starts.is_some_and(|(earliest, _)| day < earliest);
        let over = self.ends.is_some_and(|(_, latest)| day > latest);
        let begun = self.starts.is_none_or(|(_, latest)| day >= latest);
        let lasts = self.ends.is_none_or(|(earliest, _)| day <= earliest);
        match (before || over, begun && lasts) {
            (true, _) => Answer::No,
            (_, true) => Answer::Yes,
            _ => Answer::CannotTell,
        }
    }

    /// Why a day is surely none of them.
    pub(super) fn rest(self, day: Day) -> Option<Rest> {
        match (self.starts, self.ends) {
            (_, Some((_, last))) if day > last => Some(Rest::Over(last)),
            (Some((first, _)), _) if day < first => Some(Rest::ToCome(first)),
            _ => None,
        }
    }

    /// The days on which it may begin or be over.
    pub(super) fn turns(self) -> impl Iterator<Item = Day> {
        let starts = self.starts.into_iter().flat_map(|(earliest, latest)| [Some(earliest), Some(latest)]);
        let ends =
            self.ends.into_iter().flat_map(|(earliest, latest)| [earliest.tomorrow().ok(), latest.tomorrow().ok()]);
        starts.chain(ends).flatten()
    }
}

/// What a value stands for behind a word of time; a group of times stands for each of its members.
pub(super) fn pieces(school: &School, when: When, value: &Value) -> Vec<Piece> {
    match value {
        Value::Words(_) => vec![Piece::Quoted],
        Value::Time(time) => vec![at(when, time.value)],
        Value::Date(date) => vec![Piece::Days(stretch(when, date.value, date.value, &school.calendar))],
        Value::Window(window) => vec![spread(school, when, window.value)],
        Value::Name(name) => named(school, when, name.entity),
        Value::Length(_) | Value::Unit(_) | Value::Symbol(_) | Value::Word(_) => vec![Piece::Other],
    }
}

/// A declared time. Before or after which of several times something is, words do not say.
fn named(school: &School, when: When, entity: Entity) -> Vec<Piece> {
    let leaves = school.vocabulary.leaves(entity);
    let within = matches!(when, When::During | When::Each);
    if leaves.len() != 1 && !within {
        return vec![Piece::Other];
    }
    let piece = |leaf: Entity| match time_entry(school, leaf).map(|entry| entry.window) {
        Some(Some(window)) => spread(school, when, window),
        Some(None) if when == When::During => Piece::Named(Leaf::Named(leaf)),
        Some(None) | None => Piece::Other,
    };
    leaves.into_iter().map(piece).collect()
}

/// The entry of a declared time.
fn time_entry(school: &School, entity: Entity) -> Option<&Entry> {
    let Entity::Entry(at) = entity else { return None };
    school.vocabulary.entries.get(at).filter(|entry| entry.kind == Kind::Times)
}

/// A single time of the clock.
fn at(when: When, time: Time) -> Piece {
    let minute = time.minutes();
    match when {
        // A moment has no length, so that nothing lies within it.
        When::During | When::Each => Piece::Other,
        When::Before | When::Until => minutes([(0, minute)]),
        When::After | When::From => minutes([(minute, Time::END)]),
    }
}

fn minutes(ranges: impl IntoIterator<Item = Minutes>) -> Piece {
    Piece::Minutes(ranges.into_iter().filter(|(from, until)| from < until).collect())
}

/// A window of the clock or of dates.
fn spread(school: &School, when: When, window: Window) -> Piece {
    if let Some((from, until)) = clock(window) {
        return around(when, from, until).map_or(Piece::Other, minutes);
    }
    let date = |moment: Option<Moment>| match moment {
        Some(Moment::Date(date)) => Some(date),
        Some(Moment::Time(_)) | None => None,
    };
    Piece::Days(window_of_dates(when, date(window.0), date(window.1), &school.calendar))
}

/// The minutes of a window of the clock; an open side is the start or the end of the day. `None` for dates.
pub(super) fn clock(window: Window) -> Option<Minutes> {
    match window {
        (Some(Moment::Time(from)), Some(Moment::Time(until))) => Some((from.minutes(), until.minutes())),
        (Some(Moment::Time(from)), None) => Some((from.minutes(), Time::END)),
        (None, Some(Moment::Time(until))) => Some((0, until.minutes())),
        (None, None) => Some((0, Time::END)),
        (Some(Moment::Date(_)), _) | (_, Some(Moment::Date(_))) => None,
    }
}

/// The minutes within, before or after a window. One that passes midnight is before and after itself: `None`.
fn around(when: When, from: u16, until: u16) -> Option<Vec<Minutes>> {
    Some(match (when, from < until) {
        (When::During | When::Each, true) => vec![(from, until)],
        (When::During | When::Each, false) => vec![(0, until), (from, Time::END)],
        (When::Before | When::Until, true) => vec![(0, from)],
        (When::After, true) => vec![(until, Time::END)],
        (When::From, true) => vec![(from, Time::END)],
        (When::Before | When::Until | When::After | When::From, false) => return None,
    })
}

/// The days from the first of one date to the last of another, or before or after them.
fn stretch(when: When, first: Date, last: Date, calendar: &Calendar) -> Stretch {
    window_of_dates(when, Some(first), Some(last), calendar)
}

fn window_of_dates(when: When, first: Option<Date>, last: Option<Date>, calendar: &Calendar) -> Stretch {
    let begin = first.map(|date| ends_of(date, calendar).0);
    let end = last.map(|date| ends_of(date, calendar).1);
    match when {
        When::During | When::Each => Stretch { starts: begin, ends: end },
        When::Until => Stretch { starts: None, ends: end },
        When::From => Stretch { starts: begin, ends: None },
        When::Before => {
            Stretch { starts: None, ends: begin.map(|(earliest, latest)| (day_before(earliest), day_before(latest))) }
        }
        When::After => {
            Stretch { starts: end.map(|(earliest, latest)| (day_after(earliest), day_after(latest))), ends: None }
        }
    }
}

/// The first and the last day of a date, each as the first and the last day that it can be.
fn ends_of(date: Date, calendar: &Calendar) -> ((Day, Day), (Day, Day)) {
    match (date.days(calendar), date.bounds(calendar)) {
        (Some((first, last)), _) => ((first, first), (last, last)),
        (None, Some(bounds)) => (bounds, bounds),
        (None, None) => ((Day::MIN, Day::MAX), (Day::MIN, Day::MAX)),
    }
}

fn day_before(day: Day) -> Day {
    day.yesterday().unwrap_or(Day::MIN)
}

fn day_after(day: Day) -> Day {
    day.tomorrow().unwrap_or(Day::MAX)
}
