//! Cuts a file into statements by hand, so that a fault in one statement never hides another's.
//!
//! It knows quotes, text blocks, remarks, braces and continuation lines, and nothing of what a statement says.

use super::ast::Remark;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::source::SourceFile;
use crate::span::Span;
use crate::word::{Kind, Word};

/// Blocks nest no deeper than this; real documents need four.
const DEPTH: usize = 16;

/// One piece of a file, in order.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) kind: PieceKind,
    /// The remarks inside it and at its end.
    pub(super) remarks: Vec<Remark>,
}

#[derive(Clone, Debug)]
pub(super) enum PieceKind {
    /// A statement on a line, or over several.
    Statement,
    /// A statement followed by a block.
    Block { lines: Vec<Piece> },
    /// Prose between triple quotes; the span is what stands between them.
    Text,
    /// A remark on a line of its own.
    Remark(String),
    /// One blank line or more.
    Blank,
}

struct Cutter<'a> {
    file: &'a SourceFile,
    text: &'a str,
    at: usize,
    open: Vec<Span>,
    found: Vec<Diagnostic>,
}

/// Cuts the whole file.
pub(super) fn split(file: &SourceFile) -> Outcome<Vec<Piece>> {
    let mut cutter = Cutter { file, text: &file.text, at: 0, open: Vec::new(), found: Vec::new() };
    let mut pieces = Vec::new();
    while cutter.at < cutter.text.len() {
        pieces.append(&mut cutter.block());
        if cutter.rest().starts_with('}') {
            let span = cutter.span(cutter.at, cutter.at + 1);
            cutter.found.push(
                Diagnostic::error("syntax", span, "this `}` closes nothing")
                    .help("take it out, or add the block header that it should close"),
            );
            cutter.at += 1;
        }
    }
    Outcome { value: pieces, diagnostics: cutter.found }
}

