//! A choice that nobody made: may or may not.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::word::Strength;

pub(super) static LINT: Lint = Lint {
    name: "permission-undetermined",
    summary: "a rule does not say allow or deny",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/permission-undetermined.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for sentence in cx.school.sentences.iter().filter(|sentence| sentence.strength.value == Strength::Undecided) {
        report.push(
            report
                .at(sentence.strength.span, "nobody has decided whether this is allowed")
                .with(sentence.span, "the rule")
                .help("write `may` or `must not` in place of `undecided`")
                .about(&sentence.address)
                .fact("undecided"),
        );
    }
}
