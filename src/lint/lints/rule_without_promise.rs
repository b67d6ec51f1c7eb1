//! A rule that its agreement leaves out.

use crate::diagnostic::Level;
use crate::lint::facts::parties::leaves;
use crate::lint::{Context, Lint, MOST, Printed, Report};
use crate::model::Entity;
use crate::model::document::Document;
use crate::model::sentence::Sentence;
use crate::model::words::Value;
use crate::word::{Strength, Word};
use std::collections::{BTreeMap, BTreeSet};

pub(super) static LINT: Lint = Lint {
    name: "rule-without-promise",
    summary: "a rule binds an audience whose agreement does not mention it",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/rule-without-promise.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut by_home: BTreeMap<&str, Vec<&Sentence>> = BTreeMap::new();
    for sentence in cx.school.sentences.iter().filter(|it| is_rule(it)) {
        by_home.entry(home(&sentence.address)).or_default().push(sentence);
    }
    for document in cx.school.documents.iter().filter(|it| it.kind.is_agreement() && !it.audience.is_empty()) {
        let readers = leaves(cx.school, &document.audience);
        let taken = taken(cx, document);
        let homes: BTreeSet<&str> = taken.iter().map(|address| home(address)).collect();
        let left: Vec<&Sentence> = homes
            .iter()
            .filter_map(|home| by_home.get(home))
            .flatten()
            .copied()
            .filter(|sentence| {
                !taken.contains(sentence.address.as_str())
                    && binds(cx, sentence, &readers)
                    && !cites(sentence, document)
            })
            .collect();
        push(cx, report, document, &left);
    }
}

/// Whether it forbids or demands.
fn is_rule(sentence: &Sentence) -> bool {
    matches!(sentence.strength.value, Strength::Must | Strength::MustNot) && sentence.mark.is_none()
}

/// What an address lies in: the block, or the section of a document.
fn home(address: &str) -> &str {
    address.rsplit_once('.').map_or(address, |(home, _)| home)
}

/// The rules that an agreement shows, or that its promises name.
fn taken<'a>(cx: &'a Context<'_>, document: &'a Document) -> BTreeSet<&'a str> {
    let printed = Printed::of(cx.school, &document.parts);
    let mut taken: BTreeSet<&str> =
        printed.sentences.iter().map(|at| cx.school.sentences[*at].address.as_str()).collect();
    for paper in cx.papers_of(document) {
        taken.extend(paper.clauses.get(Word::Cites).iter().filter_map(|value| match value {
            Value::Name(it) if matches!(it.entity, Entity::Sentence(_)) => Some(it.address.as_str()),
            _ => None,
        }));
    }
    taken
}

/// Whether a rule binds every reader by name.
fn binds(cx: &Context<'_>, sentence: &Sentence, readers: &BTreeSet<Entity>) -> bool {
    let bound = leaves(cx.school, &sentence.subjects.any);
    readers.is_subset(&bound)
}

/// Whether a rule is about the agreement itself, such as that it be signed.
fn cites(sentence: &Sentence, document: &Document) -> bool {
    sentence.clauses.get(Word::Cites).iter().any(|value| matches!(value, Value::Name(it) if it.address == document.id))
}

fn push(cx: &Context<'_>, report: &mut Report, document: &Document, left: &[&Sentence]) {
    let Some(first) = left.first() else { return };
    let more = match left.len() - 1 {
        0 => String::new(),
        1 => " and one more rule like it".to_owned(),
        count => format!(" and {count} more rules like it"),
    };
    let mut found = report
        .at(
            document.span,
            format!(
                "`{}` leaves out `{}`{more}, and it binds those who sign",
                document.title,
                cx.says(first).trim_end_matches('.')
            ),
        )
        .with(first.span, "left out")
        .help(format!(
            "show the rule in the agreement, `show {}`, or name it behind a promise with `cites`",
            first.address
        ))
        .about(&document.id)
        .fact(left.iter().map(|it| it.address.as_str()).collect::<Vec<_>>().join(", "));
    for sentence in left.iter().skip(1).take(MOST - 1) {
        found = found.with(sentence.span, "left out as well");
    }
    report.push(found);
}
