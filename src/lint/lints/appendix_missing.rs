//! An appendix that the text sends its reader to, and that is not there.

use crate::diagnostic::Level;
use crate::lint::{Context, Form, Lint, Report};
use crate::model::document::Document;
use crate::model::words::Value;
use crate::span::Span;
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) static LINT: Lint = Lint {
    name: "appendix-missing",
    summary: "an appendix is referred to or listed but absent",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/appendix-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (at, document) in cx.school.documents.iter().enumerate() {
        for value in &document.appendices {
            if let Value::Words(words) = value {
                let title = cx.school.named(words);
                report.push(
                    report
                        .at(words.span, format!("the appendix `{title}` is listed but not in the document set"))
                        .help("write it, or take it off the list")
                        .about(&document.id)
                        .fact(title),
                );
            }
        }
        mentioned(cx, report, at, document);
    }
}

/// Appendices named by number in the document's own text, beyond those that it, or the policy it is appended to, has.
fn mentioned(cx: &Context<'_>, report: &mut Report, at: usize, document: &Document) {
    let mut places: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    let own = |address: &str| address == document.id || address.starts_with(&format!("{}.", document.id));
    for passage in cx.passages().iter().filter(|passage| own(&passage.address) && passage.form != Form::Title) {
        for (number, range) in numbers(&passage.text) {
            places.entry(number).or_default().push(passage.span(range));
        }
    }
    let parents = cx.school.parents(at).map(Document::appendix_count).max().unwrap_or(0);
    let last = document.appendix_count().max(parents);
    let has = match last {
        0 => "no appendix".to_owned(),
        1 => "1 appendix".to_owned(),
        count => format!("{count} appendices"),
    };
    for (number, spans) in places.into_iter().filter(|(number, _)| *number > last) {
        let mut found = report
            .at(spans[0], format!("Appendix {number} is referred to, but `{}` has {has}", document.title))
            .help("add the document meant to its `appendix` list, or name the document itself with `{name}`")
            .about(&document.id)
            .fact(number.to_string());
        for span in &spans[1..] {
            found = found.with(*span, "and here");
        }
        report.push(found);
    }
}

/// Numbers after the word "Appendix", unless an appendix of another document is meant.
fn numbers(text: &str) -> Vec<(usize, Range<usize>)> {
    let text = text.to_ascii_lowercase();
    let mut found = Vec::new();
    for (at, word) in text.match_indices("appendix ") {
        let rest = &text[at + word.len()..];
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let after = rest[digits.len()..].trim_start_matches([' ', ':', ',', '(']);
        if after.starts_with("of ") || after.starts_with("in ") || after.starts_with("to ") {
            continue;
        }
        if let Ok(number) = digits.parse() {
            found.push((number, at..at + word.len() + digits.len()));
        }
    }
    found
}
