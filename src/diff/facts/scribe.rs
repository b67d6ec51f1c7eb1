//! Writes facts down: canonical content beside the words for people.

use std::collections::{BTreeMap, BTreeSet};

use super::{Content, Fact, Identity};
use crate::diff::kind::{Aspect, Reading};
use crate::diff::terms::Terms;
use crate::document::{Speaker, plain};
use crate::model::date::{Day, Time};
use crate::model::sentence::{Condition, Values};
use crate::model::words::{Inline, Length, Moment, Prose, Unit, Value, Words};
use crate::model::{Entity, School, words};
use crate::span::Span;
use crate::suggest::all_of;

const MINUTES_A_DAY: i64 = 24 * 60;

static NO_ANCHORS: BTreeSet<String> = BTreeSet::new();

/// Writes down what a school says.
pub(super) struct Scribe<'a> {
    pub(super) school: &'a School,
    pub(super) speaker: Speaker<'a>,
    terms: &'a Terms,
    addresses: BTreeMap<Entity, &'a str>,
    facts: BTreeMap<Identity, Fact>,
    /// What the facts to come are about.
    subject: (&'a str, Span),
}

impl<'a> Scribe<'a> {
    pub(super) fn new(school: &'a School, today: Day, terms: &'a Terms) -> Self {
        let addresses = school.names.iter().map(|(address, entity)| (*entity, address.as_str())).collect();
        let speaker = Speaker { school, today, anchors: &NO_ANCHORS };
        let subject = (school.identity.name.as_str(), school.identity.span);
        Self { school, speaker, terms, addresses, facts: BTreeMap::new(), subject }
    }

    pub(super) fn done(self) -> BTreeMap<Identity, Fact> {
        self.facts
    }

    /// From here on facts are about this address.
    pub(super) fn about(&mut self, address: &'a str, span: Span) {
        self.subject = (address, span);
    }

    /// Writes down the fact that stands for its subject.
    pub(super) fn lead(&mut self, aspect: Aspect, content: Content, said: String) -> &mut Fact {
        let fact = self.note(aspect, "", content, said);
        fact.lead = true;
        fact
    }

    /// Writes a fact down. Where two share an identity, the later is told apart by its place.
    pub(super) fn note(&mut self, aspect: Aspect, part: &str, content: Content, said: String) -> &mut Fact {
        let (address, span) = self.subject;
        let fact = Fact {
            subject: self.terms.address(address),
            written: address.to_owned(),
            aspect,
            part: part.to_owned(),
            axis: aspect.axis(),
            reading: aspect.reading(),
            presence: aspect.presence(),
            content,
            words: said.split_whitespace().collect::<Vec<_>>().join(" "),
            span,
            lead: false,
        };
        let mut identity = fact.identity();
        while self.facts.contains_key(&identity) {
            identity.2.push('+');
        }
        let fact = Fact { part: identity.2.clone(), ..fact };
        self.facts.entry(identity).or_insert(fact)
    }

    /// Writes down a set of values, where there are any.
    pub(super) fn set(&mut self, aspect: Aspect, part: &str, values: &[Value]) -> Option<&mut Fact> {
        let values = Values { any: values.to_vec(), ..Values::default() };
        self.clause(aspect, part, &values)
    }

    /// Writes down a text, where there is one.
    pub(super) fn words(&mut self, aspect: Aspect, part: &str, text: &str) -> Option<&mut Fact> {
        if text.trim().is_empty() {
            return None;
        }
        let content = Content::Words(self.canonical(text));
        Some(self.note(aspect, part, content, text.to_owned()))
    }

    /// The values of a clause, what it leaves out among them.
    pub(super) fn clause(&mut self, aspect: Aspect, part: &str, values: &Values) -> Option<&mut Fact> {
        let mut names: BTreeSet<String> = values.any.iter().map(|value| self.value(value)).collect();
        names.extend(values.except.iter().map(|value| format!("except {}", self.value(value))));
        let out = self.leaves(&values.except);
        let members = self.leaves(&values.any).difference(&out).cloned().collect();
        let mut said = self.all(&values.any);
        if !values.except.is_empty() {
            said.push_str(&format!(" except {}", self.all(&values.except)));
        }
        (!names.is_empty()).then(|| self.note(aspect, part, Content::Group(names, members), said))
    }

    /// What values come down to once groups are opened.
    fn leaves(&self, values: &[Value]) -> BTreeSet<String> {
        let open = |value: &Value| match value.entity() {
            Some(entity) => {
                self.school.vocabulary.leaves(entity).into_iter().map(|leaf| self.entity(leaf)).collect::<Vec<_>>()
            }
            None => vec![self.value(value)],
        };
        values.iter().flat_map(open).collect()
    }

    /// Values in words.
    pub(super) fn all(&self, values: &[Value]) -> String {
        all_of(&values.iter().map(|value| self.speaker.value(value)).collect::<Vec<_>>())
    }

    /// An address in canonical form.
    pub(super) fn moved(&self, address: &str) -> String {
        self.terms.address(address)
    }

    pub(super) fn canonical(&self, text: &str) -> String {
        self.terms.canonical(text)
    }

    /// A value in canonical form: an address where it is a name.
    pub(super) fn value(&self, value: &Value) -> String {
        match value {
            Value::Name(it) => self.terms.address(&it.address),
            Value::Words(it) => self.phrase(it),
            other => self.canonical(&self.speaker.value(other)),
        }
    }

