//! Questions, sets of cases and conditions in words.

use std::collections::BTreeSet;

use super::{Asking, Question, space};
use crate::document::{Speaker, plain};
use crate::model::sentence::{Clauses, Values};
use crate::model::vocabulary::with_object;
use crate::model::words::Value;
use crate::model::{Entity, School};
use crate::permission::{
    CaseSet, Condition, DIMENSIONS, Dimension, Extents, Leaf, Listed, Need, Region, Space, Verdict, Way, Ways,
    essential,
};
use crate::suggest::{all_of, one_of};
use crate::word::Kind;

/// One question about one action, and the words for its answer.
pub(super) struct Teller<'a> {
    school: &'a School,
    extents: &'a Extents,
    speaker: Speaker<'a>,
    question: Question,
    action: &'a str,
    /// Whether the action is done to the device, network or place itself.
    itself: bool,
}

/// An action whose title ends so waits for what it is done to.
const LITTLE: [&str; 9] = ["at", "by", "from", "of", "on", "through", "to", "upon", "with"];

/// No name in an answer is a link.
static NO_ANCHORS: BTreeSet<String> = BTreeSet::new();

impl<'a> Teller<'a> {
    /// Where every rule that names an object means a device, network or place itself, nothing else is asked about.
    pub(super) fn new(asking: Asking<'a>, question: &Question, action: usize) -> Self {
        let mut question = question.clone();
        let itself = question.takes.get(&Dimension::Object) == Some(&BTreeSet::from([Leaf::Nothing]));
        if space(asking, action).is_some_and(takes_no_object) {
            question.takes.entry(Dimension::Object).or_insert_with(|| BTreeSet::from([Leaf::Nothing]));
        }
        Self {
            school: asking.school,
            extents: &asking.permissions.extents,
            speaker: Speaker { school: asking.school, today: asking.today, anchors: &NO_ANCHORS },
            question,
            itself,
            action: &asking.school.vocabulary.entries[action].title,
        }
    }

    /// The cases that are asked about.
    pub(super) fn cases(&self, space: &Space) -> CaseSet {
        let mut takes = self.question.takes.clone();
        takes.entry(Dimension::Time).or_insert_with(|| self.extents.times());
        space.cases(&takes)
    }

    /// `may pupils use a phone at lunch`.
    pub(super) fn question(&self) -> String {
        let named = |dimension| self.question.takes.get(&dimension).map(|leaves| self.set(dimension, leaves));
        let who = named(Dimension::Who).unwrap_or_else(|| "anybody".to_owned());
        format!("may {who} {}", self.done(&named))
    }

    /// What a box of cases has of its own, apart from what the question says and from what it leaves open.
    pub(super) fn region(&self, space: &Space, region: &Region) -> String {
        let named = |dimension| {
            let leaves = self.leaves(space, region, dimension)?;
            let all = self.asked(dimension);
            (leaves != all).then(|| self.set(dimension, &leaves))
        };
        let mut words: Vec<String> = named(Dimension::Who).into_iter().collect();
        let acts = named(Dimension::Object).is_some();
        let rest = if acts { self.done(&named) } else { self.around(&named) };
        words.extend(Some(rest).filter(|rest| !rest.is_empty()));
        if words.is_empty() { "in every case".to_owned() } else { words.join(" ") }
    }

    /// The action with what it is done to, and where, when and how.
    fn done(&self, named: &impl Fn(Dimension) -> Option<String>) -> String {
        let object = named(Dimension::Object).filter(|object| !object.is_empty());
        let acted_on: &[Dimension] = match (object.is_none(), self.itself) {
            (true, true) => &[Dimension::Network, Dimension::Device, Dimension::Place, Dimension::School],
            (true, false) if self.action.contains('…') => &[Dimension::Device],
            _ => &[],
        };
        let direct = acted_on.iter().find_map(|it| Some((*it, named(*it)?)));
        let object = object.or_else(|| direct.as_ref().map(|(_, name)| name.clone()));
        let open = object.is_none() && self.action.rsplit(' ').next().is_some_and(|last| LITTLE.contains(&last));
        let action = with_object(self.action, object.as_deref().or(open.then_some("…")));
        let skip = direct.map(|(dimension, _)| dimension);
        let around = self.around(&|it| if Some(it) == skip { None } else { named(it) });
        if around.is_empty() { action } else { format!("{action} {around}") }
    }

