//! A document is named that the school neither holds nor declares to exist elsewhere.

use std::collections::BTreeMap;

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::words::{Value, Words};
use crate::span::Span;
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

/// The places of one title, each with the address it stands at.
type Places<'a> = Vec<(Span, &'a str)>;

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut found: BTreeMap<String, (String, Places<'_>)> = BTreeMap::new();
    for (words, address) in named(cx) {
        let title = cx.school.named(words);
        let places = &mut found.entry(title.to_lowercase()).or_insert_with(|| (title, Vec::new())).1;
        places.push((words.span, address));
    }
    for (title, places) in found.into_values() {
        let message =
            format!("no document of the set is called `{title}`, and none is declared elsewhere under that name");
        let finding = report.across(places, message);
        finding.into_iter().for_each(|finding| report.push(finding.help(help(cx, &title)).fact(title.as_str())));
    }
}

/// Every document that is named in quoted words; an appendix that is not there has a lint of its own.
fn named<'a>(cx: &'a Context<'_>) -> impl Iterator<Item = (&'a Words, &'a str)> {
    let documents = cx.school.documents.iter();
    let associated = documents.flat_map(|it| quoted(&it.associated).map(|words| (words, it.id.as_str())));
    let sentences = cx.school.sentences.iter();
    let cited = sentences.flat_map(|it| quoted(it.clauses.get(Word::Cites)).map(|words| (words, it.address.as_str())));
    associated.chain(cited)
}

fn quoted(values: &[Value]) -> impl Iterator<Item = &Words> {
    values.iter().filter_map(|value| match value {
        Value::Words(words) => Some(words),
        _ => None,
    })
}

fn help(cx: &Context<'_>, title: &str) -> String {
    let mut help = format!(
        "declare it with `external short-name \"{title}\"` if it exists elsewhere, or with `source` if it is law or guidance"
    );
    let near = near(cx, title);
    if !near.is_empty() {
        help.push_str(&format!("; did you mean {}?", all_of(&near)));
    }
    help
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
