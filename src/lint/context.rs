//! What a lint may see, and how it speaks.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Lint;
use super::facts::answers::{Gap, gaps};
use super::facts::likeness::{Likeness, alike};
use super::facts::mentions::{Mention, mentions};
use super::facts::passages::{Passage, passages};
use super::facts::references::referred;
use super::facts::wording::{Reading, Wording};
use super::waivers::Standing;
use super::words::lexicon::{Cut, Vocabulary};
use super::words::table::Table;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Level};
use crate::document::{Speaker, plain};
use crate::due::review::{self, Due};
use crate::model::date::{Date, Day};
use crate::model::document::{Document, Paper, Part, each_part};
use crate::model::role::Role;
use crate::model::sentence::{Phrase, Sentence};
use crate::model::words::Value;
use crate::model::{Entity, School};
use crate::pack::Pack;
use crate::permission::{CaseSet, Permissions, Space};
use crate::span::Span;
use crate::word::Word;

/// Two sentences that share so much of their words say nearly the same.
const ALIKE: f64 = 0.75;
/// How many further places of one fault are shown.
const OTHERS: usize = 8;

/// What a lint may see.
#[derive(Debug)]
pub struct Context<'a> {
    /// The school, bound without error.
    pub school: &'a School,
    /// Its permissions today.
    pub permissions: &'a Permissions,
    /// Its permissions today, and for each later day on which another rule begins or one is over the spaces that change.
    pub ahead: &'a [Permissions],
    /// The day on which it is looked at.
    pub today: Day,
    /// How many days before a review it counts as due soon.
    pub due_within: u32,
    /// For each role, the sentences that bind it to something, wherever they stand.
    duties: Vec<Vec<usize>>,
    /// For each role, how many sentences send somebody to it.
    turned_to: Vec<usize>,
    passages: Vec<Passage>,
    /// Their places by address.
    passages_at: BTreeMap<String, Vec<usize>>,
    shown_in: BTreeMap<String, Vec<usize>>,
    referred: BTreeSet<Entity>,
    alike: Vec<Likeness>,
    /// How the school wants its folder to be checked.
    pub config: &'a Config,
    packs: Vec<&'a Pack>,
    mentions: OnceCell<Vec<Mention<'a>>>,
    gaps: OnceCell<Vec<Gap<'a>>>,
    /// Each sentence as a policy prints it, by its address.
    said: OnceCell<Table<&'a str, Arc<Wording>>>,
    reading: &'a Reading,
    /// What each sentence says is done in quoted words, as they were written, by its address.
    quoted: Table<&'a str, Arc<Wording>>,
    /// How often each word stands in the texts, in small letters.
    vocabulary: OnceCell<Vocabulary<'a>>,
    /// The first date that any document bears.
    earliest: Option<Date>,
}

/// Where a lint puts its findings.
#[derive(Debug)]
pub struct Report {
    name: &'static str,
    level: Level,
    clock: bool,
    found: Vec<Diagnostic>,
    afterwards: Option<Afterwards>,
}

