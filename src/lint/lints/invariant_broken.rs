//! An `always` sentence that does not hold in every case.

use std::collections::BTreeSet;

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::permission::{CaseSet, Effect, Rank, Rule, Space, Verdict, Ways};

pub(super) static LINT: Lint = Lint {
    name: "invariant-broken",
    summary: "an `always` sentence does not hold in every case",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/invariant-broken.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut told = BTreeSet::new();
    for space in cx.spaces_ahead() {
        for invariant in space.invariants.iter().filter(|it| it.rank == Rank::Stated) {
            if !told.contains(&(space.action, invariant.source)) && push(cx, report, space, invariant) {
                told.insert((space.action, invariant.source));
            }
        }
    }
}

/// One finding an invariant, and whether there is one: the most typical case in which it fails, and the rules that decide that case.
fn push(cx: &Context<'_>, report: &mut Report, space: &Space, invariant: &Rule) -> bool {
    let answers = space.answers(&invariant.cases);
    let failing: Vec<_> = answers.iter().filter(|answer| !holds(invariant, &answer.verdict)).collect();
    let cases = failing.iter().fold(space.none(), |all: CaseSet, answer| all.or(&answer.cases));
    let Some(typical) = space.typical(&cases) else { return false };
    let Some(answer) = failing.iter().find(|answer| answer.cases.contains(typical)) else { return false };
    let message =
        format!("`{}` does not hold: {}: {}", invariant.address, cx.case(space, &answer.cases), says(&answer.verdict));
    let found = report
        .at(invariant.span, message)
        .help("change the rules until it holds, or this sentence if it promises too much")
        .about(&invariant.address)
        .fact(answer.verdict.word());
    let deciding: BTreeSet<usize> = answer.rules.iter().copied().collect();
    report.push(deciding.iter().fold(found, |found, at| found.with(space.rules[*at].span, "decides that case")));
    true
}

/// Whether an invariant is kept where all rules together say this.
fn holds(invariant: &Rule, verdict: &Verdict) -> bool {
    let settled = !matches!(verdict, Verdict::Conflict | Verdict::Unchosen);
    let enough = |ways: Ways| ways.iter().any(|way| way.is_subset(&invariant.conditions));
    settled
        && match invariant.effect {
            Effect::Allow => enough(verdict.allowed()),
            Effect::Forbid => enough(verdict.forbidden()) || is_kept_out(invariant, verdict),
            Effect::Unchosen => false,
        }
}

/// Whether whatever is allowed rules out one of the conditions of a ban.
fn is_kept_out(ban: &Rule, verdict: &Verdict) -> bool {
    let Verdict::Conditional(terms) = verdict else { return false };
    terms.allowed.iter().all(|way| ban.conditions.iter().any(|condition| way.contains(&condition.negated())))
}

fn says(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Allow => "it is allowed",
        Verdict::Conditional(_) => "it is allowed on conditions",
        Verdict::Forbid => "it is forbidden",
        Verdict::Conflict => "rules disagree",
        Verdict::Unchosen => "nobody has chosen",
        Verdict::Restricted(_) => "it is forbidden on conditions alone",
        Verdict::Undecided => "no rule says so",
    }
}
