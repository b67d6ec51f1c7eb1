//! Text → tree. A file is cut into statements, each statement is matched alone, and every fault is reported at its place.

pub mod ast;
mod grammar;
mod lower;
pub mod moments;
pub mod print;
pub mod prose;
mod split;

use ast::{Line, LineKind, Text};
use grammar::{Rule, Stop};
use lower::Lowering;
use split::{Piece, PieceKind};

use crate::diagnostic::{Diagnostic, Outcome};
use crate::source::SourceFile;
use crate::span::Span;
use crate::suggest::{nearest, one_of};
use crate::word::{Kind, Strength};

/// Parses one source file. Never fails: lines that cannot be read are [`LineKind::Broken`] and reported.
pub fn parse(file: &SourceFile) -> Outcome<ast::File> {
    let cut = split::split(file);
    let mut parser = Parser { file, found: cut.diagnostics };
    let lines = parser.lines(cut.value);
    parser.found.sort_by_key(|found| found.primary.span);
    Outcome { value: ast::File { source: file.id, lines }, diagnostics: parser.found }
}

struct Parser<'a> {
    file: &'a SourceFile,
    found: Vec<Diagnostic>,
}

impl Parser<'_> {
    fn lines(&mut self, pieces: Vec<Piece>) -> Vec<Line> {
        pieces.into_iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&mut self, piece: Piece) -> Line {
        let Piece { span, kind, remarks } = piece;
        let kind = match kind {
            PieceKind::Blank => LineKind::Blank,
            PieceKind::Remark(text) => LineKind::Remark(text),
            PieceKind::Text => LineKind::Text(self.text(span)),
            PieceKind::Statement => self.statement(span, false),
            PieceKind::Block { lines } => {
                let lines = self.lines(lines);
                match self.statement(span, true) {
                    LineKind::Declaration(mut declaration) => {
                        declaration.block = Some(lines);
                        LineKind::Declaration(declaration)
                    }
                    LineKind::Broken => LineKind::Broken,
                    _ => {
                        self.report(span, "only a declaration such as `role` or `section` can open a block with `{`")
                            .help = Some("take out the `{`, or start the line with a kind of declaration".to_owned());
                        LineKind::Broken
                    }
                }
            }
        };
        Line { span, kind, remarks }
    }

    fn report(&mut self, span: Span, message: &str) -> &mut Diagnostic {
        self.found.push(Diagnostic::error("syntax", span, message));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    fn statement(&mut self, span: Span, block: bool) -> LineKind {
        let text = &self.file.text[span.start as usize..span.end as usize];
        let already = self
            .found
            .iter()
            .any(|found| span.start <= found.primary.span.start && found.primary.span.start < span.end);
        let rule = shape(text, block);
        match grammar::matches(rule, text) {
            Ok(pair) => {
                let mut lowering = Lowering { source: self.file.id, offset: span.start as usize, found: Vec::new() };
                let line = lowering.line(pair);
                self.found.append(&mut lowering.found);
                line.unwrap_or_else(|| {
                    self.unknown_kind(span);
                    LineKind::Broken
                })
            }
            Err(_) if already => LineKind::Broken,
            Err(stop) => {
                self.mismatch(span, rule, &stop);
                LineKind::Broken
            }
        }
    }

    fn unknown_kind(&mut self, span: Span) {
        let text = &self.file.text[span.start as usize..span.end as usize];
        let word: String = text.chars().take_while(|next| next.is_ascii_lowercase()).collect();
        let place = Span::new(self.file.id, span.start as usize, span.start as usize + word.len());
        let near = nearest(&word, Kind::ALL.iter().map(|kind| kind.text()));
        let found = self.report(place, &format!("`{word}` is not a kind of declaration"));
        found.help = Some(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                format!("the kinds are {}", Kind::ALL.iter().map(|kind| kind.text()).collect::<Vec<_>>().join(", "))
            }
        });
    }

    fn mismatch(&mut self, span: Span, rule: Rule, stop: &Stop) {
        let text = &self.file.text[span.start as usize..span.end as usize];
        let rest = &text[stop.at.min(text.len())..];
        let word: &str = rest.split(|next: char| next.is_whitespace()).next().unwrap_or_default();
        let start = span.start as usize + stop.at;
        let place = if word.is_empty() {
            let last = text.chars().next_back().map_or(0, char::len_utf8);
            Span::new(self.file.id, span.end as usize - last, span.end as usize)
        } else {
            Span::new(self.file.id, start, start + word.len())
        };
        let before = text[..stop.at.min(text.len())].split_whitespace().next_back().unwrap_or_default();
        let first: String = text.chars().take_while(|next| next.is_ascii_lowercase()).collect();
        let kind = nearest(&first, Kind::ALL.iter().map(|kind| kind.text()));
        let (place, message, help) = match kind {
            Some(kind) if rule == Rule::field_line && Kind::find(&first).is_none() => {
                let place = Span::new(self.file.id, span.start as usize, span.start as usize + first.len());
                (place, format!("`{first}` is not a kind of declaration"), format!("did you mean `{kind}`?"))
            }
            _ if wants_strength(rule, word, stop) => {
                let end = span.start as usize + text[..stop.at].trim_end().len();
                let place = Span::new(self.file.id, end - before.len(), end);
                let help = strength_help(before);
                (place, "no strength stands in front of these quoted words".to_owned(), help)
            }
            _ => {
                let (message, help) = explain(rule, text, word, stop);
                (place, message, help)
            }
        };
        self.report(place, &message).help = Some(help);
    }

    fn text(&self, span: Span) -> Text {
        let raw = &self.file.text[span.start as usize..span.end as usize];
        let indent = raw
            .split('\n')
            .skip(1)
            .filter(|line| !line.trim().is_empty())
            .map(|line| line.len() - line.trim_start_matches([' ', '\t']).len())
            .min()
            .unwrap_or(0);
        let mut prose = String::with_capacity(raw.len());
        let mut lines = Vec::new();
        let mut at = span.start as usize;
        for (nth, line) in raw.split('\n').enumerate() {
            let cut = if nth == 0 { line.len() - line.trim_start().len() } else { indent.min(line.len()) };
            let content = line[cut..].trim_end();
            if !(nth == 0 && content.is_empty()) {
                lines.push(u32::try_from(at + cut).unwrap_or(u32::MAX));
                prose.push_str(content);
                prose.push('\n');
            }
            at += line.len() + 1;
        }
        let prose = prose.trim_end().to_owned();
        Text { prose, lines, span }
    }
}

