//! A role that guidance expects, and that nobody has.

use crate::diagnostic::Level;
use crate::lint::facts::answers::tell_missing;
use crate::lint::{Context, Lint, Report};
use crate::pack::Place;

pub(super) static LINT: Lint = Lint {
    name: "expected-role-missing",
    summary: "a role that guidance expects is absent",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/expected-role-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    tell_missing(cx, report, &[Place::Role]);
}
