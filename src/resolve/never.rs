//! Rules whose own words leave no minute or no day, such as `from 21:30 until 07:00`: refused, as they would decide nothing.

use crate::diagnostic::Diagnostic;
use crate::model::date::{Day, Time};
use crate::model::sentence::{Clauses, Phrase};
use crate::model::words::{Moment, Value};
use crate::model::{Entity, School};
use crate::span::Span;
use crate::word::{Kind, When};

/// Every rule with a declared action, and every table or mark, that holds at no time.
pub(super) fn check(school: &School) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for sentence in school.sentences.iter().filter(|it| matches!(it.phrase, Phrase::Action { .. })) {
        found.extend(never(school, [&sentence.clauses]));
    }
    for table in &school.tables {
        let own = never(school, [&table.clauses]);
        if own.is_none() {
            let marks = table.marks.iter().chain(&table.otherwise);
            found.extend(marks.filter_map(|mark| never(school, [&table.clauses, &mark.clauses])));
        }
        found.extend(own);
    }
    found
}

/// A stretch of minutes or of days: the first, and the first that is past.
type Stretch<T> = (T, T);

/// The refusal of clauses that no minute or no day meets together. Only clauses of one time each are compared.
fn never<const N: usize>(school: &School, all: [&Clauses; N]) -> Option<Diagnostic> {
    let timed: Vec<(When, &Value)> = all
        .into_iter()
        .flat_map(|clauses| &clauses.values)
        .filter_map(|(word, values)| match values.any.as_slice() {
            [value] if values.except.is_empty() => Some((word.when()?, value)),
            _ => None,
        })
        .collect();
    let minutes = timed.iter().filter_map(|(when, value)| Some((minutes(school, *when, value)?, value.span())));
    if let Some(between) = apart(minutes) {
        let help = "for hours over midnight write one window, such as `during 21:30..07:00`";
        return Some(refusal(between, "these words hold at no minute of the day").help(help));
    }
    let days = timed.iter().filter_map(|(when, value)| Some((days(school, *when, value)?, value.span())));
    let help = "end the rule on or after the day on which it begins";
    apart(days).map(|between| refusal(between, "these words hold on no day").help(help))
}

fn refusal([one, other]: [Span; 2], message: &str) -> Diagnostic {
    let refused = Diagnostic::error("date-impossible", one.max(other), message);
    if one == other { refused } else { refused.with(one.min(other), "together with this") }
}

/// The two clauses between which nothing lies: the one that begins last, and the one that ends first.
fn apart<T: Ord + Copy>(all: impl Iterator<Item = (Stretch<T>, Span)>) -> Option<[Span; 2]> {
    let all: Vec<(Stretch<T>, Span)> = all.collect();
    let ((start, _), last) = *all.iter().max_by_key(|((start, _), _)| *start)?;
    let ((_, end), first) = *all.iter().min_by_key(|((_, end), _)| *end)?;
    (start >= end).then_some([last, first])
}

/// The minutes of a value behind a word of time. `None` where the clock does not say, and for a window over midnight.
fn minutes(school: &School, when: When, value: &Value) -> Option<Stretch<u16>> {
    let clock = |moment: Option<Moment>, open: u16| match moment {
        Some(Moment::Time(time)) => Some(time.minutes()),
        Some(Moment::Date(_)) => None,
        None => Some(open),
    };
    let (from, until) = match value {
        Value::Time(time) => (time.value.minutes(), time.value.minutes()),
        Value::Window(window) => (clock(window.value.0, 0)?, clock(window.value.1, Time::END)?),
        Value::Name(name) => {
            let window = window(school, name.entity)?;
            (clock(window.0, 0)?, clock(window.1, Time::END)?)
        }
        Value::Words(_) | Value::Date(_) | Value::Length(_) | Value::Unit(_) | Value::Symbol(_) | Value::Word(_) => {
            return None;
        }
    };
    if from > until {
        return None;
    }
    match when {
        When::During | When::Each => (from < until).then_some((from, until)),
        When::Before | When::Until => Some((0, from)),
        When::After => Some((until, Time::END)),
        When::From => Some((from, Time::END)),
    }
}

/// The window of a declared time.
fn window(school: &School, entity: Entity) -> Option<(Option<Moment>, Option<Moment>)> {
    let Entity::Entry(at) = entity else { return None };
    school.vocabulary.entries.get(at).filter(|entry| entry.kind == Kind::Times)?.window
}

/// The days of a value behind a word of time. `None` where no calendar says.
fn days(school: &School, when: When, value: &Value) -> Option<Stretch<Day>> {
    let known = |moment: Option<Moment>| match moment {
        Some(Moment::Date(date)) => date.days(&school.calendar),
        Some(Moment::Time(_)) | None => None,
    };
    let (from, until) = match value {
        Value::Date(date) => date.value.days(&school.calendar)?,
        Value::Window(window) => (known(window.value.0)?.0, known(window.value.1)?.1),
        Value::Name(name) => {
            let window = window(school, name.entity)?;
            (known(window.0)?.0, known(window.1)?.1)
        }
        Value::Words(_) | Value::Time(_) | Value::Length(_) | Value::Unit(_) | Value::Symbol(_) | Value::Word(_) => {
            return None;
        }
    };
    let past = until.tomorrow().unwrap_or(Day::MAX);
    Some(match when {
        When::During | When::Each => (from, past),
        When::Before => (Day::MIN, from),
        When::Until => (Day::MIN, past),
        When::After => (past, Day::MAX),
        When::From => (from, Day::MAX),
    })
}
