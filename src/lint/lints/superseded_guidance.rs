//! Guidance, or a programme, that has been replaced or withdrawn.

use crate::diagnostic::Level;
use crate::lint::facts::mentions::tell_gone;
use crate::lint::{Context, Lint, Report};
use crate::pack::ReferenceKind;

pub(super) static LINT: Lint = Lint {
    name: "superseded-guidance",
    summary: "guidance is cited that has been replaced or withdrawn",
    level: Level::Advice,
    clock: true,
    page: include_str!("../../../book/lints/superseded-guidance.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    tell_gone(cx, report, ReferenceKind::Guidance);
}
