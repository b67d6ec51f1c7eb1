//! Dates that know their precision, the school calendar, and the one function that answers questions about time.
//!
//! The owner of jiff's civil dates in the model. Nothing here reads a clock: `today` is always an argument.

use std::fmt;

pub use jiff::civil::Date as Day;
use jiff::{Span as Length, ToSpan};

/// A time of day in minutes from midnight, 0 to 1,440: `24:00` is the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(u16);

impl Time {
    /// The end of a day, in minutes.
    pub const END: u16 = 24 * 60;

    /// The time at so many hours and minutes; `None` where no clock shows it.
    pub fn new(hours: u16, minutes: u16) -> Option<Self> {
        let all = hours.checked_mul(60)?.checked_add(minutes)?;
        (minutes < 60 && all <= Self::END).then_some(Self(all))
    }

    /// Minutes from midnight.
    pub fn minutes(self) -> u16 {
        self.0
    }
}

/// As a source and a document write it: `08:45`.
impl fmt::Display for Time {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// A date in its own precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Date {
    /// One day.
    Day(Day),
    /// A month of a year.
    Month(i16, i8),
    /// A school term, or half of one (1 or 2), of a year.
    Term(Season, Option<u8>, i16),
    /// An academic year, by the year in which it begins.
    AcademicYear(i16),
    /// A calendar year.
    Year(i16),
}

/// The three terms of a school year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Season {
    /// January to Easter.
    Spring,
    /// Easter to July.
    Summer,
    /// September to Christmas.
    Autumn,
}

impl Season {
    /// The season with this name.
    pub fn find(name: &str) -> Option<Self> {
        match name {
            "spring" => Some(Season::Spring),
            "summer" => Some(Season::Summer),
            "autumn" => Some(Season::Autumn),
            _ => None,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Season::Spring => "spring",
            Season::Summer => "summer",
            Season::Autumn => "autumn",
        }
    }
}

/// One term of the school's calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolTerm {
    /// Which of the three.
    pub season: Season,
    /// Of which year.
    pub year: i16,
    /// Its first day.
    pub starts: Day,
    /// Its last day.
    pub ends: Day,
    /// The last day before half-term and the first after it.
    pub half: Option<(Day, Day)>,
}

/// The terms that a school has told us.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// In order of their first day.
    pub terms: Vec<SchoolTerm>,
}

impl Calendar {
    /// These terms over others: a term that both tell is as these have it.
    pub fn over(mut self, others: Self) -> Self {
        let known: Vec<(Season, i16)> = self.terms.iter().map(|term| (term.season, term.year)).collect();
        self.terms.extend(others.terms.into_iter().filter(|term| !known.contains(&(term.season, term.year))));
        self.terms.sort_by_key(|term| term.starts);
        self
    }
}

/// Whether something is so: where a date is coarse, it may be that nobody can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// The date is too coarse to say.
    CannotTell,
}

fn day(year: i16, month: i8, day: i8) -> Option<Day> {
    Day::new(year, month, day).ok()
}

fn month_end(year: i16, month: i8) -> Option<Day> {
    day(year, month, 1).map(Day::last_of_month)
}

