//! Findings that somebody accepts for a time: marked as waived, never hidden; and what came of each waiver.

use super::{Context, Report, find, names};
use crate::diagnostic::{Acceptance, Diagnostic, Label, Safety};
use crate::model::date::{Answer, Date, days_between};
use crate::model::words::Value;
use crate::model::{School, Waiver};
use crate::suggest::{all_of, nearest};

/// A waiver, and what came of it on the day.
#[derive(Debug)]
pub struct Standing<'a> {
    /// The waiver.
    pub waiver: &'a Waiver,
    /// The addresses that it stands on, as one.
    pub on: String,
    /// Whether it holds.
    pub state: State,
    /// The facts that it accepts, or would if it held; each once.
    pub accepted: Vec<String>,
    /// The facts of its lint found there that nothing accepts; each once.
    pub others: Vec<String>,
    /// Why nothing can be accepted, where nothing can.
    pub nothing: Option<Nothing>,
}

/// Whether a waiver holds on the day.
#[derive(Debug, PartialEq, Eq)]
pub enum State {
    /// It holds.
    InForce(Box<Acceptance>),
    /// It ended on that date.
    Ended(Date),
    /// It lacks something, and so never held.
    Incomplete(Vec<&'static str>),
}

/// Why a waiver has nothing to waive, whatever the school says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// The lint is set off.
    Off,
    /// The lint is about waivers.
    AboutWaivers,
}

/// Marks every finding that a waiver in force accepts, tells on the others which waiver fell short, and answers with
/// what came of each.
pub(super) fn apply<'a>(context: &Context<'a>, reports: &[Report], found: &mut [Diagnostic]) -> Vec<Standing<'a>> {
    let known = context.school.waivers.iter().filter(|waiver| find(&waiver.lint.value).is_some());
    let mut standings: Vec<Standing<'a>> = known.map(|waiver| standing(context, reports, waiver)).collect();
    standings.iter_mut().for_each(|standing| found.iter_mut().for_each(|finding| standing.accept(finding)));
    standings.iter_mut().for_each(|standing| found.iter_mut().for_each(|finding| standing.fall_short(finding)));
    standings
}

/// Waivers of lints that do not exist.
pub(super) fn of_no_lint(school: &School) -> Vec<Diagnostic> {
    let unknown = school.waivers.iter().map(|waiver| &waiver.lint).filter(|lint| find(&lint.value).is_none());
    let told = unknown.map(|lint| {
        let found = Diagnostic::error("unresolved-name", lint.span, format!("no lint is called `{}`", lint.value))
            .about(&school.identity.name)
            .fact(&lint.value);
        match nearest(&lint.value, names()) {
            Some(near) => found.help(format!("did you mean `{near}`?")).fix(
                format!("write `{near}`"),
                Safety::Safe,
                vec![(lint.span, near.to_owned())],
            ),
            None => found.help("`byelaw lints` lists them all"),
        }
    });
    told.collect()
}

fn add(facts: &mut Vec<String>, fact: &str) {
    if !facts.iter().any(|it| it == fact) {
        facts.push(fact.to_owned());
    }
}

fn standing<'a>(context: &Context<'a>, reports: &[Report], waiver: &'a Waiver) -> Standing<'a> {
    let on = waiver.addresses().collect::<Vec<_>>().join(", ");
    let nothing = match reports.iter().find(|report| report.name() == waiver.lint.value) {
        None => Some(Nothing::Off),
        Some(report) if report.looks_last() => Some(Nothing::AboutWaivers),
        Some(_) => None,
    };
    let state = state(context, waiver, &on);
    Standing { waiver, on, state, accepted: Vec::new(), others: Vec::new(), nothing }
}

/// A waiver counts only with an address, an owner, a reason and an end that has not passed.
fn state(context: &Context<'_>, waiver: &Waiver, on: &str) -> State {
    let calendar = &context.school.calendar;
    let (end, owner, lacks) = (waiver.end(), waiver.owner(), waiver.lacks(calendar));
    match (end, end.and_then(|end| end.days(calendar)), owner) {
        (Some(end), Some((_, last)), Some(owner)) if lacks.is_empty() => {
            if end.is_past(context.today, calendar) == Answer::Yes {
                return State::Ended(end);
            }
            State::InForce(Box::new(Acceptance {
                on: on.to_owned(),
                by: context.title(owner),
                because: waiver.because.iter().map(|value| context.title(value)).collect::<Vec<_>>().join(", "),
                until: last.to_string(),
                days_left: days_between(context.today, last),
            }))
        }
        _ => State::Incomplete(lacks),
    }
}

impl Standing<'_> {
    /// How its lint and its addresses are named in a message.
    pub fn named(&self) -> String {
        format!("the waiver of `{}` on `{}`", self.waiver.lint.value, self.on)
    }

    /// What two waivers of one lint on one thing are told apart by.
    pub fn fact(&self) -> String {
        let until = self.waiver.until.iter().filter_map(Value::date).map(Date::source);
        let pins = self.waiver.about.iter().map(|pin| pin.value.clone());
        std::iter::once(self.waiver.lint.value.clone()).chain(until).chain(pins).collect::<Vec<_>>().join(" ")
    }

    /// The facts that its pins name, for a message.
    pub fn accepts(&self) -> String {
        all_of(&ticked(self.waiver.about.iter().map(|pin| &pin.value)))
    }

    /// Whether a finding is of its lint and on one of its addresses, or below one.
    fn reaches(&self, finding: &Diagnostic) -> bool {
        finding.name == self.waiver.lint.value && self.waiver.reaches(&finding.subject)
    }

    fn pins(&self, fact: &str) -> bool {
        self.waiver.pins(fact)
    }

    /// Takes a finding on that this waiver is for, and marks it where the waiver holds.
    fn accept(&mut self, finding: &mut Diagnostic) {
        if !self.reaches(finding) || !self.pins(&finding.fact) {
            return;
        }
        add(&mut self.accepted, &finding.fact);
        if let (State::InForce(acceptance), None) = (&self.state, &finding.waived) {
            finding.waived = Some(acceptance.clone());
        }
    }

    /// Tells on a finding that counts why this waiver does not cover it.
    fn fall_short(&mut self, finding: &mut Diagnostic) {
        if finding.waived.is_some() || !self.reaches(finding) {
            return;
        }
        let pinned = self.pins(&finding.fact);
        if !pinned {
            add(&mut self.others, &finding.fact);
        }
        let told = match &self.state {
            State::InForce(_) if self.accepted.is_empty() => {
                format!("this waiver accepts {}, and now it is `{}`", self.accepts(), finding.fact)
            }
            State::InForce(_) => format!("this waiver accepts {} and nothing else", self.accepts()),
            State::Ended(end) if pinned => {
                // Without the calendar it would still be accepted.
                finding.clock = true;
                format!("this waiver ended on {end}")
            }
            State::Incomplete(lacks) if pinned => format!("this waiver does not count: it has {}", all_of(lacks)),
            State::Ended(_) | State::Incomplete(_) => return,
        };
        finding.related.push(Label { span: self.waiver.span, message: told });
    }
}

/// Facts in backticks.
pub(super) fn ticked<'t>(facts: impl Iterator<Item = &'t String>) -> Vec<String> {
    facts.map(|fact| format!("`{fact}`")).collect()
}
