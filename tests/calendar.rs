//! Calendars read back: by a parser that others wrote, and line by line as RFC 5545 asks.

use std::collections::BTreeSet;

use icalendar::parser::{Component, read_calendar, unfold};
use serde_json::Value;

use crate::harness::{AS_OF, Folder, byelaw, folders};

const SMALL: &str =
    "school oakfield \"Oakfield Primary School\"\nrole head \"Headteacher; first, and \\\\ last\" is post\n";

/// An event as a calendar program would read it.
#[derive(Debug)]
struct Event {
    uid: String,
    start: String,
    end: String,
    summary: String,
    rule: Option<String>,
    trigger: String,
}

fn value(component: &Component<'_>, name: &str) -> Option<String> {
    let found: Vec<_> = component.properties.iter().filter(|it| it.name == name).collect();
    assert!(found.len() <= 1, "{name} stands twice");
    found.first().map(|it| it.val.as_str().to_owned())
}

fn text(component: &Component<'_>, name: &str) -> String {
    let property = component.find_prop(name).unwrap_or_else(|| panic!("no {name}")).clone();
    property.val.unescape_text().as_str().to_owned()
}

/// The events of a calendar, once its lines are as the standard has them.
fn read(ics: &str) -> Vec<Event> {
    lines_are_strict(ics);
    let unfolded = unfold(ics);
    let calendar = read_calendar(&unfolded).expect("a calendar");
    let property = |name: &str| calendar.properties.iter().find(|it| it.name == name).map(|it| it.val.as_str());
    assert_eq!(property("VERSION"), Some("2.0"));
    assert!(property("PRODID").is_some_and(|it| it.starts_with("-//Byelaw//")));
    assert!(!calendar.components.is_empty(), "a calendar holds something");
    calendar.components.iter().filter(|it| it.name == "VEVENT").map(event).collect()
}

fn event(it: &Component<'_>) -> Event {
    assert_eq!(value(it, "DTSTAMP").as_deref().map(str::len), Some("20261122T000000Z".len()));
    for name in ["DTSTART", "DTEND"] {
        let params = &it.find_prop(name).expect(name).params;
        assert!(params.iter().any(|it| it.key == "VALUE" && it.val.as_ref().is_some_and(|it| *it == "DATE")), "{name}");
    }
    let [alarm] = it.components.as_slice() else { panic!("one alarm: {it:?}") };
    assert_eq!((alarm.name.as_str(), value(alarm, "ACTION").as_deref()), ("VALARM", Some("DISPLAY")));
    assert!(!text(alarm, "DESCRIPTION").is_empty() && !text(it, "DESCRIPTION").is_empty());
    assert!(value(it, "CATEGORIES").is_some());
    Event {
        uid: value(it, "UID").expect("a UID"),
        start: value(it, "DTSTART").expect("a start"),
        end: value(it, "DTEND").expect("an end"),
        summary: text(it, "SUMMARY"),
        rule: value(it, "RRULE"),
        trigger: value(alarm, "TRIGGER").expect("a trigger"),
    }
}

