//! A topic that guidance expects, and of which no document speaks.

use crate::diagnostic::Level;
use crate::lint::facts::answers::tell_missing;
use crate::lint::{Context, Lint, Report};
use crate::pack::Place;

pub(super) static LINT: Lint = Lint {
    name: "required-topic-missing",
    summary: "a topic that guidance expects is absent",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/required-topic-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    tell_missing(cx, report, &[Place::Topic]);
}
