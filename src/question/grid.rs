//! Two dimensions against each other: rows and columns that answer alike are merged, what a cell cannot say is a note.

use std::collections::{BTreeMap, BTreeSet};

use super::find::{Axis, Unknown};
use super::told::{Teller, everything};
use super::{Asking, Question, by_verdict, space};
use crate::document::Tone;
use crate::permission::{Dimension, Leaf, Verdict};

/// In a note, at most so many boxes tell where a verdict holds.
const BOXES: usize = 3;

/// A table of answers.
#[derive(Clone, Debug)]
pub struct Grid {
    /// What the table is about, in words.
    pub title: String,
    /// The head of each column.
    pub columns: Vec<String>,
    /// The head of each row, with its cells.
    pub rows: Vec<(String, Vec<Cell>)>,
    /// What cells refer to, from 1.
    pub notes: Vec<String>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// In a word for each verdict, with `/` between them.
    pub word: String,
    /// The note that says the rest, from 1.
    pub note: Option<usize>,
    /// How it is shown at a glance.
    pub tone: Tone,
}

impl Cell {
    /// What it prints, with the number of its note.
    pub fn printed(&self) -> String {
        self.note.map_or_else(|| self.word.clone(), |note| format!("{} ({note})", self.word))
    }
}

/// A head before merging: one action, or some leaves of one dimension.
#[derive(Clone, Debug)]
enum Head {
    Action(usize),
    Leaf(Dimension, Leaf),
}

/// The table of a question over two axes.
pub fn grid(asking: Asking<'_>, question: &Question, rows: Axis, columns: Axis) -> Result<Grid, Unknown> {
    if rows == columns {
        return Err(Unknown {
            message: "rows and columns are the same".to_owned(),
            help: "name two different ones, such as `who` and `activity`".to_owned(),
        });
    }
    let (down, across) = (heads(asking, question, rows), heads(asking, question, columns));
    let mut notes = Notes::default();
    let cells: Vec<Vec<Cell>> = down
        .iter()
        .map(|row| across.iter().map(|column| cell(asking, question, [row, column], &mut notes)).collect())
        .collect();
    let transposed: Vec<Vec<Cell>> =
        (0..across.len()).map(|at| cells.iter().filter_map(|row| row.get(at).cloned()).collect()).collect();
    let (row_groups, column_groups) = (alike(&cells), alike(&transposed));
    let kept = |row: &[Cell]| column_groups.iter().filter_map(|group| row.get(*group.first()?).cloned()).collect();
    let mut table = Grid {
        title: title(asking, question, rows, columns),
        columns: column_groups
            .iter()
            .map(|group| head(asking, question, group.iter().map(|at| &across[*at])))
            .collect(),
        rows: row_groups
            .iter()
            .filter_map(|group| {
                let cells = kept(&cells[*group.first()?]);
                Some((head(asking, question, group.iter().map(|at| &down[*at])), cells))
            })
            .collect(),
        notes: notes.texts,
    };
    table.number();
    Ok(table)
}

impl Grid {
    /// Numbers the notes in reading order, and drops those that no cell refers to.
    fn number(&mut self) {
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        for note in self.rows.iter_mut().flat_map(|(_, cells)| cells).filter_map(|cell| cell.note.as_mut()) {
            let next = numbers.len() + 1;
            *note = *numbers.entry(*note).or_insert(next);
        }
        let mut kept: Vec<(usize, String)> = numbers
            .into_iter()
            .filter_map(|(old, new)| self.notes.get(old.checked_sub(1)?).map(|text| (new, text.clone())))
            .collect();
        kept.sort();
        self.notes = kept.into_iter().map(|(_, text)| text).collect();
    }
}

#[derive(Debug, Default)]
struct Notes {
    texts: Vec<String>,
}

impl Notes {
    fn number(&mut self, text: String) -> usize {
        let known = self.texts.iter().position(|it| *it == text);
        known.map_or_else(
            || {
                self.texts.push(text);
                self.texts.len()
            },
            |at| at + 1,
        )
    }
}

fn heads(asking: Asking<'_>, question: &Question, axis: Axis) -> Vec<Head> {
    match axis {
        Axis::Activity => question.actions.iter().map(|action| Head::Action(*action)).collect(),
        Axis::Of(dimension) => {
            let all = question
                .takes
                .get(&dimension)
                .cloned()
                .unwrap_or_else(|| everything(&asking.permissions.extents, dimension));
            let told = all.into_iter().filter(|leaf| *leaf != Leaf::Nothing);
            told.map(|leaf| Head::Leaf(dimension, leaf)).collect()
        }
    }
}

