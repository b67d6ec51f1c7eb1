//! Dates that cannot be: what happened lies ahead, or something ends before it begins.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::date::Answer;
use crate::model::document::Document;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "date-impossible",
    summary: "a date cannot be right",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/date-impossible.md"),
    check,
};

/// Acts that can only have happened; what takes effect may lie ahead.
const PAST: [&str; 6] = ["created", "issued", "approved", "reviewed", "ratified", "shared"];

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in &cx.school.documents {
        ahead(cx, report, document);
        next_before_last(cx, report, document);
    }
    for (post, tenures) in &cx.school.people.tenures {
        for tenure in tenures {
            let (Some(from), Some(until)) = (tenure.from, tenure.until) else { continue };
            if until.is_before(from, &cx.school.calendar) == Answer::Yes {
                report.push(
                    report
                        .at(tenure.span, format!("this tenure ends in {until}, before it begins in {from}"))
                        .help("correct one of the two")
                        .about(post)
                        .fact(format!("{} {}", from.source(), until.source())),
                );
            }
        }
    }
}

/// What is told as done and lies wholly ahead.
fn ahead(cx: &Context<'_>, report: &mut Report, document: &Document) {
    for act in document.acts.iter().filter(|act| PAST.contains(&act.word.value.as_str())) {
        let Some(when) = &act.when else { continue };
        if when.value.bounds(&cx.school.calendar).is_some_and(|(first, _)| first > cx.today) {
            report.push(
                report
                    .at(
                        when.span,
                        format!(
                            "`{}` is said to be {} on {}, which has not come yet",
                            document.title, act.word.value, when.value
                        ),
                    )
                    .help("write the day on which it happened; for a plan use `effective`, or `review … next`")
                    .about(&document.id)
                    .fact(format!("{} {}", act.word.value, when.value.source())),
            );
        }
    }
}

/// A next review that lies before the approval that it follows.
fn next_before_last(cx: &Context<'_>, report: &mut Report, document: &Document) {
    let approved = document.acts("approved").filter_map(|act| act.when.as_ref());
    let Some(last) = approved.max_by_key(|when| when.value.bounds(&cx.school.calendar)) else { return };
    for next in document.reviews.iter().flat_map(|review| review.clauses.get(Word::Next)) {
        let Some(date) = next.date() else { continue };
        if date.is_before(last.value, &cx.school.calendar) == Answer::Yes {
            report.push(
                report
                    .at(
                        next.span(),
                        format!(
                            "the next review of `{}`, {date}, lies before its approval, {}",
                            document.title, last.value
                        ),
                    )
                    .with(last.span, "the approval")
                    .help("correct one of the two")
                    .about(&document.id)
                    .fact(format!("{} {}", date.source(), last.value.source())),
            );
        }
    }
}
