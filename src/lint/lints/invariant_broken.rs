//! An `always` sentence that does not hold in every case.

use std::collections::BTreeSet;

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::permission::{CaseSet, Effect, Rule, Space, Verdict};

pub(super) static LINT: Lint = Lint {
    name: "invariant-broken",
    summary: "an `always` sentence does not hold in every case",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/invariant-broken.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for space in &cx.permissions.spaces {
        for invariant in &space.invariants {
            push(cx, report, space, invariant);
        }
    }
}

/// One finding an invariant: the most typical case in which it fails, and the rules that decide that case.
fn push(cx: &Context<'_>, report: &mut Report, space: &Space, invariant: &Rule) {
    let answers = space.answers(&invariant.cases);
    let failing: Vec<_> = answers.iter().filter(|answer| !holds(invariant, &answer.verdict)).collect();
    let cases = failing.iter().fold(space.none(), |all: CaseSet, answer| all.or(&answer.cases));
    let Some(typical) = space.typical(&cases) else { return };
    let Some(answer) = failing.iter().find(|answer| answer.cases.contains(typical)) else { return };
    let message = format!(
        "`{}` does not hold: {}: {}",
        invariant.address,
        space.words(cx.school, &answer.cases),
        says(&answer.verdict)
    );
    let found = report
        .at(invariant.span, message)
        .help("change the rules until it holds, or this sentence if it promises too much")
        .about(&invariant.address)
        .fact(answer.verdict.word());
    let deciding: BTreeSet<usize> = answer.rules.iter().copied().collect();
    report.push(deciding.iter().fold(found, |found, at| found.with(space.rules[*at].span, "decides that case")));
}

/// Whether an invariant is kept where all rules together say this.
fn holds(invariant: &Rule, verdict: &Verdict) -> bool {
    match (invariant.effect, verdict) {
        (Effect::Allow, Verdict::Allow) | (Effect::Forbid, Verdict::Forbid) => true,
        (Effect::Allow, Verdict::Conditional(ways)) => ways.iter().any(|way| way.is_subset(&invariant.conditions)),
        (Effect::Forbid, Verdict::Conditional(ways)) => ways.iter().all(|way| excluded(invariant, way)),
        _ => false,
    }
}

/// Whether what a way needs rules out one of the conditions of a ban.
fn excluded(ban: &Rule, way: &BTreeSet<String>) -> bool {
    let opposite =
        |condition: &String| condition.strip_prefix("not ").map_or_else(|| format!("not {condition}"), str::to_owned);
    ban.conditions.iter().any(|condition| way.contains(&opposite(condition)))
}

fn says(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Allow => "it is allowed",
        Verdict::Conditional(_) => "it is allowed on conditions",
        Verdict::Forbid => "it is forbidden",
        Verdict::Conflict => "rules disagree",
        Verdict::Unchosen => "nobody has chosen",
        Verdict::Undecided => "no rule says so",
    }
}
