//! A waiver with nothing to waive: the next reader believes that something is wrong.

use super::deviation_stale::is_stale;
use crate::diagnostic::{Diagnostic, Level, Safety};
use crate::lint::{Context, Lint, Nothing, Report, Standing, State};
use crate::suggest::all_of;
use crate::syntax::print::in_quotes;

pub(super) static LINT: Lint = Lint {
    name: "waiver-unused",
    summary: "a waiver waives nothing",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/waiver-unused.md"),
    check,
};

fn check(_: &Context<'_>, report: &mut Report) {
    report.afterwards(judge);
}

fn judge(waivers: &[Standing<'_>], report: &mut Report) {
    for it in waivers.iter().filter(|it| matches!(it.state, State::InForce(_)) && !is_stale(it)) {
        let found = if !it.accepted.is_empty() {
            partly(it, report)
        } else if it.others.is_empty() {
            Some(wholly(it, report))
        } else {
            Some(changed(it, report))
        };
        if let Some(found) = found {
            report.push(found.about(&it.on).fact(it.fact()));
        }
    }
}

fn wholly(it: &Standing<'_>, report: &Report) -> Diagnostic {
    let why = match it.nothing {
        Some(Nothing::Off) => "the lint is off in `byelaw.yaml`",
        Some(Nothing::AboutWaivers) => "what is found about waivers cannot be waived",
        None => "the lint finds nothing there",
    };
    report.at(it.waiver.span, format!("{} waives nothing: {why}", it.named())).help("take it out").fix(
        "take the waiver out",
        Safety::Safe,
        vec![(it.waiver.span, String::new())],
    )
}

/// The fact that was accepted is not there, and another is: somebody has to agree that one, or put it right.
fn changed(it: &Standing<'_>, report: &Report) -> Diagnostic {
    let now = all_of(&it.others.iter().map(|fact| format!("`{fact}`")).collect::<Vec<_>>());
    report
        .at(it.waiver.span, format!("{} accepts {}, and now it is {now}", it.named(), it.accepts()))
        .help("put right what is found; or let the owner agree it, and name it behind `about`")
}

/// Some of the facts that it names are not found any more.
fn partly(it: &Standing<'_>, report: &Report) -> Option<Diagnostic> {
    let (left, gone): (Vec<_>, Vec<_>) = it.waiver.about.iter().partition(|pin| it.accepted.contains(&pin.value));
    let (first, last) = (it.waiver.about.first()?.span, it.waiver.about.last()?.span);
    let place = gone.first()?.span;
    let names = all_of(&gone.iter().map(|pin| format!("`{}`", pin.value)).collect::<Vec<_>>());
    let pins = left.iter().map(|pin| in_quotes(&pin.value)).collect::<Vec<_>>().join(", ");
    Some(
        report
            .at(place, format!("{} accepts {names}, which is not found there any more", it.named()))
            .help("take it out of `about`")
            .fix("take it out of `about`", Safety::Safe, vec![(first.to(last), pins)]),
    )
}
