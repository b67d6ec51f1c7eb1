//! The wall chart: what is due in each month of the academic year, and what goes on all year round.

use std::collections::BTreeMap;

use super::{Desk, heading, list, table};
use crate::document::{Block, Document, DocumentKind, capital};
use crate::due::{Entry, Matter, Outlook, Rhythm, entries};
use crate::model::date::{Date, Day, days_between};

/// The months of an academic year: how many years after its first, and which.
const MONTHS: [(i16, i8, &str); 12] = [
    (0, 9, "Sep"),
    (0, 10, "Oct"),
    (0, 11, "Nov"),
    (0, 12, "Dec"),
    (1, 1, "Jan"),
    (1, 2, "Feb"),
    (1, 3, "Mar"),
    (1, 4, "Apr"),
    (1, 5, "May"),
    (1, 6, "Jun"),
    (1, 7, "Jul"),
    (1, 8, "Aug"),
];

/// An academic year is no longer than this, in days.
const LONGEST: u32 = 366;
/// What may be done on any of more days than this has no place in a month.
const ANY_TIME: i32 = 200;

/// What is one line of the chart: a thing to do, and who does it.
type Line = (String, String);

pub(super) fn sheet(desk: &Desk<'_>) -> Option<Document> {
    let Some(Date::AcademicYear(year)) = Date::Day(desk.today).academic_year() else { return None };
    let months: Vec<(Day, Day)> =
        MONTHS.iter().filter_map(|(on, month, _)| Date::Month(year + on, *month).days(&desk.school.calendar)).collect();
    let rows = rows(desk, &months);
    let steady = steady(desk);
    if rows.is_empty() && steady.is_empty() {
        return None;
    }
    let mut columns = vec!["Who"];
    columns.extend(MONTHS.iter().map(|(.., name)| *name));
    let mut body = Vec::new();
    if !rows.is_empty() {
        body.push(table("What is due, and by which day of the month", "months", "What", &columns, rows));
    }
    if !steady.is_empty() {
        body.push(heading("All year round", "steady"));
        for (often, whats) in steady {
            body.push(heading_below(&often));
            body.push(list(whats));
        }
    }
    let title = format!("What is due in {}", Date::AcademicYear(year).source());
    let mut document = desk.document("calendar", title, "staff", body);
    document.kind = DocumentKind::Calendar;
    Some(document)
}

fn heading_below(title: &str) -> Block {
    match heading(title, "") {
        Block::Heading(it) => Block::Heading(crate::document::Heading { level: 2, ..it }),
        other => other,
    }
}

/// A row for each thing that has a day in the year, in the order of the first.
fn rows(desk: &Desk<'_>, months: &[(Day, Day)]) -> Vec<(String, Vec<String>)> {
    let mut order: Vec<(Day, String, Line)> = Vec::new();
    let mut cells: BTreeMap<(String, Line), Vec<String>> = BTreeMap::new();
    for (at, (first, last)) in months.iter().enumerate() {
        let within = u32::try_from(days_between(*first, *last)).unwrap_or(0);
        let outlook = Outlook { today: *first, soon: desk.soon, within };
        for entry in entries(desk.school, outlook).iter().filter(|it| it.matter != Matter::Waiver) {
            let here =
                |(from, until): &(Day, Day)| (first..=last).contains(&until) && days_between(*from, *until) <= ANY_TIME;
            let Some((from, until)) = entry.days.filter(here) else { continue };
            let key = (entry.subject.clone(), line(entry));
            if !cells.contains_key(&key) {
                order.push((until, key.0.clone(), key.1.clone()));
            }
            let row = cells.entry(key).or_insert_with(|| vec![String::new(); months.len()]);
            let day = if from == until { format!("{}", until.day()) } else { format!("by {}", until.day()) };
            if let Some(cell) = row.get_mut(at) {
                *cell = day;
            }
        }
    }
    // A stable sort keeps the order of the sources among what is due on one day.
    order.sort_by_key(|(day, ..)| *day);
    let row = |(_, subject, line): (Day, String, Line)| {
        let days = cells.remove(&(subject, line.clone())).unwrap_or_default();
        (line.0, std::iter::once(line.1).chain(days).collect())
    };
    order.into_iter().map(row).collect()
}

fn line(entry: &Entry) -> Line {
    (capital(&entry.what), who(entry))
}

fn who(entry: &Entry) -> String {
    entry.owner.as_ref().map(|owner| capital(&owner.title)).unwrap_or_default()
}

/// What comes round without a day in some month, by how often: the most frequent first.
fn steady(desk: &Desk<'_>) -> Vec<(String, Vec<String>)> {
    let outlook = Outlook { today: desk.today, soon: desk.soon, within: LONGEST };
    let mut groups: Vec<(Rhythm, Vec<String>)> = Vec::new();
    let dayless =
        |it: &Entry| it.date.is_none() || it.days.is_some_and(|(from, until)| days_between(from, until) > ANY_TIME);
    for entry in entries(desk.school, outlook).into_iter().filter(dayless) {
        let Some(every) = entry.every else { continue };
        let who = who(&entry);
        let told = if who.is_empty() { capital(&entry.what) } else { format!("{who}: {}", entry.what) };
        match groups.iter_mut().find(|(known, _)| *known == every) {
            Some((_, all)) => all.push(told),
            None => groups.push((every, vec![told])),
        }
    }
    groups.sort_by_key(|(every, _)| (every.unit, every.count));
    groups.into_iter().map(|(every, all)| (format!("Every {every}"), all)).collect()
}
