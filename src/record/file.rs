//! `approvals.yaml`: read with places; written by adding an entry behind what is there, so that remarks of people stay.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;

use super::next_reviews;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::document::Seal;
use crate::model::date::{Date, Day};
use crate::model::document::Document;
use crate::model::record::{Act, Record, ReviewOutcome};
use crate::resolve::values::date_in;
use crate::source::SourceFile;
use crate::span::{SourceId, Span, Spanned};
use crate::yaml::{Placed, place, read};

/// The file of a folder that holds its records.
pub const FILE: &str = "approvals.yaml";
/// The folder beside it that holds each text that was seen, once.
pub const SEEN: &str = "approvals";

const HEAD: &str = "# What was approved and reviewed, by whom and when: written by `byelaw approve` and `byelaw review`.\n# The texts that were seen stand in the folder `approvals`, each named by its digest.\nacts:\n";

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RecordsFile {
    acts: Vec<Placed<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    document: Placed<String>,
    act: Placed<String>,
    by: Placed<String>,
    on: Placed<String>,
    minute: Option<String>,
    outcome: Option<Placed<String>>,
    digest: Placed<String>,
    #[serde(default)]
    sections: Vec<Placed<String>>,
    #[serde(default)]
    next: Vec<String>,
    #[serde(default)]
    seen: BTreeMap<String, Placed<String>>,
}

/// The path, from the folder, of a text that was seen.
pub fn seen_path(digest: &str) -> String {
    format!("{SEEN}/{digest}.txt")
}

/// The records of one file; entries that cannot be read are reported and left out.
pub fn records(file: &SourceFile) -> Outcome<Vec<Record>> {
    let entries: RecordsFile = match read(file) {
        Ok(entries) => entries,
        Err(found) => return Outcome { value: Vec::new(), diagnostics: vec![found] },
    };
    let mut found = Vec::new();
    let records = entries.acts.iter().filter_map(|entry| record(file, &entry.value, &mut found)).collect();
    Outcome { value: records, diagnostics: found }
}

fn record(file: &SourceFile, entry: &Entry, found: &mut Vec<Diagnostic>) -> Option<Record> {
    let spanned = |text: &Placed<String>| Spanned::new(text.value.clone(), place(file, text));
    let act = act(file, entry, found);
    let on = day(file, &entry.on, found);
    let digests = std::iter::once((&entry.digest, 64)).chain(entry.seen.values().map(|it| (it, 64)));
    let mut sound = true;
    for (digest, length) in digests.chain(entry.sections.iter().map(|it| (it, 8))) {
        let hex = |next: char| next.is_ascii_digit() || ('a'..='f').contains(&next);
        if digest.value.len() != length || !digest.value.chars().all(hex) {
            let message = format!("`{}` is not a digest of {length} digits", digest.value);
            found.push(
                Diagnostic::error("yaml", place(file, digest), message)
                    .help("put the line back as `byelaw approve` or `byelaw review` wrote it"),
            );
            sound = false;
        }
    }
    let (act, on) = (act?, on?);
    sound.then(|| Record {
        document: spanned(&entry.document),
        act,
        by: spanned(&entry.by),
        on,
        minute: entry.minute.clone(),
        digest: entry.digest.value.clone(),
        outline: entry.sections.iter().map(|it| it.value.clone()).collect(),
        next: entry.next.clone(),
        seen: entry.seen.iter().map(|(path, digest)| (path.clone(), digest.value.clone())).collect(),
        inherited: false,
        span: place(file, &entry.document),
    })
}

fn act(file: &SourceFile, entry: &Entry, found: &mut Vec<Diagnostic>) -> Option<Act> {
    let outcome = entry.outcome.as_ref();
    let (at, message, help) = match (entry.act.value.as_str(), outcome.map(|it| it.value.as_str())) {
        ("approved", None) => return Some(Act::Approved),
        ("reviewed", Some("changed")) => return Some(Act::Reviewed(ReviewOutcome::Changed)),
        ("reviewed", Some("unchanged")) => return Some(Act::Reviewed(ReviewOutcome::Unchanged)),
        ("approved", Some(_)) => {
            (outcome.unwrap_or(&entry.act), "an approval has no outcome".to_owned(), "take the line out")
        }
        ("reviewed", None) => {
            (&entry.act, "this review has no outcome".to_owned(), "write `outcome: changed` or `outcome: unchanged`")
        }
        ("reviewed", Some(other)) => (
            outcome.unwrap_or(&entry.act),
            format!("`{other}` is not an outcome of a review"),
            "write `changed` or `unchanged`",
        ),
        (other, _) => {
            (&entry.act, format!("`{other}` is not an act that is recorded"), "write `approved` or `reviewed`")
        }
    };
    found.push(Diagnostic::error("yaml", place(file, at), message).help(help));
    None
}

fn day(file: &SourceFile, text: &Placed<String>, found: &mut Vec<Diagnostic>) -> Option<Spanned<Day>> {
    let span = place(file, text);
    match date_in(file, text, found)? {
        Date::Day(day) => Some(Spanned::new(day, span)),
        _ => {
            found.push(
                Diagnostic::error("syntax", span, "what is recorded was done on a day")
                    .help("write a day such as `2026-11-20`"),
            );
            None
        }
    }
}

/// A record of what is done to a document now; `seen` are the sources' paths and digests.
pub fn record_of(
    (document, seal): (&Document, &Seal),
    (act, by, on): (Act, &str, Day),
    minute: Option<&str>,
    seen: BTreeMap<String, String>,
) -> Record {
    let nowhere = Span::new(SourceId(0), 0, 0);
    Record {
        document: Spanned::new(document.id.clone(), nowhere),
        act,
        by: Spanned::new(by.to_owned(), nowhere),
        on: Spanned::new(on, nowhere),
        minute: minute.map(str::to_owned),
        digest: seal.digest.clone(),
        outline: seal.outline(),
        next: next_reviews(document),
        seen,
        inherited: false,
        span: nowhere,
    }
}

/// The text of the file with one more record at its end.
pub fn appended(text: &str, record: &Record) -> String {
    let mut out = text.to_owned();
    if !out.lines().any(|line| line.trim_end() == "acts:") {
        out.push_str(HEAD);
    } else if !out.ends_with('\n') {
        out.push('\n');
    }
    let mut line = |key: &str, value: &str| {
        let lead = if key == "document" { "  -" } else { "   " };
        let _ = writeln!(out, "{lead} {key}: {value}");
    };
    line("document", &record.document.value);
    line("act", record.act.word());
    line("by", &record.by.value);
    line("on", &record.on.value.to_string());
    record.minute.iter().for_each(|minute| line("minute", &quoted(minute)));
    record.act.outcome().iter().for_each(|outcome| line("outcome", outcome));
    line("digest", &quoted(&record.digest));
    line("sections", &list(&record.outline));
    line("next", &list(&record.next));
    line("seen", "");
    for (path, digest) in &record.seen {
        let _ = writeln!(out, "      {}: {}", quoted(path), quoted(digest));
    }
    out.replace("    seen: \n", "    seen:\n")
}

fn list(values: &[String]) -> String {
    format!("[{}]", values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", "))
}

/// In the double quotes of YAML, which hold any text.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for next in text.chars() {
        match next {
            '"' | '\\' => out.extend(['\\', next]),
            next if next.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(next));
            }
            next => out.push(next),
        }
    }
    out.push('"');
    out
}
