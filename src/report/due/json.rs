//! What falls due as JSON, whose shape scripts rely on.

use serde::Serialize;

use super::Agenda;
use crate::due::{Entry, Owner};
use crate::model::date::Date;

#[derive(Serialize)]
struct View<'a> {
    schema: u8,
    tool: String,
    as_of: String,
    entries: Vec<EntryView<'a>>,
}

#[derive(Serialize)]
struct EntryView<'a> {
    what: &'a str,
    kind: &'a str,
    owner: Option<OwnerView<'a>>,
    due: Option<DueView>,
    state: &'a str,
    every: Option<String>,
    path: &'a str,
    line: usize,
    subject: &'a str,
}

#[derive(Serialize)]
struct OwnerView<'a> {
    id: &'a Option<String>,
    title: &'a str,
    holders: &'a [String],
}

#[derive(Serialize)]
struct DueView {
    text: String,
    precision: &'static str,
    earliest: Option<String>,
    latest: Option<String>,
}

/// The list as JSON, with a final line break.
pub fn json(agenda: &Agenda<'_>) -> String {
    let view = View {
        schema: 1,
        tool: format!("byelaw {}", env!("CARGO_PKG_VERSION")),
        as_of: agenda.outlook.today.to_string(),
        entries: agenda.entries.iter().map(|it| entry(agenda, it)).collect(),
    };
    // Strings and numbers in structs: serialising them cannot fail.
    serde_json::to_string_pretty(&view).map_or_else(|error| format!("{{\"error\":\"{error}\"}}\n"), |text| text + "\n")
}

fn entry<'a>(agenda: &Agenda<'a>, it: &'a Entry) -> EntryView<'a> {
    let file = agenda.sources.get(it.span.source);
    EntryView {
        what: &it.what,
        kind: it.matter.word(),
        owner: it.owner.as_ref().map(owner),
        due: it.date.map(|date| due(date, it)),
        state: it.state.word(),
        every: it.every.map(|every| every.to_string()),
        path: &file.path,
        line: file.position(it.span.start as usize).line,
        subject: &it.subject,
    }
}

fn owner(it: &Owner) -> OwnerView<'_> {
    OwnerView { id: &it.id, title: &it.title, holders: &it.holders }
}

fn due(date: Date, it: &Entry) -> DueView {
    DueView {
        text: date.source(),
        precision: date.precision(),
        earliest: it.days.map(|(first, _)| first.to_string()),
        latest: it.days.map(|(_, last)| last.to_string()),
    }
}
