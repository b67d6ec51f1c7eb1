//! Sentences → English: the third person for policies, the first for agreements.

use std::collections::BTreeSet;

use super::Run;
use super::mood::{Mood, parts_from};
use super::title::{capital, is_abbreviation, is_proper, lower, of_group, with_article};
use crate::model::edition::Edition;
use crate::model::role::{CONTACTS, Role, RoleKind};
use crate::model::sentence::{Clauses, Condition, Phrase, Sentence, Subjects, Values};
use crate::model::vocabulary::with_object;
use crate::model::words::{Inline, Length, Moment, Value, Words};
use crate::model::{Entity, School};
use crate::suggest::{all_of, one_of};
use crate::word::{Kind, Strength, Word};

/// A school and the names that are links in the document at hand.
#[derive(Clone, Copy)]
pub(crate) struct Speaker<'a> {
    pub(crate) school: &'a School,
    /// The day whose holders are named.
    pub(crate) today: crate::model::date::Day,
    /// Addresses that have an anchor in the document.
    pub(crate) anchors: &'a BTreeSet<String>,
}

impl Speaker<'_> {
    /// The whole sentence, with a full stop.
    pub(crate) fn sentence(&self, it: &Sentence) -> Vec<Run> {
        let mut runs = vec![Run::words(format!("{} ", self.lead(it)))];
        runs.extend(self.rest(it));
        closed(runs)
    }

    /// Who is bound and how: `Pupils must`.
    pub(crate) fn lead(&self, it: &Sentence) -> String {
        let universal = matches!(it.subjects.any.as_slice(), [Value::Name(name)] if name.entity == Entity::Entry(0));
        let banned = match it.strength.value {
            Strength::MustNot if universal => Some("may"),
            Strength::ShouldNot if universal => Some("should"),
            _ => None,
        };
        if let Some(strength) = banned {
            let except: Vec<String> = it.subjects.except.iter().map(|value| self.value(value)).collect();
            let except = if except.is_empty() { String::new() } else { format!(" except {}", all_of(&except)) };
            return format!("Nobody{except} {strength}");
        }
        join([self.who(it), strength(it.strength.value).to_owned()])
    }

    /// Who is bound, at the start of a sentence.
    pub(super) fn who(&self, it: &Sentence) -> String {
        let who = self.subjects(&it.subjects);
        if who.is_empty() { "The school".to_owned() } else { capital(&who) }
    }

    /// What stands behind the lead.
    pub(crate) fn rest(&self, it: &Sentence) -> Vec<Run> {
        let bans = matches!(it.strength.value, Strength::MustNot | Strength::ShouldNot);
        let mut runs = self.phrase(&it.phrase, bans);
        let phrase = super::plain(&runs);
        let printed = it.clauses.values.iter().filter(|(word, values)| !is_silent(*word, values));
        let first = printed.min_by_key(|(word, values)| reading_order(*word, values)).map(|(word, _)| *word);
        if first.is_some_and(|word| parts_from(&phrase, word)) {
            runs.push(Run::words(","));
        }
        runs.extend(self.clauses_in(&it.clauses, self.mood(it, &phrase)));
        runs
    }

    /// Subjects in words, as they stand inside a sentence.
    pub(crate) fn subjects(&self, it: &Subjects) -> String {
        self.some_of(&it.any, &it.except, "and")
    }

    fn some_of(&self, any: &[Value], except: &[Value], joint: &str) -> String {
        let name = |values: &[Value]| values.iter().map(|value| self.value(value)).collect::<Vec<_>>();
        let members = if joint == "and" { all_of(&name(any)) } else { one_of(&name(any)) };
        if except.is_empty() { members } else { format!("{members} except {}", all_of(&name(except))) }
    }

    /// What is done; a ban on several things is a ban on each of them.
    fn phrase(&self, it: &Phrase, bans: bool) -> Vec<Run> {
        match it {
            Phrase::Words(words) => self.words(words),
            Phrase::None(_) => Vec::new(),
            Phrase::Action { action, objects, except } => {
                let title = self.school.title(action.entity);
                if objects.is_empty() {
                    return vec![Run::words(with_object(&title, None))];
                }
                let object = |value: &Value| match value {
                    Value::Name(it) if matches!(it.entity, Entity::Entry(_)) => lower(&self.school.title(it.entity)),
                    other => self.value(other),
                };
                let objects = objects.iter().map(object).collect::<Vec<_>>();
                let mut names = if bans { one_of(&objects) } else { all_of(&objects) };
                if !except.is_empty() {
                    names = format!("{names} except {}", all_of(&except.iter().map(object).collect::<Vec<_>>()));
                }
                vec![Run::words(with_object(&title, Some(&names)))]
            }
        }
    }

    /// The clauses of a sentence or promise, in the order in which they are read.
    pub(crate) fn clauses(&self, it: &Clauses) -> Vec<Run> {
        self.clauses_in(it, Mood::default())
    }

    fn clauses_in(&self, it: &Clauses, mood: Mood) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut conditions = false;
        let mut values: Vec<&(Word, Values)> = it.values.iter().collect();
        values.sort_by_key(|(word, values)| reading_order(*word, values));
        for (word, values) in values {
            if *word > Word::If && !conditions {
                runs.extend(self.conditions(&it.conditions, mood));
                conditions = true;
            }
            runs.extend(self.clause(*word, values, mood));
        }
        if !conditions {
            runs.extend(self.conditions(&it.conditions, mood));
        }
        runs
    }

    fn clause(&self, word: Word, values: &Values, mood: Mood) -> Vec<Run> {
        if is_silent(word, values) {
            return Vec::new();
        }
        let any = &values.any;
        let named = || self.some_of(any, &values.except, "or");
        let text = match word {
            Word::To | Word::With => {
                format!(" {} {}", word.text(), self.some_of(any, &values.except, if mood.bans { "or" } else { "and" }))
            }
            Word::From if mood.asks && is_person(values) => {
                format!(" from {}", self.some_of(any, &values.except, "and"))
            }
            Word::In if self.is_thing(any) => format!(" on {}", named()),
            Word::On
            | Word::In
            | Word::About
            | Word::For
            | Word::During
            | Word::Before
            | Word::After
            | Word::From
            | Word::Until
            | Word::By => {
                format!(" {} {}", word.text(), named())
            }
            Word::Every => match any.as_slice() {
                [Value::Words(words)] => format!(" {}", self.plain(words)),
                [Value::Name(_)] if !named().starts_with("time ") => format!(" each time there is {}", named()),
                _ => format!(" every {}", named()),
            },
            Word::Within => format!(" within {}", named()),
            Word::Lasting => match any.as_slice() {
                [Value::Words(words)] => format!(" for {}", self.plain(words)),
                _ => format!(" for up to {}", named()),
            },
            Word::Next => format!(", next {}", named()),
            Word::AtLeast | Word::AtMost | Word::Exactly => format!(" {} {}", word.text(), named()),
            Word::Because => return self.tail(", because ", any),
            Word::Leaving => return self.tail(", leaving ", any),
            Word::Cites => {
                let mut runs = vec![Run::words(" (see ")];
                for (nth, value) in any.iter().enumerate() {
                    if nth > 0 {
                        runs.push(Run::words("; "));
                    }
                    runs.extend(self.linked(value));
                }
                runs.push(Run::words(")"));
                return runs;
            }
            Word::Despite => {
                let mut runs = vec![Run::words(", as an exception to “")];
                for (nth, value) in any.iter().enumerate() {
                    if nth > 0 {
                        runs.push(Run::words("” and “"));
                    }
                    runs.extend(self.linked(value));
                }
                runs.push(Run::words("”"));
                return runs;
            }
            // Printed in places of their own: beside the role, the promise, the step; conditions among the others.
            Word::Is
            | Word::HeldJointly
            | Word::HeldPer
            | Word::HeldBy
            | Word::Jointly
            | Word::LedBy
            | Word::Then
            | Word::Else
            | Word::AsideFor
            | Word::If
            | Word::Promise
            | Word::Showing
            | Word::Also
            | Word::Means
            | Word::Go => return Vec::new(),
        };
        vec![Run::words(text)]
    }

    /// Whether a place is a thing, such as a website: one writes on it, not in it.
    fn is_thing(&self, values: &[Value]) -> bool {
        values.iter().all(|value| match value.entity() {
            Some(Entity::Entry(at)) => self.school.vocabulary.entries[at].kind == Kind::Things,
            _ => false,
        })
    }

    fn tail(&self, lead: &str, values: &[Value]) -> Vec<Run> {
        let mut runs = vec![Run::words(lead)];
        for (nth, value) in values.iter().enumerate() {
            if nth > 0 {
                runs.push(Run::words(" and "));
            }
            match value {
                Value::Words(words) => runs.extend(self.words(words)),
                other => runs.push(Run::words(self.value(other))),
            }
        }
        runs
    }

    fn conditions(&self, all: &[Condition], mood: Mood) -> Vec<Run> {
        if all.is_empty() {
            return Vec::new();
        }
        let leave = |it: &&Condition| matches!(it.what, Value::Word(_)) && !it.not;
        let leaves: Vec<&Condition> = all.iter().filter(leave).collect();
        let only = if mood.only { "only " } else { "" };
        let mut text = String::new();
        for alike in
            leaves.chunk_by(|one, next| same_word(&one.what, &next.what) && one.by.is_none() && next.by.is_none())
        {
            let joint = if text.is_empty() { format!(" {only}") } else { " and ".to_owned() };
            text.push_str(&format!("{joint}{}", self.leave(alike)));
        }
        let ifs: Vec<String> = all.iter().filter(|it| !leave(it) && !it.not).map(|it| self.condition(it)).collect();
        if !ifs.is_empty() {
            let joint = match (text.is_empty(), mood.only) {
                (true, _) => " ",
                (false, true) => ", and ",
                (false, false) => ", ",
            };
            text.push_str(&format!("{joint}{only}if {}", all_of(&ifs)));
        }
        let nots: Vec<String> = all.iter().filter(|it| it.not).map(|it| self.condition(it)).collect();
        if !nots.is_empty() {
            text.push_str(&format!(" unless {}", one_of(&nots)));
        }
        vec![Run::words(text)]
    }

    /// `permission of headteacher` → `with the permission of the headteacher`; the same leave of several is asked once.
    fn leave(&self, alike: &[&Condition]) -> String {
        let Some(first) = alike.first() else { return String::new() };
        let of = |it: &Condition| one_of(&it.of.iter().map(|value| self.value(value)).collect::<Vec<_>>());
        let both = if alike.len() == 2 { "both " } else { "" };
        let of = format!("{both}{}", all_of(&alike.iter().map(|it| of(it)).collect::<Vec<_>>()));
        let what = self.value(&first.what);
        let words = match what.as_str() {
            "direction" => format!("under the direction of {of}"),
            "supervision" => format!("under the supervision of {of}"),
            _ => format!("with the {what} of {of}"),
        };
        self.by_then(first, words)
    }

    fn condition(&self, it: &Condition) -> String {
        let what = match &it.what {
            Value::Name(name) => lower(&self.school.title(name.entity)),
            Value::Word(word) => format!(
                "there is {} of {}",
                word.value,
                one_of(&it.of.iter().map(|value| self.value(value)).collect::<Vec<_>>())
            ),
            other => self.value(other),
        };
        self.by_then(it, what)
    }

    fn by_then(&self, it: &Condition, words: String) -> String {
        match &it.by {
            Some(by) => format!("{words} by {}", self.value(by)),
            None => words,
        }
    }

    /// A value inside a sentence.
    pub(crate) fn value(&self, value: &Value) -> String {
        match value {
            Value::Name(it) => self.name(it.entity),
            Value::Words(it) => self.plain(it),
            Value::Date(it) => it.value.to_string(),
            Value::Time(it) => it.value.to_string(),
            Value::Window(it) => window(it.value),
            Value::Length(it) => length(&it.value),
            Value::Unit(it) => it.value.words().to_owned(),
            Value::Symbol(it) => it.value.text().to_owned(),
            Value::Word(it) => it.value.clone(),
        }
    }

    /// The title of something inside a sentence, with its article: `the headteacher`, `pupils`.
    pub(crate) fn name(&self, entity: Entity) -> String {
        let title = self.school.title(entity);
        match entity {
            Entity::Role(at) => match self.school.roles[at].kind {
                RoleKind::Group => of_group(&title),
                RoleKind::Organisation if is_proper(&title) || is_abbreviation(&title) => title,
                _ => with_article(&title),
            },
            Entity::Entry(at) => match self.school.vocabulary.entries[at].kind {
                Kind::Networks
                | Kind::Conditions
                | Kind::Actions
                | Kind::Times
                | Kind::Places
                | Kind::Users
                | Kind::Devices
                | Kind::Things => lower(&title),
                _ => title,
            },
            _ => title,
        }
    }

    /// The title of something, linked where the document has its anchor.
    fn linked(&self, value: &Value) -> Vec<Run> {
        match value {
            Value::Name(it) => vec![self.link(&it.address, self.told(it.entity))],
            Value::Words(words) => self.words(words),
            other => vec![Run::words(self.value(other))],
        }
    }

    /// The title of something; a sentence without one is told in its own words.
    fn told(&self, entity: Entity) -> String {
        match entity {
            Entity::Sentence(at) if self.school.sentences[at].title.is_none() => {
                let text = super::plain(&self.sentence(&alone(&self.school.sentences[at])));
                text.trim_end_matches('.').to_owned()
            }
            Entity::Citation(at) => {
                let citation = &self.school.citations[at];
                let year = citation.year.first().map(|year| self.value(year));
                let title = &citation.title;
                year.filter(|year| !title.ends_with(year)).map_or(title.clone(), |year| format!("{title} {year}"))
            }
            _ => self.school.title(entity),
        }
    }

    fn link(&self, address: &str, text: String) -> Run {
        if self.anchors.contains(address) { Run::Anchor { anchor: address.to_owned(), text } } else { Run::words(text) }
    }

    /// Quoted words as runs.
    pub(crate) fn words(&self, it: &Words) -> Vec<Run> {
        self.runs(&it.runs)
    }

    fn plain(&self, it: &Words) -> String {
        super::plain(&self.words(it))
    }

    /// A paragraph: what is named at the start of a sentence begins with a capital.
    pub(crate) fn paragraph(&self, runs: &[Inline]) -> Vec<Run> {
        let mut said = String::new();
        let mut paragraph = Vec::new();
        for run in self.discreet(runs).iter() {
            let starts = said.trim_end().is_empty() || said.trim_end().ends_with(['.', '!', '?']);
            let mut told = self.runs(std::slice::from_ref(run));
            if let (true, Inline::Reference(_), Some(Run::Words { text } | Run::Anchor { text, .. })) =
                (starts, run, told.first_mut())
            {
                *text = capital(text);
            }
            said.push_str(&super::plain(&told));
            paragraph.extend(told);
        }
        paragraph
    }

    /// Runs of the model as runs of the document.
    pub(crate) fn runs(&self, runs: &[Inline]) -> Vec<Run> {
        self.discreet(runs)
            .iter()
            .map(|run| match run {
                Inline::Words(words) => Run::words(words.value.clone()),
                Inline::Reference(it) => match it.entity {
                    Entity::Role(_) | Entity::Entry(_) => Run::words(self.name(it.entity)),
                    Entity::Definition(_) => self.link(&it.address, lower(&self.school.title(it.entity))),
                    _ => self.link(&it.address, self.school.title(it.entity)),
                },
                Inline::Holder(it) => Run::words(self.holders(it.entity)),
                Inline::Emphasis(inner) => Run::Emphasis { runs: self.runs(inner) },
                Inline::Strong(inner) => Run::Strong { runs: self.runs(inner) },
                Inline::Link(url, inner) => Run::Link { url: url.clone(), runs: self.runs(inner) },
            })
            .collect()
    }

    /// How a role is held, led and stood in for, in sentences; empty where nothing is said.
    pub(crate) fn holding(&self, role: &Role) -> String {
        let names = |values: &[Value]| values.iter().map(|value| self.value(value)).collect::<Vec<_>>();
        let mut said = Vec::new();
        if role.vacant {
            said.push("Vacant at present.".to_owned());
        }
        if !role.held_by.is_empty() {
            said.push(format!("Held by {}.", all_of(&names(&role.held_by))));
        }
        if let Some(lead) = &role.led_by {
            said.push(format!("Led by {}.", self.value(lead)));
        }
        if !role.deputies.is_empty() {
            let label = if role.deputies.len() == 1 { "Deputy" } else { "Deputies, in order" };
            said.push(format!("{label}: {}.", names(&role.deputies).join(", then ")));
        }
        if let Some(other) = &role.otherwise {
            said.push(format!("While nobody is named, {} does this work.", self.value(other)));
        }
        if let Some(other) = &role.aside {
            said.push(format!("Stands aside for {} in any matter about the post itself.", self.value(other)));
        }
        for (word, contact) in &role.contacts {
            let label = CONTACTS.iter().find(|(name, _)| name == word).map_or(*word, |(_, label)| *label);
            said.push(format!("{label}: {}.", super::plain(&self.words(contact))));
        }
        said.join(" ")
    }

    /// Whether the documents name those who hold a post; else they name the post.
    pub(crate) fn names_holders(&self, role: &Role) -> bool {
        self.school.edition == Edition::Full || role.public
    }

    /// The names of those who hold a post on the day, or that nobody does; school by school where each has its own.
    pub(crate) fn holders(&self, entity: Entity) -> String {
        let Entity::Role(at) = entity else { return self.school.title(entity) };
        let (role, people) = (&self.school.roles[at], &self.school.people);
        let told = |names: Vec<&str>| if names.is_empty() { "(nobody named)".to_owned() } else { all_of(&names) };
        let all = people.holders(&role.id, self.today, &self.school.calendar);
        let at = |school: Option<&str>| people.holders_at(&role.id, school, self.today, &self.school.calendar);
        let anywhere = at(None);
        if !role.per_school || all == anywhere {
            return told(all);
        }
        let schools = self.school.schools().map(|(_, it)| format!("{}: {}", it.title, told(at(Some(&it.id)))));
        let anywhere = (!anywhere.is_empty()).then(|| told(anywhere));
        anywhere.into_iter().chain(schools).collect::<Vec<_>>().join("; ")
    }
}

