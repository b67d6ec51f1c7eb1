//! Everything a reader will see, as stretches of words that are read in one breath, each with its places in the source.

use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::lint::facts::wording::{Gate, Reading, Wording};
use crate::model::School;
use crate::model::document::{Part, Verb};
use crate::model::sentence::{Clauses, Phrase};
use crate::model::words::{Inline, Prose, Value, Words};
use crate::span::Span;
use crate::word::Word;

/// In what a stretch of words stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The title of a document, section, block, role, table, procedure, consent or entry.
    Title,
    /// A paragraph of prose.
    Paragraph,
    /// An item of a list in prose.
    Item,
    /// What a sentence says is done.
    Phrase,
    /// The quoted words of a clause.
    Clause(Word),
    /// A question.
    Question,
    /// The label of a space to fill.
    Space,
    /// A promise, in the first person.
    Promise,
    /// The meaning of a term.
    Meaning,
    /// The quoted words of a field of a document or of the school.
    Field,
}

impl Form {
    /// The form of the quoted words of a clause: those of a promise are one, wherever it stands.
    fn of_clause(word: Word) -> Self {
        if word.is_promise() { Form::Promise } else { Form::Clause(word) }
    }
}

/// A stretch of words that is read in one breath.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The address of what it stands in.
    pub address: String,
    /// In what it stands.
    pub form: Form,
    /// Where the whole stands.
    pub whole: Span,
    /// The addresses that its links lead to, each with where its words were written.
    pub links: Vec<(String, Span)>,
    /// Each run of plain words: where it begins in `text`, how long it is there, and where it was written.
    pieces: Vec<(usize, usize, Span)>,
    /// The words, with titles for what is named.
    wording: Arc<Wording>,
}

impl Deref for Passage {
    type Target = Wording;

    fn deref(&self) -> &Wording {
        &self.wording
    }
}

impl Passage {
    /// Where a stretch of `text` was written; the whole where it is made of a name or of several runs.
    pub fn span(&self, range: Range<usize>) -> Span {
        let held = |at: usize| self.pieces.iter().find(|(start, length, _)| (*start..*start + *length).contains(&at));
        let (Some(first), Some(last)) = (held(range.start), held(range.end.saturating_sub(1).max(range.start))) else {
            return self.whole;
        };
        match (place(first, range.start), place(last, range.end)) {
            (Some(start), Some(end)) if start < end => Span::new(first.2.source, start, end),
            _ => self.whole,
        }
    }

    /// Whether a byte of `text` was written as plain words, rather than being the title of what is named.
    pub fn is_written(&self, at: usize) -> bool {
        self.pieces.iter().any(|(start, length, _)| (*start..*start + *length).contains(&at))
    }

    /// Its wording, which other passages may share.
    pub(crate) fn wording(&self) -> &Arc<Wording> {
        &self.wording
    }

    /// Whether all of it was written as plain words.
    pub(crate) fn is_plain(&self) -> bool {
        self.pieces.iter().map(|(_, length, _)| length).sum::<usize>() == self.text.len()
    }

    /// Whether its words pass a gate.
    pub(crate) fn passes(&self, gate: &Gate) -> bool {
        gate.lets(&self.wording)
    }

    /// Whether it is running text: a paragraph, an item, a phrase, a promise or a meaning.
    pub fn is_running(&self) -> bool {
        matches!(self.form, Form::Paragraph | Form::Item | Form::Phrase | Form::Promise | Form::Meaning)
    }
}

/// The byte of the source that a byte of a piece came from, where the two are as long as each other.
fn place((start, length, span): &(usize, usize, Span), at: usize) -> Option<usize> {
    let written = (span.end - span.start) as usize;
    (written == *length).then(|| span.start as usize + at - start)
}

/// Every passage of a school, in the order of its lists.
pub(crate) fn passages(school: &School, reading: &Reading) -> Vec<Passage> {
    let mut reader = Reader { school, reading, found: Vec::new() };
    reader.identity();
    reader.vocabulary();
    for role in &school.roles {
        reader.title(&role.id, &role.title, role.span);
        role.contacts.iter().for_each(|(_, words)| reader.words(&role.id, Form::Field, words));
        reader.parts(&role.id, &role.parts);
    }
    for block in &school.blocks {
        reader.title(&block.id, &block.title, block.span);
        reader.parts(&block.id, &block.parts);
    }
    for table in &school.tables {
        reader.title(&table.id, &table.title, table.span);
        for mark in table.marks.iter().chain(&table.otherwise) {
            mark.words.iter().for_each(|words| reader.words(&mark.address, Form::Phrase, words));
            reader.clauses(&mark.address, &mark.clauses);
        }
    }
    for procedure in &school.procedures {
        reader.title(&procedure.id, &procedure.title, procedure.span);
        reader.parts(&procedure.id, &procedure.parts);
    }
    for consent in &school.consents {
        reader.title(&consent.id, &consent.title, consent.span);
        reader.clauses(&consent.id, &consent.clauses);
        reader.parts(&consent.id, &consent.parts);
    }
    reader.documents();
    reader.sentences();
    reader.papers();
    for definition in &school.definitions {
        reader.title(&definition.id, &definition.title, definition.span);
        reader.values(&definition.id, Form::Meaning, &definition.means);
        reader.values(&definition.id, Form::Clause(Word::Cites), &definition.cites);
    }
    reader.found
}

struct Reader<'a> {
    school: &'a School,
    reading: &'a Reading,
    found: Vec<Passage>,
}

