//! A sentence that stops before it has said anything, or that has no verb.

use std::ops::Range;

use crate::diagnostic::Level;
use crate::lint::words::english::{ends_in, sentences, words};
use crate::lint::{Context, Form, Lint, Passage, Report};
use crate::model::School;
use crate::word::Kind;

pub(super) static LINT: Lint = Lint {
    name: "dangling-sentence",
    summary: "a sentence stops, lacks a verb or points nowhere",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/dangling-sentence.md"),
    check,
};

/// Words on which no sentence ends.
const OPEN: [&str; 26] = [
    "a",
    "an",
    "the",
    "and",
    "or",
    "but",
    "including",
    "includes",
    "may include",
    "such as",
    "because",
    "although",
    "whether",
    "e.g",
    "i.e",
    "have been",
    "has been",
    "will be",
    "should be",
    "must be",
    "using any",
    "any school",
    "of the",
    "to the",
    "for the",
    "namely",
];

/// Words on which a whole sentence does not end, though a phrase may.
const STOPPED: [&str; 5] = ["may not", "must not", "not allowed to", "are not to", "is not to"];

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut passages = cx.passages().iter().peekable();
    while let Some(passage) = passages.next() {
        let listed = passages.peek().is_some_and(|next| next.form == Form::Item && next.address == passage.address);
        let led = passage.form == Form::Paragraph && listed;
        if led || !passage.is_running() || passage.text.trim().is_empty() {
            continue;
        }
        let tail =
            stop(passage).map(|range| (ending(&passage.text[range.clone()]), range, "stops before it says what"));
        let Some((shown, range, what)) = tail.or_else(|| fragment(passage, cx.school)) else { continue };
        let said = &passage.text[range.clone()];
        report.push(
            report
                .at(passage.span(range.clone()), format!("`{shown}` {what}"))
                .help("finish the sentence, or take it out")
                .about(&passage.address)
                .fact(said),
        );
    }
}

/// The last words of a long sentence.
fn ending(text: &str) -> String {
    let all = words(text);
    let from = all.len().checked_sub(7).and_then(|at| all.get(at)).map_or(0, |word| word.at);
    if from == 0 { text.to_owned() } else { format!("… {}", &text[from..]) }
}

/// The first words of a long sentence.
fn beginning(text: &str) -> String {
    words(text).get(5).map_or_else(|| text.to_owned(), |word| format!("{} …", &text[..word.end()]))
}

/// A sentence that ends on a word after which more has to come.
fn stop(passage: &Passage) -> Option<Range<usize>> {
    let text = passage.text.as_str();
    let all = sentences(text);
    let last = all.last()?.clone();
    let ends = |range: &Range<usize>, wanted: &[&str]| {
        let said = text[range.clone()].trim_end_matches(['.', ',', ' ']);
        wanted.iter().any(|words| ends_in(said, words))
    };
    let both = |range: &Range<usize>| {
        let said = text[range.clone()].to_lowercase();
        said.contains("may and") || said.contains("may or") || said.contains("must and") || said.contains("whether or")
    };
    let closed = |range: &&Range<usize>| text[range.start..range.end].ends_with('.');
    let stopped = all.iter().filter(closed).find(|range| ends(range, &STOPPED) && !both(range));
    if let Some(range) = stopped {
        return Some(range.clone());
    }
    let written = passage.is_written(last.end.saturating_sub(1));
    (written && ends(&last, &OPEN)).then_some(last)
}

/// A sentence without a verb, of the kinds that are sure: `The aim being …`, `Also the …`, two or three words alone.
fn fragment(passage: &Passage, school: &School) -> Option<(String, Range<usize>, &'static str)> {
    let text = passage.text.as_str();
    if passage.form != Form::Paragraph {
        return None;
    }
    let all = sentences(text);
    let lacking = all.iter().find(|range| {
        let said = &text[(*range).clone()];
        let first: Vec<String> = words(said).iter().take(3).map(|word| word.lower()).collect();
        let being = first.first().is_some_and(|word| word == "the") && first.get(2).is_some_and(|word| word == "being");
        let main = said.split(", which").next().unwrap_or(said);
        let also =
            first.first().is_some_and(|word| word == "also") && !words(main).iter().any(|word| is_verb(word.text));
        being || also
    });
    if let Some(range) = lacking {
        return Some((beginning(&text[range.clone()]), range.clone(), "is no sentence: it has no verb"));
    }
    let root = passage.address.split('.').next()?;
    let policy = school.documents.iter().any(|it| it.id == root && matches!(it.kind, Kind::Policy | Kind::Statement));
    let alone = policy && text.ends_with('.') && all.len() == 1 && words(text).len() <= 3;
    let bare = alone && !words(text).iter().any(|word| is_verb(word.text));
    bare.then(|| (text.to_owned(), 0..text.len(), "stands alone and says nothing"))
}

/// Verbs that a sentence is built on; enough to tell that one is there.
fn is_verb(word: &str) -> bool {
    const VERBS: [&str; 35] = [
        "is", "are", "was", "were", "be", "has", "have", "had", "do", "does", "did", "may", "might", "must", "should",
        "shall", "will", "would", "can", "could", "see", "read", "apply", "applies", "note", "includes", "include",
        "need", "needs", "please", "keep", "ask", "follow", "remember", "think",
    ];
    VERBS.contains(&word.to_lowercase().as_str())
}
