//! A table of answers as text, Markdown, HTML and comma-separated values.

use crate::export::csv::line;
use crate::question::{Cell, Grid};
use crate::report::lines::wrapped;
use crate::report::short::visible;

/// A head in a terminal is broken at this width.
const HEAD: usize = 24;

/// For a terminal: columns of even width, the notes below.
pub fn text(grid: &Grid) -> String {
    let heads: Vec<Vec<String>> = grid.columns.iter().map(|head| wrapped(&visible(head), HEAD)).collect();
    let first: Vec<Vec<String>> = grid.rows.iter().map(|(head, _)| wrapped(&visible(head), HEAD * 2)).collect();
    let lead = first.iter().flatten().map(|line| line.chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(at, head)| {
            let cells = grid.rows.iter().filter_map(|(_, cells)| cells.get(at)).map(Cell::printed);
            head.iter().cloned().chain(cells).map(|line| line.chars().count()).max().unwrap_or_default()
        })
        .collect();
    let mut out = format!("{}\n\n", captioned(&visible(&grid.title)));
    for nth in 0..heads.iter().map(Vec::len).max().unwrap_or_default() {
        let line: Vec<String> = heads.iter().map(|head| head.get(nth).cloned().unwrap_or_default()).collect();
        out.push_str(&row("", lead, &line, &widths));
    }
    for (head, (_, cells)) in first.iter().zip(&grid.rows) {
        for (nth, line) in head.iter().enumerate() {
            let cells: Vec<String> = if nth == 0 { cells.iter().map(Cell::printed).collect() } else { Vec::new() };
            out.push_str(&row(line, lead, &cells, &widths));
        }
    }
    if !grid.notes.is_empty() {
        out.push('\n');
    }
    for (nth, note) in grid.notes.iter().enumerate() {
        out.push_str(&format!("({}) {}\n", nth + 1, visible(note)));
    }
    out
}

fn row(head: &str, lead: usize, cells: &[String], widths: &[usize]) -> String {
    let mut line = format!("{head:lead$}");
    for (cell, width) in cells.iter().zip(widths) {
        line.push_str(&format!("  {cell:width$}"));
    }
    format!("{}\n", line.trim_end())
}

/// As a Markdown table with its notes as a list.
pub fn markdown(grid: &Grid) -> String {
    let cell = |text: &str| text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;");
    let heads: Vec<String> = grid.columns.iter().map(|head| cell(head)).collect();
    let mut out = format!("**{}**\n\n|  | {} |\n", cell(&captioned(&grid.title)), heads.join(" | "));
    out.push_str(&format!("|---|{}\n", "---|".repeat(heads.len())));
    for (head, cells) in &grid.rows {
        let cells: Vec<String> = cells.iter().map(Cell::printed).collect();
        out.push_str(&format!("| {} | {} |\n", cell(head), cells.join(" | ")));
    }
    if !grid.notes.is_empty() {
        out.push('\n');
    }
    for (nth, note) in grid.notes.iter().enumerate() {
        out.push_str(&format!("{}. {}\n", nth + 1, cell(note)));
    }
    out
}

/// As an HTML fragment: a table with its caption and heads marked, then the notes.
pub fn html(grid: &Grid) -> String {
    let mut out = format!("<table>\n<caption>{}</caption>\n<thead>\n<tr><td></td>", escaped(&captioned(&grid.title)));
    for head in &grid.columns {
        out.push_str(&format!("<th scope=\"col\">{}</th>", escaped(head)));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for (head, cells) in &grid.rows {
        out.push_str(&format!("<tr><th scope=\"row\">{}</th>", escaped(head)));
        for cell in cells {
            out.push_str(&format!("<td>{}</td>", escaped(&cell.printed())));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
    if !grid.notes.is_empty() {
        let notes: String = grid.notes.iter().map(|note| format!("<li>{}</li>\n", escaped(note))).collect();
        out.push_str(&format!("<ol>\n{notes}</ol>\n"));
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// As comma-separated values: one line a row, the words of a note in its cell.
pub fn csv(grid: &Grid) -> String {
    let mut lines = vec![line(std::iter::once("").chain(grid.columns.iter().map(String::as_str)))];
    for (head, cells) in &grid.rows {
        let cells: Vec<String> = cells.iter().map(|cell| noted(grid, cell)).collect();
        lines.push(line(std::iter::once(head.as_str()).chain(cells.iter().map(String::as_str))));
    }
    lines.concat()
}

fn noted(grid: &Grid, cell: &Cell) -> String {
    match cell.note.and_then(|note| grid.notes.get(note.checked_sub(1)?)) {
        Some(note) => format!("{}: {note}", cell.word),
        None => cell.word.clone(),
    }
}

/// A title with a capital letter at its start.
fn captioned(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
