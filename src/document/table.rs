//! A table of the model → a table that can be read aloud: no cell is empty, and the marks are explained below.

use std::collections::BTreeSet;

use super::exceptions::{GivesWay, alone};
use super::title::{capital, lower};
use super::wording::{Speaker, closed};
use super::{Cell, Group, Key, Row, Run, Table, Tone};
use crate::model::sentence::{Phrase, Sentence, Subjects};
use crate::model::table::{MarkRule, Says, Table as Model};
use crate::model::vocabulary::with_object;
use crate::model::{Entity, Reference};
use crate::permission::{Decision, decision};
use crate::suggest::all_of;
use crate::word::{Kind, Strength};

/// What stands behind the words of a cell of which a sentence takes something away.
const BUT_SEE_BELOW: &str = ", but see below";
/// What an empty cell prints.
const UNSAID: &str = "not stated";

/// The table as a document shows it.
pub(super) fn table(speaker: &Speaker<'_>, model: &Model, gives_way: &GivesWay) -> Table {
    let columns = model.columns.iter().map(|column| speaker.school.title(column.entity)).collect();
    let rows = model.rows.iter().enumerate().map(|(at, head)| {
        let objects: Vec<String> = head.objects.iter().map(|value| speaker.value(value)).collect();
        let object = Some(all_of(&objects)).filter(|words| !words.is_empty());
        let title = capital(&with_object(&speaker.school.title(head.name.entity), object.as_deref()));
        let cells = model.cells.iter().filter(|cell| cell.row == at).map(|cell| {
            let mut words = words(model, &cell.says);
            if !gives_way.to(speaker.school, &cell.address).is_empty() {
                words.push_str(BUT_SEE_BELOW);
            }
            Cell { anchor: cell.address.clone(), words, tone: tone(decision(model, &cell.says)), to_write: None }
        });
        Row { title, cells: cells.collect() }
    });
    let rows: Vec<Row> = rows.collect();
    let mut notes = notes(speaker, model);
    notes.extend(excepted(speaker, model, gives_way));
    Table {
        title: model.title.clone(),
        anchor: model.id.clone(),
        corner: String::new(),
        groups: groups(speaker, &model.columns),
        columns,
        key: Key::of(&rows),
        rows,
        notes,
    }
}

impl Key {
    /// What the signs of some rows mean, those alone that they bear.
    pub(crate) fn of(rows: &[Row]) -> Vec<Self> {
        const MEANINGS: [(Tone, &str); 4] = [
            (Tone::Yes, "allowed"),
            (Tone::No, "not allowed"),
            (Tone::Conditional, "allowed on a condition"),
            (Tone::Open, "not settled here"),
        ];
        let borne = |tone: Tone| rows.iter().flat_map(|row| &row.cells).any(|cell| cell.tone == tone);
        let borne = MEANINGS.into_iter().filter(|(tone, _)| borne(*tone));
        borne.map(|(tone, words)| Self { tone, words: words.to_owned() }).collect()
    }
}

/// The exceptions to any cell, each told once.
fn excepted(speaker: &Speaker<'_>, model: &Model, gives_way: &GivesWay) -> Vec<Vec<Run>> {
    let mut told = BTreeSet::new();
    let all = model.cells.iter().flat_map(|cell| gives_way.to(speaker.school, &cell.address));
    let notes = all.filter(|it| told.insert(&it.address)).map(|it| {
        let lead = Run::Strong { runs: vec![Run::words("Exception:")] };
        let mut runs = vec![lead, Run::words(" ")];
        runs.extend(speaker.sentence(&alone(it)));
        runs
    });
    notes.collect()
}

fn words(model: &Model, says: &Says) -> String {
    match says {
        Says::Yes => "Yes".to_owned(),
        Says::No => "No".to_owned(),
        Says::Unchosen => "Yes / No".to_owned(),
        Says::Empty => UNSAID.to_owned(),
        Says::Mark(at) => mark_title(&model.marks[*at]),
    }
}

fn mark_title(mark: &MarkRule) -> String {
    mark.title.clone().unwrap_or_else(|| capital(&mark.name.replace('-', " ")))
}

fn tone(decision: Decision) -> Tone {
    match decision {
        Decision::Allow => Tone::Yes,
        Decision::Forbid => Tone::No,
        Decision::Conditional => Tone::Conditional,
        Decision::Undecided | Decision::Unchosen => Tone::Open,
    }
}

fn notes(speaker: &Speaker<'_>, model: &Model) -> Vec<Vec<Run>> {
    let mut notes: Vec<Vec<Run>> = Vec::new();
    for mark in &model.marks {
        let mut runs = vec![Run::Strong { runs: vec![Run::words(format!("{}:", mark_title(mark)))] }, Run::words(" ")];
        runs.extend(speaker.rest_of_mark(mark));
        notes.push(closed(runs));
    }
    if let Some(otherwise) = &model.otherwise {
        let blank = model.cells.iter().any(|cell| cell.says == Says::Empty);
        let where_ =
            if blank { format!("Where the table says “{UNSAID}”: ") } else { "In every other case: ".to_owned() };
        let mut runs = vec![Run::words(where_)];
        runs.extend(speaker.rest_of_mark(otherwise));
        notes.push(closed(runs));
    }
    notes
}

impl Speaker<'_> {
    /// What a mark stands for: its strength and its clauses, with the action left to the row.
    fn rest_of_mark(&self, mark: &MarkRule) -> Vec<Run> {
        if let Some(words) = &mark.words {
            let mut runs = vec![Run::words(format!("{} ", mark.strength.value.text()))];
            runs.extend(self.words(words));
            runs.extend(self.clauses(&mark.clauses));
            return runs;
        }
        let lead = match mark.strength.value {
            Strength::May | Strength::Does => "allowed",
            Strength::Must => "required",
            Strength::Should => "expected",
            Strength::MustNot => "not allowed",
            Strength::ShouldNot => "advised against",
            Strength::Undecided => "nobody has decided",
        };
        let sentence = Sentence {
            address: mark.address.clone(),
            title: None,
            mark: None,
            home: crate::model::sentence::Home::School,
            subjects: Subjects::default(),
            strength: mark.strength.clone(),
            phrase: Phrase::None(mark.span),
            clauses: mark.clauses.clone(),
            span: mark.span,
        };
        let mut runs = vec![Run::words(lead)];
        runs.extend(self.rest(&sentence));
        runs
    }
}

/// Headings over columns that follow each other and make up a whole group of the vocabulary; none unless they cover all.
fn groups(speaker: &Speaker<'_>, columns: &[Reference]) -> Vec<Group> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < columns.len() {
        let Some((title, count)) = group_at(speaker, &columns[at..]) else { return Vec::new() };
        found.push(Group { title: capital(&lower(&title)), columns: count });
        at += count;
    }
    if found.len() > 1 { found } else { Vec::new() }
}

/// The first declared group whose members are just the next columns.
fn group_at(speaker: &Speaker<'_>, columns: &[Reference]) -> Option<(String, usize)> {
    let vocabulary = &speaker.school.vocabulary;
    let Entity::Entry(first) = columns.first()?.entity else { return None };
    let kind: Kind = vocabulary.entries[first].kind;
    vocabulary.of(kind).find_map(|(_, entry)| {
        let count = entry.members.len();
        let here = columns.get(..count)?;
        let same = count > 1 && here.iter().all(|column| entry.members.contains(&column.entity));
        same.then(|| (entry.title.clone(), count))
    })
}
