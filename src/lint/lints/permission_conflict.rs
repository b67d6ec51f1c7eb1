//! Two sentences, or two tables, give different answers for the same case.

use crate::diagnostic::Level;
use crate::lint::facts::clashes::{ahead, is_table_against_prose, locked, tell};
use crate::lint::facts::locks::told;
use crate::lint::{Context, Lint, Report};
use crate::permission::Rule;

pub(super) static LINT: Lint = Lint {
    name: "permission-conflict",
    summary: "two rules give different answers for the same case",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/permission-conflict.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (permissions, conflict) in ahead(cx) {
        let rules = &permissions.spaces[conflict.space].rules;
        let (first, second) = (&rules[conflict.first], &rules[conflict.second]);
        if !is_table_against_prose(first, second) {
            tell(cx, report, (permissions, &conflict), &help(cx, first));
        }
    }
}

fn help(cx: &Context<'_>, first: &Rule) -> String {
    locked(cx, first).unwrap_or_else(|| {
        let address = told(cx.school, &first.address, first.span);
        format!("agree which one holds and change the other, or add `despite {address}` to the exception")
    })
}
