//! A comparison as comma-separated values: one line for each question or fact and school, then one a departure.

use super::{place, said};
use crate::compare::{Comparison, Row};
use crate::export::csv::line;

/// The first line.
const HEAD: [&str; 10] =
    ["kind", "id", "heading", "question", "school", "said", "answer", "answer_number", "standing", "places"];

/// The comparison as comma-separated values.
pub fn csv(it: &Comparison) -> String {
    let mut out = line(HEAD);
    for (kind, rows) in [("question", &it.topics), ("fact", &it.facts)] {
        for row in rows {
            (0..row.cells.len()).for_each(|school| out.push_str(&cell(it, kind, row, school)));
        }
    }
    for school in &it.schools {
        for departure in &school.departures {
            let places: Vec<String> = departure.own.iter().map(|clause| place(&clause.place)).collect();
            out.push_str(&line([
                "departure",
                &departure.id,
                departure.class.word(),
                &departure.what,
                &school.name,
                "answered",
                &departure.witnesses.join("; "),
                "",
                departure.standing.word(),
                &places.join(" "),
            ]));
        }
    }
    out
}

fn cell(it: &Comparison, kind: &str, row: &Row, school: usize) -> String {
    let (Some(cell), Some(of)) = (row.cells.get(school), it.schools.get(school)) else { return String::new() };
    let number = row.groups.iter().position(|group| group.contains(&school)).map_or(0, |nth| nth + 1).to_string();
    let places: Vec<String> = cell.answer.clauses.iter().map(|clause| place(&clause.place)).collect();
    line([
        kind,
        &row.id,
        &row.heading,
        &row.question,
        &of.name,
        said(cell.answer.said),
        &cell.answer.short,
        &number,
        cell.standing.map_or("", |it| it.word()),
        &places.join(" "),
    ])
}
