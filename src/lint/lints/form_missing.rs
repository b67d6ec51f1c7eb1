//! A form that is to be filled in, and that is not there.

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::words::english::words;
use crate::lint::{Context, Lint, MOST, Printed, Report};
use crate::model::Entity;
use crate::model::document::Part;
use crate::model::sentence::{Home, Phrase};
use crate::model::words::{Inline, Value};
use crate::span::Span;
use std::collections::BTreeMap;

pub(super) static LINT: Lint = Lint {
    name: "form-missing",
    summary: "a form the procedure relies on is absent",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/form-missing.md"),
    check,
};

/// Words before “form” that make it something else than a paper.
const OTHERS: [&str; 22] = [
    "not",
    "must",
    "may",
    "should",
    "will",
    "can",
    "any",
    "every",
    "other",
    "of",
    "to",
    "another",
    "either",
    "some",
    "written",
    "digital",
    "printed",
    "whatever",
    "different",
    "new",
    "own",
    "electronic",
];

/// Words before “form” that say nothing of which form it is.
const BARE: [&str; 7] = ["the", "a", "this", "that", "completed", "signed", "filled-in"];

/// Words of a form by which somebody agrees; `consent-form-missing` looks after those.
const ASKING: [&str; 4] = ["consent", "permission", "agreement", "reply"];

/// Words that speak of a form.
static FORMS: Gate = Gate::new(|wording| wording.has_any(&["form"]) && form(&wording.text).is_some());

fn check(cx: &Context<'_>, report: &mut Report) {
    let known: Vec<String> = known(cx);
    let with_form: Vec<bool> = cx.school.procedures.iter().map(|it| prints_form(cx, &it.parts)).collect();
    let mut named: BTreeMap<String, Vec<(&str, String, Span)>> = BTreeMap::new();
    for sentence in &cx.school.sentences {
        let said = cx.spoken(sentence).filter(|wording| FORMS.lets(wording));
        let Some(form) = said.and_then(|it| form(&it.text)).filter(|form| !is_known(form, &known)) else { continue };
        let bare = BARE.iter().any(|word| form.starts_with(&format!("{word} ")));
        let key = match sentence.home {
            Home::Procedure(at) if bare && !with_form[at] => cx.school.procedures[at].id.clone(),
            _ if bare || ASKING.iter().any(|word| form.starts_with(word)) => continue,
            _ => form.clone(),
        };
        named.entry(key).or_default().push((&sentence.address, form, sentence.span));
    }
    for (key, places) in named {
        let Some((address, form, span)) = places.first() else { continue };
        let mut found = report
            .at(*span, format!("`{address}` relies on `{form}`, and the set holds no such form"))
            .help("write it, `form short-name \"Title\" { … }`, and name it here by `{short-name}`")
            .about(*address)
            .fact(key);
        for (_, _, span) in places.iter().skip(1).take(MOST) {
            found = found.with(*span, "and here");
        }
        report.push(found);
    }
}

/// The titles of the documents and externals, in small letters.
fn known(cx: &Context<'_>) -> Vec<String> {
    let documents = cx
        .school
        .documents
        .iter()
        .flat_map(|it| std::iter::once(&it.title).chain(it.also.iter().map(|also| &also.value)));
    let externals = cx
        .school
        .externals
        .iter()
        .flat_map(|it| std::iter::once(&it.title).chain(it.also.iter().map(|also| &also.value)));
    documents.chain(externals).map(|title| title.to_lowercase()).collect()
}

fn is_known(form: &str, known: &[String]) -> bool {
    let bare = BARE.iter().fold(form, |text, word| text.strip_prefix(&format!("{word} ")).unwrap_or(text));
    known.iter().any(|title| bare != "form" && title.contains(bare))
}

/// Whether a procedure names a form of the set, so that `the form` in it is that one.
fn prints_form(cx: &Context<'_>, parts: &[Part]) -> bool {
    let is_form = |value: &Value| match value {
        Value::Name(it) => matches!(it.entity, Entity::Document(at) if cx.school.documents[at].kind.is_form()),
        _ => false,
    };
    Printed::of(cx.school, parts).sentences.iter().any(|at| {
        let sentence = &cx.school.sentences[*at];
        let clauses = sentence.clauses.values.iter().flat_map(|(_, values)| &values.any);
        clauses.into_iter().any(is_form) || phrase_names_form(cx, &sentence.phrase)
    })
}

fn phrase_names_form(cx: &Context<'_>, phrase: &Phrase) -> bool {
    let Phrase::Words(words) = phrase else { return false };
    words.runs.iter().any(|run| {
        matches!(run, Inline::Reference(it)
        if matches!(it.entity, Entity::Document(at) if cx.school.documents[at].kind.is_form()))
    })
}

/// The first form that a text speaks of, with the word before it.
fn form(text: &str) -> Option<String> {
    let words = words(text);
    words.iter().enumerate().skip(1).filter(|(_, word)| word.is("form") || word.is("forms")).find_map(|(at, word)| {
        let before = words[at - 1];
        let next = words.get(at + 1).map(|next| next.lower()).unwrap_or_default();
        let adjoining = text[before.end()..word.at] == *" ";
        let noun = !["of", "tutor", "time", "part", "an", "a", "in"].contains(&next.as_str());
        let paper = !OTHERS.contains(&before.lower().as_str()) && !before.text.ends_with("ly");
        (noun && adjoining && paper).then(|| format!("{} {}", before.lower(), word.lower()))
    })
}

#[cfg(test)]
mod tests {
    use super::form;

    #[test]
    fn a_form_is_told_from_a_shape() {
        assert_eq!(form("attach it to the form at once").as_deref(), Some("the form"));
        assert_eq!(form("fill in an incident form").as_deref(), Some("incident form"));
        assert_eq!(form("bullying of any form is wrong"), None);
        assert_eq!(form("it is a form of bullying"), None);
        assert_eq!(form("they tell the form tutor"), None);
    }
}
