//! The record of a departure from the trust accepts what is not there any more, or something else than is there.

use super::super::waivers::ticked;
use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Nothing, Report, Standing, State};
use crate::suggest::all_of;

pub(super) static LINT: Lint = Lint {
    name: "deviation-stale",
    summary: "a recorded deviation no longer matches what it accepted",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/deviation-stale.md"),
    check,
};

fn check(_: &Context<'_>, report: &mut Report) {
    report.afterwards(judge);
}

fn judge(waivers: &[Standing<'_>], report: &mut Report) {
    for it in waivers.iter().filter(|it| is_stale(it)) {
        let accepted = all_of(&ticked(it.waiver.about.iter().map(|pin| &pin.value)));
        let now = match it.others.as_slice() {
            [] => "the school does not depart from its trust there".to_owned(),
            others => format!("now it is {}", all_of(&ticked(others.iter()))),
        };
        report.push(
            report
                .at(it.waiver.span, format!("the record of `{}` accepts {accepted}, and {now}", it.on))
                .help("ask its owner whether the deviation as it stands is accepted, and name that behind `about`; or take the record out")
                .about(&it.on)
                .fact(it.fact()),
        );
    }
}

/// Whether a record that names what it accepts is in force, and that is not what is found.
pub(super) fn is_stale(it: &Standing<'_>) -> bool {
    it.waiver.lint.value == super::deviation_unrecorded::LINT.name
        && matches!(it.state, State::InForce(_))
        && it.nothing != Some(Nothing::Off)
        && !it.waiver.about.is_empty()
        && it.accepted.is_empty()
}
