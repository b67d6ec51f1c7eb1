//! When a document is to be reviewed: as it states itself, or as its last approval and its frequency have it.

use super::rhythm::Rhythm;
use crate::model::School;
use crate::model::date::Date;
use crate::model::document::Document;
use crate::model::words::Unit;
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

impl Due {
    /// As it stands behind `by`.
    pub fn by(&self) -> String {
        match self.date {
            Date::AcademicYear(_) => format!("the end of the {}", self.date),
            date => date.to_string(),
        }
    }
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

/// The date that follows from a document's last approval or review and its frequency; the first of several.
pub fn follows(school: &School, document: &Document) -> Option<Due> {
    let acts = ["approved", "reviewed", "ratified"].into_iter().flat_map(|word| document.acts(word));
    let last = acts.filter_map(|act| act.when.as_ref()).max_by_key(|when| when.value.bounds(&school.calendar))?;
    let rhythms = document.reviews.iter().flat_map(|review| review.clauses.get(Word::Every)).filter_map(Rhythm::of);
    let date = rhythms
        .filter_map(|rhythm| after(last.value, rhythm))
        .min_by_key(|date| date.bounds(&school.calendar).map(|(_, end)| end))?;
    Some(Due { date, span: last.span, stated: false })
}

/// When it is the turn again: what is done every academic year may be done at any time of the next one.
fn after(last: Date, rhythm: Rhythm) -> Option<Date> {
    let from = if rhythm.unit == Unit::AcademicYear { last.academic_year()? } else { last };
    from.plus_months(rhythm.months()?)
}