/// A look at what came of the waivers, once all other lints have spoken.
pub type Afterwards = fn(&[Standing<'_>], &mut Report);

impl Report {
    pub(super) fn new(lint: &Lint, level: Level) -> Self {
        Self { name: lint.name, level, clock: lint.clock, found: Vec::new(), afterwards: None }
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// What was found since this was last asked.
    pub(super) fn take(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.found)
    }

    /// Whether its lint is about the waivers, and so looks last.
    pub(super) fn looks_last(&self) -> bool {
        self.afterwards.is_some()
    }

    /// Has the lint look at the waivers, where it asked for that.
    pub(super) fn look_back(&mut self, waivers: &[Standing<'_>]) {
        if let Some(check) = self.afterwards {
            check(waivers, self);
        }
    }

    /// Asks to look at the waivers once all other lints have spoken; no waiver covers what is found then.
    pub fn afterwards(&mut self, check: Afterwards) {
        self.afterwards = Some(check);
    }

    /// A finding of this lint at a place; hand it to [`Report::push`] when all is said.
    pub fn at(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        let mut found = Diagnostic::new(self.name, self.level, span, message);
        found.clock = self.clock;
        found
    }

    /// One finding about a fault that lies in several places, each with the address it stands at: told at the first of
    /// them, with some of the others beside it.
    pub fn across(&self, mut places: Vec<(Span, &str)>, message: impl Into<String>) -> Option<Diagnostic> {
        places.sort();
        places.dedup_by_key(|(span, _)| *span);
        let (first, others) = places.split_first()?;
        let found = self.at(first.0, message).about(first.1);
        Some(others.iter().take(OTHERS).fold(found, |found, (span, _)| found.with(*span, "and here")))
    }

    /// Takes a finding in.
    pub fn push(&mut self, found: Diagnostic) {
        self.found.push(found);
    }

    /// Takes a finding in, unless the same fact is told of the same thing at the same place already.
    pub fn push_once(&mut self, found: Diagnostic) {
        let same = |it: &Diagnostic| {
            it.primary.span == found.primary.span && it.subject == found.subject && it.fact == found.fact
        };
        if !self.found.iter().any(same) {
            self.found.push(found);
        }
    }
}

impl<'a> Context<'a> {
    pub(super) fn new(
        school: &'a School,
        (permissions, ahead): (&'a Permissions, &'a [Permissions]),
        today: Day,
        config: &'a Config,
        reading: &'a Reading,
    ) -> Self {
        let mut duties = vec![Vec::new(); school.roles.len()];
        let mut turned_to = vec![0; school.roles.len()];
        for (at, sentence) in school.sentences.iter().enumerate() {
            let bound: BTreeSet<usize> = sentence.roles().filter(|_| sentence.strength.value.asks()).collect();
            bound.into_iter().for_each(|role| duties[role].push(at));
            let to = sentence.clauses.get(Word::To).iter().filter_map(|value| match value.entity() {
                Some(Entity::Role(role)) => Some(role),
                _ => None,
            });
            to.collect::<BTreeSet<usize>>().into_iter().for_each(|role| turned_to[role] += 1);
        }
        let (passages, shown_in, referred) = (passages(school, reading), shown_in(school), referred(school));
        let mut passages_at: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut next = 0;
        for run in passages.chunk_by(|one, next| one.address == next.address) {
            let (places, address) = (next..next + run.len(), &run[0].address);
            next = places.end;
            match passages_at.get_mut(address) {
                Some(known) => known.extend(places),
                None => drop(passages_at.insert(address.clone(), places.collect())),
            }
        }
        let quoted = school.sentences.iter().filter_map(|it| match &it.phrase {
            Phrase::Words(words) => Some((it.address.as_str(), reading.of(&words.raw()))),
            _ => None,
        });
        let quoted: Table<&str, Arc<Wording>> = quoted.collect();
        let mut context = Self {
            school,
            permissions,
            ahead,
            today,
            due_within: config.due_within,
            duties,
            turned_to,
            passages,
            passages_at,
            shown_in,
            referred,
            alike: alike(
                reading,
                school.sentences.iter().map(|it| quoted.get(it.address.as_str()).map(Arc::as_ref)),
                ALIKE,
            ),
            quoted,
            config,
            packs: config.packs.on(school),
            mentions: OnceCell::new(),
            gaps: OnceCell::new(),
            said: OnceCell::new(),
            reading,
            vocabulary: OnceCell::new(),
            earliest: None,
        };
        let dates = context.standing().filter_map(|document| context.dated(document));
        context.earliest = dates.min_by_key(|date| date.bounds(&school.calendar));
        context
    }

    /// The packs that hold for the school.
    pub fn packs(&self) -> &[&'a Pack] {
        &self.packs
    }

    /// Where the texts name what the packs know; looked for once.
    pub fn mentions(&self) -> &[Mention<'a>] {
        self.mentions.get_or_init(|| mentions(self.school, &self.packs, &self.passages))
    }

    /// What the packs ask and the documents do not show; looked for once.
    pub(super) fn gaps(&self) -> &[Gap<'a>] {
        self.gaps.get_or_init(|| gaps(self))
    }

    /// The first date on which what stands at an address was certainly written: that of the documents that print it, or,
    /// where none does, the first of all.
    pub fn written(&self, address: &str) -> Option<Date> {
        let dates: Vec<Option<Date>> = self.shown_in(address).map(|document| self.dated(document)).collect();
        if dates.is_empty() {
            return self.earliest;
        }
        dates.into_iter().flatten().max_by_key(|date| date.bounds(&self.school.calendar))
    }

    /// Documents that live on their own, rather than as an appendix that is reviewed with its policy.
    pub fn standing(&self) -> impl Iterator<Item = &Document> {
        let school = self.school;
        school
            .documents
            .iter()
            .enumerate()
            .filter(move |(at, document)| document.kind.states_policy() || school.parents(*at).next().is_none())
            .map(|(_, document)| document)
    }

    /// Every date by which a document says it will be reviewed; where it says none, the one that follows from its last
    /// approval and its frequency.
    pub fn due(&self, document: &Document) -> Vec<Due> {
        review::dues(self.school, document)
    }

    /// The date that follows from a document's last approval or review and its shortest countable frequency.
    pub fn follows(&self, document: &Document) -> Option<Due> {
        review::follows(self.school, document)
    }

    /// Whether a document says how often it is reviewed.
    pub fn has_frequency(&self, document: &Document) -> bool {
        document.reviews.iter().any(|review| review.clauses.has(Word::Every))
    }

    /// The title of a value, for a message.
    pub fn title(&self, value: &Value) -> String {
        match value {
            Value::Name(it) => self.school.title(it.entity),
            other => Speaker { school: self.school, today: self.today, anchors: &BTreeSet::new() }.value(other),
        }
    }

    /// The sentences that a role is bound by, wherever they stand.
    pub fn duties_of(&self, role: usize) -> impl Iterator<Item = &Sentence> {
        self.duties[role].iter().map(|at| &self.school.sentences[*at])
    }

    /// How many sentences send somebody to a role.
    pub fn turned_to(&self, role: usize) -> usize {
        self.turned_to[role]
    }

    /// The documents that a role owns.
    pub fn owned_by(&self, role: usize) -> impl Iterator<Item = &Document> {
        self.school
            .documents
            .iter()
            .filter(move |document| document.owner.as_ref().and_then(Value::entity) == Some(Entity::Role(role)))
    }

    /// Whether anything is to be done by a role.
    pub fn is_at_work(&self, role: usize) -> bool {
        self.duties_of(role).next().is_some() || self.owned_by(role).next().is_some()
    }

    /// The spaces of today, and of each later day on which another rule begins or one is over.
    pub fn spaces_ahead(&self) -> impl Iterator<Item = &'a Space> {
        self.ahead.iter().flat_map(|it| &it.spaces)
    }

    /// The most typical of some cases in words.
    pub fn case(&self, space: &Space, cases: &CaseSet) -> String {
        space.words(self.school, &self.permissions.extents, cases)
    }

    /// The names of those who hold a post today.
    pub fn holders(&self, role: &Role) -> Vec<&str> {
        self.school.people.holders(&role.id, self.today, &self.school.calendar)
    }

    /// The paper lines of a document, with those of the consents that it shows.
    pub fn papers_of<'s>(&'s self, document: &'s Document) -> Vec<&'s Paper> {
        let mut papers = Vec::new();
        let mut take = |parts: &'s [Part]| {
            each_part(parts, &mut |part| {
                if let Part::Paper(at) = part {
                    papers.push(&self.school.papers[*at]);
                }
            });
        };
        take(&document.parts);
        document.each_part(&mut |part| {
            let Part::Show(values, _) = part else { return };
            for value in values {
                if let Some(Entity::Consent(at)) = value.entity() {
                    take(&self.school.consents[at].parts);
                }
            }
        });
        papers
    }

    /// Everything that a reader will see, in stretches that are read in one breath.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// How often each word stands in them, in small letters; counted once.
    pub(super) fn vocabulary(&self) -> &Vocabulary<'a> {
        self.vocabulary.get_or_init(|| self.reading.vocabulary(self.passages.iter().map(|it| it.wording().as_ref())))
    }

    /// What a reader sees of what stands at one address.
    pub fn passages_of<'s>(&'s self, address: &'s str) -> impl Iterator<Item = &'s Passage> {
        let places = self.passages_at.get(address).map(Vec::as_slice).unwrap_or_default();
        places.iter().map(|at| &self.passages[*at])
    }

    /// What a reader sees of what bears a name, such as a document with its sections, lines and sentences, in order.
    pub fn passages_within(&self, name: &str) -> impl Iterator<Item = &Passage> {
        let inside = |address: &str| address[name.len()..].is_empty() || address[name.len()..].starts_with('.');
        let named = self.passages_at.range(name.to_owned()..).take_while(|(address, _)| address.starts_with(name));
        let mut places: Vec<usize> =
            named.filter(|(address, _)| inside(address)).flat_map(|(_, at)| at).copied().collect();
        places.sort_unstable();
        places.into_iter().map(|at| &self.passages[at])
    }

    /// The documents in which what stands at an address is printed; empty where none prints it.
    pub fn shown_in(&self, address: &str) -> impl Iterator<Item = &Document> {
        let root = address.split('.').next().unwrap_or(address);
        self.shown_in.get(root).into_iter().flatten().map(|at| &self.school.documents[*at])
    }

    /// The latest date that a document, or the document that it is an appendix of, bears as approved, reviewed or issued.
    pub fn dated(&self, document: &Document) -> Option<Date> {
        let latest = |it: &Document| {
            let words = ["approved", "reviewed", "ratified", "effective", "issued", "created"];
            let whens = words.into_iter().flat_map(|word| it.acts(word)).filter_map(|act| act.when.as_ref());
            whens.map(|when| when.value).max_by_key(|date| date.bounds(&self.school.calendar))
        };
        let at = self.school.documents.iter().position(|it| it.id == document.id)?;
        latest(document).or_else(|| self.school.parents(at).find_map(latest))
    }

    /// Every two sentences that say nearly the same in words of their own.
    pub fn alike(&self) -> impl Iterator<Item = (&Sentence, &Sentence)> {
        self.alike.iter().map(|it| (&self.school.sentences[it.first], &self.school.sentences[it.second]))
    }

    /// Whether anything of the school names it.
    pub fn is_referred_to(&self, entity: Entity) -> bool {
        self.referred.contains(&entity)
    }

    /// A sentence as a policy prints it.
    pub fn says(&self, sentence: &Sentence) -> &str {
        self.spoken(sentence).map_or("", |wording| wording.text.as_str())
    }

    /// The wording of a text that is put together by a lint.
    pub(super) fn wording(&self, text: &str) -> Arc<Wording> {
        self.reading.of(text)
    }

    /// What a cut makes of the words of a text: the numbers of that, each once and in order.
    pub(super) fn stems(&self, text: &Wording, cut: &Cut) -> Arc<Vec<u32>> {
        self.reading.stems(text, cut)
    }

    /// The number that something has among stems.
    pub(super) fn stem(&self, stem: &str) -> u32 {
        self.reading.stem(stem)
    }

    /// What a sentence says is done in quoted words, as they were written.
    pub(super) fn quoted(&self, sentence: &Sentence) -> Option<&Wording> {
        self.quoted.get(sentence.address.as_str()).map(Arc::as_ref)
    }

    /// The wording of a sentence as a policy prints it.
    pub(super) fn spoken(&self, sentence: &Sentence) -> Option<&Arc<Wording>> {
        let said = self.said.get_or_init(|| {
            let speaker = Speaker { school: self.school, today: self.today, anchors: &BTreeSet::new() };
            let all = self.school.sentences.iter();
            all.map(|it| (it.address.as_str(), self.reading.of(&plain(&speaker.sentence(it))))).collect()
        });
        said.get(sentence.address.as_str())
    }
}

/// For the first part of each address, the documents that print what stands there, each once.
fn shown_in(school: &School) -> BTreeMap<String, Vec<usize>> {
    let mut shown: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, document) in school.documents.iter().enumerate() {
        shown.entry(document.id.clone()).or_default().insert(at);
        document.each_part(&mut |part| {
            let Part::Show(values, _) = part else { return };
            for value in values {
                if let Value::Name(name) = value {
                    let root = name.address.split('.').next().unwrap_or(&name.address);
                    shown.entry(root.to_owned()).or_default().insert(at);
                }
            }
        });
    }
    shown.into_iter().map(|(address, documents)| (address, documents.into_iter().collect())).collect()
}
