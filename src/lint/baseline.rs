//! The list of old findings with which a school starts: they are counted and do not fail, and the list can only shrink.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::find;
use crate::diagnostic::{Diagnostic, Level};
use crate::source::{SourceFile, Sources};
use crate::span::{SourceId, Span};

const SCHEMA: u32 = 1;

/// Findings that are never old: a person who is missing and a review that nobody has set must not be hidden, no more
/// than what the calendar brings.
const NEVER: [&str; 4] = ["holder-left", "holder-placeholder", "post-unfilled", "review-date-missing"];

/// A list of old findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// How often each may be found.
    entries: BTreeMap<Old, usize>,
    /// The text that it was read from.
    source: Option<SourceId>,
}

/// An old finding: no line numbers and no wording, so that it outlives both.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Old {
    /// The lint.
    pub lint: String,
    /// The address of what it is about.
    pub subject: String,
    /// The digest of lint, subject and fact.
    pub fingerprint: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineFile {
    schema: u32,
    findings: Vec<Entry>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    lint: String,
    subject: String,
    fingerprint: String,
    count: usize,
}

impl Old {
    fn of(found: &Diagnostic) -> Self {
        Self { lint: found.name.to_owned(), subject: found.subject.clone(), fingerprint: found.fingerprint() }
    }
}

/// Whether a finding may be listed: what a lint finds in the sources, neither waived nor brought by the calendar.
fn may_be_old(found: &Diagnostic) -> bool {
    let lint = find(found.name).is_some_and(|lint| !lint.clock);
    lint && !found.clock && found.waived.is_none() && !NEVER.contains(&found.name)
}

impl Baseline {
    /// The list that a file holds.
    ///
    /// # Errors
    /// Where the file holds something else.
    pub fn read(file: &SourceFile) -> Result<Self, Diagnostic> {
        let read: BaselineFile = serde_json::from_str(&file.text).map_err(|error| {
            let lines = file.text.split('\n').count();
            let at = file.line_start(error.line().clamp(1, lines)) + error.column().saturating_sub(1);
            let at = file.text.floor_char_boundary(at);
            Diagnostic::error("baseline", Span::new(file.id, at, at), format!("this is no baseline: {error}"))
                .help("restore it from an earlier version, or remove it and write it anew")
        })?;
        if read.schema != SCHEMA {
            let message = format!("this baseline has the form {}, and only form {SCHEMA} is known", read.schema);
            return Err(Diagnostic::error("baseline", Span::new(file.id, 0, 0), message)
                .help("use the version of Byelaw that wrote it, or a later one"));
        }
        let mut entries = BTreeMap::new();
        for it in read.findings {
            let old = Old { lint: it.lint, subject: it.subject, fingerprint: it.fingerprint };
            *entries.entry(old).or_default() += it.count;
        }
        Ok(Self { entries, source: Some(file.id) })
    }

    /// The list of everything found that may be listed.
    pub fn of(found: &[Diagnostic]) -> Self {
        let mut entries = BTreeMap::new();
        for old in found.iter().filter(|it| may_be_old(it)).map(Old::of) {
            *entries.entry(old).or_default() += 1;
        }
        Self { entries, source: None }
    }

    /// How many findings it lists.
    pub fn len(&self) -> usize {
        self.entries.values().sum()
    }

    /// Whether it lists none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The findings that it lists and `other` does not, or not so often.
    pub fn beyond<'a>(&'a self, other: &'a Baseline) -> impl Iterator<Item = &'a Old> {
        let more = |(old, count): &(&Old, &usize)| **count > other.entries.get(old).copied().unwrap_or(0);
        self.entries.iter().filter(more).map(|(old, _)| old)
    }

    /// What both list.
    pub fn shared(&self, other: &Baseline) -> Self {
        let both = |(old, count): (&Old, &usize)| Some((old.clone(), *count.min(other.entries.get(old)?)));
        Self { entries: self.entries.iter().filter_map(both).collect(), source: self.source }
    }

    /// Marks the findings that it lists, and tells what it lists and nobody finds.
    pub fn mark(&self, found: &mut [Diagnostic], sources: &Sources) -> Vec<Diagnostic> {
        let mut left = self.entries.clone();
        for finding in found.iter_mut().filter(|it| may_be_old(it)) {
            if let Some(count) = left.get_mut(&Old::of(finding)).filter(|count| **count > 0) {
                *count -= 1;
                finding.baselined = true;
            }
        }
        let Some(file) = self.source.map(|id| sources.get(id)) else { return Vec::new() };
        left.iter().filter(|(_, count)| **count > 0).map(|(old, _)| stale(old, file)).collect()
    }

    /// The file, one entry a line, so that a change shows what has been put right.
    pub fn json(&self) -> String {
        let entries = self.entries.iter().map(|(old, count)| {
            let Old { lint, subject, fingerprint } = old.clone();
            // Strings and a number: serialising them cannot fail.
            serde_json::to_string(&Entry { lint, subject, fingerprint, count: *count }).unwrap_or_default()
        });
        let lines: Vec<String> = entries.map(|entry| format!("\n    {entry}")).collect();
        let end = if lines.is_empty() { "" } else { "\n  " };
        format!("{{\n  \"schema\": {SCHEMA},\n  \"findings\": [{}{end}]\n}}\n", lines.join(","))
    }
}

fn stale(old: &Old, file: &SourceFile) -> Diagnostic {
    let place = file.text.find(&old.fingerprint).map_or(0..0, |at| at..at + old.fingerprint.len());
    let message = format!("the baseline lists `{}` on `{}`, which is not found any more", old.lint, old.subject);
    Diagnostic::new("baseline-stale", Level::Warning, Span::new(file.id, place.start, place.end), message)
        .help("`byelaw baseline prune` takes out what has been put right")
        .about(&old.subject)
        .fact(format!("{} {}", old.lint, old.fingerprint))
}
