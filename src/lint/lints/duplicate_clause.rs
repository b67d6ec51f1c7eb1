//! The same clause twice for the same people, in the same words or in some of them.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::Level;
use crate::lint::facts::wording::Kept;
use crate::lint::words::english::{binds, singular};
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
    /// Its words by their numbers, in order.
    words: Vec<usize>,
    key: String,
    subjects: BTreeSet<String>,
    /// Whether it falls on the school as a whole, and so on everyone whom another clause names.
    is_schools: bool,
}

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut numbers = HashMap::new();
    let all: Vec<Said<'_>> =
        cx.school.sentences.iter().filter_map(|sentence| said(cx, sentence, &mut numbers)).collect();
    let mut holders: HashMap<(&str, usize), Vec<usize>> = HashMap::new();
    for (at, it) in all.iter().enumerate() {
        it.words.iter().for_each(|word| holders.entry((&it.key, *word)).or_default().push(at));
    }
    for (at, it) in all.iter().enumerate() {
        // Whoever says all of this also holds its rarest word, so that only those few are compared.
        let rarest =
            it.words.iter().filter_map(|word| holders.get(&(it.key.as_str(), *word))).min_by_key(|all| all.len());
        let other = rarest.into_iter().flatten().map(|other| (*other, &all[*other])).find(|(other, fuller)| {
            let same = it.words == fuller.words;
            *other != at
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
fn is_subset(some: &[usize], all: &[usize]) -> bool {
    let mut all = all.iter();
    some.iter().all(|one| all.any(|other| other == one))
}

/// The words of a clause that say something, without their endings.
static STEMS: Kept<BTreeSet<String>> =
    Kept::new(|wording| wording.words().iter().filter(|word| !binds(word.text)).map(|word| stem(word.text)).collect());

fn said<'a>(cx: &Context<'_>, sentence: &'a Sentence, numbers: &mut HashMap<String, usize>) -> Option<Said<'a>> {
    let Phrase::Words(phrase) = &sentence.phrase else { return None };
    let stems = STEMS.of(&cx.wording(&cx.school.named(phrase)));
    let parties = [Word::To, Word::With].into_iter().flat_map(|word| sentence.clauses.get(word));
    let parties: Vec<String> = parties.map(|value| cx.title(value)).collect();
    let mut number = |word: &String| {
        numbers.get(word).copied().unwrap_or_else(|| {
            let new = numbers.len();
            numbers.insert(word.clone(), new);
            new
        })
    };
    let mut said: Vec<usize> = stems.iter().chain(&parties).map(&mut number).collect();
    said.sort_unstable();
    said.dedup();
    let settings = SETTING.iter().flat_map(|word| sentence.clauses.get(*word)).map(|value| cx.title(value));
    let conditions = sentence.clauses.conditions.iter().map(|it| format!("{} {}", it.not, cx.title(&it.what)));
    let forbids = sentence.strength.value == Strength::MustNot || sentence.strength.value == Strength::ShouldNot;
    let key = std::iter::once(forbids.to_string()).chain(settings).chain(conditions).collect::<Vec<_>>().join("|");
    let subjects: BTreeSet<String> = sentence.subjects.any.iter().map(name).collect();
    let is_schools = sentence.subjects.any.iter().all(|it| is_school(cx, it));
    (said.len() >= ENOUGH && !subjects.is_empty()).then_some(Said { sentence, words: said, key, subjects, is_schools })
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
