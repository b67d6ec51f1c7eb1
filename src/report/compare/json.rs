//! A comparison as JSON, whose shape scripts rely on.

use serde::Serialize;

use super::said;
use crate::compare::{self, Comparison, Departure, Row};

#[derive(Serialize)]
struct View<'a> {
    schema: u8,
    tool: String,
    as_of: String,
    edition: &'a str,
    trust: &'a Option<String>,
    schools: Vec<School<'a>>,
    questions: Vec<RowView<'a>>,
    facts: Vec<RowView<'a>>,
    alike: usize,
    groups: Vec<Vec<&'a str>>,
}

#[derive(Serialize)]
struct School<'a> {
    id: &'a str,
    title: &'a str,
    departures: Vec<DepartureView<'a>>,
}

#[derive(Serialize)]
struct DepartureView<'a> {
    id: &'a str,
    class: &'a str,
    standing: &'a str,
    what: &'a str,
    witnesses: &'a [String],
    cases: &'a [String],
    trust: Vec<Clause<'a>>,
    own: Vec<Clause<'a>>,
    record: Option<Record<'a>>,
}

#[derive(Serialize)]
struct Record<'a> {
    by: &'a str,
    because: &'a str,
    until: &'a str,
    path: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct RowView<'a> {
    id: &'a str,
    heading: &'a str,
    question: &'a str,
    alike: bool,
    cells: Vec<Cell<'a>>,
}

#[derive(Serialize)]
struct Cell<'a> {
    school: &'a str,
    said: &'static str,
    answer: &'a str,
    group: usize,
    standing: Option<&'static str>,
    clauses: Vec<Clause<'a>>,
}

#[derive(Serialize)]
struct Clause<'a> {
    id: &'a str,
    text: &'a str,
    path: &'a str,
    line: usize,
}

/// The comparison as JSON, with a final line break.
pub fn json(it: &Comparison) -> String {
    let name = |at: &usize| it.schools.get(*at).map(|it| it.name.as_str());
    let view = View {
        schema: 1,
        tool: format!("byelaw {}", env!("CARGO_PKG_VERSION")),
        as_of: it.today.to_string(),
        edition: &it.edition,
        trust: &it.trust,
        schools: it.schools.iter().map(school).collect(),
        questions: it.topics.iter().map(|row| row_view(it, row)).collect(),
        facts: it.facts.iter().map(|row| row_view(it, row)).collect(),
        alike: it.alike,
        groups: it.groups.iter().map(|group| group.schools.iter().filter_map(name).collect()).collect(),
    };
    // Strings and numbers in structs: serialising them cannot fail.
    serde_json::to_string_pretty(&view).map_or_else(|error| format!("{{\"error\":\"{error}\"}}\n"), |text| text + "\n")
}

fn school(it: &compare::School) -> School<'_> {
    School { id: &it.name, title: &it.title, departures: it.departures.iter().map(departure).collect() }
}

fn departure(it: &Departure) -> DepartureView<'_> {
    DepartureView {
        id: &it.id,
        class: it.class.word(),
        standing: it.standing.word(),
        what: &it.what,
        witnesses: &it.witnesses,
        cases: &it.boxes,
        trust: it.trust.iter().map(clause).collect(),
        own: it.own.iter().map(clause).collect(),
        record: it.record.as_ref().map(|it| Record {
            by: &it.by,
            because: &it.because,
            until: &it.until,
            path: &it.place.path,
            line: it.place.line,
        }),
    }
}

fn row_view<'a>(it: &'a Comparison, row: &'a Row) -> RowView<'a> {
    let cells = row.cells.iter().zip(&it.schools).enumerate().map(|(at, (cell, school))| Cell {
        school: &school.name,
        said: said(cell.answer.said),
        answer: &cell.answer.short,
        group: row.groups.iter().position(|group| group.contains(&at)).map_or(0, |nth| nth + 1),
        standing: cell.standing.map(|it| it.word()),
        clauses: cell.answer.clauses.iter().map(clause).collect(),
    });
    RowView {
        id: &row.id,
        heading: &row.heading,
        question: &row.question,
        alike: row.is_alike(),
        cells: cells.collect(),
    }
}

fn clause(it: &compare::Clause) -> Clause<'_> {
    Clause { id: &it.address, text: &it.text, path: &it.place.path, line: it.place.line }
}
