//! Answers about permissions → what people and programs read.

mod grid;
mod human;
mod json;

pub use grid::{csv, html, markdown, text};
pub use human::{answers, reasons, unsettled};
pub use json::{answers as answers_json, reasons as reasons_json};

use crate::model::date::Day;
use crate::permission::Verdict;
use crate::source::Sources;
use crate::span::Span;

/// What every answer is told with.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    /// The texts that the rules stand in.
    pub sources: &'a Sources,
    /// The day of the question.
    pub as_of: Day,
}

impl Telling<'_> {
    /// `phones.byelaw:12:3`.
    fn place(&self, span: Span) -> String {
        let file = self.sources.get(span.source);
        let at = file.position(span.start as usize);
        format!("{}:{}:{}", file.path, at.line, at.column)
    }
}

/// What a verdict says to people.
fn says(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Allow => "yes",
        Verdict::Conditional(_) => "yes, on conditions",
        Verdict::Forbid => "no",
        Verdict::Conflict => "the rules disagree",
        Verdict::Unchosen => "nobody has chosen",
        Verdict::Restricted(_) | Verdict::Undecided => "nobody has said",
    }
}
