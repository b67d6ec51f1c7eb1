//! Abbreviations: where they stand, and what spells them out.

use std::ops::Range;

use crate::lint::words::english::{Token, words};

/// Words that initials leave out.
const SMALL: [&str; 8] = ["and", "of", "the", "for", "in", "to", "on", "with"];

/// Abbreviations in a word, in capitals and in the singular, each with its place: `DfE`, `VLEs`, `AUP` of `AUP-AUA`.
pub(crate) fn abbreviations(word: &Token<'_>) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    if word.text.bytes().filter(u8::is_ascii_uppercase).count() < 2 {
        return found;
    }
    let mut at = word.at;
    for part in word.text.split_inclusive('-') {
        let bare = part.trim_end_matches('-');
        let bare = ["’s", "'s", "s"].iter().fold(bare, |text, ending| text.strip_suffix(ending).unwrap_or(text));
        let letters = bare.trim_end_matches(|next: char| next.is_ascii_digit());
        let upper = letters.chars().filter(char::is_ascii_uppercase).count();
        let lower = letters.chars().filter(char::is_ascii_lowercase).count();
        let mixed = lower == 0 || (lower == 1 && upper >= 2 && letters.ends_with(|last: char| last.is_uppercase()));
        let postcode = letters.len() + 1 == bare.len() && upper > 1 && !letters.starts_with('K');
        let roman = letters.chars().all(|next| matches!(next, 'I' | 'V' | 'X'));
        let digits = bare.len() - letters.len();
        if mixed && (2..=7).contains(&upper) && upper + lower == letters.len() && digits < 2 && !postcode && !roman {
            found.push((letters.to_uppercase(), at..at + bare.len()));
        }
        at += part.len();
    }
    found
}

/// Whether the words beside an abbreviation say what it stands for, or brackets behind it explain it.
pub(crate) fn explained(text: &str, words: &[Token<'_>], at: usize, letters: &str) -> bool {
    let word = &words[at];
    let joined = |next: char| next.is_ascii_uppercase() || next == '/' || next == ' ';
    let bracketed = text[..word.at].trim_end_matches(joined).ends_with('(');
    let Some(behind) = text[word.end()..].strip_prefix(" (").and_then(|rest| rest.split(')').next()) else {
        return bracketed && spells(&words[at.saturating_sub(9)..at], letters);
    };
    let plain = behind.chars().filter(|next| next.is_lowercase()).count() > 3;
    plain && !behind.trim_end_matches('.').contains('.')
}

/// Whether words before an abbreviation begin with its letters; one of them may be an alternative to the next.
fn spells(before: &[Token<'_>], letters: &str) -> bool {
    let alike = |made: &str| {
        let skipped =
            |at: usize| made.len() == letters.len() + 1 && format!("{}{}", &made[..at], &made[at + 1..]) == letters;
        made == letters || (made.is_ascii() && (1..made.len()).any(skipped))
    };
    let starts = 0..before.len();
    let mut runs = starts.flat_map(|from| (from + 1..=before.len()).map(move |to| from..to));
    runs.any(|range| initials(before[range].iter().map(|word| word.text)).iter().any(|made| alike(made)))
}

/// What the first letters of some words make, with the small words and without them.
fn initials<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let parts: Vec<&str> = words.flat_map(|word| word.split('-')).filter(|part| !part.is_empty()).collect();
    let first = |part: &&str| part.chars().next().map(|first| first.to_ascii_uppercase());
    let small = |part: &&&str| !SMALL.contains(&part.to_lowercase().as_str());
    vec![parts.iter().filter_map(first).collect(), parts.iter().filter(small).filter_map(first).collect()]
}

/// Every abbreviation that some words of a name in a row make.
pub(crate) fn spelled(name: &str) -> Vec<String> {
    let parts: Vec<&str> = words(name).into_iter().map(|word| word.text).collect();
    let starts = 0..parts.len();
    let runs = starts.flat_map(|from| (from + 2..=parts.len().min(from + 8)).map(move |to| from..to));
    runs.flat_map(|range| initials(parts[range].iter().copied())).filter(|it| it.len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::{abbreviations, explained, spelled};
    use crate::lint::words::english::words;

    #[test]
    fn capitals_are_read_as_people_read_them() {
        let found = |text: &str| words(text).iter().flat_map(abbreviations).map(|it| it.0).collect::<Vec<_>>();
        assert_eq!(found("The DfE’s VLEs, at KS2 and SWGfL"), ["DFE", "VLE", "KS", "SWGFL"]);
        assert!(found("YouTube, WS12 3TG, I, II, 2016, McDonald").is_empty());
    }

    #[test]
    fn a_name_explains_its_letters() {
        let told = |text: &str, letters: &str| {
            let all = words(text);
            all.iter().enumerate().any(|(at, word)| word.text == letters && explained(text, &all, at, letters))
        };
        assert!(told("the Local Authority Designated Officer (LADO)", "LADO"));
        assert!(told("the LADO (the officer for allegations)", "LADO"));
        assert!(!told("the safety officer (LADO)", "LADO"));
        assert!(spelled("Special Educational Needs and Disabilities").contains(&"SEND".to_owned()));
    }
}
