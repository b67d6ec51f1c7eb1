//! A gap in a template that nobody filled in.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::span::{Span, Spanned};

pub(super) static LINT: Lint = Lint {
    name: "placeholder-left",
    summary: "a placeholder of a template is left in",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/placeholder-left.md"),
    check,
};

/// Words that stand only where something is still to be written.
const HOLDERS: [&str; 12] = [
    "to be described",
    "to be confirmed",
    "to be completed",
    "to be inserted",
    "to be decided",
    "tbc",
    "tbd",
    "xxx",
    "insert name",
    "insert school",
    "name of school",
    "lorem ipsum",
];

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut found = Vec::new();
    cx.each_printed(&mut |address, words| {
        for (span, text) in placeholders(words) {
            found.push((address.to_owned(), span, text));
        }
    });
    for (address, span, text) in found {
        report.push(
            report
                .at(span, format!("`{text}` is a gap that was never filled in"))
                .help("write what was meant, or take the clause out")
                .about(address)
                .fact(text),
        );
    }
}

fn placeholders(words: &Spanned<String>) -> Vec<(Span, String)> {
    let lower = words.value.to_lowercase();
    let mut found = Vec::new();
    let mut take = |at: usize, length: usize| {
        let start = words.span.start as usize + at;
        let text = words.value.get(at..at + length).unwrap_or_default().to_owned();
        found.push((Span::new(words.span.source, start, start + length), text));
    };
    for holder in HOLDERS {
        for (at, _) in lower.match_indices(holder) {
            if alone(&lower, at, holder.len()) {
                take(at, holder.len());
            }
        }
    }
    for opening in ["[insert", "[name", "[school", "[date", "<insert", "<name", "____"] {
        for (at, _) in lower.match_indices(opening) {
            let length = lower[at..].find([']', '>']).map_or(opening.len(), |end| end + 1);
            take(at, length);
        }
    }
    found
}

/// Whether a match is not the inside of a longer word.
fn alone(text: &str, at: usize, length: usize) -> bool {
    let letter = |next: Option<char>| next.is_some_and(char::is_alphanumeric);
    !letter(text[..at].chars().next_back()) && !letter(text[at + length..].chars().next())
}
