//! How often something comes round, and when next: counted from a date where one is named, else by school years and terms.

use std::fmt;

use crate::model::date::{Answer, Calendar, Date, Day, SchoolTerm, Season, days_after, days_between};
use crate::model::sentence::Clauses;
use crate::model::words::{Unit, Value};
use crate::word::Word;

/// How often something comes round, where that can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// Every so many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// The next time that something comes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Round {
    /// When, where that is known.
    pub(super) date: Option<Date>,
    /// Whether every later time can be counted from it.
    pub(super) repeats: bool,
}

impl Round {
    fn on(date: Option<Date>, repeats: bool) -> Self {
        Self { date, repeats: repeats && date.is_some() }
    }
}

impl Rhythm {
    /// The rhythm that a value of `every` or `lasting` stands for; none where it cannot be counted.
    pub fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Unit(unit) => Some(Self { count: 1, unit: unit.value }),
            Value::Length(length) if length.value.count > 0 => {
                Some(Self { count: length.value.count, unit: Unit::find(&length.value.unit)? })
            }
            _ => None,
        }
    }

    /// The rhythm of clauses, where they name one that can be counted.
    pub(super) fn of_clauses(clauses: &Clauses) -> Option<Self> {
        clauses.get(Word::Every).first().and_then(Self::of)
    }

    /// In whole months, where it is that.
    pub fn months(self) -> Option<u32> {
        self.unit.months()?.checked_mul(self.count)
    }

    /// In days, where it is always the same number of days.
    pub fn days(self) -> Option<u32> {
        let days = match self.unit {
            Unit::Day => 1,
            Unit::Week => 7,
            Unit::Fortnight => 14,
            _ => return None,
        };
        self.count.checked_mul(days)
    }

    /// When it comes round next under clauses that may name a date to count from; `None` where it has ended.
    pub(super) fn next(self, clauses: &Clauses, today: Day, calendar: &Calendar) -> Option<Round> {
        let named = |word: Word| clauses.get(word).iter().find_map(Value::date);
        let until = named(Word::Until);
        if until.is_some_and(|until| until.is_past(today, calendar) == Answer::Yes) {
            return None;
        }
        let round = match (named(Word::Next), named(Word::By), named(Word::From)) {
            // What is claimed for next is known for that once: the time after it is claimed anew.
            (Some(next), ..) => Round::on(Some(next), false),
            (_, Some(anchor), _) => self.counted(anchor, today, calendar),
            (.., Some(from)) if self.is_school_time() => from
                .days(calendar)
                .map_or(Round::on(None, false), |(first, _)| self.by_school(today.max(first), calendar)),
            (.., Some(from)) => self.counted(from, today, calendar),
            _ => self.by_school(today, calendar),
        };
        match until.and_then(|until| Some((until, until.days(calendar)?.1, round.date?.days(calendar)?))) {
            Some((_, end, (first, _))) if first > end => None,
            Some((until, end, (_, last))) if last > end => Some(Round::on(Some(until), false)),
            _ => Some(round),
        }
    }

    /// Whether school years and terms say by themselves when it comes round.
    fn is_school_time(self) -> bool {
        self.count == 1 && matches!(self.unit, Unit::Term | Unit::HalfTerm | Unit::AcademicYear)
    }

    /// The school year, term or half-term that runs on a day or is the next to run: it is to be done by the end of that.
    fn by_school(self, from: Day, calendar: &Calendar) -> Round {
        if !self.is_school_time() {
            return Round::on(None, false);
        }
        let date = match self.unit {
            Unit::AcademicYear => Date::Day(from).academic_year(),
            Unit::Term => term(from, calendar).map(|it| Date::Term(it.season, None, it.year)),
            _ => term(from, calendar).and_then(|it| {
                let mut halves = [1, 2].map(|half| Date::Term(it.season, Some(half), it.year)).into_iter();
                halves.find(|half| half.days(calendar).is_some_and(|(_, last)| last >= from))
            }),
        };
        Round::on(date, self.unit == Unit::AcademicYear)
    }

    /// The first time that is not past, counted from a date on which it was, or will be, the turn.
    fn counted(self, anchor: Date, today: Day, calendar: &Calendar) -> Round {
        let past = |date: Date| date.is_past(today, calendar) == Answer::Yes;
        match (self.months(), self.days(), anchor) {
            (Some(months), ..) => {
                let mut times = (0..).map_while(|nth: u32| anchor.plus_months(months.checked_mul(nth)?));
                Round::on(times.find(|date| !past(*date)), keeps_its_day(anchor))
            }
            (_, Some(days), Date::Day(first)) => {
                let gone = u32::try_from(days_between(first, today)).unwrap_or(0);
                let date = gone.div_ceil(days).checked_mul(days).map(|sum| Date::Day(days_after(first, sum)));
                Round::on(date, true)
            }
            _ => Round::on(Some(anchor).filter(|date| !past(*date)), false),
        }
    }
}

/// Whether the last day of a date lies alike in every month: not so the 29th to the 31st, nor the end of a term.
fn keeps_its_day(date: Date) -> bool {
    match date {
        Date::Day(day) => day.day() <= 28,
        Date::Term(..) => false,
        _ => true,
    }
}

/// The term that runs on a day or is the next to run. A calendar that lacks the term before it cannot tell, unless
/// the day lies in the summer holiday: the term that it lacks may be running.
fn term(day: Day, calendar: &Calendar) -> Option<&SchoolTerm> {
    let at = calendar.terms.iter().position(|term| term.ends >= day)?;
    let term = calendar.terms.get(at)?;
    let before = at.checked_sub(1).and_then(|at| calendar.terms.get(at));
    let follows = before.is_some_and(|before| (before.season, before.year) == previous(term));
    let holiday = term.season == Season::Autumn && day.month() >= 8;
    (term.starts <= day || follows || holiday && term.year == day.year()).then_some(term)
}

fn previous(term: &SchoolTerm) -> (Season, i16) {
    match term.season {
        Season::Spring => (Season::Autumn, term.year - 1),
        Season::Summer => (Season::Spring, term.year),
        Season::Autumn => (Season::Summer, term.year),
    }
}

/// As it stands behind `every`: `term`, `2 weeks`.
impl fmt::Display for Rhythm {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.count {
            1 => write!(out, "{}", self.unit.words()),
            count => write!(out, "{count} {}s", self.unit.words()),
        }
    }
}
