//! When a document is to be reviewed: as it states itself, or as its last approval and its frequency have it.

use crate::model::School;
use crate::model::date::Date;
use crate::model::document::Document;
use crate::model::words::{Unit, Value};
use crate::span::Span;
use crate::word::Word;

/// A date by which a document is to be reviewed.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// The date.
    pub date: Date,
    /// Where it is stated, or where it follows from.
    pub span: Span,
    /// Whether the document states it, rather than it following from the approval and the frequency.
    pub stated: bool,
}

/// Every date by which a document says it will be reviewed; where it says none, the one that follows from its last
/// approval and its frequency.
pub fn dues(school: &School, document: &Document) -> Vec<Due> {
    let stated: Vec<Due> = document
        .reviews
        .iter()
        .flat_map(|review| review.clauses.get(Word::Next))
        .filter_map(|value| Some(Due { date: value.date()?, span: value.span(), stated: true }))
        .collect();
    if stated.is_empty() { follows(school, document).into_iter().collect() } else { stated }
}

/// The date that follows from a document's last approval or review and its shortest countable frequency.
pub fn follows(school: &School, document: &Document) -> Option<Due> {
    let months = document.reviews.iter().flat_map(|review| review.clauses.get(Word::Every)).filter_map(months).min()?;
    let acts = ["approved", "reviewed", "ratified"].into_iter().flat_map(|word| document.acts(word));
    let last = acts.filter_map(|act| act.when.as_ref()).max_by_key(|when| when.value.bounds(&school.calendar))?;
    Some(Due { date: last.value.plus_months(months)?, span: last.span, stated: false })
}

/// How many months lie between two reviews, where that can be counted.
fn months(value: &Value) -> Option<u32> {
    match value {
        Value::Unit(unit) => unit.value.months(),
        Value::Length(length) => Unit::find(&length.value.unit)?.months()?.checked_mul(length.value.count),
        _ => None,
    }
}
