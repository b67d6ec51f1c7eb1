//! A school departs from its trust, and nobody has recorded why, who answers for it and until when.

use crate::compare::{Class, Relaxation, relaxations};
use crate::diagnostic::Level;
use crate::lint::facts::locks::{locks, told};
use crate::lint::{Context, Lint, Report};
use crate::question::Asking;
use crate::suggest::all_of;
use crate::syntax::print::in_quotes;

pub(super) static LINT: Lint = Lint {
    name: "deviation-unrecorded",
    summary: "a school differs from its trust with no recorded reason, owner and end",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/deviation-unrecorded.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.school.above.is_none() {
        return;
    }
    let asking = Asking { school: cx.school, permissions: cx.permissions, today: cx.today };
    for it in relaxations(asking).iter().filter(|it| departs(cx, it)) {
        let of: Vec<String> =
            it.of.iter().map(|(address, span)| format!("`{}`", told(cx.school, address, *span))).collect();
        let verb = if it.class == Class::Judgement { "departs from" } else { "relaxes" };
        let about = in_quotes(&it.pin);
        let mut found = report
            .at(it.span, format!("`{}` {verb} {} of the trust, and nobody has recorded it", it.address, all_of(&of)))
            .help(format!(
                "record it: `waive deviation-unrecorded on {} about {about} by POST until DATE because \"…\"`",
                it.address
            ))
            .about(it.address)
            .fact(&it.pin);
        for (_, span) in &it.of {
            found = found.with(*span, "the trust says it here");
        }
        report.push(found);
    }
}

/// Whether a school has to give an account of it: what is only tighter or added is its own choice, a contradiction is
/// told as one, and what the trust has locked is told where it is relaxed.
fn departs(cx: &Context<'_>, it: &Relaxation<'_>) -> bool {
    let open = it.of.iter().any(|(address, _)| locks(cx.school, address).is_empty());
    matches!(it.class, Class::Relaxes | Class::Mixed | Class::Judgement) && !it.conflict && open
}
