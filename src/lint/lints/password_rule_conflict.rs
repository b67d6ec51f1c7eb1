//! Two rules on the passwords of the same people that cannot both be kept.

use crate::diagnostic::Level;
use crate::lint::passwords::{length, rotation, speaks_of_passwords, users};
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::sentence::Sentence;
use std::collections::BTreeSet;

pub(super) static LINT: Lint = Lint {
    name: "password-rule-conflict",
    summary: "two password or account rules clash",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/password-rule-conflict.md"),
    check,
};

struct Stated<'a> {
    sentence: &'a Sentence,
    who: BTreeSet<Entity>,
    what: &'static str,
    value: String,
}

fn check(cx: &Context<'_>, report: &mut Report) {
    let stated: Vec<Stated<'_>> = cx
        .school
        .sentences
        .iter()
        .filter(|sentence| speaks_of_passwords(cx, sentence))
        .flat_map(|sentence| parameters(cx, sentence))
        .collect();
    for (nth, first) in stated.iter().enumerate() {
        for second in &stated[nth + 1..] {
            if first.what != second.what || first.value == second.value || first.who != second.who {
                continue;
            }
            let message =
                format!("the {} of a password is {} here and {} elsewhere", first.what, second.value, first.value);
            report.push(
                report
                    .at(second.sentence.span, message)
                    .with(first.sentence.span, "the other rule")
                    .help("settle on one, or name different people in each")
                    .about(&second.sentence.address)
                    .fact(format!("{} {}", first.sentence.address, first.value)),
            );
        }
    }
}

fn parameters<'a>(cx: &Context<'_>, sentence: &'a Sentence) -> Vec<Stated<'a>> {
    let of = |what, value: Option<String>| Some(Stated { sentence, who: users(cx, sentence), what, value: value? });
    let length = length(sentence).map(|(bound, count)| format!("{} {count} characters", bound.text()));
    [of("length", length), of("life", rotation(cx, sentence))].into_iter().flatten().collect()
}
