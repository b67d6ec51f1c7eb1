//! "Did you mean …?": the one place that measures how near two spellings are; and lists and counts in words.

use std::collections::BTreeSet;

/// Shorter words are too near to too many others for a slip to be sure.
const SHORTEST: usize = 4;

/// The candidate that the writer most likely meant: at most two slips away, in a short word one.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= if word.chars().count() < 5 { 1 } else { 2 })
        .min()
        .map(|(_, candidate)| candidate)
}

/// The one candidate that only a slip of the pen keeps apart from the word: no other is near, and no digit differs.
pub fn misspelt<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let near: BTreeSet<&str> =
        candidates.into_iter().filter(|candidate| nearest(word, [*candidate]).is_some()).collect();
    let only = near.first().filter(|only| near.len() == 1 && digits(only) == digits(word))?;
    (word.chars().count() >= SHORTEST).then_some(*only)
}

/// `a, b or c`.
pub fn one_of<S: AsRef<str>>(words: &[S]) -> String {
    joined(words, "or")
}

/// `a, b and c`.
pub fn all_of<S: AsRef<str>>(words: &[S]) -> String {
    joined(words, "and")
}

/// `1 change`, `2 changes`, `3 duties`.
pub fn counted(count: usize, noun: &str) -> String {
    match noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        _ if count == 1 => format!("1 {noun}"),
        Some(stem) => format!("{count} {stem}ies"),
        None => format!("{count} {noun}s"),
    }
}

fn joined<S: AsRef<str>>(words: &[S], last_word: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [front @ .., last] => {
            let front: Vec<&str> = front.iter().map(AsRef::as_ref).collect();
            format!("{} {last_word} {}", front.join(", "), last.as_ref())
        }
    }
}
