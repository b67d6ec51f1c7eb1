//! The words by which something is known: a few beginnings of words that must stand together, in any order.

use std::ops::Range;
use std::sync::OnceLock;

use crate::sketch::Sketch;

/// One line of a pattern: every beginning must open some word of the text. `filter monitor` fits “monitoring and filters”.
///
/// What is written in capitals is an abbreviation, and stands for itself alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    beginnings: Vec<Beginning>,
    /// What they hold between them.
    sketch: Sketch,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Beginning {
    text: String,
    sketch: Sketch,
    /// Whether it is an abbreviation.
    short: bool,
}

impl Line {
    /// From the words as a pack writes them; nothing where there are none.
    pub fn new(text: &str) -> Option<Self> {
        let beginnings: Vec<Beginning> = words(text).into_iter().map(|range| Beginning::new(&text[range])).collect();
        let sketch = beginnings.iter().fold(Sketch::default(), |all, it| all.with(&it.sketch));
        (!beginnings.is_empty()).then_some(Self { beginnings, sketch })
    }

    /// Whether every beginning opens some word of a text that is read in one breath, whatever parts it is made of.
    pub fn fits(&self, parts: &[&Text]) -> bool {
        let holds =
            |it: &Beginning| parts.iter().any(|part| part.sketch.may_hold(&it.sketch) && part.find(it).is_some());
        self.beginnings.iter().all(holds)
    }

    /// Whether it may fit a text with this sketch.
    pub fn may_fit(&self, sketch: &Sketch) -> bool {
        sketch.may_hold(&self.sketch)
    }

    /// Where in a text the first of its words stands.
    pub fn first(&self, text: &Text) -> Option<Range<usize>> {
        self.beginnings.iter().filter_map(|beginning| text.find(beginning)).min_by_key(|range| range.start)
    }
}

impl Beginning {
    fn new(text: &str) -> Self {
        let short = text.len() > 1 && text.chars().all(|letter| letter.is_uppercase() || letter.is_numeric());
        Self { text: text.to_owned(), sketch: Sketch::of(text), short }
    }
}

/// A text, which is cut into words once somebody looks closely.
#[derive(Clone, Debug, Default)]
pub struct Text {
    whole: String,
    sketch: Sketch,
    cut: OnceLock<Cut>,
}

#[derive(Clone, Debug)]
struct Cut {
    /// Its words in small letters, a blank behind each.
    small: String,
    /// Where each word stands in the whole, and where in small letters.
    words: Vec<(Range<usize>, Range<usize>)>,
}

impl Cut {
    fn new(text: &str) -> Self {
        let mut small = String::with_capacity(text.len());
        let mut cut = Vec::new();
        for range in words(text) {
            let start = small.len();
            let word = &text[range.clone()];
            small.push_str(word);
            if word.is_ascii() {
                small[start..].make_ascii_lowercase();
            } else {
                small.truncate(start);
                small.extend(word.chars().flat_map(char::to_lowercase));
            }
            cut.push((range, start..small.len()));
            small.push(' ');
        }
        Self { small, words: cut }
    }
}

impl Text {
    /// Sketches a text.
    pub fn new(text: &str) -> Self {
        let sketch = if text.is_ascii() { Sketch::of(text) } else { Sketch::of(&text.to_lowercase()) };
        Self { whole: text.to_owned(), sketch, cut: OnceLock::new() }
    }

    /// Whether one of the lines fits.
    pub fn fits(&self, lines: &[Line]) -> bool {
        lines.iter().any(|line| line.may_fit(&self.sketch) && line.fits(&[self]))
    }

    /// Its sketch.
    pub fn sketch(&self) -> &Sketch {
        &self.sketch
    }

    fn find(&self, beginning: &Beginning) -> Option<Range<usize>> {
        let wanted = beginning.text.as_str();
        let cut = self.cut.get_or_init(|| Cut::new(&self.whole));
        let opens = |(word, small): &&(Range<usize>, Range<usize>)| {
            if beginning.short {
                &self.whole[word.clone()] == wanted
            } else {
                cut.small[small.clone()].starts_with(wanted)
            }
        };
        cut.words.iter().find(opens).map(|(range, _)| range.clone())
    }
}

/// Where the words of a text stand: runs of letters and digits.
pub(crate) fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::with_capacity(text.len() / LETTERS);
    let mut start = 0;
    while start < text.len() {
        let end = run_end(text, start);
        if end > start {
            found.push(start..end);
        }
        start = end + text[end..].chars().next().map_or(1, char::len_utf8);
    }
    found
}

/// How many letters a word of English takes with the blank behind it, at the least in most texts.
const LETTERS: usize = 5;

/// Where the run of letters and digits ends; at its start where there is none.
fn run_end(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(byte) = text.as_bytes().get(at) {
        if byte.is_ascii_alphanumeric() {
            at += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            match text[at..].chars().next().filter(|letter| letter.is_alphanumeric()) {
                Some(letter) => at += letter.len_utf8(),
                None => break,
            }
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{Line, Text};

    fn fits(line: &str, text: &str) -> bool {
        Line::new(line).is_some_and(|line| line.fits(&[&Text::new(text)]))
    }

    #[test]
    fn every_beginning_must_open_a_word_in_any_order() {
        assert!(fits("filter monitor", "Monitoring, and the filters at school"));
        assert!(!fits("filter monitor", "unfiltered monitoring"));
        assert!(!fits("filter monitor", "the filter"));
    }

    #[test]
    fn a_text_in_parts_is_one_text() {
        let parts = ["Filters", "and how we monitor them"].map(Text::new);
        let fits = |line: &str, parts: &[&Text]| Line::new(line).is_some_and(|line| line.fits(parts));
        assert!(fits("filter monitor", &[&parts[0], &parts[1]]));
        assert!(!fits("filter monitor", &[&parts[1]]));
    }

    #[test]
    fn capitals_stand_for_themselves_alone() {
        assert!(fits("AI", "an AI tool"));
        assert!(!fits("AI", "an aim"));
        assert!(!fits("IT", "it works"));
    }
}
