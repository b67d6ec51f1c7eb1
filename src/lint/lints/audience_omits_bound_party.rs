//! A policy that binds people for whom it is not written.

use crate::diagnostic::Level;
use crate::lint::facts::parties::{Group, LeftOut, is_everyone, leaves};
use crate::lint::{Context, Lint, MOST, Printed, Report};
use crate::model::Entity;
use crate::model::document::Document;
use crate::model::sentence::Sentence;
use crate::model::words::Value;
use crate::suggest::all_of;
use crate::word::Strength;
use std::collections::BTreeSet;

pub(super) static LINT: Lint = Lint {
    name: "audience-omits-bound-party",
    summary: "a document binds people outside its audience",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/audience-omits-bound-party.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let agreed = agreed(cx);
    for document in cx.school.documents.iter().filter(|it| it.kind.is_policy() && !it.audience.is_empty()) {
        if document.audience.iter().filter_map(Value::entity).any(|it| is_everyone(cx.school, it)) {
            continue;
        }
        let mut provided = leaves(cx.school, &document.audience);
        provided.extend(&agreed);
        let mut left_out = LeftOut::default();
        for at in Printed::of(cx.school, &document.parts).sentences {
            let sentence = &cx.school.sentences[at];
            if binds(sentence) {
                left_out.note(cx.school, &sentence.subjects.any, &provided, (sentence.span, &sentence.address));
            }
        }
        push(report, document, left_out.groups());
    }
}

/// The people for whom the set has an agreement of their own: they learn there what they are bound to.
fn agreed(cx: &Context<'_>) -> BTreeSet<Entity> {
    let agreements = cx.school.documents.iter().filter(|it| it.kind.is_agreement());
    agreements.flat_map(|it| leaves(cx.school, &it.audience)).collect()
}

/// Whether a sentence lays something on its subjects; a permission binds nobody.
fn binds(sentence: &Sentence) -> bool {
    let laid = [Strength::Must, Strength::MustNot, Strength::Should, Strength::ShouldNot];
    laid.contains(&sentence.strength.value) && sentence.mark.is_none()
}

fn push(report: &mut Report, document: &Document, groups: Vec<Group>) {
    if groups.is_empty() {
        return;
    }
    let titles: Vec<String> = groups.iter().map(|(title, _)| format!("`{title}`")).collect();
    let mut found = report
        .at(document.span, format!("`{}` binds {}, and is not written for them", document.title, all_of(&titles)))
        .help("add them behind `for`, or give them an agreement that says what is asked of them")
        .about(&document.id)
        .fact(titles.join(", "));
    for (title, places) in groups.into_iter().take(MOST) {
        for (span, _) in places.into_iter().take(1) {
            found = found.with(span, format!("binds `{title}`"));
        }
    }
    report.push(found);
}
