//! Puts each document together: its parts in order, what it shows, its numbers and its contents.

use std::collections::BTreeSet;

use super::chart::{Stop, chart};
use super::exceptions::{GivesWay, alone};
use super::front;
use super::paper;
use super::seal::{Seal, seals_of};
use super::table;
use super::title::capital;
use super::wording::{Speaker, closed};
use super::{Block, Clause, Document, DocumentKind, FieldKind, Heading, Printed, Run, plain};
use crate::model::date::Day;
use crate::model::document::{Answer, Document as Model, Paper, Part, Procedure, Section, Then, Verb, each_part};
use crate::model::role::Role;
use crate::model::sentence::Sentence;
use crate::model::words::{Prose, Value};
use crate::model::{Class, Entity, School};
use crate::suggest::all_of;
use crate::word::Word;

/// A document with fewer headings than this needs no table of contents.
const CONTENTS_FROM: usize = 4;

/// Every document of the set, in the order declared.
///
/// `today` names the holders of posts, and dates a document that was neither approved nor issued; `draft` marks each page.
pub fn documents(school: &School, today: Day, draft: bool) -> Vec<Document> {
    let gives_way = GivesWay::of(school);
    let mut all = unsealed(school, &gives_way, today, draft);
    for (document, seal) in all.iter_mut().zip(seals_of(school, &gives_way, today)) {
        document.seal = seal;
    }
    all
}

/// The same, not sealed yet.
pub(super) fn unsealed(school: &School, gives_way: &GivesWay, today: Day, draft: bool) -> Vec<Document> {
    school.documents.iter().map(|document| assemble(school, document, gives_way, today, draft)).collect()
}

fn assemble(school: &School, model: &Model, gives_way: &GivesWay, today: Day, draft: bool) -> Document {
    let anchors = anchors(school, model);
    let speaker = Speaker { school, today, anchors: &anchors };
    let kind = model.kind;
    let printed = Printed::of(school, &model.parts);
    let mut body = Assembly {
        speaker,
        gives_way,
        dates_signatures: !printed.papers.iter().any(|at| paper::dates_signature(&school.papers[*at])),
        printed: printed.sentences.into_iter().collect(),
        kind,
        audience: &model.audience,
        blocks: Vec::new(),
        numbers: vec![0],
        done: BTreeSet::new(),
        steps_before: 0,
    };
    body.parts(&model.parts, 1);
    body.closing(model);
    let blocks = paper::said_once(body.blocks);
    let contents: Vec<Heading> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) if heading.level <= 2 && kind.is_policy() => Some(heading.clone()),
            _ => None,
        })
        .collect();
    let contents = if contents.len() < CONTENTS_FROM { Vec::new() } else { contents };
    let identity = &school.identity;
    let letterhead =
        ["address", "website"].iter().filter_map(|field| identity.fields.get(*field)).map(|field| field.value.clone());
    Document {
        id: model.id.clone(),
        title: model.title.clone(),
        kind,
        school: identity.title.clone(),
        letterhead: if model.letterhead { letterhead.collect() } else { Vec::new() },
        large: model.large,
        audience: front::audience(&speaker, model),
        facts: front::facts(&speaker, model),
        state: front::state(&speaker, model, draft),
        draft,
        date: date(school, model, today),
        seal: Seal::default(),
        contents,
        body: blocks,
    }
}

/// The day a file bears: approved, else issued, else the day of the build; a coarse date gives its first day.
fn date(school: &School, model: &Model, today: Day) -> Day {
    let dated = |word: &'static str| {
        model.acts(word).filter_map(|act| act.when.as_ref()?.value.bounds(&school.calendar)).next_back()
    };
    dated("approved").or_else(|| dated("issued")).map_or(today, |(first, _)| first)
}

/// Every address that a document gives an anchor to.
fn anchors(school: &School, model: &Model) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    let mut take = |parts: &[Part]| {
        let mut shown = Vec::new();
        each_part(parts, &mut |part| match part {
            Part::Sentence(at) => {
                anchors.insert(school.sentences[*at].address.clone());
            }
            Part::Paper(at) => {
                anchors.insert(school.papers[*at].address.clone());
            }
            Part::Section(section) => {
                anchors.insert(section.address.clone());
            }
            Part::Show(values, _) => shown.extend(values.iter().filter_map(Value::entity)),
            Part::Text(..) => {}
        });
        shown
    };
    let mut shown = take(&model.parts);
    while let Some(entity) = shown.pop() {
        let parts: &[Part] = match entity {
            Entity::Role(at) => &school.roles[at].parts,
            Entity::Block(at) => &school.blocks[at].parts,
            Entity::Procedure(at) => &school.procedures[at].parts,
            Entity::Consent(at) => &school.consents[at].parts,
            _ => &[],
        };
        take(parts);
    }
    anchors
}

