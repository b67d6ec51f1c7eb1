//! Text → tree. A file is cut into statements, each statement is matched alone, and every fault is reported at its place.

pub mod ast;
mod draft;
pub(crate) mod everyday;
mod explain;
mod grammar;
mod lower;
pub mod moments;
pub mod print;
pub mod prose;
mod shape;
mod slip;
mod split;

use std::ops::Range;

use ast::{Declaration, Line, LineKind, Text};
use draft::{Draft, Trail};
use grammar::{Rule, Stop};
use lower::Lowering;
use slip::Slip;
use split::{Piece, PieceKind};

use crate::diagnostic::{Diagnostic, Fix, Outcome};
use crate::limit;
use crate::source::SourceFile;
use crate::span::{Span, Spanned};
use crate::word::Kind;

/// So many slips of one statement are mended and told.
const SLIPS: usize = 8;

/// Parses one source file. Never fails: lines that cannot be read are [`LineKind::Broken`] and reported.
pub fn parse(file: &SourceFile) -> Outcome<ast::File> {
    let cut = split::split(file);
    let mut parser = Parser { file, found: cut.diagnostics, run: None };
    let lines = parser.lines(cut.value);
    parser.found.sort_by_key(|found| found.primary.span);
    Outcome { value: ast::File { source: file.id, lines }, diagnostics: bounded(parser.found) }
}

/// Whether a file declares and names something of a kind at its top. Only the statements that may do so are read.
pub fn declares(file: &SourceFile, kind: Kind) -> bool {
    let worth = |line: &str| {
        let first = line.trim_start_matches(|it: char| !it.is_alphabetic());
        let end = first.find(|it: char| !it.is_alphanumeric() && it != '-').unwrap_or(first.len());
        first[..end].eq_ignore_ascii_case(kind.text())
    };
    if !file.text.lines().any(worth) {
        return false;
    }
    split::split(file).value.into_iter().any(|piece| {
        let block = matches!(piece.kind, PieceKind::Block { .. });
        let text = &file.text[piece.span.start as usize..piece.span.end as usize];
        if !block && !matches!(piece.kind, PieceKind::Statement) || !text.lines().any(worth) {
            return false;
        }
        let head = Parser { file, found: Vec::new(), run: None }.statement(piece.span, block);
        matches!(head, LineKind::Declaration(it) if it.kind.value == kind && it.name.is_some())
    })
}

/// The first faults of a file and the first places of each, and a word about the others where there are too many to be of use.
fn bounded(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if let Some(last) = found.get(limit::FAULTS) {
        let message = format!("more than {} faults stand in this file, and what follows is not read", limit::FAULTS);
        let last = Diagnostic::error("syntax", last.primary.span, message)
            .help("mend those above first, or look whether this is the file that was meant");
        found.truncate(limit::FAULTS);
        found.push(last);
    }
    found.iter_mut().for_each(|it| it.related.truncate(limit::PLACES));
    found
}

struct Parser<'a> {
    file: &'a SourceFile,
    found: Vec<Diagnostic>,
    /// The finding of the line above, where the same slip in this line is the same mistake.
    run: Option<usize>,
}

