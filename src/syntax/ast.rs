//! What was written: every node with its place, no name resolved, no type of the parser's library.

use std::ops::Range;

use crate::span::{SourceId, Span, Spanned};
use crate::word::{Kind, Mark, Strength, Word};

/// A name or path of names as written.
pub type Name = Spanned<String>;
/// Words from between double quotes, escapes undone.
pub type Quoted = Spanned<String>;

/// One source file.
#[derive(Clone, Debug)]
pub struct File {
    /// Which text it is.
    pub source: SourceId,
    /// Its lines, outermost only.
    pub lines: Vec<Line>,
}

/// One line of a file or block.
#[derive(Clone, Debug)]
pub struct Line {
    /// Where it stands; for a block, its header.
    pub span: Span,
    /// What it is.
    pub kind: LineKind,
    /// The remarks inside it and at its end.
    pub remarks: Vec<Remark>,
}

/// A remark that shares a line with something.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The byte of the source where its `#` stands.
    pub at: u32,
    /// What it says, without `#`.
    pub text: String,
}

/// The shapes that a line can have.
#[derive(Clone, Debug)]
pub enum LineKind {
    /// `kind name "Title" clauses { … }`
    Declaration(Declaration),
    /// `label: subjects strength phrase clauses`
    Sentence(Sentence),
    /// `label: ask "…"` and its like
    Paper(Paper),
    /// `name "Title": members`
    Entry(Entry),
    /// `name value clauses`
    Field(Field),
    /// `| … | … |`
    Row(Vec<Cell>),
    /// `""" … """`
    Text(Text),
    /// `waive lint on address …`
    Waiver(Waiver),
    /// A remark on a line of its own.
    Remark(String),
    /// A blank line.
    Blank,
    /// A line that could not be read; it has been reported. It holds the name that it seems to give, if any.
    Broken(Option<String>),
}

/// The head of a block, with the block where there is one.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// What it declares.
    pub kind: Spanned<Kind>,
    /// Under which name.
    pub name: Option<Name>,
    /// Under which title.
    pub title: Option<Quoted>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// What stands between its braces.
    pub block: Option<Vec<Line>>,
}

/// The name of a line, with a title where it has one.
#[derive(Clone, Debug)]
pub struct Label {
    /// The name.
    pub name: Name,
    /// The title.
    pub title: Option<Quoted>,
}

/// Who must, may or does what.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// `locked` or `always`.
    pub mark: Option<Spanned<Mark>>,
    /// Its label.
    pub label: Label,
    /// Who is bound; the block says so where this is missing.
    pub subjects: Option<List>,
    /// How strongly.
    pub strength: Spanned<Strength>,
    /// To what.
    pub phrase: Option<Phrase>,
    /// The rest.
    pub clauses: Vec<Clause>,
}

/// What is done.
#[derive(Clone, Debug)]
pub enum Phrase {
    /// In quoted words.
    Words(Quoted),
    /// By a declared action and what it is done to.
    Action(Name, Option<List>),
}

/// A line that asks for something on paper.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Its label.
    pub label: Label,
    /// What it asks for.
    pub verb: PaperVerb,
    /// What each answer leads to.
    pub answers: Vec<Answer>,
    /// The rest.
    pub clauses: Vec<Clause>,
}

/// What a paper line asks for.
#[derive(Clone, Debug)]
pub enum PaperVerb {
    /// An answer.
    Ask(Quoted),
    /// Something written.
    Fill(Quoted),
    /// A signature.
    Sign,
    /// A promise, and who gives it.
    Promise(Option<List>, Quoted),
}

/// `if yes go there` or `if silent no`.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The answer: `yes`, `no`, `silent` or another.
    pub when: Name,
    /// Whether it leads somewhere (`go`) or counts as something.
    pub goes: bool,
    /// Where to, or as what.
    pub target: Name,
}

/// A name and its members.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name.
    pub label: Label,
    /// The members.
    pub members: List,
    /// Its clauses: an entry is written without any, and has those of the inherited entry that it extends.
    pub clauses: Vec<Clause>,
}

/// A name and its value.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name.
    pub name: Name,
    /// The value.
    pub value: Option<List>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
}

/// One cell of a table row.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Where it stands, blanks included.
    pub span: Span,
    /// What stands in it.
    pub content: CellContent,
}

/// What stands in a cell.
#[derive(Clone, Debug)]
pub enum CellContent {
    /// Nothing.
    Empty,
    /// `?`: a choice that nobody has made.
    Unchosen,
    /// A name, with objects where it is an action.
    Phrase(Name, Option<List>),
}

/// Prose between triple quotes, as Markdown, with its common indentation taken off.
#[derive(Clone, Debug)]
pub struct Text {
    /// The prose.
    pub prose: String,
    /// For each line of `prose`, the bytes of the source from its first to its line end; blanks may stand before that.
    pub lines: Vec<Range<u32>>,
    /// Where all of it stands.
    pub span: Span,
}

/// `waive lint on address by post until moment because "…"`
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The lint.
    pub lint: Name,
    /// The rest.
    pub clauses: Vec<Clause>,
}

/// A little word and its value.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The word.
    pub word: Spanned<Word>,
    /// Its value; empty for words that take none.
    pub value: ClauseValue,
}

/// The first of some clauses with a word.
pub fn clause(all: &[Clause], word: Word) -> Option<&Clause> {
    all.iter().find(|clause| clause.word.value == word)
}

/// The value of a clause.
#[derive(Clone, Debug)]
pub enum ClauseValue {
    /// A list, empty where the word takes none.
    List(List),
    /// Conditions that must all hold.
    Conditions(Vec<Condition>),
}

impl Clause {
    /// The members of its list; none where it has conditions.
    pub fn items(&self) -> &[Item] {
        match &self.value {
            ClauseValue::List(list) => &list.items,
            ClauseValue::Conditions(_) => &[],
        }
    }
}

/// One condition.
#[derive(Clone, Debug)]
pub struct Condition {
    /// Whether it must not hold.
    pub not: bool,
    /// The condition: a name or quoted words.
    pub what: Item,
    /// Whose permission, approval or consent.
    pub of: Option<List>,
    /// The time by which it must hold.
    pub by: Option<Item>,
}

/// Members and what is left out.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The members in order.
    pub items: Vec<Item>,
    /// Whether `>` joins them into a ladder.
    pub ladder: bool,
    /// What is left out.
    pub except: Vec<Item>,
}

/// One member of a list.
#[derive(Clone, Debug)]
pub enum Item {
    /// A name or path.
    Reference(Name),
    /// Quoted words.
    Quoted(Quoted),
    /// A date, a school term of a year, or a time of day, as written.
    Moment(Spanned<String>),
    /// From one moment to another; one side may be open.
    Window(Spanned<(Option<String>, Option<String>)>),
    /// A number of something.
    Length(Spanned<(u32, String)>),
}

impl Item {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Item::Reference(it) | Item::Quoted(it) | Item::Moment(it) => it.span,
            Item::Window(it) => it.span,
            Item::Length(it) => it.span,
        }
    }
}