/// Which shape of line this is: its first tokens decide.
fn shape(text: &str, block: bool) -> Rule {
    if text.starts_with('|') {
        return Rule::row_line;
    }
    let tokens = tokens(text);
    let token = |nth: usize| tokens.get(nth).copied().unwrap_or_default();
    let marked = matches!(token(0), "locked" | "always") && token(1) != ":" && !token(1).starts_with('"');
    let skip = usize::from(marked);
    let colon = if token(1 + skip) == ":" {
        1 + skip
    } else if token(1 + skip).starts_with('"') && token(2 + skip) == ":" {
        2 + skip
    } else {
        0
    };
    if colon > 0 {
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

/// The shape of a line with a label, from what stands behind the colon.
fn labelled(tokens: &[&str], marked: bool) -> Rule {
    if matches!(tokens.first().copied(), Some("ask" | "fill" | "sign")) {
        return Rule::paper_line;
    }
    let first = tokens.iter().find(|token| **token == "promise" || Strength::find(token).is_some());
    match first {
        Some(&"promise") => Rule::paper_line,
        Some(_) => Rule::sentence_line,
        None if marked || suspects_sentence(tokens) => Rule::sentence_line,
        None => Rule::entry_line,
    }
}

/// Whether a labelled line without a strength still looks like a sentence: it has quoted words after a bare word.
fn suspects_sentence(tokens: &[&str]) -> bool {
    tokens.windows(2).any(|pair| pair[1].starts_with('"') && pair[0] != "," && !pair[0].starts_with('"'))
}

/// The words, quoted words and signs of a statement, just enough to tell its shape.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => closing(rest),
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
            tokens.push(&rest[..length]);
        }
        rest = rest[length..].trim_start();
    }
    tokens
}

