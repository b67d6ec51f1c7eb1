//! A post is spoken of in words, and nobody can tell which one is meant.

use crate::diagnostic::Level;
use crate::lint::facts::parties::names_nobody;
use crate::lint::{Context, Lint, MOST, Printed, Report};
use crate::model::Entity;
use crate::model::document::{Document, Part, Section, each_part};
use crate::model::role::RoleKind;
use crate::model::words::{Value, Words};
use crate::span::Span;
use crate::suggest::all_of;
use crate::word::Word;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static LINT: Lint = Lint {
    name: "role-undefined",
    summary: "a post is used but not declared among the roles",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/role-undefined.md"),
    check,
};

/// Public services that everybody can find and no school declares a post for.
const PUBLIC: [&str; 5] = ["police", "social care", "ambulance", "fire brigade", "fire service"];

/// How words begin that mean one person or body, behind `with`, where people of any kind may stand.
const ONE: [&str; 5] = ["the ", "a ", "an ", "our ", "another "];

/// Words where a role should stand, each with its address.
type Place<'a> = (Span, &'a str);

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut undefined: BTreeMap<String, Vec<Place<'_>>> = BTreeMap::new();
    for (words, address) in quoted(cx) {
        let name = cx.school.named(words);
        if !is_public(&name) {
            undefined.entry(name).or_default().push((words.span, address));
        }
    }
    for (name, places) in undefined {
        let message = format!("`{name}` stands where a post should, and no role is declared for it");
        if let Some(found) = report.across(places, message) {
            report.push(found.help("name a declared role, or declare one: `role short-name \"Title\"`").fact(name));
        }
    }
    for document in &cx.school.documents {
        for section in document.parts.iter().filter_map(listing) {
            left_out(cx, report, document, section);
        }
    }
}

/// Everything quoted where a role should stand; a recipient whom nobody can tell is the matter of `recipient-unspecified`.
fn quoted<'a>(cx: &'a Context<'_>) -> Vec<(&'a Words, &'a str)> {
    let mut found = Vec::new();
    let mut take = |value: &'a Value, address: &'a str, fits: &dyn Fn(&str) -> bool| {
        if let Value::Words(words) = value
            && fits(&words.raw())
        {
            found.push((words, address));
        }
    };
    let any = |_: &str| true;
    let told = |text: &str| !names_nobody(text);
    let one = |text: &str| told(text) && ONE.iter().any(|one| text.starts_with(one));
    for sentence in &cx.school.sentences {
        sentence.subjects.any.iter().for_each(|value| take(value, &sentence.address, &any));
        for word in [Word::To, Word::By] {
            sentence.clauses.get(word).iter().for_each(|value| take(value, &sentence.address, &told));
        }
        sentence.clauses.get(Word::With).iter().for_each(|value| take(value, &sentence.address, &one));
    }
    for document in &cx.school.documents {
        let by = document.acts.iter().flat_map(|act| act.clauses.get(Word::By));
        document.owner.iter().chain(by).for_each(|value| take(value, &document.id, &any));
    }
    found
}

fn is_public(name: &str) -> bool {
    let name = name.to_lowercase();
    PUBLIC.iter().any(|service| name.contains(service))
}

/// The section in which a document lists its roles.
fn listing(part: &Part) -> Option<&Section> {
    match part {
        Part::Section(section) if section.title.to_lowercase().starts_with("roles") => Some(section),
        _ => None,
    }
}

fn role(value: &Value) -> Option<usize> {
    match value.entity() {
        Some(Entity::Role(at)) => Some(at),
        _ => None,
    }
}

/// Posts that a document gives work to, and that its own list of roles passes over.
fn left_out(cx: &Context<'_>, report: &mut Report, document: &Document, section: &Section) {
    let roles = |printed: &[usize]| -> BTreeSet<usize> {
        printed.iter().flat_map(|at| cx.school.sentences[*at].roles()).collect()
    };
    let mut listed = roles(&Printed::of(cx.school, &section.parts).sentences);
    each_part(&section.parts, &mut |part| {
        if let Part::Show(values, _) = part {
            listed.extend(values.iter().filter_map(role));
        }
    });
    let everywhere = Printed::of(cx.school, &document.parts).sentences;
    let mut at_work = roles(&everywhere);
    at_work.extend(document.owner.as_ref().and_then(role));
    let is_post = |at: &&usize| cx.school.roles[**at].kind == RoleKind::Post;
    let missing: Vec<usize> = at_work.difference(&listed).filter(is_post).copied().collect();
    let named: Vec<String> = missing.iter().map(|at| format!("`{}`", cx.school.roles[*at].title)).collect();
    if missing.is_empty() {
        return;
    }
    let message =
        format!("the section `{}` passes over {}, to whom this document gives work", section.title, all_of(&named));
    let found = report
        .at(section.span, message)
        .help("show each of them there, with what the post has to do")
        .about(&section.address)
        .fact(named.join(", "));
    report.push(missing.iter().take(MOST).fold(found, |found, at| found.with(cx.school.roles[*at].span, "this post")));
}
