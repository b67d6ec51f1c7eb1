//! A post is spoken of in words, and nobody can tell which one is meant.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::words::{Value, Words};
use crate::word::Word;

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

/// The clauses in which a post or group is expected; the others may hold words of any kind.
const WORDS: [Word; 3] = [Word::To, Word::With, Word::By];

fn check(cx: &Context<'_>, report: &mut Report) {
    for sentence in &cx.school.sentences {
        let clauses = WORDS.iter().flat_map(|word| sentence.clauses.get(*word));
        for words in quoted(sentence.subjects.any.iter().chain(clauses)) {
            push(cx, report, &sentence.address, words);
        }
    }
    for document in &cx.school.documents {
        let by = document.acts.iter().flat_map(|act| act.clauses.get(Word::By));
        for words in quoted(document.owner.iter().chain(by)) {
            push(cx, report, &document.id, words);
        }
    }
}

fn quoted<'a>(values: impl Iterator<Item = &'a Value>) -> impl Iterator<Item = &'a Words> {
    values.filter_map(|value| match value {
        Value::Words(words) => Some(words),
        _ => None,
    })
}

fn push(cx: &Context<'_>, report: &mut Report, subject: &str, words: &Words) {
    let name = cx.school.named(words);
    let said = name.to_lowercase();
    if PUBLIC.iter().any(|service| said.contains(service)) {
        return;
    }
    report.push(
        report
            .at(words.span, format!("`{name}` stands where a post should, and no role is declared for it"))
            .help("name a declared role, or declare one: `role short-name \"Title\"`")
            .about(subject)
            .fact(name),
    );
}
