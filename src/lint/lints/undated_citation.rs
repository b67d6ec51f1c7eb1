//! An Act that is cited without its year, so that nobody can tell which is meant.

use crate::diagnostic::Level;
use crate::lint::facts::mentions::year;
use crate::lint::facts::wording::Gate;
use crate::lint::{Context, Lint, Report};
use crate::pack::words;
use crate::span::Span;
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) static LINT: Lint = Lint {
    name: "undated-citation",
    summary: "a law is cited without its year",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/undated-citation.md"),
    check,
};

/// Words that name an Act.
static ACTS: Gate = Gate::new(|wording| wording.has_any(&["act"]) && !named(&wording.text).is_empty());

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut acts: BTreeMap<String, Vec<Cited>> = BTreeMap::new();
    for passage in cx.passages().iter().filter(|it| it.passes(&ACTS)) {
        for (range, dated) in named(&passage.text).into_iter().filter(|(range, _)| passage.is_written(range.start)) {
            let text = passage.text[range.clone()].to_owned();
            let span = passage.span(range);
            acts.entry(text.to_lowercase()).or_default().push(Cited { text, span, address: &passage.address, dated });
        }
    }
    for it in &cx.school.citations {
        for (range, dated) in named(&it.title) {
            let (text, dated) = (it.title[range].to_owned(), dated || !it.year.is_empty());
            acts.entry(text.to_lowercase()).or_default().push(Cited { text, span: it.span, address: &it.id, dated });
        }
    }
    // Where the year stands once, the reader knows which Act is meant.
    for places in acts.values().filter(|places| places.iter().all(|it| !it.dated)) {
        let Some(first) = places.first() else { continue };
        let found = report
            .at(first.span, format!("the year of the `{}` is nowhere given", first.text))
            .help("write the year behind its name, or `from` and the year on its `source`")
            .about(first.address)
            .fact(first.text.to_lowercase());
        report.push(places.iter().skip(1).take(8).fold(found, |found, it| found.with(it.span, "and here")));
    }
}

/// An Act at one of its places.
struct Cited<'a> {
    text: String,
    span: Span,
    address: &'a str,
    dated: bool,
}

/// The Acts that a text names, by where they stand, and whether a year stands beside each.
fn named(text: &str) -> Vec<(Range<usize>, bool)> {
    let cut = words(text);
    let word = |at: usize| cut.get(at).map_or("", |range| &text[range.clone()]);
    let ends = (1..cut.len()).filter(|at| word(*at) == "Act");
    ends.filter_map(|at| {
        let first = (0..at).rev().take_while(|before| is_part(word(*before))).filter(|it| is_name(word(*it))).last()?;
        let dated = is_year(word(at + 1)) || first.checked_sub(1).is_some_and(|before| is_year(word(before)));
        Some((cut[first].start..cut[at].end, dated))
    })
    .collect()
}

/// A word that opens or fills the name of an Act.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && !["The", "This", "An", "A", "Under", "In", "By", "Each", "Act"].contains(&word)
}

/// A word that may stand inside the name of an Act.
fn is_part(word: &str) -> bool {
    is_name(word) || ["and", "of"].contains(&word)
}

fn is_year(word: &str) -> bool {
    year(word).is_some()
}
