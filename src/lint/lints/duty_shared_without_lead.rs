//! A list of duties that several posts hold together, with nobody in the lead.

use crate::diagnostic::Level;
use crate::lint::facts::parties::is_group;
use crate::lint::{Context, Lint, MOST, Report};
use crate::model::Entity;
use crate::model::role::RoleKind;
use crate::model::sentence::{Home, Sentence};
use crate::suggest::all_of;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static LINT: Lint = Lint {
    name: "duty-shared-without-lead",
    summary: "several posts hold the same list and none answers for it",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/duty-shared-without-lead.md"),
    check,
};

/// A list is at least so long; a single shared duty may be done by two on purpose.
const LIST: usize = 3;

/// A sentence, and those on whom it falls together.
type Shared<'a> = (&'a Sentence, BTreeSet<usize>);

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut homes: BTreeMap<String, Vec<Shared<'_>>> = BTreeMap::new();
    for sentence in cx.school.sentences.iter().filter(|it| it.strength.value.asks()) {
        let holders = holders(cx, sentence);
        if holders.len() > 1 {
            homes.entry(home(sentence)).or_default().push((sentence, holders));
        }
    }
    for list in homes.into_values().flat_map(lists) {
        if list.len() >= LIST {
            push(cx, report, &list);
        }
    }
}

/// The sentences of one place, by those on whom they fall; where each falls on one and the same post with changing
/// others, they are one list.
fn lists(all: Vec<Shared<'_>>) -> Vec<Vec<Shared<'_>>> {
    let common =
        all.iter().skip(1).fold(all.first().map(|it| it.1.clone()).unwrap_or_default(), |common, (_, it)| &common & it);
    if !common.is_empty() {
        return vec![all];
    }
    let mut sets: BTreeMap<BTreeSet<usize>, Vec<Shared<'_>>> = BTreeMap::new();
    for shared in all {
        sets.entry(shared.1.clone()).or_default().push(shared);
    }
    sets.into_values().collect()
}

fn push(cx: &Context<'_>, report: &mut Report, list: &[Shared<'_>]) {
    let Some((first, _)) = list.first() else { return };
    let mut holders: Vec<usize> = Vec::new();
    for (sentence, set) in list {
        holders.extend(sentence.roles().filter(|at| set.contains(at)));
    }
    let mut seen = BTreeSet::new();
    holders.retain(|at| seen.insert(*at));
    let names: Vec<String> = holders.iter().map(|at| format!("`{}`", cx.school.roles[*at].title)).collect();
    let message =
        format!("{} hold {} duties together, and none of them answers for the list", all_of(&names), list.len());
    let found = report
        .at(first.span, message)
        .label("the first of them")
        .help("give the list to one post, and let the others stand in with `then` or help with duties of their own")
        .about(block(&first.address))
        .fact(names.join(", "));
    report.push(list.iter().skip(1).take(MOST).fold(found, |found, (other, _)| found.with(other.span, "")));
}

/// The posts and leading groups that a sentence falls on, where it falls on them alone and not on a post with its deputies.
fn holders(cx: &Context<'_>, sentence: &Sentence) -> BTreeSet<usize> {
    let roles = &cx.school.roles;
    let is_post = |at: &usize| roles[*at].kind == RoleKind::Post;
    let is_unit = |at: &usize| roles[*at].kind == RoleKind::Group && !is_group(cx.school, Entity::Role(*at));
    let held: BTreeSet<usize> = sentence.roles().filter(|at| is_post(at) || is_unit(at)).collect();
    let lead = held.iter().any(|at| {
        let deputies = &roles[*at].deputies;
        let mut others = held.iter().filter(|other| *other != at);
        others.all(|other| deputies.iter().any(|it| it.entity() == Some(Entity::Role(*other))))
    });
    let alone = held.len() == sentence.subjects.any.len() && held.iter().any(is_post);
    if lead || !alone { BTreeSet::new() } else { held }
}

fn home(sentence: &Sentence) -> String {
    match sentence.home {
        Home::Procedure(_) => sentence.address.clone(),
        _ => block(&sentence.address).to_owned(),
    }
}

/// The address of what a sentence stands in.
fn block(address: &str) -> &str {
    address.rfind('.').map_or(address, |dot| &address[..dot])
}
