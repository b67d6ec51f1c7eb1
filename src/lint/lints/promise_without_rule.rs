//! A promise that rests on no rule.

use crate::diagnostic::Level;
use crate::lint::facts::holders::Holders;
use crate::lint::facts::parties::{is_everyone, leaves};
use crate::lint::words::english::{binds, singular};
use crate::lint::words::lexicon::Cut;
use crate::lint::{Context, Lint, MOST, Report};
use crate::model::document::{Document, Paper, Verb};
use crate::model::sentence::Sentence;
use crate::model::words::Value;
use crate::model::{Entity, School};
use crate::word::{Mark, Word};
use std::collections::{BTreeMap, BTreeSet};

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
    let mut agreements = cx.school.documents.iter().filter(|it| it.kind.is_agreement()).peekable();
    if agreements.peek().is_none() {
        return;
    }
    let rules = Rules::of(cx);
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
                (theirs && !owns && !backed && !rules.say(cx, &text, &readers)).then_some((paper, text))
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

/// The beginnings of longer words: `photographs` and `photographing` are one. `Only` says nothing of what a rule is about.
static STEMS: Cut = Cut::new(|word| {
    let one = (word.len() > 3).then(|| singular(word)).filter(|one| one.len() > 3 && one != "only" && !binds(one))?;
    Some(one.chars().take(6).collect())
});

/// The longer words of every rule, so that a promise finds those that speak of the same.
struct Rules<'a> {
    /// Every rule.
    all: Vec<&'a Sentence>,
    /// For each longer word, the rules in which it stands.
    by_stem: Holders,
}

impl<'a> Rules<'a> {
    fn of(cx: &'a Context<'_>) -> Self {
        let rules = cx.school.sentences.iter().filter(|it| it.mark != Some(Mark::Always));
        let said = rules.filter_map(|rule| Some((rule, cx.stems(cx.spoken(rule)?, &STEMS))));
        let (all, said): (Vec<&Sentence>, Vec<_>) = said.unzip();
        let by_stem = Holders::new(said.iter().enumerate().map(|(at, stems)| (at, stems.as_slice())));
        Self { all, by_stem }
    }

    /// Whether a rule binds everybody, or one of these people.
    fn binds(&self, school: &School, rule: usize, people: &BTreeSet<Entity>) -> bool {
        let subjects = &self.all[rule].subjects.any;
        let everyone = subjects.iter().filter_map(Value::entity).any(|it| is_everyone(school, it));
        let bound = leaves(school, subjects);
        everyone || bound.is_empty() || !bound.is_disjoint(people)
    }

    /// Whether some rule that binds one of these people says much the same as a promise.
    fn say(&self, cx: &Context<'_>, promise: &str, givers: &BTreeSet<Entity>) -> bool {
        let wanted = cx.stems(&cx.wording(promise), &STEMS);
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for rule in wanted.iter().flat_map(|stem| self.by_stem.of(*stem)) {
            *shared.entry(*rule).or_default() += 1;
        }
        let binds = |rule: usize| self.binds(cx.school, rule, givers);
        shared.into_iter().any(|(rule, count)| count > 1 && count * 10 >= wanted.len() * ALIKE && binds(rule))
    }
}
