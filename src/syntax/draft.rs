//! A statement with its slips mended: the text that is read in its place, and the way back to what was written.

use std::ops::Range;

/// A change that was made: `new` bytes stand at `at` where `old` bytes stood.
#[derive(Clone, Copy, Debug)]
struct Change {
    at: usize,
    old: usize,
    new: usize,
}

/// The text of a statement and what was changed in it.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) text: String,
    changes: Trail,
}

/// The changes of a draft, in the order in which they were made; empty for a statement as it was written.
#[derive(Clone, Debug, Default)]
pub(super) struct Trail(Vec<Change>);

impl Trail {
    /// Where a byte of the mended text stood before; bytes that were put in stand where they were put.
    pub(super) fn back(&self, at: usize) -> usize {
        self.0.iter().rev().fold(at, |at, change| {
            if at <= change.at {
                at
            } else if at >= change.at + change.new {
                at - change.new + change.old
            } else {
                change.at
            }
        })
    }
}

impl Draft {
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), changes: Trail::default() }
    }

    /// Makes these changes, which stand in order and apart from each other.
    pub(super) fn apply(&mut self, edits: &[(Range<usize>, String)]) {
        for (range, new) in edits.iter().rev() {
            self.text.replace_range(range.clone(), new);
            self.changes.0.push(Change { at: range.start, old: range.len(), new: new.len() });
        }
    }

    pub(super) fn changes(&self) -> &Trail {
        &self.changes
    }
}

#[cfg(test)]
mod tests {
    use super::Draft;

    #[test]
    fn every_byte_finds_its_way_back() {
        let mut draft = Draft::new("a: pupils cannot “run”");
        draft.apply(&[(10..16, "must not".to_owned())]);
        draft.apply(&[(19..22, "\"".to_owned()), (25..28, "\"".to_owned())]);
        assert_eq!(draft.text, "a: pupils must not \"run\"");
        assert_eq!(draft.changes().back(10), 10);
        assert_eq!(draft.changes().back(18), 16);
        assert_eq!(draft.changes().back(19), 17);
        assert_eq!(draft.changes().back(draft.text.len()), "a: pupils cannot “run”".len());
    }
}
