//! What holds for every format before it begins: headings without gaps, nothing empty, tables with every cell, anchors
//! that exist once, links that are safe.

use std::collections::BTreeSet;

use crate::document::{Block, Cell, Clause, Document, Run, Table, Tone};
use crate::render::text::{one_line, safe_url};

/// The document with those promises kept.
pub(super) fn prepare(document: &Document) -> Document {
    let mut ready = document.clone();
    let mut outline = Outline::default();
    outline.blocks(&mut ready.body);
    ready.contents.retain(|entry| outline.anchors.contains(&entry.anchor));
    let mut levels = Levels::default();
    for entry in &mut ready.contents {
        entry.level = levels.next(entry.level);
    }
    for_each_runs(&mut ready.body, &mut |runs| link_safely(runs, &outline.anchors));
    ready
}

/// The anchors that links in the document lead to.
pub(super) fn targets(document: &Document) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = document.contents.iter().map(|entry| entry.anchor.clone()).collect();
    let mut body = document.body.clone();
    for_each_runs(&mut body, &mut |runs| collect_targets(runs, &mut found));
    found
}

fn collect_targets(runs: &[Run], found: &mut BTreeSet<String>) {
    for run in runs {
        match run {
            Run::Anchor { anchor, .. } => {
                found.insert(anchor.clone());
            }
            Run::Emphasis { runs } | Run::Strong { runs } | Run::Link { runs, .. } => collect_targets(runs, found),
            Run::Words { .. } => {}
        }
    }
}

/// Heading levels that begin at 1 and go down by one at most.
#[derive(Default)]
struct Levels(Vec<u8>);

impl Levels {
    fn next(&mut self, level: u8) -> u8 {
        while self.0.last().is_some_and(|open| *open >= level) {
            self.0.pop();
        }
        self.0.push(level);
        u8::try_from(self.0.len()).unwrap_or(u8::MAX)
    }
}

/// One walk over the body: levels put right, what is empty dropped, anchors gathered and kept unique.
#[derive(Default)]
struct Outline {
    levels: Levels,
    anchors: BTreeSet<String>,
}

impl Outline {
    fn blocks(&mut self, blocks: &mut Vec<Block>) {
        blocks.retain(|block| !is_empty(block));
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &mut Block) {
        match block {
            Block::Heading(heading) => {
                heading.level = self.levels.next(heading.level);
                self.anchor(&mut heading.anchor);
            }
            Block::Quote { blocks } => self.blocks(blocks),
            Block::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(item)),
            Block::Clauses { items, .. } | Block::Steps { items, .. } => self.clauses(items),
            Block::Table(table) => {
                square(table);
                self.anchor(&mut table.anchor);
                table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| self.anchor(&mut cell.anchor));
            }
            Block::Chart(chart) => self.anchor(&mut chart.anchor),
            Block::Questions { items } => items.iter_mut().for_each(|question| self.anchor(&mut question.anchor)),
            Block::Paragraph { .. }
            | Block::Fields { .. }
            | Block::Definition { .. }
            | Block::Address { .. }
            | Block::Missing { .. }
            | Block::Closing { .. } => {}
        }
    }

    fn clauses(&mut self, items: &mut [Clause]) {
        items.iter_mut().for_each(|clause| self.anchor(&mut clause.anchor));
    }

    /// The first of two equal anchors keeps it.
    fn anchor(&mut self, anchor: &mut String) {
        if !anchor.is_empty() && !self.anchors.insert(anchor.clone()) {
            anchor.clear();
        }
    }
}

fn is_empty(block: &Block) -> bool {
    match block {
        Block::Heading(heading) => one_line(&heading.title).trim().is_empty(),
        Block::Paragraph { runs } => runs.is_empty(),
        Block::Quote { blocks } => blocks.is_empty(),
        Block::List { items, .. } => items.is_empty(),
        Block::Clauses { items, .. } | Block::Steps { items, .. } => items.is_empty(),
        Block::Chart(chart) => chart.boxes.len() < 2,
        Block::Table(table) => table.columns.is_empty(),
        Block::Questions { items } => items.is_empty(),
        Block::Fields { items } => items.is_empty(),
        Block::Closing { lines } => lines.is_empty(),
        Block::Address { .. } | Block::Definition { .. } | Block::Missing { .. } => false,
    }
}

/// As many cells in each row as there are columns, and headings over them all or none.
fn square(table: &mut Table) {
    let width = table.columns.len();
    for row in &mut table.rows {
        row.cells.resize_with(width, || Cell { tone: Tone::Open, ..Cell::from("–".to_owned()) });
    }
    table.groups.retain(|group| group.columns > 0);
    if table.groups.iter().map(|group| group.columns).sum::<usize>() != width {
        table.groups.clear();
    }
}

