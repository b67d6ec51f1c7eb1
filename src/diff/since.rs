//! What moved in each document since it was last approved: the school as it was seen then, held against the school now.

use std::collections::{BTreeMap, BTreeSet};

use super::kind::{Aspect, Axis, Certainty, Class, Kind, Move};
use super::requires::Require;
use super::{Change, Said, diff, fingerprint};
use crate::document::{Speaker, spoken};
use crate::model::date::{Day, day_in_words};
use crate::model::document::{Act, Document};
use crate::model::record::Record;
use crate::model::words::{Value, Words};
use crate::model::{Reference, School};
use crate::record::{join, last, last_approval};
use crate::span::Span;
use crate::word::Word;

/// Nothing is linked to.
static NOWHERE: BTreeSet<String> = BTreeSet::new();

/// The school as it is now.
#[derive(Debug)]
pub struct Now<'a> {
    /// It.
    pub school: &'a School,
    /// The digest of each text that it is made of, by path.
    pub texts: BTreeMap<String, String>,
    /// The day on which both sides are looked at.
    pub today: Day,
    /// Pairs of words for the same.
    pub same: Vec<(String, String)>,
}

/// What the texts seen at an act make today.
#[derive(Debug)]
pub enum Seen {
    /// The school as it was, with its own pairs of words for the same.
    School(Box<School>, Vec<(String, String)>),
    /// No school, since they no longer hold together; so each text that moved, word by word.
    Texts(Vec<Change>),
    /// Nothing: they are gone, or were changed by hand. Why, in words.
    Lost(String),
}

/// An act from which changes are counted, or that cannot serve for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// `approved`, `ratified` or `reviewed`.
    pub word: String,
    /// The day, or the first on which it can have been.
    pub day: Option<Day>,
    /// When, in words; empty where nobody wrote it down.
    pub when: String,
    /// Who did it, in words; empty where nobody wrote it down.
    pub by: String,
    /// The minute, or what else shows it.
    pub minute: Option<String>,
}

/// How a document stands to its last approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is the trust's, and told there.
    Above,
    /// Nobody has approved it, as far as the sources and the records tell.
    Never,
    /// It was approved, and no text was kept, so nobody can say what moved.
    NotKept,
    /// The text was kept and is gone, or was changed by hand.
    Lost,
    /// The text that was kept makes no school today, so it is held against the present one word by word.
    Words,
    /// Nothing has moved.
    Same,
    /// It has moved in what is told of it, and its words stand as they were.
    Beside,
    /// Its words have moved.
    Moved,
}

impl Standing {
    /// Its name in what programs read.
    pub fn word(self) -> &'static str {
        match self {
            Standing::Above => "of-the-trust",
            Standing::Never => "never-approved",
            Standing::NotKept => "not-kept",
            Standing::Lost => "lost",
            Standing::Words => "word-by-word",
            Standing::Same => "same",
            Standing::Beside => "words-same",
            Standing::Moved => "moved",
        }
    }
}

/// What is told of one document.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its address.
    pub document: String,
    /// Its title.
    pub title: String,
    /// The act from which its changes are counted; the last that anybody stated, where none was recorded.
    pub deed: Option<Deed>,
    /// The last approval that the sources alone state, where it is later, or changes are counted from a review.
    pub stated: Option<Deed>,
    /// How it stands to that.
    pub standing: Standing,
    /// Why nothing can be told, where its text is lost.
    pub why: String,
    /// Which of the sides that were seen, in the order asked for, the changes start from.
    pub base: Option<usize>,
    /// What moved.
    pub changes: Vec<Change>,
}

impl Account {
    /// Whether anybody can say what has changed.
    pub fn is_told(&self) -> bool {
        matches!(self.standing, Standing::Words | Standing::Same | Standing::Beside | Standing::Moved)
    }

    /// What all its changes together ask of people. Other words than those approved are the governors' to approve.
    pub fn requires(&self) -> BTreeSet<Require> {
        let mut all: BTreeSet<Require> = self.changes.iter().flat_map(|it| it.requires.iter().copied()).collect();
        if matches!(self.standing, Standing::Moved | Standing::Words) {
            all.insert(Require::Governors);
        }
        all
    }
}

