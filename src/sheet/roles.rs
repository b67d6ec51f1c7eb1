//! A sheet for each post: what it does, wherever that is said, how often, who stands in, and to whom it reports.

use std::collections::BTreeMap;

use super::{Desk, fact, heading, list, paragraph};
use crate::document::{Block, Clause, Document, Fact, Printed, Run, Speaker, capital, closed};
use crate::due::Rhythm;
use crate::model::document::{Document as Model, Paper, Verb};
use crate::model::role::{CONTACTS, Role, RoleKind};
use crate::model::sentence::{Home, Phrase, Sentence};
use crate::model::words::{Unit, Value};
use crate::model::{Class, Entity, School};
use crate::suggest::all_of;
use crate::word::Word;

/// For whom a role sheet is.
const READERS: &str = "those who do this work, and those who begin it";

/// A sheet for each post, body and group that has something to do.
pub(super) fn sheets(desk: &Desk<'_>) -> Vec<Document> {
    let homes = homes(desk.school);
    (0..desk.school.roles.len()).filter_map(|at| sheet(desk, at, &homes)).collect()
}

/// The first document that prints each sentence.
fn homes(school: &School) -> BTreeMap<usize, &str> {
    let mut homes = BTreeMap::new();
    for document in &school.documents {
        for sentence in Printed::of(school, &document.parts).sentences {
            homes.entry(sentence).or_insert(document.title.as_str());
        }
    }
    homes
}

fn sheet(desk: &Desk<'_>, at: usize, homes: &BTreeMap<usize, &str>) -> Option<Document> {
    let role = &desk.school.roles[at];
    let me = Entity::Role(at);
    let own = own(desk.school, at);
    if own.is_empty() {
        return None;
    }
    let mut page = Page {
        desk,
        speaker: desk.speaker(),
        homes,
        usual: usual(&own, homes),
        me: capital(&desk.speaker().name(me)),
        body: Vec::new(),
    };
    page.opening();
    page.duties(&own);
    page.papers(me);
    let id = format!("role-{}", role.id);
    let title = desk.school.title(me);
    let mut document = desk.document(&id, title, READERS, page.body);
    document.facts = facts(desk, role, me, &own);
    Some(document)
}

/// Whether somebody takes up this work at the school. A group without posts to which a paper is addressed, such as
/// parents, has that paper.
fn works_here(school: &School, role: &Role, me: Entity) -> bool {
    let addressed = || {
        let papers = school.documents.iter().filter(|it| !it.kind.states_policy());
        papers.flat_map(|it| &it.audience).any(|value| value.entity() == Some(me))
    };
    match role.kind {
        RoleKind::Post | RoleKind::Body => true,
        RoleKind::Group => school.vocabulary.is_group(me) || !addressed(),
        RoleKind::Office | RoleKind::Organisation => false,
    }
}

/// What is asked of a role by name; nothing where it has no sheet.
fn own(school: &School, at: usize) -> Vec<usize> {
    let me = Entity::Role(at);
    if !works_here(school, &school.roles[at], me) {
        return Vec::new();
    }
    let asked = |it: &Sentence| it.class() == Class::Duty && it.roles().any(|role| role == at);
    school.sentences.iter().enumerate().filter(|(_, it)| asked(it)).map(|(at, _)| at).collect()
}

/// The document in which most of these stand.
fn usual<'a>(all: &[usize], homes: &BTreeMap<usize, &'a str>) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    all.iter().filter_map(|at| homes.get(at)).for_each(|home| *counts.entry(home).or_default() += 1);
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(home, _)| home)
}