fn for_each_runs(blocks: &mut [Block], visit: &mut impl FnMut(&mut Vec<Run>)) {
    for block in blocks {
        match block {
            Block::Paragraph { runs } | Block::Definition { runs, .. } => visit(runs),
            Block::Quote { blocks } => for_each_runs(blocks, visit),
            Block::List { items, .. } => items.iter_mut().for_each(|item| for_each_runs(item, visit)),
            Block::Clauses { lead, items } => {
                visit(lead);
                items.iter_mut().for_each(|clause| visit(&mut clause.runs));
            }
            Block::Steps { items, .. } => items.iter_mut().for_each(|clause| visit(&mut clause.runs)),
            Block::Table(table) => table.notes.iter_mut().for_each(&mut *visit),
            Block::Questions { items } => items.iter_mut().for_each(|question| visit(&mut question.runs)),
            Block::Heading(_)
            | Block::Chart(_)
            | Block::Address { .. }
            | Block::Fields { .. }
            | Block::Missing { .. }
            | Block::Closing { .. } => {}
        }
    }
}

/// Links that lead nowhere, or where no reader should be sent, become their words.
fn link_safely(runs: &mut Vec<Run>, anchors: &BTreeSet<String>) {
    *runs = std::mem::take(runs).into_iter().flat_map(|run| safe_run(run, anchors)).collect();
}

fn safe_run(run: Run, anchors: &BTreeSet<String>) -> Vec<Run> {
    let inner = |mut runs: Vec<Run>| {
        link_safely(&mut runs, anchors);
        runs
    };
    match run {
        Run::Words { text } if text.is_empty() => Vec::new(),
        Run::Words { .. } => vec![run],
        Run::Emphasis { runs } => some(inner(runs), |runs| Run::Emphasis { runs }),
        Run::Strong { runs } => some(inner(runs), |runs| Run::Strong { runs }),
        Run::Link { url, runs } => match safe_url(&url) {
            Some(safe) => some(inner(unlinked(runs)), |runs| Run::Link { url: safe.to_owned(), runs }),
            None => inner(runs),
        },
        Run::Anchor { anchor, text } if anchors.contains(&anchor) && !text.is_empty() => {
            vec![Run::Anchor { anchor, text }]
        }
        Run::Anchor { text, .. } => vec![Run::words(text)],
    }
}

/// No link inside a link.
fn unlinked(runs: Vec<Run>) -> Vec<Run> {
    runs.into_iter()
        .flat_map(|run| match run {
            Run::Link { runs, .. } => unlinked(runs),
            Run::Anchor { text, .. } => vec![Run::words(text)],
            Run::Emphasis { runs } => vec![Run::Emphasis { runs: unlinked(runs) }],
            Run::Strong { runs } => vec![Run::Strong { runs: unlinked(runs) }],
            Run::Words { .. } => vec![run],
        })
        .collect()
}

fn some(runs: Vec<Run>, wrap: impl FnOnce(Vec<Run>) -> Run) -> Vec<Run> {
    if runs.is_empty() { Vec::new() } else { vec![wrap(runs)] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain;
    use crate::render::sample;

    #[test]
    fn heading_levels_begin_at_one_and_leave_no_gap() {
        let mut levels = Levels::default();
        assert_eq!([2, 4, 4, 3, 2, 1, 3].map(|level| levels.next(level)), [1, 2, 2, 2, 1, 1, 2]);
    }

    #[test]
    fn a_second_equal_anchor_goes() {
        let mut document = sample::full();
        let twice = document.body.clone();
        document.body.extend(twice);
        let ready = prepare(&document);
        let mut outline = Outline::default();
        let mut body = ready.body;
        outline.blocks(&mut body);
        assert_eq!(outline.anchors.len(), {
            let mut once = Outline::default();
            once.blocks(&mut sample::full().body);
            once.anchors.len()
        });
    }

    #[test]
    fn a_row_has_a_cell_for_each_column_and_nothing_is_empty() {
        let mut document = sample::full();
        for block in &mut document.body {
            if let Block::Table(table) = block {
                table.rows[0].cells.pop();
                table.groups[0].columns = 7;
            }
        }
        document.body.push(Block::Fields { items: Vec::new() });
        document.body.push(Block::Closing { lines: Vec::new() });
        let ready = prepare(&document);
        assert_eq!(ready.body.len() + 2, document.body.len());
        let table =
            ready.body.iter().find_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
        let table = table.unwrap();
        assert!(table.rows.iter().all(|row| row.cells.len() == 2) && table.groups.is_empty());
    }

    #[test]
    fn an_unsafe_link_keeps_its_words_alone() {
        let link = Run::Link { url: "javascript:x".into(), runs: vec![Run::words("here")] };
        let nowhere = Run::Anchor { anchor: "nowhere".into(), text: " there".into() };
        let mut runs = vec![Run::Strong { runs: vec![link, nowhere] }];
        link_safely(&mut runs, &BTreeSet::new());
        assert_eq!(plain(&runs), "here there");
        assert_eq!(runs, [Run::Strong { runs: vec![Run::words("here"), Run::words(" there")] }]);
    }
}
