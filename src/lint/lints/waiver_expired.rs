//! A waiver whose time is over: what it accepted counts again.

use crate::diagnostic::{Level, Safety};
use crate::lint::{Context, Lint, Report, Standing, State};

pub(super) static LINT: Lint = Lint {
    name: "waiver-expired",
    summary: "a waiver is past its end date",
    level: Level::Error,
    clock: true,
    page: include_str!("../../../book/lints/waiver-expired.md"),
    check,
};

fn check(_: &Context<'_>, report: &mut Report) {
    report.afterwards(judge);
}

fn judge(waivers: &[Standing<'_>], report: &mut Report) {
    for it in waivers {
        let State::Ended(end) = it.state else { continue };
        let gone = it.accepted.is_empty();
        let follows = if gone { "nothing of what it accepted is left" } else { "what it accepted counts again" };
        let place = it.waiver.until.first().map_or(it.waiver.span, |until| until.span());
        let found = report.at(place, format!("{} ended on {end}: {follows}", it.named())).about(&it.on).fact(it.fact());
        report.push(if gone {
            found.help("take it out").fix("take the waiver out", Safety::Safe, vec![(it.waiver.span, String::new())])
        } else {
            found.help("put right what it accepted; or let its owner agree a new end, with the reason as it is today")
        });
    }
}
