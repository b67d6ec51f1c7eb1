//! Cuts a file into statements by hand, so that a fault in one statement never hides another's.
//!
//! It knows quotes, text blocks, remarks, braces and continuation lines, and nothing of what a statement says.

use super::ast::Remark;
use super::shape::closing;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::limit;
use crate::source::SourceFile;
use crate::span::Span;
use crate::word::{Kind, Word};

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

/// Signs that part words and show nothing, a word processor's among them.
const BLANKS: [char; 6] = [' ', '\t', '\r', '\u{a0}', '\u{202f}', '\u{feff}'];
/// Braces that are one too many are looked for so often.
const TRIES: usize = 4;

/// How braces are judged: a file whose braces do not come out even is cut again, and its indentation decides.
#[derive(Clone, Default)]
struct Mode {
    /// A kind with deeper lines below it opens a block, though no `{` stands there.
    opens: bool,
    /// A declaration that cannot stand inside the open block ends it, though no `}` stands there.
    closes: bool,
    /// Where a `}` stands that closes nothing.
    skip: Vec<usize>,
}

struct Cutter<'a> {
    file: &'a SourceFile,
    text: &'a str,
    at: usize,
    mode: Mode,
    open: Vec<Span>,
    /// Braces that stand otherwise than what they close.
    odd: Vec<usize>,
    /// Braces that close nothing.
    strays: Vec<usize>,
    unclosed: bool,
    found: Vec<Diagnostic>,
}

/// Cuts the whole file.
pub(super) fn split(file: &SourceFile) -> Outcome<Vec<Piece>> {
    let mut mode = Mode::default();
    let (mut cutter, mut pieces) = cut(file, mode.clone());
    if cutter.unclosed || !cutter.strays.is_empty() {
        mode.opens = !cutter.strays.is_empty();
        mode.closes = cutter.unclosed;
        (cutter, pieces) = cut(file, mode.clone());
    }
    for _ in 0..TRIES {
        let Some(stray) = cutter.strays.first() else { break };
        let Some(odd) = cutter.odd.iter().rev().find(|odd| *odd < stray) else { break };
        mode.skip.push(*odd);
        (cutter, pieces) = cut(file, mode.clone());
    }
    Outcome { value: pieces, diagnostics: cutter.found }
}

fn cut(file: &SourceFile, mode: Mode) -> (Cutter<'_>, Vec<Piece>) {
    let text = file.text.as_str();
    let (open, odd, strays, found) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut cutter = Cutter { file, text, at: 0, mode, open, odd, strays, unclosed: false, found };
    let mut pieces = Vec::new();
    while cutter.at < cutter.text.len() {
        pieces.append(&mut cutter.block());
        if cutter.rest().starts_with('}') {
            let span = cutter.span(cutter.at, cutter.at + 1);
            cutter.strays.push(cutter.at);
            cutter.tell(
                Diagnostic::error("syntax", span, "this `}` closes nothing")
                    .help("take it out, or put the `{` back that it should close"),
            );
            cutter.at += 1;
        }
    }
    (cutter, pieces)
}

