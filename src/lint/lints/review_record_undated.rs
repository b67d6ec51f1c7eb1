//! A review, or a consultation, that the text says took place and gives no date for.

use crate::diagnostic::Level;
use crate::lint::Passage;
use crate::lint::facts::wording::Gate;
use crate::lint::{Context, Lint, Report};
use crate::model::date::Date;
use crate::sketch::{Saying, sayings};

pub(super) static LINT: Lint = Lint {
    name: "review-record-undated",
    summary: "a review or consultation is claimed without a date",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/review-record-undated.md"),
    check,
};

/// How a text says that it was looked at.
static CLAIMS: [Saying; 9] = sayings([
    "have reviewed",
    "has reviewed",
    "have been reviewed",
    "has been reviewed",
    "was reviewed",
    "were consulted",
    "was consulted",
    "has been consulted",
    "have been consulted",
]);

/// Words that claim a review.
static CLAIMING: Gate = Gate::new(|wording| CLAIMS.iter().any(|claim| wording.finds(claim).is_some()));

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in &cx.school.documents {
        for act in document.acts.iter().filter(|act| act.when.is_none()) {
            if matches!(act.word.value.as_str(), "reviewed" | "ratified" | "shared") {
                let message = format!("`{}` was {}, and no date says when", document.title, act.word.value);
                report.push(
                    report
                        .at(act.span, message)
                        .help(format!("write the day, such as `{} 2026-09-14 by …`", act.word.value))
                        .about(&document.id)
                        .fact(&act.word.value),
                );
            }
        }
    }
    for passage in cx.passages().iter().filter(|it| it.is_running() && it.passes(&CLAIMING)) {
        let claim = CLAIMS.iter().find_map(|claim| passage.finds(claim));
        let recorded = || cx.shown_in(&passage.address).any(|it| it.acts("reviewed").any(|act| act.when.is_some()));
        let Some(range) =
            claim.filter(|range| passage.text.is_char_boundary(range.end) && !is_dated(passage) && !recorded())
        else {
            continue;
        };
        report.push(
            report
                .at(passage.span(range), "a review or consultation is claimed here, and no date says when")
                .help("record it in the document as `reviewed` with its day and `by` whom, or `shared` for a consultation")
                .about(&passage.address)
                .fact("undated"),
        );
    }
}

/// Whether a year is named.
fn is_dated(passage: &Passage) -> bool {
    let digits = |word: &str| {
        word.trim_matches(|it: char| !it.is_ascii_digit())
            .parse::<i16>()
            .is_ok_and(|year| (1990..2100).contains(&year) && Date::Year(year).precision() == "year")
    };
    passage.text.split_whitespace().any(digits)
}
