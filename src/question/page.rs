//! A table of answers as a document, so that it can be set as a page like any other.

use super::{Grid, Request};
use crate::document::{Block, Cell, Document, DocumentKind, Key, Row, Run, Seal, Table, capital};
use crate::model::School;
use crate::model::date::Day;

/// The table that was asked for as a document of the school, sealed, with its notes below.
pub fn page(grid: &Grid, request: &Request, school: &School, today: Day) -> Document {
    let page = Document {
        id: request.address(),
        title: capital(&grid.title),
        kind: DocumentKind::Policy,
        school: school.identity.title.clone(),
        letterhead: Vec::new(),
        large: false,
        audience: String::new(),
        facts: Vec::new(),
        state: "What the rules say.".to_owned(),
        seal: Seal::default(),
        draft: false,
        date: today,
        contents: Vec::new(),
        body: vec![Block::Table(table(grid))],
    };
    Document { seal: Seal::of(&page), ..page }
}

fn table(grid: &Grid) -> Table {
    let row = |(at, (title, cells)): (usize, &(String, Vec<super::Cell>))| Row {
        title: title.clone(),
        cells: cells
            .iter()
            .enumerate()
            .map(|(nth, cell)| Cell {
                anchor: format!("answers.{}.{}", at + 1, nth + 1),
                words: cell.printed(),
                tone: cell.tone,
                to_write: None,
            })
            .collect(),
    };
    let rows: Vec<Row> = grid.rows.iter().enumerate().map(row).collect();
    Table {
        // The page says it.
        title: String::new(),
        anchor: "answers".to_owned(),
        corner: String::new(),
        groups: Vec::new(),
        columns: grid.columns.clone(),
        key: Key::of(&rows),
        rows,
        notes: grid
            .notes
            .iter()
            .enumerate()
            .map(|(nth, note)| vec![Run::words(format!("({}) {note}", nth + 1))])
            .collect(),
    }
}
