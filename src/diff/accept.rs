//! `accepted.yaml`: changes that somebody accepted, pinned to their fingerprints.

use serde::Deserialize;

use super::Change;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::model::date::Day;
use crate::source::SourceFile;
use crate::span::Span;
use crate::yaml::{Placed, place, read};

/// One accepted change, as the file has it.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// The change.
    pub fingerprint: String,
    /// Who accepted it, why, and until when.
    pub accepted: Accepted,
    /// Where it stands in the file.
    pub span: Span,
}

/// Who accepted a change, why, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Who.
    pub who: String,
    /// Why.
    pub why: String,
    /// The last day on which it holds.
    pub until: Day,
    /// The minute of the decision.
    pub minute: Option<String>,
}

/// An acceptance that does nothing.
#[derive(Clone, Debug)]
pub struct Stale {
    /// It.
    pub acceptance: Acceptance,
    /// Whether it has run out, rather than fits no change.
    pub expired: bool,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct AcceptedFile {
    accepted: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    fingerprint: Placed<String>,
    who: Placed<String>,
    why: Placed<String>,
    until: Placed<String>,
    minute: Option<String>,
}

/// The acceptances of a file; entries that cannot be read are reported and left out.
pub fn acceptances(file: &SourceFile) -> Outcome<Vec<Acceptance>> {
    let entries: AcceptedFile = match read(file) {
        Ok(entries) => entries,
        Err(found) => return Outcome { value: Vec::new(), diagnostics: vec![found] },
    };
    let (mut value, mut diagnostics) = (Vec::new(), Vec::new());
    for entry in entries.accepted {
        match acceptance(file, entry) {
            Ok(it) => value.push(it),
            Err(found) => diagnostics.push(found),
        }
    }
    Outcome { value, diagnostics }
}

fn acceptance(file: &SourceFile, entry: Entry) -> Result<Acceptance, Diagnostic> {
    let span = place(file, &entry.fingerprint);
    for (name, said) in [("who", &entry.who), ("why", &entry.why)] {
        if said.value.trim().is_empty() {
            let message = format!("`{name}` of an accepted change is empty");
            return Err(Diagnostic::error("yaml", place(file, said), message).help("say who accepted it, and why"));
        }
    }
    let until = entry.until.value.parse().map_err(|_| {
        Diagnostic::error("yaml", place(file, &entry.until), format!("`{}` is not a day", entry.until.value))
            .help("write it as year-month-day, such as 2027-01-01")
    })?;
    let accepted = Accepted { who: entry.who.value, why: entry.why.value, until, minute: entry.minute };
    Ok(Acceptance { fingerprint: entry.fingerprint.value, accepted, span })
}

impl Acceptance {
    /// Marks every change that somebody accepted and still accepts, and answers with what does nothing.
    pub fn apply<'c>(
        all: Vec<Acceptance>,
        changes: impl IntoIterator<Item = &'c mut Change>,
        today: Day,
    ) -> Vec<Stale> {
        let mut changes: Vec<&mut Change> = changes.into_iter().collect();
        let mut stale = Vec::new();
        for acceptance in all {
            let expired = acceptance.accepted.until < today;
            let mut used = false;
            for change in changes.iter_mut().filter(|it| it.fingerprint == acceptance.fingerprint) {
                used = true;
                if !expired {
                    change.accepted = Some(acceptance.accepted.clone());
                }
            }
            if expired || !used {
                stale.push(Stale { acceptance, expired });
            }
        }
        stale
    }
}
