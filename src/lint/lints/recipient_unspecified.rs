//! A report or a permission that is to go to somebody, and nobody can tell to whom.

use crate::diagnostic::Level;
use crate::lint::Form;
use crate::lint::parties::{VAGUE, WHOM, names_nobody};
use crate::lint::{Context, Lint, Report};
use crate::model::role::Role;
use crate::model::{Entity, words::Value};
use crate::span::Span;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "recipient-unspecified",
    summary: "a report or permission goes to an unnamed person",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/recipient-unspecified.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
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
        if let Some(range) = told(&text).filter(|range| passage.text.is_char_boundary(range.end)) {
            let name = passage.text[range.clone()].trim_start_matches("to ").to_owned();
            push(report, passage.span(range), &passage.address, &name);
        }
    }
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

/// `to the appropriate person`, where no clause names anybody.
fn told(text: &str) -> Option<std::ops::Range<usize>> {
    for vague in VAGUE {
        for whom in WHOM {
            for article in ["the", "an", "a"] {
                let words = format!("to {article} {vague} {whom}");
                if let Some(at) = text.find(&words) {
                    return Some(at..at + words.len());
                }
            }
        }
    }
    None
}
