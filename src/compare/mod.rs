//! Many schools → where they say the same and where not: questions put to all alike, facts by identity, and what sets each
//! apart from its trust.
//!
//! Each school gives its own account first, alone, so that a trust of a thousand is never held at once. Schools are never
//! ranked, nobody is called right for being many, and what cannot be compared is said to be so.

mod account;
mod answers;
mod departure;
mod facts;
mod grid;
mod relaxation;
mod topics;

pub use account::{Account, Copied, account};
pub use departure::{Class, Departure, Record, Standing};
pub use grid::{Cell, Comparison, Group, Row, School, compare};
pub use topics::{Topic, Topics, topics};

pub(crate) use relaxation::{Relaxation, relaxations};

/// Where something is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: String,
    /// The line, from one.
    pub line: usize,
}

/// What a school says on a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether it says anything.
    pub said: Said,
    /// The answer in few words; the reason, where it cannot be compared.
    pub short: String,
    /// What two answers are held against each other by: without the names of people, who differ everywhere.
    pub key: String,
    /// The school's own clauses.
    pub clauses: Vec<Clause>,
}

/// Whether a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// It is.
    Answered,
    /// Nobody has said.
    NotSaid,
    /// The school lacks the words in which it is asked.
    NotComparable,
}

/// A clause of a school, in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its address.
    pub address: String,
    /// What it says.
    pub text: String,
    /// Where.
    pub place: Place,
}

impl Answer {
    /// Nobody has said.
    fn none() -> Self {
        Self { said: Said::NotSaid, short: "not said".to_owned(), key: String::new(), clauses: Vec::new() }
    }
}
