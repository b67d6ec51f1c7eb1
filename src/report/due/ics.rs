//! What falls due as an iCalendar file (RFC 5545): an event of a whole day for everything whose last day is known.

use std::collections::BTreeMap;

use super::{Agenda, heading, notes};
use crate::due::{Entry, Repeat, State};
use crate::model::date::{Date, Day, day_in_words};
use crate::source::digest;

/// A line may have so many bytes, its break not counted (section 3.1).
const LINE: usize = 75;
/// So many days before something is due, or fewer where it comes round often, a reminder shows.
const REMINDER: u32 = 14;

/// The calendar. The same sources on the same day give the same bytes, and the same event keeps its UID.
pub fn ics(agenda: &Agenda<'_>) -> String {
    let mut out = Writer::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line(concat!("PRODID:-//Byelaw//Byelaw ", env!("CARGO_PKG_VERSION"), "//EN"));
    out.line("CALSCALE:GREGORIAN");
    out.text("X-WR-CALNAME", &format!("{}: what falls due", agenda.of.title));
    let mut known = BTreeMap::new();
    for (entry, day) in agenda.entries.iter().filter_map(|entry| Some((entry, entry.last_day()?))) {
        let nth: &mut usize = known.entry(identity(agenda, entry)).or_default();
        *nth += 1;
        event(&mut out, agenda, entry, day, *nth);
    }
    if known.is_empty() {
        no_event(&mut out);
    }
    out.line("END:VCALENDAR");
    out.out
}

/// What makes an event the same event tomorrow: not its day, which moves when a review is done.
fn identity(agenda: &Agenda<'_>, entry: &Entry) -> String {
    let owner = entry.owner.as_ref().map_or("", |owner| owner.id.as_ref().unwrap_or(&owner.title));
    [&agenda.of.name, entry.matter.word(), owner, &entry.subject].join("\n")
}

fn event(out: &mut Writer, agenda: &Agenda<'_>, entry: &Entry, day: Day, nth: usize) {
    let uid = digest(format!("{}\n{nth}", identity(agenda, entry)).as_bytes());
    let owner = entry.owner.as_ref();
    let who = owner.map_or(String::new(), |owner| format!("{}: ", owner.title));
    let overdue = if entry.state == State::Overdue { "overdue: " } else { "" };
    out.line("BEGIN:VEVENT");
    out.line(&format!("UID:{}@byelaw", uid.get(..32).unwrap_or(&uid)));
    out.line(&format!("DTSTAMP:{}T000000Z", basic(agenda.outlook.today)));
    out.line(&format!("DTSTART;VALUE=DATE:{}", basic(day)));
    // The end is the first day that no longer belongs to it; without one an event has one day.
    if let Ok(next) = day.tomorrow() {
        out.line(&format!("DTEND;VALUE=DATE:{}", basic(next)));
    }
    if let Some(rule) = entry.repeats.and_then(|repeat| rule(repeat, entry.date, day)) {
        out.line(&format!("RRULE:{rule}"));
    }
    let summary = format!("{overdue}{who}{}", entry.what);
    out.text("SUMMARY", &summary);
    let mut told = vec![heading(owner), format!("by {}", day_in_words(day))];
    told.extend(notes(entry));
    told.push(entry.subject.clone());
    out.text("DESCRIPTION", &told.join("\n"));
    let categories: Vec<String> =
        owner.map(|owner| escaped(&owner.title)).into_iter().chain([entry.matter.word().to_owned()]).collect();
    out.line(&format!("CATEGORIES:{}", categories.join(",")));
    out.line("TRANSP:TRANSPARENT");
    out.line("BEGIN:VALARM");
    out.line("ACTION:DISPLAY");
    out.text("DESCRIPTION", &summary);
    out.line(&format!("TRIGGER:-P{}D", reminder(entry)));
    out.line("END:VALARM");
    out.line("END:VEVENT");
}

/// A calendar must hold something (section 3.6): the zone of universal time, which shows nowhere.
fn no_event(out: &mut Writer) {
    out.line("BEGIN:VTIMEZONE");
    out.line("TZID:Etc/UTC");
    out.line("BEGIN:STANDARD");
    out.line("DTSTART:19700101T000000");
    out.line("TZOFFSETFROM:+0000");
    out.line("TZOFFSETTO:+0000");
    out.line("END:STANDARD");
    out.line("END:VTIMEZONE");
}

/// How many days before the day a reminder shows: never before the time in between has half gone.
fn reminder(entry: &Entry) -> u32 {
    let every = entry.every.and_then(|every| every.days().or(every.months().map(|months| months.saturating_mul(30))));
    every.map_or(REMINDER, |days| (days / 2).min(REMINDER))
}

/// The rule by which an event repeats.
fn rule(repeat: Repeat, date: Option<Date>, day: Day) -> Option<String> {
    let (frequency, interval) = match (repeat.every.days(), repeat.every.months()) {
        (Some(days), _) if days % 7 == 0 => ("WEEKLY", days / 7),
        (Some(days), _) => ("DAILY", days),
        (_, Some(months)) if months % 12 == 0 => ("YEARLY", months / 12),
        (_, Some(months)) => ("MONTHLY", months),
        _ => return None,
    };
    let mut rule = format!("FREQ={frequency};INTERVAL={interval}");
    if let Some(until) = repeat.until {
        rule.push_str(&format!(";UNTIL={}", basic(until)));
    }
    // The last day of a month is another number in another month.
    match (frequency, date) {
        ("MONTHLY", Some(Date::Month(..))) => rule.push_str(";BYMONTHDAY=-1"),
        ("YEARLY", Some(Date::Month(..))) => rule.push_str(&format!(";BYMONTH={};BYMONTHDAY=-1", day.month())),
        _ => {}
    }
    Some(rule)
}

/// A day as `20261122`.
fn basic(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// A value of the type TEXT (section 3.3.11), without the characters that no line may hold.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for next in text.chars() {
        match next {
            '\\' | ';' | ',' => out.extend(['\\', next]),
            '\n' => out.push_str("\\n"),
            _ if next.is_control() => out.push(' '),
            _ => out.push(next),
        }
    }
    out
}

/// Lines as they stand in the file: folded, each ended by CRLF.
#[derive(Default)]
struct Writer {
    out: String,
}

impl Writer {
    fn text(&mut self, name: &str, text: &str) {
        self.line(&format!("{name}:{}", escaped(text)));
    }

    /// A line, folded where it is too long, never inside a character.
    fn line(&mut self, line: &str) {
        let mut width = 0;
        for next in line.chars() {
            if width + next.len_utf8() > LINE {
                self.out.push_str("\r\n ");
                width = 1;
            }
            self.out.push(next);
            width += next.len_utf8();
        }
        self.out.push_str("\r\n");
    }
}
