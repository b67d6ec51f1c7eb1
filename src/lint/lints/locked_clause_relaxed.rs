//! A school says `despite` of a rule that its trust has locked.

use crate::diagnostic::Level;
use crate::lint::facts::locks::{Lock, locks, told};
use crate::lint::{Context, Lint, Report};
use crate::model::sentence::Clauses;
use crate::model::words::Value;
use crate::word::{Strength, Word};

pub(super) static LINT: Lint = Lint {
    name: "locked-clause-relaxed",
    summary: "a school relaxes what its trust has locked",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/locked-clause-relaxed.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for it in cx.school.sentences.iter().filter(|it| !cx.school.inherits(it.span)) {
        overridden(cx, report, &it.address, it.strength.value, &it.clauses);
    }
    for table in &cx.school.tables {
        for mark in table.marks.iter().chain(&table.otherwise).filter(|it| !cx.school.inherits(it.span)) {
            overridden(cx, report, &mark.address, mark.strength.value, &mark.clauses);
        }
    }
}

fn overridden(cx: &Context<'_>, report: &mut Report, address: &str, strength: Strength, clauses: &Clauses) {
    for value in clauses.get(Word::Despite) {
        let Value::Name(target) = value else { continue };
        for lock in locks(cx.school, &target.address).iter().filter(|lock| !tightens(strength, lock)) {
            let locked = told(cx.school, lock.address, lock.span);
            report.push(
                report
                    .at(target.span, format!("`{address}` relaxes `{locked}`, which the trust has locked"))
                    .label("relaxed here")
                    .with(lock.span, "the trust locks it here")
                    .help("keep to what the trust says, or ask the trust to take `locked` off")
                    .about(address)
                    .fact(lock.address),
            );
        }
    }
}

/// Whether a school only rules out what the trust allows and does not ask for.
fn tightens(strength: Strength, lock: &Lock<'_>) -> bool {
    matches!(strength, Strength::MustNot | Strength::ShouldNot) && lock.strength == Strength::May
}
