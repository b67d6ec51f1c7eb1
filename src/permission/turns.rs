//! The calendar of permissions: the days on which one begins or is over, and the rules that have ended.

use std::collections::BTreeSet;

use super::extent::each_clauses;
use super::rules::leaf_actions;
use super::time::{Piece, Stretch, pieces};
use crate::limit;
use crate::model::School;
use crate::model::date::Day;
use crate::model::sentence::{Clauses, Phrase, Values};
use crate::word::When;

/// A day, and each later one on which another rule begins, or one is over: between two of them every answer stays the same.
/// `None` where there are more than [`limit::TURNS`].
pub fn turns(school: &School, from: Day) -> Option<Vec<Day>> {
    let mut days = BTreeSet::from([from]);
    each_clauses(school, &mut |clauses| {
        for stretch in timed(clauses).flat_map(|(when, values)| stretches(school, when, values)) {
            days.extend(stretch.turns().filter(|day| *day > from));
        }
    });
    (days.len() <= limit::TURNS).then(|| days.into_iter().collect())
}

/// The actions, by their places in the vocabulary, of which some rule names days.
pub fn dated(school: &School) -> BTreeSet<usize> {
    let names_days =
        |clauses: &Clauses| timed(clauses).any(|(when, values)| !stretches(school, when, values).is_empty());
    let mut actions = BTreeSet::new();
    for sentence in school.sentences.iter().filter(|it| names_days(&it.clauses)) {
        if let Phrase::Action { action, .. } = &sentence.phrase {
            actions.extend(leaf_actions(school, action.entity));
        }
    }
    for table in &school.tables {
        let marks = table.marks.iter().chain(&table.otherwise).map(|mark| &mark.clauses);
        if marks.chain([&table.clauses]).any(names_days) {
            actions.extend(table.rows.iter().flat_map(|row| leaf_actions(school, row.name.entity)));
        }
    }
    actions
}

/// The last day of a rule with some clauses, where that is past on a day.
pub fn ended(school: &School, clauses: &Clauses, today: Day) -> Option<Day> {
    let last = timed(clauses).filter_map(|(when, values)| last_day(school, when, values)).min()?;
    (last < today).then_some(last)
}

/// The last day of a clause that names days alone.
fn last_day(school: &School, when: When, values: &Values) -> Option<Day> {
    let mut last = None;
    for value in &values.any {
        for piece in pieces(school, when, value) {
            let Piece::Days(Stretch { ends: Some((_, latest)), .. }) = piece else { return None };
            last = last.max(Some(latest));
        }
    }
    last
}

fn timed(clauses: &Clauses) -> impl Iterator<Item = (When, &Values)> {
    clauses.values.iter().filter_map(|(word, values)| Some((word.when()?, values)))
}

fn stretches(school: &School, when: When, values: &Values) -> Vec<Stretch> {
    let all = values.any.iter().chain(&values.except).flat_map(|value| pieces(school, when, value));
    all.filter_map(|piece| if let Piece::Days(stretch) = piece { Some(stretch) } else { None }).collect()
}
