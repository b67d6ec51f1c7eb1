//! A rule that others make needless.

use std::collections::BTreeSet;

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::permission::{Rank, Rule, Source, Space};
use crate::suggest::all_of;

pub(super) static LINT: Lint = Lint {
    name: "permission-redundant",
    summary: "without the rule every case has the same answer",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/permission-redundant.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for space in &cx.permissions.spaces {
        let mut needless = BTreeSet::new();
        for at in (0..space.rules.len()).rev() {
            let Some(others) = covers(space, at, &needless) else { continue };
            // A school cannot take a rule of its trust out.
            let own = |it: &usize| !cx.school.inherits(space.rules[*it].span);
            if !own(&at) && others.iter().any(own) {
                continue;
            }
            needless.insert(at);
            let rule = &space.rules[at];
            let named: Vec<String> = others.iter().map(|it| format!("`{}`", space.rules[*it].address)).collect();
            let say = if named.len() == 1 { "says" } else { "say" };
            let found = report
                .at(rule.span, format!("`{}` changes nothing: {} already {say} so", rule.address, all_of(&named)))
                .help("take it out, and `show` the other where readers need it too")
                .about(&rule.address)
                .fact(all_of(&named));
            let found = others.iter().fold(found, |found, it| found.with(space.rules[*it].span, "says it already"));
            report.push(found);
        }
    }
}

/// The fewest sentences of the same strength and on the same conditions that decide every case of a sentence.
fn covers(space: &Space, at: usize, needless: &BTreeSet<usize>) -> Option<Vec<usize>> {
    let rule = &space.rules[at];
    if !is_plain(rule) || space.left[at].is_empty() {
        return None;
    }
    let same = |other: &Rule| other.strength == rule.strength && other.conditions == rule.conditions && is_plain(other);
    let others: Vec<usize> =
        (0..space.rules.len()).filter(|it| *it != at && !needless.contains(it) && same(&space.rules[*it])).collect();
    let mut rest = space.left[at].clone();
    // Most sentences end here, before any is held against each of the others.
    if !others.iter().fold(rest.clone(), |rest, it| rest.without(&space.left[*it])).is_empty() {
        return None;
    }
    let mut covers = Vec::new();
    while !rest.is_empty() {
        let takes = |it: &usize| space.left[*it].shared(&rest);
        let most = others.iter().copied().max_by_key(|it| (takes(it), usize::MAX - it)).filter(|it| takes(it) > 0)?;
        rest = rest.without(&space.left[most]);
        covers.push(most);
    }
    covers.sort_unstable();
    Some(covers)
}

/// Whether it is a sentence that is no exception.
fn is_plain(rule: &Rule) -> bool {
    rule.rank == Rank::Stated && matches!(rule.source, Source::Sentence(_)) && rule.despite.is_empty()
}
