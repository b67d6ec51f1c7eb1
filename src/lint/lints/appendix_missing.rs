//! An appendix that the text sends its reader to, and that is not there.

use crate::diagnostic::Level;
use crate::lint::appendices::{spoken_of, unlabelled};
use crate::lint::{Context, Lint, MOST, Report};
use crate::model::document::Document;
use crate::model::words::Value;

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
    let parents = cx.school.parents(at).map(Document::appendix_count).max().unwrap_or(0);
    let last = document.appendix_count().max(parents);
    let has = match last {
        0 => "no appendix".to_owned(),
        1 => "1 appendix".to_owned(),
        count => format!("{count} appendices"),
    };
    let there = unlabelled(cx, document);
    let missing = |number: &usize| *number > last && !there.contains_key(number);
    for (number, places) in spoken_of(cx, document).into_iter().filter(|(number, _)| missing(number)) {
        let Some(((first, _), others)) = places.split_first() else { continue };
        let found = report
            .at(*first, format!("Appendix {number} is referred to, but `{}` has {has}", document.title))
            .help("add the document meant to its `appendix` list, or name the document itself with `{name}`")
            .about(&document.id)
            .fact(number.to_string());
        report.push(others.iter().take(MOST).fold(found, |found, (span, _)| found.with(*span, "and here")));
    }
}
