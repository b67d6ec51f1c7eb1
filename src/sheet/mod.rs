//! Sheets that no source declares: made of what the whole school says, for those who do the work and those who answer for it.
//!
//! A sheet is a document like any other and is rendered like any other. It claims nothing that the sources do not say.

mod calendar;
mod governors;
mod roles;
mod sign_off;

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::diff::Since;
use crate::document::{Block, Cell, Document, DocumentKind, Fact, Heading, Row, Run, Seal, Speaker, Table};
use crate::model::School;
use crate::model::date::Day;
use crate::model::words::Value;

/// What a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sheet {
    /// What each post does, wherever that is said; a sheet for each.
    Roles,
    /// Who signs what.
    SignOff,
    /// What governors ask first, on a page.
    Governors,
    /// What is due in each month of the academic year.
    Calendar,
}

impl Sheet {
    /// All of them, in the order in which they are made.
    pub const ALL: [Sheet; 4] = [Sheet::Governors, Sheet::Calendar, Sheet::SignOff, Sheet::Roles];

    /// Its name in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Sheet::Roles => "roles",
            Sheet::SignOff => "sign-off",
            Sheet::Governors => "governors",
            Sheet::Calendar => "calendar",
        }
    }

    /// The sheet with this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sheet| sheet.name() == name)
    }
}

/// What sheets are made of.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// The school.
    pub school: &'a School,
    /// What was found in it.
    pub findings: &'a [Diagnostic],
    /// The day on which it is looked at.
    pub today: Day,
    /// What falls due within so many days is near.
    pub soon: u32,
    /// Whether the documents of the set are drafts.
    pub draft: bool,
    /// What moved in its documents since they were approved.
    pub since: &'a Since,
}

/// The sheets that are asked for, each sealed; one that would say nothing is left out.
pub fn sheets(desk: &Desk<'_>, wanted: &[Sheet]) -> Vec<Document> {
    let make = |sheet: &Sheet| match sheet {
        Sheet::Roles => roles::sheets(desk),
        Sheet::SignOff => sign_off::sheet(desk).into_iter().collect(),
        Sheet::Governors => vec![governors::sheet(desk)],
        Sheet::Calendar => calendar::sheet(desk).into_iter().collect(),
    };
    let sealed = |sheet: Document| Document { seal: Seal::of(&sheet), ..sheet };
    wanted.iter().flat_map(make).map(sealed).collect()
}

/// No place in a sheet is linked to.
static NOWHERE: BTreeSet<String> = BTreeSet::new();

impl<'a> Desk<'a> {
    fn speaker(&self) -> Speaker<'a> {
        Speaker { school: self.school, today: self.today, anchors: &NOWHERE }
    }

    /// The title of what a value names, as it stands alone.
    fn title(&self, value: &Value) -> String {
        match value {
            Value::Name(it) => self.school.title(it.entity),
            other => self.speaker().value(other),
        }
    }

    fn document(&self, id: &str, title: String, audience: &str, body: Vec<Block>) -> Document {
        Document {
            id: id.to_owned(),
            title,
            kind: DocumentKind::Sheet,
            school: self.school.identity.title.clone(),
            letterhead: Vec::new(),
            large: false,
            audience: audience.to_owned(),
            facts: Vec::new(),
            // Its seal tells the day.
            state: String::new(),
            seal: Seal::default(),
            draft: self.draft,
            date: self.today,
            contents: Vec::new(),
            body,
        }
    }
}

fn fact(label: &str, values: Vec<String>) -> Option<Fact> {
    (!values.is_empty()).then(|| Fact { label: label.to_owned(), values })
}

fn heading(title: &str, anchor: &str) -> Block {
    let (number, title, anchor) = (String::new(), title.to_owned(), anchor.to_owned());
    Block::Heading(Heading { level: 1, number, title, anchor })
}

fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph { runs: vec![Run::words(text)] }
}

fn list(items: impl IntoIterator<Item = String>) -> Block {
    Block::List { ordered: false, items: items.into_iter().map(|text| vec![paragraph(text)]).collect() }
}

/// A table of plain words and room to write, its first column the headings of its rows.
fn table<C: Into<Cell>>(
    title: &str,
    anchor: &str,
    corner: &str,
    columns: &[&str],
    rows: Vec<(String, Vec<C>)>,
) -> Block {
    let row = |(title, cells): (String, Vec<C>)| Row { title, cells: cells.into_iter().map(Into::into).collect() };
    Block::Table(Table {
        title: title.to_owned(),
        anchor: anchor.to_owned(),
        corner: corner.to_owned(),
        groups: Vec::new(),
        columns: columns.iter().map(|it| (*it).to_owned()).collect(),
        rows: rows.into_iter().map(row).collect(),
        key: Vec::new(),
        notes: Vec::new(),
    })
}
