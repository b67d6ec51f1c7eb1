//! The first words of a statement tell which shape of line it is; here they are looked at, and nothing is matched.

use std::borrow::Cow;

use super::grammar::Rule;
use crate::word::{Kind, Strength};

/// A word, quoted words or a sign of a statement.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    /// Where it starts, in bytes of the statement.
    pub(super) at: usize,
    pub(super) text: &'a str,
}

impl Token<'_> {
    /// One past its last byte.
    pub(super) fn end(&self) -> usize {
        self.at + self.text.len()
    }

    pub(super) fn is_quoted(&self) -> bool {
        self.text.starts_with('"')
    }

    /// Whether it could be a name as it stands.
    pub(super) fn is_name(&self) -> bool {
        self.text.starts_with(|first: char| first.is_ascii_lowercase())
            && !self.text.ends_with('.')
            && self
                .text
                .chars()
                .all(|next| next.is_ascii_lowercase() || next.is_ascii_digit() || matches!(next, '-' | '.'))
    }
}

/// Which shape of line this is.
pub(super) fn shape(text: &str, block: bool) -> Rule {
    if text.starts_with('|') {
        return Rule::row_line;
    }
    let tokens = tokens(text);
    let token = |nth: usize| tokens.get(nth).map_or("", |token| token.text);
    let marked = matches!(token(0), "locked" | "always") && token(1) != ":" && !token(1).starts_with('"');
    if let Some(colon) = colon(&tokens) {
        return labelled(&tokens[colon + 1..], marked);
    }
    if token(0) == "waive" {
        Rule::waiver_line
    } else if block || (Kind::find(token(0)).is_some() && token(1) != ":") {
        Rule::declaration_line
    } else if marked {
        Rule::sentence_line
    } else {
        Rule::field_line
    }
}

/// Which token is the colon behind the label.
pub(super) fn colon(tokens: &[Token<'_>]) -> Option<usize> {
    let token = |nth: usize| tokens.get(nth).map_or("", |token| token.text);
    let marked = matches!(token(0), "locked" | "always") && token(1) != ":" && !token(1).starts_with('"');
    let skip = usize::from(marked);
    if token(1 + skip) == ":" {
        Some(1 + skip)
    } else if token(1 + skip).starts_with('"') && token(2 + skip) == ":" {
        Some(2 + skip)
    } else {
        None
    }
}

/// The shape of a line with a label, from what stands behind the colon.
fn labelled(tokens: &[Token<'_>], marked: bool) -> Rule {
    if matches!(tokens.first().map(|token| token.text), Some("ask" | "fill" | "sign")) {
        return Rule::paper_line;
    }
    let first = tokens.iter().find(|token| token.text == "promise" || Strength::find(token.text).is_some());
    match first {
        Some(token) if token.text == "promise" => Rule::paper_line,
        Some(_) => Rule::sentence_line,
        None if marked || suspects_sentence(tokens) => Rule::sentence_line,
        None => Rule::entry_line,
    }
}

/// Whether a labelled line without a strength still looks like a sentence: it has quoted words after a bare word.
fn suspects_sentence(tokens: &[Token<'_>]) -> bool {
    tokens
        .windows(2)
        .any(|pair| pair[1].is_quoted() && !matches!(pair[0].text, "," | ">" | "except") && !pair[0].is_quoted())
}

/// The words, quoted words and signs of a statement, just enough to tell its shape.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = text.len() - text.trim_start().len();
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = match first {
            '"' => closing(rest).unwrap_or_else(|line| line),
            '#' => rest.find('\n').unwrap_or(rest.len()),
            ',' | ':' | '>' | '|' => 1,
            _ => rest
                .find(|next: char| {
                    next.is_whitespace() || matches!(next, ',' | '>' | '|' | '"') || (next == ':' && !clock(rest))
                })
                .unwrap_or(rest.len()),
        };
        let length = length.max(first.len_utf8());
        if first != '#' {
            tokens.push(Token { at, text: &rest[..length] });
        }
        at += length;
        at = text.len() - text[at..].trim_start().len();
    }
    tokens
}

/// A statement with blanks in place of the remarks inside it: the grammar knows none, and every sign keeps its place.
pub(super) fn without_remarks(text: &str) -> Cow<'_, str> {
    let mut bare = Cow::Borrowed(text);
    if !text.contains('#') {
        return bare;
    }
    let mut at = 0;
    while let Some(next) = text[at..].find(['"', '#']).map(|next| at + next) {
        let rest = &text[next..];
        if rest.starts_with('"') {
            at = next + closing(rest).unwrap_or_else(|line| line);
        } else {
            at = next + rest.find('\n').unwrap_or(rest.len());
            bare.to_mut().replace_range(next..at, &" ".repeat(at - next));
        }
    }
    bare
}

/// Whether a word is a time of day, whose colon is no label's.
fn clock(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

/// How long the quoted words are that open here; where they are never closed, how long their line is.
pub(super) fn closing(text: &str) -> Result<usize, usize> {
    let mut escaped = false;
    for (at, next) in text.bytes().enumerate().skip(1) {
        match next {
            b'"' if !escaped => return Ok(at + 1),
            b'\n' => return Err(at),
            _ => escaped = next == b'\\' && !escaped,
        }
    }
    Err(text.len())
}

#[cfg(test)]
mod tests {
    use super::without_remarks;

    #[test]
    fn remarks_are_blanks_and_every_sign_keeps_its_place() {
        assert_eq!(
            without_remarks("pages: must \"see #1\" # “soon”\n  to x"),
            "pages: must \"see #1\"             \n  to x"
        );
        assert_eq!(without_remarks("a \"never closed # here\n  # b"), "a \"never closed # here\n     ");
        assert_eq!(without_remarks("\""), "\"");
    }
}
