//! A list of duties that several posts hold together, with nobody in the lead.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::role::RoleKind;
use crate::model::sentence::{Home, Sentence};
use crate::suggest::all_of;
use std::collections::BTreeMap;

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

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut lists: BTreeMap<(String, Vec<usize>), Vec<&Sentence>> = BTreeMap::new();
    for sentence in cx.school.sentences.iter().filter(|it| it.strength.value.asks()) {
        let posts = posts(cx, sentence);
        if posts.len() > 1 {
            lists.entry((home(sentence), posts)).or_default().push(sentence);
        }
    }
    for ((_, posts), sentences) in lists {
        let Some(first) = sentences.first().filter(|_| sentences.len() >= LIST) else { continue };
        let names: Vec<String> = posts.iter().map(|at| format!("`{}`", cx.school.roles[*at].title)).collect();
        let message = format!(
            "{} hold {} duties together, and none of them answers for the list",
            all_of(&names),
            sentences.len()
        );
        let mut found = report
            .at(first.span, message)
            .label("the first of them")
            .help("give the list to one post, and let the others stand in with `then` or help with duties of their own")
            .about(block(&first.address))
            .fact(names.join(", "));
        for other in sentences.iter().skip(1).take(8) {
            found = found.with(other.span, "");
        }
        report.push(found);
    }
}

/// The posts that a sentence falls on, where it falls on posts alone and not on one with its deputies.
fn posts(cx: &Context<'_>, sentence: &Sentence) -> Vec<usize> {
    let roles: Vec<usize> = sentence.roles().filter(|at| cx.school.roles[*at].kind == RoleKind::Post).collect();
    let lead = roles.iter().any(|at| {
        let deputies = &cx.school.roles[*at].deputies;
        roles
            .iter()
            .filter(|other| *other != at)
            .all(|other| deputies.iter().any(|it| it.entity() == Some(Entity::Role(*other))))
    });
    if lead || roles.len() < sentence.subjects.any.len() { Vec::new() } else { roles }
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
