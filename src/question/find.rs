//! Names as people type them → what they stand for: by name, by title, or by another name; a near miss is suggested.

use std::collections::{BTreeMap, BTreeSet};

use super::{Asking, Question};
use crate::model::{Entity, School};
use crate::permission::{Dimension, Extents, Leaf, dimension_of, leaf_actions, named};
use crate::suggest::{nearest, one_of};
use crate::word::Kind;

/// A question as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// An action, alone or with what it is done to.
    pub activity: String,
    /// The rest: what was typed for each dimension.
    pub given: Vec<(Dimension, String)>,
}

/// A word that stands for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What is wrong.
    pub message: String,
    /// What to do next.
    pub help: String,
}

/// What the rows or columns of a table stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// One action each.
    Activity,
    /// One value of a dimension each.
    Of(Dimension),
}

/// The words that people may type for an axis; the first of each is the one that messages use.
const AXES: [(Axis, &[&str]); 8] = [
    (Axis::Of(Dimension::Who), &["who", "user", "users"]),
    (Axis::Activity, &["activity", "activities", "action", "actions"]),
    (Axis::Of(Dimension::Object), &["object", "objects", "thing", "things"]),
    (Axis::Of(Dimension::Device), &["device", "devices"]),
    (Axis::Of(Dimension::Network), &["network", "networks"]),
    (Axis::Of(Dimension::School), &["school", "schools"]),
    (Axis::Of(Dimension::Place), &["place", "places"]),
    (Axis::Of(Dimension::Time), &["time", "times"]),
];

impl Axis {
    /// The axis that a word stands for.
    pub fn find(word: &str) -> Result<Self, Unknown> {
        let plain = word.to_lowercase();
        let found = AXES.iter().find(|(_, words)| words.contains(&plain.as_str())).map(|(axis, _)| *axis);
        found.ok_or_else(|| Unknown {
            message: format!("a table has no rows or columns of `{word}`"),
            help: format!("write {}", one_of(&AXES.map(|(_, words)| format!("`{}`", words[0])))),
        })
    }

    /// The word that messages use.
    pub fn name(self) -> &'static str {
        AXES.iter().find(|(axis, _)| *axis == self).map_or("", |(_, words)| words[0])
    }
}

impl Asked {
    /// The question with every name bound.
    pub fn bind(&self, asking: Asking<'_>) -> Result<Question, Unknown> {
        let mut question = Question { actions: Vec::new(), takes: BTreeMap::new(), named: BTreeMap::new() };
        question.activity(asking, &self.activity)?;
        question.given(asking, &self.given)?;
        Ok(question)
    }

    /// The question about every action that rules speak of, where none is named.
    pub fn bind_free(&self, asking: Asking<'_>, actions: Vec<usize>) -> Result<Question, Unknown> {
        let mut question = Question { actions, takes: BTreeMap::new(), named: BTreeMap::new() };
        question.given(asking, &self.given)?;
        Ok(question)
    }
}

impl Question {
    fn given(&mut self, asking: Asking<'_>, given: &[(Dimension, String)]) -> Result<(), Unknown> {
        given.iter().try_for_each(|(dimension, word)| {
            let (leaves, name) = leaves(asking, *dimension, word)?;
            self.narrow(*dimension, leaves, name);
            Ok(())
        })
    }

    fn narrow(&mut self, dimension: Dimension, leaves: BTreeSet<Leaf>, name: String) {
        let taken = self.takes.entry(dimension).or_insert_with(|| leaves.clone());
        *taken = taken.intersection(&leaves).copied().collect();
        self.named.insert(dimension, name);
    }

    /// An action, alone, followed by what it is done to, or with that in the place of `…` in its title.
    fn activity(&mut self, asking: Asking<'_>, typed: &str) -> Result<(), Unknown> {
        let school = asking.school;
        let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let actions: Vec<Entity> = school.vocabulary.of(Kind::Actions).map(|(at, _)| Entity::Entry(at)).collect();
        if let Some(action) = find(school, &actions, &typed) {
            self.actions = leaf_actions(school, action);
            return Ok(());
        }
        for (action, object) in splits(school, &actions, &typed) {
            if let Some(object) = find(school, &objects(school), &object) {
                self.actions = leaf_actions(school, action);
                self.object(asking, object);
                return Ok(());
            }
        }
        Err(unknown_activity(school, &actions, &typed))
    }

    fn object(&mut self, asking: Asking<'_>, object: Entity) {
        let school = asking.school;
        let dimension = dimension_of(school, object).unwrap_or(Dimension::Object);
        let leaves = asking.permissions.extents.under(school, dimension, object).into_iter().collect();
        if dimension != Dimension::Object {
            self.takes.insert(Dimension::Object, BTreeSet::from([Leaf::Nothing]));
        }
        self.narrow(dimension, leaves, id(school, object));
    }
}

fn unknown_activity(school: &School, actions: &[Entity], typed: &str) -> Unknown {
    match splits(school, actions, typed).into_iter().max_by_key(|(action, _)| names(school, *action)) {
        Some((action, object)) => unknown(
            school,
            &objects(school),
            &object,
            &format!("nothing that one could {} is called `{object}`", id(school, action)),
        ),
        None => unknown(school, actions, typed, &format!("no activity is called `{typed}`")),
    }
}

