//! A comparison as Markdown: tables of questions by schools, or by answers where the schools are many.

use super::{ABREAST, additions, by_heading, by_words, differences, heading, names, place, record, summary};
use crate::compare::{Cell, Comparison, Row};
use crate::render::{markdown_cell, markdown_line};

/// The comparison as Markdown.
pub fn markdown(it: &Comparison) -> String {
    let mut out = format!("# {}\n\n{}.\n", markdown_line(&heading(it)), markdown_line(&summary(it)));
    for (title, rows) in by_heading(&it.topics) {
        out.push_str(&format!("\n## {}\n\n{}", markdown_line(title), table(it, &rows, "Question")));
    }
    if it.trust.is_some() {
        out.push_str(&apart(it));
    }
    if !it.facts.is_empty() {
        let facts: Vec<&Row> = it.facts.iter().collect();
        out.push_str(&format!("\n## Facts that differ\n\n{}", table(it, &facts, "Address")));
    }
    out.push_str("\n## Schools that say the same in everything above\n\n");
    for group in &it.groups {
        out.push_str(&format!("- {}\n", markdown_line(&names(it, &group.schools))));
    }
    out
}

fn table(it: &Comparison, rows: &[&Row], first: &str) -> String {
    if it.schools.len() > ABREAST {
        let rows: String = rows.iter().map(|row| by_answer(it, row)).collect();
        return format!("| {first} | Answer | Schools |\n|---|---|---|\n{rows}");
    }
    let heads: Vec<String> = it.schools.iter().map(|school| markdown_cell(&school.title)).collect();
    let rules = "---|".repeat(heads.len() + 1);
    let mut out = format!("| {first} | {} |\n|{rules}\n", heads.join(" | "));
    for row in rows {
        let cells: Vec<String> = row.cells.iter().map(cell).collect();
        out.push_str(&format!("| {} | {} |\n", markdown_cell(&row.question), cells.join(" | ")));
    }
    out
}

fn cell(cell: &Cell) -> String {
    let places: Vec<String> = cell.answer.clauses.iter().take(3).map(|it| markdown_cell(&place(&it.place))).collect();
    let places = if places.is_empty() { String::new() } else { format!("<br>{}", places.join(", ")) };
    format!("{}{places}", markdown_cell(&cell.answer.short))
}

fn by_answer(it: &Comparison, row: &Row) -> String {
    let lines = by_words(row).into_iter().enumerate().filter_map(|(nth, group)| {
        let answer = &row.cells.get(*group.first()?)?.answer;
        let question = if nth == 0 { markdown_cell(&row.question) } else { String::new() };
        Some(format!("| {question} | {} | {} |\n", markdown_cell(&answer.short), markdown_cell(&names(it, &group))))
    });
    lines.collect()
}

fn apart(it: &Comparison) -> String {
    let mut out = "\n## What sets schools apart from their trust\n\n".to_owned();
    out.push_str("| School | Standing | What it does | Difference | Shown by | Where |\n|---|---|---|---|---|---|\n");
    for difference in differences(it) {
        for (school, departure) in &difference.cells {
            let shown: Vec<String> = departure.witnesses.iter().cloned().chain(record(departure)).collect();
            let places: Vec<String> = departure.own.iter().map(|clause| place(&clause.place)).collect();
            let cells = [
                names(it, &[*school]),
                departure.standing.word().to_owned(),
                departure.class.word().to_owned(),
                departure.what.clone(),
                shown.join("; "),
                places.join(", "),
            ];
            out.push_str(&format!("| {} |\n", cells.map(|it| markdown_cell(&it)).join(" | ")));
        }
    }
    for school in &it.schools {
        let added: Vec<&str> = additions(&school.departures).iter().map(|it| it.what.as_str()).collect();
        if !added.is_empty() {
            out.push_str(&format!(
                "\n{}, of its own: {}.\n",
                markdown_line(&school.title),
                markdown_line(&added.join("; "))
            ));
        }
    }
    out
}