fn facts(desk: &Desk<'_>, role: &Role, me: Entity, own: &[usize]) -> Vec<Fact> {
    let speaker = desk.speaker();
    let titles = |values: &[Value]| values.iter().map(|value| desk.title(value)).collect::<Vec<_>>();
    let held = if role.needs_holder() { vec![speaker.holders(me)] } else { titles(&role.held_by) };
    let stands_in: Vec<String> = desk
        .school
        .roles
        .iter()
        .filter(|other| other.deputies.iter().chain(&other.otherwise).any(|value| value.entity() == Some(me)))
        .map(|other| other.title.clone())
        .collect();
    let contacts = role.contacts.iter().filter_map(|(word, words)| {
        let label = CONTACTS.iter().find(|(name, _)| name == word).map(|(_, label)| *label)?;
        fact(label, vec![crate::document::plain(&speaker.words(words))])
    });
    let aside = role.aside.iter().map(|value| format!("{}, in any matter about the post itself", desk.title(value)));
    let facts = [
        fact("Held by", held),
        fact("Led by", titles(role.led_by.as_slice())),
        fact("Deputy", titles(&role.deputies)),
        fact("While nobody is named", titles(role.otherwise.as_slice())),
        fact("Stands in for", stands_in),
        fact("Stands aside for", aside.collect()),
        fact("Reports to", reports_to(desk, own)),
    ];
    facts.into_iter().flatten().chain(contacts).collect()
}

/// Those to whom its standing duties say that it reports.
fn reports_to(desk: &Desk<'_>, own: &[usize]) -> Vec<String> {
    let mut to = Vec::new();
    let standing = |it: &&Sentence| !matches!(it.home, Home::Procedure(_));
    for it in own.iter().map(|at| &desk.school.sentences[*at]).filter(standing) {
        let Phrase::Words(words) = &it.phrase else { continue };
        let raw = words.raw();
        if raw.split(|sign: char| !sign.is_alphanumeric()).any(|word| matches!(word, "report" | "reports")) {
            let titles = it.clauses.get(Word::To).iter().filter(|value| value.entity().is_some());
            titles.map(|value| desk.title(value)).for_each(|title| {
                if !to.contains(&title) {
                    to.push(title);
                }
            });
        }
    }
    to
}

/// Under which heading a duty stands; the order is that of the page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Beat {
    /// Every so many of a unit.
    Every(Unit, u32),
    /// How often, in words that cannot be counted.
    Vague(String),
    /// When it is called for.
    Needed,
    /// In a procedure.
    Procedure(usize),
}

/// Lets a clause begin a line of its own.
fn begin(clause: &mut Clause) {
    if let Some(Run::Words { text }) = clause.runs.first_mut() {
        *text = capital(text.trim_start());
    }
}

struct Page<'a> {
    desk: &'a Desk<'a>,
    speaker: Speaker<'a>,
    homes: &'a BTreeMap<usize, &'a str>,
    /// The document that is not named, since most of it stands there.
    usual: Option<&'a str>,
    /// Whose sheet it is, at the start of a sentence.
    me: String,
    body: Vec<Block>,
}

