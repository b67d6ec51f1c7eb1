//! What a change asks of people: to sign again, to consent again, to take it to the governors, to tell those concerned.

use std::collections::{BTreeMap, BTreeSet};

use super::kind::{Aspect, Axis, Class};
use super::terms::Terms;
use crate::model::document::{Document, Part, Verb};
use crate::model::{Entity, School};
use crate::word::Word;

/// What a change asks of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Require {
    /// Those who signed it sign again.
    Resign,
    /// Those who consented are asked again.
    Reconsent,
    /// The governors, or whoever approves the documents, decide.
    Governors,
    /// Those whom it concerns are told.
    Notify,
}

impl Require {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Require::Resign => "resign",
            Require::Reconsent => "reconsent",
            Require::Governors => "governors",
            Require::Notify => "notify",
        }
    }

    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Require::Resign => "sign again",
            Require::Reconsent => "ask consent again",
            Require::Governors => "governors decide",
            Require::Notify => "tell those concerned",
        }
    }
}

/// What stands in papers that somebody signs, approves or answers, by canonical address.
#[derive(Debug, Default)]
pub(super) struct Papers {
    signed: BTreeSet<String>,
    approved: BTreeSet<String>,
    consents: BTreeSet<String>,
    /// What each document prints on either side; with its address as the later side writes it.
    printed: BTreeMap<String, (String, BTreeSet<String>)>,
}

impl Papers {
    /// Takes in the papers of a school.
    pub(super) fn take(&mut self, school: &School, terms: &Terms) {
        for document in &school.documents {
            let printed = printed(school, document, terms);
            let (written, all) = self.printed.entry(terms.address(&document.id)).or_default();
            written.clone_from(&document.id);
            all.extend(printed.iter().cloned());
            let is_signed = document.kind.is_agreement();
            let approves = |act: &crate::model::document::Act| {
                matches!(act.word.value.as_str(), "approved" | "ratified") && !act.clauses.get(Word::By).is_empty()
            };
            if is_signed {
                self.signed.extend(printed.iter().cloned());
            }
            if document.acts.iter().any(approves) {
                self.approved.extend(printed);
            }
        }
        self.consents.extend(school.consents.iter().map(|it| terms.address(&it.id)));
    }

    /// The documents that print any of these addresses.
    pub(super) fn holding(&self, touched: &BTreeSet<String>) -> BTreeSet<String> {
        let holding = self.printed.values().filter(|(_, printed)| touched.iter().any(|it| holds(printed, it)));
        holding.map(|(written, _)| written.clone()).collect()
    }

    /// What a change asks for; `touched` are the addresses that it is about.
    pub(super) fn requires(
        &self,
        aspect: Aspect,
        axis: Axis,
        class: Class,
        touched: &BTreeSet<String>,
    ) -> BTreeSet<Require> {
        let mut all = BTreeSet::new();
        if class == Class::Editorial {
            return all;
        }
        let stands_in = |papers: &BTreeSet<String>| touched.iter().any(|it| holds(papers, it));
        let moves = class != Class::Neutral;
        let promised = matches!(aspect, Aspect::Promise | Aspect::Duty | Aspect::Leave | Aspect::Field);
        let binds = moves || promised;
        if binds && axis != Axis::Text && axis != Axis::Oversight && stands_in(&self.signed) {
            all.insert(Require::Resign);
        }
        let looser = matches!(class, Class::Relaxes | Class::Mixed);
        let asked = matches!(aspect, Aspect::Asked | Aspect::Silence | Aspect::Bound | Aspect::Scope);
        if axis == Axis::Data && (looser || asked) && (looser || stands_in(&self.consents)) {
            all.insert(Require::Reconsent);
        }
        let decided = axis == Axis::Oversight || moves && axis != Axis::People && stands_in(&self.approved);
        if looser || decided {
            all.insert(Require::Governors);
        }
        let concerns = matches!(axis, Axis::Access | Axis::Safeguard | Axis::Data | Axis::Duty);
        if concerns && binds || axis == Axis::People && aspect != Aspect::Role {
            all.insert(Require::Notify);
        }
        all
    }
}

/// Whether an address, or one that it stands below, is among these.
fn holds(papers: &BTreeSet<String>, address: &str) -> bool {
    let ends = address.match_indices('.').map(|(at, _)| at).chain([address.len()]);
    ends.into_iter().any(|end| address.get(..end).is_some_and(|it| papers.contains(it)))
}

/// The addresses of what a document holds: itself, what it shows, what its promises rest on.
fn printed(school: &School, document: &Document, terms: &Terms) -> BTreeSet<String> {
    let mut all = BTreeSet::from([terms.address(&document.id)]);
    document.each_part(&mut |part| match part {
        Part::Show(values, _) => {
            for value in values {
                if let crate::model::words::Value::Name(it) = value {
                    all.insert(terms.address(&it.address));
                    if let Entity::Role(_) = it.entity {
                        all.insert(it.address.clone());
                    }
                }
            }
        }
        Part::Paper(at) => {
            if let Some(paper) = school.papers.get(*at).filter(|it| matches!(it.verb, Verb::Promise(..))) {
                let cited = paper.clauses.get(Word::Cites).iter().filter_map(|value| match value {
                    crate::model::words::Value::Name(it) => Some(terms.address(&it.address)),
                    _ => None,
                });
                all.extend(cited);
            }
        }
        Part::Sentence(at) => all.extend(school.sentences.get(*at).map(|it| terms.address(&it.address))),
        Part::Text(..) | Part::Section(_) => {}
    });
    all
}
