//! pest's pairs → our tree. A pair is taken apart by its shape; nothing is looked up.

use pest::iterators::{Pair, Pairs};

use super::ast::{
    Answer, Cell, CellContent, Clause, ClauseValue, Condition, Declaration, Entry, Field, Item, Label, LineKind, List,
    Name, Paper, PaperVerb, Phrase, Quoted, Sentence, Waiver,
};
use super::draft::Trail;
use super::everyday::is_filler;
use super::explain;
use super::grammar::Rule;
use crate::diagnostic::Diagnostic;
use crate::span::{SourceId, Span, Spanned};
use crate::word::{Kind, Mark, Reads, Strength, Word, is_reserved};

/// Lowers the pairs of one statement that starts at byte `offset` of its source.
pub(super) struct Lowering<'a> {
    pub(super) source: SourceId,
    pub(super) offset: usize,
    /// The way from the text that was matched to the one that was written.
    pub(super) trail: &'a Trail,
    pub(super) found: Vec<Diagnostic>,
}

impl Lowering<'_> {
    /// The line that a matched statement says; `None` where its own words forbid it, which is reported.
    pub(super) fn line(&mut self, pair: Pair<'_, Rule>) -> Option<LineKind> {
        let rule = pair.as_rule();
        let mut inner = pair.into_inner();
        match rule {
            Rule::sentence_line => Some(LineKind::Sentence(self.sentence(inner))),
            Rule::paper_line => Some(LineKind::Paper(self.paper(inner))),
            Rule::entry_line => {
                let label = self.label(inner.next()?);
                Some(LineKind::Entry(Entry { label, members: self.list(inner.next()?), clauses: Vec::new() }))
            }
            Rule::declaration_line => self.declaration(inner).map(LineKind::Declaration),
            Rule::field_line => {
                let name = self.text(&inner.next()?);
                if is_reserved(&name.value) {
                    self.found.push(
                        Diagnostic::error("syntax", name.span, format!("`{}` goes on with a sentence, and none stands right above it", name.value))
                            .help("take out the blank line above it; or, if a new sentence starts here, give it a label and a colon"),
                    );
                    return Some(LineKind::Broken(None));
                }
                let value = self.take_list(&mut inner);
                Some(LineKind::Field(Field { name, value, clauses: self.clauses(inner) }))
            }
            Rule::waiver_line => {
                let lint = self.text(&inner.next()?);
                Some(LineKind::Waiver(Waiver { lint, clauses: self.clauses(inner) }))
            }
            Rule::row_line => Some(LineKind::Row(
                inner.filter(|cell| cell.as_rule() == Rule::cell).map(|cell| self.cell(cell)).collect(),
            )),
            _ => None,
        }
    }

    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        let end = span.start() + pair.as_str().trim_end().len();
        Span::new(self.source, self.offset + self.trail.back(span.start()), self.offset + self.trail.back(end))
    }

    fn text(&self, pair: &Pair<'_, Rule>) -> Name {
        Spanned::new(pair.as_str().trim_end().to_owned(), self.span(pair))
    }

    /// A name that is being given: a reserved word cannot be one.
    fn given(&mut self, pair: &Pair<'_, Rule>) -> Name {
        let name = self.text(pair);
        if is_reserved(&name.value) {
            self.found.push(
                Diagnostic::error(
                    "syntax",
                    name.span,
                    format!("`{}` is a word of the language and cannot be a name", name.value),
                )
                .help(format!("choose another word, such as `{}-rule`", name.value)),
            );
        }
        name
    }

    fn quoted(&self, pair: &Pair<'_, Rule>) -> Quoted {
        let raw = pair.as_str();
        let inside = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
        let mut value = String::with_capacity(inside.len());
        let mut chars = inside.chars();
        while let Some(next) = chars.next() {
            value.push(if next == '\\' { chars.next().unwrap_or('\\') } else { next });
        }
        Spanned::new(value, self.span(pair))
    }

    fn label(&mut self, pair: Pair<'_, Rule>) -> Label {
        let mut name = Spanned::new(String::new(), self.span(&pair));
        let mut title = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::name => name = self.given(&part),
                _ => title = Some(self.quoted(&part)),
            }
        }
        Label { name, title }
    }

    fn sentence(&mut self, inner: Pairs<'_, Rule>) -> Sentence {
        let mut mark = None;
        let mut label = None;
        let mut subjects = None;
        let mut strength = None;
        let mut phrase = None;
        let mut clauses = Vec::new();
        for pair in inner {
            match pair.as_rule() {
                Rule::mark => mark = Mark::find(pair.as_str()).map(|mark| Spanned::new(mark, self.span(&pair))),
                Rule::label => label = Some(self.label(pair)),
                Rule::subjects => subjects = pair.into_inner().next().map(|list| self.list(list)),
                Rule::strength => strength = Strength::find(pair.as_str()).map(|it| Spanned::new(it, self.span(&pair))),
                Rule::phrase => phrase = self.phrase(pair),
                Rule::clause => clauses.extend(self.clause(pair)),
                _ => {}
            }
        }
        let nowhere = Span::new(self.source, self.offset, self.offset);
        Sentence {
            mark,
            label: label.unwrap_or(Label { name: Spanned::new(String::new(), nowhere), title: None }),
            subjects,
            strength: strength.unwrap_or(Spanned::new(Strength::Undecided, nowhere)),
            phrase,
            clauses,
        }
    }

    fn phrase(&mut self, pair: Pair<'_, Rule>) -> Option<Phrase> {
        let mut inner = pair.into_inner();
        let first = inner.next()?;
        Some(match first.as_rule() {
            Rule::quoted => Phrase::Words(self.quoted(&first)),
            _ => {
                let action = self.used(&first);
                if is_filler(&action.value) {
                    let message = format!("`{}` is not an action", action.value);
                    self.found.push(
                        Diagnostic::error("syntax", action.span, message)
                            .help("put what is to be done in double quotes"),
                    );
                }
                Phrase::Action(action, inner.next().map(|list| self.list(list)))
            }
        })
    }

    /// A name that is being used: a reserved word in its place is a slip of the pen.
    fn used(&mut self, pair: &Pair<'_, Rule>) -> Name {
        let name = self.text(pair);
        if is_reserved(&name.value) {
            self.found.push(
                Diagnostic::error("syntax", name.span, format!("`{}` stands where a name was expected", name.value))
                    .help("name something here, or put the words in double quotes"),
            );
        }
        name
    }

    fn paper(&mut self, inner: Pairs<'_, Rule>) -> Paper {
        let mut label = None;
        let mut asked = None;
        let mut words = None;
        let mut giver = None;
        let mut answers = Vec::new();
        let mut clauses = Vec::new();
        for pair in inner {
            match pair.as_rule() {
                Rule::label => label = Some(self.label(pair)),
                Rule::giver => giver = pair.into_inner().next().map(|list| self.list(list)),
                Rule::quoted => words = Some(self.quoted(&pair)),
                Rule::answer => answers.extend(self.answer(pair)),
                Rule::clause => clauses.extend(self.clause(pair)),
                verb @ (Rule::kw_ask | Rule::kw_fill | Rule::kw_sign | Rule::kw_promise) => asked = Some(verb),
                _ => {}
            }
        }
        let nowhere = Spanned::new(String::new(), Span::new(self.source, self.offset, self.offset));
        let words = words.unwrap_or_else(|| nowhere.clone());
        let verb = match asked {
            Some(Rule::kw_ask) => PaperVerb::Ask(words),
            Some(Rule::kw_fill) => PaperVerb::Fill(words),
            Some(Rule::kw_promise) => PaperVerb::Promise(giver, words),
            _ => PaperVerb::Sign,
        };
        Paper { label: label.unwrap_or(Label { name: nowhere, title: None }), verb, answers, clauses }
    }

    fn answer(&mut self, pair: Pair<'_, Rule>) -> Option<Answer> {
        let mut names = Vec::new();
        let mut goes = false;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::name | Rule::reference => names.push(self.text(&part)),
                Rule::kw_go => goes = true,
                _ => {}
            }
        }
        let mut names = names.into_iter();
        Some(Answer { when: names.next()?, goes, target: names.next()? })
    }

    fn declaration(&mut self, mut inner: Pairs<'_, Rule>) -> Option<Declaration> {
        let word = inner.next()?;
        let kind = Spanned::new(Kind::find(word.as_str())?, self.span(&word));
        let mut name = None;
        let mut title = None;
        let mut clauses = Vec::new();
        for pair in inner {
            match pair.as_rule() {
                Rule::name => name = Some(self.given(&pair)),
                Rule::quoted => title = Some(self.quoted(&pair)),
                Rule::clause => clauses.extend(self.clause(pair)),
                _ => {}
            }
        }
        Some(Declaration { kind, name, title, clauses, block: None })
    }

    fn take_list(&mut self, inner: &mut Pairs<'_, Rule>) -> Option<List> {
        let is_list = inner.peek().is_some_and(|next| next.as_rule() == Rule::list);
        if is_list { inner.next().map(|list| self.list(list)) } else { None }
    }

    fn clauses(&mut self, inner: Pairs<'_, Rule>) -> Vec<Clause> {
        inner.filter(|pair| pair.as_rule() == Rule::clause).filter_map(|pair| self.clause(pair)).collect()
    }

    fn clause(&mut self, pair: Pair<'_, Rule>) -> Option<Clause> {
        let mut inner = pair.into_inner();
        let first = inner.next()?;
        let word = Spanned::new(Word::find(first.as_str())?, self.span(&first));
        if word.value.reads() == Reads::Conditions {
            let conditions = inner.next()?.into_inner().filter(|it| it.as_rule() == Rule::condition);
            let conditions = conditions.map(|it| self.condition(it)).collect::<Option<Vec<_>>>()?;
            return Some(Clause { word, value: ClauseValue::Conditions(conditions) });
        }
        let list = inner.next().map(|list| self.list(list)).unwrap_or_default();
        let alone = word.value.reads() == Reads::Nothing;
        if list.items.is_empty() != alone {
            let (message, help) = if alone {
                (format!("`{}` takes nothing after it", word.value.text()), "take out what follows it")
            } else {
                (format!("`{}` says nothing yet", word.value.text()), explain::wants(word.value))
            };
            self.found.push(Diagnostic::error("syntax", word.span, message).help(help));
        }
        Some(Clause { word, value: ClauseValue::List(list) })
    }

    fn condition(&mut self, pair: Pair<'_, Rule>) -> Option<Condition> {
        let mut condition = None;
        let mut not = false;
        for part in pair.into_inner() {
            match (part.as_rule(), &mut condition) {
                (Rule::kw_not, _) => not = true,
                (Rule::quoted, None) => {
                    condition = Some(Condition { not, what: Item::Quoted(self.quoted(&part)), of: None, by: None });
                }
                (Rule::reference, None) => {
                    condition = Some(Condition { not, what: Item::Reference(self.used(&part)), of: None, by: None });
                }
                (Rule::list, Some(it)) => it.of = Some(self.list(part)),
                (Rule::moment, Some(it)) => it.by = Some(Item::Moment(self.text(&part))),
                _ => {}
            }
        }
        condition
    }

    fn list(&mut self, pair: Pair<'_, Rule>) -> List {
        let mut list = List::default();
        let mut except = false;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::kw_except => except = true,
                Rule::step => list.ladder = true,
                Rule::item => {
                    let Some(item) = part.into_inner().next().and_then(|item| self.item(item)) else { continue };
                    if except { list.except.push(item) } else { list.items.push(item) }
                }
                _ => {}
            }
        }
        list
    }

    fn item(&mut self, pair: Pair<'_, Rule>) -> Option<Item> {
        let span = self.span(&pair);
        Some(match pair.as_rule() {
            Rule::reference => Item::Reference(self.used(&pair)),
            Rule::quoted => Item::Quoted(self.quoted(&pair)),
            Rule::moment => Item::Moment(self.text(&pair)),
            Rule::term_date => {
                let folded = pair.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
                Item::Moment(Spanned::new(folded, span))
            }
            Rule::window => {
                let open = pair.as_str().starts_with("..");
                let mut sides = pair.into_inner().map(|side| side.as_str().trim_end().to_owned());
                let from = if open { None } else { sides.next() };
                Item::Window(Spanned::new((from, sides.next()), span))
            }
            Rule::length => {
                let mut inner = pair.into_inner();
                let number = inner.next()?;
                let unit = inner.next()?.as_str().to_owned();
                let count = number.as_str().parse().unwrap_or_else(|_| {
                    let span = self.span(&number);
                    self.found.push(
                        Diagnostic::error("syntax", span, "this number is too large")
                            .help("write a number below four thousand million"),
                    );
                    u32::MAX
                });
                Item::Length(Spanned::new((count, unit), span))
            }
            _ => return None,
        })
    }

    fn cell(&mut self, pair: Pair<'_, Rule>) -> Cell {
        let span = self.span(&pair);
        let mut inner = pair.into_inner();
        let content = match inner.next() {
            None => CellContent::Empty,
            Some(first) if first.as_rule() == Rule::unchosen => CellContent::Unchosen,
            Some(first) => CellContent::Phrase(self.used(&first), inner.next().map(|list| self.list(list))),
        };
        Cell { span, content }
    }
}
