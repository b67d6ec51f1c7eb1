//! What falls due, for people at a terminal: a heading for each who answers for it, a line for each thing.

use super::{Agenda, bracketed, heading, notes, when};
use crate::due::{Entry, State};
use crate::model::date::day_in_words;
use crate::report::Look;
use crate::report::lines::{painted, wrapped};
use crate::report::short::visible;

/// What it is set apart by: two blanks, the state, the day.
const STATE: usize = 9;
const WHEN: usize = 18;

/// The list for people, with the counts at the end.
pub fn human(agenda: &Agenda<'_>, look: Look) -> String {
    let mut out = String::new();
    for (owner, entries) in agenda.by_owner() {
        out.push_str(&painted(&visible(&heading(owner)), "1", look));
        out.push('\n');
        for entry in entries {
            out.push_str(&line(agenda, entry, look));
        }
        out.push('\n');
    }
    let summary = agenda.summary();
    let title = &agenda.of.title;
    out.push_str(&visible(&format!("{title} on {}: {summary}\n", day_in_words(agenda.outlook.today))));
    out
}

fn line(agenda: &Agenda<'_>, entry: &Entry, look: Look) -> String {
    let (path, line) = agenda.place(entry);
    let text = visible(&format!("{}{}  {path}:{line}", entry.what, bracketed(&notes(entry))));
    let state = match entry.state {
        State::Unknown => "",
        state => state.word(),
    };
    let state = format!("{state:<STATE$}");
    let state = if entry.state == State::Overdue { painted(&state, "31", look) } else { state };
    let indent = 2 + STATE + WHEN + 2;
    let lines = wrapped(&text, look.width.saturating_sub(indent).max(30));
    let first = format!("  {state}{:<WHEN$}  {}\n", when(entry), lines.first().map_or("", String::as_str));
    let rest = lines.iter().skip(1).map(|line| format!("{:indent$}{line}\n", ""));
    std::iter::once(first).chain(rest).collect()
}