/// Every way in which typed words begin with an action and go on with what it is done to.
fn splits(school: &School, actions: &[Entity], typed: &str) -> Vec<(Entity, String)> {
    let mut all = Vec::new();
    for action in actions {
        for name in names(school, *action) {
            let (before, after) = name.split_once('…').unwrap_or((&name, ""));
            let lower = typed.to_lowercase();
            let inner = lower
                .strip_prefix(before.trim_end())
                .filter(|rest| rest.starts_with(' '))
                .and_then(|rest| rest.strip_suffix(after.trim_start()));
            if let Some(object) = inner.map(str::trim).filter(|object| !object.is_empty()) {
                all.push((*action, object.to_owned()));
            }
        }
    }
    all
}

/// Everything that an action may be done to.
fn objects(school: &School) -> Vec<Entity> {
    let dimensions = [Dimension::Object, Dimension::Device, Dimension::Network, Dimension::Place, Dimension::School];
    dimensions.into_iter().flat_map(|dimension| named(school, dimension)).collect()
}

/// What a word stands for in a dimension, with its name among the sources. A time may be a time of the clock.
fn leaves(asking: Asking<'_>, dimension: Dimension, word: &str) -> Result<(BTreeSet<Leaf>, String), Unknown> {
    let (school, extents) = (asking.school, &asking.permissions.extents);
    let everyone = (dimension == Dimension::Who).then_some(Entity::Entry(0));
    let candidates: Vec<Entity> = named(school, dimension).chain(everyone).collect();
    if let Some(entity) = find(school, &candidates, word) {
        return Ok((extents.under(school, dimension, entity).into_iter().collect(), id(school, entity)));
    }
    match clock(word).filter(|_| dimension == Dimension::Time) {
        Some(minute) => {
            let leaves = BTreeSet::from([extents.at_minute(minute)]);
            let name = shortest(school, extents, &leaves).unwrap_or_else(|| word.to_owned());
            Ok((leaves, name))
        }
        None if dimension == Dimension::Time && is_days(school, word) => Err(Unknown {
            message: format!("`{word}` is a stretch of days, not a time of day"),
            help: "ask about one of its days with `--as-of`".to_owned(),
        }),
        None if dimension == Dimension::Time && word.starts_with(|first: char| first.is_ascii_digit()) => {
            let Unknown { message, help } =
                unknown(school, &candidates, word, &format!("`{word}` is not a time of day"));
            Err(Unknown { message, help: format!("write a time such as `12:10`, up to `23:59`, or {help}") })
        }
        None => Err(unknown(school, &candidates, word, &format!("no {} is called `{word}`", noun(dimension)))),
    }
}

/// Whether a word names a declared time that is a window of dates.
fn is_days(school: &School, word: &str) -> bool {
    let times: Vec<Entity> = school.vocabulary.of(Kind::Times).map(|(at, _)| Entity::Entry(at)).collect();
    find(school, &times, word).is_some()
}

/// The name of the shortest time that holds some stretches of the day.
fn shortest(school: &School, extents: &Extents, leaves: &BTreeSet<Leaf>) -> Option<String> {
    let stretches = |entity| extents.under(school, Dimension::Time, entity).into_iter().collect::<BTreeSet<Leaf>>();
    let holding = named(school, Dimension::Time).filter(|entity| leaves.is_subset(&stretches(*entity)));
    holding.min_by_key(|entity| stretches(*entity).len()).map(|entity| id(school, entity))
}

/// `12:30` in minutes from midnight.
fn clock(word: &str) -> Option<u16> {
    let (hour, minute) = word.split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// What a dimension holds, for a message.
fn noun(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Who => "user or role",
        Dimension::Object => "thing or user",
        Dimension::Device => "device",
        Dimension::Network => "network",
        Dimension::School => "school",
        Dimension::Place => "place",
        Dimension::Time => "time",
    }
}

fn find(school: &School, candidates: &[Entity], typed: &str) -> Option<Entity> {
    let wanted = typed.trim().to_lowercase();
    let by_id = candidates.iter().find(|it| id(school, **it) == wanted);
    by_id.or_else(|| candidates.iter().find(|it| names(school, **it).contains(&wanted))).copied()
}

/// The name of something among the sources.
fn id(school: &School, entity: Entity) -> String {
    match entity {
        Entity::Role(at) => school.roles[at].id.clone(),
        Entity::Entry(at) => school.vocabulary.entries[at].id.clone(),
        _ => school.title(entity),
    }
}

/// Everything that something may be called, in small letters: its name, its title, other names.
fn names(school: &School, entity: Entity) -> Vec<String> {
    let also = match entity {
        Entity::Role(at) => &school.roles[at].also,
        Entity::Entry(at) => &school.vocabulary.entries[at].also,
        _ => return Vec::new(),
    };
    let also = also.iter().map(|name| name.value.to_lowercase());
    [id(school, entity), school.title(entity).to_lowercase()].into_iter().chain(also).collect()
}

fn unknown(school: &School, candidates: &[Entity], typed: &str, message: &str) -> Unknown {
    let all: Vec<String> = candidates.iter().flat_map(|it| names(school, *it)).collect();
    let help = match nearest(&typed.to_lowercase(), all.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let some: Vec<String> = candidates.iter().take(8).map(|it| format!("`{}`", id(school, *it))).collect();
            match some.is_empty() {
                true => "the sources declare none".to_owned(),
                false => format!("write a name or a title from the sources, such as {}", one_of(&some)),
            }
        }
    };
    Unknown { message: message.to_owned(), help }
}
