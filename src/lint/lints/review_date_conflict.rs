//! Two different dates for the next review: a reader cannot know which one holds.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::date::Answer;
use crate::model::document::Document;

pub(super) static LINT: Lint = Lint {
    name: "review-date-conflict",
    summary: "one document states two different next reviews",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/review-date-conflict.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in &cx.school.documents {
        let dues = cx.due(document);
        let Some((first, rest)) = dues.split_first() else { continue };
        for other in rest.iter().filter(|due| due.date != first.date) {
            let message =
                format!("`{}` gives two dates for its next review: {} and {}", document.title, first.date, other.date);
            report.push(
                report
                    .at(other.span, message)
                    .label(format!("here {}", other.date))
                    .with(first.span, format!("here {}", first.date))
                    .help("keep the one that was agreed and take the other out")
                    .about(&document.id)
                    .fact(format!("{} {}", first.date.source(), other.date.source())),
            );
        }
        late_claims(cx, report, document);
    }
}

/// A next review that is claimed for later than the last approval and the frequency allow.
fn late_claims(cx: &Context<'_>, report: &mut Report, document: &Document) {
    let Some(follows) = cx.follows(document) else { return };
    for due in cx.due(document).iter().filter(|due| due.stated) {
        if follows.date.is_before(due.date, &cx.school.calendar) != Answer::Yes {
            continue;
        }
        let message = format!(
            "`{}` gives {} for its next review, but its frequency makes it due by {}",
            document.title,
            due.date,
            follows.by()
        );
        report.push(
            report
                .at(due.span, message)
                .label(format!("here {}", due.date))
                .with(follows.span, "counted from here")
                .help("bring the review forward, or state the frequency that was agreed")
                .about(&document.id)
                .fact(format!("{} {}", follows.date.source(), due.date.source())),
        );
    }
}