/// What moved in a school since its documents were approved.
#[derive(Debug, Default)]
pub struct Since {
    /// Each document that is asked for, in the order of the sources.
    pub accounts: Vec<Account>,
    /// What moved since the last approval of any, and is printed by no document told of.
    pub beside: Option<Account>,
}

impl Since {
    /// All that is told, the documents first.
    pub fn all(&self) -> impl Iterator<Item = &Account> {
        self.accounts.iter().chain(&self.beside)
    }

    /// The same, to mark what somebody accepted.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut Account> {
        self.accounts.iter_mut().chain(&mut self.beside)
    }
}

/// What moved in each document of a school, or in the one that is named, since it was last approved; where it was only
/// reviewed with its text kept, since then. `seen` makes what it can of the texts of a record, and is asked once for
/// records of the same texts.
pub fn since(now: &Now<'_>, only: Option<&str>, seen: &mut dyn FnMut(&Record) -> Seen) -> Since {
    let school = now.school;
    let mut told = Teller { now, words: spoken(school), sides: Vec::new() };
    let asked = |it: &&Document| only.is_none_or(|only| it.id == only);
    let accounts: Vec<Account> = school.documents.iter().filter(asked).map(|it| told.account(it, seen)).collect();
    let beside = if only.is_none() { told.beside(&accounts, seen) } else { None };
    Since { accounts, beside }
}

struct Teller<'a> {
    now: &'a Now<'a>,
    /// What each document says today.
    words: Vec<Vec<(String, String)>>,
    sides: Vec<Side>,
}

/// The school as it was seen with certain texts, and all that has changed since.
struct Side {
    texts: BTreeMap<String, String>,
    /// Its number among those that were read back; `None` where nobody had to look.
    nth: Option<usize>,
    was: Was,
}

enum Was {
    /// As it is now.
    Same,
    School {
        changes: Vec<Change>,
        words: BTreeMap<String, Vec<(String, String)>>,
        places: BTreeMap<String, Span>,
    },
    Texts(Vec<Change>),
    Lost(String),
}

