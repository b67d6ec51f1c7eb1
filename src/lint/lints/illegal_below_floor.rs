//! What is a crime, by the school's own words or by the Act that it names, is allowed somewhere, set too low, or leads nobody to the police.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Level};
use crate::lint::facts::crimes::{Crime, acts, banned_as, is_for_crime, is_illegal, lawful, mark_of, names, ways_out};
use crate::lint::facts::mentions::Mention;
use crate::lint::facts::wording::Gate;
use crate::lint::words::english::places;
use crate::lint::{Context, Lint, Report};
use crate::permission::{Effect, Rank, Rule, Source, Space};
use crate::span::Span;

pub(super) static LINT: Lint = Lint {
    name: "illegal-below-floor",
    summary: "an illegal act is allowed somewhere, or nothing sends it to the police",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/illegal-below-floor.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let acts = acts(cx);
    for space in cx.spaces_ahead() {
        let mut told = BTreeSet::new();
        let stated = || space.rules.iter().filter(|rule| rule.rank == Rank::Stated);
        for (ban, crime) in stated().filter_map(|rule| Some((rule, banned_as(cx, &acts, rule)?))) {
            for rule in stated().filter(|rule| is_broken_by(rule, ban, crime)) {
                told.insert(rule.address.as_str());
                report.push_once(allowed(cx, report, space, ban, rule, crime));
            }
        }
        for rule in stated().filter(|rule| !told.contains(rule.address.as_str())) {
            if let Some(act) = names(cx, space, rule).find_map(|address| acts.get(address)) {
                below(cx, report, rule, act).into_iter().for_each(|found| report.push_once(found));
            }
        }
    }
    no_route(cx, report);
}

/// Whether a rule allows some of what a ban calls a crime, whether or not as an exception to it.
fn is_broken_by(rule: &Rule, ban: &Rule, crime: Crime<'_, '_>) -> bool {
    rule.effect == Effect::Allow
        && rule.cases.meets(&ban.cases)
        && !matches!(crime, Crime::Under(act) if lawful(rule, act))
}

fn allowed(
    cx: &Context<'_>,
    report: &Report,
    space: &Space,
    ban: &Rule,
    rule: &Rule,
    crime: Crime<'_, '_>,
) -> Diagnostic {
    let case = cx.case(space, &rule.cases.and(&ban.cases));
    let found = match crime {
        Crime::Said => report
            .at(rule.span, format!("{case}: `{}` allows what `{}` calls illegal", rule.address, ban.address))
            .with(ban.span, "called illegal here")
            .help("take the permission out, or narrow it to what is lawful"),
        Crime::Under(act) => report
            .at(rule.span, format!("{case}: `{}` allows what `{}` forbids as a crime", rule.address, ban.address))
            .with(ban.span, format!("tied here to the `{}`", act.text))
            .help(ways_out(act)),
    };
    found.about(&rule.address).fact(&ban.address)
}

/// An act that bears the name of the Act that makes it a crime, and is allowed, or is marked as something less than illegal.
fn below(cx: &Context<'_>, report: &Report, rule: &Rule, act: &Mention<'_>) -> Option<Diagnostic> {
    let found = match (rule.effect, rule.source) {
        (Effect::Allow, _) if !lawful(rule, act) => report
            .at(rule.span, format!("`{}` allows what is a crime under the `{}`", rule.address, act.text))
            .help(ways_out(act)),
        (Effect::Forbid, Source::Cell(table, cell)) => {
            let table = &cx.school.tables[table];
            let illegal = table.marks.iter().find(|mark| is_for_crime(cx, mark))?;
            if mark_of(table, cell).is_some_and(|mark| is_for_crime(cx, mark)) {
                return None;
            }
            let less = format!("a crime under the `{}` is marked as something less than `{}`", act.text, illegal.name);
            report.at(rule.span, less).help(format!("write `{}` in this cell", illegal.name))
        }
        _ => return None,
    };
    Some(found.with(act.span, "the Act is named here").about(&rule.address).fact(&act.row.id))
}

/// Words that name the police.
static POLICE: Gate = Gate::new(|wording| wording.has_any(&["police"]) && !places(&wording.text, "police").is_empty());

/// One finding where the school says what happens to something illegal, and the police are named nowhere.
fn no_route(cx: &Context<'_>, report: &mut Report) {
    if cx.passages().iter().any(|passage| passage.passes(&POLICE)) {
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
