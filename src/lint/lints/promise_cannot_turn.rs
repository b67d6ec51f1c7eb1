//! A rule that an agreement cannot turn into a promise.

use crate::diagnostic::Level;
use crate::lint::facts::parties::leaves;
use crate::lint::words::english::words;
use crate::lint::{Context, Lint, Printed, Report};
use crate::model::sentence::{Phrase, Sentence};
use crate::word::{Strength, Word};

pub(super) static LINT: Lint = Lint {
    name: "promise-cannot-turn",
    summary: "a rule cannot be turned into a promise, and none is written",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/promise-cannot-turn.md"),
    check,
};

/// Words that speak of those who are bound as of others: in the mouth of whoever signs they are wrong. A mere “them”
/// mostly speaks of something else.
const THIRD: [&str; 4] = ["their", "theirs", "themselves", "they"];

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in cx.school.documents.iter().filter(|it| it.kind.is_agreement()) {
        let readers = leaves(cx.school, &document.audience);
        for at in Printed::of(cx.school, &document.parts).sentences {
            let sentence = &cx.school.sentences[at];
            let bound = leaves(cx.school, &sentence.subjects.any);
            if readers.is_empty() || !readers.is_subset(&bound) || sentence.clauses.has(Word::Promise) {
                continue;
            }
            if let Some(why) = stuck(cx, sentence) {
                report.push(
                    report
                        .at(
                            sentence.span,
                            format!(
                                "`{}` cannot be turned into a promise for `{}`: {why}",
                                sentence.address, document.title
                            ),
                        )
                        .help("write the promise as it is signed: `promise \"I …\"` behind the rule")
                        .about(&sentence.address)
                        .fact(&document.id),
                );
            }
        }
    }
}

/// Why a rule does not read as a promise, where it does not.
fn stuck(cx: &Context<'_>, sentence: &Sentence) -> Option<String> {
    match sentence.strength.value {
        Strength::Does => return Some("it tells what is done, not what must be".to_owned()),
        Strength::Undecided => return Some("nobody has decided it".to_owned()),
        _ => {}
    }
    let Phrase::Words(phrase) = &sentence.phrase else { return None };
    let text = cx.school.named(phrase);
    Some(format!("“{}” would speak of whoever signs as of somebody else", third(&text)?))
}

/// The first word that speaks of the bound; behind several things, such as `filters`, it may speak of those instead.
fn third(text: &str) -> Option<&str> {
    let mut several = false;
    for word in words(text) {
        let lower = word.lower();
        if THIRD.contains(&lower.as_str()) && !several {
            return Some(word.text);
        }
        several |= lower == "and"
            || lower == "or"
            || lower.len() > 3 && lower.ends_with('s') && !lower.ends_with("ss")
            || lower == "people";
    }
    None
}

#[cfg(test)]
mod tests {
    use super::third;

    #[test]
    fn they_may_speak_of_things_named_before() {
        assert_eq!(third("keep their password to themselves"), Some("their"));
        assert_eq!(third("ask an adult before they go online"), Some("they"));
        assert_eq!(third("leave the screens and cables as they were found"), None);
    }
}
