//! A law that another has replaced.

use crate::diagnostic::Level;
use crate::lint::facts::mentions::tell_gone;
use crate::lint::{Context, Lint, Report};
use crate::pack::ReferenceKind;

pub(super) static LINT: Lint = Lint {
    name: "superseded-legislation",
    summary: "a law is cited that has been replaced",
    level: Level::Error,
    clock: true,
    page: include_str!("../../../book/lints/superseded-legislation.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    tell_gone(cx, report, ReferenceKind::Law);
}