impl<'a> Cutter<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Notes a fault, unless there are more than anybody will be told.
    fn tell(&mut self, found: Diagnostic) {
        if self.found.len() <= limit::FAULTS {
            self.found.push(found);
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file.id, start, end)
    }

    /// The pieces up to the `}` of the block at hand, or up to the end of the file.
    fn block(&mut self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut breaks = 0;
        loop {
            self.skip(&BLANKS);
            match self.rest().chars().next() {
                Some('}') if self.mode.skip.contains(&self.at) => self.one_too_many(),
                Some('\n') => {
                    self.at += 1;
                    breaks += 1;
                    continue;
                }
                Some(_) if self.leaves_block() => return pieces,
                None | Some('}') => return pieces,
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

    fn one_too_many(&mut self) {
        let brace = self.span(self.at, self.at + 1);
        let mut found = Diagnostic::error("syntax", brace, "this `}` is one too many")
            .help("take it out: the lines below it still belong to the block");
        if let Some(open) = self.open.last() {
            found = found.with(*open, "the block opens here");
        }
        self.tell(found);
        self.at += 1;
    }

    /// How far in the line of this byte starts.
    fn depth(&self, at: usize) -> usize {
        let line = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        self.text[line..].chars().take_while(|next| matches!(next, ' ' | '\t')).count()
    }

    /// Whether nothing but blanks stands before this byte on its line.
    fn leads(&self, at: usize) -> bool {
        self.text[..at].trim_end_matches(BLANKS).ends_with('\n') || self.text[..at].trim_end_matches(BLANKS).is_empty()
    }

    /// The kind that the line at hand declares.
    fn declares(&self, at: usize) -> Option<Kind> {
        let line = self.text[at..].lines().next().unwrap_or_default();
        let mut words = line.split([' ', '\t']).filter(|word| !word.is_empty());
        let kind = words.next().and_then(Kind::find);
        kind.filter(|_| matches!(words.next(), Some(second) if !second.starts_with(':')))
    }

    /// Whether a line that cannot stand in the open block starts here: its `}` was lost.
    fn leaves_block(&mut self) -> bool {
        let Some(open) = self.open.last().copied().filter(|_| self.mode.closes && self.leads(self.at)) else {
            return false;
        };
        let header = open.start as usize;
        let outside = self.depth(self.at) <= self.depth(header);
        let line = self.rest().lines().next().unwrap_or_default();
        let leaves = if line.starts_with('}') {
            self.depth(self.at) < self.depth(header)
        } else {
            let nests = self.declares(header) != Some(Kind::Section);
            outside && self.declares(self.at).is_some_and(|kind| kind != Kind::Section || !nests)
        };
        if leaves {
            let here = self.span(self.at, self.at + line.trim_end().len());
            self.tell(
                Diagnostic::error("syntax", open, "this block is never closed")
                    .label("opened here")
                    .with(here, "this line stands outside it")
                    .help("add a line with `}` where the block ends"),
            );
        }
        leaves
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
        self.skip(&BLANKS);
        self.rest().starts_with('#').then(|| self.remark())
    }

    fn text_block(&mut self) -> Piece {
        let start = self.at + 3;
        let close = self.text[start..].find("\"\"\"").map(|length| start + length);
        let brace = self.lone_brace(start, close.unwrap_or(self.text.len()));
        let (end, next) = match (close, brace) {
            (Some(end), None) => (end, end + 3),
            _ => {
                self.tell(
                    Diagnostic::error("syntax", self.span(self.at, start), "this text is never closed")
                        .label("opened here")
                        .help("add a line with `\"\"\"` where the text ends"),
                );
                let paragraph = || self.text[start..].find("\n\n").map(|length| start + length);
                let end = brace.or_else(paragraph).unwrap_or(self.text.len());
                (end, end)
            }
        };
        self.at = next;
        let remarks = self.trailing().into_iter().collect();
        Piece { span: self.span(start, end), kind: PieceKind::Text, remarks }
    }

    /// Where a line with nothing but `}` starts: no text holds one, so its closing quotes were lost before it.
    fn lone_brace(&self, start: usize, end: usize) -> Option<usize> {
        let text = Some(&self.text[start..end]).filter(|text| text.contains('}'))?;
        let mut at = start;
        for line in text.split_inclusive('\n') {
            if line.trim() == "}" && at > start {
                return Some(at);
            }
            at += line.len();
        }
        None
    }

    /// A statement, its continuation lines, and its block where it has one.
    fn statement(&mut self) -> Piece {
        let start = self.at;
        let mut end = start;
        let mut remarks = Vec::new();
        loop {
            let row = self.text[start..].starts_with('|');
            end = self.line(end, row);
            self.skip(&BLANKS);
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
        } else if self.lost_opening(start) {
            self.tell(
                Diagnostic::error(
                    "syntax",
                    span,
                    "no `{` stands at the end of this line, though lines that belong to it follow",
                )
                .help("put a `{` at its end"),
            );
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
                '"' | '“' | '„' | '«' if !row => {
                    self.quoted(next);
                    end = self.at;
                }
                blank if BLANKS.contains(&blank) => self.at += blank.len_utf8(),
                other => {
                    let more = self.rest().bytes().skip(other.len_utf8()).take_while(|it| it.is_ascii_alphanumeric());
                    self.at += other.len_utf8() + more.count();
                    end = self.at;
                }
            }
        }
        end
    }

    /// Goes past quoted words; words that are never closed end with their line, or with a `{` at its end.
    fn quoted(&mut self, open: char) {
        let rest = self.rest();
        let line = rest.split('\n').next().unwrap_or_default();
        let curly = || {
            let mut signs = line.char_indices().skip(1);
            signs.find(|(_, next)| matches!(next, '”' | '“' | '»')).map(|(at, next)| at + next.len_utf8())
        };
        self.at += match open {
            '"' => closing(rest)
                .ok()
                .or_else(|| self.wrapped(line))
                .unwrap_or_else(|| line.trim_end().trim_end_matches('{').trim_end().len()),
            _ => curly().unwrap_or(open.len_utf8()),
        };
    }

    /// How long words are that go on over the end of their line: the next line closes them and has no label before that.
    fn wrapped(&self, line: &str) -> Option<usize> {
        let next = self.rest().get(line.len() + 1..)?.split('\n').next()?;
        let close = next.find('"').filter(|close| !next[..*close].contains([':', '{', '}', '|']))?;
        let odd = next.matches('"').count() % 2 == 1;
        (odd && line.len() > 1 && close > 0).then_some(line.len() + 1 + close + 1)
    }

    /// Whether the line from `start` up to here lost its `{`: it declares something, and deeper lines follow.
    fn lost_opening(&self, start: usize) -> bool {
        if !self.mode.opens || !self.rest().starts_with('\n') || self.declares(start).is_none() {
            return false;
        }
        let next = self.at + self.rest().len() - self.rest().trim_start().len();
        !self.text[next..].is_empty() && self.depth(next) > self.depth(start)
    }

    /// Whether the next line continues this statement: it starts with a clause word.
    fn goes_on(&mut self) -> bool {
        if !self.rest().starts_with('\n') {
            return false;
        }
        let next = self.rest()[1..].trim_start_matches(BLANKS);
        let continues = opens_clause(next);
        if continues {
            self.at = self.text.len() - next.len();
        }
        continues
    }

    fn inner(&mut self, header: Span) -> PieceKind {
        let brace = self.span(self.at.saturating_sub(1), self.at);
        if self.open.len() >= limit::BLOCKS {
            self.tell(
                Diagnostic::error("syntax", brace, format!("blocks are nested more than {} deep", limit::BLOCKS))
                    .help("close a block first"),
            );
            self.at = self.text.len();
            return PieceKind::Block { lines: Vec::new() };
        }
        self.open.push(header);
        let before = self.found.len();
        let lines = self.block();
        let left = self.found[before..].iter().any(|found| found.primary.span == header);
        self.open.pop();
        if self.rest().starts_with('}') && !left {
            let same_line = !self.text[header.start as usize..self.at].contains('\n');
            let doubled = self.text[..self.at].trim_end_matches(BLANKS).ends_with('}');
            let aligned = self.leads(self.at) && self.depth(self.at) == self.depth(header.start as usize);
            if !aligned && !same_line && (self.leads(self.at) || doubled) {
                self.odd.push(self.at);
            }
            self.at += 1;
        } else if !left && self.at >= self.text.len() {
            self.unclosed = true;
            if !self.found[before..].iter().any(|found| found.message.contains("never closed")) {
                self.tell(
                    Diagnostic::error("syntax", header, "this block is never closed")
                        .label("opened here")
                        .help("add a line with `}` where the block ends"),
                );
            }
        }
        PieceKind::Block { lines }
    }
}

/// Whether a line opens with a clause word: it then continues the line above.
fn opens_clause(line: &str) -> bool {
    let first = |text: &str| text.bytes().next();
    Word::ALL.iter().filter(|word| first(word.text()) == first(line)).any(|word| {
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
