//! Who holds which post, from when until when.

use std::collections::BTreeMap;

use super::date::{Answer, Calendar, Date, Day};
use crate::span::Span;

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name as a document prints it.
    pub name: String,
    /// Where it stands in the people file.
    pub span: Span,
}

/// A stretch of time in which somebody holds a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// The person's key among the people.
    pub holder: String,
    /// At which school of a trust, where each has its own holder.
    pub school: Option<String>,
    /// Since when, where that is known.
    pub from: Option<Date>,
    /// Until when, where an end is known.
    pub until: Option<Date>,
    /// Whether it is held for the time being.
    pub acting: bool,
    /// Where it stands in the people file.
    pub span: Span,
}

impl Tenure {
    /// Whether it has begun and not ended on this day; coarse dates are read in the holder's favour.
    pub fn runs_on(&self, day: Day, calendar: &Calendar) -> bool {
        !self.ended(day, calendar) && !self.starts_later(day, calendar)
    }

    /// Whether it certainly ended before this day.
    pub fn ended(&self, day: Day, calendar: &Calendar) -> bool {
        self.until.is_some_and(|until| until.is_past(day, calendar) == Answer::Yes)
    }

    /// Whether it certainly begins after this day.
    pub fn starts_later(&self, day: Day, calendar: &Calendar) -> bool {
        self.from.and_then(|from| from.bounds(calendar)).is_some_and(|(first, _)| first > day)
    }
}

/// Everybody the people file names, and every post it fills.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// By key.
    pub persons: BTreeMap<String, Person>,
    /// By the post's address, in the order of the file.
    pub tenures: BTreeMap<String, Vec<Tenure>>,
}

impl People {
    /// Those of a trust as one of its schools has them: no holder that the trust names for another school.
    pub fn of_school(mut self, name: &str) -> Self {
        for tenures in self.tenures.values_mut() {
            tenures.retain(|tenure| tenure.school.as_deref().is_none_or(|at| at == name));
            tenures.iter_mut().for_each(|tenure| tenure.school = None);
        }
        self
    }

    /// Those of a trust that it does not name for one of these schools.
    pub fn of_no_school(mut self, schools: &[&str]) -> Self {
        for tenures in self.tenures.values_mut() {
            tenures.retain(|tenure| tenure.school.as_deref().is_none_or(|at| !schools.contains(&at)));
        }
        self
    }

    /// These over others: a person or post that both name is as these have it.
    pub fn over(self, mut others: Self) -> Self {
        others.persons.extend(self.persons);
        others.tenures.extend(self.tenures);
        others
    }

    /// The names of those who hold a post on a day, in the order of the file.
    pub fn holders(&self, post: &str, day: Day, calendar: &Calendar) -> Vec<&str> {
        self.held(post, day, calendar).into_iter().map(|(_, name)| name).collect()
    }

    /// The names of those who hold a post on a day at one school of a trust, or at none in particular.
    pub fn holders_at(&self, post: &str, school: Option<&str>, day: Day, calendar: &Calendar) -> Vec<&str> {
        self.held(post, day, calendar).into_iter().filter(|(at, _)| *at == school).map(|(_, name)| name).collect()
    }

    /// At which school, and who.
    fn held(&self, post: &str, day: Day, calendar: &Calendar) -> Vec<(Option<&str>, &str)> {
        let tenures = self.tenures.get(post).into_iter().flatten().filter(|tenure| tenure.runs_on(day, calendar));
        tenures
            .filter_map(|tenure| Some((tenure.school.as_deref(), self.persons.get(&tenure.holder)?.name.as_str())))
            .collect()
    }
}
