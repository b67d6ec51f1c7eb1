//! A consent that is needed, and no paper that asks for it.

use crate::diagnostic::Level;
use crate::lint::facts::consents::is_from_families;
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "consent-form-missing",
    summary: "consent is required but its form is absent",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/consent-form-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for consent in cx.school.consents.iter().filter(|it| is_from_families(cx, it)) {
        if cx.shown_in(&consent.id).next().is_some() {
            continue;
        }
        report.push(
            report
                .at(consent.span, format!("no form or letter asks for the consent `{}`", consent.title))
                .help(format!("write a `form` and put `show {}` and a `sign` line into it", consent.id))
                .about(&consent.id)
                .fact("no form"),
        );
    }
}
