//! Two clauses in nearly the same words, of which one forbids what the other asks or allows.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::sentence::Sentence;
use crate::model::words::Value;
use crate::word::Strength;

pub(super) static LINT: Lint = Lint {
    name: "clause-conflict",
    summary: "two clauses of one document cannot both hold",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/clause-conflict.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (first, second) in cx.alike() {
        if bans(first) == bans(second)
            || !share_a_subject(cx, first, second)
            || !first.clauses.conditions.is_empty()
            || !second.clauses.conditions.is_empty()
        {
            continue;
        }
        let (mine, theirs) = (second.strength.value.text(), first.strength.value.text());
        report.push(
            report
                .at(second.span, format!("this says `{mine}`, and nearly the same words say `{theirs}` elsewhere"))
                .with(first.span, "the other clause")
                .help("take one of the two out, or say in which case each holds")
                .about(&second.address)
                .fact(&first.address),
        );
    }
}

fn bans(sentence: &Sentence) -> bool {
    matches!(sentence.strength.value, Strength::MustNot | Strength::ShouldNot)
}

fn share_a_subject(cx: &Context<'_>, first: &Sentence, second: &Sentence) -> bool {
    let users = |it: &Sentence| {
        it.subjects
            .any
            .iter()
            .filter_map(Value::entity)
            .flat_map(|it| cx.school.vocabulary.leaves(it))
            .collect::<Vec<_>>()
    };
    let mine = users(first);
    users(second).iter().any(|user| mine.contains(user))
}
