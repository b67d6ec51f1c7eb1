//! A promise that rests on no rule.

use crate::diagnostic::Level;
use crate::lint::facts::parties::{is_everyone, leaves};
use crate::lint::facts::wording::Kept;
use crate::lint::words::english::{binds, singular, words};
use crate::lint::{Context, Lint, MOST, Report};
use crate::model::document::{Document, Paper, Verb};
use crate::model::sentence::Sentence;
use crate::model::words::Value;
use crate::model::{Entity, School};
use crate::word::{Kind, Mark, Word};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

pub(super) static LINT: Lint = Lint {
    name: "promise-without-rule",
    summary: "an agreement asks for a promise that no rule backs",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/promise-without-rule.md"),
    check,
};

/// Beginnings of a promise that owns up to something rather than undertaking it.
const OWNING: [&str; 9] = [
    "i understand",
    "i know",
    "i recognise",
    "i accept",
    "i agree",
    "i have read",
    "i may",
    "i am aware",
    "we understand",
];

/// From how many of its longer words on, in tenths, a rule is taken to say the same as a promise.
const ALIKE: usize = 5;

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut agreements = cx.school.documents.iter().filter(|it| it.kind == Kind::Agreement).peekable();
    if agreements.peek().is_none() {
        return;
    }
    let said = said(cx);
    let rules = Rules::of(&said);
    for document in agreements {
        let readers = leaves(cx.school, &document.audience);
        let alone: Vec<(&Paper, String)> = cx
            .papers_of(document)
            .into_iter()
            .filter_map(|paper| {
                let Verb::Promise(givers, words) = &paper.verb else { return None };
                let text = cx.school.named(words);
                let theirs = givers.any.is_empty() || !leaves(cx.school, &givers.any).is_disjoint(&readers);
                let owns = OWNING.iter().any(|words| text.to_lowercase().starts_with(words));
                let backed = paper.clauses.get(Word::Cites).iter().any(|value| value.entity().is_some());
                (theirs && !owns && !backed && !rules.say(cx.school, &text, &readers)).then_some((paper, text))
            })
            .collect();
        push(report, document, &alone);
    }
}

fn push(report: &mut Report, document: &Document, alone: &[(&Paper, String)]) {
    let Some((first, text)) = alone.first() else { return };
    let more = match alone.len() - 1 {
        0 => String::new(),
        1 => ", nor behind one more here".to_owned(),
        count => format!(", nor behind {count} more here"),
    };
    let mut found = report
        .at(first.span, format!("nothing names the rule behind the promise `{text}`{more}"))
        .help("name the rule that it turns into a promise, `cites policy.rule`, or write that rule")
        .about(&document.id)
        .fact(alone.iter().map(|(paper, _)| paper.address.as_str()).collect::<Vec<_>>().join(", "));
    for (paper, _) in alone.iter().skip(1).take(MOST) {
        found = found.with(paper.span, "nor behind this one");
    }
    report.push(found);
}

/// The longer words of a text, cut short.
static STEMS: Kept<BTreeSet<String>> = Kept::new(|wording| stems(&wording.text));

/// The longer words of every rule, so that a promise finds those that speak of the same.
struct Rules<'a> {
    /// Every rule.
    all: &'a [Said<'a>],
    /// For each longer word, the rules in which it stands.
    by_stem: HashMap<&'a str, Vec<usize>>,
}

/// A rule and its longer words.
type Said<'a> = (&'a Sentence, Arc<BTreeSet<String>>);

fn said<'a>(cx: &'a Context<'_>) -> Vec<Said<'a>> {
    let rules = cx.school.sentences.iter().filter(|it| it.mark != Some(Mark::Always));
    rules.filter_map(|rule| Some((rule, STEMS.of(cx.spoken(rule)?)))).collect()
}

impl<'a> Rules<'a> {
    fn of(all: &'a [Said<'a>]) -> Self {
        let mut by_stem: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, (_, stems)) in all.iter().enumerate() {
            stems.iter().for_each(|stem| by_stem.entry(stem).or_default().push(at));
        }
        Self { all, by_stem }
    }

    /// Whether a rule binds everybody, or one of these people.
    fn binds(&self, school: &School, rule: usize, people: &BTreeSet<Entity>) -> bool {
        let subjects = &self.all[rule].0.subjects.any;
        let everyone = subjects.iter().filter_map(Value::entity).any(|it| is_everyone(school, it));
        let bound = leaves(school, subjects);
        everyone || bound.is_empty() || !bound.is_disjoint(people)
    }

    /// Whether some rule that binds one of these people says much the same as a promise.
    fn say(&self, school: &School, promise: &str, givers: &BTreeSet<Entity>) -> bool {
        let wanted = stems(promise);
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for rule in wanted.iter().filter_map(|stem| self.by_stem.get(stem.as_str())).flatten() {
            *shared.entry(*rule).or_default() += 1;
        }
        let binds = |rule: usize| self.binds(school, rule, givers);
        shared.into_iter().any(|(rule, count)| count > 1 && count * 10 >= wanted.len() * ALIKE && binds(rule))
    }
}

/// The beginnings of the longer words of a text: `photographs` and `photographing` are one. `Only` says nothing of what
/// a rule is about.
fn stems(text: &str) -> BTreeSet<String> {
    let telling = |word: &String| word.len() > 3 && word != "only" && !binds(word);
    let long =
        words(text).into_iter().filter(|word| word.text.len() > 3).map(|word| singular(word.text)).filter(telling);
    long.map(|word| word.chars().take(6).collect()).collect()
}
