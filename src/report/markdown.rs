//! Findings as Markdown: the summary of a job, for people who open a web page rather than a terminal.

use super::short::visible;
use super::{Check, Counts, Findings, Place, marks};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::date::day_in_words;
use crate::source::SourceFile;

/// The day, the verdict and the counts; a table for each level and file; what was accepted at the end.
pub fn markdown(findings: &Findings<'_>, check: &Check<'_>) -> String {
    let counts = Counts::of(findings.list);
    let verdict = if check.fails(findings.list) { "fails" } else { "passes" };
    let day = day_in_words(findings.as_of);
    let mut out = format!("## Byelaw on {day}\n\nThe check **{verdict}**: {}.\n", counts.words());
    for level in [Level::Error, Level::Warning, Level::Advice] {
        let told: Vec<&Diagnostic> = findings.list.iter().filter(|it| it.counts() && it.level == level).collect();
        if !told.is_empty() {
            out.push_str(&section(&counts.of_level(level), level, &tables(&told, findings)));
        }
    }
    let accepted: Vec<&Diagnostic> = findings.list.iter().filter(|it| !it.counts()).collect();
    if !accepted.is_empty() {
        let title = format!("{} waived, {} in the baseline", counts.waived, counts.baselined);
        out.push_str(&folded(&title, &tables(&accepted, findings)));
    }
    out
}

/// Errors stand open; the rest is a line to unfold.
fn section(title: &str, level: Level, tables: &str) -> String {
    if level == Level::Error { format!("\n### {title}\n{tables}") } else { folded(title, tables) }
}

fn folded(title: &str, tables: &str) -> String {
    format!("\n<details>\n<summary>{title}</summary>\n{tables}\n</details>\n")
}

fn tables(told: &[&Diagnostic], findings: &Findings<'_>) -> String {
    findings.sources.iter().map(|file| table(file, told, findings)).collect()
}

/// The findings of one file; nothing where it has none.
fn table(file: &SourceFile, told: &[&Diagnostic], findings: &Findings<'_>) -> String {
    let rows: String = told
        .iter()
        .filter(|it| it.primary.span.source == file.id)
        .map(|it| {
            let line = Place::of(it.primary.span, findings.sources).start.line;
            let waiver =
                it.waived.as_ref().map(|waiver| format!(" by {}", inert(&waiver.to_string()))).unwrap_or_default();
            let help = it.help.as_deref().map(spoken).unwrap_or_default();
            format!("| {line} | {}{}{waiver} | {} | {help} |\n", it.name, marks(it), spoken(&it.message))
        })
        .collect();
    let head = "| Line | Lint | Finding | What to do |\n|---:|---|---|---|\n";
    if rows.is_empty() { rows } else { format!("\n**{}**\n\n{head}{rows}", inert(&file.path)) }
}

/// A message with the writer's own words, which stand between backticks, as code.
fn spoken(message: &str) -> String {
    let parts: Vec<&str> = message.split('`').collect();
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        match (at % 2, at + 1 == parts.len()) {
            (0, _) => out.push_str(&inert(part)),
            (_, false) => out.push_str(&format!("<code>{}</code>", inert(part))),
            (_, true) => out.push_str(&inert(&format!("`{part}"))),
        }
    }
    out
}

/// Text in which nothing is mark-up: neither HTML nor Markdown, nor the end of a cell.
fn inert(text: &str) -> String {
    let mut out = String::new();
    for next in visible(text).chars() {
        match next {
            '&' | '<' | '>' | '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '#' | '@' | '$' => {
                out.push_str(&format!("&#{};", u32::from(next)));
            }
            '\n' | '\t' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}
