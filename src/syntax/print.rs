//! Tree → canonical text. Remarks are kept, meaning never changes, and printing what was printed changes nothing.

use super::ast::{
    Answer, Cell, CellContent, Clause, ClauseValue, Condition, Declaration, File, Item, Label, Line, LineKind, List,
    Paper, PaperVerb, Phrase, Quoted, Remark, Sentence, Text,
};
use crate::word::Word;

/// Lines are broken before a clause when they would grow past this many characters.
const WIDTH: usize = 100;

/// The canonical text of a file that was read without fault.
pub fn print(file: &File) -> String {
    let mut out = String::new();
    lines(&file.lines, 0, &mut out);
    out
}

fn lines(all: &[Line], depth: usize, out: &mut String) {
    let blank = |line: &Line| matches!(line.kind, LineKind::Blank);
    let from = all.iter().take_while(|line| blank(line)).count();
    let until = all.len() - all.iter().rev().take_while(|line| blank(line)).count();
    let all = all.get(from..until).unwrap_or_default();
    let mut at = 0;
    while at < all.len() {
        let run = run_length(&all[at..]);
        if run > 0 {
            let columns = Columns::of(&all[at..at + run]);
            for each in &all[at..at + run] {
                labelled(each, &columns, depth, out);
            }
            at += run;
        } else if matches!(all[at].kind, LineKind::Row(_)) {
            let run = all[at..].iter().take_while(|line| matches!(line.kind, LineKind::Row(_))).count();
            table(&all[at..at + run], depth, out);
            at += run;
        } else {
            line(&all[at], depth, out);
            at += 1;
        }
    }
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth)
}

/// Ends a line with the remarks that belong behind it.
fn end(remarks: &[&Remark], out: &mut String) {
    if !remarks.is_empty() {
        let texts: Vec<&str> = remarks.iter().map(|remark| remark.text.as_str()).collect();
        out.push_str(&format!("  # {}", texts.join("; ")));
    }
    out.push('\n');
}

/// All remarks of a line that has nothing to break.
fn all(line: &Line) -> Vec<&Remark> {
    line.remarks.iter().collect()
}

fn line(line: &Line, depth: usize, out: &mut String) {
    let pad = indent(depth);
    match &line.kind {
        LineKind::Blank => out.push('\n'),
        LineKind::Remark(text) if text.is_empty() => out.push_str(&format!("{pad}#\n")),
        LineKind::Remark(text) => out.push_str(&format!("{pad}# {text}\n")),
        LineKind::Text(prose) => text(prose, line, &pad, out),
        LineKind::Declaration(it) => declaration(it, line, depth, out),
        LineKind::Field(it) => {
            let value = it.value.as_ref().map(|value| format!(" {}", list(value))).unwrap_or_default();
            let head = format!("{pad}{}{value}", it.name.value);
            end(&Flow { line, clauses: &it.clauses, first: None, continued: depth + 2 }.write(&head, out), out);
        }
        LineKind::Waiver(it) => {
            let head = format!("{pad}waive {}", it.lint.value);
            end(&Flow { line, clauses: &it.clauses, first: None, continued: depth + 2 }.write(&head, out), out);
        }
        LineKind::Sentence(_) | LineKind::Paper(_) | LineKind::Entry(_) | LineKind::Row(_) | LineKind::Broken(_) => {}
    }
}

fn text(prose: &Text, line: &Line, pad: &str, out: &mut String) {
    out.push_str(&format!("{pad}\"\"\"\n"));
    for row in prose.prose.lines() {
        if row.is_empty() { out.push('\n') } else { out.push_str(&format!("{pad}{row}\n")) }
    }
    out.push_str(&format!("{pad}\"\"\""));
    end(&all(line), out);
}

fn declaration(it: &Declaration, line: &Line, depth: usize, out: &mut String) {
    let mut head = format!("{}{}", indent(depth), it.kind.value.text());
    if let Some(name) = &it.name {
        head.push_str(&format!(" {}", name.value));
    }
    if let Some(title) = &it.title {
        head.push_str(&format!(" {}", quoted(title)));
    }
    let flow = Flow { line, clauses: &it.clauses, first: Some(Word::For), continued: depth + 2 };
    let behind = flow.write(&head, out);
    let Some(block) = &it.block else { return end(&behind, out) };
    if block.is_empty() {
        out.push_str(" { }");
        return end(&behind, out);
    }
    out.push_str(" {");
    end(&behind, out);
    lines(block, depth + 1, out);
    out.push_str(&format!("{}}}\n", indent(depth)));
}

