//! A bracket that is opened and never closed, or closed and never opened.

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::{Context, Lint, Report};
use crate::sketch::Signs;

pub(super) static LINT: Lint = Lint {
    name: "unbalanced-bracket",
    summary: "a bracket has no partner",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/unbalanced-bracket.md"),
    check,
};

const BRACKETS: [(char, char); 2] = [('(', ')'), ('[', ']')];
static SIGNS: Signs = Signs::of("()[]");

/// Words with a bracket that has no partner.
static ALONE: Gate = Gate::new(|wording| wording.signs().has_any(&SIGNS) && alone(&wording.text).is_some());

fn check(cx: &Context<'_>, report: &mut Report) {
    for passage in cx.passages().iter().filter(|it| it.passes(&ALONE)) {
        let Some(at) = alone(&passage.text).filter(|at| passage.is_written(*at)) else { continue };
        let opens = passage.text[at..].starts_with(['(', '[']);
        let words = passage.words();
        let near =
            if opens { words.iter().find(|word| word.at > at) } else { words.iter().rev().find(|word| word.at < at) };
        let beside =
            near.map_or_else(String::new, |word| passage.text[word.at.min(at)..word.end().max(at + 1)].to_owned());
        let what =
            if opens { "opens a bracket that is never closed" } else { "closes a bracket that was never opened" };
        report.push(
            report
                .at(passage.span(at..at + 1), format!("`{beside}` {what}"))
                .help("put the missing bracket in, or take this one out")
                .about(&passage.address)
                .fact(beside.as_str()),
        );
    }
}

/// The first bracket without a partner; the one behind a letter or number that counts points, as in `a)`, needs none.
fn alone(text: &str) -> Option<usize> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| SIGNS.has(*byte)) {
        let next = char::from(byte);
        if let Some((_, close)) = BRACKETS.iter().find(|(open, _)| *open == next) {
            open.push((at, *close));
        } else if BRACKETS.iter().any(|(_, close)| *close == next) {
            match open.pop() {
                Some((_, close)) if close == next => {}
                Some((place, _)) => return Some(place),
                None if counts(&text[..at]) => {}
                None => return Some(at),
            }
        }
    }
    open.first().map(|(at, _)| *at)
}

fn counts(before: &str) -> bool {
    let word = before.rsplit(|next: char| next.is_whitespace()).next().unwrap_or_default();
    let roman = word.chars().all(|next| matches!(next, 'i' | 'v' | 'x'));
    !word.is_empty() && (word.chars().count() == 1 || roman || word.chars().all(|next| next.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::alone;

    #[test]
    fn brackets_come_in_pairs() {
        assert_eq!(alone("as agreed)"), Some(9));
        assert_eq!(alone("see (the log"), Some(4));
        assert_eq!(alone("one (two [three) four]"), Some(9));
        assert_eq!(alone("a) first, ii) second (and more), 3) third"), None);
    }
}
