//! A document is named that the school neither holds nor declares to exist elsewhere.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::words::{Value, Words};
use crate::suggest::all_of;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "document-unresolved",
    summary: "a document is named that is neither in the set nor declared elsewhere",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/document-unresolved.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in &cx.school.documents {
        for words in quoted(&document.associated).chain(quoted(&document.appendices)) {
            push(cx, report, &document.id, words);
        }
    }
    for sentence in &cx.school.sentences {
        for words in quoted(sentence.clauses.get(Word::Cites)) {
            push(cx, report, &sentence.address, words);
        }
    }
}

fn quoted(values: &[Value]) -> impl Iterator<Item = &Words> {
    values.iter().filter_map(|value| match value {
        Value::Words(words) => Some(words),
        _ => None,
    })
}

fn push(cx: &Context<'_>, report: &mut Report, subject: &str, words: &Words) {
    let title = cx.school.named(words);
    let mut help = format!(
        "declare it with `external short-name \"{title}\"` if it exists elsewhere, or with `source` if it is law or guidance"
    );
    let near = near(cx, &title);
    if !near.is_empty() {
        help.push_str(&format!("; did you mean {}?", all_of(&near)));
    }
    report.push(
        report
            .at(
                words.span,
                format!("no document of the set is called `{title}`, and none is declared elsewhere under that name"),
            )
            .help(help)
            .about(subject)
            .fact(title),
    );
}

/// Documents that share all but one of the longer words of a title.
fn near(cx: &Context<'_>, title: &str) -> Vec<String> {
    let long = |text: &str| {
        text.to_lowercase().split_whitespace().filter(|word| word.len() > 3).map(str::to_owned).collect::<Vec<_>>()
    };
    let wanted = long(title);
    let known = cx
        .school
        .documents
        .iter()
        .map(|it| (&it.id, &it.title))
        .chain(cx.school.externals.iter().map(|it| (&it.id, &it.title)));
    known
        .filter(|(_, known)| {
            let words = long(known);
            wanted.len() > 1 && wanted.iter().filter(|word| !words.contains(word)).count() <= wanted.len() / 3
        })
        .map(|(id, title)| format!("`{id}` (“{title}”)"))
        .collect()
}
