//! Consent that a permission needs and no paper asks for, and consent that is asked for and nothing needs.

use std::collections::BTreeSet;

use crate::diagnostic::Level;
use crate::lint::facts::consents::is_from_families;
use crate::lint::facts::parties::{are_parents, leaves};
use crate::lint::words::english::{singular, words};
use crate::lint::{Context, Lint, Report};
use crate::model::Class;
use crate::model::document::{Consent, Verb};
use crate::model::sentence::Sentence;
use crate::model::words::Value;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "consent-obligation-unmatched",
    summary: "a permission needs consent that no form asks for, or a form asks for what nothing needs",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/consent-obligation-unmatched.md"),
    check,
};

/// What families are asked about, in words that stand for each other.
const MATTERS: [&[&str]; 5] = [
    &["photograph", "photo", "picture", "image", "video", "film", "recording"],
    &["internet", "online", "web"],
    &["account", "e-mail", "email", "service"],
    &["work"],
    &["fingerprint", "biometric"],
];

fn check(cx: &Context<'_>, report: &mut Report) {
    let asked: Vec<(&Consent, BTreeSet<usize>)> =
        cx.school.consents.iter().map(|consent| (consent, asked_about(cx, consent))).collect();
    for sentence in cx.school.sentences.iter().filter(|it| it.class() == Class::Permission) {
        needed(cx, report, sentence, &asked);
    }
    for (consent, matters) in &asked {
        needless(cx, report, consent, matters);
    }
}

/// A permission that needs the consent of families, and no consent of theirs about it.
fn needed(cx: &Context<'_>, report: &mut Report, sentence: &Sentence, asked: &[(&Consent, BTreeSet<usize>)]) {
    let needs = sentence.clauses.conditions.iter().find(|condition| {
        let asks = matches!(&condition.what, Value::Word(word) if word.value == "consent");
        asks && !condition.not && condition.of.iter().any(|giver| are_parents(&cx.title(giver)))
    });
    let Some(needs) = needs else { return };
    let givers = leaves(cx.school, &needs.of);
    let matters = matters(cx.says(sentence));
    let answers = |(consent, about): &(&Consent, BTreeSet<usize>)| {
        let from = leaves(cx.school, consent.clauses.get(Word::From));
        !from.is_disjoint(&givers) && (matters.is_empty() || about.is_empty() || !matters.is_disjoint(about))
    };
    if !asked.iter().any(answers) {
        let title = needs.of.first().map_or_else(String::new, |giver| cx.title(giver));
        report.push(
            report
                .at(
                    sentence.span,
                    format!("`{}` needs the consent of `{title}`, and no consent asks for it", sentence.address),
                )
                .help("declare a `consent` with a question about it, and `show` it in a form")
                .about(&sentence.address)
                .fact("no consent asks"),
        );
    }
}

/// A consent of families about something that nothing in the documents speaks of.
fn needless(cx: &Context<'_>, report: &mut Report, consent: &Consent, about: &BTreeSet<usize>) {
    let known = !about.is_empty() && is_from_families(cx, consent);
    let spoken = |matter: &usize| {
        let outside = |address: &str| address != consent.id && !address.starts_with(&format!("{}.", consent.id));
        cx.passages().iter().filter(|it| outside(&it.address)).any(|it| matters(&it.text).contains(matter))
    };
    if known && !about.iter().any(spoken) {
        report.push(
            report
                .at(
                    consent.span,
                    format!("`{}` asks families for consent to something that no rule speaks of", consent.title),
                )
                .help("say in a rule who may do it, with `if consent of …`, or take the question out")
                .about(&consent.id)
                .fact("nothing needs it"),
        );
    }
}

/// What a consent's title and questions are about.
fn asked_about(cx: &Context<'_>, consent: &Consent) -> BTreeSet<usize> {
    let inside = format!("{}.", consent.id);
    let papers = cx.school.papers.iter().filter(|paper| paper.address.starts_with(&inside));
    let questions = papers.filter_map(|paper| match &paper.verb {
        Verb::Ask(words) => Some(cx.school.named(words)),
        _ => None,
    });
    questions.chain([consent.title.clone()]).flat_map(|text| matters(&text)).collect()
}

/// Which matters a text speaks of.
fn matters(text: &str) -> BTreeSet<usize> {
    let said: BTreeSet<String> = words(text).iter().map(|word| singular(word.text).to_lowercase()).collect();
    (0..MATTERS.len()).filter(|at| MATTERS[*at].iter().any(|word| said.contains(*word))).collect()
}
