//! What is named anywhere: the other end of every reference.

use std::collections::BTreeSet;

use crate::model::document::{Document, Paper, Part, Then, Verb};
use crate::model::role::Role;
use crate::model::sentence::{Clauses, Phrase, Sentence, Subjects};
use crate::model::table::Table;
use crate::model::words::{Inline, Prose, Value};
use crate::model::{Entity, School};

/// Everything that something else of the school names; what only declares its own members or names itself is not among it.
pub(crate) fn referred(school: &School) -> BTreeSet<Entity> {
    let mut found = Collector::default();
    for entry in &school.vocabulary.entries {
        found.0.extend(&entry.members);
    }
    school.vocabulary.role_members.iter().for_each(|(_, members)| found.0.extend(members));
    school.roles.iter().for_each(|role| found.role(role));
    school.blocks.iter().for_each(|block| found.parts(&block.parts));
    school.sentences.iter().for_each(|sentence| found.sentence(sentence));
    school.papers.iter().for_each(|paper| found.paper(paper));
    school.tables.iter().for_each(|table| found.table(table));
    school.documents.iter().for_each(|document| found.document(document));
    for consent in &school.consents {
        found.clauses(&consent.clauses);
        found.parts(&consent.parts);
    }
    school.procedures.iter().for_each(|procedure| found.parts(&procedure.parts));
    for definition in &school.definitions {
        found.values(&definition.means);
        found.values(&definition.cites);
    }
    school.waivers.iter().for_each(|waiver| found.values(&waiver.by));
    school.citations.iter().for_each(|citation| found.values(&citation.publisher));
    found.0
}

#[derive(Default)]
struct Collector(BTreeSet<Entity>);

impl Collector {
    fn values<'a>(&mut self, values: impl IntoIterator<Item = &'a Value>) {
        for value in values {
            match value {
                Value::Name(it) => {
                    self.0.insert(it.entity);
                }
                Value::Words(words) => self.runs(&words.runs),
                _ => {}
            }
        }
    }

    fn runs(&mut self, runs: &[Inline]) {
        for run in runs {
            match run {
                Inline::Reference(it) | Inline::Holder(it) => {
                    self.0.insert(it.entity);
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => self.runs(inner),
                Inline::Words(_) => {}
            }
        }
    }

    fn clauses(&mut self, clauses: &Clauses) {
        for (_, values) in &clauses.values {
            self.values(values.any.iter().chain(&values.except));
        }
        for condition in &clauses.conditions {
            self.values(std::iter::once(&condition.what).chain(&condition.of));
        }
    }

    fn subjects(&mut self, subjects: &Subjects) {
        self.values(subjects.any.iter().chain(&subjects.except));
    }

    fn role(&mut self, role: &Role) {
        let named = [&role.otherwise, &role.aside, &role.led_by].into_iter().flatten();
        self.values(role.deputies.iter().chain(&role.held_by).chain(named));
        self.parts(&role.parts);
    }

    fn sentence(&mut self, sentence: &Sentence) {
        self.subjects(&sentence.subjects);
        self.clauses(&sentence.clauses);
        match &sentence.phrase {
            Phrase::Words(words) => self.runs(&words.runs),
            Phrase::Action { action, objects, except } => {
                self.0.insert(action.entity);
                self.values(objects.iter().chain(except));
            }
            Phrase::None(_) => {}
        }
    }

    fn paper(&mut self, paper: &Paper) {
        match &paper.verb {
            Verb::Ask(words) | Verb::Fill(words) => self.runs(&words.runs),
            Verb::Promise(givers, words) => {
                self.subjects(givers);
                self.runs(&words.runs);
            }
            Verb::Sign => {}
        }
        for answer in &paper.answers {
            if let Then::Go(to) = &answer.then {
                self.values([to]);
            }
        }
        self.clauses(&paper.clauses);
    }

    fn table(&mut self, table: &Table) {
        self.subjects(&table.subjects);
        self.clauses(&table.clauses);
        self.0.extend(table.columns.iter().chain(table.rows.iter().map(|row| &row.name)).map(|it| it.entity));
        table.rows.iter().for_each(|row| self.values(&row.objects));
        for mark in table.marks.iter().chain(&table.otherwise) {
            mark.words.iter().for_each(|words| self.runs(&words.runs));
            self.clauses(&mark.clauses);
        }
    }

    fn document(&mut self, it: &Document) {
        let lists = [&it.audience, &it.associated, &it.appendices, &it.acknowledges, &it.signed_by];
        self.values(lists.into_iter().flatten().chain(&it.owner));
        it.acts.iter().for_each(|act| self.clauses(&act.clauses));
        it.reviews.iter().for_each(|review| self.clauses(&review.clauses));
        it.versions.iter().for_each(|version| self.clauses(&version.clauses));
        self.parts(&it.parts);
    }

    fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Text(blocks, _) => blocks.iter().for_each(|block| self.prose(block)),
                Part::Show(values, _) => self.values(values),
                Part::Section(section) => self.parts(&section.parts),
                Part::Sentence(_) | Part::Paper(_) => {}
            }
        }
    }

    fn prose(&mut self, block: &Prose) {
        match block {
            Prose::Paragraph(runs) => self.runs(runs),
            Prose::List(_, items) => items.iter().flatten().for_each(|block| self.prose(block)),
            Prose::Quote(blocks) => blocks.iter().for_each(|block| self.prose(block)),
        }
    }
}