impl Reader<'_> {
    fn identity(&mut self) {
        let it = &self.school.identity;
        self.title(&it.name, &it.title, it.span);
        for value in it.fields.values() {
            self.plain(&it.name, Form::Field, &value.value, value.span);
        }
    }

    fn vocabulary(&mut self) {
        for entry in self.school.vocabulary.entries.iter().filter(|entry| !entry.implied) {
            self.title(&entry.id, &entry.title, entry.span);
        }
    }

    fn documents(&mut self) {
        for document in &self.school.documents {
            let id = &document.id;
            self.title(id, &document.title, document.span);
            for values in [&document.associated, &document.appendices, &document.acknowledges, &document.audience] {
                self.values(id, Form::Field, values);
            }
            for version in &document.versions {
                version.number.iter().for_each(|words| self.words(id, Form::Field, words));
                self.clauses(id, &version.clauses);
            }
            document.acts.iter().for_each(|act| self.clauses(id, &act.clauses));
            document.reviews.iter().for_each(|review| self.clauses(id, &review.clauses));
            self.parts(id, &document.parts);
        }
    }

    fn sentences(&mut self) {
        for sentence in &self.school.sentences {
            let address = &sentence.address;
            sentence.title.iter().for_each(|title| self.title(address, title, sentence.span));
            if let Phrase::Words(words) = &sentence.phrase {
                self.words(address, Form::Phrase, words);
            }
            self.clauses(address, &sentence.clauses);
        }
    }

    fn papers(&mut self) {
        for paper in &self.school.papers {
            let address = &paper.address;
            paper.title.iter().for_each(|title| self.title(address, title, paper.span));
            match &paper.verb {
                Verb::Ask(words) => self.words(address, Form::Question, words),
                Verb::Fill(words) => self.words(address, Form::Space, words),
                Verb::Promise(_, words) => self.words(address, Form::Promise, words),
                Verb::Sign => {}
            }
            self.clauses(address, &paper.clauses);
        }
    }

    fn parts(&mut self, address: &str, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Text(blocks, span) => {
                    blocks.iter().for_each(|block| self.prose(address, Form::Paragraph, block, *span))
                }
                Part::Section(section) => {
                    self.title(&section.address, &section.title, section.span);
                    self.parts(&section.address, &section.parts);
                }
                Part::Show(values, _) => self.values(address, Form::Field, values),
                Part::Sentence(_) | Part::Paper(_) => {}
            }
        }
    }

    fn prose(&mut self, address: &str, form: Form, block: &Prose, whole: Span) {
        match block {
            Prose::Paragraph(runs) => self.runs(address, form, runs, whole),
            Prose::List(_, items) => {
                items.iter().flatten().for_each(|block| self.prose(address, Form::Item, block, whole))
            }
            Prose::Quote(blocks) => blocks.iter().for_each(|block| self.prose(address, form, block, whole)),
        }
    }

    fn clauses(&mut self, address: &str, clauses: &Clauses) {
        for (word, values) in &clauses.values {
            let form = Form::of_clause(*word);
            self.values(address, form, &values.any);
            self.values(address, form, &values.except);
        }
        for condition in &clauses.conditions {
            self.values(address, Form::Clause(Word::If), std::slice::from_ref(&condition.what));
            self.values(address, Form::Clause(Word::If), &condition.of);
        }
    }

    fn values(&mut self, address: &str, form: Form, values: &[Value]) {
        for value in values {
            if let Value::Words(words) = value {
                self.words(address, form, words);
            }
        }
    }

    fn words(&mut self, address: &str, form: Form, words: &Words) {
        self.runs(address, form, &words.runs, words.span);
    }

    fn runs(&mut self, address: &str, form: Form, runs: &[Inline], whole: Span) {
        let mut draft = Draft::default();
        draft.add(self.school, runs);
        let written = match (draft.pieces.first(), draft.pieces.last()) {
            (Some((_, _, first)), Some((_, _, last))) if form != Form::Title && first.start < last.end => {
                Some(Span::new(first.source, first.start as usize, last.end as usize))
            }
            _ => None,
        };
        let links = std::mem::take(&mut draft.links);
        let wording = self.reading.of(&draft.text);
        let mut passage =
            Passage { address: address.to_owned(), form, whole, links: Vec::new(), pieces: draft.pieces, wording };
        let place = |(target, range): (String, Range<usize>)| (target, passage.span(range));
        passage.links = links.into_iter().map(place).collect();
        passage.whole = written.unwrap_or(whole);
        self.found.push(passage);
    }

    fn title(&mut self, address: &str, title: &str, span: Span) {
        self.plain(address, Form::Title, title, span);
    }

    fn plain(&mut self, address: &str, form: Form, text: &str, span: Span) {
        let pieces = vec![(0, text.len(), span)];
        let wording = self.reading.of(text);
        self.found.push(Passage { address: address.to_owned(), form, whole: span, links: Vec::new(), pieces, wording });
    }
}

/// A passage as it is put together.
#[derive(Default)]
struct Draft {
    text: String,
    links: Vec<(String, Range<usize>)>,
    pieces: Vec<(usize, usize, Span)>,
}

impl Draft {
    fn add(&mut self, school: &School, runs: &[Inline]) {
        for run in runs {
            match run {
                Inline::Words(words) => {
                    self.pieces.push((self.text.len(), words.value.len(), words.span));
                    self.text.push_str(&words.value);
                }
                Inline::Reference(it) | Inline::Holder(it) => self.text.push_str(&school.title(it.entity)),
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.add(school, inner),
                Inline::Link(target, inner) => {
                    let start = self.text.len();
                    self.add(school, inner);
                    self.links.push((target.clone(), start..self.text.len()));
                }
            }
        }
    }
}
