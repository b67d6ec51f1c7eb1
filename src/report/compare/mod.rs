//! A comparison of schools → what people and programs read. Every format is made from the same rows.

mod csv;
mod html;
mod human;
mod json;
mod markdown;

pub use csv::csv;
pub use html::html;
pub use human::human;
pub use json::json;
pub use markdown::markdown;

use crate::compare::{Class, Comparison, Departure, Place, Row, Said, Standing};
use crate::model::date::day_in_words;
use crate::suggest::all_of;

/// As many schools stand side by side in a table; more are told answer by answer.
const ABREAST: usize = 6;

/// What one school differs in, and which others differ in the same.
struct Difference<'a> {
    id: &'a str,
    /// The departure of each school that has one, by its place.
    cells: Vec<(usize, &'a Departure)>,
}

/// What is compared, as a heading: `Five schools` with the trust, where one runs them.
fn heading(it: &Comparison) -> String {
    match &it.trust {
        Some(trust) => format!("How the {} schools of {trust} differ", it.schools.len()),
        None => format!("How {} schools differ", it.schools.len()),
    }
}

/// The day, and how much is the same.
fn summary(it: &Comparison) -> String {
    let differ = it.topics.iter().filter(|row| !row.is_alike()).count();
    let questions = it.topics.len();
    let mut said = format!("On {}: {differ} of {questions} questions are answered differently", day_in_words(it.today));
    if it.alike + it.facts.len() > 0 {
        let facts = it.facts.len();
        said.push_str(&format!("; {} facts are the same in all schools, {facts} are not", it.alike));
    }
    said
}

/// The names of some schools, by their places.
fn names(it: &Comparison, schools: &[usize]) -> String {
    let titles: Vec<&str> = schools.iter().filter_map(|at| it.schools.get(*at)).map(|it| it.title.as_str()).collect();
    if titles.len() == it.schools.len() && titles.len() > 2 { format!("all {}", titles.len()) } else { all_of(&titles) }
}

/// The groups of a row, those apart whose answers differ in the names of people alone.
fn by_words(row: &Row) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for group in &row.groups {
        let known = groups.len();
        for at in group {
            let short = |at: &usize| row.cells.get(*at).map(|cell| &cell.answer.short);
            let alike = groups.iter_mut().skip(known).find(|it| it.first().and_then(short) == short(at));
            match alike {
                Some(it) => it.push(*at),
                None => groups.push(vec![*at]),
            }
        }
    }
    groups
}

/// The rows of one heading together, in the order of the headings.
fn by_heading(rows: &[Row]) -> Vec<(&str, Vec<&Row>)> {
    let mut groups: Vec<(&str, Vec<&Row>)> = Vec::new();
    for row in rows {
        match groups.iter_mut().find(|(heading, _)| *heading == row.heading) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((&row.heading, vec![row])),
        }
    }
    groups
}

/// What somebody has to look at: departures from the trust that do more than add, one entry a fact, open ones first.
fn differences(it: &Comparison) -> Vec<Difference<'_>> {
    let mut all: Vec<Difference<'_>> = Vec::new();
    let weighty = |it: &&Departure| !matches!(it.class, Class::Adds) || it.standing == Standing::Conflicting;
    for (school, departures) in it.schools.iter().map(|it| &it.departures).enumerate() {
        for departure in departures.iter().filter(weighty) {
            match all.iter_mut().find(|it| it.id == departure.id) {
                Some(known) => known.cells.push((school, departure)),
                None => all.push(Difference { id: &departure.id, cells: vec![(school, departure)] }),
            }
        }
    }
    all.sort_by_key(|it| it.cells.iter().map(|(_, departure)| (departure.standing, departure.class)).min());
    all
}

/// What a school adds to its trust, for a line.
fn additions(departures: &[Departure]) -> Vec<&Departure> {
    departures.iter().filter(|it| it.class == Class::Adds && it.standing != Standing::Conflicting).collect()
}

/// `policies/wyndle/rules.byelaw:12`.
fn place(it: &Place) -> String {
    format!("{}:{}", it.path, it.line)
}

/// The word for whether a question is answered.
fn said(it: Said) -> &'static str {
    match it {
        Said::Answered => "answered",
        Said::NotSaid => "not-said",
        Said::NotComparable => "not-comparable",
    }
}

/// The record of a departure in words; nothing where there is none.
fn record(it: &Departure) -> Option<String> {
    let it = it.record.as_ref()?;
    Some(format!("recorded by {} until {}: {} ({})", it.by, it.until, it.because, place(&it.place)))
}
