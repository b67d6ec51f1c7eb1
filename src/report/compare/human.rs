//! A comparison for people at a terminal: question by question, each answer with the schools that give it.

use super::{additions, by_heading, by_words, differences, heading, names, place, record, summary};
use crate::compare::{Comparison, Row};
use crate::report::Look;
use crate::report::lines::{self, wrapped};
use crate::report::short::visible;

/// So many places stand behind an answer.
const PLACES: usize = 3;

/// The comparison for people.
pub fn human(it: &Comparison, look: Look) -> String {
    let mut out = format!("{}\n{}.\n", painted(&heading(it), "1", look), summary(it));
    for (title, rows) in by_heading(&it.topics) {
        out.push_str(&format!("\n{}\n", painted(title, "1", look)));
        rows.iter().for_each(|row| out.push_str(&told(it, row, look)));
    }
    if it.trust.is_some() {
        out.push_str(&format!("\n{}\n", painted("What sets schools apart from their trust", "1", look)));
        out.push_str(&apart(it, look));
    }
    out.push_str(&format!("\n{}\n", painted("Schools that say the same in everything above", "1", look)));
    for group in &it.groups {
        out.push_str(&indented(&names(it, &group.schools), 2, look));
    }
    out
}

fn told(it: &Comparison, row: &Row, look: Look) -> String {
    let mut out = format!("\n  {}\n", row.question);
    for group in by_words(row) {
        let Some(cell) = group.first().and_then(|at| row.cells.get(*at)) else { continue };
        out.push_str(&indented(&names(it, &group), 4, look));
        out.push_str(&indented(&cell.answer.short, 6, look));
        let mut places: Vec<String> = Vec::new();
        for clause in group.iter().filter_map(|at| row.cells.get(*at)).flat_map(|cell| &cell.answer.clauses) {
            let place = place(&clause.place);
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places.truncate(PLACES);
        if !places.is_empty() {
            out.push_str(&indented(&places.join(", "), 6, look));
        }
    }
    out
}

fn apart(it: &Comparison, look: Look) -> String {
    let mut out = String::new();
    for difference in differences(it) {
        for (school, departure) in &difference.cells {
            let head = format!("{}, {}: {}", departure.standing.word(), departure.class.word(), names(it, &[*school]));
            out.push_str(&format!("\n  {}\n", painted(&head, "36", look)));
            out.push_str(&indented(&departure.what, 4, look));
            departure.witnesses.iter().for_each(|witness| out.push_str(&indented(witness, 6, look)));
            departure.trust.iter().for_each(|clause| {
                out.push_str(&indented(&format!("trust: {} ({})", clause.text, place(&clause.place)), 6, look));
            });
            record(departure).into_iter().for_each(|record| out.push_str(&indented(&record, 6, look)));
            let places: Vec<String> = departure.own.iter().take(PLACES).map(|clause| place(&clause.place)).collect();
            if !places.is_empty() {
                out.push_str(&indented(&places.join(", "), 6, look));
            }
        }
    }
    for school in &it.schools {
        let added = additions(&school.departures);
        if !added.is_empty() {
            let what: Vec<&str> = added.iter().map(|it| it.what.as_str()).collect();
            out.push_str(&format!("\n  {}\n", painted(&format!("of its own: {}", school.title), "36", look)));
            out.push_str(&indented(&what.join("; "), 4, look));
        }
    }
    out
}

/// Words on lines of the width, each so far from the edge.
fn indented(text: &str, indent: usize, look: Look) -> String {
    let lines = wrapped(&visible(text), look.width.saturating_sub(indent).max(30));
    lines.iter().filter(|line| !line.is_empty()).map(|line| format!("{:indent$}{line}\n", "")).collect()
}

fn painted(text: &str, style: &str, look: Look) -> String {
    lines::painted(&visible(text), style, look)
}
