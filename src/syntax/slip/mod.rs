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
    /// Whether the same slip in the next line is the same mistake: a list was pasted, not a line.
    pub(super) runs: bool,
}

impl Slip {
    fn new(at: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { at, others: Vec::new(), message: message.into(), help: help.into(), edits: Vec::new(), runs: false }
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

/// The finders, the surest first.
const FINDERS: &[fn(&Look<'_>) -> Option<Slip>] = &[
    signs::unseen,
    signs::letters,
    signs::blanks,
    signs::quotes,
    phrases::nested,
    signs::unclosed,
    lines::bullet,
    lines::number,
    rows::pasted,
    rows::hyphens,
    rows::bars,
    rows::cells,
    words::dates,
    lines::prose,
    signs::dashes,
    words::underscores,
    words::strokes,
    words::decimals,
    phrases::promises,
    words::strength,
    phrases::surely_unquoted,
    phrases::unquoted_clause,
    words::weekdays,
    lines::ending,
    lines::equals,
    lines::title,
    words::capitals,
    lines::kind_colon,
    lines::label_words,
    lines::colons,
    lines::label,
    lines::kind,
    words::paper,
    words::clause,
    words::articles,
    phrases::doubled,
    words::joiner,
    phrases::unquoted,
    words::spaced,
    words::no_strength,
    lines::wordy,
];

/// Slips are looked for in statements up to this length, in bytes: nobody writes a longer one by hand.
const LONGEST: usize = 4096;

/// The slip of a statement that did not match its shape at `stop`, or matched and was refused.
pub(super) fn find(text: &str, lead: &str, rule: Rule, stop: Option<&Stop>, block: bool) -> Option<Slip> {
    if text.len() > LONGEST {
        return None;
    }
    let look = Look { text, tokens: tokens(text), rule, stop: stop.map(|stop| stop.at), block, lead };
    FINDERS.iter().find_map(|finder| finder(&look))
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