/// CRLF at the end of every line and nowhere else, 75 bytes at most, whole characters, a name before every value.
fn lines_are_strict(ics: &str) {
    assert!(ics.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(ics.matches('\n').count(), ics.matches("\r\n").count());
    assert_eq!(ics.matches('\r').count(), ics.matches("\r\n").count());
    for line in ics.trim_end().split("\r\n") {
        assert!(!line.is_empty() && line.len() <= 75, "{} bytes: {line}", line.len());
        assert!(!line.chars().any(|next| next.is_control()), "{line:?}");
    }
    for line in unfold(ics).trim_end().lines() {
        let name = line.split([':', ';']).next().unwrap_or_default();
        if ["SUMMARY", "DESCRIPTION", "X-WR-CALNAME"].contains(&name) {
            text_is_escaped(line);
        }
        assert!(line.contains(':') && name.chars().all(|c| c.is_ascii_uppercase() || c == '-'), "{line}");
    }
}

/// No bare comma or semicolon, and behind a backslash nothing but what the standard has there.
fn text_is_escaped(line: &str) {
    let mut chars = line.chars();
    while let Some(next) = chars.next() {
        assert!(!matches!(next, ',' | ';'), "{line}");
        assert!(next != '\\' || chars.next().is_some_and(|it| "\\;,nN".contains(it)), "{line}");
    }
}

fn calendar(path: &str, day: &str) -> String {
    byelaw(&["due", path, "--as-of", day, "--format", "ics", "--quiet"]).out
}

fn of(source: &str) -> (Folder, String) {
    let folder = Folder::with(&[("a.byelaw", &format!("{SMALL}{source}\n"))]);
    let path = folder.path().to_str().expect("a path").to_owned();
    (folder, path)
}

fn duty(clauses: &str, day: &str) -> Event {
    let (_folder, path) = of(&format!("rules r \"Rules\" {{\n  a: head must \"look\" {clauses}\n}}"));
    let mut events = read(&calendar(&path, day));
    assert_eq!(events.len(), 1, "{events:?}");
    events.remove(0)
}

#[test]
fn every_day_of_every_school_is_read_back() {
    for root in folders() {
        let path = root.to_str().expect("a path");
        let events = read(&calendar(path, AS_OF));
        let json = byelaw(&["due", path, "--as-of", AS_OF, "--format", "json"]).out;
        let list: Value = serde_json::from_str(&json).expect("JSON");
        let days: Vec<String> = list["entries"]
            .as_array()
            .expect("entries")
            .iter()
            .filter_map(|entry| Some(entry["due"]["latest"].as_str()?.replace('-', "")))
            .collect();
        assert_eq!(events.iter().map(|it| it.start.clone()).collect::<Vec<_>>(), days, "{path}");
        let uids: BTreeSet<&str> = events.iter().map(|it| it.uid.as_str()).collect();
        assert_eq!(uids.len(), events.len(), "{path}: a UID stands twice");
    }
}

#[test]
fn an_event_keeps_its_uid_when_its_day_moves() {
    let before = duty("every year next 2026-12-01", AS_OF);
    let after = duty("every year next 2027-12-01", "2027-06-01");
    assert_eq!(before.uid, after.uid);
    assert_eq!((before.start.as_str(), before.end.as_str()), ("20261201", "20261202"));
    assert_eq!((after.start.as_str(), after.end.as_str()), ("20271201", "20271202"));
    assert_eq!(duty("by 2026-12-31", AS_OF).end, "20270101");
}

#[test]
fn what_can_be_counted_repeats() {
    let rule = |clauses: &str| duty(clauses, AS_OF).rule;
    assert_eq!(rule("every 2 weeks from 2026-11-09").as_deref(), Some("FREQ=WEEKLY;INTERVAL=2"));
    assert_eq!(rule("every 90 days from 2026-11-09").as_deref(), Some("FREQ=DAILY;INTERVAL=90"));
    assert_eq!(rule("every month from 2026-11-09").as_deref(), Some("FREQ=MONTHLY;INTERVAL=1"));
    assert_eq!(rule("every month from 2026-11").as_deref(), Some("FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1"));
    assert_eq!(rule("every year from 2027-02").as_deref(), Some("FREQ=YEARLY;INTERVAL=1;BYMONTH=2;BYMONTHDAY=-1"));
    assert_eq!(rule("every academic-year").as_deref(), Some("FREQ=YEARLY;INTERVAL=1"));
    assert_eq!(
        rule("every week from 2026-11-09 until 2027-03-19").as_deref(),
        Some("FREQ=WEEKLY;INTERVAL=1;UNTIL=20270319")
    );
    // The 31st is not in every month, a claimed next is claimed anew, and a single day does not repeat.
    for once in ["every month from 2026-10-31", "every year next 2027-01-10", "by 2027-01-10"] {
        assert_eq!(rule(once), None, "{once}");
    }
}

#[test]
fn a_reminder_comes_before_the_day_and_after_the_last() {
    assert_eq!(duty("by 2027-01-10", AS_OF).trigger, "-P14D");
    assert_eq!(duty("every academic-year", AS_OF).trigger, "-P14D");
    assert_eq!(duty("every week from 2026-11-09", AS_OF).trigger, "-P3D");
    assert_eq!(duty("every day from 2026-11-09", AS_OF).trigger, "-P0D");
}

#[test]
fn words_survive_whatever_they_hold() {
    let long = "é😀; \\\\ , “quoted” and ".repeat(12);
    let (_folder, path) = of(&format!("rules r \"Rules\" {{\n  a: head must \"{long}end\" by 2026-12-01\n}}"));
    let [event] = &read(&calendar(&path, AS_OF))[..] else { panic!("one event") };
    let json: Value =
        serde_json::from_str(&byelaw(&["due", &path, "--as-of", AS_OF, "--format", "json"]).out).expect("JSON");
    let entry = &json["entries"][0];
    let (who, what) = (entry["owner"]["title"].as_str().expect("a title"), entry["what"].as_str().expect("words"));
    assert!(what.contains("é😀; ") && what.contains(", “quoted”") && who.contains("; first, and"), "{what}");
    assert_eq!(event.summary, format!("{who}: {what}"));
    let late = read(&calendar(&path, "2026-12-02"));
    assert_eq!(late[0].summary, format!("overdue: {who}: {what}"));
}

#[test]
fn a_calendar_without_a_day_is_still_a_calendar() {
    let (_folder, path) = of("rules r \"Rules\" {\n  a: head must \"look\" every week\n}");
    assert!(read(&calendar(&path, AS_OF)).is_empty());
}

#[test]
fn a_strict_reader_refuses_what_is_not_strict() {
    let good = calendar("policies/oakfield", AS_OF);
    let refused = |bad: String| std::panic::catch_unwind(|| lines_are_strict(&bad)).is_err();
    assert!(!refused(good.clone()));
    assert!(refused(good.replace("\r\n", "\n")));
    assert!(refused(good.replace("\r\n ", "")));
    assert!(refused(good.replacen("SUMMARY:", "SUM\tMARY:", 1)));
    assert!(refused(good.replacen("SUMMARY:", "SUMMARY:a, b", 1)));
    assert!(refused(good.replacen("SUMMARY:", "SUMMARY:a\\b", 1)));
}
