//! A part that a policy is expected to have, and that is not there.

use crate::diagnostic::Level;
use crate::lint::facts::answers::tell_missing;
use crate::lint::{Context, Lint, Report};
use crate::pack::Place;

pub(super) static LINT: Lint = Lint {
    name: "section-missing",
    summary: "an expected section does not exist",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/section-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    tell_missing(cx, report, &[Place::Section]);
}
