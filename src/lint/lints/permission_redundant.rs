//! A rule that others make needless.

use std::collections::BTreeSet;

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::School;
use crate::permission::{CaseSet, Rank, Rule, Source, Space, fewest};
use crate::suggest::all_of;
use crate::word::Mark;

pub(super) static LINT: Lint = Lint {
    name: "permission-redundant",
    summary: "without the rule every case has the same answer",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/permission-redundant.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for space in cx.spaces_ahead() {
        let mut needless = BTreeSet::new();
        for at in (0..space.rules.len()).rev() {
            let Some(others) = covers(cx, space, at, &needless) else { continue };
            // A school cannot take a rule of its trust out.
            let own = |it: &usize| !cx.school.inherits(space.rules[*it].span);
            if !own(&at) && others.iter().any(own) {
                continue;
            }
            needless.insert(at);
            let rule = &space.rules[at];
            if !always(cx, space, rule) {
                continue;
            }
            let named: Vec<String> = others.iter().map(|it| format!("`{}`", space.rules[*it].address)).collect();
            let say = if named.len() == 1 { "says" } else { "say" };
            let case = cx.case(space, &space.left[at]);
            let (own, others_named) = (&rule.address, all_of(&named));
            let found = report
                .at(rule.span, format!("{case}: `{own}` changes nothing, since {others_named} already {say} so"))
                .help("take it out, and `show` the other where readers need it too")
                .about(&rule.address)
                .fact(all_of(&named));
            let found = others.iter().fold(found, |found, it| found.with(space.rules[*it].span, "says it already"));
            report.push_once(found);
        }
    }
}

/// Whether others say the same on each day ahead on which a rule is in force.
fn always(cx: &Context<'_>, space: &Space, rule: &Rule) -> bool {
    let same = |it: &Rule| it.rank == Rank::Stated && it.source == rule.source;
    cx.spaces_ahead().filter(|it| it.action == space.action).all(|it| {
        let mut own = it.rules.iter().enumerate().filter(|(_, other)| same(other));
        own.all(|(at, _)| it.left[at].is_empty() || covers(cx, it, at, &BTreeSet::new()).is_some())
    })
}

/// The fewest sentences of the same strength and on the same conditions that decide every case of a sentence.
fn covers(cx: &Context<'_>, space: &Space, at: usize, needless: &BTreeSet<usize>) -> Option<Vec<usize>> {
    let rule = &space.rules[at];
    if !is_plain(rule) || space.left[at].is_empty() {
        return None;
    }
    let same = |other: &Rule| {
        let alike = other.conditions == rule.conditions && other.reserves == rule.reserves;
        // What is locked says more than the same without a lock.
        let firm = !is_locked(cx.school, rule) || is_locked(cx.school, other);
        other.strength == rule.strength && alike && firm && is_plain(other)
    };
    let others = (0..space.rules.len()).filter(|it| *it != at && !needless.contains(it) && same(&space.rules[*it]));
    let left: Vec<(usize, &CaseSet)> = others.map(|it| (it, &space.left[it])).collect();
    // Most sentences end here, before any is held against each of the others.
    if !left.iter().fold(space.left[at].clone(), |rest, (_, set)| rest.without(set)).is_empty() {
        return None;
    }
    fewest(&space.left[at], &left)
}

/// Whether it is a sentence that no school of the trust may relax.
fn is_locked(school: &School, rule: &Rule) -> bool {
    matches!(rule.source, Source::Sentence(at) if school.sentences[at].mark == Some(Mark::Locked))
}

/// Whether it is a sentence that is no exception.
fn is_plain(rule: &Rule) -> bool {
    rule.rank == Rank::Stated && matches!(rule.source, Source::Sentence(_)) && rule.despite.is_empty()
}
