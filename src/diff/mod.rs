//! Two schools → what changed between them, in meaning: matched by identity, then by content where something only moved.
//!
//! Each change stands on one axis and goes one way on it. Told backwards, every change is the mirror of itself: kinds,
//! classes and sides change places, and nothing else.

mod accept;
mod access;
mod diagram;
mod facts;
mod judge;
mod kind;
mod requires;
mod since;
mod terms;
mod values;
mod words;

pub use accept::{Acceptance, Accepted, Stale, acceptances};
pub use facts::{Content, Fact, Identity, facts, standing};
pub use kind::{Aspect, Axis, Certainty, Class, Kind, Move, Reading};
pub use requires::Require;
pub use since::{Account, Deed, Now, Seen, Since, Standing, since, texts};
pub use terms::Terms;
pub use words::{Run, words};

use std::collections::{BTreeMap, BTreeSet};

use crate::model::School;
use crate::model::date::Day;
use crate::permission::{Permissions, dated, permissions, turns};
use crate::source::digest;
use crate::span::Span;
use access::{Shift, Side, ahead};
use judge::{Judged, alone, compare};
use requires::Papers;

/// So often a move is looked for that only shows once others are known.
const ROUNDS: usize = 4;
/// So many digits tell a change from all others.
const DIGITS: usize = 16;

/// One change.
#[derive(Clone, Debug)]
pub struct Change {
    /// What happened to what.
    pub kind: Kind,
    /// The axis on which it is judged.
    pub axis: Axis,
    /// Which way it goes.
    pub class: Class,
    /// How sure that is.
    pub certainty: Certainty,
    /// The address of what it is about, as the later side writes it where both have it.
    pub subject: String,
    /// What the first side says; `None` where it says nothing.
    pub before: Option<Said>,
    /// What the second side says.
    pub after: Option<Said>,
    /// Cases or members that show it: which way each goes, and what it is.
    pub witness: Vec<(Class, String)>,
    /// What it asks of people.
    pub requires: BTreeSet<Require>,
    /// The documents that print what it is about, by their addresses.
    pub documents: BTreeSet<String>,
    /// What tells it from all other changes, whatever the wording of this report.
    pub fingerprint: String,
    /// Who accepted it, where somebody did.
    pub accepted: Option<Accepted>,
}

/// What a side says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// In words.
    pub words: String,
    /// Where; `None` where many rules say it together.
    pub span: Option<Span>,
}

/// What all changes come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing changed.
    Same,
    /// Something did, and together it goes this way.
    Goes(Class),
}

impl Verdict {
    /// The verdict on some changes.
    pub fn of<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Self {
        let classes = changes.into_iter().map(|change| change.class);
        classes.reduce(Class::join).map_or(Verdict::Same, Verdict::Goes)
    }

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Goes(class) => class.word(),
        }
    }
}

/// Every change from one school to another on a day, those on one axis together. `same` are pairs of words that the two
/// use for the same.
pub fn diff(base: &School, head: &School, today: Day, same: &[(String, String)]) -> Vec<Change> {
    let mut terms = Terms::between(base, head, same);
    let mut moved = Vec::new();
    let mut sides = [facts(base, today, &terms), facts(head, today, &terms)];
    for _ in 0..ROUNDS {
        let new = moves(&sides[0], &sides[1]);
        if new.is_empty() {
            break;
        }
        new.iter().for_each(|(one, other)| terms.moves(&one.subject, &other.subject));
        moved.extend(new);
        sides = [facts(base, today, &terms), facts(head, today, &terms)];
    }
    let all = through([base, head], today, &terms);
    let mut differ = Differ::new([base, head], &all, &terms);
    differ.facts(&sides[0], &sides[1]);
    moved.into_iter().for_each(|(one, other)| differ.renamed(&one, &other));
    differ.done()
}

/// What the calendar alone changes in a school between two days. Whatever is due `soon` days on is near.
pub fn over_time(school: &School, from: Day, to: Day, soon: u32) -> Vec<Change> {
    let all = [[permissions(school, from), permissions(school, to)]];
    let terms = Terms::default();
    let mut differ = Differ::new([school, school], &all, &terms);
    differ.facts(&standing(school, from, soon), &standing(school, to, soon));
    differ.done()
}

/// The permissions of two schools on a day, and on each later one on which a rule of either begins or is over those of the
/// actions that it may change.
fn through(schools: [&School; 2], today: Day, terms: &Terms) -> Vec<[Permissions; 2]> {
    let address = |school: &School, action: usize| terms.address(&school.vocabulary.entries[action].id);
    let changing: BTreeSet<String> =
        schools.iter().flat_map(|school| dated(school).into_iter().map(|action| address(school, action))).collect();
    let actions = schools.map(|school| {
        let all = 0..school.vocabulary.entries.len();
        all.filter(|action| changing.contains(&address(school, *action))).collect::<BTreeSet<usize>>()
    });
    let days: BTreeSet<Day> =
        schools.iter().flat_map(|school| turns(school, today)).flatten().filter(|day| *day > today).collect();
    let now = schools.map(|school| permissions(school, today));
    let on = |side: usize, day: Day| now[side].on(schools[side], day, &actions[side]);
    let later: Vec<[Permissions; 2]> = days.into_iter().map(|day| [on(0, day), on(1, day)]).collect();
    std::iter::once(now).chain(later).collect()
}

