//! Literals → values: moments, windows and lengths, each judged with an answer that helps.

use crate::diagnostic::Diagnostic;
use crate::model::date::{Calendar, Date, Day, Season, Time};
use crate::model::words::Moment;
use crate::source::SourceFile;
use crate::span::{Span, Spanned};
use crate::suggest::nearest;
use crate::yaml::{Placed, place};

/// The moment that a literal stands for.
pub(crate) fn moment(text: &Spanned<String>) -> Result<Moment, Diagnostic> {
    let words: &str = &text.value;
    if let Some((name, year)) = words.split_once(' ') {
        return term(name, year, text.span).map(Moment::Date);
    }
    let numbers: Vec<&str> = words.split(['-', '/', ':']).collect();
    let sizes: Vec<usize> = numbers.iter().map(|number| number.len()).collect();
    let number = |nth: usize| numbers.get(nth).and_then(|text| text.parse::<i16>().ok()).unwrap_or(-1);
    let small = |nth: usize| i8::try_from(number(nth)).unwrap_or(-1);
    let separator = words.chars().find(|next| !next.is_ascii_digit());
    match (separator, sizes.as_slice()) {
        (Some(':'), [1 | 2, 2]) => Time::new(clock(number(0)), clock(number(1)))
            .map(Moment::Time)
            .ok_or_else(|| impossible(text.span, words, "write a time of day between 00:00 and 24:00")),
        (None, [4]) => Ok(Moment::Date(Date::Year(number(0)))),
        (Some('-'), [4, 2]) if (1..=12).contains(&number(1)) => Ok(Moment::Date(Date::Month(number(0), small(1)))),
        (Some('-'), [4, 2, 2]) => Day::new(number(0), small(1), small(2))
            .map(|day| Moment::Date(Date::Day(day)))
            .map_err(|_| impossible(text.span, words, &calendar(number(0), small(1), small(2)))),
        (Some('-'), [4, 2]) if (number(0) + 1) % 100 == number(1) => Err(impossible(
            text.span,
            words,
            &format!("write an academic year with a stroke: `{}`", words.replace('-', "/")),
        )),
        (Some('-'), [4, 2]) => Err(impossible(text.span, words, "a year has the months 01 to 12")),
        (Some('/'), [4, 2]) if (number(0) + 1) % 100 == number(1) => Ok(Moment::Date(Date::AcademicYear(number(0)))),
        (Some('/'), [4, 2]) => Err(impossible(
            text.span,
            words,
            "an academic year joins two years that follow each other, such as `2016/17`",
        )),
        (_, [1 | 2, 1 | 2, 2 | 4]) => Err(other_order(text.span, words, &numbers)),
        _ => Err(Diagnostic::error("syntax", text.span, format!("`{words}` is neither a date nor a time of day"))
            .help(meant(words, &numbers).unwrap_or_else(|| FORMS.to_owned()))),
    }
}

/// A number of a clock; one that no clock shows where it is none.
fn clock(number: i16) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// A date in a YAML file, in any precision that the language knows; a wrong one is reported.
pub(crate) fn date_in(file: &SourceFile, text: &Placed<String>, found: &mut Vec<Diagnostic>) -> Option<Date> {
    let span = place(file, text);
    match moment(&Spanned::new(text.value.clone(), span)) {
        Ok(Moment::Date(date)) => Some(date),
        Ok(Moment::Time(_)) => {
            found.push(
                Diagnostic::error("syntax", span, "a time of day stands where a date was expected")
                    .help("write a date such as `2026-09-01`"),
            );
            None
        }
        Err(diagnostic) => {
            found.push(diagnostic);
            None
        }
    }
}

/// Why there is no such day.
fn calendar(year: i16, month: i8, day: i8) -> String {
    let exists = |month: i8, day: i8| Day::new(year, month, day).is_ok();
    if exists(day, month) {
        return format!("the month stands before the day: `{year}-{day:02}-{month:02}`");
    }
    match (28..=31).rev().find(|last| exists(month, *last)) {
        Some(last) => format!("that month has {last} days"),
        None => "a year has the months 01 to 12".to_owned(),
    }
}

/// The forms of a moment.
const FORMS: &str = "write a day as `2016-06-15`, a month as `2016-04`, a year as `2016`, an academic year as `2016/17`, a time as `08:45`";

/// What was meant by numbers that are no moment, where that is sure.
fn meant(words: &str, numbers: &[&str]) -> Option<String> {
    if !numbers.iter().all(|number| number.bytes().all(|next| next.is_ascii_digit())) {
        return None;
    }
    let times: Vec<&str> = words.split('-').collect();
    match (times.as_slice(), numbers) {
        ([from, until], [_, _, _, _]) if from.contains(':') && until.contains(':') => {
            Some(format!("a window has two full stops between its sides: `{from}..{until}`"))
        }
        (_, [year, month, day]) if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            Some(format!("write it with hyphens and two figures each: `{year}-{month:0>2}-{day:0>2}`"))
        }
        (_, [first, second]) if first.len() == 4 && second.len() == 4 => {
            Some(format!("write an academic year as `{first}/{}`", &second[2..]))
        }
        _ => None,
    }
}