    /// Where, when and how, each with its little word.
    fn around(&self, named: &impl Fn(Dimension) -> Option<String>) -> String {
        let said = DIMENSIONS.iter().filter_map(|dimension| {
            let word = match dimension {
                Dimension::Who | Dimension::Object => return None,
                Dimension::Device => "on",
                Dimension::Network => "to",
                Dimension::School => "at",
                Dimension::Place => "in",
                Dimension::Time => "during",
            };
            let name = named(*dimension)?;
            let said = |start: &str| name.starts_with(start);
            let free = said("anywhere") || said("at any") || said("between ");
            Some(if free { name } else { format!("{word} {name}") })
        });
        said.collect::<Vec<_>>().join(" ")
    }

    /// The leaves that a box takes among those asked about; `None` where the space has no such axis.
    fn leaves(&self, space: &Space, region: &Region, dimension: Dimension) -> Option<BTreeSet<Leaf>> {
        let (axis, atoms) = space.axes.iter().zip(region).find(|(axis, _)| axis.dimension == dimension)?;
        let asked = self.asked(dimension);
        let taken = atoms.iter().flat_map(|atom| &axis.atoms[*atom]).copied().filter(|leaf| asked.contains(leaf));
        Some(taken.collect())
    }

    /// The leaves that are asked about.
    fn asked(&self, dimension: Dimension) -> BTreeSet<Leaf> {
        self.question.takes.get(&dimension).cloned().unwrap_or_else(|| everything(self.extents, dimension))
    }

    /// A set of leaves in words: its groups, or all but the groups that it leaves out, whichever is shorter.
    pub(super) fn set(&self, dimension: Dimension, leaves: &BTreeSet<Leaf>) -> String {
        let joint =
            if dimension == Dimension::Who || dimension == Dimension::Object { all_of } else { one_of::<String> };
        let unnamed = leaves.contains(&Leaf::Other);
        let mut inside = self.titles(dimension, leaves);
        if unnamed {
            let rest: BTreeSet<Leaf> = self.extents.all(dimension).difference(leaves).copied().collect();
            let outside = self.titles(dimension, &rest);
            let (any, other) = unnamed_words(dimension);
            if outside.is_empty() {
                return any.to_owned();
            }
            if outside.len() <= inside.len() + 1 {
                return format!("{any} but {}", all_of(&outside));
            }
            inside.push(other.to_owned());
        }
        joint(&inside)
    }

    /// As few names as cover some leaves: the widest groups first, then what is left of them.
    fn titles(&self, dimension: Dimension, leaves: &BTreeSet<Leaf>) -> Vec<String> {
        let (groups, rest) = self.extents.cover(self.school, dimension, leaves, |entity| !self.is_ladder(entity));
        let mut titles: Vec<String> = groups.into_iter().map(|group| self.name(group)).collect();
        titles.extend(stretches(rest.iter()));
        titles
    }

    /// What something is called; a time of the clock with its window, since two may be called alike and differ.
    fn name(&self, entity: Entity) -> String {
        let name = self.speaker.name(entity);
        let Entity::Entry(at) = entity else { return name };
        let entry = &self.school.vocabulary.entries[at];
        match entry.window.filter(|_| entry.kind == Kind::Times) {
            Some((Some(from), Some(until))) => format!("{name} ({from} to {until})"),
            Some(_) | None => name,
        }
    }

    /// Whether a group is a ladder, whose name is no word for its steps.
    fn is_ladder(&self, entity: Entity) -> bool {
        matches!(entity, Entity::Entry(at) if self.school.vocabulary.entries[at].ladder)
    }

    /// On which conditions something is allowed or forbidden, in words.
    pub(super) fn conditions(&self, space: &Space, verdict: &Verdict) -> Conditions {
        let words =
            |ways: Ways| essential(ways).iter().map(|way| self.way(space, way)).filter(|way| !way.is_empty()).collect();
        Conditions {
            allowed: words(verdict.allowed()),
            forbidden: words(verdict.forbidden()),
            closed: verdict.is_closed(),
        }
    }

    /// What is written on a ban and takes nothing from it, in words; empty where nothing is.
    pub(super) fn reserves(&self, space: &Space, reserves: &Way) -> String {
        if reserves.is_empty() { String::new() } else { self.way(space, reserves) }
    }