/// A head and its clauses, broken before a clause where the line would grow too long, and behind a remark.
///
/// Clauses stand in the language's own order, but for one that may come `first`: who a block is for, who signs.
struct Flow<'a> {
    line: &'a Line,
    clauses: &'a [Clause],
    first: Option<Word>,
    continued: usize,
}

impl<'a> Flow<'a> {
    /// Writes everything but the end of the last line, and answers with the remarks that belong there.
    fn write(&self, head: &str, out: &mut String) -> Vec<&'a Remark> {
        out.push_str(head);
        let mut column = head.chars().count();
        let mut behind = self.behind(None);
        let mut ordered: Vec<&Clause> = self.clauses.iter().collect();
        ordered.sort_by_key(|clause| (Some(clause.word.value) != self.first, clause.word.value));
        for clause in ordered {
            let words = clause_text(clause);
            let length = words.chars().count();
            if !behind.is_empty() {
                end(&behind, out);
                out.push_str(&format!("{}{words}", indent(self.continued)));
                column = self.continued * 2 + length;
            } else if column + 1 + length > WIDTH {
                out.push_str(&format!("\n{}{words}", indent(self.continued)));
                column = self.continued * 2 + length;
            } else {
                out.push_str(&format!(" {words}"));
                column += 1 + length;
            }
            behind = self.behind(Some(clause));
        }
        behind
    }

    /// The remarks that were written behind a clause, or behind the head.
    fn behind(&self, clause: Option<&Clause>) -> Vec<&'a Remark> {
        let start = clause.map_or(0, |clause| clause.word.span.start);
        let starts = self.clauses.iter().map(|clause| clause.word.span.start);
        let next = starts.filter(|it| clause.is_none() || *it > start).min().unwrap_or(u32::MAX);
        self.line.remarks.iter().filter(|remark| start <= remark.at && remark.at < next).collect()
    }
}

fn clause_text(clause: &Clause) -> String {
    let word = clause.word.value.text();
    match &clause.value {
        ClauseValue::Conditions(all) => {
            format!("{word} {}", all.iter().map(condition).collect::<Vec<_>>().join(" and "))
        }
        ClauseValue::List(value) if value.items.is_empty() => word.to_owned(),
        ClauseValue::List(value) => format!("{word} {}", list(value)),
    }
}

fn condition(it: &Condition) -> String {
    let mut words = if it.not { "not ".to_owned() } else { String::new() };
    words.push_str(&item(&it.what));
    if let Some(of) = &it.of {
        words.push_str(&format!(" of {}", list(of)));
    }
    if let Some(by) = &it.by {
        words.push_str(&format!(" {} {}", Word::By.text(), item(by)));
    }
    words
}

fn list(it: &List) -> String {
    let joint = if it.ladder { " > " } else { ", " };
    let members = it.items.iter().map(item).collect::<Vec<_>>().join(joint);
    if it.except.is_empty() {
        return members;
    }
    format!("{members} except {}", it.except.iter().map(item).collect::<Vec<_>>().join(", "))
}

fn item(it: &Item) -> String {
    match it {
        Item::Reference(name) | Item::Moment(name) => name.value.clone(),
        Item::Quoted(words) => quoted(words),
        Item::Window(window) => {
            let (from, until) = &window.value;
            format!("{}..{}", from.as_deref().unwrap_or_default(), until.as_deref().unwrap_or_default())
        }
        Item::Length(length) => format!("{} {}", length.value.0, length.value.1),
    }
}

fn quoted(it: &Quoted) -> String {
    in_quotes(&it.value)
}

