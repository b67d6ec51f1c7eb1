//! A rule of which exceptions leave nothing.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::School;
use crate::permission::{CaseSet, Rank, Rule, Space, fewest};
use crate::suggest::all_of;

pub(super) static LINT: Lint = Lint {
    name: "permission-unreachable",
    summary: "exceptions take every case of a rule, so that it never applies",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/permission-unreachable.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for space in cx.spaces_ahead() {
        for (at, rule) in space.rules.iter().enumerate().filter(|(_, rule)| rule.rank == Rank::Stated) {
            let blockers = blockers(space, at);
            if blockers.is_empty()
                || !always(cx, space, rule)
                || relaxes(cx.school, rule, blockers.iter().map(|it| &space.rules[*it]))
            {
                continue;
            }
            let named: Vec<String> = blockers.iter().map(|it| format!("`{}`", space.rules[*it].address)).collect();
            let case = cx.case(space, &rule.cases);
            let take = if named.len() == 1 { "takes" } else { "take" };
            let (own, others) = (&rule.address, all_of(&named));
            let found = report
                .at(rule.span, format!("{case}: `{own}` never applies, since {others} {take} every case of it"))
                .help("take the rule out, or narrow its exceptions to the cases that they are meant for")
                .about(&rule.address)
                .fact(all_of(&named));
            let found =
                blockers.iter().fold(found, |found, it| found.with(space.rules[*it].span, "an exception to it"));
            report.push_once(found);
        }
    }
}

/// Whether exceptions take every case of a rule on each day ahead on which it is in force.
fn always(cx: &Context<'_>, space: &Space, rule: &Rule) -> bool {
    let same = |it: &Rule| it.rank == Rank::Stated && it.source == rule.source && it.address == rule.address;
    cx.spaces_ahead().filter(|it| it.action == space.action).all(|it| {
        let own = it.rules.iter().enumerate().filter(|(_, other)| same(other));
        own.into_iter().all(|(at, other)| other.cases.is_empty() || !blockers(it, at).is_empty())
    })
}

/// Whether a school does on purpose without a rule of its trust.
fn relaxes<'r>(school: &School, rule: &Rule, mut blockers: impl Iterator<Item = &'r Rule>) -> bool {
    school.inherits(rule.span) && blockers.any(|it| !school.inherits(it.span))
}

/// The fewest exceptions without condition that together take every case of a rule; none where they leave a case. An
/// exception with a condition takes nothing for good.
fn blockers(space: &Space, at: usize) -> Vec<usize> {
    let exceptions = space.exceptions.of_rule(at).filter(|it| space.rules[*it].conditions.is_empty());
    let takes: Vec<(usize, &CaseSet)> = exceptions.map(|it| (it, &space.rules[it].cases)).collect();
    fewest(&space.rules[at].cases, &takes).unwrap_or_default()
}
