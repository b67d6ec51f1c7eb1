//! A permission or ban whose last day is past: it still stands in the documents and decides nothing.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::date::day_in_words;
use crate::model::sentence::{Clauses, Phrase, Sentence};
use crate::permission::{Effect, effect, ended};
use crate::span::Span;
use crate::word::Strength;

pub(super) static LINT: Lint = Lint {
    name: "rule-ended",
    summary: "the last day of a rule is past",
    level: Level::Advice,
    clock: true,
    page: include_str!("../../../book/lints/rule-ended.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for sentence in cx.school.sentences.iter().filter(|it| rules(it)) {
        push(cx, report, (&sentence.address, sentence.span), sentence.strength.value, &sentence.clauses);
    }
    for table in &cx.school.tables {
        push(cx, report, (&table.id, table.span), Strength::May, &table.clauses);
        for mark in table.marks.iter().chain(&table.otherwise) {
            push(cx, report, (&mark.address, mark.span), mark.strength.value, &mark.clauses);
        }
    }
}

/// Whether a sentence allows or forbids something, or decides cases: a duty with a last day is a deadline.
fn rules(it: &Sentence) -> bool {
    let decides = matches!(it.phrase, Phrase::Action { .. });
    decides || matches!(it.strength.value, Strength::May | Strength::MustNot | Strength::ShouldNot)
}

fn push(cx: &Context<'_>, report: &mut Report, at: (&str, Span), strength: Strength, clauses: &Clauses) {
    let Some(last) = ended(cx.school, clauses, cx.today) else { return };
    let (address, span) = at;
    let does = match effect(strength) {
        Effect::Allow => "allows nothing",
        Effect::Forbid => "forbids nothing",
        Effect::Unchosen => "leaves nothing open",
    };
    report.push(
        report
            .at(
                span,
                format!(
                    "`{address}` ended on {}: it {does} any more, and still stands in the documents",
                    day_in_words(last)
                ),
            )
            .help("take it out, or give it a new last day once that is agreed")
            .about(address)
            .fact(last.to_string()),
    );
}