impl Date {
    /// The name of its precision.
    pub fn precision(self) -> &'static str {
        match self {
            Date::Day(_) => "day",
            Date::Month(..) => "month",
            Date::Term(_, None, _) => "term",
            Date::Term(..) => "half-term",
            Date::AcademicYear(_) => "academic-year",
            Date::Year(_) => "year",
        }
    }

    /// The first and last day it covers, where the calendar or the date itself says.
    pub fn days(self, calendar: &Calendar) -> Option<(Day, Day)> {
        match self {
            Date::Day(it) => Some((it, it)),
            Date::Month(year, month) => Some((day(year, month, 1)?, month_end(year, month)?)),
            Date::Year(year) => Some((day(year, 1, 1)?, day(year, 12, 31)?)),
            Date::AcademicYear(year) => Some((day(year, 9, 1)?, day(year.checked_add(1)?, 8, 31)?)),
            Date::Term(season, half, year) => {
                let term = calendar.terms.iter().find(|term| term.season == season && term.year == year)?;
                match (half, term.half) {
                    (None, _) => Some((term.starts, term.ends)),
                    (Some(1), Some((last, _))) => Some((term.starts, last)),
                    (Some(_), Some((_, first))) => Some((first, term.ends)),
                    (Some(_), None) => None,
                }
            }
        }
    }

    /// Days that it certainly lies between, even without a calendar: a term lies within the year that it names.
    pub fn bounds(self, calendar: &Calendar) -> Option<(Day, Day)> {
        self.days(calendar).or(match self {
            Date::Term(_, _, year) => Date::Year(year).days(calendar),
            _ => None,
        })
    }

    /// Whether its last day lies before `today`: a date is good through all of its last day.
    pub fn is_past(self, today: Day, calendar: &Calendar) -> Answer {
        let Some((first, last)) = self.bounds(calendar) else { return Answer::CannotTell };
        if today > last {
            Answer::Yes
        } else if self.days(calendar).is_some() || today <= first {
            Answer::No
        } else {
            Answer::CannotTell
        }
    }

    /// Whether all of it lies before all of `other`.
    pub fn is_before(self, other: Date, calendar: &Calendar) -> Answer {
        match (self.bounds(calendar), other.bounds(calendar)) {
            (Some((_, last)), Some((first, _))) if last < first => Answer::Yes,
            (Some((first, _)), Some((_, last))) if first >= last => Answer::No,
            (Some(_), Some(_)) if self.days(calendar).is_some() && other.days(calendar).is_some() => Answer::No,
            _ => Answer::CannotTell,
        }
    }

    /// The date a number of months later, in the same precision; a term moves by whole years only.
    pub fn plus_months(self, months: u32) -> Option<Date> {
        let years = i16::try_from(months / 12).ok()?;
        match self {
            Date::Day(it) => it.checked_add(span_of_months(months)).ok().map(Date::Day),
            Date::Month(year, month) => {
                let later = day(year, month, 1)?.checked_add(span_of_months(months)).ok()?;
                Some(Date::Month(later.year(), later.month()))
            }
            _ if !months.is_multiple_of(12) => None,
            Date::Year(year) => Some(Date::Year(year.checked_add(years)?)),
            Date::AcademicYear(year) => Some(Date::AcademicYear(year.checked_add(years)?)),
            Date::Term(season, half, year) => Some(Date::Term(season, half, year.checked_add(years)?)),
        }
    }

    /// The academic year in which it lies; the later one where it touches two.
    pub fn academic_year(self) -> Option<Date> {
        let begins = |year: i16, month: i8| if month >= 9 { Some(year) } else { year.checked_sub(1) };
        let year = match self {
            Date::Day(it) => begins(it.year(), it.month()),
            Date::Month(year, month) => begins(year, month),
            Date::Term(Season::Spring | Season::Summer, _, year) => year.checked_sub(1),
            Date::Term(Season::Autumn, _, year) | Date::AcademicYear(year) | Date::Year(year) => Some(year),
        };
        year.map(Date::AcademicYear)
    }

    /// As it is written in a source: `2016-06-15`, `2016-04`, `spring 2017`.
    pub fn source(self) -> String {
        match self {
            Date::Day(it) => it.to_string(),
            Date::Month(year, month) => format!("{year:04}-{month:02}"),
            Date::Term(season, None, year) => format!("{} {year}", season.name()),
            Date::Term(season, Some(half), year) => format!("{}.{half} {year}", season.name()),
            Date::AcademicYear(year) => format!("{year}/{:02}", (year + 1) % 100),
            Date::Year(year) => year.to_string(),
        }
    }
}

fn span_of_months(months: u32) -> Length {
    i64::from(months).min(120_000).months()
}

/// The day `count` days after `from`; the last day that can be told where that is too far.
pub fn days_after(from: Day, count: u32) -> Day {
    from.saturating_add(i64::from(count).min(3_000_000).days())
}

