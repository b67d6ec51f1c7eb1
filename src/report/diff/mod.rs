//! What changed between two schools → what people and programs read. Every format is made from one list of changes.

mod html;
mod human;
mod json;
mod markdown;
pub mod since;

pub use html::html;
pub use human::{human, plain_view};
pub use json::json;
pub use markdown::markdown;

use crate::diff::{Aspect, Axis, Certainty, Change, Class, Run, Said, Stale, Verdict, words};
use crate::model::date::{Day, day_in_words};
use crate::source::Sources;
use crate::span::Span;

/// What a report on changes is made from.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// The first side.
    pub base: Side<'a>,
    /// The second side.
    pub head: Side<'a>,
    /// The day on which both are looked at.
    pub as_of: Day,
    /// In the order in which they are told.
    pub changes: &'a [Change],
    /// Acceptances that do nothing.
    pub stale: &'a [Stale],
}

/// One side.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// What people call it: a folder, a revision, a day.
    pub label: &'a str,
    /// Its texts.
    pub sources: &'a Sources,
    /// What is left out of the front of its paths.
    pub within: &'a str,
}

impl<'a> Side<'a> {
    /// Where something is said: a path and a line.
    fn place(&self, span: Span) -> (&'a str, usize) {
        let file = self.sources.get(span.source);
        let inside = file.path.strip_prefix(self.within).filter(|_| !self.within.is_empty());
        let path = inside.map_or(file.path.as_str(), |it| it.trim_start_matches('/'));
        (path, file.position(span.start as usize).line)
    }

    /// `roles.byelaw:12`; nothing where many rules say it together.
    fn told(&self, said: Option<&Said>) -> Option<String> {
        let (path, line) = self.place(said?.span?);
        Some(format!("{path}:{line}"))
    }
}

impl Compared<'_> {
    /// What all changes come to.
    fn verdict(&self) -> Verdict {
        Verdict::of(self.changes)
    }

    /// How many changes go which way.
    fn summary(&self) -> String {
        summary(self.changes.iter())
    }

    /// The changes of each axis that has some.
    fn by_axis(&self) -> Vec<(Axis, Vec<&Change>)> {
        let of = |axis: Axis| self.changes.iter().filter(move |it| it.axis == axis).collect::<Vec<_>>();
        Axis::ALL.iter().map(|axis| (*axis, of(*axis))).filter(|(_, changes)| !changes.is_empty()).collect()
    }
}

/// `2 relaxes, 1 editorial; 1 accepted`.
fn summary<'c>(changes: impl Iterator<Item = &'c Change> + Clone) -> String {
    let counts = Class::ALL.iter().filter_map(|class| {
        let count = changes.clone().filter(|it| it.class == *class).count();
        (count > 0).then(|| format!("{count} {}", class.word()))
    });
    let counts: Vec<String> = counts.collect();
    let accepted = changes.filter(|it| it.accepted.is_some()).count();
    let accepted = if accepted > 0 { format!("; {accepted} accepted") } else { String::new() };
    if counts.is_empty() { "nothing changed".to_owned() } else { format!("{}{accepted}", counts.join(", ")) }
}

/// What a change is called: `frequency of headteacher.train: lowered`.
fn heading(it: &Change) -> String {
    format!("{}: {} {}", it.subject, it.kind.aspect.title(), it.kind.moved.word())
}

/// Which way it goes, and whether a person must look.
fn class(it: &Change) -> String {
    let sure = if it.certainty == Certainty::Judgement { ", to be judged" } else { "" };
    format!("{}{sure}", it.class.word())
}

/// What it asks of people, in words.
fn requires(it: &Change) -> Vec<&'static str> {
    it.requires.iter().map(|require| require.title()).collect()
}

/// Who accepted it.
fn accepted(it: &Change) -> Option<String> {
    let by = it.accepted.as_ref()?;
    let minute = by.minute.as_ref().map(|it| format!(", minute {it}")).unwrap_or_default();
    Some(format!("{} until {}{minute}: {}", by.who, day_in_words(by.until), by.why))
}

/// What an acceptance that does nothing is told with.
fn stale(it: &Stale) -> String {
    let what = if it.expired { "has run out" } else { "fits no change" };
    let by = &it.acceptance.accepted;
    format!("the acceptance of `{}` by {} {what}; take it out of accepted.yaml", it.acceptance.fingerprint, by.who)
}

/// Long words on both sides, run by run; `None` where they are better told whole.
fn runs(it: &Change) -> Option<Vec<Run>> {
    let (before, after) = (it.before.as_ref()?, it.after.as_ref()?);
    let runs = words(&before.words, &after.words);
    let shared: usize =
        runs.iter().map(|run| if let Run::Same(text) = run { text.split_whitespace().count() } else { 0 }).sum();
    let count = before.words.split_whitespace().count().max(after.words.split_whitespace().count());
    (it.kind.aspect != Aspect::Permission && count > 3 && shared * 3 >= count).then_some(runs)
}
