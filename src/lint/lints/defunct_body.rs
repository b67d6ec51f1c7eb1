//! A body that no longer exists, and on which the school still relies.

use crate::diagnostic::Level;
use crate::lint::facts::mentions::tell_gone;
use crate::lint::{Context, Lint, Report};
use crate::pack::ReferenceKind;

pub(super) static LINT: Lint = Lint {
    name: "defunct-body",
    summary: "a body is named that no longer exists",
    level: Level::Warning,
    clock: true,
    page: include_str!("../../../book/lints/defunct-body.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    tell_gone(cx, report, ReferenceKind::Body);
}
