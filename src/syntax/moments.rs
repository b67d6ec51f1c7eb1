//! Finds every date that a file writes down, so that a starter can be moved to another year.

use super::ast::{Clause, ClauseValue, File, Item, Line, LineKind, List};
use crate::word::Kind;

/// Calls `visit` with each date, term or time of day as written. What a `source` or `term` says of its own year is left alone.
pub fn each_moment(file: &mut File, visit: &mut dyn FnMut(&mut String)) {
    lines(&mut file.lines, visit);
}

fn lines(all: &mut [Line], visit: &mut dyn FnMut(&mut String)) {
    for line in all {
        match &mut line.kind {
            LineKind::Declaration(it) if matches!(it.kind.value, Kind::Source | Kind::Term) => {}
            LineKind::Declaration(it) => {
                clauses(&mut it.clauses, visit);
                lines(it.block.as_deref_mut().unwrap_or_default(), visit);
            }
            LineKind::Sentence(it) => clauses(&mut it.clauses, visit),
            LineKind::Paper(it) => clauses(&mut it.clauses, visit),
            LineKind::Field(it) => {
                it.value.iter_mut().for_each(|value| list(value, visit));
                clauses(&mut it.clauses, visit);
            }
            LineKind::Waiver(it) => clauses(&mut it.clauses, visit),
            LineKind::Entry(it) => list(&mut it.members, visit),
            LineKind::Row(_) | LineKind::Text(_) | LineKind::Remark(_) | LineKind::Blank | LineKind::Broken(_) => {}
        }
    }
}

fn clauses(all: &mut [Clause], visit: &mut dyn FnMut(&mut String)) {
    for clause in all {
        match &mut clause.value {
            ClauseValue::List(value) => list(value, visit),
            ClauseValue::Conditions(conditions) => {
                conditions.iter_mut().filter_map(|condition| condition.by.as_mut()).for_each(|by| item(by, visit));
            }
        }
    }
}

fn list(it: &mut List, visit: &mut dyn FnMut(&mut String)) {
    it.items.iter_mut().chain(&mut it.except).for_each(|each| item(each, visit));
}

fn item(it: &mut Item, visit: &mut dyn FnMut(&mut String)) {
    match it {
        Item::Moment(text) => visit(&mut text.value),
        Item::Window(window) => {
            let (from, until) = &mut window.value;
            from.iter_mut().chain(until).for_each(visit);
        }
        Item::Reference(_) | Item::Quoted(_) | Item::Length(_) => {}
    }
}
