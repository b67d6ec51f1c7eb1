//! Two clauses in nearly the same words, of which one forbids what the other asks or allows.

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::words::english::places;
use crate::lint::{Context, Form, Lint, Passage, Report};
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
    for document in &cx.school.documents {
        let promises: Vec<&Passage> =
            cx.passages_within(&document.id).filter(|passage| passage.form == Form::Promise).collect();
        for (own, official, thing) in THINGS.iter().filter_map(|thing| rivals(&promises, thing)) {
            report.push(
                report
                    .at(
                        official.span(0..official.text.len()),
                        format!("this allows only the school’s {thing}, and another promise allows one’s own"),
                    )
                    .with(own.span(0..own.text.len()), "one’s own here")
                    .help("take one of the two out, or say in which case each holds")
                    .about(&official.address)
                    .fact(&own.address),
            );
        }
    }
}

/// What both people and the school have.
const THINGS: [&str; 4] = ["email", "e-mail", "phone", "camera"];

/// Words that leave room for nothing else.
static ALONE: Gate = Gate::new(|wording| {
    let says = |words: &&str| wording.has(words) && !places(&wording.text, words).is_empty();
    ["only", "no other", "none other", "solely"].iter().any(says)
});

/// Two promises of which one allows people’s own, and one the school’s alone.
fn rivals<'a>(promises: &[&'a Passage], thing: &'static str) -> Option<(&'a Passage, &'a Passage, &'static str)> {
    let says = |passage: &Passage, sayings: &[&str]| sayings.iter().any(|it| !places(&passage.text, it).is_empty());
    let official = promises.iter().find(|it| {
        it.passes(&ALONE) && says(it, &[thing]) && says(it, &["professional", "official", "school’s own", "work"])
    })?;
    let own = promises.iter().find(|it| {
        let whose = [format!("personal {thing}"), format!("my own {thing}"), format!("private {thing}")];
        says(it, &["I may"]) && whose.iter().any(|whose| says(it, &[whose]))
    })?;
    Some((own, official, thing))
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