/// Words as they stand in a source between double quotes.
pub fn in_quotes(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

/// How many lines with labels follow each other here; they are aligned together.
fn run_length(all: &[Line]) -> usize {
    all.iter()
        .take_while(|line| matches!(line.kind, LineKind::Sentence(_) | LineKind::Paper(_) | LineKind::Entry(_)))
        .count()
}

/// The widths that a run of lines with labels shares.
struct Columns {
    label: usize,
    head: usize,
}

impl Columns {
    fn of(run: &[Line]) -> Self {
        let label = run.iter().map(|line| width(&label_text(line))).max().unwrap_or(0);
        let head = run.iter().filter(|line| stands_alone(line)).filter_map(head).map(|head| width(&head)).max();
        Self { label, head: head.unwrap_or(0) }
    }
}

/// Whether a sentence names no subject, so that its strength lines up with those of its neighbours.
fn stands_alone(line: &Line) -> bool {
    matches!(&line.kind, LineKind::Sentence(it) if it.subjects.is_none())
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn label_text(line: &Line) -> String {
    let (mark, label) = match &line.kind {
        LineKind::Sentence(it) => (it.mark.as_ref().map(|mark| mark.value.text()), &it.label),
        LineKind::Paper(it) => (None, &it.label),
        LineKind::Entry(it) => (None, &it.label),
        _ => return String::new(),
    };
    let mark = mark.map(|mark| format!("{mark} ")).unwrap_or_default();
    let Label { name, title } = label;
    let title = title.as_ref().map(|title| format!(" {}", quoted(title))).unwrap_or_default();
    format!("{mark}{}{title}:", name.value)
}

/// Who is bound and how strongly; the phrase follows.
fn head(line: &Line) -> Option<String> {
    let LineKind::Sentence(Sentence { subjects, strength, .. }) = &line.kind else { return None };
    let strength = strength.value.text();
    Some(subjects.as_ref().map_or_else(|| strength.to_owned(), |subjects| format!("{} {strength}", list(subjects))))
}

fn labelled(line: &Line, columns: &Columns, depth: usize, out: &mut String) {
    let label = format!("{}{:<width$} ", indent(depth), label_text(line), width = columns.label);
    let continued = depth + 2;
    match &line.kind {
        LineKind::Sentence(it) => {
            let head = head(line).unwrap_or_default();
            let phrase = match &it.phrase {
                Some(Phrase::Words(words)) => quoted(words),
                Some(Phrase::Action(name, objects)) => phrase(&name.value, objects.as_ref()),
                None => String::new(),
            };
            let width = if stands_alone(line) { columns.head } else { 0 };
            let padded = format!("{label}{head:<width$} {phrase}");
            end(&Flow { line, clauses: &it.clauses, first: None, continued }.write(padded.trim_end(), out), out);
        }
        LineKind::Paper(it) => {
            let answers: String = it.answers.iter().map(answer).collect();
            // A `go` behind an `if` would make an answer of the two.
            let first = match it.verb {
                PaperVerb::Sign => Some(Word::By),
                PaperVerb::Ask(_) => Some(Word::Go),
                _ => None,
            };
            let head = format!("{label}{}{answers}", verb(it));
            end(&Flow { line, clauses: &it.clauses, first, continued }.write(&head, out), out);
        }
        LineKind::Entry(it) => {
            out.push_str(&format!("{label}{}", list(&it.members)));
            end(&all(line), out);
        }
        _ => {}
    }
}

fn phrase(name: &str, objects: Option<&List>) -> String {
    objects.map_or_else(|| name.to_owned(), |objects| format!("{name} {}", list(objects)))
}

fn verb(it: &Paper) -> String {
    match &it.verb {
        PaperVerb::Ask(words) => format!("ask {}", quoted(words)),
        PaperVerb::Fill(words) => format!("fill {}", quoted(words)),
        PaperVerb::Sign => "sign".to_owned(),
        PaperVerb::Promise(None, words) => format!("promise {}", quoted(words)),
        PaperVerb::Promise(Some(giver), words) => format!("{} promise {}", list(giver), quoted(words)),
    }
}

fn answer(it: &Answer) -> String {
    let go = if it.goes { "go " } else { "" };
    format!(" if {} {go}{}", it.when.value, it.target.value)
}

fn table(rows: &[Line], depth: usize, out: &mut String) {
    let texts: Vec<Vec<String>> = rows
        .iter()
        .map(|line| match &line.kind {
            LineKind::Row(cells) => cells.iter().map(cell).collect(),
            _ => Vec::new(),
        })
        .collect();
    let count = texts.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count)
        .map(|nth| texts.iter().filter_map(|row| row.get(nth)).map(|text| width(text)).max().unwrap_or(0))
        .collect();
    for (line, row) in rows.iter().zip(&texts) {
        out.push_str(&indent(depth));
        out.push('|');
        for (text, width) in row.iter().zip(&widths) {
            out.push_str(&format!(" {text:<width$} |"));
        }
        end(&all(line), out);
    }
}

fn cell(it: &Cell) -> String {
    match &it.content {
        CellContent::Empty => String::new(),
        CellContent::Unchosen => "?".to_owned(),
        CellContent::Phrase(name, objects) => phrase(&name.value, objects.as_ref()),
    }
}
