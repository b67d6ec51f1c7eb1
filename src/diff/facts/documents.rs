//! Facts of documents, consents, procedures, papers, references and waivers.

use super::scribe::Scribe;
use super::{Content, Fact};
use crate::diff::kind::{Aspect, Axis, Reading};
use crate::document::plain;
use crate::model::document::{Act, Consent, Document, Paper, Part, Procedure, Review, Section, Then, Verb, each_part};
use crate::model::words::{Value, Words};
use crate::model::{Entity, Waiver};
use crate::word::Word;

impl<'a> Scribe<'a> {
    /// Everything that stands on paper, and what it rests on.
    pub(super) fn documents(&mut self) {
        let school = self.school;
        school.documents.iter().for_each(|it| self.document(it));
        school.consents.iter().for_each(|it| self.consent(it));
        school.procedures.iter().for_each(|it| self.procedure(it));
        for block in &school.blocks {
            self.about(&block.id, block.span);
            self.lead(Aspect::Block, Content::Words(block.kind.text().to_owned()), block.title.clone());
            self.title(&block.title, &[]);
            self.text(&block.parts);
            self.papers(&block.parts);
        }
        self.references();
        school.waivers.iter().for_each(|it| self.waiver(it));
    }

    fn document(&mut self, it: &'a Document) {
        self.about(&it.id, it.span);
        let kind = it.kind.name();
        self.lead(Aspect::Document, Content::Words(kind.to_owned()), format!("{kind} “{}”", it.title));
        self.title(&it.title, &it.also);
        self.set(Aspect::Audience, "", &it.audience);
        if let Some(owner) = &it.owner {
            self.set(Aspect::Owner, "", std::slice::from_ref(owner));
        }
        it.acts.iter().for_each(|act| self.act(act));
        it.reviews.iter().for_each(|review| self.review(review));
        self.set(Aspect::Belongs, "associated", &it.associated);
        self.set(Aspect::Belongs, "appendices", &it.appendices);
        self.set(Aspect::Belongs, "acknowledges", &it.acknowledges);
        for version in &it.versions {
            let number = version.number.as_ref().map(|it| self.say(it)).unwrap_or_default();
            let said = format!("{number}{}", plain(&self.speaker.clauses(&version.clauses)));
            self.words(Aspect::Version, &number, &said);
        }
        self.flag(Aspect::Look, "letterhead", it.letterhead);
        self.flag(Aspect::Look, "large", it.large);
        self.set(Aspect::ActBy, "signed", &it.signed_by);
        self.printed(&it.parts);
        it.each_part(&mut |part| {
            if let Part::Section(section) = part {
                self.section(section);
            }
        });
        self.papers(&it.parts);
    }

    fn act(&mut self, act: &'a Act) {
        let word = &act.word.value;
        let when = act.when.as_ref().map(|it| it.value.source()).unwrap_or_default();
        self.note(Aspect::Act, word, Content::Words(when.clone()), format!("{word} {when}"));
        self.set(Aspect::ActBy, word, act.clauses.get(Word::By));
        self.set(Aspect::Evidence, word, act.clauses.get(Word::Leaving));
    }

    fn review(&mut self, it: &'a Review) {
        let every = it.clauses.get(Word::Every);
        if !every.is_empty() {
            let (content, said) = (self.rhythm(every), format!("every {}", self.all(every)));
            self.note(Aspect::Review, "", content, said);
        }
        self.set(Aspect::ReviewAfter, "", it.clauses.get(Word::After));
        self.set(Aspect::ActBy, "review", it.clauses.get(Word::By));
        let next = it.clauses.get(Word::Next);
        if !next.is_empty() {
            let content = match next {
                [Value::Date(date)] => self.day(date.value),
                other => self.vague(other),
            };
            let said = self.all(next);
            self.note(Aspect::NextReview, "", content, said);
        }
    }

    fn section(&mut self, it: &'a Section) {
        self.about(&it.address, it.span);
        self.lead(Aspect::Section, Content::Words(String::new()), it.title.clone());
        self.title(&it.title, &[]);
        self.flag(Aspect::Look, "unnumbered", !it.numbered);
        self.printed(&it.parts);
    }

