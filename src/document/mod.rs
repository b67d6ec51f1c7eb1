//! Model → documents, no format in sight: headings, clauses, tables, steps, questions and spaces to write in.
//!
//! Every word a reader sees is decided here; a renderer only sets it.

mod assemble;
mod chart;
mod exceptions;
mod front;
mod mood;
mod paper;
mod printed;
mod seal;
mod table;
mod title;
mod voice;
mod withheld;
mod wording;

pub use crate::word::DocumentKind;
pub use assemble::documents;
pub use chart::{Chart, ChartBox, LINE, Shape, Way};
pub use printed::Printed;
pub use seal::{Mark, Seal, Sealed, aloud, seals, spoken};
pub(crate) use title::{capital, lower};
pub(crate) use wording::{Speaker, closed};

use serde::Serialize;

use crate::model::date::Day;
use crate::word::Symbol;

/// The folder of the sheets, apart from what a school hands out.
pub const SHEETS: &str = "sheets";

/// A document, ready to be set in any format.
#[derive(Clone, Debug, Serialize)]
pub struct Document {
    /// Its address among the sources, which also names its files.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: DocumentKind,
    /// The school's name, and its address where the document bears a letterhead.
    pub school: String,
    /// The lines of the letterhead, where it has one: postal address, website.
    pub letterhead: Vec<String>,
    /// Whether it is set in large letters, for the youngest.
    pub large: bool,
    /// For whom it is, in words; empty where nobody says.
    pub audience: String,
    /// What it says of itself: owner, approval, review, next review, each with its label.
    pub facts: Vec<Fact>,
    /// One line on where it stands, for the foot of each page: `Approved 15 June 2016. Next review April 2017.`
    pub state: String,
    /// Whether it may not be published as it is.
    pub draft: bool,
    /// The day that a file of it bears.
    #[serde(skip)]
    pub date: Day,
    /// What its words come to, and the day as of which it was made.
    #[serde(skip)]
    pub seal: Seal,
    /// Its headings, for a table of contents; empty where it is too short to need one.
    pub contents: Vec<Heading>,
    /// What stands in it.
    pub body: Vec<Block>,
}

impl Document {
    /// Where it is found: a made sheet, which may bear the name of a document of the set, in a folder of its own.
    pub fn address(&self) -> String {
        if self.kind.is_made() { format!("{SHEETS}/{}", self.id) } else { self.id.clone() }
    }

    /// Whether anything in it is to be filled in.
    pub fn has_spaces(&self) -> bool {
        self.body.iter().any(Block::has_spaces)
    }
}

impl Block {
    fn has_spaces(&self) -> bool {
        match self {
            Block::Fields { .. } | Block::Questions { .. } | Block::Address { .. } => true,
            Block::Quote { blocks } => blocks.iter().any(Block::has_spaces),
            Block::List { items, .. } => items.iter().flatten().any(Block::has_spaces),
            Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.to_write.is_some()),
            _ => false,
        }
    }
}

/// One thing that a document says of itself.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// What it is: `Owner`, `Next review`.
    pub label: String,
    /// What it says; several values stand on lines of their own.
    pub values: Vec<String>,
}

/// A heading.
#[derive(Clone, Debug, Serialize)]
pub struct Heading {
    /// 1 for a section, 2 for a section inside one, and so on.
    pub level: u8,
    /// `4` or `13.1`; empty where it is not numbered.
    pub number: String,
    /// Its words.
    pub title: String,
    /// Its anchor, unique in the document.
    pub anchor: String,
}

/// One block of a document.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph {
        /// Its words.
        runs: Vec<Run>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// A list.
    List {
        /// Whether its items are numbered.
        ordered: bool,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// Clauses that share a beginning, such as `Pupils must`; each has its own address.
    Clauses {
        /// What they share; empty where each stands alone.
        lead: Vec<Run>,
        /// The clauses.
        items: Vec<Clause>,
    },
    /// The steps of a procedure, or some of them where something stands between.
    Steps {
        /// The number of the first.
        first: usize,
        /// The steps.
        items: Vec<Clause>,
    },
    /// A procedure as a picture; its steps stand beside it.
    Chart(Chart),
    /// A table.
    Table(Table),
    /// Questions, each with its own answers to tick.
    Questions {
        /// The questions.
        items: Vec<Question>,
    },
    /// Spaces to write in.
    Fields {
        /// The spaces, in order.
        items: Vec<Field>,
    },
    /// A word and its meaning.
    Definition {
        /// The word.
        word: String,
        /// What it means.
        runs: Vec<Run>,
    },
    /// Room for the reader's name and address at the head of a letter, where a window envelope shows it.
    Address {
        /// What is to be written.
        label: String,
    },
    /// What should be shown here and does not exist.
    Missing {
        /// What it is called.
        title: String,
    },
    /// A closing: `Yours sincerely`, then a name and a post.
    Closing {
        /// The lines.
        lines: Vec<String>,
    },
}

