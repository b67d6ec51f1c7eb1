//! Everything in a school that falls due, whoever says it: documents, sentences, papers, consents, posts and waivers.

use std::collections::BTreeSet;

use super::review::dues;
use super::rhythm::{Rhythm, Round};
use super::{Entry, Matter, Outlook, Owner, Repeat, State};
use crate::document::{Speaker, plain};
use crate::model::date::Calendar;
use crate::model::date::{Date, day_in_words};
use crate::model::document::{Document, Paper, Part, Verb, each_part};
use crate::model::people::Tenure;
use crate::model::role::Role;
use crate::model::sentence::{Clauses, Sentence, Values};
use crate::model::words::Value;
use crate::model::{Class, Entity, School, Waiver};
use crate::span::Span;
use crate::suggest::all_of;
use crate::word::Word;

/// Everything that is overdue, falls due within the outlook, or comes round without a day: overdue ones first, then by
/// date, then those without a day by how often they come round.
pub fn entries(school: &School, outlook: Outlook) -> Vec<Entry> {
    let anchors = BTreeSet::new();
    let speaker = Speaker { school, today: outlook.today, anchors: &anchors };
    let mut it = Gatherer { school, speaker, outlook, entries: Vec::new() };
    school.documents.iter().for_each(|document| it.document(document));
    school.sentences.iter().for_each(|sentence| it.sentence(sentence));
    (0..school.consents.len()).for_each(|at| it.consent(at));
    school.roles.iter().for_each(|role| it.post(role));
    school.waivers.iter().for_each(|waiver| it.waiver(waiver));
    let mut entries = it.entries;
    entries.retain(|entry| entry.is_near(outlook, &school.calendar));
    sort(&mut entries, &school.calendar);
    entries
}

/// What falls due in the schools of a trust, in one list: whose it is, is said with the owner and in the subject.
pub fn together(schools: &[School], outlook: Outlook) -> Vec<Entry> {
    let mut all = Vec::new();
    for school in schools {
        all.extend(entries(school, outlook).into_iter().map(|mut entry| {
            let title = &school.identity.title;
            entry.subject = format!("{}.{}", school.identity.name, entry.subject);
            match &mut entry.owner {
                Some(owner) => owner.title = format!("{}, {title}", owner.title),
                None => entry.what = format!("{} ({title})", entry.what),
            }
            entry
        }));
    }
    let calendar = schools.first().map(|school| school.calendar.clone()).unwrap_or_default();
    sort(&mut all, &calendar);
    all
}

/// A stable sort: what is alike in all of this keeps the order in which it was gathered.
fn sort(entries: &mut [Entry], calendar: &Calendar) {
    entries.sort_by_key(|entry| {
        let day = entry.days.or_else(|| entry.date.and_then(|date| date.bounds(calendar))).map(|(_, last)| last);
        (entry.rank(), day, entry.every.map(|every| (every.unit, every.count)), entry.span)
    });
}

struct Gatherer<'a> {
    school: &'a School,
    speaker: Speaker<'a>,
    outlook: Outlook,
    entries: Vec<Entry>,
}

/// What falls due, before it is known how it stands and who answers for it.
struct Item {
    matter: Matter,
    what: String,
    subject: String,
    round: Round,
    every: Option<Rhythm>,
    until: Option<Date>,
    span: Span,
}

impl Item {
    fn once(matter: Matter, what: String, subject: &str, date: Option<Date>, span: Span) -> Self {
        let round = Round { date, repeats: false };
        Self { matter, what, subject: subject.to_owned(), round, every: None, until: None, span }
    }
}

impl<'a> Gatherer<'a> {
    /// Takes an item in, once for each of those who answer for it.
    fn add(&mut self, item: &Item, owners: &[Owner]) {
        let calendar = &self.school.calendar;
        let date = item.round.date;
        let until = item.until.and_then(|until| until.days(calendar)).map(|(_, last)| last);
        let entry = Entry {
            matter: item.matter,
            what: item.what.clone(),
            subject: item.subject.clone(),
            owner: None,
            date,
            days: date.and_then(|date| date.days(calendar)),
            state: State::of(date, self.outlook, calendar),
            every: item.every,
            repeats: item.every.filter(|_| item.round.repeats).map(|every| Repeat { every, until }),
            span: item.span,
        };
        if owners.is_empty() {
            return self.entries.push(entry);
        }
        self.entries.extend(owners.iter().map(|owner| Entry { owner: Some(owner.clone()), ..entry.clone() }));
    }

    fn owners(&self, values: &[Value]) -> Vec<Owner> {
        values.iter().map(|value| self.owner(value)).collect()
    }

    fn owner(&self, value: &Value) -> Owner {
        match value {
            Value::Name(it) => match it.entity {
                Entity::Role(at) => self.post_owner(&self.school.roles[at]),
                entity => Owner { id: Some(it.address.clone()), title: self.school.title(entity), holders: Vec::new() },
            },
            other => Owner { id: None, title: self.speaker.value(other), holders: Vec::new() },
        }
    }

