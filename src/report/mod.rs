//! Findings, and what falls due → what people and programs read. Every format is made from one list.

pub mod due;
mod human;
mod json;
mod short;

pub use human::human;
pub use json::json;
pub use short::short;

use crate::diagnostic::{Diagnostic, Level};
use crate::model::date::Day;
use crate::source::Sources;

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

    /// `3 errors, 1 warning and 2 pieces of advice`.
    pub fn words(self) -> String {
        let one = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        let mut words = format!(
            "{}, {} and {}",
            one(self.error, "error", "errors"),
            one(self.warning, "warning", "warnings"),
            one(self.advice, "piece of advice", "pieces of advice")
        );
        if self.waived > 0 {
            words.push_str(&format!("; {} waived", self.waived));
        }
        if self.baselined > 0 {
            words.push_str(&format!("; {} in the baseline", self.baselined));
        }
        words
    }
}
