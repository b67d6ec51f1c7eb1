//! Questions about permissions: who may do what, why, and tables of it, each answer with the rules that give it.

mod find;
mod grid;
mod page;
mod request;
mod rows;
mod told;
mod why;

pub use find::{Asked, Axis, Unknown};
pub use grid::{Cell, Grid, grid};
pub use page::page;
pub use request::Request;
pub use rows::{Decided, Row, Unsettled, rows};
pub use told::Conditions;
pub use why::{Flip, Reasons, Silent, Step, Why, why};

use std::collections::{BTreeMap, BTreeSet};

use crate::model::School;
use crate::model::date::Day;
use crate::permission::{CaseSet, Dimension, Effect, Leaf, Permissions, Rule, Space, Verdict};
use crate::span::Span;
use told::Teller;

/// At most so many boxes tell a set of cases.
const BOXES: usize = 6;
/// And so many what nobody has said, which is the larger part of most spaces.
const UNSAID: usize = 3;

/// A school whose permissions are asked about.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// The school.
    pub school: &'a School,
    /// Its permissions.
    pub permissions: &'a Permissions,
    /// The day of the question.
    pub today: Day,
}

/// A question whose names are bound.
#[derive(Clone, Debug)]
pub struct Question {
    /// The actions, by their places in the vocabulary.
    pub actions: Vec<usize>,
    /// Which leaves are asked about; a dimension that is not named ranges over all.
    pub takes: BTreeMap<Dimension, BTreeSet<Leaf>>,
    /// The names that were given, in their words among the sources.
    pub named: BTreeMap<Dimension, String>,
}

/// What is said about one action of a question.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The question in words, without its mark: `may pupils use a phone at lunch`.
    pub question: String,
    /// What holds where, one group a verdict: what is allowed first, what nobody has said last.
    pub groups: Vec<Group>,
}

/// The cases with one verdict.
#[derive(Clone, Debug)]
pub struct Group {
    /// What holds.
    pub verdict: Verdict,
    /// What must hold, in words.
    pub conditions: Conditions,
    /// Where, in words; empty where it holds in every case that was asked about.
    pub places: Vec<String>,
    /// Whether there are further cases that no place tells.
    pub more: bool,
    /// The rules that decide.
    pub clauses: Vec<Clause>,
}

/// A rule that decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its address.
    pub address: String,
    /// What it does, as a verb and its object.
    pub does: &'static str,
    /// Where it stands.
    pub span: Span,
}

impl Clause {
    fn of(space: &Space, rule: &Rule) -> Self {
        Self { address: rule.address.clone(), does: does(space, rule), span: rule.span }
    }
}

/// What a rule does with its cases.
fn does(space: &Space, rule: &Rule) -> &'static str {
    match (rule.effect, rule.conditions.is_empty()) {
        (Effect::Allow, true) => "allows it",
        (Effect::Allow, false) if space.has_if(rule) => "allows it on conditions",
        (Effect::Allow, false) => "allows it in some cases",
        (Effect::Forbid, true) => "forbids it",
        (Effect::Forbid, false) => "forbids it in some cases",
        (Effect::Unchosen, _) => "leaves it open",
    }
}

impl Answered {
    /// The one verdict, where every case has the same.
    pub fn verdict(&self) -> Option<&Verdict> {
        match self.groups.as_slice() {
            [only] => Some(&only.verdict),
            _ => None,
        }
    }
}

/// What holds in the cases of a question, one answer an action; two dimensions that are asked for freely are told apart.
pub fn answer(asking: Asking<'_>, question: &Question) -> Vec<Answered> {
    let answered = question.actions.iter().map(|action| {
        let teller = Teller::new(asking, question, *action);
        let groups = match space(asking, *action) {
            Some(space) => groups(&teller, space, &teller.cases(space)),
            None => vec![unsaid()],
        };
        Answered { question: teller.question(), groups }
    });
    answered.collect()
}

/// Some cases of an action as the question about them: `may pupils use a phone at lunch`.
pub fn case(asking: Asking<'_>, action: usize, takes: BTreeMap<Dimension, BTreeSet<Leaf>>) -> String {
    let question = Question { actions: vec![action], takes, named: BTreeMap::new() };
    Teller::new(asking, &question, action).question()
}

