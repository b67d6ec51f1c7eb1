//! A cell of a table and a sentence give different answers for the same case.

use crate::diagnostic::Level;
use crate::lint::facts::clashes::{ahead, is_table_against_prose, locked, tell};
use crate::lint::facts::locks::told;
use crate::lint::facts::put_away;
use crate::lint::{Context, Lint, Report};
use crate::permission::Source;

pub(super) static LINT: Lint = Lint {
    name: "matrix-prose-conflict",
    summary: "a cell of a table and a sentence disagree",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/matrix-prose-conflict.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (permissions, conflict) in ahead(cx) {
        let rules = &permissions.spaces[conflict.space].rules;
        let (first, second) = (&rules[conflict.first], &rules[conflict.second]);
        if !is_table_against_prose(first, second) {
            continue;
        }
        let (cell, sentence) = if matches!(first.source, Source::Cell(..)) { (first, second) } else { (second, first) };
        let help = locked(cx, first).or_else(|| locked(cx, second)).unwrap_or_else(|| {
            format!(
                "change the cell or the sentence; if the sentence is an exception to the table, add `despite {}` to `{}`",
                told(cx.school, &cell.address, cell.span),
                sentence.address
            )
        });
        tell(cx, report, (permissions, &conflict), &help);
    }
    put_away::tell(cx, report);
}
