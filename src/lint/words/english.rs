//! English as a reader takes it in: words, sentences and numbers with their places, for the lints that read prose.

use std::borrow::Cow;
use std::ops::Range;

/// A word and where it begins in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// Its first byte.
    pub(crate) at: usize,
    /// The word as written.
    pub(crate) text: &'a str,
}

impl Token<'_> {
    /// One past its last byte.
    pub(crate) fn end(&self) -> usize {
        self.at + self.text.len()
    }

    /// Whether it is a word that is given in small letters, in capitals or not.
    pub(crate) fn is(&self, wanted: &str) -> bool {
        self.text.eq_ignore_ascii_case(wanted)
    }

    /// In small letters.
    pub(crate) fn lower(&self) -> String {
        small(self.text).into_owned()
    }
}

/// How many letters a word of English takes with the blank behind it, at the least in most texts.
const LETTERS: usize = 5;

const INNER: [char; 4] = ['’', '\'', '-', '‑'];

/// Beginnings that end in a full stop without ending a sentence.
const SHORTENED: [&str; 12] = ["e.g", "i.e", "eg", "ie", "etc", "mr", "mrs", "ms", "dr", "no", "st", "rev"];

const NUMBERS: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The words of a text: letters and digits, with hyphens and apostrophes inside them.
pub(crate) fn words(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::with_capacity(text.len() / LETTERS);
    found.extend(tokens(text));
    found
}

/// The same, one after another.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let bytes = text.as_bytes();
    let mut rest = 0;
    std::iter::from_fn(move || {
        while rest < text.len() {
            let (start, end) = (rest, run_end(text, rest));
            // What ended the run is no part of a word, be there one or not.
            rest = match bytes.get(end) {
                Some(next) if !next.is_ascii() => end + text[end..].chars().next().map_or(1, char::len_utf8),
                _ => end + 1,
            };
            if start == end {
                continue;
            }
            let is_bare = bytes[start].is_ascii_alphanumeric() && bytes[end - 1].is_ascii_alphanumeric();
            let (at, word) = if is_bare { (start, &text[start..end]) } else { trimmed_run(text, start, end) };
            if !word.is_empty() {
                return Some(Token { at, text: word });
            }
        }
        None
    })
}

/// Which of the words end before a byte; one that goes on beyond it does not.
pub(crate) fn before<'l, 'a>(words: &'l [Token<'a>], at: usize) -> &'l [Token<'a>] {
    &words[..words.partition_point(|word| word.end() <= at)]
}

/// A run without the hyphens and apostrophes around it, and where it then begins.
fn trimmed_run(text: &str, start: usize, end: usize) -> (usize, &str) {
    let word = text[start..end].trim_start_matches(INNER);
    (end - word.len(), word.trim_end_matches(INNER))
}

/// Where the run of signs that may stand in a word ends; at its start where there is none.
fn run_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii() {
            if !INSIDE[usize::from(*byte)] {
                break;
            }
            at += 1;
        } else {
            match text[at..].chars().next() {
                Some(next) if next.is_alphanumeric() || INNER.contains(&next) => at += next.len_utf8(),
                _ => break,
            }
        }
    }
    at
}

/// Which signs of ASCII may stand in a word.
const INSIDE: [bool; 128] = {
    let mut all = [false; 128];
    let mut byte: u8 = 0;
    while byte < 128 {
        all[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'\'' || byte == b'-';
        byte += 1;
    }
    all
};

/// The sentences of a text, without the blanks around them.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, next) in text.char_indices() {
        let end = at + next.len_utf8();
        let closes = matches!(next, '.' | '!' | '?') && text[end..].starts_with([' ', '\n']) && !shortened(&text[..at]);
        if closes {
            found.push(trimmed(text, start..end));
            start = end;
        }
    }
    found.push(trimmed(text, start..text.len()));
    found.retain(|range| !range.is_empty());
    found
}

fn shortened(before: &str) -> bool {
    let word = before.rsplit([' ', '(', '\n']).next().unwrap_or_default();
    word.chars().count() == 1 || SHORTENED.contains(&word.to_lowercase().as_str())
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..(start + part.trim().len())
}

