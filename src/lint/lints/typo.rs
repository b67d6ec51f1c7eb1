//! Slips of spelling and grammar that are sure: a doubled word, `a` before a vowel, a word that no dictionary has.

use std::collections::BTreeMap;

use crate::diagnostic::Level;
use crate::lint::words::english::Token;
use crate::lint::words::grammar::{Slip, apostrophe, bare_verb, beside, loose, single_verb};
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
    let doubt = |word: &&str| misspelt(&Token { at: 0, text: word }, known).is_some();
    let doubtful: Vec<&str> = known.keys().map(String::as_str).filter(doubt).collect();
    let mut found: BTreeMap<(String, Option<String>), Places<'_>> = BTreeMap::new();
    for passage in cx.passages() {
        for (range, meant) in slips(passage, known, &doubtful) {
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

fn slips(passage: &Passage, known: &BTreeMap<String, usize>, doubtful: &[&str]) -> Vec<Slip> {
    let text = passage.text.as_str();
    let all = passage.words();
    let mut found: Vec<Slip> = Vec::new();
    for (wrong, meant) in &*GROUPS {
        found.extend(passage.places(wrong).into_iter().map(|range| (range, Some((*meant).to_owned()))));
    }
    for word in all.iter().filter(|word| doubtful.iter().any(|it| word.is(it))) {
        found.extend(misspelt(word, known).map(|meant| (word.at..word.end(), Some(meant))));
    }
    for pair in all.windows(2) {
        let [first, second] = pair else { continue };
        if &text[first.end()..second.at] == "- " && starts_upper(second.text) && starts_upper(first.text) {
            found.push((first.at..second.end(), Some(format!("{}-{}", first.text, second.text))));
        }
        if &text[first.end()..second.at] == " " {
            found.extend(beside(first, second).map(|meant| (first.at..second.end(), Some(meant))));
        }
    }
    for run in all.windows(4).filter(|run| run[0].is("its") && run[2].is("it") && run[3].is("is")) {
        found.push((run[0].at..run[3].end(), Some(format!("its {} is", run[1].text))));
    }
    found.extend(bare_verb(&all));
    found.extend(single_verb(&all));
    found.extend(loose(text, &all));
    found.extend(all.iter().filter_map(|word| apostrophe(passage, word)));
    found.retain(|(range, _)| passage.is_written(range.start) || passage.is_written(range.end - 1));
    found
}

/// Whether a word begins with a capital: “Anti- Bullying” is a slip, “pre- and post-” is none.
fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
