//! One rule in two strengths.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::sentence::Sentence;
use crate::model::words::Value;
use crate::word::Strength;

pub(super) static LINT: Lint = Lint {
    name: "modality-conflict",
    summary: "the same rule is must in one place and should in another",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/modality-conflict.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (first, second) in cx.alike() {
        if !weaker(first, second) || !same_subjects(first, second) {
            continue;
        }
        let (mine, theirs) = (second.strength.value.text(), first.strength.value.text());
        report.push(
            report
                .at(
                    second.strength.span,
                    format!("this is `{mine}` here and `{theirs}` elsewhere, in nearly the same words"),
                )
                .with(first.strength.span, format!("`{theirs}` here"))
                .help("choose one of the two, and say the rule once")
                .about(&second.address)
                .fact(&first.address),
        );
    }
}

/// Whether one of the two binds and the other only advises.
fn weaker(first: &Sentence, second: &Sentence) -> bool {
    let pair = (first.strength.value, second.strength.value);
    let binds = [(Strength::Must, Strength::Should), (Strength::MustNot, Strength::ShouldNot)];
    binds.iter().any(|(strong, weak)| pair == (*strong, *weak) || pair == (*weak, *strong))
}

fn same_subjects(first: &Sentence, second: &Sentence) -> bool {
    let named = |it: &Sentence| it.subjects.any.iter().map(Value::entity).collect::<Vec<_>>();
    !first.subjects.any.is_empty() && named(first) == named(second)
}
