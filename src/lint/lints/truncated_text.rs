//! A word whose beginning or end was cut off.

use std::sync::Arc;

use crate::diagnostic::Level;
use crate::lint::words::english::Token;
use crate::lint::words::lexicon::Vocabulary;
use crate::lint::{Context, Form, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "truncated-text",
    summary: "text is cut off at its beginning or end",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/truncated-text.md"),
    check,
};

/// Words that often begin a sentence, for a school whose texts hold few.
const BEGINNINGS: [&str; 24] = [
    "certain",
    "pupils",
    "parents",
    "teachers",
    "children",
    "students",
    "staff",
    "school",
    "schools",
    "governors",
    "there",
    "these",
    "those",
    "where",
    "when",
    "although",
    "however",
    "all",
    "every",
    "members",
    "members",
    "users",
    "please",
    "under",
];

/// Endings that make a new word rather than show that one was cut.
const ENDINGS: [&str; 12] = ["s", "es", "ed", "er", "ers", "ing", "ly", "al", "ion", "ment", "ness", "n"];

fn check(cx: &Context<'_>, report: &mut Report) {
    let known = cx.vocabulary();
    for passage in cx.passages().iter().filter(|it| matches!(it.form, Form::Paragraph | Form::Item)) {
        let words = passage.words();
        let first = words.first().filter(|word| passage.is_written(word.at)).and_then(|word| beheaded(word, known));
        let last = words.last().filter(|word| word.end() == passage.text.trim_end().len());
        let last = last.filter(|word| passage.is_written(word.at)).and_then(|word| docked(word, known));
        for (word, whole, where_) in
            first.map(|it| (it.0, it.1, "begins")).into_iter().chain(last.map(|it| (it.0, it.1, "ends")))
        {
            report.push(
                report
                    .at(
                        passage.span(word.at..word.end()),
                        format!("the text {where_} in the middle of a word: `{}`, perhaps of `{whole}`", word.text),
                    )
                    .help("write the words that were cut off")
                    .about(&passage.address)
                    .fact(word.text),
            );
        }
    }
}

/// A word in small letters that stands nowhere else, and that is another word without its first letter or two.
fn beheaded<'a>(word: &Token<'a>, known: &Vocabulary<'_>) -> Option<(Token<'a>, String)> {
    let small = word.text.len() > 3 && word.text.chars().all(char::is_lowercase);
    if !small || known.count(word.text) > 1 {
        return None;
    }
    let longer = |whole: &str| whole.strip_suffix(word.text).is_some_and(|head| (1..=2).contains(&head.len()));
    let usual = BEGINNINGS.into_iter().find(|whole| longer(whole)).map(str::to_owned);
    let own = || known.filter(longer).first().map(|whole| whole.to_string());
    usual.or_else(own).map(|whole| (*word, whole))
}

/// A word without a stop behind it that stands nowhere else, and that is another word without its end.
fn docked<'a>(word: &Token<'a>, known: &Vocabulary<'_>) -> Option<(Token<'a>, String)> {
    let lower = word.lower();
    if lower.len() < 4 || !lower.chars().all(char::is_alphabetic) || known.count(&lower) > 1 {
        return None;
    }
    let cut = |whole: &&Arc<str>| {
        let rest = &whole[lower.len()..];
        rest.len() > 1
            && rest.chars().all(char::is_alphabetic)
            && !ENDINGS.iter().any(|ending| rest.starts_with(ending))
    };
    known.longer(&lower).iter().find(cut).map(|whole| (*word, whole.to_string()))
}

#[cfg(test)]
mod tests {
    use super::{beheaded, docked};
    use crate::lint::words::english::words;
    use crate::lint::words::lexicon::{Lexicon, Vocabulary};

    #[test]
    fn a_word_without_its_head_or_tail_is_told_by_the_whole_one() {
        let lexicon = Lexicon::default();
        let known = Vocabulary::new(&lexicon, &lexicon.numbers(&["information", "users", "user", "ertain", "informa"]));
        let whole = |found: Option<(_, String)>| found.map(|(_, whole)| whole);
        assert_eq!(whole(beheaded(&words("ertain acts")[0], &known)), Some("certain".to_owned()));
        assert_eq!(whole(docked(&words("informa")[0], &known)), Some("information".to_owned()));
        assert_eq!(whole(docked(&words("user")[0], &known)), None);
        assert_eq!(whole(beheaded(&words("each time")[0], &known)), None);
    }
}
