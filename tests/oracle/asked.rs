//! What the engine says of a case, in the oracle's shape.

use std::collections::{BTreeMap, BTreeSet};

use byelaw::model::{Entity, School};
use byelaw::permission::{Dimension, Leaf, Permissions, Ways, permissions};

use super::world::{Case, NOTHING, OTHER, Time, World, written};
use crate::harness::{Folder, day, school};

/// A school and its permissions on the days that were asked about.
pub(crate) struct Engine {
    pub(crate) school: School,
    days: BTreeMap<String, Permissions>,
}

/// What the engine says: the word, and the ways in which it is allowed or forbidden, each a set of conditions in their words.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) word: &'static str,
    pub(crate) allowed: Vec<Vec<String>>,
    pub(crate) forbidden: Vec<Vec<String>>,
}

impl Engine {
    pub(crate) fn of(world: &World) -> Self {
        let folder = Folder::with(&[("a.byelaw", &world.source())]);
        if let Some(terms) = world.terms() {
            folder.write("terms.yaml", terms);
        }
        Self { school: school(folder.path()).1, days: BTreeMap::new() }
    }

    pub(crate) fn on(&mut self, at: i32) -> &Permissions {
        let text = written(at);
        let school = &self.school;
        self.days.entry(text.clone()).or_insert_with(|| permissions(school, day(&text)))
    }

    pub(crate) fn told(&mut self, case: &Case) -> Told {
        self.on(case.day);
        let permissions = &self.days[&written(case.day)];
        let leaf = |name: &str| match name {
            OTHER => Leaf::Other,
            NOTHING => Leaf::Nothing,
            name => Leaf::Named(self.named(name)),
        };
        let time = match case.time {
            Time::Minute(minute) => permissions.extents.at_minute(u16::try_from(minute).expect("a minute")),
            Time::Named(name) => leaf(name),
        };
        let takes = [
            (Dimension::Who, leaf(case.who)),
            (Dimension::Object, leaf(case.object)),
            (Dimension::Device, leaf(case.device)),
            (Dimension::Network, leaf(case.network)),
            (Dimension::Place, leaf(case.place)),
            (Dimension::Time, time),
        ];
        let takes = takes.into_iter().map(|(dimension, leaf)| (dimension, BTreeSet::from([leaf]))).collect();
        let Some(space) = permissions.spaces.first() else {
            return Told { word: "undecided", allowed: Vec::new(), forbidden: Vec::new() };
        };
        let answers = space.answers(&space.cases(&takes));
        let [only] = answers.as_slice() else { panic!("one case with {} answers: {case}", answers.len()) };
        let ways = |ways: Ways| ways.iter().map(|way| way.iter().map(|it| it.text().to_owned()).collect()).collect();
        Told {
            word: only.verdict.word(),
            allowed: ways(only.verdict.allowed()),
            forbidden: ways(only.verdict.forbidden()),
        }
    }

    fn named(&self, name: &str) -> Entity {
        *self.school.names.get(name).expect("a name of the world")
    }
}