impl Teller<'_> {
    fn account(&mut self, document: &Document, seen: &mut dyn FnMut(&Record) -> Seen) -> Account {
        let school = self.now.school;
        let record = last_approval(school, document).or_else(|| last(school, document));
        let stated = self.stated(document);
        let Some(record) = record else {
            let standing = match &stated {
                _ if school.inherits(document.span) => Standing::Above,
                Some(_) => Standing::NotKept,
                None => Standing::Never,
            };
            return self.bare(document, stated, standing);
        };
        let deed = self.recorded(record);
        let counts = |it: &Deed| it.day > deed.day || deed.word == "reviewed";
        let stated = stated.filter(|it| counts(it) && it.when != deed.when);
        let nth = self.side(record, seen);
        let base = self.sides.get(nth).and_then(|side| side.nth);
        let account = Account { stated, base, ..self.bare(document, Some(deed), Standing::Same) };
        match self.sides.get(nth).map(|side| &side.was) {
            None | Some(Was::Same) => account,
            Some(Was::Lost(why)) => Account { standing: Standing::Lost, why: why.clone(), ..account },
            Some(Was::Texts(changes)) => Account { standing: Standing::Words, changes: changes.clone(), ..account },
            Some(Was::School { changes, words, places }) => {
                let here = (document, words.get(&document.id).map_or(&[][..], Vec::as_slice));
                let place = places.get(&document.id).copied();
                let (standing, changes) = self.moved(here, place, changes);
                Account { standing, changes, ..account }
            }
        }
    }

    /// How a document stands that somebody saw with certain words, and which of all changes it prints.
    fn moved(
        &self,
        (document, before): (&Document, &[(String, String)]),
        place: Option<Span>,
        changes: &[Change],
    ) -> (Standing, Vec<Change>) {
        let after = self.now.school.documents.iter().position(|it| it.id == document.id);
        let after = after.and_then(|nth| self.words.get(nth)).map_or(&[][..], Vec::as_slice);
        let mut own: Vec<Change> = changes
            .iter()
            .filter(|it| it.documents.contains(&document.id) || names(it, before, after))
            .cloned()
            .collect();
        if before == after {
            return (if own.is_empty() { Standing::Same } else { Standing::Beside }, own);
        }
        if own.iter().all(is_beside) {
            own.extend(sections(document, place, before, after));
        }
        (Standing::Moved, own)
    }

    /// Which side a record starts from; made where no other record has seen the same texts.
    fn side(&mut self, record: &Record, seen: &mut dyn FnMut(&Record) -> Seen) -> usize {
        if let Some(nth) = self.sides.iter().position(|side| side.texts == record.seen) {
            return nth;
        }
        let (nth, was) = if record.seen == self.now.texts {
            (None, Was::Same)
        } else {
            let was = match seen(record) {
                Seen::School(school, same) => self.school(*school, same),
                Seen::Texts(changes) => Was::Texts(changes),
                Seen::Lost(why) => Was::Lost(why),
            };
            (Some(self.sides.iter().filter(|side| side.nth.is_some()).count()), was)
        };
        self.sides.push(Side { texts: record.seen.clone(), nth, was });
        self.sides.len() - 1
    }

    fn school(&self, mut base: School, same: Vec<(String, String)>) -> Was {
        let now = self.now;
        // Acts are recorded beside the texts: what governors did since is no change of what they approved.
        let records = now.school.records.iter().filter_map(|record| placed(record, &base)).collect();
        join(&mut base, records);
        let pairs = [now.same.clone(), same].concat();
        let words = base.documents.iter().map(|it| it.id.clone()).zip(spoken(&base)).collect();
        let places = base.documents.iter().map(|it| (it.id.clone(), it.span)).collect();
        Was::School { changes: diff(&base, now.school, now.today, &pairs), words, places }
    }

    /// What moved since the last approval of any document and is told under none.
    fn beside(&mut self, accounts: &[Account], seen: &mut dyn FnMut(&Record) -> Seen) -> Option<Account> {
        let own = |record: &&Record| !record.inherited;
        let record = self.now.school.records.iter().filter(own).max_by_key(|record| record.on.value)?;
        let (nth, deed) = (self.side(record, seen), self.recorded(record));
        let side = self.sides.get(nth)?;
        let Was::School { changes, .. } = &side.was else { return None };
        let told: BTreeSet<&str> =
            accounts.iter().flat_map(|it| &it.changes).map(|it| it.fingerprint.as_str()).collect();
        let changes: Vec<Change> =
            changes.iter().filter(|it| !told.contains(it.fingerprint.as_str())).cloned().collect();
        let identity = &self.now.school.identity;
        (!changes.is_empty()).then(|| Account {
            document: identity.name.clone(),
            title: identity.title.clone(),
            deed: Some(deed),
            stated: None,
            standing: Standing::Beside,
            why: String::new(),
            base: side.nth,
            changes,
        })
    }

    fn bare(&self, document: &Document, deed: Option<Deed>, standing: Standing) -> Account {
        Account {
            document: document.id.clone(),
            title: document.title.clone(),
            deed,
            stated: None,
            standing,
            why: String::new(),
            base: None,
            changes: Vec::new(),
        }
    }

    fn speaker(&self) -> Speaker<'_> {
        Speaker { school: self.now.school, today: self.now.today, anchors: &NOWHERE }
    }

    fn recorded(&self, record: &Record) -> Deed {
        let (address, span) = (record.by.value.clone(), record.by.span);
        let by = self.now.school.names.get(&address);
        let by = by.map(|entity| Value::Name(Reference { address, entity: *entity, span }));
        Deed {
            word: record.act.word().to_owned(),
            day: Some(record.on.value),
            when: day_in_words(record.on.value),
            by: by.map_or_else(|| record.by.value.clone(), |by| self.speaker().value(&by)),
            minute: record.minute.as_ref().map(|minute| format!("minute {minute}")),
        }
    }

    /// The last approval that a document states, or has on record.
    fn stated(&self, document: &Document) -> Option<Deed> {
        let approvals = document.acts.iter().filter(|act| matches!(act.word.value.as_str(), "approved" | "ratified"));
        let deeds = approvals.map(|act| self.deed(act));
        deeds.max_by_key(|deed| deed.day)
    }

    fn deed(&self, act: &Act) -> Deed {
        let by: Vec<String> = act.clauses.get(Word::By).iter().map(|value| self.speaker().value(value)).collect();
        let date = act.when.as_ref().map(|when| when.value);
        Deed {
            word: act.word.value.clone(),
            day: date.and_then(|date| date.bounds(&self.now.school.calendar)).map(|(first, _)| first),
            when: date.map_or_else(String::new, |date| date.to_string()),
            by: by.join(" and "),
            minute: act.clauses.words(Word::Leaving).map(Words::raw),
        }
    }
}

