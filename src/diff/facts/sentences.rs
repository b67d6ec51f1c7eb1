//! Facts of sentences: that something must, may or is done, how strongly, by whom, how often, on which conditions.

use std::collections::BTreeSet;

use super::scribe::{Scribe, presence, read};
use super::{Content, Fact};
use crate::diff::kind::{Aspect, Axis};
use crate::document::plain;
use crate::model::sentence::{Home, Phrase, Sentence, Values};
use crate::model::{Class, Entity};
use crate::permission::leaf_actions;
use crate::word::{Mark, OnRule, Strength, Word};

impl Scribe<'_> {
    /// Every sentence. What permissions decide is held against each other case by case, elsewhere.
    pub(super) fn sentences(&mut self) {
        for it in &self.school.sentences {
            self.about(&it.address, it.span);
            match it.class() {
                Class::Permission => self.permission(it),
                class => self.sentence(it, class),
            }
            self.saying(it);
        }
        for table in &self.school.tables {
            self.about(&table.id, table.span);
            self.lead(Aspect::Block, Content::Words("table".to_owned()), table.title.clone());
            self.title(&table.title, &[]);
        }
    }

    /// How a rule behind decisions is written; the part is its action, so that it is told only where no decision changes.
    fn permission(&mut self, it: &Sentence) {
        let Phrase::Action { action, .. } = &it.phrase else { return };
        let said = plain(&self.speaker.sentence(it));
        let actions: Vec<String> =
            leaf_actions(self.school, action.entity).into_iter().map(|at| self.address(Entity::Entry(at))).collect();
        let content = Content::Words(self.shape(it));
        let fact = self.note(Aspect::PermissionText, &actions.join(" "), content, said);
        fact.lead = true;
        self.locked(it);
    }

    /// A permission in canonical form: what it does, and on a line of its own its clauses.
    fn shape(&self, it: &Sentence) -> String {
        let list = |values: &[_]| values.iter().map(|value| self.value(value)).collect::<BTreeSet<_>>();
        let objects = match &it.phrase {
            Phrase::Action { objects, except, .. } => format!("{:?} {:?}", list(objects), list(except)),
            _ => String::new(),
        };
        let said = |(word, values): &(Word, Values)| (*word, list(&values.any), list(&values.except));
        let speaks = |word: Word| match word.on_rule() {
            OnRule::Printed | OnRule::Refused => false,
            OnRule::Device
            | OnRule::Place
            | OnRule::Party
            | OnRule::Time(_)
            | OnRule::Amount
            | OnRule::If
            | OnRule::Despite => true,
        };
        let clauses: BTreeSet<_> = it.clauses.values.iter().filter(|it| speaks(it.0)).map(said).collect();
        let conditions: BTreeSet<String> = it.clauses.conditions.iter().map(|it| self.condition(it)).collect();
        let (any, except) = (list(&it.subjects.any), list(&it.subjects.except));
        format!("{} {objects} {any:?} {except:?}\n{clauses:?} {conditions:?}", it.strength.value.text())
    }

    fn sentence(&mut self, it: &Sentence, class: Class) {
        let allows = it.strength.value == Strength::May && class != Class::Sanction;
        let aspect = match class {
            Class::Control => Aspect::Control,
            Class::Sanction => Aspect::Sanction,
            Class::Disclaimer => Aspect::Disclaimer,
            Class::Invariant => Aspect::Invariant,
            _ if allows => Aspect::Leave,
            _ => Aspect::Duty,
        };
        let phrase = match &it.phrase {
            Phrase::Words(words) => self.phrase(words),
            Phrase::Action { .. } => self.shape(it),
            Phrase::None(_) => String::new(),
        };
        let axis = match it.home {
            Home::Procedure(_) => Axis::Safeguard,
            Home::Consent(_) => Axis::Data,
            _ => aspect.axis(),
        };
        let said = plain(&self.speaker.sentence(it));
        let lead = self.lead(aspect, Content::Words(phrase), said);
        lead.axis = axis;
        lead.presence = presence(allows);
        self.locked(it);
        if matches!(it.phrase, Phrase::Action { .. }) {
            return;
        }
        let place = |fact: &mut Fact| {
            if fact.axis == Axis::Duty {
                fact.axis = axis;
            }
        };
        let bind = |fact: &mut Fact| {
            place(fact);
            read(fact, allows);
        };
        place(self.note(Aspect::Strength, "", strength(it.strength.value), it.strength.value.text().to_owned()));
        let bound = Values { any: it.subjects.any.clone(), except: it.subjects.except.clone(), span: None };
        if let Some(fact) = self.clause(Aspect::Bound, "", &bound) {
            bind(fact);
        }
        for (word, values) in &it.clauses.values {
            if let Some(fact) = self.qualifier(*word, values) {
                bind(fact);
            }
        }
        if !it.clauses.conditions.is_empty() {
            let content = Content::Set(it.clauses.conditions.iter().map(|it| self.condition(it)).collect());
            let only =
                crate::model::sentence::Clauses { conditions: it.clauses.conditions.clone(), ..Default::default() };
            let said = plain(&self.speaker.clauses(&only));
            bind(self.note(Aspect::Condition, "", content, said));
        }
    }

    fn locked(&mut self, it: &Sentence) {
        self.flag(Aspect::Locked, "locked", it.mark == Some(Mark::Locked));
    }

    /// A clause that says how, when, to whom.
    fn qualifier(&mut self, word: Word, values: &Values) -> Option<&mut Fact> {
        let any = &values.any;
        let (aspect, content) = match word {
            Word::Every => (Aspect::Frequency, self.rhythm(any)),
            Word::Within => (Aspect::Deadline, self.negative(self.amount(any))),
            Word::By | Word::Before => (Aspect::Deadline, self.moment(any)),
            Word::Lasting => (Aspect::Duration, self.amount(any)),
            Word::AtLeast => (Aspect::AtLeast, self.amount(any)),
            Word::AtMost => (Aspect::AtMost, self.amount(any)),
            Word::Exactly => (Aspect::Exactly, self.amount(any)),
            Word::Leaving => return self.clause(Aspect::Evidence, "", values),
            Word::To => return self.clause(Aspect::Recipient, "", values),
            Word::Despite => return self.clause(Aspect::Despite, "", values),
            Word::On
            | Word::In
            | Word::With
            | Word::About
            | Word::For
            | Word::During
            | Word::After
            | Word::From
            | Word::Until
            | Word::Next
            | Word::If
            | Word::Go => return self.clause(Aspect::Scope, word.text(), values),
            Word::Because | Word::Cites | Word::Promise | Word::Showing => return None,
            // Refused on a sentence.
            Word::Is
            | Word::HeldJointly
            | Word::HeldPer
            | Word::HeldBy
            | Word::Jointly
            | Word::LedBy
            | Word::Then
            | Word::Else
            | Word::AsideFor
            | Word::Also
            | Word::Means => return None,
        };
        let said = format!("{} {}", word.text(), self.all(any));
        Some(self.note(aspect, word.text(), content, said))
    }

    /// Shorter is more.
    fn negative(&self, content: Content) -> Content {
        match content {
            Content::Amount(count) => Content::Amount(-count),
            other => other,
        }
    }

    /// What decides nothing: title, reason, source, the wording of a promise, a symbol.
    fn saying(&mut self, it: &Sentence) {
        self.words(Aspect::Title, "", it.title.as_deref().unwrap_or_default());
        for (word, aspect) in
            [(Word::Because, Aspect::Reason), (Word::Cites, Aspect::Cites), (Word::Promise, Aspect::Promise)]
        {
            if let Some(values) = it.clauses.find(word) {
                self.clause(aspect, "", values);
            }
        }
        if let Some(symbol) = it.clauses.symbol() {
            self.words(Aspect::Look, "symbol", symbol.text());
        }
    }
}

/// What a strength holds: a firmer one holds all that a weaker one does, and what leaves people free holds nothing.
fn strength(it: Strength) -> Content {
    let parts: &[&str] = match it {
        Strength::May => &[],
        Strength::Should => &["asks"],
        Strength::Does => &["asks", "told"],
        Strength::Must => &["asks", "told", "binds"],
        Strength::ShouldNot => &["advises against"],
        Strength::MustNot => &["advises against", "forbids"],
        Strength::Undecided => &["open"],
    };
    Content::Set(parts.iter().map(|part| (*part).to_owned()).collect())
}
