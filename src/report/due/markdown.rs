//! What falls due as Markdown, for an agenda or a page of its own: a table for each who answers for it.

use super::{Agenda, heading, notes, when};
use crate::due::{Entry, State};
use crate::model::date::day_in_words;
use crate::render::{markdown_cell, markdown_line};

/// The list as Markdown.
pub fn markdown(agenda: &Agenda<'_>) -> String {
    let title = markdown_line(&format!("What falls due at {}", agenda.of.title));
    let mut out = format!("# {title}\n\nOn {}: {}.\n", day_in_words(agenda.outlook.today), agenda.summary());
    for (owner, entries) in agenda.by_owner() {
        out.push_str(&format!("\n## {}\n\n", markdown_line(&heading(owner))));
        out.push_str("| State | When | What | Where |\n|---|---|---|---|\n");
        entries.iter().for_each(|entry| out.push_str(&row(agenda, entry)));
    }
    out
}

fn row(agenda: &Agenda<'_>, entry: &Entry) -> String {
    let state = match entry.state {
        State::Overdue => "**overdue**",
        State::Unknown => "",
        state => state.word(),
    };
    let when = std::iter::once(when(entry)).chain(notes(entry)).collect::<Vec<_>>().join("; ");
    let (path, line) = agenda.place(entry);
    let place = format!("{path}:{line}");
    format!("| {state} | {} | {} | {} |\n", markdown_cell(&when), markdown_cell(&entry.what), markdown_cell(&place))
}