    /// Prose, and what is shown besides, in its order.
    fn printed(&mut self, parts: &'a [Part]) {
        self.text(parts);
        let mut shown: Vec<(String, String)> = Vec::new();
        for part in parts {
            match part {
                Part::Show(values, _) => {
                    shown.extend(values.iter().map(|it| (self.value(it), self.speaker.value(it))));
                }
                Part::Section(section) => shown.push((self.moved(&section.address), section.title.clone())),
                _ => {}
            }
        }
        if !shown.is_empty() {
            let said = shown.iter().map(|(_, title)| title.as_str()).collect::<Vec<_>>().join(", ");
            let list: Vec<String> = shown.into_iter().map(|(address, _)| address).collect();
            self.note(Aspect::Shown, "", Content::Set(list.iter().cloned().collect()), said.clone());
            self.note(Aspect::Order, "", Content::List(list), said);
        }
    }

    fn consent(&mut self, it: &'a Consent) {
        self.about(&it.id, it.span);
        self.lead(Aspect::Consent, Content::Words(String::new()), it.title.clone());
        self.title(&it.title, &[]);
        if let Some(values) = it.clauses.find(Word::Lasting) {
            let (content, said) = (self.amount(&values.any), self.all(&values.any));
            as_data(Some(self.note(Aspect::Duration, "", content, said)));
        }
        if let Some(values) = it.clauses.find(Word::Because) {
            as_data(self.clause(Aspect::Reason, "", values));
        }
        if let Some(values) = it.clauses.find(Word::From) {
            as_data(self.clause(Aspect::Bound, "from", values));
        }
        let rest = it.clauses.without(&[Word::Lasting, Word::Because, Word::From]);
        for (word, values) in &rest.values {
            as_data(self.clause(Aspect::Scope, word.text(), values));
        }
        self.text(&it.parts);
        self.papers(&it.parts);
    }

    fn procedure(&mut self, it: &'a Procedure) {
        self.about(&it.id, it.span);
        self.lead(Aspect::Procedure, Content::Words(String::new()), it.title.clone());
        self.title(&it.title, &[]);
        self.flag(Aspect::Look, "flowchart", it.flowchart);
        let school = self.school;
        let address = |part: &Part| match part {
            Part::Sentence(at) => school.sentences.get(*at).map(|it| it.address.clone()),
            Part::Paper(at) => school.papers.get(*at).map(|it| it.address.clone()),
            _ => None,
        };
        let steps: Vec<String> = it.parts.iter().filter_map(address).collect();
        let content = Content::List(steps.iter().map(|it| self.moved(it)).collect());
        let last = |step: &String| step.rsplit('.').next().unwrap_or_default().to_owned();
        self.note(Aspect::Steps, "", content, steps.iter().map(last).collect::<Vec<_>>().join(", "));
        self.text(&it.parts);
        self.papers(&it.parts);
    }

    /// The questions, spaces, signatures and promises among some parts, those in sections too.
    fn papers(&mut self, parts: &'a [Part]) {
        let school = self.school;
        each_part(parts, &mut |part| {
            if let Part::Paper(at) = part
                && let Some(paper) = school.papers.get(*at)
            {
                self.about(&paper.address, paper.span);
                self.paper(paper);
            }
        });
    }

