//! Slips of spelling and grammar that are sure: a doubled word, `a` before a vowel, a word that no dictionary has.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Level;
use crate::lint::facts::wording::{Gate, Wording};
use crate::lint::words::english::Token;
use crate::lint::words::grammar::{Slip, apostrophe, bare_verb, beside, loose, owner, single_verb};
use crate::lint::words::lexicon::Vocabulary;
use crate::lint::words::spelling::{GROUPS, misspelt};
use crate::lint::{Context, Lint, Passage, Report};
use crate::span::Span;

pub(super) static LINT: Lint = Lint {
    name: "typo",
    summary: "a slip of spelling or grammar",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/typo.md"),
    check,
};

/// The places of one slip, each with the address it stands at.
type Places<'a> = Vec<(Span, &'a str)>;

fn check(cx: &Context<'_>, report: &mut Report) {
    let known = cx.vocabulary();
    // Each word is looked at once, however often it stands.
    let mut doubtful = known.doubtful();
    doubtful.retain(|word| misspelt(&Token { at: 0, text: word }, known).is_some());
    let mut found: BTreeMap<(String, Option<String>), Places<'_>> = BTreeMap::new();
    for passage in cx.passages() {
        let mut slips = misspellings(passage, known, &doubtful);
        if passage.passes(&SLIPS) {
            slips.extend(sure(passage));
            slips.extend(passage.tokens().filter_map(|word| behind_name(passage, &word)));
        }
        slips.retain(|(range, _)| passage.is_written(range.start) || passage.is_written(range.end - 1));
        for (range, meant) in slips {
            let said = passage.text[range.clone()].to_owned();
            found.entry((said, meant)).or_default().push((passage.span(range), &passage.address));
        }
    }
    for ((said, meant), places) in found {
        let message = match &meant {
            Some(meant) => format!("`{said}` is probably meant to be `{meant}`"),
            None => format!("`{said}` is a slip of the pen"),
        };
        let help =
            meant.map_or_else(|| "read it once more and put it right".to_owned(), |meant| format!("write `{meant}`"));
        report
            .across(places, message)
            .into_iter()
            .for_each(|it| report.push(it.help(help.as_str()).fact(said.as_str())));
    }
}

/// Words that may hold a slip, whichever of them are names.
static SLIPS: Gate = Gate::new(|wording| {
    let owned = || wording.tokens().any(|word| owner(&wording.text, &word).is_some());
    !sure(wording).is_empty() || owned()
});

/// What is misspelt; each word is held against those of the school.
fn misspellings(passage: &Passage, known: &Vocabulary<'_>, doubtful: &[Arc<str>]) -> Vec<Slip> {
    if !doubtful.iter().any(|word| passage.has(word)) {
        return Vec::new();
    }
    let words = passage.tokens().filter(|word| doubtful.iter().any(|it| word.is(it)));
    words.filter_map(|word| Some((word.at..word.end(), Some(misspelt(&word, known)?)))).collect()
}

/// A name whose ending was written behind it, and that owns the next word: `{head}s policy`.
fn behind_name(passage: &Passage, word: &Token<'_>) -> Option<Slip> {
    let ending = !passage.is_written(word.at) && passage.is_written(word.end() - 1);
    owner(&passage.text, word).filter(|_| ending)
}

/// The slips that the words show by themselves.
fn sure(wording: &Wording) -> Vec<Slip> {
    let text = wording.text.as_str();
    let all = wording.words();
    let mut found: Vec<Slip> = Vec::new();
    for (wrong, meant) in GROUPS.iter().filter(|(wrong, _)| wording.may_hold(wrong)) {
        found.extend(wording.places(wrong).into_iter().map(|range| (range, Some((*meant).to_owned()))));
    }
    for pair in all.windows(2) {
        let [first, second] = pair else { continue };
        match &text.as_bytes()[first.end()..second.at] {
            b"- " if starts_upper(second.text) && starts_upper(first.text) => {
                found.push((first.at..second.end(), Some(format!("{}-{}", first.text, second.text))));
            }
            b" " => found.extend(beside(first, second).map(|meant| (first.at..second.end(), Some(meant)))),
            _ => {}
        }
    }
    for run in all.windows(4).filter(|run| run[0].is("its") && run[2].is("it") && run[3].is("is")) {
        found.push((run[0].at..run[3].end(), Some(format!("its {} is", run[1].text))));
    }
    found.extend(bare_verb(&all));
    found.extend(single_verb(&all));
    found.extend(loose(text, &all));
    found.extend(all.iter().filter_map(|word| apostrophe(text, word)));
    found
}

/// Whether a word begins with a capital: “Anti- Bullying” is a slip, “pre- and post-” is none.
fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
