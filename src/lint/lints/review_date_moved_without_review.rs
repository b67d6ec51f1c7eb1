//! A review date that was put off, or a review that is only claimed: no recorded review stands behind it.

use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Context, Lint, Report};
use crate::model::document::Document;
use crate::model::record::Record;
use crate::record::{last, next_reviews};
use crate::suggest::all_of;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "review-date-moved-without-review",
    summary: "a review date was moved and no review was recorded",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/review-date-moved-without-review.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in &cx.school.documents {
        let Some(record) = last(cx.school, document) else { continue };
        let found = [moved(report, document, record), claimed(cx, report, document, record)];
        for found in found.into_iter().flatten() {
            let help = "review the document, then record it with `byelaw review`; or put the date back";
            report.push(found.with(record.span, "the last recorded act").help(help).about(&document.id));
        }
    }
}

/// The next review is not the one that stood there when the last act was recorded.
fn moved(report: &Report, document: &Document, record: &Record) -> Option<Diagnostic> {
    let now = next_reviews(document);
    if now == record.next {
        return None;
    }
    let next = document.reviews.iter().flat_map(|review| review.clauses.get(Word::Next)).next();
    let span = next.map_or(document.span, |value| value.span());
    let told = |dates: &[String]| if dates.is_empty() { "none".to_owned() } else { all_of(dates) };
    let message = format!(
        "the next review of `{}` moved from {} to {}, and no review was recorded",
        document.title,
        told(&record.next),
        told(&now)
    );
    Some(report.at(span, message).fact(format!("next {}", now.join(" "))))
}

/// The sources state a review after the last recorded act.
fn claimed(cx: &Context<'_>, report: &Report, document: &Document, record: &Record) -> Option<Diagnostic> {
    let recorded = |span| cx.school.records.iter().any(|it| it.span == span);
    let stated = document.acts("reviewed").filter(|act| !recorded(act.span)).filter_map(|act| act.when.as_ref());
    let mut later =
        stated.filter(|when| when.value.bounds(&cx.school.calendar).is_some_and(|(first, _)| first > record.on.value));
    let when = later.next_back()?;
    let message =
        format!("`{}` says that it was reviewed {}, and no such review was recorded", document.title, when.value);
    Some(report.at(when.span, message).fact(format!("reviewed {}", when.value.source())))
}
