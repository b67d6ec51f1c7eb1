//! Reports that nobody is to hear, and permissions that nobody is to give, told from their words.

use super::english::words;
use super::{Context, Form, Passage};
use crate::model::role::Role;
use crate::model::sentence::{Home, Sentence};
use crate::word::Word;

/// Whether a condition asks for a permission that no post is named for.
pub(super) fn asks_nobody(cx: &Context<'_>, title: &str) -> bool {
    let text = title.to_lowercase();
    let anybody = text.contains("somebody") || text.contains("someone");
    let asks = text.contains("permission") || anybody && (text.contains("authorised") || text.contains("approved"));
    let names = |role: &Role| {
        let others = role.also.iter().map(|also| also.value.as_str());
        std::iter::once(role.title.as_str()).chain(others).any(|name| text.contains(&name.to_lowercase()))
    };
    asks && !cx.school.roles.iter().any(names)
}

/// Whether words begin with a report and end without anybody who hears it.
pub(super) fn goes_nowhere(cx: &Context<'_>, passage: &Passage) -> bool {
    let all = words(&passage.text);
    let verb = all.iter().take(6).position(|word| word.text == "report");
    let promised = passage.form == Form::Promise && all.first().is_some_and(|word| word.text == "I");
    let asked = match verb {
        Some(0) => passage.form == Form::Phrase,
        Some(1) => passage.form == Form::Phrase && all[0].text.ends_with("ly"),
        Some(at) => promised && all[at - 1].text != "a" && all[at - 1].text != "the",
        None => false,
    };
    let sentence = cx.school.sentences.iter().find(|it| it.address == passage.address);
    asked && !all.iter().any(|word| word.text == "to") && !sentence.is_some_and(|it| is_heard(cx, it))
}

/// Whether a sentence names a recipient, binds nobody, or has a step beside it that takes the report in.
fn is_heard(cx: &Context<'_>, sentence: &Sentence) -> bool {
    let named = [Word::To, Word::With, Word::By].iter().any(|word| sentence.clauses.has(*word));
    let taken = |other: &Sentence| {
        let said = cx.says(other).to_lowercase();
        let has = |word: &str| words(&said).iter().any(|it| it.text == word);
        other.address != sentence.address && (has("receive") || has("hear") || has("take") && has("in"))
    };
    let beside = |home: usize| {
        cx.school.sentences.iter().any(|other| matches!(other.home, Home::Procedure(at) if at == home) && taken(other))
    };
    named || !sentence.strength.value.asks() || matches!(sentence.home, Home::Procedure(at) if beside(at))
}
