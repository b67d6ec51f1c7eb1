//! A report or a permission that is to go to somebody, and nobody can tell to whom.

use crate::diagnostic::Level;
use crate::lint::Form;
use crate::lint::english::{places, sentences};
use crate::lint::parties::{names_nobody, to_nobody};
use crate::lint::{Context, Lint, Report};
use crate::model::role::Role;
use crate::model::{Entity, words::Value};
use crate::span::Span;
use crate::word::Word;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static LINT: Lint = Lint {
    name: "recipient-unspecified",
    summary: "a report or permission goes to an unnamed person",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/recipient-unspecified.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    permissions(cx, report);
    reports(cx, report);
    for sentence in &cx.school.sentences {
        let to = [Word::To, Word::By, Word::With].into_iter().flat_map(|word| sentence.clauses.get(word));
        let of = sentence.clauses.conditions.iter().flat_map(|condition| &condition.of);
        for value in to.chain(of) {
            if let Some(name) = unnamed(cx, value) {
                push(report, value.span(), &sentence.address, &name);
            }
        }
    }
    for passage in
        cx.passages().iter().filter(|passage| matches!(passage.form, Form::Phrase | Form::Promise | Form::Item))
    {
        let text = passage.text.to_lowercase();
        if let Some(range) = to_nobody(&text).filter(|range| passage.text.is_char_boundary(range.end)) {
            let name = passage.text[range.clone()].trim_start_matches("to ").to_owned();
            push(report, passage.span(range), &passage.address, &name);
        }
    }
}

/// A permission that is asked for, and that nobody is named to give: `specific permission has been given`.
fn permissions(cx: &Context<'_>, report: &mut Report) {
    let mut found: BTreeMap<String, Vec<(Span, &str)>> = BTreeMap::new();
    for sentence in &cx.school.sentences {
        for condition in sentence.clauses.conditions.iter().filter(|condition| condition.of.is_empty()) {
            let title = cx.title(&condition.what);
            if is_given_by_nobody(&title) {
                found.entry(title).or_default().push((condition.what.span(), &sentence.address));
            }
        }
    }
    for (title, places) in found {
        if let Some(mut told) = report.across(places, format!("`{title}`, and nobody can tell by whom")) {
            told.level = told.level.min(Level::Warning);
            report.push(told.help("name who gives it, such as `if permission of headteacher`").fact(title));
        }
    }
}

fn is_given_by_nobody(title: &str) -> bool {
    let given = ["permission has been given", "permission has been granted", "permission is given"];
    given.iter().any(|words| !places(title, words).is_empty()) && places(title, "by").is_empty()
}

/// A promise to report, to nobody in particular; where its rule says to whom, the writer has thought of it.
fn reports(cx: &Context<'_>, report: &mut Report) {
    let told = cx.school.sentences.iter().filter(|it| it.clauses.has(Word::To));
    let told: BTreeSet<&str> = told.map(|it| it.address.as_str()).collect();
    let promises = cx.passages().iter().filter(|passage| passage.form == Form::Promise);
    for passage in promises.filter(|passage| !told.contains(passage.address.as_str())) {
        let open = sentences(&passage.text).into_iter().find(|range| is_told_to_nobody(&passage.text[range.clone()]));
        let Some(range) = open else { continue };
        let said = &passage.text[range.clone()];
        let mut told = report
            .at(passage.span(range.clone()), format!("`{said}` does not say to whom"))
            .help("name somebody whom the reader can find, such as “to my teacher”")
            .about(&passage.address)
            .fact(said);
        told.level = told.level.min(Level::Warning);
        report.push(told);
    }
}

fn is_told_to_nobody(sentence: &str) -> bool {
    let reports =
        ["I will report ", "I will always report ", "I report "].iter().any(|words| sentence.starts_with(words));
    let told = places(sentence, "to").iter().any(|to| !sentence[to.end..].starts_with(" me"));
    reports && !told
}

fn push(report: &mut Report, span: Span, address: &str, name: &str) {
    report.push(
        report
            .at(span, format!("`{name}` is to be told or to agree, and nobody can tell who that is"))
            .help("name a post, such as `to dsl`")
            .about(address)
            .fact(name),
    );
}

/// The words or the title that should name somebody and do not.
fn unnamed(cx: &Context<'_>, value: &Value) -> Option<String> {
    match value {
        Value::Words(words) => Some(words.raw()).filter(|text| names_nobody(text)),
        Value::Name(it) => match it.entity {
            Entity::Role(at) => {
                Some(&cx.school.roles[at]).filter(|role| is_empty(cx, role)).map(|role| role.title.clone())
            }
            _ => None,
        },
        _ => None,
    }
}

/// A role that bears such a name, and that nobody holds.
fn is_empty(cx: &Context<'_>, role: &Role) -> bool {
    role.needs_holder() && names_nobody(&role.title) && cx.holders(role).is_empty()
}

#[cfg(test)]
mod tests {
    use super::{is_given_by_nobody, is_told_to_nobody};

    #[test]
    fn a_permission_and_a_report_have_somebody_at_the_other_end() {
        assert!(is_given_by_nobody("specific permission has been given"));
        assert!(!is_given_by_nobody("permission has been given by the head"));
        assert!(is_told_to_nobody("I will report anything nasty that was sent to me."));
        assert!(!is_told_to_nobody("I will report anything nasty to my teacher."));
        assert!(!is_told_to_nobody("I will tell an adult."));
    }
}