fn cell(asking: Asking<'_>, question: &Question, heads: [&Head; 2], notes: &mut Notes) -> Cell {
    let mut narrowed = question.clone();
    for head in heads {
        match head {
            Head::Action(action) => narrowed.actions = vec![*action],
            Head::Leaf(dimension, leaf) => {
                narrowed.takes.insert(*dimension, BTreeSet::from([*leaf]));
            }
        }
    }
    let unsaid = || Cell { word: word(&Verdict::Undecided).to_owned(), note: None, tone: Tone::Open };
    let Some(action) = narrowed.actions.first() else { return unsaid() };
    let teller = Teller::new(asking, &narrowed, *action);
    let Some(space) = space(asking, *action) else { return unsaid() };
    let groups = by_verdict(space, &teller.cases(space));
    match groups.as_slice() {
        [(verdict, ..)] => {
            let conditions = teller.conditions(space, verdict);
            let note = conditions.note().map(|note| notes.number(note));
            Cell { word: word(verdict).to_owned(), note, tone: tone(verdict) }
        }
        several => {
            let parts = several.iter().map(|(verdict, cases, _)| {
                let (boxes, more) = space.boxes(cases, BOXES);
                let mut places: Vec<String> = boxes.iter().map(|region| teller.region(space, region)).collect();
                places.extend((more > 0).then(|| "in other cases".to_owned()));
                let conditions =
                    teller.conditions(space, verdict).note().map_or_else(String::new, |note| format!(" {note}"));
                format!("{}{conditions}: {}", long_word(verdict), places.join(", or "))
            });
            let mut words: Vec<&str> = several.iter().map(|(verdict, ..)| word(verdict)).collect();
            words.dedup();
            let note = Some(notes.number(parts.collect::<Vec<_>>().join("; ")));
            Cell { word: words.join("/"), note, tone: mixed(several.iter().map(|(verdict, ..)| tone(verdict))) }
        }
    }
}

/// What a cell prints.
fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Allow => "yes",
        Verdict::Conditional(_) => "if",
        Verdict::Forbid => "no",
        Verdict::Conflict => "clash",
        Verdict::Unchosen => "not chosen",
        Verdict::Restricted(_) => "no/–",
        Verdict::Undecided => "–",
    }
}

/// How a verdict is shown at a glance.
fn tone(verdict: &Verdict) -> Tone {
    match verdict {
        Verdict::Allow => Tone::Yes,
        Verdict::Conditional(_) => Tone::Conditional,
        Verdict::Forbid => Tone::No,
        Verdict::Conflict | Verdict::Unchosen | Verdict::Restricted(_) | Verdict::Undecided => Tone::Open,
    }
}

/// How several verdicts are shown together: what is allowed somewhere is allowed on conditions.
fn mixed(mut tones: impl Iterator<Item = Tone>) -> Tone {
    if tones.any(|tone| matches!(tone, Tone::Yes | Tone::Conditional)) { Tone::Conditional } else { Tone::Open }
}

/// What a note prints, beside conditions and places.
fn long_word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Undecided | Verdict::Restricted(_) => "not said",
        Verdict::Conditional(_) => "yes",
        Verdict::Allow | Verdict::Forbid | Verdict::Conflict | Verdict::Unchosen => word(verdict),
    }
}

/// Lines that are the same, by their places, in the order of the first of each.
fn alike(lines: &[Vec<Cell>]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| lines[*first] == *line)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

/// The head of a row or column, or of several that answer alike.
fn head<'h>(asking: Asking<'_>, question: &Question, heads: impl Iterator<Item = &'h Head>) -> String {
    let mut titles = Vec::new();
    let mut leaves: Option<(Dimension, BTreeSet<Leaf>)> = None;
    for head in heads {
        match head {
            Head::Action(action) => {
                titles.push(asking.school.vocabulary.entries[*action].title.replace(" …", "").replace("… ", ""))
            }
            Head::Leaf(dimension, leaf) => {
                leaves.get_or_insert_with(|| (*dimension, BTreeSet::new())).1.insert(*leaf);
            }
        }
    }
    if let Some((dimension, mut leaves)) = leaves {
        if dimension == Dimension::Object && leaves.contains(&Leaf::Other) {
            leaves.insert(Leaf::Nothing);
        }
        let teller = Teller::new(asking, question, question.actions.first().copied().unwrap_or_default());
        titles.push(teller.set(dimension, &leaves));
    }
    titles.join(", ")
}

/// What the table is about: the question without what rows and columns say.
fn title(asking: Asking<'_>, question: &Question, rows: Axis, columns: Axis) -> String {
    let mut about = question.clone();
    for axis in [rows, columns] {
        if let Axis::Of(dimension) = axis {
            about.takes.remove(&dimension);
        }
    }
    let several = [rows, columns].contains(&Axis::Activity);
    match about.actions.first().filter(|_| !several) {
        Some(action) => Teller::new(asking, &about, *action).question(),
        None => "what is allowed".to_owned(),
    }
}