/// One clause.
#[derive(Clone, Debug, Serialize)]
pub struct Clause {
    /// Its anchor, unique in the document; its address in the source.
    pub anchor: String,
    /// A title, where it has one.
    pub title: String,
    /// What is drawn beside it; its words say the same.
    pub symbol: Option<Symbol>,
    /// Its words.
    pub runs: Vec<Run>,
}

/// A table: the first column and the first rows are headings.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// Its title.
    pub title: String,
    /// Its anchor.
    pub anchor: String,
    /// What the headings of the rows are; empty where that needs no word.
    pub corner: String,
    /// Headings over several columns, left to right, with how many they cover; empty where there are none.
    pub groups: Vec<Group>,
    /// The headings of the columns, without that of the row headings.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What each sign in it means, as far as it bears signs.
    pub key: Vec<Key>,
    /// What the words in the cells mean, and what holds elsewhere.
    pub notes: Vec<Vec<Run>>,
}

/// What a sign in a table means.
#[derive(Clone, Debug, Serialize)]
pub struct Key {
    /// The sign, as that of a cell.
    pub tone: Tone,
    /// Its meaning.
    pub words: String,
}

/// A heading over several columns.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Its words; may be empty.
    pub title: String,
    /// How many columns it covers.
    pub columns: usize,
}

/// A row.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Its heading.
    pub title: String,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// Its anchor, its address in the source.
    pub anchor: String,
    /// Its words; empty only where there is nothing to say, or something to write.
    pub words: String,
    /// How to show it at a glance.
    pub tone: Tone,
    /// What is to be written in it, called so that it is understood apart from its table.
    pub to_write: Option<Field>,
}

impl From<String> for Cell {
    /// Words that are no answer.
    fn from(words: String) -> Self {
        Cell { anchor: String::new(), words, tone: Tone::Plain, to_write: None }
    }
}

impl From<Field> for Cell {
    /// Room to write.
    fn from(field: Field) -> Self {
        Cell { to_write: Some(field), ..Cell::from(String::new()) }
    }
}

/// How a cell is shown at a glance; the words say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// Allowed.
    Yes,
    /// Forbidden.
    No,
    /// Allowed on conditions.
    Conditional,
    /// Nobody has said, or nobody has chosen.
    Open,
    /// No answer: the words are all that there is.
    Plain,
}

/// A question with answers to tick.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// Its anchor.
    pub anchor: String,
    /// The question.
    pub runs: Vec<Run>,
    /// The answers, none of them ticked.
    pub answers: Vec<String>,
    /// What is said about it, such as what no reply counts as; may be empty.
    pub note: String,
}

/// A space to write in.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    /// What is to be written.
    pub label: String,
    /// How much space it needs.
    pub kind: FieldKind,
}

/// What is to be written in a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// Words.
    Text,
    /// Some sentences.
    Account,
    /// A signature.
    Signature,
    /// A date.
    Date,
}

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Run {
    /// Plain words.
    Words {
        /// The words.
        text: String,
    },
    /// Emphasis.
    Emphasis {
        /// The runs inside.
        runs: Vec<Run>,
    },
    /// Strong emphasis.
    Strong {
        /// The runs inside.
        runs: Vec<Run>,
    },
    /// A link to the web.
    Link {
        /// The address.
        url: String,
        /// The runs inside.
        runs: Vec<Run>,
    },
    /// A link to a place in the same document.
    Anchor {
        /// The anchor.
        anchor: String,
        /// The words.
        text: String,
    },
}

impl Run {
    /// Plain words.
    pub fn words(text: impl Into<String>) -> Self {
        Run::Words { text: text.into() }
    }
}

/// Runs as plain text.
pub fn plain(runs: &[Run]) -> String {
    let mut all = String::new();
    add_plain(runs, &mut all);
    all
}

fn add_plain(runs: &[Run], all: &mut String) {
    for run in runs {
        match run {
            Run::Words { text } | Run::Anchor { text, .. } => all.push_str(text),
            Run::Emphasis { runs } | Run::Strong { runs } | Run::Link { runs, .. } => add_plain(runs, all),
        }
    }
}
