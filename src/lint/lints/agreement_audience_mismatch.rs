//! An agreement whose audience, signers and bound people are not the same.

use crate::diagnostic::Level;
use crate::lint::facts::parties::{are_parents, is_group, leaves};
use crate::lint::words::english::{places, words};
use crate::lint::{Context, Lint, MOST, Printed, Report};
use crate::model::Entity;
use crate::model::document::{Document, Verb};
use crate::model::words::Value;
use crate::span::Span;
use crate::suggest::all_of;
use crate::word::{Kind, Word};
use std::collections::{BTreeMap, BTreeSet};

pub(super) static LINT: Lint = Lint {
    name: "agreement-audience-mismatch",
    summary: "an agreement binds people its title or signature block leaves out",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/agreement-audience-mismatch.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in cx.school.documents.iter().filter(|it| it.kind.is_agreement() && !it.audience.is_empty()) {
        let readers = leaves(cx.school, &document.audience);
        let mut outside: BTreeMap<String, (Span, &str)> = BTreeMap::new();
        let mut signers = BTreeSet::new();
        for paper in cx.papers_of(document) {
            match &paper.verb {
                Verb::Sign => {
                    let by = paper.clauses.get(Word::By);
                    signers.extend(leaves(cx.school, by));
                    for title in strangers(cx, &readers, by) {
                        outside.entry(title).or_insert((paper.span, "is to sign here"));
                    }
                }
                Verb::Promise(_, words) => {
                    for title in spoken_for(cx, &readers, &cx.school.named(words)) {
                        outside.entry(title).or_insert((paper.span, "is bound here"));
                    }
                }
                _ => {}
            }
        }
        for at in Printed::of(cx.school, &document.parts).sentences {
            let sentence = &cx.school.sentences[at];
            let bound = leaves(cx.school, &sentence.subjects.any);
            if bound.intersection(&readers).next().is_some() {
                for title in strangers(cx, &readers, &sentence.subjects.any) {
                    outside.entry(title).or_insert((sentence.span, "is bound here"));
                }
            }
        }
        outsiders(report, document, outside);
        unsigned(cx, report, document, &signers);
    }
}

/// Groups of which nobody is among the readers; parents sign beside their children.
fn strangers(cx: &Context<'_>, readers: &BTreeSet<Entity>, values: &[Value]) -> Vec<String> {
    let groups = values.iter().filter_map(Value::entity).filter(|it| is_group(cx.school, *it));
    let outside = groups.filter(|it| !cx.school.vocabulary.leaves(*it).iter().any(|leaf| readers.contains(leaf)));
    outside.map(|it| cx.school.title(it)).filter(|title| !are_parents(title)).collect()
}

/// Groups that a promise names before its verb: `Governors will …`.
fn spoken_for(cx: &Context<'_>, readers: &BTreeSet<Entity>, text: &str) -> Vec<String> {
    let Some((subject, _)) = text.split_once(" will ").filter(|(subject, _)| is_third(subject)) else {
        return Vec::new();
    };
    let groups = cx.school.vocabulary.of(Kind::Users).filter(|(at, _)| is_group(cx.school, Entity::Entry(*at)));
    let roles = cx.school.roles.iter().enumerate().map(|(at, role)| (Entity::Role(at), &role.title));
    let roles = roles.filter(|(it, _)| is_group(cx.school, *it));
    let named = groups
        .map(|(at, entry)| (Entity::Entry(at), &entry.title))
        .chain(roles)
        .filter(|(_, title)| !places(subject, &title.to_lowercase()).is_empty());
    let outside = named.filter(|(it, _)| !cx.school.vocabulary.leaves(*it).iter().any(|leaf| readers.contains(leaf)));
    outside.map(|(_, title)| title.clone()).collect()
}

/// Whether a short subject speaks of others than whoever signs.
fn is_third(subject: &str) -> bool {
    let words = words(subject);
    words.len() < 6 && !words.iter().any(|word| ["i", "we", "my", "our"].contains(&word.lower().as_str()))
}

fn outsiders(report: &mut Report, document: &Document, outside: BTreeMap<String, (Span, &str)>) {
    if outside.is_empty() {
        return;
    }
    let titles: Vec<String> = outside.keys().map(|title| format!("`{title}`")).collect();
    let mut found = report
        .at(document.span, format!("`{}` binds {}, and is not written for them", document.title, all_of(&titles)))
        .help("add them behind `for`, or write an agreement of their own")
        .about(&document.id)
        .fact(outside.keys().cloned().collect::<Vec<_>>().join(", "));
    for (title, (span, why)) in outside.iter().take(MOST) {
        found = found.with(*span, format!("`{title}` {why}"));
    }
    report.push(found);
}

/// Readers who are not asked to sign, where others are.
fn unsigned(cx: &Context<'_>, report: &mut Report, document: &Document, signers: &BTreeSet<Entity>) {
    let groups = document.audience.iter().filter_map(Value::entity);
    let left_out = groups.filter(|it| !cx.school.vocabulary.leaves(*it).iter().any(|leaf| signers.contains(leaf)));
    let titles: Vec<String> =
        left_out.filter(|_| !signers.is_empty()).map(|it| format!("`{}`", cx.school.title(it))).collect();
    if !titles.is_empty() {
        report.push(
            report
                .at(
                    document.span,
                    format!("`{}` is written for {}, who are not asked to sign it", document.title, all_of(&titles)),
                )
                .help("add them to the `sign by` line")
                .about(&document.id)
                .fact(format!("unsigned: {}", titles.join(", "))),
        );
    }
}
