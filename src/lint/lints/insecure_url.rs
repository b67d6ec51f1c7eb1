//! A web address without encryption.

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::{Context, Lint, MOST, Report};
use crate::span::{SourceId, Span};
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) static LINT: Lint = Lint {
    name: "insecure-url",
    summary: "a plain http link, probably stale",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/insecure-url.md"),
    check,
};

/// Words with such an address.
static URLS: Gate = Gate::new(|wording| wording.has("http://"));

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut by_file: BTreeMap<SourceId, Vec<(String, Span, &str)>> = BTreeMap::new();
    for passage in cx.passages() {
        let urls = if passage.passes(&URLS) { urls(&passage.text) } else { Vec::new() };
        let written = urls.into_iter().map(|range| (passage.text[range.clone()].to_owned(), passage.span(range)));
        let linked = passage.links.iter().filter(|(target, _)| target.starts_with("http://")).cloned();
        for (url, span) in linked.chain(written) {
            let list = by_file.entry(span.source).or_default();
            if !list.iter().any(|(_, other, _)| *other == span) {
                list.push((url, span, &passage.address));
            }
        }
    }
    for list in by_file.values() {
        let Some((url, span, address)) = list.first() else { continue };
        let more = match list.len() - 1 {
            0 => String::new(),
            1 => ", and so does one more here".to_owned(),
            count => format!(", and so do {count} more here"),
        };
        let mut found = report
            .at(*span, format!("`{url}` leads to a page without encryption{more}"))
            .help("open it: most pages have moved to an address with `https://`, and some are gone")
            .about(*address)
            .fact(list.iter().map(|(url, _, _)| url.as_str()).collect::<Vec<_>>().join(" "));
        for (_, span, _) in list.iter().skip(1).take(MOST) {
            found = found.with(*span, "and here");
        }
        report.push(found);
    }
}

/// Where plain addresses stand in a text.
fn urls(text: &str) -> Vec<Range<usize>> {
    let end = |at: usize| {
        let long = text[at..].find([' ', ')', '>', '\n', '”', '"']).map_or(text.len(), |end| at + end);
        at + text[at..long].trim_end_matches(['.', ',', ';']).len()
    };
    text.match_indices("http://").map(|(at, _)| at..end(at)).collect()
}