fn term(name: &str, year: &str, span: Span) -> Result<Date, Diagnostic> {
    let (season, half) = name.split_once('.').map_or((name, None), |(season, half)| (season, half.parse::<u8>().ok()));
    let Some(found) = Season::find(season) else {
        let near = nearest(season, ["spring", "summer", "autumn"]);
        let help = near.map_or("the terms are `spring`, `summer` and `autumn`".to_owned(), |near| {
            format!("did you mean `{near} {year}`?")
        });
        return Err(Diagnostic::error("syntax", span, format!("`{season}` is not a school term")).help(help));
    };
    if half.is_some_and(|half| !(1..=2).contains(&half)) {
        return Err(impossible(span, &format!("{name} {year}"), "a term has the halves 1 and 2"));
    }
    Ok(Date::Term(found, half, year.parse().unwrap_or(0)))
}

fn impossible(span: Span, words: &str, help: &str) -> Diagnostic {
    Diagnostic::error("date-impossible", span, format!("`{words}` does not exist")).help(help)
}

/// A date with the year last: the British order is offered, and said to be a guess where it is one.
fn other_order(span: Span, words: &str, numbers: &[&str]) -> Diagnostic {
    let as_number = |nth: usize| numbers.get(nth).and_then(|text| text.parse::<i8>().ok()).unwrap_or(0);
    let (first, second) = (as_number(0), as_number(1));
    let year: &str = numbers.get(2).copied().unwrap_or_default();
    let short = year.len() == 2;
    let year = if short { format!("20{year}") } else { year.to_owned() };
    let help = if second > 12 {
        format!("the year comes first, then the month: `{year}-{first:02}-{second:02}`")
    } else if first > 12 {
        format!("the year comes first, then the month: `{year}-{second:02}-{first:02}`")
    } else {
        format!("the year comes first, then the month: `{year}-{second:02}-{first:02}` if the day was written first")
    };
    let message = if short {
        format!("the year of `{words}` has only two figures")
    } else {
        format!("`{words}` is written in an order that can be misread")
    };
    Diagnostic::error("syntax", span, message).help(help)
}

/// A window between two moments; one side may be open. A window of the clock may pass midnight.
pub(crate) fn window(
    text: &Spanned<(Option<String>, Option<String>)>,
) -> Result<(Option<Moment>, Option<Moment>), Diagnostic> {
    let side = |words: &Option<String>| match words {
        Some(words) => moment(&Spanned::new(words.clone(), text.span)).map(Some),
        None => Ok(None),
    };
    let (from, until) = (side(&text.value.0)?, side(&text.value.1)?);
    let backwards = match (from, until) {
        (Some(Moment::Time(from)), until) if from.minutes() == Time::END || Some(Moment::Time(from)) == until => {
            return Err(Diagnostic::error("date-impossible", text.span, "this window holds no minute")
                .help("end it after it begins: `12:10..13:10`, or over midnight `21:30..07:00`"));
        }
        (None, Some(Moment::Time(until))) if until.minutes() == 0 => {
            return Err(Diagnostic::error("date-impossible", text.span, "this window holds no minute")
                .help("end it after midnight, such as `..07:00`"));
        }
        (Some(Moment::Date(from)), Some(Moment::Date(until))) => {
            matches!((from.days(&Calendar::default()), until.days(&Calendar::default())), (Some((from, _)), Some((_, until))) if from > until)
        }
        (Some(Moment::Time(_)), Some(Moment::Date(_))) | (Some(Moment::Date(_)), Some(Moment::Time(_))) => {
            return Err(Diagnostic::error("syntax", text.span, "this window runs from a time of day to a date")
                .help("write two times, such as `12:10..13:10`, or two dates"));
        }
        _ => false,
    };
    if backwards {
        return Err(Diagnostic::error("date-impossible", text.span, "this window ends before it begins")
            .help(swapped(&text.value)));
    }
    Ok((from, until))
}

fn swapped((from, until): &(Option<String>, Option<String>)) -> String {
    let side = |side: &Option<String>| side.clone().unwrap_or_default();
    format!("swap its two sides: `{}..{}`", side(until), side(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, String> {
        let span = Span::new(crate::span::SourceId(0), 0, text.len());
        match moment(&Spanned::new(text.to_owned(), span)) {
            Ok(Moment::Date(date)) => Ok(date.to_string()),
            Ok(Moment::Time(time)) => Ok(time.to_string()),
            Err(found) => Err(found.help.unwrap_or_default()),
        }
    }

    #[test]
    fn each_precision_is_read() {
        assert_eq!(read("2016-06-15").as_deref(), Ok("15 June 2016"));
        assert_eq!(read("2016-04").as_deref(), Ok("April 2016"));
        assert_eq!(read("2016").as_deref(), Ok("2016"));
        assert_eq!(read("2016/17").as_deref(), Ok("academic year 2016/17"));
        assert_eq!(read("spring 2017").as_deref(), Ok("spring term 2017"));
        assert_eq!(read("spring.2 2017").as_deref(), Ok("second half of the spring term 2017"));
        assert_eq!(read("8:45").as_deref(), Ok("08:45"));
    }

    #[test]
    fn a_wrong_date_is_answered_with_the_right_form() {
        assert!(read("06/15/2016").unwrap_err().contains("`2016-06-15`"));
        assert!(read("15/06/2016").unwrap_err().contains("`2016-06-15`"));
        assert!(read("2016-02-30").is_err());
        assert!(read("2016/19").is_err());
        assert!(read("sprng 2017").unwrap_err().contains("`spring 2017`"));
        assert_eq!(read("2016-2017").unwrap_err(), "write an academic year as `2016/17`");
        assert_eq!(read("2016-’1").unwrap_err(), FORMS);
    }
}