/// Where some words stand in a text, in capitals or not, and not inside longer words.
pub(crate) fn places(text: &str, wanted: &str) -> Vec<Range<usize>> {
    let letter = |next: Option<char>| next.is_some_and(char::is_alphanumeric);
    let alone = |range: &Range<usize>| {
        let (before, after) = (text.get(..range.start), text.get(range.end..));
        !letter(before.and_then(|it| it.chars().next_back())) && !letter(after.and_then(|it| it.chars().next()))
    };
    let (wanted, bytes) = (wanted.as_bytes(), text.as_bytes());
    let Some(first) = wanted.first() else { return Vec::new() };
    let firsts = [first.to_ascii_lowercase(), first.to_ascii_uppercase()];
    let starts = &bytes[..(bytes.len() + 1).saturating_sub(wanted.len())];
    let starts = starts.iter().enumerate().filter(|(_, byte)| **byte == firsts[0] || **byte == firsts[1]);
    let runs = starts.map(|(at, _)| at..at + wanted.len());
    runs.filter(|run| bytes[run.clone()].eq_ignore_ascii_case(wanted) && alone(run)).collect()
}

/// Whether some words end a text, in capitals or not, and not inside a longer word.
pub(crate) fn ends_in(text: &str, words: &str) -> bool {
    let Some((before, end)) = text.len().checked_sub(words.len()).and_then(|at| text.split_at_checked(at)) else {
        return false;
    };
    end.eq_ignore_ascii_case(words) && !before.ends_with(char::is_alphanumeric)
}

/// A word in small letters, which most words are already.
fn small(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|next| next.is_ascii() && !next.is_ascii_uppercase()) {
        word.into()
    } else {
        word.to_lowercase().into()
    }
}

/// A word in small letters, in the singular and without a possessive ending.
pub(crate) fn singular(word: &str) -> String {
    let lower = small(word);
    let bare = lower.strip_suffix("’s").or_else(|| lower.strip_suffix("'s")).unwrap_or(&lower);
    let bare = bare.trim_end_matches(['’', '\'']);
    match bare.strip_suffix("ies") {
        Some(stem) if stem.len() > 2 => format!("{stem}y"),
        _ if bare.len() > 3 && !bare.ends_with("ss") => bare.strip_suffix('s').unwrap_or(bare).to_owned(),
        _ => bare.to_owned(),
    }
}

/// The number that a word or digits stand for, up to a hundred.
pub(crate) fn number(word: &str) -> Option<usize> {
    let lower = small(word);
    NUMBERS.iter().position(|name| *name == lower).or_else(|| lower.parse().ok().filter(|count| *count <= 100))
}

/// Words that bind others together and say little themselves.
const BINDING: [&str; 70] = [
    "a", "an", "and", "any", "are", "as", "at", "be", "been", "being", "both", "by", "do", "does", "each", "every",
    "for", "from", "has", "have", "how", "if", "in", "into", "is", "it", "its", "may", "must", "not", "of", "on", "or",
    "other", "our", "own", "should", "so", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "to", "up", "was", "were", "what", "when", "where", "which", "who", "whom", "whose", "will",
    "with", "all", "can", "also", "such", "about", "out", "over", "within",
];

/// Whether a word binds others together and says little itself.
pub(crate) fn binds(word: &str) -> bool {
    BINDING.iter().any(|it| it.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::{before, number, places, sentences, singular, words};

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn words_keep_what_is_inside_them() {
        let found: Vec<&str> = words("‘Pupils’ don’t use (e-mail) - ever.").into_iter().map(|it| it.text).collect();
        assert_eq!(found, ["Pupils", "don’t", "use", "e-mail", "ever"]);
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        assert_eq!(
            cut("Ask Mr. Pell, e.g. by letter. Then wait! Is it so?"),
            ["Ask Mr. Pell, e.g. by letter.", "Then wait!", "Is it so?"]
        );
        assert_eq!(cut("no stop"), ["no stop"]);
        assert!(cut("  ").is_empty());
    }

    #[test]
    fn a_word_that_goes_on_is_not_before() {
        assert_eq!(before(&words("The Oakfield''Primary"), 14).len(), 1);
        assert_eq!(before(&words("The Oakfield Primary"), 13).len(), 2);
    }

    #[test]
    fn places_are_whole_words() {
        assert_eq!(places("The college; colleges; COLLEGE", "college"), [4..11, 23..30]);
    }

    #[test]
    fn endings_are_taken_off() {
        assert_eq!(
            ["Pupils’", "policies", "class", "school’s", "bus"].map(singular),
            ["pupil", "policy", "class", "school", "bus"]
        );
    }

    #[test]
    fn numbers_are_words_or_digits() {
        assert_eq!([number("Nine"), number("12"), number("many")], [Some(9), Some(12), None]);
    }
}