/// Whether a word is a time of day, whose colon is no label's.
fn clock(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

fn closing(text: &str) -> usize {
    let mut escaped = false;
    for (at, next) in text.char_indices().skip(1) {
        match next {
            '"' if !escaped => return at + 1,
            '\n' => return at,
            _ => escaped = next == '\\' && !escaped,
        }
    }
    text.len()
}

/// The message and the help for a statement that does not match its shape.
fn explain(rule: Rule, text: &str, word: &str, stop: &Stop) -> (String, String) {
    let curly = ['\u{201c}', '\u{201d}', '\u{201e}'];
    if word.starts_with(curly) {
        return (
            "curly quotes stand where straight ones are needed".to_owned(),
            "put the words between straight double quotes: \"…\"".to_owned(),
        );
    }
    if word.starts_with(['•', '*', '-', '–']) {
        return (
            "a bullet starts nothing here".to_owned(),
            "write each point as `label: who must \"…\"`, or put the list inside a text between `\"\"\"`".to_owned(),
        );
    }
    if word.starts_with('\u{a0}') || word.is_empty() && text.contains('\u{a0}') {
        return (
            "a hard space from a word processor stands here".to_owned(),
            "replace it by an ordinary space".to_owned(),
        );
    }
    let shown: String = word.chars().take(40).collect();
    if shown.chars().any(|next| next.is_ascii_uppercase()) && !shown.starts_with('"') {
        return (
            format!("`{shown}` has a capital letter, and names have none"),
            format!("write `{}`, or put the words in double quotes", shown.to_lowercase()),
        );
    }
    let expected = one_of(&stop.expected);
    let help = suggestion(rule, word).unwrap_or_else(|| match expected.as_str() {
        "" => "see the language pages of the book for the shapes of a line".to_owned(),
        words => format!("what could stand here: {words}"),
    });
    let message = match shown.as_str() {
        "" => "this line stops too early".to_owned(),
        _ => format!("`{shown}` cannot stand here"),
    };
    (message, help)
}

/// Whether a sentence stopped at its quoted words because no strength came before them.
fn wants_strength(rule: Rule, word: &str, stop: &Stop) -> bool {
    rule == Rule::sentence_line
        && word.starts_with('"')
        && stop.expected.iter().any(|words| words.contains("`must not`"))
}

/// Which strength the word in front of the quoted words was meant to be.
fn strength_help(before: &str) -> String {
    let strengths = Strength::ALL.iter().map(|it| it.text());
    let meant = everyday_strength(before).or_else(|| nearest(before, strengths.clone()));
    match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("write {} before them", one_of(&strengths.map(|it| format!("`{it}`")).collect::<Vec<_>>())),
    }
}

/// The strength that a word of everyday English comes nearest to.
fn everyday_strength(word: &str) -> Option<&'static str> {
    Some(match word {
        "shall" | "will" | "has" | "have" | "need" | "needs" => "must",
        "can" | "could" | "might" => "may",
        "cannot" | "mustn't" | "never" => "must not",
        "ought" | "try" => "should",
        _ => return None,
    })
}

/// A word of the language that the writer may have meant.
fn suggestion(rule: Rule, word: &str) -> Option<String> {
    let said = word.trim_matches(|next: char| !next.is_alphanumeric());
    let near = match said {
        _ if everyday_strength(said).is_some() => everyday_strength(said),
        "unless" => Some("if not"),
        "when" | "provided" => Some("if"),
        "or" => return Some("put a comma between the names: a comma means any of them".to_owned()),
        "and" => return Some("put a comma between the names; `and` joins conditions after `if`".to_owned()),
        _ if rule == Rule::sentence_line => nearest(
            said,
            Strength::ALL.iter().map(|it| it.text()).chain(crate::word::Word::ALL.iter().map(|it| it.text())),
        ),
        _ => nearest(said, crate::word::Word::ALL.iter().map(|it| it.text())),
    };
    near.filter(|near| *near != said).map(|near| format!("did you mean `{near}`?"))
}
