//! An exception that never meets what it is an exception to.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::permission::{Permissions, Rule, Space};
use std::collections::BTreeSet;

pub(super) static LINT: Lint = Lint {
    name: "exception-of-nothing",
    summary: "an exception has no case in common with the rule it is an exception to",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/exception-of-nothing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut told = BTreeSet::new();
    let rules = || cx.spaces_ahead().flat_map(|space| space.rules.iter().map(move |rule| (space, rule)));
    for (space, rule) in rules() {
        for target in &rule.despite {
            let Some((whose, missed)) = rules().find(|(_, it)| is_at(it, target)) else { continue };
            if cx.ahead.iter().any(|it| meets(it, &rule.address, target)) {
                continue;
            }
            if told.insert((rule.address.clone(), target.clone())) {
                let about = |space: &Space, rule: &Rule| format!("about: {}", cx.case(space, &rule.cases));
                let found = report
                    .at(rule.span, format!("`{}` is an exception to `{target}`, and no case is in both", rule.address))
                    .label(about(space, rule))
                    .with(missed.span, about(whose, missed))
                    .help("name the rule that it is an exception to, or take the `despite` out")
                    .about(&rule.address)
                    .fact(target);
                report.push(found);
            }
        }
    }
}

/// Whether a rule bears an address, or stands in the block that bears it.
fn is_at(rule: &Rule, target: &str) -> bool {
    rule.address.strip_prefix(target).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether any case is in a rule and in one that bears the address of its target.
fn meets(permissions: &Permissions, rule: &str, target: &str) -> bool {
    let here = |space: &Space| {
        let own: Vec<&Rule> = space.rules.iter().filter(|it| it.address == rule).collect();
        let others = space.rules.iter().filter(|it| it.address != rule && is_at(it, target));
        others.into_iter().any(|other| own.iter().any(|it| it.cases.meets(&other.cases)))
    };
    permissions.spaces.iter().any(here)
}
