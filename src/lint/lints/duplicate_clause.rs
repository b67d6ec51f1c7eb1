//! The same clause twice for the same people, in the same words or in some of them.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::Level;
use crate::lint::facts::holders::Holders;
use crate::lint::words::english::{binds, singular};
use crate::lint::words::lexicon::Cut;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::sentence::{Phrase, Sentence};
use crate::model::words::Value;
use crate::word::{Strength, Word};

pub(super) static LINT: Lint = Lint {
    name: "duplicate-clause",
    summary: "the same clause stands twice for the same people",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/duplicate-clause.md"),
    check,
};

/// With fewer words that say something, two clauses are alike by chance.
const ENOUGH: usize = 5;

/// Clauses that make two sentences differ whatever their words are.
const SETTING: [Word; 9] =
    [Word::On, Word::In, Word::During, Word::Before, Word::After, Word::Every, Word::About, Word::From, Word::Within];

/// What a clause says, without its order and endings.
struct Said<'a> {
    sentence: &'a Sentence,
    /// The numbers of its words, in order.
    words: Vec<u32>,
    /// The number of all else that makes two clauses differ.
    key: usize,
    subjects: BTreeSet<String>,
    /// Whether it falls on the school as a whole, and so on everyone whom another clause names.
    is_schools: bool,
}

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut keys = HashMap::new();
    let all: Vec<Said<'_>> = cx.school.sentences.iter().filter_map(|sentence| said(cx, sentence, &mut keys)).collect();
    let holders = Holders::new(all.iter().enumerate().map(|(at, it)| (at, it.words.as_slice())));
    // Whoever says all of a clause also holds its rarest word, so that only those few are compared.
    let mut rarest: Vec<&[usize]> = vec![&[]; all.len()];
    for group in holders.groups() {
        for at in group {
            if rarest[*at].is_empty() || group.len() < rarest[*at].len() {
                rarest[*at] = group;
            }
        }
    }
    for (at, it) in all.iter().enumerate() {
        let other = rarest[at].iter().map(|other| (*other, &all[*other])).find(|(other, fuller)| {
            let same = it.words == fuller.words;
            *other != at
                && it.key == fuller.key
                && is_subset(&it.words, &fuller.words)
                && (it.subjects.is_subset(&fuller.subjects) || it.is_schools || fuller.is_schools)
                && (!same || it.subjects != fuller.subjects || *other < at)
        });
        let Some((_, other)) = other else { continue };
        let (here, there) = (it.sentence, other.sentence);
        let same = if it.words == other.words { "says the same as" } else { "says only what is also said in" };
        report.push(
            report
                .at(here.span, format!("`{}` {same} `{}`", here.address, there.address))
                .label("once here")
                .with(there.span, "and once here")
                .help("keep one of the two, and show it where the other stood")
                .about(&here.address)
                .fact(there.address.as_str()),
        );
    }
}

/// Whether all of some numbers are among others; both are in order.
fn is_subset(some: &[u32], all: &[u32]) -> bool {
    let mut all = all.iter();
    some.iter().all(|one| all.any(|other| other == one))
}

/// The words of a clause that say something, without their endings.
static STEMS: Cut = Cut::new(|word| (!binds(word)).then(|| stem(word)));

fn said<'a>(cx: &Context<'_>, sentence: &'a Sentence, keys: &mut HashMap<String, usize>) -> Option<Said<'a>> {
    let Phrase::Words(phrase) = &sentence.phrase else { return None };
    let stems = cx.stems(&cx.wording(&cx.school.named(phrase)), &STEMS);
    let parties = [Word::To, Word::With].into_iter().flat_map(|word| sentence.clauses.get(word));
    let mut words: Vec<u32> = parties.map(|value| cx.stem(&cx.title(value))).chain(stems.iter().copied()).collect();
    words.sort_unstable();
    words.dedup();
    if words.len() < ENOUGH || sentence.subjects.any.is_empty() {
        return None;
    }
    let forbids = sentence.strength.value == Strength::MustNot || sentence.strength.value == Strength::ShouldNot;
    let mut key = forbids.to_string();
    for value in SETTING.iter().flat_map(|word| sentence.clauses.get(*word)) {
        key.push('|');
        key.push_str(&cx.title(value));
    }
    for condition in &sentence.clauses.conditions {
        key.push_str(&format!("|{} {}", condition.not, cx.title(&condition.what)));
    }
    let new = keys.len();
    let key = *keys.entry(key).or_insert(new);
    let subjects: BTreeSet<String> = sentence.subjects.any.iter().map(name).collect();
    let is_schools = sentence.subjects.any.iter().all(|it| is_school(cx, it));
    Some(Said { sentence, words, key, subjects, is_schools })
}

fn is_school(cx: &Context<'_>, value: &Value) -> bool {
    matches!(value.entity(), Some(Entity::Role(at)) if cx.school.roles[at].id == "school")
}

fn name(value: &Value) -> String {
    match value {
        Value::Name(name) => name.address.clone(),
        other => format!("{:?}", other.span()),
    }
}

/// A word without the endings that grammar asks for.
fn stem(word: &str) -> String {
    let bare = singular(word);
    let cut = ["ing", "ed", "es"].iter().find_map(|ending| bare.strip_suffix(ending).filter(|stem| stem.len() > 3));
    cut.unwrap_or(&bare).trim_end_matches('e').to_owned()
}