impl Page<'_> {
    fn opening(&mut self) {
        let usual =
            self.usual.map(|usual| format!(" It is taken from “{usual}”, unless another paper is named behind it."));
        let usual = usual.unwrap_or_default();
        self.body
            .push(paragraph(format!("{} must do what stands below, as often as is said above it.{usual}", self.me)));
    }

    fn duties(&mut self, own: &[usize]) {
        let mut beats: BTreeMap<Beat, Vec<usize>> = BTreeMap::new();
        own.iter().for_each(|at| beats.entry(self.beat(*at)).or_default().push(*at));
        for (nth, (beat, all)) in beats.into_iter().enumerate() {
            self.body.push(heading(&self.beat_words(&beat), &format!("when-{}", nth + 1)));
            self.clauses(&all);
        }
    }

    fn beat(&self, at: usize) -> Beat {
        let it = &self.desk.school.sentences[at];
        match (it.home, it.clauses.get(Word::Every).first()) {
            (Home::Procedure(at), _) => Beat::Procedure(at),
            (_, Some(value)) => match Rhythm::of(value) {
                Some(every) => Beat::Every(every.unit, every.count),
                None => Beat::Vague(self.speaker.value(value)),
            },
            _ => Beat::Needed,
        }
    }

    fn beat_words(&self, beat: &Beat) -> String {
        match beat {
            Beat::Every(unit, count) => format!("Every {}", Rhythm { unit: *unit, count: *count }),
            Beat::Vague(words) => capital(words),
            Beat::Needed => "At all times, and when it is called for".to_owned(),
            Beat::Procedure(at) => self.desk.school.procedures[*at].title.clone(),
        }
    }

    /// Sentences that begin alike share their beginning.
    fn clauses(&mut self, all: &[usize]) {
        let school = self.desk.school;
        let mut leads: Vec<(String, Vec<Clause>)> = Vec::new();
        for at in all {
            let it = &school.sentences[*at];
            let lead = format!("{}:", self.speaker.lead(it));
            let clause = self.clause(*at, it);
            match leads.iter_mut().find(|(known, _)| *known == lead) {
                Some((_, items)) => items.push(clause),
                None => leads.push((lead, vec![clause])),
            }
        }
        let usual = format!("{} must:", self.me);
        let block = |(lead, mut items): (String, Vec<Clause>)| {
            if lead != usual {
                return Block::Clauses { lead: vec![Run::words(lead)], items };
            }
            items.iter_mut().for_each(begin);
            Block::Clauses { lead: Vec::new(), items }
        };
        // What begins as the whole sheet does comes first.
        leads.sort_by_key(|(lead, _)| *lead != usual);
        self.body.extend(leads.into_iter().map(block));
    }

    fn clause(&self, at: usize, it: &Sentence) -> Clause {
        let mut bare = it.clone();
        bare.clauses = bare.clauses.without(&[Word::Every, Word::Cites, Word::Go, Word::Despite]);
        let mut runs = closed(self.speaker.rest(&bare));
        if let Some(home) = self.homes.get(&at).filter(|home| Some(**home) != self.usual) {
            runs.push(Run::words(" "));
            runs.push(Run::Emphasis { runs: vec![Run::words(format!("({home})"))] });
        }
        Clause { anchor: it.address.clone(), title: String::new(), symbol: None, runs }
    }

    /// The documents that it answers for, those that it signs, and those that come back to it.
    fn papers(&mut self, me: Entity) {
        let documents = &self.desk.school.documents;
        let owns = documents.iter().filter(|it| it.owner.as_ref().and_then(Value::entity) == Some(me));
        let owns: Vec<String> = owns.map(|it| self.owned(it)).collect();
        let signs = self.papers_with(|paper| self.signs(paper, me));
        let takes = self.papers_with(|paper| paper.clauses.get(Word::To).iter().any(|it| it.entity() == Some(me)));
        let told = [
            ("Answers for", owns),
            ("Signs", signs),
            ("Collects, signed", takes),
            ("Is bound as well by the sheets for", self.groups(me)),
        ];
        let items: Vec<String> = told
            .into_iter()
            .filter(|(_, all)| !all.is_empty())
            .map(|(what, all)| format!("{what}: {}", all_of(&all)))
            .collect();
        if !items.is_empty() {
            self.body.push(heading("Papers and other sheets", "papers"));
            self.body.push(list(items));
        }
    }

    /// The groups that it belongs to and that have a sheet of their own.
    fn groups(&self, me: Entity) -> Vec<String> {
        let school = self.desk.school;
        let holds = |at: &usize| {
            let group = Entity::Role(*at);
            group != me && school.vocabulary.leaves(group).contains(&me) && !own(school, *at).is_empty()
        };
        (0..school.roles.len()).filter(holds).map(|at| self.speaker.name(Entity::Role(at))).collect()
    }

    fn owned(&self, document: &Model) -> String {
        let next = document.reviews.iter().flat_map(|review| review.clauses.get(Word::Next)).next();
        let next = next.map(|value| format!(" (next review {})", self.speaker.value(value))).unwrap_or_default();
        format!("“{}”{next}", document.title)
    }

    fn signs(&self, paper: &Paper, me: Entity) -> bool {
        let leaves =
            |value: &Value| value.entity().map(|it| self.desk.school.vocabulary.leaves(it)).unwrap_or_default();
        paper.clauses.get(Word::By).iter().any(|value| value.entity() == Some(me) || leaves(value).contains(&me))
    }

    /// The titles of the documents in which such a line asks for a signature.
    fn papers_with(&self, holds: impl Fn(&Paper) -> bool) -> Vec<String> {
        let school = self.desk.school;
        let has = |document: &&Model| {
            let papers = Printed::of(school, &document.parts).papers;
            papers.iter().any(|at| matches!(school.papers[*at].verb, Verb::Sign) && holds(&school.papers[*at]))
        };
        school.documents.iter().filter(has).map(|document| format!("“{}”", document.title)).collect()
    }
}