    /// Words in canonical form: addresses where something is named.
    pub(super) fn phrase(&self, words: &Words) -> String {
        self.canonical(&words.plain(&|entity| self.address(entity)))
    }

    pub(super) fn address(&self, entity: Entity) -> String {
        self.addresses.get(&entity).map_or_else(|| self.school.title(entity), |address| self.terms.address(address))
    }

    /// A condition in canonical form.
    pub(super) fn condition(&self, it: &Condition) -> String {
        let not = if it.not { "not " } else { "" };
        let of: BTreeSet<String> = it.of.iter().map(|value| self.value(value)).collect();
        let of = of.into_iter().collect::<Vec<_>>().join(", ");
        let by = it.by.as_ref().map(|by| format!(" by {}", self.value(by))).unwrap_or_default();
        format!("{not}{} of {of}{by}", self.value(&it.what))
    }

    /// Prose in canonical form, and in words.
    pub(super) fn prose(&self, blocks: &[Prose]) -> (String, String) {
        let canonical = joined(blocks, &|runs| words::plain(runs, &|entity| self.address(entity)));
        let said = joined(blocks, &|runs| plain(&self.speaker.paragraph(runs)));
        (self.canonical(&canonical), said)
    }

    /// How often, as a number that is larger where it is more often.
    pub(super) fn rhythm(&self, values: &[Value]) -> Content {
        let minutes = match values {
            [Value::Unit(unit)] => Some(i64::from(unit.value.at_most_days()) * MINUTES_A_DAY),
            [Value::Length(length)] => minutes(&length.value),
            _ => None,
        };
        minutes.map_or_else(|| self.vague(values), |it| Content::Amount(-it))
    }

    /// A length or number.
    pub(super) fn amount(&self, values: &[Value]) -> Content {
        match values {
            [Value::Length(length)] => {
                Content::Amount(minutes(&length.value).unwrap_or_else(|| i64::from(length.value.count)))
            }
            [Value::Unit(unit)] => Content::Amount(i64::from(unit.value.at_most_days()) * MINUTES_A_DAY),
            _ => self.vague(values),
        }
    }

    /// A moment by which something is done, as a number that is larger where it is sooner.
    pub(super) fn moment(&self, values: &[Value]) -> Content {
        match values {
            [Value::Time(time)] => Content::Amount(-minute(time.value)),
            [Value::Date(date)] => self.day(date.value),
            _ => self.vague(values),
        }
    }

    /// The last day of a date, larger where it is sooner.
    pub(super) fn day(&self, date: crate::model::date::Date) -> Content {
        let calendar = &self.school.calendar;
        match date.days(calendar).or_else(|| date.bounds(calendar)) {
            Some((_, last)) => Content::Amount(-i64::from(crate::model::date::days_between(Day::ZERO, last))),
            None => Content::Words(date.source()),
        }
    }

    pub(super) fn vague(&self, values: &[Value]) -> Content {
        let said: Vec<String> = values.iter().map(|value| self.value(value)).collect();
        Content::Words(said.join(", "))
    }

    /// A title and other names; editorial.
    pub(super) fn title(&mut self, title: &str, also: &[crate::span::Spanned<String>]) {
        self.words(Aspect::Title, "", title);
        if !also.is_empty() {
            let names: Vec<String> = also.iter().map(|it| it.value.clone()).collect();
            let content = Content::Set(names.iter().map(|it| self.canonical(it)).collect());
            self.note(Aspect::Title, "also", content, all_of(&names));
        }
    }

    /// A bare mark that is there or not.
    pub(super) fn flag(&mut self, aspect: Aspect, part: &str, is_there: bool) {
        if is_there {
            self.note(aspect, part, Content::Words(String::new()), part.to_owned());
        }
    }

    /// The window of a time.
    pub(super) fn window(&self, window: (Option<Moment>, Option<Moment>)) -> String {
        let said = |moment: Option<Moment>| match moment {
            Some(Moment::Time(time)) => time.to_string(),
            Some(Moment::Date(date)) => date.source(),
            None => String::new(),
        };
        format!("{}..{}", said(window.0), said(window.1))
    }
}

fn joined(blocks: &[Prose], words: &dyn Fn(&[Inline]) -> String) -> String {
    let one = |block: &Prose| match block {
        Prose::Paragraph(runs) => words(runs),
        Prose::List(_, items) => items.iter().map(|item| joined(item, words)).collect::<Vec<_>>().join("; "),
        Prose::Quote(blocks) => joined(blocks, words),
    };
    blocks.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn minute(time: Time) -> i64 {
    i64::from(time.minutes())
}

/// A length of time in minutes; `None` for a number of anything else.
fn minutes(length: &Length) -> Option<i64> {
    let each = match length.unit.trim_end_matches('s') {
        "minute" => 1,
        "hour" => 60,
        _ => i64::from(Unit::find(&length.unit)?.at_most_days()) * MINUTES_A_DAY,
    };
    Some(i64::from(length.count) * each)
}

/// A reading where a sentence allows rather than binds: what narrows a duty widens an allowance.
pub(super) fn read(fact: &mut Fact, allows: bool) {
    if allows {
        fact.reading = fact.reading.turned();
        fact.presence = fact.presence.turned();
        fact.axis = crate::diff::kind::Axis::Access;
    }
}

/// How the coming and going of a sentence is read.
pub(super) fn presence(allows: bool) -> Reading {
    if allows { Reading::Looser } else { Reading::Firmer }
}
