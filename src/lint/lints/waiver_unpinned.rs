//! A waiver that accepts whatever is found, also what nobody has looked at.

use crate::diagnostic::{Level, Safety};
use crate::lint::{Context, Lint, Report, Standing, State};
use crate::model::words::Value;
use crate::span::Span;
use crate::syntax::print::in_quotes;

pub(super) static LINT: Lint = Lint {
    name: "waiver-unpinned",
    summary: "a waiver does not say which fact it accepts",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/waiver-unpinned.md"),
    check,
};

fn check(_: &Context<'_>, report: &mut Report) {
    report.afterwards(judge);
}

fn judge(waivers: &[Standing<'_>], report: &mut Report) {
    for it in waivers {
        let pinned = !it.waiver.about.is_empty() || it.accepted.iter().any(String::is_empty);
        let (State::InForce(_), Some(on), false, false) =
            (&it.state, it.waiver.on.last().map(Value::span), pinned, it.accepted.is_empty())
        else {
            continue;
        };
        let pin = format!("about {}", it.accepted.iter().map(|fact| in_quotes(fact)).collect::<Vec<_>>().join(", "));
        report.push(
            report
                .at(it.waiver.span, format!("{} does not say which fact it accepts", it.named()))
                .help(format!("add `{pin}`: the finding then returns as soon as the fact is another"))
                .about(&it.on)
                .fact(it.fact())
                .fix(format!("add `{pin}`"), Safety::Safe, vec![(Span { start: on.end, ..on }, format!(" {pin}"))]),
        );
    }
}
