//! Reports that nobody is to hear, and permissions that nobody is to give, told from their words.

use std::ops::Range;

use crate::lint::words::english::{places, words};
use crate::lint::{Context, Form, Passage};
use crate::model::sentence::{Home, Sentence};
use crate::word::Word;

/// Beginnings of words for those who give a permission.
const GIVERS: [&str; 12] = [
    "parent", "carer", "teacher", "head", "staff", "governor", "senior", "school", "adult", "leader", "dsl", "manager",
];
/// How a promise asks leave of nobody.
const UNASKED: [&str; 5] =
    ["if I have permission", "unless I have permission", "unless permitted", "if permitted", "without being permitted"];

/// Whether a condition asks for a permission that nobody is named for.
pub(crate) fn asks_nobody(title: &str) -> bool {
    let all: Vec<String> = words(title).iter().map(|word| word.lower()).collect();
    let has = |wanted: &[&str]| all.iter().any(|word| wanted.contains(&word.as_str()));
    let asks = has(&["permission"]) || has(&["somebody", "someone"]) && has(&["authorised", "approved"]);
    asks && !all.iter().any(|word| GIVERS.iter().any(|giver| word.starts_with(giver)))
}

/// Where a promise makes something hang on a permission and does not go on to say whose.
pub(crate) fn asked_of_nobody(text: &str) -> Option<Range<usize>> {
    let range = UNASKED.iter().find_map(|saying| places(text, saying).into_iter().next())?;
    let next = words(&text[range.end..]).first().map(|word| word.lower());
    (!next.is_some_and(|word| ["from", "of", "by"].contains(&word.as_str()))).then_some(range)
}

/// Whether words begin with a report and end without anybody who hears it.
pub(crate) fn goes_nowhere(cx: &Context<'_>, passage: &Passage) -> bool {
    let all = passage.words();
    let verb = all.iter().take(6).position(|word| word.text == "report");
    let promised = passage.form == Form::Promise && all.first().is_some_and(|word| word.text == "I");
    let asked = match verb {
        Some(0) => passage.form == Form::Phrase,
        Some(1) => passage.form == Form::Phrase && all[0].text.ends_with("ly"),
        Some(at) => promised && all[at - 1].text != "a" && all[at - 1].text != "the",
        None => false,
    };
    let sentence = || cx.school.sentences.iter().find(|it| it.address == passage.address);
    asked && !all.iter().any(|word| word.text == "to") && !sentence().is_some_and(|it| is_heard(cx, it))
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

#[cfg(test)]
mod tests {
    use super::{asked_of_nobody, asks_nobody};

    #[test]
    fn a_permission_needs_somebody_who_gives_it() {
        assert!(asks_nobody("permission has been given for that meeting"));
        assert!(asks_nobody("somebody has authorised it before it goes"));
        assert!(!asks_nobody("a parent has given permission"));
        assert!(!asks_nobody("the account is an approved one"));
    }

    #[test]
    fn a_promise_may_say_whose_permission_it_needs() {
        assert_eq!(asked_of_nobody("I will play games only if I have permission."), Some(23..43));
        assert_eq!(asked_of_nobody("I will not chat unless I have permission from a teacher."), None);
    }
}