impl<'a> Cutter<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file.id, start, end)
    }

    /// The pieces up to the `}` of the block at hand, or up to the end of the file.
    fn block(&mut self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut breaks = 0;
        loop {
            self.skip(&[' ', '\t', '\r']);
            match self.rest().chars().next() {
                None | Some('}') => return pieces,
                Some('\n') => {
                    self.at += 1;
                    breaks += 1;
                    continue;
                }
                Some(_) if self.leaves_block() => return pieces,
                Some(first) => {
                    if breaks > 1 && !pieces.is_empty() {
                        pieces.push(Piece {
                            span: self.span(self.at, self.at),
                            kind: PieceKind::Blank,
                            remarks: Vec::new(),
                        });
                    }
                    pieces.push(match first {
                        '#' => self.remark_line(),
                        '"' if self.rest().starts_with("\"\"\"") => self.text_block(),
                        _ => self.statement(),
                    });
                    breaks = 0;
                }
            }
        }
    }

    /// Whether a declaration that can only stand outside starts here at the margin while a block is still open: a lost `}`.
    fn leaves_block(&mut self) -> bool {
        let margin = self.at == 0 || self.text[..self.at].ends_with('\n');
        let Some(open) = self.open.last().copied().filter(|_| margin) else { return false };
        let line = self.rest().lines().next().unwrap_or_default();
        let mut words = line.split([' ', '\t']).filter(|word| !word.is_empty());
        let kind = words.next().and_then(Kind::find);
        let head = matches!(words.next(), Some(second) if !second.ends_with(':'));
        if !head || matches!(kind, None | Some(Kind::Section)) {
            return false;
        }
        let here = self.span(self.at, self.at + line.trim_end().len());
        self.found.push(
            Diagnostic::error("syntax", open, "this block is never closed")
                .label("opened here")
                .with(here, "a new declaration starts here at the margin")
                .help("add a line with `}` where the block ends"),
        );
        true
    }

    fn skip(&mut self, blanks: &[char]) {
        self.at = self.text.len() - self.rest().trim_start_matches(blanks).len();
    }

    /// The remark that starts here, without `#`; leaves the line break.
    fn remark(&mut self) -> Remark {
        let line = self.rest().split('\n').next().unwrap_or_default();
        let at = self.span(self.at, self.at).start;
        self.at += line.len();
        Remark { at, text: line[1..].trim().to_owned() }
    }

    fn remark_line(&mut self) -> Piece {
        let start = self.at;
        let remark = self.remark();
        Piece { span: self.span(start, self.at), kind: PieceKind::Remark(remark.text), remarks: Vec::new() }
    }

    /// A remark behind something on the same line.
    fn trailing(&mut self) -> Option<Remark> {
        self.skip(&[' ', '\t', '\r']);
        self.rest().starts_with('#').then(|| self.remark())
    }

    fn text_block(&mut self) -> Piece {
        let start = self.at + 3;
        let (end, next) = match self.text[start..].find("\"\"\"") {
            Some(length) => (start + length, start + length + 3),
            None => {
                self.found.push(
                    Diagnostic::error("syntax", self.span(self.at, start), "this text is never closed")
                        .label("opened here")
                        .help("add a line with `\"\"\"` where the text ends"),
                );
                let end = self.text[start..].find("\n\n").map_or(self.text.len(), |length| start + length);
                (end, end)
            }
        };
        self.at = next;
        let remarks = self.trailing().into_iter().collect();
        Piece { span: self.span(start, end), kind: PieceKind::Text, remarks }
    }

    /// A statement, its continuation lines, and its block where it has one.
    fn statement(&mut self) -> Piece {
        let start = self.at;
        let mut end = start;
        let mut remarks = Vec::new();
        loop {
            let row = self.text[start..].starts_with('|');
            end = self.line(end, row);
            self.skip(&[' ', '\t', '\r']);
            if self.rest().starts_with('#') {
                remarks.push(self.remark());
            }
            if row || !self.goes_on() {
                break;
            }
        }
        let span = self.span(start, end);
        let kind = if self.rest().starts_with('{') {
            self.at += 1;
            remarks.extend(self.trailing());
            self.inner(span)
        } else {
            PieceKind::Statement
        };
        if let PieceKind::Block { .. } = kind {
            remarks.extend(self.trailing());
        }
        Piece { span, kind, remarks }
    }

    /// Goes to the end of this line of a statement, a brace, or a remark; answers where its last word ended.
    fn line(&mut self, mut end: usize, row: bool) -> usize {
        while let Some(next) = self.rest().chars().next() {
            match next {
                '\n' | '#' => break,
                '{' | '}' if !row => break,
                '"' if !row => {
                    self.quoted();
                    end = self.at;
                }
                ' ' | '\t' | '\r' => self.at += 1,
                other => {
                    self.at += other.len_utf8();
                    end = self.at;
                }
            }
        }
        end
    }

    fn quoted(&mut self) {
        let start = self.at;
        let mut escaped = false;
        for (offset, next) in self.rest().char_indices().skip(1) {
            match next {
                '\n' => break,
                '"' if !escaped => {
                    self.at = start + offset + 1;
                    return;
                }
                _ => escaped = next == '\\' && !escaped,
            }
        }
        let line = self.rest().split('\n').next().unwrap_or_default().trim_end();
        self.at = start + line.len();
        self.found.push(
            Diagnostic::error("syntax", self.span(start, self.at), "these quoted words are never closed")
                .label("the quote opens here")
                .help("add a `\"` where the words end; quoted words stay on one line"),
        );
    }

    /// Whether the next line continues this statement: it starts with a clause word.
    fn goes_on(&mut self) -> bool {
        if !self.rest().starts_with('\n') {
            return false;
        }
        let next = self.rest()[1..].trim_start_matches([' ', '\t', '\r']);
        let continues = opens_clause(next);
        if continues {
            self.at = self.text.len() - next.len();
        }
        continues
    }

    fn inner(&mut self, header: Span) -> PieceKind {
        let brace = self.span(self.at.saturating_sub(1), self.at);
        if self.open.len() >= DEPTH {
            self.found.push(
                Diagnostic::error("syntax", brace, format!("blocks are nested more than {DEPTH} deep"))
                    .help("close a block first"),
            );
            self.at = self.text.len();
            return PieceKind::Block { lines: Vec::new() };
        }
        self.open.push(header);
        let before = self.found.len();
        let lines = self.block();
        self.open.pop();
        if self.rest().starts_with('}') {
            self.at += 1;
        } else if self.at >= self.text.len()
            && !self.found[before..].iter().any(|found| found.message.contains("never closed"))
        {
            self.found.push(
                Diagnostic::error("syntax", header, "this block is never closed")
                    .label("opened here")
                    .help("add a line with `}` where the block ends"),
            );
        }
        PieceKind::Block { lines }
    }
}

/// Whether a line opens with a clause word: it then continues the line above.
fn opens_clause(line: &str) -> bool {
    Word::ALL.iter().any(|word| {
        let mut rest = line;
        for (nth, part) in word.text().split(' ').enumerate() {
            if nth > 0 {
                let trimmed = rest.trim_start_matches([' ', '\t']);
                if trimmed.len() == rest.len() {
                    return false;
                }
                rest = trimmed;
            }
            match rest.strip_prefix(part) {
                Some(after) => rest = after,
                None => return false,
            }
        }
        let after = rest.chars().next();
        let name_goes_on = after.is_some_and(|next| next.is_ascii_alphanumeric() || next == '-');
        !name_goes_on && !rest.trim_start_matches([' ', '\t']).starts_with(':')
    })
}
