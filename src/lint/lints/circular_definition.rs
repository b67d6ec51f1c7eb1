//! A word whose meaning is given as the word itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Level;
use crate::lint::words::english::{binds, singular, words};
use crate::lint::{Context, Lint, Report};
use crate::model::Definition;
use crate::model::words::Value;

pub(super) static LINT: Lint = Lint {
    name: "circular-definition",
    summary: "a word is explained by itself",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/circular-definition.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let definitions = &cx.school.definitions;
    let titles: BTreeMap<BTreeSet<String>, usize> =
        definitions.iter().enumerate().map(|(at, it)| (bare(&it.title), at)).collect();
    for (at, definition) in definitions.iter().enumerate() {
        let mut way = vec![at];
        while let Some(next) = meaning(cx, &definitions[way[way.len() - 1]]).and_then(|words| titles.get(&words)) {
            if way.contains(next) {
                break;
            }
            way.push(*next);
        }
        let last = meaning(cx, &definitions[way[way.len() - 1]]).and_then(|words| titles.get(&words));
        // A round of several words is told once, at the first of them.
        if last != Some(&at) || way.iter().any(|other| *other < at) {
            continue;
        }
        let message = match way.as_slice() {
            [_] => format!("`{}` is explained as `{}`, which explains nothing", definition.title, said(cx, definition)),
            _ => format!("`{}` is explained by words that are explained by it", definition.title),
        };
        report.push(
            report
                .at(definition.span, message)
                .help("say in other words what it means here, or take the definition out")
                .about(&definition.id)
                .fact(definition.title.as_str()),
        );
    }
}

fn said(cx: &Context<'_>, definition: &Definition) -> String {
    let texts: Vec<String> = definition.means.iter().map(|value| cx.title(value)).collect();
    texts.join(", ")
}

fn meaning(cx: &Context<'_>, definition: &Definition) -> Option<BTreeSet<String>> {
    let stated = definition.means.iter().any(|value| matches!(value, Value::Words(_) | Value::Name(_)));
    stated.then(|| bare(&said(cx, definition))).filter(|words| !words.is_empty())
}

/// The words that carry a text.
fn bare(text: &str) -> BTreeSet<String> {
    words(text).iter().filter(|word| !binds(word.text)).map(|word| singular(word.text)).collect()
}
