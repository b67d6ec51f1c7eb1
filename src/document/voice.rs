//! The voice of an agreement: what binds the one who signs is said in the first person.

use super::Run;
use super::wording::{Speaker, closed};
use crate::model::sentence::Sentence;
use crate::word::{Strength, Word};

impl Speaker<'_> {
    /// The sentence as somebody who is bound by it would promise it.
    pub(crate) fn promise(&self, it: &Sentence) -> Vec<Run> {
        if let Some(words) = it.clauses.words(Word::Promise) {
            return closed(self.words(words));
        }
        let lead = match it.strength.value {
            Strength::Must => "I will ",
            Strength::MustNot => "I will not ",
            Strength::Should => "I should ",
            Strength::ShouldNot => "I should not ",
            Strength::May => "I may ",
            Strength::Does | Strength::Undecided => return self.sentence(it),
        };
        let mut rest = self.rest(it);
        if it.subjects.any.len() == 1 {
            Turn::new().runs(&mut rest);
        }
        let mut runs = vec![Run::words(lead)];
        runs.extend(rest);
        closed(runs)
    }

    /// The sentence as an agreement says it of those readers whom it binds, where it does not bind all of them.
    pub(crate) fn pledge(&self, it: &Sentence) -> Vec<Run> {
        let verb = match it.strength.value {
            Strength::Must => "will",
            Strength::MustNot => "will not",
            _ => return self.sentence(it),
        };
        let mut runs = vec![Run::words(format!("{} {verb} ", self.who(it)))];
        runs.extend(self.rest(it));
        closed(runs)
    }
}

/// Words that end in `s` and name nothing of which there are several.
const SINGULAR: [&str; 14] = [
    "always",
    "as",
    "besides",
    "does",
    "has",
    "is",
    "its",
    "perhaps",
    "sometimes",
    "this",
    "towards",
    "us",
    "was",
    "whereas",
];

/// Words for somebody else, whom `their` may mean as well as it may mean the subject.
const OTHERS: [&str; 27] = [
    "adult",
    "anybody",
    "anyone",
    "child",
    "children",
    "class",
    "colleague",
    "everybody",
    "everyone",
    "family",
    "friend",
    "governor",
    "member",
    "nobody",
    "parent",
    "people",
    "person",
    "police",
    "pupil",
    "school",
    "somebody",
    "someone",
    "staff",
    "student",
    "teacher",
    "who",
    "whoever",
];

/// `their` → `my`, as long as nobody but the subject can be meant.
struct Turn {
    sure: bool,
    after_i: bool,
}

impl Turn {
    fn new() -> Self {
        Self { sure: true, after_i: false }
    }

    fn runs(&mut self, runs: &mut [Run]) {
        for run in runs {
            match run {
                Run::Words { text } => *text = self.text(text),
                Run::Emphasis { runs } | Run::Strong { runs } | Run::Link { runs, .. } => self.runs(runs),
                Run::Anchor { .. } => self.sure = false,
            }
        }
    }

    fn text(&mut self, text: &str) -> String {
        let mut told = String::new();
        for piece in text.split_inclusive(|letter: char| !letter.is_alphabetic()) {
            let word = piece.trim_end_matches(|letter: char| !letter.is_alphabetic());
            told.push_str(self.word(word));
            told.push_str(&piece[word.len()..]);
        }
        told
    }

    fn word<'a>(&mut self, word: &'a str) -> &'a str {
        let turned = match word {
            _ if word.is_empty() => return word,
            "are" if self.after_i => "am",
            "were" if self.after_i => "was",
            "their" if self.sure => "my",
            "theirs" if self.sure => "mine",
            "themselves" if self.sure => "myself",
            "they" if self.sure => "I",
            _ => word,
        };
        self.after_i = turned == "I";
        let lower = word.to_lowercase();
        let several = lower.ends_with('s') && !lower.ends_with("ss") && !SINGULAR.contains(&lower.as_str());
        self.sure &= !OTHERS.contains(&lower.as_str()) && (!several || turned != word);
        turned
    }
}
