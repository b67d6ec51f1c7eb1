//! The accounts of many schools → rows of answers, and groups of schools that say the same in all of them.

use std::collections::BTreeMap;

use super::account::Account;
use super::departure::{Departure, Standing};
use super::facts::Fact;
use super::{Answer, Said, Topics};
use crate::model::date::Day;

/// Many schools, held against each other and against their trust.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The day on which they are looked at.
    pub today: Day,
    /// The edition of the table of questions.
    pub edition: String,
    /// The title of the trust, where one runs all of them.
    pub trust: Option<String>,
    /// The schools, in the order in which they were named.
    pub schools: Vec<School>,
    /// The questions that were put to all.
    pub topics: Vec<Row>,
    /// The facts that several of them share by address and do not all have alike.
    pub facts: Vec<Row>,
    /// How many facts all of them have alike.
    pub alike: usize,
    /// The schools that say the same in every row.
    pub groups: Vec<Group>,
}

/// A school of a comparison.
#[derive(Clone, Debug)]
pub struct School {
    /// Its name among the sources; its folder, where two are called the same.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What sets it apart from its trust.
    pub departures: Vec<Departure>,
}

/// A question, or a fact, and what each school says.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its name or address.
    pub id: String,
    /// What it belongs to.
    pub heading: String,
    /// The question in words; for a fact its address.
    pub question: String,
    /// One cell a school.
    pub cells: Vec<Cell>,
    /// The schools with one answer together, in the order in which answers are first given.
    pub groups: Vec<Vec<usize>>,
}

/// What one school says in a row.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What it says.
    pub answer: Answer,
    /// How that stands to its trust, where one runs it and the row is a fact.
    pub standing: Option<Standing>,
}

/// Schools that say the same in every row.
#[derive(Clone, Debug)]
pub struct Group {
    /// By their places.
    pub schools: Vec<usize>,
}

impl Row {
    /// Whether all say the same.
    pub fn is_alike(&self) -> bool {
        self.groups.len() < 2
    }

    /// The schools that are alone with their answer where others share one.
    pub fn alone(&self) -> Vec<usize> {
        let shared = self.groups.iter().any(|group| group.len() > 1);
        let single = self.groups.iter().filter(|group| shared && group.len() == 1);
        single.flatten().copied().collect()
    }
}

/// Holds the accounts of schools against each other.
pub fn compare(accounts: Vec<Account>, topics: &Topics, today: Day) -> Comparison {
    let asked = topics.list.iter().enumerate().map(|(nth, topic)| {
        let cell = |account: &Account| Cell {
            answer: account.answers.get(nth).cloned().unwrap_or_else(Answer::none),
            standing: None,
        };
        row(&topic.id, &topic.heading, &topic.question, accounts.iter().map(cell).collect())
    });
    let asked: Vec<Row> = asked.collect();
    let (facts, alike) = shared(&accounts);
    let groups = groups(&accounts, asked.iter().chain(&facts));
    let first = accounts.first().map(|it| it.copied.clone());
    let one = first.filter(|first| accounts.iter().all(|it| it.copied == *first));
    let schools = accounts.into_iter().map(|it| School { name: it.name, title: it.title, departures: it.departures });
    Comparison {
        today,
        edition: topics.edition.clone(),
        trust: one.and_then(|it| it.trust),
        schools: schools.collect(),
        topics: asked,
        facts,
        alike,
        groups,
    }
}

fn row(id: &str, heading: &str, question: &str, cells: Vec<Cell>) -> Row {
    let mut known: BTreeMap<(Said, &str), usize> = BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (school, cell) in cells.iter().enumerate() {
        let at = *known.entry((cell.answer.said, &cell.answer.key)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[at].push(school);
    }
    Row { id: id.to_owned(), heading: heading.to_owned(), question: question.to_owned(), cells, groups }
}

/// The facts that at least two schools have at one address and not all alike, with the count of those that all have
/// alike; none where the schools share no addresses, since a name of one says nothing about that name in another.
fn shared(accounts: &[Account]) -> (Vec<Row>, usize) {
    let Some(first) = accounts.first() else { return (Vec::new(), 0) };
    if accounts.len() < 2 || accounts.iter().any(|it| it.copied != first.copied) {
        return (Vec::new(), 0);
    }
    let mut by_address: BTreeMap<(&str, &str), Vec<(usize, &Fact)>> = BTreeMap::new();
    for (school, account) in accounts.iter().enumerate() {
        for fact in &account.facts {
            by_address.entry((fact.heading, &fact.clause.address)).or_default().push((school, fact));
        }
    }
    let (mut rows, mut alike) = (Vec::new(), 0);
    for ((heading, address), told) in by_address {
        let same = told.iter().all(|(_, fact)| told.first().is_some_and(|(_, first)| fact.key == first.key));
        if told.len() == accounts.len() && same {
            alike += 1;
        } else if told.len() > 1 {
            let mut cells = vec![Cell { answer: Answer::none(), standing: None }; accounts.len()];
            for (school, fact) in told {
                cells[school] = cell(&accounts[school], fact);
            }
            rows.push(row(address, heading, address, cells));
        }
    }
    (rows, alike)
}

fn cell(account: &Account, fact: &Fact) -> Cell {
    let plain = fact.clause.address.trim_end_matches(" (text)");
    let departs = account.departures.iter().find(|it| it.id == plain).map(|it| it.standing);
    let own = if fact.inherited { Standing::Inherited } else { Standing::Delegated };
    let answer = Answer {
        said: Said::Answered,
        short: fact.clause.text.clone(),
        key: fact.key.clone(),
        clauses: vec![fact.clause.clone()],
    };
    Cell { answer, standing: account.copied.trust.as_ref().map(|_| departs.unwrap_or(own)) }
}

/// What a school says, answer by answer, and where it departs from its trust.
type Whole<'a> = (Vec<usize>, Vec<(&'a str, Standing)>);

/// Schools by the whole of what they say: one group for all that have the same answers and the same departures.
fn groups<'r>(accounts: &[Account], rows: impl Iterator<Item = &'r Row>) -> Vec<Group> {
    let mut vectors: Vec<Vec<usize>> = vec![Vec::new(); accounts.len()];
    for row in rows {
        for (answer, schools) in row.groups.iter().enumerate() {
            schools.iter().for_each(|school| vectors[*school].push(answer));
        }
    }
    let mut known: BTreeMap<Whole<'_>, usize> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for (school, (account, vector)) in accounts.iter().zip(vectors).enumerate() {
        let departs = account.departures.iter().map(|it| (it.id.as_str(), it.standing)).collect();
        let at = *known.entry((vector, departs)).or_insert_with(|| {
            groups.push(Group { schools: Vec::new() });
            groups.len() - 1
        });
        groups[at].schools.push(school);
    }
    groups
}
