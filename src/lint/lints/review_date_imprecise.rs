//! A review due in a term that no calendar pins down to the day.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::date::{Answer, Date, day_in_words};

pub(super) static LINT: Lint = Lint {
    name: "review-date-imprecise",
    summary: "a review date is a term, and no calendar says when that ends",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/review-date-imprecise.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in &cx.school.documents {
        for due in cx.due(document) {
            if due.date.days(&cx.school.calendar).is_some() || !matches!(due.date, Date::Term(..)) {
                continue;
            }
            let today = day_in_words(cx.today);
            let told = match due.date.is_past(cx.today, &cx.school.calendar) {
                Answer::Yes => format!("it is past on {today} in any case"),
                Answer::No => format!("it is not past on {today} in any case"),
                Answer::CannotTell => format!("whether it is past on {today} cannot be told"),
            };
            report.push(
                report
                    .at(
                        due.span,
                        format!(
                            "`{}` is due for review in the {}, and no term calendar gives its last day: {told}",
                            document.title, due.date
                        ),
                    )
                    .help("add the school's term dates to `terms.yaml`, or give a day or a month")
                    .about(&document.id)
                    .fact(due.date.source()),
            );
        }
    }
}