/// Where a clause stands when it is read: how much first, then whom it concerns, whom it goes to or comes from, and the
/// place; a length of time stands before the moment from which it is counted.
fn reading_order(word: Word, values: &Values) -> (usize, Word) {
    const FIRST: [Word; 8] =
        [Word::AtLeast, Word::AtMost, Word::Exactly, Word::About, Word::On, Word::To, Word::With, Word::In];
    match FIRST.iter().position(|it| *it == word) {
        Some(at) => (at, word),
        None if word.is_origin() && is_person(values) => (FIRST.len() - 1, word),
        None if word.is_limit() => (FIRST.len(), Word::Every),
        None => (FIRST.len(), word),
    }
}

/// Whether a clause comes from somebody rather than from a moment.
fn is_person(values: &Values) -> bool {
    values.any.iter().any(|value| matches!(value, Value::Name(_) | Value::Words(_)))
}

/// Whether nothing is printed for a clause: something comes round, and nobody says how often.
fn is_silent(word: Word, values: &Values) -> bool {
    word.repeats() && matches!(values.any.as_slice(), [Value::Word(_)])
}

/// Whether two conditions ask for the same kind of leave.
fn same_word(one: &Value, other: &Value) -> bool {
    matches!((one, other), (Value::Word(one), Value::Word(other)) if one.value == other.value)
}

/// The strength as it stands behind a subject; a practice needs no word.
fn strength(it: Strength) -> &'static str {
    match it {
        Strength::Does => "",
        Strength::Undecided => "may / may not",
        other => other.text(),
    }
}

fn join(words: [String; 2]) -> String {
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A sentence without what it points to, which may point back.
fn alone(it: &Sentence) -> Sentence {
    Sentence { clauses: it.clauses.without(&[Word::Despite, Word::Cites]), ..it.clone() }
}

/// Puts a full stop behind runs that have no closing mark yet.
pub(crate) fn closed(mut runs: Vec<Run>) -> Vec<Run> {
    let text = super::plain(&runs);
    if !text.trim_end().ends_with(['.', '!', '?', ':', ';', ',', '…']) {
        runs.push(Run::words("."));
    }
    runs
}

fn window(it: (Option<Moment>, Option<Moment>)) -> String {
    match it {
        (Some(from), Some(until)) => format!("{from} to {until}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(until)) => format!("until {until}"),
        (None, None) => String::new(),
    }
}

fn length(it: &Length) -> String {
    format!("{} {}", it.count, it.unit.replace('-', " "))
}
