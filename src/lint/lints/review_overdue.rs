//! A review date that has passed: the policy is out of date, and nobody noticed.

use crate::diagnostic::Level;
use crate::due::review::Due;
use crate::lint::{Context, Lint, Report};
use crate::model::date::{Answer, day_in_words};
use crate::model::document::Document;

pub(super) static LINT: Lint = Lint {
    name: "review-overdue",
    summary: "the next review of a document is past",
    level: Level::Error,
    clock: true,
    page: include_str!("../../../book/lints/review-overdue.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in &cx.school.documents {
        let dues = cx.due(document);
        let past = |due: &&Due| due.date.is_past(cx.today, &cx.school.calendar) == Answer::Yes;
        let Some(first) = dues.iter().filter(past).min_by_key(|due| due.date.bounds(&cx.school.calendar)) else {
            continue;
        };
        let message = format!(
            "`{}` was due for review by {}, which is past on {}",
            document.title,
            first.by(),
            day_in_words(cx.today)
        );
        let mut found =
            report.at(first.span, message).label(origin(first)).about(&document.id).fact(first.date.source());
        for other in dues.iter().filter(|due| due.date != first.date) {
            let verdict = match other.date.is_past(cx.today, &cx.school.calendar) {
                Answer::Yes => "is past as well",
                Answer::No => "is not past",
                Answer::CannotTell => "may or may not be past: no term calendar says",
            };
            found = found.with(other.span, format!("the other date, {}, {verdict}", other.date));
        }
        report.push(found.help(next_step(cx, document)));
    }
}

fn origin(due: &Due) -> &'static str {
    if due.stated { "stated here" } else { "this approval and the frequency give the date" }
}

fn next_step(cx: &Context<'_>, document: &Document) -> String {
    match &document.owner {
        Some(owner) => {
            format!("the {} reviews it, adds `reviewed` with the day, and sets a new `next`", cx.title(owner))
        }
        None => "name an `owner`, review it, add `reviewed` with the day, and set a new `next`".to_owned(),
    }
}
