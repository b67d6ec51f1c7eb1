//! What a document, a section or a block prints: its own lines and those that it shows.

use crate::model::document::Part;
use crate::model::words::Value;
use crate::model::{Entity, School};

/// Shows lead into each other no deeper than this.
const DEEPEST: usize = 12;

/// The lines that some parts print, by their places in the school's lists, in the order in which they are read.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    /// Sentences.
    pub sentences: Vec<usize>,
    /// Questions, spaces, signatures and promises.
    pub papers: Vec<usize>,
    /// Tables of permissions.
    pub tables: Vec<usize>,
}

impl Printed {
    /// What these parts print.
    pub fn of(school: &School, parts: &[Part]) -> Self {
        let mut printed = Self::default();
        printed.parts(school, parts, 0);
        printed
    }

    /// Whether a reader is told, asked or allowed nothing.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty() && self.papers.is_empty() && self.tables.is_empty()
    }

    fn parts(&mut self, school: &School, parts: &[Part], depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for part in parts {
            match part {
                Part::Text(..) => {}
                Part::Sentence(at) => self.sentences.push(*at),
                Part::Paper(at) => self.papers.push(*at),
                Part::Section(section) => self.parts(school, &section.parts, depth + 1),
                Part::Show(values, _) => {
                    values.iter().filter_map(Value::entity).for_each(|entity| self.shown(school, entity, depth + 1));
                }
            }
        }
    }

    fn shown(&mut self, school: &School, entity: Entity, depth: usize) {
        match entity {
            Entity::Sentence(at) => self.sentences.push(at),
            Entity::Paper(at) => self.papers.push(at),
            Entity::Table(at) => self.tables.push(at),
            Entity::Role(at) => self.parts(school, &school.roles[at].parts, depth),
            Entity::Block(at) => self.parts(school, &school.blocks[at].parts, depth),
            Entity::Procedure(at) => self.parts(school, &school.procedures[at].parts, depth),
            Entity::Consent(at) => self.parts(school, &school.consents[at].parts, depth),
            _ => {}
        }
    }
}
