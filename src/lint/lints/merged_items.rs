//! Two sentences, items or names that ran together, with nothing between them.

use std::ops::Range;

use crate::diagnostic::Level;
use crate::lint::facts::wording::{Gate, Wording};
use crate::lint::{Context, Form, Lint, Passage, Report};

pub(super) static LINT: Lint = Lint {
    name: "merged-items",
    summary: "two items or sentences run together",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/merged-items.md"),
    check,
};

/// Words that open a sentence, and that nobody writes with a capital inside one.
const OPENERS: [&str; 13] =
    ["As", "This", "These", "They", "We", "If", "It", "When", "What", "There", "You", "However", "Please"];

/// Words that lead to something, and so cannot stand before a colon and a new sentence.
const LEADING: [&str; 8] = ["on", "by", "to", "of", "from", "in", "at", "for"];

fn check(cx: &Context<'_>, report: &mut Report) {
    let names: Vec<&str> = cx.school.citations.iter().map(|it| it.title.as_str()).collect();
    for passage in cx.passages().iter().filter(|it| it.is_running()) {
        let merged = passage.passes(&MERGED);
        if !merged && passage.is_plain() {
            continue;
        }
        let found = joint(passage).or_else(|| neighbours(passage, &names)).or_else(|| second(passage));
        let Some(range) = found else { continue };
        let said = &passage.text[range.clone()];
        report.push(
            report
                .at(passage.span(range.clone()), format!("two things run together at `{said}`"))
                .help("put a full stop or a comma between them, or give each a line of its own")
                .about(&passage.address)
                .fact(said),
        );
    }
}

/// Words in which two things may run together, wherever names stand among them.
static MERGED: Gate = Gate::new(|wording| !joints(wording).is_empty() || second_sentence(wording).is_some());

fn joint(passage: &Passage) -> Option<Range<usize>> {
    joints(passage).into_iter().find(|(opener, _)| passage.is_written(*opener)).map(|(_, range)| range)
}

/// Where words that open a sentence follow others with no stop between them: the opener, and the words around it.
fn joints(wording: &Wording) -> Vec<(usize, Range<usize>)> {
    let text = wording.text.as_str();
    let all = wording.words();
    let joints = all.windows(3).filter_map(|run| {
        let [before, opener, after] = run else { return None };
        // Both kinds of joint begin with a capital.
        if !opener.text.starts_with(|next: char| next.is_ascii_uppercase()) {
            return None;
        }
        let gap = &text[before.end()..opener.at];
        let small = |word: &str| word.starts_with(char::is_lowercase);
        let open = OPENERS.contains(&opener.text) && small(after.text);
        let bare = open && (gap == " " || gap == ") ") && (small(before.text) || gap == ") ");
        let label = gap == ": " && LEADING.contains(&before.text) && matches!(opener.text, "The" | "This" | "It");
        (bare || label).then_some((opener.at, before.at..after.end()))
    });
    joints.collect()
}

/// Where a second sentence begins inside what one sentence says is done, and does not go on about it.
fn second(passage: &Passage) -> Option<Range<usize>> {
    Some(passage).filter(|it| it.form == Form::Phrase).and_then(|it| second_sentence(it))
}

fn second_sentence(wording: &Wording) -> Option<Range<usize>> {
    let [first, next, ..] = wording.sentences() else { return None };
    let last = wording.tokens().take_while(|word| word.at < first.end).last()?;
    let opener = wording.tokens().find(|word| word.at >= next.start).filter(|word| word.at < next.end)?;
    let fresh = opener.text.starts_with(char::is_uppercase) && !OPENERS.contains(&opener.text);
    fresh.then_some(last.at..opener.end())
}

/// Where the names of two sources stand side by side with only a blank between them.
fn neighbours(passage: &Passage, names: &[&str]) -> Option<Range<usize>> {
    let text = passage.text.as_str();
    let blanks = text.match_indices(' ').filter(|(at, _)| {
        passage.is_written(*at)
            && *at > 0
            && !passage.is_written(at - 1)
            && at + 1 < text.len()
            && !passage.is_written(at + 1)
    });
    blanks.into_iter().find_map(|(at, _)| {
        let left = names.iter().find(|name| text[..at].ends_with(**name))?;
        let right = names.iter().find(|name| text[at + 1..].starts_with(**name))?;
        Some(at - left.len()..at + 1 + right.len())
    })
}
