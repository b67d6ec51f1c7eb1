//! A word that the field no longer uses.

use crate::diagnostic::Level;
use crate::lint::facts::mentions::tell_gone;
use crate::lint::{Context, Lint, Report};
use crate::pack::ReferenceKind;

pub(super) static LINT: Lint = Lint {
    name: "outdated-term",
    summary: "a word is no longer in use",
    level: Level::Advice,
    clock: true,
    page: include_str!("../../../book/lints/outdated-term.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    tell_gone(cx, report, ReferenceKind::Term);
}
