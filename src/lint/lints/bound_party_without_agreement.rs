//! People who must sign or follow an agreement that the set does not hold.

use crate::diagnostic::Level;
use crate::lint::facts::parties::{LeftOut, leaves};
use crate::lint::facts::wording::Gate;
use crate::lint::words::english::places;
use crate::lint::{Context, Lint, MOST, Report};
use crate::model::Entity;
use crate::model::sentence::Sentence;
use crate::span::Span;
use crate::word::Word;
use std::collections::BTreeSet;

pub(super) static LINT: Lint = Lint {
    name: "bound-party-without-agreement",
    summary: "people must follow an agreement that is not in the set",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/bound-party-without-agreement.md"),
    check,
};

/// Words by which a sentence speaks of an agreement that people sign.
const AGREEMENTS: [&str; 5] = ["agreement", "agreements", "acceptable use", "aup", "aua"];

/// Words by which people are held to it, rather than told of it or asked to promote it.
const BINDING: [&str; 14] = [
    "sign",
    "follow",
    "keep to",
    "adhere",
    "abide",
    "comply",
    "accept ",
    "agree to",
    "observe",
    "bound by",
    "in line with",
    "in accordance",
    "says",
    "ask",
];

/// Words that make an agreement something that people come to rather than sign.
const CONSENT: [&str; 4] = ["agreement of", "written agreement", "licence agreement", "lease agreement"];

fn check(cx: &Context<'_>, report: &mut Report) {
    let covered = covered(cx);
    let mut left_out = LeftOut::default();
    for sentence in cx.school.sentences.iter().filter(|it| it.strength.value.asks()) {
        let Some(said) = cx.spoken(sentence) else { continue };
        let cited = cited(cx, sentence);
        let bound = if cited.is_empty() { BOUND.lets(said) } else { binds(&format!("{}{cited}", said.small)) };
        if bound {
            left_out.note(cx.school, &sentence.subjects.any, &covered, (sentence.span, &sentence.address));
        }
    }
    for consent in cx.school.consents.iter().filter(|it| speaks_of_agreement(&it.title.to_lowercase())) {
        left_out.note(cx.school, consent.clauses.get(Word::From), &covered, (consent.span, &consent.id));
    }
    left_out.groups().into_iter().for_each(|(who, places)| push(report, &who, &places));
}

/// Words that hold people to an agreement.
static BOUND: Gate = Gate::new(|wording| binds(&wording.small));

fn binds(text: &str) -> bool {
    speaks_of_agreement(text) && BINDING.iter().any(|word| text.contains(word))
}

/// Everybody for whom an agreement is written, or who is to sign one.
fn covered(cx: &Context<'_>) -> BTreeSet<Entity> {
    let agreements = cx.school.documents.iter().filter(|it| it.kind.is_agreement());
    agreements.flat_map(|it| leaves(cx.school, &it.audience)).collect()
}

fn cited(cx: &Context<'_>, sentence: &Sentence) -> String {
    sentence.clauses.get(Word::Cites).iter().map(|value| format!(" {}", cx.title(value).to_lowercase())).collect()
}

fn speaks_of_agreement(text: &str) -> bool {
    AGREEMENTS.iter().any(|word| text.contains(word) && !places(text, word).is_empty())
        && !CONSENT.iter().any(|words| text.contains(words))
}

fn push(report: &mut Report, who: &str, places: &[(Span, String)]) {
    let Some((span, address)) = places.first() else { return };
    let mut found = report
        .at(*span, format!("`{who}` are to keep to an agreement, and the set holds none for them"))
        .help("write it: `agreement short-name \"Title\" for …`")
        .about(address)
        .fact(who);
    for (span, _) in places.iter().skip(1).take(MOST) {
        found = found.with(*span, "and here");
    }
    report.push(found);
}