struct Differ<'a> {
    shifts: Vec<Shift>,
    large: Vec<String>,
    papers: Papers,
    terms: &'a Terms,
    changes: Vec<Change>,
}

impl<'a> Differ<'a> {
    /// The permissions of both on a first day, and on each later one on which a rule begins or is over.
    fn new(schools: [&School; 2], all: &[[Permissions; 2]], terms: &'a Terms) -> Self {
        let mut papers = Papers::default();
        for school in schools {
            papers.take(school, terms);
        }
        let days: Vec<[Side<'_>; 2]> = all
            .iter()
            .map(|[base, head]| {
                [Side { school: schools[0], permissions: base }, Side { school: schools[1], permissions: head }]
            })
            .collect();
        let (shifts, large) = ahead(&days, terms);
        Self { shifts, large, papers, terms, changes: Vec::new() }
    }

    fn facts(&mut self, base: &BTreeMap<Identity, Fact>, head: &BTreeMap<Identity, Fact>) {
        let (gone, new) = (unmatched(base, head), unmatched(head, base));
        let identities: BTreeSet<&Identity> = base.keys().chain(head.keys()).collect();
        for identity in identities {
            match (base.get(identity), head.get(identity)) {
                (Some(before), Some(after)) => {
                    if let Some(judged) = compare(before, after) {
                        self.change(judged, Some(before), Some(after));
                    }
                }
                (Some(before), None) if before.lead || !gone.contains(&before.subject) => {
                    self.change(alone(before, false), Some(before), None);
                }
                (None, Some(after)) if after.lead || !new.contains(&after.subject) => {
                    self.change(alone(after, true), None, Some(after));
                }
                _ => {}
            }
        }
    }

    fn renamed(&mut self, one: &Fact, other: &Fact) {
        let judged =
            Judged { moved: Move::Renamed, class: Class::Editorial, certainty: Certainty::Certain, both_ways: None };
        let named = |fact: &Fact| Fact { words: fact.written.clone(), ..fact.clone() };
        self.change(judged, Some(&named(one)), Some(&named(other)));
    }

    fn change(&mut self, judged: Judged, before: Option<&Fact>, after: Option<&Fact>) {
        let Some(fact) = after.or(before) else { return };
        let axis = before.map_or(fact.axis, |before| before.axis.max(fact.axis));
        // Where the decisions themselves are told, how their rules are written is not told again.
        let decided = |action: &str| self.shifts.iter().any(|it| it.action == action);
        if fact.aspect == Aspect::PermissionText && fact.part.trim_end_matches('+').split(' ').any(decided) {
            return;
        }
        let judged = if let (Aspect::PermissionText, Some(before), Some(after)) = (fact.aspect, before, after)
            && clauses_differ(before, after)
        {
            Judged { class: Class::Neutral, certainty: Certainty::Judgement, ..judged }
        } else {
            judged
        };
        let kind = Kind { aspect: fact.aspect, moved: judged.moved };
        let said = |it: &Fact| Said { words: it.words.clone(), span: Some(it.span) };
        let content = |it: Option<&Fact>| it.map(|it| format!("{:?}", it.content)).unwrap_or_default();
        let key = [fact.subject.clone(), fact.part.clone(), content(before), content(after)];
        let witness = judged.both_ways.map(|(gone, new)| ways(fact, &gone, &new)).unwrap_or_default();
        let touched = BTreeSet::from([fact.subject.clone()]);
        self.changes.push(Change {
            kind,
            axis: if judged.class == Class::Editorial { Axis::Text } else { axis },
            class: judged.class,
            certainty: judged.certainty,
            subject: fact.written.clone(),
            before: before.map(said),
            after: after.map(said),
            witness,
            requires: self.papers.requires(fact.aspect, axis, judged.class, &touched),
            documents: self.papers.holding(&touched),
            fingerprint: fingerprint(kind, &key),
            accepted: None,
        });
    }

    fn done(mut self) -> Vec<Change> {
        for it in std::mem::take(&mut self.shifts) {
            let change = self.shift(it);
            self.changes.push(change);
        }
        for action in std::mem::take(&mut self.large) {
            self.changes.push(too_large(&action));
        }
        self.changes.sort_by(|one, other| place(one).cmp(&place(other)));
        self.changes
    }

    /// Decisions that moved: narrowed where less is allowed, widened where more is.
    fn shift(&self, it: Shift) -> Change {
        let moved = match it.class {
            Class::Relaxes => Move::Extended,
            Class::Tightens => Move::Reduced,
            _ => Move::Changed,
        };
        let kind = Kind { aspect: Aspect::Permission, moved };
        let touched: BTreeSet<String> = it.rules.iter().map(|rule| self.terms.address(rule)).collect();
        let mut witness: Vec<(Class, String)> = it.cases.iter().map(|case| (it.class, format!("{case}?"))).collect();
        if it.class == Class::Mixed {
            // Whoever meets only the old conditions loses by it, whoever meets only the new ones gains.
            let typical = it.cases.first().cloned().unwrap_or_default();
            witness = vec![
                (Class::Tightens, format!("{typical}? no longer where it was {}", it.before)),
                (Class::Relaxes, format!("{typical}? now where it is {}", it.after)),
            ];
        }
        let said = |words: String| Some(Said { words, span: None });
        Change {
            kind,
            axis: Axis::Access,
            class: it.class,
            certainty: it.certainty,
            fingerprint: fingerprint(kind, &[std::slice::from_ref(&it.action), it.key.as_slice()].concat()),
            subject: it.action,
            before: said(it.before),
            after: said(it.after),
            witness,
            requires: self.papers.requires(Aspect::Permission, Axis::Access, it.class, &touched),
            documents: self.papers.holding(&touched),
            accepted: None,
        }
    }
}

/// Whether two permissions differ in their clauses: what that means is for people to judge where no decision shows it.
fn clauses_differ(before: &Fact, after: &Fact) -> bool {
    let clauses = |fact: &Fact| match &fact.content {
        Content::Words(shape) => shape.split_once('\n').map(|(_, clauses)| clauses.to_owned()),
        Content::Amount(_) | Content::Set(_) | Content::List(_) | Content::Group(..) => None,
    };
    clauses(before) != clauses(after)
}

/// Where a change stands among others.
fn place(it: &Change) -> (Axis, Class, &str, Kind, &str) {
    (it.axis, it.class, &it.subject, it.kind, &it.fingerprint)
}

/// An action whose cases are too many is not passed over in silence.
fn too_large(action: &str) -> Change {
    let kind = Kind { aspect: Aspect::Permission, moved: Move::Changed };
    let said = || Some(Said { words: "too many cases to be compared".to_owned(), span: None });
    Change {
        kind,
        axis: Axis::Access,
        class: Class::Neutral,
        certainty: Certainty::Judgement,
        subject: action.to_owned(),
        before: said(),
        after: said(),
        witness: Vec::new(),
        requires: BTreeSet::new(),
        documents: BTreeSet::new(),
        fingerprint: fingerprint(kind, &[action.to_owned()]),
        accepted: None,
    }
}

/// What went and what came, each with its direction.
fn ways(fact: &Fact, gone: &str, new: &str) -> Vec<(Class, String)> {
    let (less, more) = match fact.reading {
        Reading::Looser => (Class::Tightens, Class::Relaxes),
        _ => (Class::Relaxes, Class::Tightens),
    };
    vec![(less, format!("no longer {gone}")), (more, format!("now {new}"))]
}

/// The subjects that stand for themselves on one side only.
fn unmatched(here: &BTreeMap<Identity, Fact>, there: &BTreeMap<Identity, Fact>) -> BTreeSet<String> {
    let leads = |all: &BTreeMap<Identity, Fact>| -> BTreeSet<String> {
        all.values().filter(|fact| fact.lead).map(|fact| fact.subject.clone()).collect()
    };
    leads(here).difference(&leads(there)).cloned().collect()
}

/// What only moved: all facts of an address on one side are those of one address on the other, and of no third.
fn moves(base: &BTreeMap<Identity, Fact>, head: &BTreeMap<Identity, Fact>) -> Vec<(Fact, Fact)> {
    let (mut gone, mut new) = (bodies(base, &unmatched(base, head)), bodies(head, &unmatched(head, base)));
    gone.retain(|_, leads| leads.len() == 1);
    new.retain(|_, leads| leads.len() == 1);
    let pair = |(body, leads): (Body, Vec<Fact>)| {
        let (one, other) = (leads.into_iter().next()?, new.get(&body)?.first()?.clone());
        Some((one, other))
    };
    gone.into_iter().filter_map(pair).collect()
}

type Body = Vec<(Aspect, String, Content)>;

/// The facts of each of some subjects, with the fact that stands for it.
fn bodies(facts: &BTreeMap<Identity, Fact>, subjects: &BTreeSet<String>) -> BTreeMap<Body, Vec<Fact>> {
    let mut by_subject: BTreeMap<&str, (Body, Option<&Fact>)> = BTreeMap::new();
    for fact in facts.values().filter(|fact| subjects.contains(&fact.subject)) {
        let (body, lead) = by_subject.entry(&fact.subject).or_default();
        body.push((fact.aspect, fact.part.clone(), fact.content.clone()));
        if fact.lead {
            *lead = Some(fact);
        }
    }
    let mut bodies: BTreeMap<Body, Vec<Fact>> = BTreeMap::new();
    for (body, lead) in by_subject.into_values() {
        if let Some(lead) = lead {
            bodies.entry(body).or_default().push(lead.clone());
        }
    }
    bodies
}

fn fingerprint(kind: Kind, parts: &[String]) -> String {
    let whole = format!("{}\n{}", kind.id(), parts.join("\n"));
    digest(whole.as_bytes()).chars().take(DIGITS).collect()
}
