//! Tables of permissions: a cell is the end of a sentence.

use super::Reference;
use super::sentence::{Clauses, Subjects};
use super::words::{Value, Words};
use crate::span::{Span, Spanned};
use crate::word::Strength;

/// A table of permissions.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whom its header is for.
    pub subjects: Subjects,
    /// The header's clauses, which hold for every cell.
    pub clauses: Clauses,
    /// What the columns stand for.
    pub columns: Vec<Reference>,
    /// What the rows stand for.
    pub rows: Vec<RowHead>,
    /// Row by row, in the order of the columns.
    pub cells: Vec<Cell>,
    /// The marks that are defined below the rows.
    pub marks: Vec<MarkRule>,
    /// What holds wherever nothing else in the table decides.
    pub otherwise: Option<MarkRule>,
    /// Where it is declared.
    pub span: Span,
}

/// The head of a row: an action, or an action and its object.
#[derive(Clone, Debug)]
pub struct RowHead {
    /// The last part of its cells' addresses but one.
    pub id: String,
    /// The action, or what else the row stands for.
    pub name: Reference,
    /// What the action is done to.
    pub objects: Vec<Value>,
    /// Where it stands.
    pub span: Span,
}

/// One cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// `table.row.column`.
    pub address: String,
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// What it says.
    pub says: Says,
    /// Where it stands.
    pub span: Span,
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// `yes`.
    Yes,
    /// `no`.
    No,
    /// `?`: two answers were left standing, and nobody chose.
    Unchosen,
    /// Nothing.
    Empty,
    /// A mark, by its place among the table's marks.
    Mark(usize),
}

/// What a mark, or `otherwise`, stands for.
#[derive(Clone, Debug)]
pub struct MarkRule {
    /// Its address.
    pub address: String,
    /// The word in the cells.
    pub name: String,
    /// A title to print in the cells in its stead.
    pub title: Option<String>,
    /// Whether no school of the trust may relax it.
    pub locked: bool,
    /// How strongly.
    pub strength: Spanned<Strength>,
    /// What is done, where the mark says so in words of its own.
    pub words: Option<Words>,
    /// The rest.
    pub clauses: Clauses,
    /// Where it stands.
    pub span: Span,
}
