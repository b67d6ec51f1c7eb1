//! A case that a table promises to decide, and that nothing decides.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "permission-gap",
    summary: "a case that a table promises to cover has no rule",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/permission-gap.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for gap in cx.permissions.gaps() {
        let space = &cx.permissions.spaces[gap.space];
        let cell = &cx.school.tables[gap.cell.0].cells[gap.cell.1];
        let case = cx.case(space, &gap.cases);
        report.push(
            report
                .at(cell.span, format!("`{}` answers only a part of its cases; nothing decides: {case}", cell.address))
                .help("say what holds in the other cases, or add an `otherwise` below the rows")
                .about(&cell.address)
                .fact(&case),
        );
    }
}
