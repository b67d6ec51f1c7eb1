//! A product or service that has ended or goes by another name.

use crate::diagnostic::Level;
use crate::lint::facts::mentions::tell_gone;
use crate::lint::{Context, Lint, Report};
use crate::pack::ReferenceKind;

pub(super) static LINT: Lint = Lint {
    name: "outdated-product",
    summary: "a product has ended or goes by another name",
    level: Level::Advice,
    clock: true,
    page: include_str!("../../../book/lints/outdated-product.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    tell_gone(cx, report, ReferenceKind::Product);
}
