//! Records → acts of the documents: names bound, and each record held against what the sources state.

use crate::diagnostic::Diagnostic;
use crate::model::date::Date;
use crate::model::document::{Act, Document};
use crate::model::record::Record;
use crate::model::sentence::{Clauses, Values};
use crate::model::words::{Inline, Value, Words};
use crate::model::{Entity, Reference, School};
use crate::span::Spanned;
use crate::suggest::nearest;
use crate::word::Word;

/// Takes the records into the school and its documents' histories; what does not fit is told.
///
/// A record that is inherited is passed over where the school has no such document or role: the trust's own check tells.
pub fn join(school: &mut School, records: Vec<Record>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for record in records {
        match joined(school, &record) {
            Ok(Some((at, act))) => school.documents[at].acts.push(act),
            Ok(None) => {}
            Err(_) if record.inherited => continue,
            Err(fault) => {
                found.push(*fault);
                continue;
            }
        }
        school.records.push(record);
    }
    found
}

/// The document and the act to add to it; none where the sources state the same.
fn joined(school: &School, record: &Record) -> Result<Option<(usize, Act)>, Box<Diagnostic>> {
    let at = document(school, &record.document)?;
    let role = role(school, &record.by)?;
    let document = &school.documents[at];
    let twice = |it: &&Record| {
        (&it.document.value, it.act.word(), it.on.value) == (&record.document.value, record.act.word(), record.on.value)
    };
    if let Some(first) = school.records.iter().find(twice) {
        let message = format!("`{}` is recorded twice as {} on one day", document.title, record.act.word());
        return Err(Box::new(
            Diagnostic::error("record-conflict", record.span, message)
                .with(first.span, "the first record")
                .help("one record of an act is enough; take out the one that is wrong"),
        ));
    }
    let act = act(record, role);
    let Some(stated) = stated(school, document, record) else { return Ok(Some((at, act))) };
    if differs(stated, &act, role) {
        let (title, word) = (&document.title, record.act.word());
        let message =
            format!("`{title}` is {word} on this day both in the sources and in the records, and they differ");
        return Err(Box::new(
            Diagnostic::error("record-conflict", record.span, message).with(stated.span, "stated here").help(format!(
                "take the `{word}` line out of the source, or correct it: a recorded act needs none there"
            )),
        ));
    }
    Ok(None)
}

fn document(school: &School, name: &Spanned<String>) -> Result<usize, Box<Diagnostic>> {
    if let Some(Entity::Document(at)) = school.names.get(&name.value) {
        return Ok(*at);
    }
    let known = school.documents.iter().map(|it| it.id.as_str());
    Err(unknown("document", name, known, "a document that is gone has no records here; move them out of this file"))
}

fn role(school: &School, name: &Spanned<String>) -> Result<usize, Box<Diagnostic>> {
    if let Some(Entity::Role(at)) = school.names.get(&name.value) {
        return Ok(*at);
    }
    let known = school.roles.iter().map(|it| it.id.as_str());
    Err(unknown("role", name, known, "name a role that the sources declare"))
}

fn unknown<'a>(
    what: &str,
    name: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
    help: &str,
) -> Box<Diagnostic> {
    let near = nearest(&name.value, known);
    let help = near.map_or(help.to_owned(), |near| format!("did you mean `{near}`?"));
    Box::new(
        Diagnostic::error("unresolved-name", name.span, format!("no {what} is called `{}`", name.value)).help(help),
    )
}

/// The same act as the sources state it: the day itself, or a month, term or year that it lies in.
fn stated<'s>(school: &School, document: &'s Document, record: &Record) -> Option<&'s Act> {
    document.acts(record.act.word()).find(|act| {
        let bounds = act.when.as_ref().and_then(|when| when.value.bounds(&school.calendar));
        bounds.is_some_and(|(first, last)| first <= record.on.value && record.on.value <= last)
    })
}

/// Whether two accounts of one act name different bodies, or different minutes where both name one.
fn differs(stated: &Act, recorded: &Act, role: usize) -> bool {
    let by = stated.clauses.get(Word::By);
    let minute = |act: &Act| act.clauses.words(Word::Leaving).map(Words::raw);
    let minutes = minute(stated).zip(minute(recorded));
    !by.is_empty() && by.iter().all(|value| value.entity() != Some(Entity::Role(role)))
        || minutes.is_some_and(|(one, other)| one != other)
}

fn act(record: &Record, role: usize) -> Act {
    let span = record.span;
    let only = |value: Value| Values { any: vec![value], except: Vec::new(), span: Some(span) };
    let by = Reference { address: record.by.value.clone(), entity: Entity::Role(role), span: record.by.span };
    let mut values = vec![(Word::By, only(Value::Name(by)))];
    if let Some(minute) = &record.minute {
        let runs = vec![Inline::Words(Spanned::new(format!("minute {minute}"), span))];
        values.push((Word::Leaving, only(Value::Words(Words { runs, span }))));
    }
    Act {
        word: Spanned::new(record.act.word().to_owned(), span),
        when: Some(Spanned::new(Date::Day(record.on.value), record.on.span)),
        clauses: Clauses { values, conditions: Vec::new() },
        span,
    }
}