/// How many of the readers a sentence binds.
enum Bound {
    All,
    Some,
    None,
}

/// A document while it is put together.
struct Assembly<'a> {
    speaker: Speaker<'a>,
    gives_way: &'a GivesWay,
    /// The sentences that it prints.
    printed: BTreeSet<usize>,
    kind: DocumentKind,
    audience: &'a [Value],
    /// Whether a signature brings room for its date, since no line asks for it.
    dates_signatures: bool,
    blocks: Vec<Block>,
    /// The number last given on each level.
    numbers: Vec<usize>,
    /// Anchors that are taken.
    done: BTreeSet<String>,
    /// How many steps of the procedure at hand have been set.
    steps_before: usize,
}

impl Assembly<'_> {
    /// Parts in order; sentences that follow each other are gathered, and so are questions and spaces.
    fn parts(&mut self, parts: &[Part], level: u8) {
        let mut sentences: Vec<usize> = Vec::new();
        let mut office = 0;
        for (at, part) in parts.iter().enumerate() {
            if !matches!(part, Part::Sentence(_) | Part::Show(..)) {
                self.clauses(&std::mem::take(&mut sentences));
            }
            match part {
                Part::Sentence(at) => sentences.push(*at),
                Part::Show(values, _) => self.show_all(values, level, &mut sentences),
                Part::Text(blocks, _) => blocks.iter().for_each(|block| {
                    let block = self.prose(block);
                    self.blocks.push(block);
                }),
                Part::Paper(_) if at < office => {}
                Part::Paper(paper) => match self.office_lines(&parts[at..]) {
                    0 => self.paper(*paper),
                    lines => office = at + lines,
                },
                Part::Section(section) => self.section(section, level),
            }
        }
        self.clauses(&sentences);
    }

    /// Shows each value; single sentences join those that stand beside them.
    fn show_all(&mut self, values: &[Value], level: u8, sentences: &mut Vec<usize>) {
        for value in values {
            if let Some(Entity::Sentence(at)) = value.entity() {
                sentences.push(at);
            } else {
                self.clauses(&std::mem::take(sentences));
                self.show(value, level);
            }
        }
    }

    fn prose(&self, block: &Prose) -> Block {
        let all = |blocks: &[Prose]| blocks.iter().map(|block| self.prose(block)).collect();
        match block {
            Prose::Paragraph(runs) => Block::Paragraph { runs: self.speaker.paragraph(runs) },
            Prose::Quote(blocks) => Block::Quote { blocks: all(blocks) },
            Prose::List(ordered, items) => {
                Block::List { ordered: *ordered, items: items.iter().map(|item| all(item)).collect() }
            }
        }
    }

    /// An anchor; one that is taken gets a number behind it.
    fn anchor(&mut self, wanted: &str) -> String {
        let mut anchor = wanted.to_owned();
        let mut nth = 2;
        while !self.done.insert(anchor.clone()) {
            anchor = format!("{wanted}-{nth}");
            nth += 1;
        }
        anchor
    }

    fn section(&mut self, section: &Section, level: u8) {
        let number = if section.numbered { self.number(level) } else { String::new() };
        self.heading(level, number, &section.title, &section.address);
        self.parts(&section.parts, level + 1);
    }

    fn number(&mut self, level: u8) -> String {
        let depth = usize::from(level);
        self.numbers.resize(depth, 0);
        self.numbers[depth - 1] += 1;
        self.numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(".")
    }

    fn heading(&mut self, level: u8, number: String, title: &str, address: &str) {
        let anchor = self.anchor(address);
        self.blocks.push(Block::Heading(Heading { level, number, title: title.to_owned(), anchor }));
    }

    /// Sentences that follow each other: those that begin alike share their beginning.
    fn clauses(&mut self, sentences: &[usize]) {
        let school = self.speaker.school;
        let printed: Vec<&Sentence> =
            sentences.iter().map(|at| &school.sentences[*at]).filter(|it| it.class() != Class::Invariant).collect();
        let mut at = 0;
        while at < printed.len() {
            let lead = self.speaker.lead(printed[at]);
            let plain = |it: &&&Sentence| it.title.is_none() && self.speaker.lead(it) == lead;
            let run = printed[at..].iter().take_while(plain).count();
            if !self.kind.is_agreement() && run > 1 {
                let items =
                    printed[at..at + run].iter().map(|it| self.clause(it, closed(self.speaker.rest(it)))).collect();
                self.blocks.push(Block::Clauses { lead: vec![Run::words(format!("{lead}:"))], items });
                at += run;
            } else {
                let runs = self.own_words(printed[at]);
                let item = self.clause(printed[at], runs);
                self.alone(item);
                at += 1;
            }
        }
    }

    /// A sentence as this document says it: an agreement speaks as the one who signs it.
    fn own_words(&self, it: &Sentence) -> Vec<Run> {
        if !self.kind.is_agreement() {
            return self.speaker.sentence(it);
        }
        match self.bound_readers(it) {
            _ if it.clauses.has(Word::Promise) => self.speaker.promise(it),
            Bound::All => self.speaker.promise(it),
            Bound::Some => self.speaker.pledge(it),
            Bound::None => self.speaker.sentence(it),
        }
    }

    /// How many of those for whom this document is are among those whom a sentence binds.
    fn bound_readers(&self, it: &Sentence) -> Bound {
        let leaves = |values: &[Value]| -> BTreeSet<Entity> {
            values.iter().filter_map(Value::entity).flat_map(|it| self.speaker.school.vocabulary.leaves(it)).collect()
        };
        let (audience, bound) = (leaves(self.audience), leaves(&it.subjects.any));
        if audience.is_disjoint(&bound) {
            Bound::None
        } else if audience.is_subset(&bound) {
            Bound::All
        } else {
            Bound::Some
        }
    }

    /// What a rule gives way to and this document prints nowhere else.
    fn exceptions(&self, it: &Sentence) -> Vec<Run> {
        let school = self.speaker.school;
        let unseen = |other: &&Sentence| !self.printed.iter().any(|at| school.sentences[*at].address == other.address);
        let exceptions: Vec<&Sentence> = self.gives_way.to(school, &it.address).into_iter().filter(unseen).collect();
        let lead = if exceptions.len() > 1 { " Exceptions:" } else { " Exception:" };
        let lead = exceptions.first().map(|_| Run::words(lead));
        let told = exceptions.iter().flat_map(|it| [vec![Run::words(" ")], self.own_words(&alone(it))]).flatten();
        lead.into_iter().chain(told).collect()
    }

    /// A clause; the title of a rule belongs to the policy, and only its number stands in an agreement.
    fn clause(&mut self, it: &Sentence, runs: Vec<Run>) -> Clause {
        let agreement = self.kind.is_agreement();
        let title = it.title.clone().unwrap_or_default();
        let title = if agreement && title.contains(char::is_alphabetic) { String::new() } else { title };
        let symbol = it.clauses.symbol().filter(|_| agreement);
        let mut runs = runs;
        runs.extend(self.exceptions(it));
        Clause { anchor: self.anchor(&it.address), title, symbol, runs }
    }

    /// A clause that shares its beginning with no other, beside its neighbours of the same kind.
    fn alone(&mut self, item: Clause) {
        match self.blocks.last_mut() {
            Some(Block::Clauses { lead, items }) if lead.is_empty() => items.push(item),
            _ => self.blocks.push(Block::Clauses { lead: Vec::new(), items: vec![item] }),
        }
    }

    fn paper(&mut self, at: usize) {
        let paper = &self.speaker.school.papers[at];
        match &paper.verb {
            Verb::Ask(words) => {
                let mut question = paper::question(&self.speaker, paper, words);
                question.anchor = self.anchor(&question.anchor);
                match self.blocks.last_mut() {
                    Some(Block::Questions { items }) => items.push(question),
                    _ => self.blocks.push(Block::Questions { items: vec![question] }),
                }
            }
            Verb::Promise(_, words) => {
                let mut item = paper::promise(&self.speaker, paper, words);
                item.anchor = self.anchor(&item.anchor);
                self.alone(item);
            }
            Verb::Fill(_) | Verb::Sign => {
                if let Some(line) = paper::return_line(&self.speaker, paper) {
                    self.blocks.push(Block::Paragraph { runs: vec![Run::words(line)] });
                }
                if self.kind.is_letter() && self.blocks.is_empty() && paper::asks_address(paper) {
                    let label = paper::space(&self.speaker, paper, &[]).map(|it| it.label).unwrap_or_default();
                    return self.blocks.push(Block::Address { label });
                }
                let mut fields = paper::fields(&self.speaker, paper, self.audience, self.dates_signatures);
                if self.kind.is_letter() {
                    // It tells in a line what others have room for, so that it stays on its page.
                    fields
                        .iter_mut()
                        .filter(|it| it.kind == FieldKind::Account)
                        .for_each(|it| it.kind = FieldKind::Text);
                }
                match self.blocks.last_mut() {
                    Some(Block::Fields { items }) => items.append(&mut fields),
                    _ => self.blocks.push(Block::Fields { items: fields }),
                }
            }
        }
    }

    /// Sets the lines that begin here and end the paper's spaces, where somebody other than the reader fills them all
    /// in; says how many they are.
    fn office_lines(&mut self, parts: &[Part]) -> usize {
        let school = self.speaker.school;
        let fills = parts.iter().map_while(|part| match part {
            Part::Paper(at) if matches!(school.papers[*at].verb, Verb::Fill(_)) => Some(&school.papers[*at]),
            _ => None,
        });
        let fills: Vec<&Paper> = fills.collect();
        let by = |paper: &&Paper| paper::office(&self.speaker, paper, self.audience);
        let Some(who) = fills.first().map(by).filter(|who| !who.is_empty()) else { return 0 };
        if fills.len() < 2 || !fills.iter().all(|paper| by(paper) == who) {
            return 0;
        }
        let lead = format!("To be filled in by {}:", all_of(&who));
        let items = fills.iter().flat_map(|paper| paper::space(&self.speaker, paper, &[])).collect();
        self.blocks.push(Block::Paragraph { runs: vec![Run::words(lead)] });
        self.blocks.push(Block::Fields { items });
        fills.len()
    }

    /// Prints what is declared elsewhere.
    fn show(&mut self, value: &Value, level: u8) {
        let school = self.speaker.school;
        let Some(entity) = value.entity() else {
            self.blocks.push(Block::Missing { title: self.speaker.value(value) });
            return;
        };
        match entity {
            Entity::Role(at) => self.role(&school.roles[at], level),
            Entity::Block(at) => {
                let block = &school.blocks[at];
                self.titled(&block.title, &block.id, level);
                self.parts(&block.parts, level + 1);
            }
            Entity::Sentence(at) => self.clauses(&[at]),
            Entity::Paper(at) => self.paper(at),
            Entity::Table(at) => {
                let mut table = table::table(&self.speaker, &school.tables[at], self.gives_way);
                table.anchor = self.anchor(&table.anchor);
                self.blocks.push(Block::Table(table));
            }
            Entity::Procedure(at) => self.procedure(&school.procedures[at], level),
            Entity::Consent(at) => {
                let consent = &school.consents[at];
                self.parts(&consent.parts, level);
            }
            Entity::Definition(at) => {
                let definition = &school.definitions[at];
                let words: Vec<String> = definition.means.iter().map(|value| self.speaker.value(value)).collect();
                let mut runs = vec![Run::words(all_of(&words))];
                let cites: Vec<String> = definition.cites.iter().map(|value| self.speaker.value(value)).collect();
                if !cites.is_empty() {
                    runs.push(Run::words(format!(" ({})", cites.join("; "))));
                }
                self.blocks.push(Block::Definition { word: definition.title.clone(), runs: closed(runs) });
            }
            Entity::Entry(at) if !school.vocabulary.entries[at].members.is_empty() => {
                let members = &school.vocabulary.entries[at].members;
                let items = members
                    .iter()
                    .map(|member| vec![Block::Paragraph { runs: vec![Run::words(capital(&school.title(*member)))] }]);
                self.blocks.push(Block::List { ordered: false, items: items.collect() });
            }
            _ => self.blocks.push(Block::Paragraph { runs: vec![Run::words(school.title(entity))] }),
        }
    }

    /// A heading without a number for something that is shown, unless the section around it already bears its title.
    /// Letters, forms and agreements are too short for headings of what they show.
    fn titled(&mut self, title: &str, address: &str, level: u8) {
        if !self.kind.has_headings() {
            return;
        }
        let last = self.blocks.iter().rev().find_map(|block| match block {
            Block::Heading(heading) => Some(heading.title.as_str()),
            _ => None,
        });
        if last != Some(title) {
            self.heading(level, String::new(), title, address);
        }
    }

    fn role(&mut self, role: &Role, level: u8) {
        self.titled(&role.title, &role.id, level);
        let holding = self.speaker.holding(role);
        if !holding.is_empty() {
            self.blocks.push(Block::Paragraph { runs: vec![Run::words(holding)] });
        }
        self.parts(&role.parts, level + 1);
    }

    /// A procedure: its steps, numbered, with where each leads.
    fn procedure(&mut self, procedure: &Procedure, level: u8) {
        self.titled(&procedure.title, &procedure.id, level);
        self.steps_before = 0;
        let school = self.speaker.school;
        let address = |part: &Part| match part {
            Part::Sentence(at) => Some(school.sentences[*at].address.clone()),
            Part::Paper(at) => Some(school.papers[*at].address.clone()),
            _ => None,
        };
        let order: Vec<String> = procedure.parts.iter().filter_map(address).collect();
        let number = |address: &str| order.iter().position(|it| it == address).map(|at| at + 1);
        let mut items = Vec::new();
        for part in &procedure.parts {
            match part {
                Part::Sentence(at) => items.push(self.step(&school.sentences[*at], &number)),
                Part::Paper(at) => {
                    let paper = &school.papers[*at];
                    if let Verb::Ask(words) = &paper.verb {
                        let mut item = paper::branch(&self.speaker, paper, words, &number);
                        item.anchor = self.anchor(&item.anchor);
                        items.push(item);
                    } else {
                        self.paper(*at);
                    }
                }
                Part::Text(blocks, _) => {
                    self.steps(&mut items);
                    for block in blocks {
                        let block = self.prose(block);
                        self.blocks.push(block);
                    }
                }
                Part::Show(values, _) => {
                    self.steps(&mut items);
                    values.iter().for_each(|value| self.show(value, level + 1));
                }
                Part::Section(_) => {}
            }
        }
        self.steps(&mut items);
        if procedure.flowchart {
            let stops: Vec<Stop> = procedure.parts.iter().filter_map(|part| self.stop(part, &number)).collect();
            let anchor = self.anchor(&format!("{}-flowchart", procedure.id));
            self.blocks.push(Block::Chart(chart(&procedure.title, &anchor, &stops)));
        }
    }

    /// A step or question as the flowchart shows it: without what it cites and leaves behind.
    fn stop(&self, part: &Part, number: &dyn Fn(&str) -> Option<usize>) -> Option<Stop> {
        let school = self.speaker.school;
        let place = |value: &Value| match value {
            Value::Name(it) => number(&it.address).map(|step| step - 1),
            _ => None,
        };
        match part {
            Part::Sentence(at) => {
                let mut sentence = school.sentences[*at].clone();
                let exits = sentence.clauses.get(Word::Go).iter().map(|to| (String::new(), place(to))).collect();
                sentence.clauses = sentence.clauses.without(&[Word::Cites, Word::Leaving, Word::Go]);
                Some(Stop { asks: false, words: plain(&self.speaker.sentence(&sentence)), exits })
            }
            Part::Paper(at) => {
                let paper = &school.papers[*at];
                let Verb::Ask(words) = &paper.verb else { return None };
                let exit = |answer: &Answer| match &answer.then {
                    Then::Go(to) => (capital(&answer.when.value), place(to)),
                    Then::Counts(as_what) => (format!("{} ({})", capital(&answer.when.value), as_what.value), None),
                };
                let exits = paper.answers.iter().map(exit).collect();
                Some(Stop { asks: true, words: plain(&self.speaker.words(words)), exits })
            }
            _ => None,
        }
    }

    fn steps(&mut self, items: &mut Vec<Clause>) {
        if !items.is_empty() {
            let first = self.steps_before + 1;
            self.steps_before += items.len();
            self.blocks.push(Block::Steps { first, items: std::mem::take(items) });
        }
    }

    fn step(&mut self, it: &Sentence, number: &dyn Fn(&str) -> Option<usize>) -> Clause {
        let mut runs = self.speaker.sentence(it);
        for target in it.clauses.get(Word::Go) {
            runs.push(Run::words(format!(" Then {}.", paper::where_next(target, number))));
        }
        self.clause(it, runs)
    }

    /// How a letter ends: who signs it, by name and post; to the public by post alone, unless the post is named.
    fn closing(&mut self, model: &Model) {
        for value in &model.signed_by {
            let Some(entity) = value.entity() else { continue };
            let names = |at: usize| self.speaker.names_holders(&self.speaker.school.roles[at]);
            let name = match entity {
                Entity::Role(at) if !names(at) => None,
                _ => Some(self.speaker.holders(entity)),
            };
            let post = self.speaker.school.title(entity);
            let lines = ["Yours sincerely".to_owned()].into_iter().chain(name).chain([post]).collect();
            self.blocks.push(Block::Closing { lines });
        }
    }
}
