//! Acts on documents: `approvals.yaml` read and written, and the acts joined to the history that the sources state.

mod file;
mod join;

pub use file::{FILE, SEEN, appended, record_of, records, seen_path};
pub use join::join;

use crate::document::Seal;
use crate::model::School;
use crate::model::document::Document;
use crate::model::record::{Act, Record};
use crate::model::words::Value;
use crate::word::Word;

/// The next reviews that a document states, each as the sources write it.
pub fn next_reviews(document: &Document) -> Vec<String> {
    let stated = document.reviews.iter().flat_map(|review| review.clauses.get(Word::Next));
    let mut next: Vec<String> = stated.map(in_source).collect();
    next.sort();
    next.dedup();
    next
}

fn in_source(value: &Value) -> String {
    match (value, value.date()) {
        (_, Some(date)) => date.source(),
        (Value::Words(words), None) => words.raw(),
        _ => String::new(),
    }
}

/// The last of a document's own records, of any act.
pub fn last<'s>(school: &'s School, document: &Document) -> Option<&'s Record> {
    own(school, document).max_by_key(|record| record.on.value)
}

/// The last approval among a document's own records.
pub fn last_approval<'s>(school: &'s School, document: &Document) -> Option<&'s Record> {
    own(school, document).filter(|record| record.act == Act::Approved).max_by_key(|record| record.on.value)
}

fn own<'s>(school: &'s School, document: &Document) -> impl Iterator<Item = &'s Record> {
    let id = document.id.clone();
    school.records.iter().filter(move |record| !record.inherited && record.document.value == id)
}

/// What has changed since a record, in words; nothing where the text stands as it was seen.
pub fn moved(seal: &Seal, record: &Record) -> Option<String> {
    if seal.digest == record.digest {
        return None;
    }
    let changes = seal.changes_since(&record.outline);
    Some(if changes.is_empty() { "the order of its parts".to_owned() } else { crate::suggest::all_of(&changes) })
}
