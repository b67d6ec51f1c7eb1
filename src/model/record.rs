//! What was recorded of a document: who approved or reviewed it, when, and what they saw.

use std::collections::BTreeMap;

use super::date::Day;
use crate::span::{Span, Spanned};

/// One recorded act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The document's address.
    pub document: Spanned<String>,
    /// What was done.
    pub act: Act,
    /// The role that did it.
    pub by: Spanned<String>,
    /// The day.
    pub on: Spanned<Day>,
    /// The minute of the meeting, where one is named.
    pub minute: Option<String>,
    /// The digest of the document's words as they were seen.
    pub digest: String,
    /// The digests of its sections.
    pub outline: Vec<String>,
    /// The next review that it stated, date by date.
    pub next: Vec<String>,
    /// Each source that was seen, by its path from the folder, with the digest of its text.
    pub seen: BTreeMap<String, String>,
    /// Whether it stands in the trust's folder, seen from one of its schools.
    pub inherited: bool,
    /// Where it stands.
    pub span: Span,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// It was approved.
    Approved,
    /// It was reviewed, and so it came out.
    Reviewed(ReviewOutcome),
}

/// What came of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewOutcome {
    /// The text was changed.
    Changed,
    /// The text stays as it is.
    Unchanged,
}

impl Act {
    /// Its word among the acts of a document.
    pub fn word(self) -> &'static str {
        match self {
            Act::Approved => "approved",
            Act::Reviewed(_) => "reviewed",
        }
    }

    /// What came of it, where it is a review.
    pub fn outcome(self) -> Option<&'static str> {
        match self {
            Act::Approved => None,
            Act::Reviewed(ReviewOutcome::Changed) => Some("changed"),
            Act::Reviewed(ReviewOutcome::Unchanged) => Some("unchanged"),
        }
    }
}
