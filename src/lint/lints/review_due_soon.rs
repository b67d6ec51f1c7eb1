//! A review that falls due within the window the school has set.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::date::{Answer, day_in_words, days_after};

pub(super) static LINT: Lint = Lint {
    name: "review-due-soon",
    summary: "the next review of a document is near",
    level: Level::Advice,
    clock: true,
    page: include_str!("../../../book/lints/review-due-soon.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let horizon = days_after(cx.today, cx.due_within);
    for document in &cx.school.documents {
        for due in cx.due(document) {
            let Some((_, last)) = due.date.days(&cx.school.calendar) else { continue };
            if due.date.is_past(cx.today, &cx.school.calendar) != Answer::No || last > horizon {
                continue;
            }
            report.push(
                report
                    .at(due.span, format!("`{}` falls due for review by {}", document.title, day_in_words(last)))
                    .help("put the review on an agenda before that day")
                    .about(&document.id)
                    .fact(due.date.source()),
            );
        }
    }
}
