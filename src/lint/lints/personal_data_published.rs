//! A private telephone number, e-mail address or home address, printed in a document that anybody may read.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::document::Document;
use crate::model::words::Value;

pub(super) static LINT: Lint = Lint {
    name: "personal-data-published",
    summary: "a private number or address stands in a document for the public",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/personal-data-published.md"),
    check,
};

/// Where people have e-mail of their own; a school has its own domain.
const PRIVATE: [&str; 16] = [
    "gmail",
    "googlemail",
    "hotmail",
    "outlook",
    "live",
    "msn",
    "yahoo",
    "ymail",
    "icloud",
    "me",
    "aol",
    "btinternet",
    "sky",
    "talktalk",
    "virginmedia",
    "proton",
];

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut open: BTreeMap<&str, Option<&Document>> = BTreeMap::new();
    for passage in cx.passages().iter().filter(|passage| passage.text.contains(['@', '0', '4'])) {
        let root = passage.address.split('.').next().unwrap_or(&passage.address);
        for (range, what) in private(&passage.text) {
            let shown = open.entry(root).or_insert_with(|| cx.shown_in(root).find(|it| is_public(cx, it)));
            let Some(document) = shown else { break };
            let said = passage.text[range.clone()].to_owned();
            report.push(
                report
                    .at(
                        passage.span(range),
                        format!("`{said}` is a private {what}, and anybody may read `{}`", document.title),
                    )
                    .help("give the school’s own number or address instead, or that of a post")
                    .about(&passage.address)
                    .fact(said),
            );
        }
    }
}

/// Whether a document is meant for the public or for everyone.
fn is_public(cx: &Context<'_>, document: &Document) -> bool {
    let names = |value: &Value| match value {
        Value::Name(name) => {
            let inside = cx.school.vocabulary.leaves(name.entity);
            name.address == "everyone" || inside.iter().chain([&name.entity]).any(|entity| says_public(cx, *entity))
        }
        other => cx.title(other).to_lowercase().contains("public"),
    };
    document.audience.iter().any(names)
}

fn says_public(cx: &Context<'_>, entity: Entity) -> bool {
    cx.school.title(entity).to_lowercase().split(|next: char| !next.is_alphabetic()).any(|word| word == "public")
}

/// Private addresses and numbers in a text, and what each is.
fn private(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let part = |next: char| next.is_alphanumeric() || matches!(next, '.' | '-' | '_' | '+');
        let start = at - text[..at].chars().rev().take_while(|next| part(*next)).map(char::len_utf8).sum::<usize>();
        let end = text[at + 1..].find(|next: char| !part(next)).map_or(text.len(), |end| at + 1 + end);
        let domain = text[at + 1..end].trim_end_matches('.').to_lowercase();
        let host = domain.split('.').next().unwrap_or_default();
        if start < at && domain.contains('.') && PRIVATE.contains(&host) {
            found.push((start..at + 1 + domain.len(), "e-mail address"));
        }
    }
    found.extend(mobiles(text).into_iter().map(|range| (range, "telephone number")));
    found
}

/// Mobile numbers: eleven digits from 07, or twelve from 447.
fn mobiles(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(|next: char| next.is_ascii_digit() || next == '+').map(|at| rest + at) {
        let inside = |next: char| next.is_ascii_digit() || matches!(next, '+' | ' ' | '(' | ')' | '-');
        let end = text[start..].find(|next| !inside(next)).map_or(text.len(), |end| start + end);
        let run = text[start..end].trim_end_matches([' ', '(', '-', '+']);
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        let mobile = |from: &str, count: usize| digits.starts_with(from) && digits.len() == count;
        if mobile("07", 11) || mobile("447", 12) || mobile("4407", 13) {
            found.push(start..start + run.len());
        }
        rest = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::private;

    #[test]
    fn a_private_address_is_told_from_a_school_s_own() {
        let found = |text: &'static str| private(text).into_iter().map(|(range, _)| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("Write to “jo.dunne@gmail.com”."), ["jo.dunne@gmail.com"]);
        assert_eq!(found("Ring 07700 900123 or +44 (0)7700 900123"), ["07700 900123", "+44 (0)7700 900123"]);
        assert!(found("office@oakfield.example, 01543 496 0000, at 07:45 in 2026").is_empty());
    }
}