/// Whether a change is of what is no word of a document: what was done with it, who holds a post, how it looks.
fn is_beside(change: &Change) -> bool {
    use Aspect::{Act, ActBy, Holder, Look, NextReview, Version, Waiver, WaiverUntil};
    matches!(change.kind.aspect, Act | ActBy | Holder | Look | NextReview | Version | Waiver | WaiverUntil)
}

/// A record as an act of a school that was seen: its places lie in that school's texts.
fn placed(record: &Record, school: &School) -> Option<Record> {
    let span = school.documents.iter().find(|it| it.id == record.document.value)?.span;
    let mut record = Record { span, ..record.clone() };
    (record.document.span, record.by.span, record.on.span) = (span, span, span);
    Some(record)
}

/// Whether a change is one of what something is called, which a document says.
fn names(change: &Change, before: &[(String, String)], after: &[(String, String)]) -> bool {
    let says = |sections: &[(String, String)], said: &Option<Said>| {
        said.as_ref().is_some_and(|said| {
            let wanted = said.words.to_lowercase();
            sections.iter().any(|(_, text)| text.to_lowercase().contains(&wanted))
        })
    };
    change.kind == Kind { aspect: Aspect::Title, moved: Move::Changed }
        && says(before, &change.before)
        && says(after, &change.after)
}

/// The sections whose words moved, word by word: for where nothing that a document prints accounts for it.
fn sections(
    document: &Document,
    place: Option<Span>,
    before: &[(String, String)],
    after: &[(String, String)],
) -> Vec<Change> {
    let text = |sections: &[(String, String)], title: &str| {
        let all: Vec<&str> = sections.iter().filter(|it| it.0 == title).map(|it| it.1.as_str()).collect();
        all.join(" ")
    };
    let titles: BTreeSet<&str> = before.iter().chain(after).map(|(title, _)| title.as_str()).collect();
    let changed = titles.into_iter().filter_map(|title| {
        let (was, is) = (text(before, title), text(after, title));
        let said = |words: String, span| (!words.is_empty()).then_some(Said { words, span });
        let sides = (said(was.clone(), place), said(is.clone(), Some(document.span)));
        (was != is).then(|| reworded(format!("{} ({title})", document.id), &document.id, sides))
    });
    changed.collect()
}

/// Texts that were seen held against the present ones, for where they make no school: each that differs, word by word.
pub fn texts(before: &BTreeMap<String, String>, after: &BTreeMap<String, &str>) -> Vec<Change> {
    let names: BTreeSet<&str> = before.keys().map(String::as_str).chain(after.keys().map(String::as_str)).collect();
    let changed = names.into_iter().filter_map(|name| {
        let (was, is) = (before.get(name).map(String::as_str), after.get(name).copied());
        let said = |text: Option<&str>| text.map(|text| Said { words: text.to_owned(), span: None });
        (was != is).then(|| reworded(name.to_owned(), name, (said(was), said(is))))
    });
    changed.collect()
}

/// Other words, of which nothing but a reader can say what they mean.
fn reworded(subject: String, document: &str, (before, after): (Option<Said>, Option<Said>)) -> Change {
    let moved = match (&before, &after) {
        (None, _) => Move::Added,
        (_, None) => Move::Removed,
        _ => Move::Changed,
    };
    let kind = Kind { aspect: Aspect::Text, moved };
    let words = |said: &Option<Said>| said.as_ref().map(|it| it.words.clone()).unwrap_or_default();
    let key = [subject.clone(), words(&before), words(&after)];
    Change {
        kind,
        axis: Axis::Text,
        class: Class::Neutral,
        certainty: Certainty::Judgement,
        subject,
        before,
        after,
        witness: Vec::new(),
        requires: BTreeSet::from([Require::Governors]),
        documents: BTreeSet::from([document.to_owned()]),
        fingerprint: fingerprint(kind, &key),
        accepted: None,
    }
}
