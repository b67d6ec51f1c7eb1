//! The words by which something is known: a few beginnings of words that must stand together, in any order.

use std::ops::Range;

/// One line of a pattern: every beginning must open some word of the text. `filter monitor` fits “monitoring and filters”.
///
/// What is written in capitals is an abbreviation, and stands for itself alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    beginnings: Vec<String>,
}

impl Line {
    /// From the words as a pack writes them; nothing where there are none.
    pub fn new(text: &str) -> Option<Self> {
        let words: Vec<String> = words(text).into_iter().map(|range| text[range].to_owned()).collect();
        (!words.is_empty()).then_some(Self { beginnings: words })
    }

    /// Whether every beginning opens some word of a text.
    pub fn fits(&self, text: &Text) -> bool {
        self.beginnings.iter().all(|beginning| text.has(beginning))
    }

    /// Where in a text the first of its words stands.
    pub fn first(&self, text: &Text) -> Option<Range<usize>> {
        self.beginnings.iter().filter_map(|beginning| text.find(beginning)).min_by_key(|range| range.start)
    }
}

/// A text cut into words, once.
#[derive(Clone, Debug, Default)]
pub struct Text {
    words: Vec<(String, String, Range<usize>)>,
}

impl Text {
    /// Cuts a text into words.
    pub fn new(text: &str) -> Self {
        let cut = words(text).into_iter();
        Self {
            words: cut
                .map(|range| (text[range.clone()].to_owned(), text[range.clone()].to_lowercase(), range))
                .collect(),
        }
    }

    /// Whether one of the lines fits.
    pub fn fits(&self, lines: &[Line]) -> bool {
        lines.iter().any(|line| line.fits(self))
    }

    fn has(&self, beginning: &str) -> bool {
        self.find(beginning).is_some()
    }

    fn find(&self, beginning: &str) -> Option<Range<usize>> {
        let short = beginning.len() > 1 && beginning.chars().all(|letter| letter.is_uppercase() || letter.is_numeric());
        self.words
            .iter()
            .find(|(word, small, _)| if short { word == beginning } else { small.starts_with(beginning) })
            .map(|(_, _, range)| range.clone())
    }
}

/// Where the words of a text stand: runs of letters and digits.
pub(crate) fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices() {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found.extend(start.map(|from| from..text.len()));
    found
}

#[cfg(test)]
mod tests {
    use super::{Line, Text};

    fn fits(line: &str, text: &str) -> bool {
        Line::new(line).is_some_and(|line| line.fits(&Text::new(text)))
    }

    #[test]
    fn every_beginning_must_open_a_word_in_any_order() {
        assert!(fits("filter monitor", "Monitoring, and the filters at school"));
        assert!(!fits("filter monitor", "unfiltered monitoring"));
        assert!(!fits("filter monitor", "the filter"));
    }

    #[test]
    fn capitals_stand_for_themselves_alone() {
        assert!(fits("AI", "an AI tool"));
        assert!(!fits("AI", "an aim"));
        assert!(!fits("IT", "it works"));
    }
}