    fn paper(&mut self, it: &Paper) {
        let consent = self.school.consents.iter().any(|consent| it.address.starts_with(&format!("{}.", consent.id)));
        match &it.verb {
            Verb::Ask(words) => {
                let (content, said) = (Content::Words(self.phrase(words)), self.say(words));
                let fact = self.lead(Aspect::Asked, content, said);
                fact.presence = Reading::Firmer;
                if !consent {
                    fact.axis = Axis::Safeguard;
                }
            }
            Verb::Fill(words) => {
                let (content, said) = (Content::Words(self.phrase(words)), self.say(words));
                self.lead(Aspect::Field, content, said);
            }
            Verb::Sign => {
                let said = format!("a signature{}", plain(&self.speaker.clauses(&it.clauses)));
                self.lead(Aspect::Signature, Content::Words(String::new()), said);
            }
            Verb::Promise(giver, words) => {
                let (content, said) = (Content::Words(self.phrase(words)), self.say(words));
                self.lead(Aspect::Promise, content, said).presence = Reading::Firmer;
                self.set(Aspect::Bound, "", &giver.any);
            }
        }
        for answer in &it.answers {
            match &answer.then {
                Then::Counts(as_what) => {
                    let silent_yes = i64::from(as_what.value == "yes");
                    let said = format!("{} counts as {}", answer.when.value, as_what.value);
                    self.note(Aspect::Silence, &answer.when.value, Content::Amount(silent_yes), said);
                }
                Then::Go(to) => {
                    let said = format!("{} goes to {}", answer.when.value, self.speaker.value(to));
                    let content = Content::Words(self.value(to));
                    self.note(Aspect::Answers, &answer.when.value, content, said);
                }
            }
        }
        if let Some(values) = it.clauses.find(Word::Every) {
            let (content, said) = (self.rhythm(&values.any), format!("every {}", self.all(&values.any)));
            self.note(Aspect::Frequency, "", content, said).axis = Axis::Oversight;
        }
        if let Some(values) = it.clauses.find(Word::By) {
            self.clause(Aspect::Bound, "by", values);
        }
        if let Some(values) = it.clauses.find(Word::Cites) {
            self.clause(Aspect::Cites, "", values);
        }
        let rest = it.clauses.without(&[Word::Every, Word::By, Word::Cites, Word::Showing, Word::Because]);
        for (word, values) in &rest.values {
            self.clause(Aspect::Scope, word.text(), values);
        }
    }

    fn references(&mut self) {
        let school = self.school;
        for it in &school.externals {
            self.about(&it.id, it.span);
            self.lead(Aspect::Reference, Content::Words(String::new()), it.title.clone());
            self.title(&it.title, &it.also);
        }
        for it in &school.citations {
            self.about(&it.id, it.span);
            let year = self.all(&it.year);
            let content = Content::Words(format!("{} {year}", self.all(&it.publisher)));
            self.lead(Aspect::Reference, content, format!("{} {year}", it.title));
            self.title(&it.title, &it.also);
        }
        for it in &school.definitions {
            self.about(&it.id, it.span);
            let (content, said) = (self.vague(&it.means), self.all(&it.means));
            self.lead(Aspect::Meaning, content, said);
            self.title(&it.title, &[]);
        }
    }

    fn waiver(&mut self, it: &'a Waiver) {
        let mut on: Vec<String> = it.on.iter().map(|value| self.value(value)).collect();
        on.sort();
        let about: Vec<&str> = it.about.iter().map(|it| it.value.as_str()).collect();
        let part = format!("{} on {} {}", it.lint.value, on.join(", "), about.join(", "));
        self.about(&self.school.identity.name, it.span);
        let because = self.all(&it.because);
        let said = format!("`{}` on {}: {because}", it.lint.value, self.all(&it.on));
        self.note(Aspect::Waiver, &part, Content::Words(String::new()), said);
        if let [Value::Date(until)] = it.until.as_slice() {
            let content = match self.day(until.value) {
                Content::Amount(day) => Content::Amount(-day),
                other => other,
            };
            let said = format!("`{}` until {}", it.lint.value, self.all(&it.until));
            self.note(Aspect::WaiverUntil, &part, content, said);
        }
    }

    /// Words for people.
    pub(super) fn say(&self, words: &Words) -> String {
        plain(&self.speaker.words(words))
    }

    /// An entity in canonical form.
    pub(super) fn entity(&self, entity: Entity) -> String {
        self.address(entity)
    }
}

/// Puts a fact about a duty on the axis of data: what it is about is a consent.
fn as_data(fact: Option<&mut Fact>) {
    if let Some(fact) = fact.filter(|fact| fact.axis == Axis::Duty) {
        fact.axis = Axis::Data;
    }
}