    /// What must all hold, in words.
    fn way(&self, space: &Space, way: &Way) -> String {
        let (mut inside, mut outside) = (Clauses::default(), Clauses::default());
        let mut others = String::new();
        for condition in way {
            match space.needs.get(&condition.positive()) {
                Some(Need::Condition(stated)) => {
                    let mut stated = stated.clone();
                    stated.not = !condition.holds();
                    inside.conditions.push(stated);
                }
                Some(Need::Clause(word, values)) => {
                    if condition.holds() { &mut inside } else { &mut outside }.values.push((*word, values.clone()));
                }
                Some(Need::Among(Listed::Clause(word), members)) => {
                    let values = Values { any: members.clone(), ..Values::default() };
                    if condition.holds() { &mut inside } else { &mut outside }.values.push((*word, values));
                }
                Some(Need::Among(Listed::Subjects | Listed::Objects, members)) => {
                    others.push_str(&self.among(condition, members));
                }
                None => {}
            }
        }
        let said = plain(&self.speaker.clauses(&inside));
        let but: String = outside.values.into_iter().fold(String::new(), |but, value| {
            let one = Clauses { values: vec![value], conditions: Vec::new() };
            format!("{but}, but not{}", plain(&self.speaker.clauses(&one)))
        });
        format!("{said}{but}{others}").trim_start_matches([',', ' ']).to_owned()
    }

    /// Whom or what quoted words name.
    fn among(&self, condition: &Condition, members: &[Value]) -> String {
        let names: Vec<String> = members.iter().map(|value| self.speaker.value(value)).collect();
        if condition.holds() {
            format!(", for {}", one_of(&names))
        } else {
            format!(", but not for {}", one_of(&names))
        }
    }
}

/// What must hold for something to be allowed, and what forbids it, in words: one entry a way, any of which is enough.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// What must hold for it to be allowed; empty where it is allowed without condition, or never.
    pub allowed: Vec<String>,
    /// What must hold for it to be forbidden; empty where it is forbidden always, or never.
    pub forbidden: Vec<String>,
    /// Whether it is forbidden wherever it is not allowed; else nobody has said.
    pub closed: bool,
}

impl Conditions {
    /// All of it in one line; `None` where there are no conditions.
    pub fn note(&self) -> Option<String> {
        let allowed = self.allowed.join("; or ");
        match (self.allowed.is_empty(), self.forbidden.is_empty()) {
            (true, true) => None,
            (true, false) => Some(format!("no {}", self.forbidden.join("; or "))),
            (false, true) => Some(allowed),
            (false, false) if self.closed => Some(format!("{allowed}; otherwise no")),
            (false, false) => Some(format!("{allowed}; no {}", self.forbidden.join("; or "))),
        }
    }
}

/// Every value of a dimension that there can be.
pub(super) fn everything(extents: &Extents, dimension: Dimension) -> BTreeSet<Leaf> {
    if dimension == Dimension::Time { extents.times() } else { extents.all(dimension).clone() }
}

/// Whether every rule that names an object means a device, network or place itself.
fn takes_no_object(space: &Space) -> bool {
    let Some(nth) = space.axes.iter().position(|axis| axis.dimension == Dimension::Object) else { return false };
    let atoms = &space.axes[nth].atoms;
    let itself = |atom: usize| atoms[atom] == [Leaf::Nothing];
    atoms.len() == 2 && (0..2).any(itself)
}

/// Whatever nobody has named: by itself, and beside names.
fn unnamed_words(dimension: Dimension) -> (&'static str, &'static str) {
    match dimension {
        Dimension::Who => ("anybody", "anybody else"),
        Dimension::Object => ("anything", "anything else"),
        Dimension::Device => ("any device", "any other device"),
        Dimension::Network => ("any network", "any other network"),
        Dimension::School => ("any school", "any other school"),
        Dimension::Place => ("anywhere", "anywhere else"),
        Dimension::Time => ("at any time", "at any other time"),
    }
}

/// Stretches of the day that no name covers, neighbours as one.
fn stretches<'l>(leaves: impl Iterator<Item = &'l Leaf>) -> Vec<String> {
    let mut all: Vec<(u16, u16)> = Vec::new();
    for leaf in leaves {
        if let Leaf::Minutes(from, until) = leaf {
            match all.last_mut().filter(|(_, end)| end == from) {
                Some((_, end)) => *end = *until,
                None => all.push((*from, *until)),
            }
        }
    }
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    all.into_iter().map(|(from, until)| format!("between {} and {}", clock(from), clock(until))).collect()
}
