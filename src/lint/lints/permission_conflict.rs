//! Two clauses give different answers for the same case.

use crate::diagnostic::Level;
use crate::lint::locks::{locks, told};
use crate::lint::{Context, Lint, Report};
use crate::permission::{Conflict, Effect, Rule};

pub(super) static LINT: Lint = Lint {
    name: "permission-conflict",
    summary: "two rules give different answers for the same case",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/permission-conflict.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for conflict in cx.permissions.conflicts() {
        push(cx, report, &conflict);
    }
}

fn push(cx: &Context<'_>, report: &mut Report, conflict: &Conflict) {
    let space = &cx.permissions.spaces[conflict.space];
    let (first, second) = (&space.rules[conflict.first], &space.rules[conflict.second]);
    let case = space.words(cx.school, &conflict.cases);
    let message = format!("{case}: `{}` {}, but `{}` {}", first.address, says(first), second.address, says(second));
    report.push(
        report
            .at(second.span, message)
            .label(says(second))
            .with(first.span, says(first))
            .help(help(cx, first))
            .about(&second.address)
            .fact(&first.address),
    );
}

/// A rule that the trust has locked leaves one way out.
fn help(cx: &Context<'_>, first: &Rule) -> String {
    let address = told(cx.school, &first.address, first.span);
    if locks(cx.school, &first.address).is_empty() {
        return format!("agree which one holds and change the other, or add `despite {address}` to the exception");
    }
    format!("the trust has locked `{address}`: keep to it, or ask the trust to take `locked` off")
}

fn says(rule: &Rule) -> &'static str {
    match (rule.effect, rule.conditions.is_empty()) {
        (Effect::Allow, true) => "allows it without condition",
        (Effect::Allow, false) => "allows it on conditions",
        (Effect::Forbid, true) => "forbids it",
        (Effect::Forbid, false) => "forbids it in some cases",
        (Effect::Unchosen, _) => "leaves it open",
    }
}
