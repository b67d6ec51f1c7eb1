//! Findings, what falls due, and answers → what people and programs read. Every format is made from one list.

mod change;
pub mod compare;
pub mod diff;
pub mod due;
mod github;
mod human;
mod json;
mod junit;
mod lines;
mod markdown;
pub mod question;
mod sarif;
mod short;

pub use change::change;
pub use github::github;
pub use human::human;
pub use json::json;
pub use junit::junit;
pub use markdown::markdown;
pub use sarif::sarif;
pub use short::{short, visible};

use crate::diagnostic::{Diagnostic, Level};
use crate::lint::Lint;
use crate::model::date::Day;
use crate::source::{Position, Sources};
use crate::span::Span;

/// What a report is made from.
#[derive(Debug)]
pub struct Findings<'a> {
    /// In the order in which they are told.
    pub list: &'a [Diagnostic],
    /// The texts that they point into.
    pub sources: &'a Sources,
    /// The day on which the school was looked at.
    pub as_of: Day,
}

/// The check that found them: which lints looked, and what makes it fail.
#[derive(Clone, Copy, Debug)]
pub struct Check<'a> {
    /// The lints that looked; none where a fault of the language stopped them.
    pub lints: &'a [&'static Lint],
    /// The least level at which it fails.
    pub fail_on: Level,
    /// Whether a finding that the calendar alone causes can make it fail.
    pub clock_fails: bool,
}

impl Check<'_> {
    /// Whether this finding makes the check fail.
    pub fn fails_on(&self, found: &Diagnostic) -> bool {
        found.counts() && found.level >= self.fail_on && (self.clock_fails || !found.clock)
    }

    /// Whether any of these makes it fail.
    pub fn fails(&self, list: &[Diagnostic]) -> bool {
        list.iter().any(|found| self.fails_on(found))
    }
}

/// How a human report is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// With colours.
    pub colour: bool,
    /// Characters in a line.
    pub width: usize,
}

/// How many findings there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors that count.
    pub error: usize,
    /// Warnings that count.
    pub warning: usize,
    /// Advice that counts.
    pub advice: usize,
    /// Findings of any level that somebody accepted for a time.
    pub waived: usize,
    /// Findings of any level that the baseline lists as old.
    pub baselined: usize,
}

impl Counts {
    /// Counts a list.
    pub fn of(list: &[Diagnostic]) -> Self {
        let mut counts = Self::default();
        for found in list {
            match found.level {
                _ if found.waived.is_some() => counts.waived += 1,
                _ if found.baselined => counts.baselined += 1,
                Level::Error => counts.error += 1,
                Level::Warning => counts.warning += 1,
                Level::Advice => counts.advice += 1,
            }
        }
        counts
    }

    /// `1 warning`: how many of one level count.
    fn of_level(self, level: Level) -> String {
        let (count, one, many) = match level {
            Level::Error => (self.error, "error", "errors"),
            Level::Warning => (self.warning, "warning", "warnings"),
            Level::Advice => (self.advice, "piece of advice", "pieces of advice"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }

    /// `3 errors, 1 warning and 2 pieces of advice`.
    pub fn words(self) -> String {
        let [error, warning, advice] = [Level::Error, Level::Warning, Level::Advice].map(|level| self.of_level(level));
        let mut words = format!("{error}, {warning} and {advice}");
        if self.waived > 0 {
            words.push_str(&format!("; {} waived", self.waived));
        }
        if self.baselined > 0 {
            words.push_str(&format!("; {} in the baseline", self.baselined));
        }
        words
    }
}

/// What sets a finding apart from one that counts today and always: ` (clock) (waived)`, or nothing.
fn marks(found: &Diagnostic) -> String {
    let marks =
        [(found.clock, " (clock)"), (found.waived.is_some(), " (waived)"), (found.baselined, " (in the baseline)")];
    marks.iter().filter(|(holds, _)| *holds).map(|(_, mark)| *mark).collect()
}

/// Where a span lies, for programs that open files.
struct Place<'a> {
    path: &'a str,
    start: Position,
    /// One past the last character.
    end: Position,
}

impl<'a> Place<'a> {
    fn of(span: Span, sources: &'a Sources) -> Self {
        let file = sources.get(span.source);
        Self { path: &file.path, start: file.position(span.start as usize), end: file.position(span.end as usize) }
    }
}
