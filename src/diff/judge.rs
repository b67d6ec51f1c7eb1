//! Holds two versions of one fact against each other.

use std::collections::BTreeSet;

use super::facts::{Content, Fact};
use super::kind::{Certainty, Class, Move, Reading};

/// What came of it.
pub(super) struct Judged {
    pub(super) moved: Move,
    pub(super) class: Class,
    pub(super) certainty: Certainty,
    /// What is less than before, and what is more, where it is some of each.
    pub(super) both_ways: Option<(String, String)>,
}

/// The change between two versions; `None` where they say the same.
pub(super) fn compare(before: &Fact, after: &Fact) -> Option<Judged> {
    if same(&before.content, &after.content) {
        return None;
    }
    let (moved, both_ways) = moved(&before.content, &after.content);
    let vague = matches!(before.content, Content::Words(_)) || matches!(after.content, Content::Words(_));
    // What binds on one side and allows on the other has no direction of its own: the strength tells it.
    let reading = if before.reading == after.reading { before.reading } else { Reading::Plain };
    let class = match (reading, moved.grows()) {
        (Reading::Editorial, _) => Class::Editorial,
        (Reading::Prose, _) if folded(&before.content) == folded(&after.content) => Class::Editorial,
        (Reading::Firmer, Some(more)) => direction(more),
        (Reading::Looser, Some(more)) => direction(!more),
        (Reading::Firmer | Reading::Looser, None) if both_ways.is_some() => Class::Mixed,
        _ => Class::Neutral,
    };
    let certainty = match class {
        Class::Editorial => Certainty::Certain,
        Class::Neutral if reading == Reading::Prose => Certainty::Judgement,
        _ if vague && matches!(reading, Reading::Firmer | Reading::Looser) => Certainty::Judgement,
        _ => before.aspect.certainty(),
    };
    Some(Judged { moved, class, certainty, both_ways: both_ways.filter(|_| class == Class::Mixed) })
}

/// A fact that only one side has.
pub(super) fn alone(fact: &Fact, is_new: bool) -> Judged {
    let class = match fact.presence {
        Reading::Firmer | Reading::Presence => direction(is_new),
        Reading::Looser => direction(!is_new),
        Reading::Plain | Reading::Prose => Class::Neutral,
        Reading::Editorial => Class::Editorial,
    };
    let moved = if is_new { Move::Added } else { Move::Removed };
    Judged { moved, class, certainty: fact.aspect.certainty(), both_ways: None }
}

fn direction(firmer: bool) -> Class {
    if firmer { Class::Tightens } else { Class::Relaxes }
}

fn same(before: &Content, after: &Content) -> bool {
    match (before, after) {
        (Content::Group(one, _), Content::Group(other, _)) => one == other,
        _ => before == after,
    }
}

fn moved(before: &Content, after: &Content) -> (Move, Option<(String, String)>) {
    match (before, after) {
        (Content::Amount(one), Content::Amount(other)) if other > one => (Move::Raised, None),
        (Content::Amount(_), Content::Amount(_)) => (Move::Lowered, None),
        // What has a number is firmer than what is vague.
        (Content::Words(_), Content::Amount(_)) => (Move::Raised, None),
        (Content::Amount(_), Content::Words(_)) => (Move::Lowered, None),
        (Content::Set(one), Content::Set(other)) | (Content::Group(_, one), Content::Group(_, other)) => {
            sets(one, other)
        }
        (Content::List(one), Content::List(other)) => lists(one, other),
        _ => (Move::Changed, None),
    }
}

fn sets(before: &BTreeSet<String>, after: &BTreeSet<String>) -> (Move, Option<(String, String)>) {
    let all = |it: &BTreeSet<String>| it.contains("everyone");
    let gone: Vec<&str> = before.difference(after).map(String::as_str).collect();
    let new: Vec<&str> = after.difference(before).map(String::as_str).collect();
    match (gone.is_empty() || all(after), new.is_empty() || all(before)) {
        (true, true) => (Move::Changed, None),
        (true, false) => (Move::Extended, None),
        (false, true) => (Move::Reduced, None),
        (false, false) => (Move::Changed, Some((gone.join(", "), new.join(", ")))),
    }
}

fn lists(before: &[String], after: &[String]) -> (Move, Option<(String, String)>) {
    let set = |it: &[String]| it.iter().cloned().collect::<BTreeSet<String>>();
    if within(before, after) {
        return (Move::Extended, None);
    }
    if within(after, before) {
        return (Move::Reduced, None);
    }
    match sets(&set(before), &set(after)) {
        (Move::Changed, both) => (Move::Changed, both),
        // One holds the other, but in another order.
        _ => (Move::Changed, None),
    }
}

/// Whether a list is what is left of another when some of it is struck out.
fn within(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|it| rest.any(|other| other == it))
}

/// Words without signs and capitals.
fn folded(content: &Content) -> Option<String> {
    let Content::Words(words) = content else { return None };
    let plain = words.to_lowercase().replace(|next: char| !next.is_alphanumeric(), " ");
    Some(plain.split_whitespace().collect::<Vec<_>>().join(" "))
}