/// The conditions of a verdict, in words.
pub fn conditions(asking: Asking<'_>, space: &Space, verdict: &Verdict) -> Conditions {
    let question = Question { actions: vec![space.action], takes: BTreeMap::new(), named: BTreeMap::new() };
    Teller::new(asking, &question, space.action).conditions(space, verdict)
}

/// What is told of an action that no rule speaks of.
fn unsaid() -> Group {
    Group {
        verdict: Verdict::Undecided,
        conditions: Conditions::default(),
        places: Vec::new(),
        more: false,
        clauses: Vec::new(),
    }
}

/// A verdict of one action in words, with what must hold.
pub fn holds(asking: Asking<'_>, space: &Space, verdict: &Verdict) -> String {
    match verdict {
        Verdict::Allow => "allowed".to_owned(),
        Verdict::Conditional(_) => {
            let Conditions { allowed, forbidden, closed } = conditions(asking, space, verdict);
            let said = format!("allowed {}", allowed.join(", or "));
            match (forbidden.is_empty(), closed) {
                (true, _) => said,
                (false, true) => format!("{said}, otherwise not allowed"),
                (false, false) => format!("{said}, not allowed {}", forbidden.join(", or ")),
            }
        }
        Verdict::Restricted(_) => {
            format!("not allowed {}, otherwise not said", conditions(asking, space, verdict).forbidden.join(", or "))
        }
        Verdict::Forbid => "not allowed".to_owned(),
        Verdict::Conflict => "contradicted".to_owned(),
        Verdict::Unchosen => "not chosen".to_owned(),
        Verdict::Undecided => "not said".to_owned(),
    }
}

/// A set of cases of one action in words: as few boxes as tell it, the largest first.
pub fn boxes(asking: Asking<'_>, space: &Space, cases: &CaseSet) -> Vec<String> {
    let question = Question { actions: vec![space.action], takes: BTreeMap::new(), named: BTreeMap::new() };
    let teller = Teller::new(asking, &question, space.action);
    let (boxes, _) = space.boxes(cases, BOXES);
    boxes.iter().map(|region| teller.region(space, region)).collect()
}

fn space<'a>(asking: Asking<'a>, action: usize) -> Option<&'a Space> {
    asking.permissions.spaces.iter().find(|space| space.action == action)
}

/// The cases with one verdict together, in the order of verdicts.
fn by_verdict(space: &Space, cases: &CaseSet) -> Vec<(Verdict, CaseSet, Vec<usize>)> {
    let mut all: Vec<(Verdict, CaseSet, Vec<usize>)> = Vec::new();
    for answer in space.answers(cases) {
        match all.last_mut().filter(|(verdict, ..)| *verdict == answer.verdict) {
            Some((_, cases, rules)) => {
                *cases = cases.or(&answer.cases);
                rules.extend(answer.rules.into_iter().filter(|rule| !rules.contains(rule)).collect::<Vec<_>>());
            }
            None => all.push((answer.verdict, answer.cases, answer.rules)),
        }
    }
    all
}

fn groups(teller: &Teller<'_>, space: &Space, cases: &CaseSet) -> Vec<Group> {
    let all = by_verdict(space, cases);
    let single = all.len() == 1;
    let group = |(verdict, cases, rules): (Verdict, CaseSet, Vec<usize>)| {
        let most = if verdict == Verdict::Undecided { UNSAID } else { BOXES };
        let (boxes, rest) = if single { (Vec::new(), 0) } else { space.boxes(&cases, most) };
        let mut clauses: Vec<Clause> = Vec::new();
        for rule in rules {
            let mut clause = Clause::of(space, &space.rules[rule]);
            if matches!(verdict, Verdict::Conditional(_)) && !space.yields[rule].is_empty() {
                clause.does = "forbids it otherwise";
            }
            if !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        Group {
            conditions: teller.conditions(space, &verdict),
            places: boxes.iter().map(|region| teller.region(space, region)).collect(),
            more: rest > 0,
            clauses,
            verdict,
        }
    };
    all.into_iter().map(group).collect()
}