/// How many days lie between two; below nothing where `to` is the earlier.
pub fn days_between(from: Day, to: Day) -> i32 {
    (to - from).get_days()
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day as a document prints it: `15 June 2016`.
pub fn day_in_words(it: Day) -> String {
    format!("{} {}", it.day(), Date::Month(it.year(), it.month()))
}

/// As a document prints it: `15 June 2016`, `April 2016`, `spring term 2017`.
impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Date::Day(it) => write!(out, "{}", day_in_words(*it)),
            Date::Month(year, month) => {
                let name = usize::try_from(*month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
                write!(out, "{name} {year}")
            }
            Date::Term(season, None, year) => write!(out, "{} term {year}", season.name()),
            Date::Term(season, Some(1), year) => write!(out, "first half of the {} term {year}", season.name()),
            Date::Term(season, Some(_), year) => write!(out, "second half of the {} term {year}", season.name()),
            Date::AcademicYear(year) => write!(out, "academic year {}", Date::AcademicYear(*year).source()),
            Date::Year(year) => write!(out, "{year}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn calendar() -> Calendar {
        Calendar {
            terms: vec![SchoolTerm {
                season: Season::Spring,
                year: 2017,
                starts: on("2017-01-03"),
                ends: on("2017-04-07"),
                half: Some((on("2017-02-17"), on("2017-02-27"))),
            }],
        }
    }

    #[test]
    fn a_day_is_good_through_itself() {
        let date = Date::Day(on("2017-04-30"));
        assert_eq!(date.is_past(on("2017-04-30"), &Calendar::default()), Answer::No);
        assert_eq!(date.is_past(on("2017-05-01"), &Calendar::default()), Answer::Yes);
    }

    #[test]
    fn a_month_is_good_through_its_last_day() {
        let date = Date::Month(2016, 2);
        assert_eq!(date.is_past(on("2016-02-29"), &Calendar::default()), Answer::No);
        assert_eq!(date.is_past(on("2016-03-01"), &Calendar::default()), Answer::Yes);
    }

    #[test]
    fn a_term_needs_a_calendar_only_within_its_year() {
        let date = Date::Term(Season::Spring, None, 2017);
        let none = Calendar::default();
        assert_eq!(date.is_past(on("2016-12-31"), &none), Answer::No);
        assert_eq!(date.is_past(on("2017-04-15"), &none), Answer::CannotTell);
        assert_eq!(date.is_past(on("2018-01-01"), &none), Answer::Yes);
        assert_eq!(date.is_past(on("2017-04-07"), &calendar()), Answer::No);
        assert_eq!(date.is_past(on("2017-04-08"), &calendar()), Answer::Yes);
    }

    #[test]
    fn a_half_term_ends_at_half_term() {
        let date = Date::Term(Season::Spring, Some(1), 2017);
        assert_eq!(date.is_past(on("2017-02-17"), &calendar()), Answer::No);
        assert_eq!(date.is_past(on("2017-02-18"), &calendar()), Answer::Yes);
    }

    #[test]
    fn dates_of_different_precision_are_before_each_other_only_when_sure() {
        let none = Calendar::default();
        let month = Date::Month(2016, 4);
        let day = Date::Day(on("2016-06-15"));
        assert_eq!(month.is_before(day, &none), Answer::Yes);
        assert_eq!(day.is_before(month, &none), Answer::No);
        assert_eq!(Date::Term(Season::Spring, None, 2017).is_before(Date::Month(2017, 4), &none), Answer::CannotTell);
    }

    #[test]
    fn an_academic_year_begins_in_september() {
        let year = |date: Date| date.academic_year().map(Date::source);
        assert_eq!(year(Date::Day(on("2026-06-29"))).as_deref(), Some("2025/26"));
        assert_eq!(year(Date::Day(on("2026-09-01"))).as_deref(), Some("2026/27"));
        assert_eq!(year(Date::Month(2026, 8)).as_deref(), Some("2025/26"));
        assert_eq!(year(Date::Term(Season::Autumn, None, 2026)).as_deref(), Some("2026/27"));
        assert_eq!(year(Date::Term(Season::Summer, Some(1), 2026)).as_deref(), Some("2025/26"));
        assert_eq!(year(Date::Year(2026)).as_deref(), Some("2026/27"));
    }

    #[test]
    fn a_year_on_keeps_the_precision() {
        assert_eq!(Date::Month(2016, 4).plus_months(12), Some(Date::Month(2017, 4)));
        assert_eq!(Date::Day(on("2016-02-29")).plus_months(12), Some(Date::Day(on("2017-02-28"))));
        assert_eq!(Date::Term(Season::Spring, None, 2016).plus_months(6), None);
    }
}
