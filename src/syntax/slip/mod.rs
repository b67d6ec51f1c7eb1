//! Slips of the pen: what a teacher is likely to have meant by a statement that cannot be read.
//!
//! Each finder knows one slip. Where it is sure of what was meant it also mends it, so that the rest of the statement is
//! still read, its other slips are told too, and what it declares is known to the rest of the school.

mod lines;
mod phrases;
mod rows;
mod signs;
mod words;

use std::ops::Range;

use super::grammar::{Rule, Stop};
use super::shape::{Token, colon, tokens};
use crate::diagnostic::Safety::{self, Safe, Unsafe};
use crate::word::Strength;

/// What was meant, and how the text is to be changed so that it says so.
pub(super) struct Slip {
    pub(super) at: Range<usize>,
    /// Other places of the same slip in the same statement.
    pub(super) others: Vec<Range<usize>>,
    pub(super) message: String,
    pub(super) help: String,
    /// Changes in order; none where what was meant is not sure.
    pub(super) edits: Vec<(Range<usize>, String)>,
    /// Whether the changes may be written into the file unasked: they touch signs and spelling, not what is meant.
    pub(super) safety: Safety,
    /// Whether the same slip in the next line is the same mistake: a list was pasted, not a line.
    pub(super) runs: bool,
}

impl Slip {
    fn new(at: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        let (message, help) = (message.into(), help.into());
        Self { at, others: Vec::new(), message, help, edits: Vec::new(), safety: Safety::Unsafe, runs: false }
    }

    fn edit(mut self, range: Range<usize>, text: impl Into<String>) -> Self {
        self.edits.push((range, text.into()));
        self
    }

    fn running(mut self) -> Self {
        self.runs = true;
        self
    }

    /// The same slip at several places, each with what it becomes: the first is told, the others are pointed at.
    fn each(message: impl Into<String>, help: impl Into<String>, edits: Vec<(Range<usize>, String)>) -> Option<Self> {
        let mut slip = Self::new(edits.first()?.0.clone(), message, help);
        slip.others = edits.iter().skip(1).map(|(range, _)| range.clone()).collect();
        slip.edits = edits;
        Some(slip)
    }
}

impl Slip {
    /// What its changes do to a text, in the imperative.
    pub(super) fn title(&self, text: &str) -> String {
        let Some((range, new)) = self.edits.first() else { return String::new() };
        let (old, new) = (shown(text[range.clone()].trim()), shown(new.trim()));
        let what = match (old.as_str(), new.as_str()) {
            ("", "") => "type the blanks again".to_owned(),
            (old, "") => format!("take `{old}` out"),
            ("", new) => format!("put `{new}` in"),
            (old, new) => format!("write `{new}` in place of `{old}`"),
        };
        match self.edits.len() - 1 {
            0 => what,
            1 => format!("{what}, and at 1 more place"),
            more => format!("{what}, and at {more} more places"),
        }
    }
}

/// A statement that cannot be read, as a finder sees it.
pub(super) struct Look<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    rule: Rule,
    /// Where matching stopped; `None` where the statement matched and was refused for its words.
    stop: Option<usize>,
    block: bool,
    /// The blanks that stand before it on its line.
    lead: &'a str,
}

/// What looks for one slip.
type Finder = fn(&Look<'_>) -> Option<Slip>;

/// The finders, the surest first, each with whether its mending may be written into the file unasked.
const FINDERS: &[(Finder, Safety)] = &[
    (signs::unseen, Safe),
    (signs::letters, Safe),
    (signs::blanks, Safe),
    (signs::quotes, Safe),
    (phrases::nested, Unsafe),
    (signs::unclosed, Unsafe),
    (lines::bullet, Safe),
    (lines::number, Safe),
    (rows::pasted, Unsafe),
    (rows::hyphens, Unsafe),
    (rows::bars, Safe),
    (rows::cells, Unsafe),
    (words::dates, Unsafe),
    (lines::prose, Unsafe),
    (signs::dashes, Safe),
    (words::underscores, Safe),
    (words::strokes, Unsafe),
    (words::decimals, Unsafe),
    (phrases::promises, Unsafe),
    (words::strength, Unsafe),
    (phrases::surely_unquoted, Unsafe),
    (phrases::unquoted_clause, Unsafe),
    (words::weekdays, Unsafe),
    (lines::ending, Safe),
    (lines::equals, Safe),
    (lines::title, Unsafe),
    (words::capitals, Safe),
    (lines::kind_colon, Safe),
    (lines::label_words, Safe),
    (lines::colons, Safe),
    (lines::label, Unsafe),
    (lines::kind, Unsafe),
    (words::paper, Unsafe),
    (words::clause, Unsafe),
    (words::articles, Safe),
    (phrases::doubled, Unsafe),
    (words::joiner, Unsafe),
    (phrases::unquoted, Unsafe),
    (words::spaced, Unsafe),
    (words::no_strength, Unsafe),
    (lines::wordy, Unsafe),
];

/// Slips are looked for in statements up to this length, in bytes: nobody writes a longer one by hand.
const LONGEST: usize = 4096;

/// The slip of a statement that did not match its shape at `stop`, or matched and was refused.
pub(super) fn find(text: &str, lead: &str, rule: Rule, stop: Option<&Stop>, block: bool) -> Option<Slip> {
    if text.len() > LONGEST {
        return None;
    }
    let look = Look { text, tokens: tokens(text), rule, stop: stop.map(|stop| stop.at), block, lead };
    FINDERS.iter().find_map(|(finder, safety)| Some(Slip { safety: *safety, ..finder(&look)? }))
}

impl<'a> Look<'a> {
    fn token(&self, nth: usize) -> &'a str {
        self.tokens.get(nth).map_or("", |token| token.text)
    }

    /// The characters that stand in no quoted words and no remark.
    fn bare(&self) -> impl Iterator<Item = (usize, char)> + '_ {
        let mut remark = false;
        self.text.char_indices().filter(move |(at, next)| {
            let token = self.tokens.iter().find(|token| (token.at..token.end()).contains(at));
            remark = match (token, next) {
                (None, '#') => true,
                (_, '\n') => false,
                _ => remark,
            };
            !remark && !token.is_some_and(Token::is_quoted)
        })
    }

    /// The words outside quotes.
    fn words(&self) -> impl Iterator<Item = Token<'a>> + '_ {
        self.tokens.iter().copied().filter(|token| !token.is_quoted())
    }

    /// Which token matching stopped at.
    fn stopped(&self) -> Option<usize> {
        let stop = self.stop?;
        self.tokens.iter().position(|token| token.end() > stop)
    }

    /// The first strength behind the label, or in a line without one.
    fn strength(&self) -> Option<usize> {
        let from = colon(&self.tokens).map_or(0, |colon| colon + 1);
        let found = self.tokens.iter().skip(from).position(|token| Strength::find(token.text).is_some())?;
        Some(from + found)
    }

    /// The first token behind a strength, past its `not`.
    fn behind_strength(&self) -> Option<usize> {
        let at = self.strength()?;
        Some(if self.token(at + 1) == "not" { at + 2 } else { at + 1 })
    }
}

/// The first words of a text, for showing.
fn shown(text: &str) -> String {
    let line = text.split('\n').next().unwrap_or_default();
    let short: String = line.chars().take(50).collect();
    if short.len() < line.len() { format!("{}…", short.trim_end()) } else { short }
}
