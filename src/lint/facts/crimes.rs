//! What a school ties to a crime: by its own word for it, or by the Act that it names.

use std::collections::BTreeMap;
use std::iter::once;

use crate::lint::Context;
use crate::lint::facts::mentions::Mention;
use crate::lint::words::english::places;
use crate::model::sentence::{Clauses, Phrase};
use crate::model::table::{MarkRule, Says, Table};
use crate::model::words::Value;
use crate::pack::{ReferenceKind, told_by};
use crate::permission::{Effect, Rule, Source, Space};
use crate::word::Word;

/// Words for what is a crime; `unlawful` alone is wider than that.
const ILLEGAL: [&str; 6] =
    ["illegal", "against the law", "breaks the law", "criminal offence", "a crime", "unlawful and unacceptable"];

/// Why something counts as a crime.
#[derive(Clone, Copy)]
pub(crate) enum Crime<'a, 'b> {
    /// The school calls it one.
    Said,
    /// The school ties it to an Act that makes it one.
    Under(&'b Mention<'a>),
}

/// Where the school names an Act that makes an act a crime, by the address at which it does.
pub(crate) type Acts<'a, 'b> = BTreeMap<&'b str, &'b Mention<'a>>;

pub(crate) fn acts<'a, 'b>(cx: &'b Context<'a>) -> Acts<'a, 'b> {
    let crimes = cx.mentions().iter().filter(|it| it.row.kind == ReferenceKind::Offence);
    crimes.map(|it| (it.address.as_str(), it)).collect()
}

/// As what crime a rule, or the mark of its cell, forbids its cases; none where it does not.
pub(crate) fn banned_as<'a, 'b>(cx: &Context<'_>, acts: &Acts<'a, 'b>, rule: &Rule) -> Option<Crime<'a, 'b>> {
    if rule.effect != Effect::Forbid {
        return None;
    }
    let (address, clauses, said) = match rule.source {
        Source::Sentence(at) => {
            let clauses = &cx.school.sentences[at].clauses;
            (&rule.address, clauses, is_because_illegal(cx, clauses))
        }
        Source::Cell(table, cell) => {
            let mark = mark_of(&cx.school.tables[table], cell)?;
            (&mark.address, &mark.clauses, is_for_crime(cx, mark))
        }
        Source::Otherwise(_) => return None,
    };
    if said {
        return Some(Crime::Said);
    }
    let cited = clauses.get(Word::Cites).iter().filter_map(Value::address);
    once(address.as_str()).chain(cited).find_map(|address| acts.get(address)).map(|act| Crime::Under(act))
}

/// Whether the crime is in doing it without leave, and the rule asks for something first.
pub(crate) fn lawful(rule: &Rule, act: &Mention<'_>) -> bool {
    act.row.lawful_if.is_some() && !rule.conditions.is_empty()
}

pub(crate) fn ways_out(act: &Mention<'_>) -> String {
    let told = told_by(&act.row.sources);
    match &act.row.lawful_if {
        Some(leave) => {
            format!("take the permission out, or put in a condition: it is lawful if {leave}; told by {told}")
        }
        None => format!("take the permission out, or narrow it to what is lawful; told by {told}"),
    }
}

/// The names of what a rule is about: its action and what that is done to.
pub(crate) fn names<'a>(cx: &'a Context<'_>, space: &Space, rule: &Rule) -> impl Iterator<Item = &'a str> {
    let objects: &[Value] = match rule.source {
        Source::Sentence(at) => match &cx.school.sentences[at].phrase {
            Phrase::Action { objects, .. } => objects,
            Phrase::Words(_) | Phrase::None(_) => &[],
        },
        Source::Cell(table, cell) => {
            let table = &cx.school.tables[table];
            &table.rows[table.cells[cell].row].objects
        }
        Source::Otherwise(_) => &[],
    };
    once(cx.school.vocabulary.entries[space.action].id.as_str()).chain(objects.iter().filter_map(Value::address))
}

/// The mark in a cell; none where it says yes, no or nothing.
pub(crate) fn mark_of(table: &Table, cell: usize) -> Option<&MarkRule> {
    match table.cells[cell].says {
        Says::Mark(at) => table.marks.get(at),
        _ => None,
    }
}

pub(crate) fn is_for_crime(cx: &Context<'_>, mark: &MarkRule) -> bool {
    is_illegal(mark.title.as_deref().unwrap_or(&mark.name)) || is_because_illegal(cx, &mark.clauses)
}

fn is_because_illegal(cx: &Context<'_>, clauses: &Clauses) -> bool {
    let says = |value: &Value| matches!(value, Value::Words(it) if is_illegal(&cx.school.named(it)));
    clauses.get(Word::Because).iter().any(says)
}

pub(crate) fn is_illegal(text: &str) -> bool {
    ILLEGAL.iter().any(|words| !places(text, words).is_empty())
}
