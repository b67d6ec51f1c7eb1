//! Two rules on the passwords of the same people that cannot both be kept.

use crate::diagnostic::Level;
use crate::lint::facts::parties::is_group;
use crate::lint::facts::passwords::{length, rotation, speaks_of_passwords, users};
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::sentence::Sentence;
use crate::suggest::all_of;
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
    accounts(cx, report);
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

/// People who share a generic password in one rule, and keep a secure one of their own in another.
fn accounts(cx: &Context<'_>, report: &mut Report) {
    let told: Vec<(&Sentence, &str)> = cx
        .school
        .sentences
        .iter()
        .filter_map(|it| Some((it, cx.spoken(it)?.small.as_str())))
        .filter(|(_, text)| text.contains("password") && text.contains("account"))
        .collect();
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let is_common = |text: &str| has(text, &["generic password", "shared password", "same password"]);
    for (shared, _) in told.iter().filter(|(_, text)| is_common(text)) {
        let who = groups(cx, shared);
        let keeps = |(it, text): &&(&Sentence, &str)| {
            !is_common(text) && has(text, &["secure", "strong", "secret"]) && !groups(cx, it).is_disjoint(&who)
        };
        let Some((kept, _)) = told.iter().find(keeps) else { continue };
        let both: Vec<String> =
            groups(cx, kept).intersection(&who).map(|it| format!("`{}`", cx.school.title(*it))).collect();
        let message = format!("{} share a password here, and keep one of their own secure elsewhere", all_of(&both));
        report.push(
            report
                .at(shared.span, message)
                .with(kept.span, "the other rule")
                .help("settle on one, or name different people in each")
                .about(&shared.address)
                .fact(&kept.address),
        );
    }
}

/// The people whom a sentence is about; the school, which sets accounts up, is none of them.
fn groups(cx: &Context<'_>, sentence: &Sentence) -> BTreeSet<Entity> {
    users(cx, sentence).into_iter().filter(|it| is_group(cx.school, *it)).collect()
}

fn parameters<'a>(cx: &Context<'_>, sentence: &'a Sentence) -> Vec<Stated<'a>> {
    let of = |what, value: Option<String>| Some(Stated { sentence, who: users(cx, sentence), what, value: value? });
    let length = length(sentence).map(|(bound, count)| format!("{} {count} characters", bound.text()));
    [of("length", length), of("life", rotation(cx, sentence))].into_iter().flatten().collect()
}
