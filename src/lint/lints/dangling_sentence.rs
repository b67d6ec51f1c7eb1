//! A sentence that stops before it has said anything, or that has no verb.

use std::ops::Range;

use crate::diagnostic::Level;
use crate::lint::facts::wording::{Gate, Wording};
use crate::lint::words::english::{ends_in, words};
use crate::lint::{Context, Form, Lint, Passage, Report};
use crate::model::School;

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
        if led || !passage.is_running() || !passage.passes(&DANGLING) {
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

/// Words in which a sentence may stop short or lack a verb, whatever they stand in.
static DANGLING: Gate = Gate::new(|wording| {
    let open = wording.sentences().last().is_some_and(|last| ends(&wording.text[last.clone()], &OPEN));
    open || stopped(wording).is_some() || lacking(wording).is_some() || is_bare(wording)
});

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
    let last = passage.sentences().last()?.clone();
    let open = || passage.is_written(last.end.saturating_sub(1)) && ends(&passage.text[last.clone()], &OPEN);
    stopped(passage).or_else(|| open().then(|| last.clone()))
}

/// The first finished sentence that cannot end where it does.
fn stopped(wording: &Wording) -> Option<Range<usize>> {
    let both = |said: &str| {
        let said = said.to_lowercase();
        said.contains("may and") || said.contains("may or") || said.contains("must and") || said.contains("whether or")
    };
    let stops = |said: &str| said.ends_with('.') && ends(said, &STOPPED) && !both(said);
    wording.sentences().iter().find(|range| stops(&wording.text[(*range).clone()])).cloned()
}

fn ends(said: &str, wanted: &[&str]) -> bool {
    let said = said.trim_end_matches(['.', ',', ' ']);
    wanted.iter().any(|words| ends_in(said, words))
}

/// A sentence without a verb, of the kinds that are sure: `The aim being …`, `Also the …`, two or three words alone.
fn fragment(passage: &Passage, school: &School) -> Option<(String, Range<usize>, &'static str)> {
    let text = passage.text.as_str();
    if passage.form != Form::Paragraph {
        return None;
    }
    if let Some(range) = lacking(passage) {
        return Some((beginning(&text[range.clone()]), range, "is no sentence: it has no verb"));
    }
    let root = passage.address.split('.').next()?;
    let policy = school.documents.iter().any(|it| it.id == root && it.kind.states_policy());
    (policy && is_bare(passage)).then(|| (text.to_owned(), 0..text.len(), "stands alone and says nothing"))
}

/// The first sentence that is sure to have no verb.
fn lacking(wording: &Wording) -> Option<Range<usize>> {
    let lacks = |said: &str| {
        let first: Vec<String> = words(said).iter().take(3).map(|word| word.lower()).collect();
        let being = first.first().is_some_and(|word| word == "the") && first.get(2).is_some_and(|word| word == "being");
        let main = said.split(", which").next().unwrap_or(said);
        let also =
            first.first().is_some_and(|word| word == "also") && !words(main).iter().any(|word| is_verb(word.text));
        being || also
    };
    let may_lack = wording.has_any(&["being", "also"]);
    wording.sentences().iter().filter(|_| may_lack).find(|range| lacks(&wording.text[(*range).clone()])).cloned()
}

/// Whether words are a full stop behind two or three others, none of them a verb.
fn is_bare(wording: &Wording) -> bool {
    let alone = wording.text.ends_with('.') && wording.sentences().len() == 1 && wording.tokens().count() <= 3;
    alone && !wording.tokens().any(|word| is_verb(word.text))
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