    /// A post with those who hold it today; in a trust, with the school at which each does.
    fn post_owner(&self, role: &Role) -> Owner {
        let today = self.outlook.today;
        let running = self.tenures(role).iter().filter(|tenure| tenure.runs_on(today, &self.school.calendar));
        let mut holders: Vec<String> = running.map(|tenure| self.held_at(tenure)).collect();
        if holders.is_empty() {
            holders = role.held_by.iter().map(|value| self.title(value)).collect();
        }
        Owner { id: Some(role.id.clone()), title: role.title.clone(), holders }
    }

    fn tenures(&self, role: &Role) -> &'a [Tenure] {
        self.school.people.tenures.get(&role.id).map(Vec::as_slice).unwrap_or_default()
    }

    fn name<'t>(&'t self, tenure: &'t Tenure) -> &'t str {
        self.school.people.persons.get(&tenure.holder).map_or(&tenure.holder, |person| &person.name)
    }

    fn held_at(&self, tenure: &Tenure) -> String {
        let name = self.name(tenure);
        let at = tenure.school.as_ref().and_then(|at| self.school.names.get(at));
        at.map_or(name.to_owned(), |at| format!("{name} ({})", self.school.title(*at)))
    }

    fn title(&self, value: &Value) -> String {
        match value {
            Value::Name(it) => self.school.title(it.entity),
            other => self.speaker.value(other),
        }
    }

    /// The reviews of a document, and the signatures that it asks for again.
    fn document(&mut self, it: &Document) {
        let every = it.reviews.iter().find_map(|review| Rhythm::of_clauses(&review.clauses));
        let owners = self.owners(it.owner.as_slice());
        let dues = dues(self.school, it);
        for (nth, due) in dues.iter().enumerate() {
            if dues.iter().take(nth).any(|known| known.date == due.date) {
                continue;
            }
            let counted = if due.stated { "" } else { ", counted from its last approval or review" };
            let what = format!("review “{}”{counted}", it.title);
            self.add(&Item { every, ..Item::once(Matter::Review, what, &it.id, Some(due.date), due.span) }, &owners);
        }
        if let (true, Some(_)) = (dues.is_empty(), every) {
            let span = it.reviews.first().map_or(it.span, |review| review.span);
            let what = format!("review “{}”", it.title);
            self.add(&Item { every, ..Item::once(Matter::Review, what, &it.id, None, span) }, &owners);
        }
        self.signatures(&it.parts, &it.title, &owners);
    }

    /// Signatures that are asked for again: they go back to those who collect them, else to the owner of the paper.
    fn signatures(&mut self, parts: &[Part], title: &str, owners: &[Owner]) {
        for paper in signs(self.school, parts) {
            let Some(every) = Rhythm::of_clauses(&paper.clauses) else { continue };
            let by: Vec<String> = paper.clauses.get(Word::By).iter().map(|value| self.speaker.value(value)).collect();
            let by = if by.is_empty() { String::new() } else { format!(" by {}", all_of(&by)) };
            let what = format!("have “{title}” signed again{by}");
            let to = self.owners(paper.clauses.get(Word::To));
            let owners = if to.is_empty() { owners } else { &to };
            let item = Item::once(Matter::Signature, what, &paper.address, None, paper.span);
            self.comes_round(item, every, &paper.clauses, owners);
        }
    }

    /// Takes an item in for the next time that it comes round; one that has ended is left out.
    fn comes_round(&mut self, item: Item, every: Rhythm, clauses: &Clauses, owners: &[Owner]) {
        if let Some(round) = every.next(clauses, self.outlook.today, &self.school.calendar) {
            let until = clauses.get(Word::Until).iter().find_map(Value::date);
            self.add(&Item { round, every: Some(every), until, ..item }, owners);
        }
    }

    /// A duty that comes round, or that was promised for a date.
    fn sentence(&mut self, it: &Sentence) {
        if !it.strength.value.asks() || matches!(it.class(), Class::Invariant | Class::Permission) {
            return;
        }
        let deadline = self.deadline(&it.clauses);
        let item = Item::once(Matter::Duty, self.act(it), &it.address, deadline, it.span);
        let owners = self.owners(&it.subjects.any);
        if let Some(every) = Rhythm::of_clauses(&it.clauses) {
            self.comes_round(item, every, &it.clauses, &owners);
        } else if deadline.is_some() {
            self.add(&item, &owners);
        }
    }

    /// The date by which something was promised; what is to be done before a date may be done on the day before it.
    fn deadline(&self, clauses: &Clauses) -> Option<Date> {
        let named = |word: Word| clauses.get(word).iter().find_map(Value::date);
        named(Word::By).or_else(|| {
            let (first, _) = named(Word::Before)?.days(&self.school.calendar)?;
            first.yesterday().ok().map(Date::Day)
        })
    }

    /// What is to be done: the sentence without those who do it, its frequency, its deadline and its reasons.
    fn act(&self, it: &Sentence) -> String {
        let mut bare = it.clone();
        bare.clauses = it.clauses.without(&[Word::Every, Word::Because, Word::Cites, Word::Leaving, Word::Next]);
        let dated = |values: &Values| values.any.iter().any(|value| value.date().is_some());
        bare.clauses.values.retain(|(word, values)| !(word.is_deadline() && dated(values)));
        let text = plain(&self.speaker.rest(&bare));
        let except: Vec<String> = it.subjects.except.iter().map(|value| self.speaker.value(value)).collect();
        let text = text.trim().trim_end_matches([',', ';', '.']);
        if except.is_empty() { text.to_owned() } else { format!("{text} (not {})", all_of(&except)) }
    }

    /// A consent that holds for a time and is then asked for again, and its signatures. Families answer on days that no
    /// source knows, so there is a day only where the consent names one.
    fn consent(&mut self, at: usize) {
        let it = &self.school.consents[at];
        let owners = self.collectors(at);
        self.signatures(&it.parts, &it.title, &owners);
        let lasting = it.clauses.get(Word::Lasting).first().and_then(Rhythm::of);
        let named = |word: Word| it.clauses.get(word).iter().find_map(Value::date);
        let date = named(Word::Next).or_else(|| named(Word::Until));
        if lasting.is_some() || date.is_some() {
            let what = format!("ask again for “{}”", it.title);
            let item = Item { every: lasting, ..Item::once(Matter::Consent, what, &it.id, date, it.span) };
            self.add(&item, &owners);
        }
    }

    /// To whom the papers that show a consent go back, else who owns those papers.
    fn collectors(&self, consent: usize) -> Vec<Owner> {
        let mut collectors: Vec<Owner> = Vec::new();
        for document in self.school.documents.iter().filter(|document| shows(document, consent)) {
            let signs = signs(self.school, &document.parts);
            let to: Vec<Owner> = signs.iter().flat_map(|paper| self.owners(paper.clauses.get(Word::To))).collect();
            let owners = if to.is_empty() { self.owners(document.owner.as_slice()) } else { to };
            for owner in owners {
                if !collectors.contains(&owner) {
                    collectors.push(owner);
                }
            }
        }
        collectors
    }

    /// The ends of times in a post that are to come, and the last one where nobody holds the post any more.
    fn post(&mut self, role: &Role) {
        let (today, calendar) = (self.outlook.today, &self.school.calendar);
        let tenures = self.tenures(role);
        for tenure in tenures {
            let Some(until) = tenure.until else { continue };
            let after = |other: &&Tenure| other.school == tenure.school && other.starts_later(today, calendar);
            let next = tenures.iter().filter(after).map(|other| self.name(other)).next();
            let named = self.name(tenure);
            let what = if !tenure.ended(today, calendar) {
                let next = next.map_or(String::new(), |next| format!("; {next} follows"));
                format!("the time of {named} in the post ends{next}")
            } else if self.left_empty(role, tenure) {
                format!("{named} held the post until {until}, and nobody holds it on {}", day_in_words(today))
            } else {
                continue;
            };
            let subject = format!("{}.{}", role.id, tenure.holder);
            let item = Item::once(Matter::Tenure, what, &subject, Some(until), tenure.span);
            self.add(&item, &[self.post_owner(role)]);
        }
    }

    /// Whether nobody has held a post since this time in it ended, and nobody has said that it is vacant.
    fn left_empty(&self, role: &Role, ended: &Tenure) -> bool {
        let (today, calendar) = (self.outlook.today, &self.school.calendar);
        let here = || self.tenures(role).iter().filter(|other| other.school == ended.school);
        let end = |tenure: &Tenure| tenure.until.and_then(|until| until.bounds(calendar));
        !role.vacant
            && !here().any(|other| other.runs_on(today, calendar))
            && here().filter(|other| other.ended(today, calendar)).all(|other| end(other) <= end(ended))
    }

    fn waiver(&mut self, it: &Waiver) {
        let Some(until) = it.until.iter().find_map(Value::date) else { return };
        let on: Vec<String> = it.on.iter().map(|value| format!("“{}”", self.title(value))).collect();
        let what = format!("the waiver of “{}” on {} ends", it.lint.value, all_of(&on));
        let address = |value: &Value| match value {
            Value::Name(name) => name.address.clone(),
            other => self.speaker.value(other),
        };
        let on: Vec<String> = it.on.iter().map(address).collect();
        let subject = format!("{} on {}", it.lint.value, on.join(", "));
        self.add(&Item::once(Matter::Waiver, what, &subject, Some(until), it.span), &self.owners(&it.by));
    }
}

/// The lines among parts that ask for a signature.
fn signs<'a>(school: &'a School, parts: &[Part]) -> Vec<&'a Paper> {
    let mut papers = Vec::new();
    each_part(parts, &mut |part| {
        if let Part::Paper(at) = part {
            papers.extend(school.papers.get(*at).filter(|paper| matches!(paper.verb, Verb::Sign)));
        }
    });
    papers
}

fn shows(document: &Document, consent: usize) -> bool {
    let mut found = false;
    document.each_part(&mut |part| {
        if let Part::Show(values, _) = part {
            found |= values.iter().any(|value| value.entity() == Some(Entity::Consent(consent)));
        }
    });
    found
}