impl Parser<'_> {
    fn lines(&mut self, pieces: Vec<Piece>) -> Vec<Line> {
        pieces.into_iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&mut self, piece: Piece) -> Line {
        let Piece { span, kind, remarks } = piece;
        let kind = match kind {
            PieceKind::Statement | PieceKind::Block { .. } if self.found.len() > limit::FAULTS => {
                LineKind::Broken(None)
            }
            PieceKind::Blank => LineKind::Blank,
            PieceKind::Remark(text) => LineKind::Remark(text),
            PieceKind::Text => LineKind::Text(self.text(span)),
            PieceKind::Statement => self.statement(span, false),
            PieceKind::Block { lines } => {
                let head = self.statement(span, true);
                let lines = self.lines(lines);
                self.block(span, head, lines)
            }
        };
        Line { span, kind, remarks }
    }

    fn block(&mut self, span: Span, head: LineKind, lines: Vec<Line>) -> LineKind {
        match head {
            LineKind::Declaration(mut declaration) => {
                declaration.block = Some(lines);
                LineKind::Declaration(declaration)
            }
            LineKind::Broken(name) => LineKind::Broken(name),
            _ => {
                self.report(span, "only a declaration such as `role` or `section` can open a block with `{`").help =
                    Some("take out the `{`, or start the line with a kind of declaration".to_owned());
                LineKind::Broken(None)
            }
        }
    }

    fn report(&mut self, span: Span, message: &str) -> &mut Diagnostic {
        self.found.push(Diagnostic::error("syntax", span, message));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    fn statement(&mut self, span: Span, block: bool) -> LineKind {
        let text = &self.file.text[span.start as usize..span.end as usize];
        match self.read(text, shape::shape(text, block), span, &Trail::default()) {
            Ok((Some(line), found)) if found.is_empty() => {
                self.run = None;
                line
            }
            _ => self.mended(text, span, block),
        }
    }

    /// What a text says in the place of the statement at `span`, with what is wrong in it.
    fn read(
        &self,
        text: &str,
        rule: Rule,
        span: Span,
        trail: &Trail,
    ) -> Result<(Option<LineKind>, Vec<Diagnostic>), Stop> {
        let bare = shape::without_remarks(text);
        let pair = grammar::matches(rule, &bare)?;
        let mut lowering = Lowering { source: self.file.id, offset: span.start as usize, trail, found: Vec::new() };
        let line = lowering.line(pair);
        Ok((line, lowering.found))
    }

    /// Reads a statement that is wrong: each slip is told and mended, and what then can be read is kept.
    fn mended(&mut self, text: &str, span: Span, block: bool) -> LineKind {
        let mut draft = Draft::new(text);
        let mut fix = None;
        for nth in 0..SLIPS {
            let rule = shape::shape(&draft.text, block);
            let (line, found, stop) = match self.read(&draft.text, rule, span, draft.changes()) {
                Ok((Some(line), found)) if found.is_empty() => {
                    self.offer(fix);
                    return line;
                }
                Ok((line, found)) => (line, found, None),
                Err(stop) => (None, Vec::new(), Some(stop)),
            };
            if let Some(slip) = slip::find(&draft.text, self.lead(span), rule, stop.as_ref(), block) {
                let told = self.tell(span, &draft, &slip, nth == 0);
                // Once the statement has been mended, places are no longer sure; the next look at the file has them.
                if nth == 0 {
                    fix = self.mending(told, span, &slip, text);
                }
                if slip.edits.is_empty() {
                    break;
                }
                draft.apply(&slip.edits);
            } else if let Some(line) = line {
                self.offer(fix);
                self.found.extend(found);
                return line;
            } else {
                if nth == 0 {
                    let stop = stop.unwrap_or_default();
                    self.run = None;
                    self.found.push(explain::stopped(self.file, span, rule, &stop));
                }
                break;
            }
        }
        self.remains(&draft, span, block)
    }

    /// The blanks before a statement on its line.
    fn lead(&self, span: Span) -> &str {
        let before = &self.file.text[..span.start as usize];
        &before[before.trim_end_matches([' ', '\t']).len()..]
    }

    /// The mending of a statement's first slip as a change to the file, for the finding that tells the slip.
    fn mending(&self, told: usize, span: Span, slip: &Slip, text: &str) -> Option<(usize, Fix)> {
        let place = |range: &Range<usize>| {
            Span::new(self.file.id, span.start as usize + range.start, span.start as usize + range.end)
        };
        let edits: Vec<_> = slip.edits.iter().map(|(range, new)| (place(range), new.clone())).collect();
        (!edits.is_empty()).then(|| (told, Fix { title: slip.title(text), safety: slip.safety, edits }))
    }

    /// Offers a mending, now that the statement can be read with it.
    fn offer(&mut self, fix: Option<(usize, Fix)>) {
        let Some((told, fix)) = fix else { return };
        match &mut self.found[told].fix {
            Some(above) => above.edits.extend(fix.edits),
            none => *none = Some(Box::new(fix)),
        }
    }

    /// Tells a slip and answers with the finding that does; where it goes on from the line above, that is the finding there.
    fn tell(&mut self, span: Span, draft: &Draft, slip: &Slip, first: bool) -> usize {
        let place = |range: &Range<usize>| {
            let back = |at: usize| span.start as usize + draft.changes().back(at);
            Span::new(self.file.id, back(range.start), back(range.end))
        };
        let (at, others): (Span, Vec<Span>) = (place(&slip.at), slip.others.iter().map(place).collect());
        let above = self.run.filter(|above| first && slip.runs && self.found[*above].message == slip.message);
        match above {
            Some(above) => {
                let found = std::mem::replace(&mut self.found[above], Diagnostic::error("syntax", at, ""));
                self.found[above] = found.with(at, "and here");
                above
            }
            None => {
                let found = Diagnostic::error("syntax", at, &slip.message).help(&slip.help);
                self.found.push(others.into_iter().fold(found, |found, other| found.with(other, "and here")));
                let last = self.found.len() - 1;
                self.run = Some(last).filter(|_| slip.runs);
                last
            }
        }
    }

    /// What a statement that stays broken still tells: its kind and name where a block hangs on it, else its name.
    fn remains(&self, draft: &Draft, span: Span, block: bool) -> LineKind {
        let tokens = shape::tokens(&draft.text);
        let named = |nth: usize| tokens.get(nth).filter(|token| token.is_name());
        let place = |token: &shape::Token<'_>| {
            let back = |at: usize| span.start as usize + draft.changes().back(at);
            Span::new(self.file.id, back(token.at), back(token.end()))
        };
        let kind = tokens.first().and_then(|token| Some(Spanned::new(Kind::find(token.text)?, place(token))));
        let labelled = shape::colon(&tokens).is_some();
        let name = named(usize::from(kind.is_some() && !labelled));
        match (kind, name) {
            (Some(kind), Some(name)) if block && !labelled => LineKind::Declaration(Declaration {
                kind,
                name: Some(Spanned::new(name.text.to_owned(), place(name))),
                title: None,
                clauses: Vec::new(),
                block: None,
            }),
            (_, name) => LineKind::Broken(name.map(|name| name.text.to_owned())),
        }
    }

    fn text(&self, span: Span) -> Text {
        let raw = &self.file.text[span.start as usize..span.end as usize];
        let depth = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
        let written = raw.split('\n').skip(1).filter(|line| !line.trim().is_empty());
        let indent = written.map(depth).min().unwrap_or(0);
        let mut prose = String::with_capacity(raw.len());
        let mut lines = Vec::new();
        let mut at = span.start as usize;
        for (nth, line) in raw.split('\n').enumerate() {
            // A line of other blanks than these is empty too, and is cut no deeper than it is set in.
            let cut = if nth == 0 { line.len() - line.trim_start().len() } else { indent.min(depth(line)) };
            let content = line[cut..].trim_end();
            if !(nth == 0 && content.is_empty()) {
                let here = Span::new(span.source, at + cut, at + line.trim_end_matches('\r').len());
                lines.push(here.start..here.end);
                prose.push_str(content);
                prose.push('\n');
            }
            at += line.len() + 1;
        }
        let prose = prose.trim_end().to_owned();
        Text { prose, lines, span }
    }
}

#[cfg(test)]
mod tests {
    use super::declares;
    use crate::source::Sources;
    use crate::word::Kind;

    fn is_trust(text: &str) -> bool {
        let mut sources = Sources::default();
        let id = sources.add("a.byelaw", text);
        declares(sources.get(id), Kind::Trust)
    }

    #[test]
    fn a_trust_is_declared_by_a_statement_alone() {
        assert!(is_trust("# ours\ntrust oak \"Oak Trust\" {\n  x: must \"y\"\n}\n") && is_trust("trust oak \"Oak\"\n"));
        assert!(is_trust("Trust oak \"Oak Trust\" {\n}\n"), "a slip of the pen");
        assert!(!is_trust("policy p \"P\" {\n  \"\"\"\n  trust oak \"Oak\"\n  \"\"\"\n  trust oak \"Oak\"\n}\n"));
        assert!(!is_trust("# trust oak \"Oak\"\ntrustees: \"Oak\"\ntrust: must \"be kept\"\n"));
    }
}
