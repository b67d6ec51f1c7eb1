//! Rules that are exceptions to each other all round.

use std::collections::BTreeSet;

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "exception-circular",
    summary: "two rules are each an exception to the other",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/exception-circular.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut told = BTreeSet::new();
    for space in cx.spaces_ahead() {
        for (first, second) in &space.exceptions.circular {
            let (first, second) = (&space.rules[*first], &space.rules[*second]);
            if !told.insert((&first.address, &second.address)) {
                continue;
            }
            let message = format!(
                "`{}` and `{}` are exceptions to each other, so that neither gives way",
                first.address, second.address
            );
            report.push(
                report
                    .at(second.span, message)
                    .with(first.span, "the other")
                    .help("take the `despite` out of the one that is meant to hold as a rule")
                    .about(&second.address)
                    .fact(&first.address),
            );
        }
    }
}
