//! Findings as workflow commands, which GitHub shows beside the lines of a change.

use super::short::visible;
use super::{Counts, Findings, Place, marks};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::date::day_in_words;
use crate::source::Sources;

/// One command for each finding that counts, and a last line with the day and the counts, which is no command.
pub fn github(findings: &Findings<'_>) -> String {
    let commands = findings.list.iter().filter(|found| found.counts()).map(|found| command(found, findings.sources));
    let last = format!("on {}: {}\n", day_in_words(findings.as_of), Counts::of(findings.list).words());
    commands.chain([last]).collect()
}

fn command(found: &Diagnostic, sources: &Sources) -> String {
    let place = Place::of(found.primary.span, sources);
    let mut properties = format!("file={},line={}", property(place.path), place.start.line);
    // Columns are only taken where a finding starts and ends on one line.
    if place.start.line == place.end.line {
        properties.push_str(&format!(",col={},endColumn={}", place.start.column, place.end.column));
    }
    properties.push_str(&format!(",endLine={}", place.end.line));
    properties.push_str(&format!(",title={}", property(&format!("{}{}", found.name, marks(found)))));
    format!("::{} {properties}::{}\n", word(found.level), data(&text(found, sources)))
}

/// The message, the next step, and the other places, one a line.
fn text(found: &Diagnostic, sources: &Sources) -> String {
    let mut lines = vec![found.message.clone()];
    lines.extend(found.help.iter().map(|help| format!("help: {help}")));
    for label in &found.related {
        let place = Place::of(label.span, sources);
        let said = if label.message.is_empty() { "see also" } else { &label.message };
        lines.push(format!("{said}: {}:{}", place.path, place.start.line));
    }
    lines.join("\n")
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "notice",
    }
}

/// Text behind the second `::`.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which a comma or a colon would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
