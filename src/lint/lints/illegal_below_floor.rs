//! What the school itself calls illegal is allowed somewhere, or leads nobody to the police.

use crate::diagnostic::Level;
use crate::lint::words::english::places;
use crate::lint::{Context, Lint, Report};
use crate::model::sentence::Clauses;
use crate::model::words::Value;
use crate::permission::{Effect, Rank, Rule, Source, Space};
use crate::span::Span;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "illegal-below-floor",
    summary: "an illegal act is allowed somewhere, or nothing sends it to the police",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/illegal-below-floor.md"),
    check,
};

/// Words for what is a crime; `unlawful` alone is wider than that.
const ILLEGAL: [&str; 6] =
    ["illegal", "against the law", "breaks the law", "criminal offence", "a crime", "unlawful and unacceptable"];

fn check(cx: &Context<'_>, report: &mut Report) {
    for space in &cx.permissions.spaces {
        for ban in space.rules.iter().filter(|rule| rule.rank == Rank::Stated && is_for_crime(cx, rule)) {
            allowed(cx, report, space, ban);
        }
    }
    no_route(cx, report);
}

/// Every rule that allows what a ban calls illegal, whether or not as an exception to it.
fn allowed(cx: &Context<'_>, report: &mut Report, space: &Space, ban: &Rule) {
    let allows =
        |rule: &&Rule| rule.rank == Rank::Stated && rule.effect == Effect::Allow && rule.cases.meets(&ban.cases);
    for rule in space.rules.iter().filter(allows) {
        let case = space.words(cx.school, &rule.cases.and(&ban.cases));
        report.push(
            report
                .at(rule.span, format!("{case}: `{}` allows what `{}` calls illegal", rule.address, ban.address))
                .with(ban.span, "called illegal here")
                .help("take the permission out, or narrow it to what is lawful")
                .about(&rule.address)
                .fact(&ban.address),
        );
    }
}

/// Whether a ban, or the mark of its cell, says that it is about a crime.
fn is_for_crime(cx: &Context<'_>, rule: &Rule) -> bool {
    if rule.effect != Effect::Forbid {
        return false;
    }
    let because = |clauses: &Clauses| {
        clauses
            .get(Word::Because)
            .iter()
            .any(|value| matches!(value, Value::Words(it) if is_illegal(&cx.school.named(it))))
    };
    match rule.source {
        Source::Sentence(at) => because(&cx.school.sentences[at].clauses),
        Source::Cell(table, cell) => {
            let table = &cx.school.tables[table];
            let mark = match table.cells[cell].says {
                crate::model::table::Says::Mark(at) => table.marks.get(at),
                _ => None,
            };
            mark.is_some_and(|mark| because(&mark.clauses) || is_illegal(mark.title.as_deref().unwrap_or(&mark.name)))
        }
        Source::Otherwise(_) => false,
    }
}

fn is_illegal(text: &str) -> bool {
    ILLEGAL.iter().any(|words| !places(text, words).is_empty())
}

/// One finding where the school says what happens to something illegal, and the police are named nowhere.
fn no_route(cx: &Context<'_>, report: &mut Report) {
    if cx.passages().iter().any(|passage| !places(&passage.text, "police").is_empty()) {
        return;
    }
    let procedures = cx.school.procedures.iter().map(|it| (&it.title, &it.id, it.span));
    let sections: Vec<(&String, &String, Span)> =
        procedures.filter(|(title, ..)| is_illegal(title) && !title.to_lowercase().contains("not illegal")).collect();
    if let Some((title, address, span)) = sections.first() {
        report.push(
            report
                .at(
                    *span,
                    format!("`{title}` says what happens to something illegal, and the police are named nowhere"),
                )
                .help("say who reports it to the police, and when")
                .about(*address)
                .fact("no police"),
        );
    }
}
