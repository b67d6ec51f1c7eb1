//! Two sentences, items or names that ran together, with nothing between them.

use std::ops::Range;

use crate::diagnostic::Level;
use crate::lint::words::english::{sentences, words};
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

/// Where a word that opens a sentence follows another with no stop between them.
fn joint(passage: &Passage) -> Option<Range<usize>> {
    let text = passage.text.as_str();
    let all = passage.words();
    all.windows(3).find_map(|run| {
        let [before, opener, after] = run else { return None };
        let gap = &text[before.end()..opener.at];
        let small = |word: &str| word.starts_with(char::is_lowercase);
        let open = OPENERS.contains(&opener.text) && small(after.text);
        let bare = open && (gap == " " || gap == ") ") && (small(before.text) || gap == ") ");
        let label = gap == ": " && LEADING.contains(&before.text) && matches!(opener.text, "The" | "This" | "It");
        ((bare || label) && passage.is_written(opener.at)).then_some(before.at..after.end())
    })
}

/// Where a second sentence begins inside what one sentence says is done, and does not go on about it.
fn second(passage: &Passage) -> Option<Range<usize>> {
    let all = sentences(&passage.text);
    let [first, next, ..] = all.as_slice() else { return None };
    let (last, opener) = (words(&passage.text[first.clone()]).pop()?, *words(&passage.text[next.clone()]).first()?);
    let fresh = opener.text.starts_with(char::is_uppercase) && !OPENERS.contains(&opener.text);
    (passage.form == Form::Phrase && fresh).then_some(first.start + last.at..next.start + opener.end())
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
