//! A waiver that nobody answers for, that gives no reason, or that never ends.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report, Standing, State};
use crate::suggest::all_of;

pub(super) static LINT: Lint = Lint {
    name: "waiver-incomplete",
    summary: "a waiver lacks a reason, an owner or an end date",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/waiver-incomplete.md"),
    check,
};

fn check(_: &Context<'_>, report: &mut Report) {
    report.afterwards(judge);
}

fn judge(waivers: &[Standing<'_>], report: &mut Report) {
    for it in waivers {
        let State::Incomplete(lacks) = &it.state else { continue };
        let lint = &it.waiver.lint.value;
        let on = if it.on.is_empty() { String::new() } else { format!(" on `{}`", it.on) };
        report.push(
            report
                .at(it.waiver.span, format!("the waiver of `{lint}`{on} has {}, so it waives nothing", all_of(lacks)))
                .help(format!("write `waive {lint} on address until 2027-01-08 by post because \"…\"`"))
                .about(if it.on.is_empty() { lint } else { &it.on })
                .fact(format!("{lint}: {}", all_of(lacks))),
        );
    }
}
