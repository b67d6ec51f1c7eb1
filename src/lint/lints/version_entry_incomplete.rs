//! Versions of a document that do not say which, by whom or what changed.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::document::{Document, Version};
use crate::suggest::all_of;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "version-entry-incomplete",
    summary: "a row of the version history lacks its number, its author or what changed",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/version-entry-incomplete.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in &cx.school.documents {
        let mut bad =
            document.versions.iter().filter(|version| is_history(document, version) && !lacks(version).is_empty());
        let Some(first) = bad.next() else { continue };
        let missing = lacks(first);
        let mut found = report
            .at(first.span, format!("this version of `{}` lacks {}", document.title, all_of(&missing)))
            .help("write it out, such as `version \"2.1\" from 2026-09 by coordinator because \"the phone rules are new\"`")
            .about(&document.id)
            .fact(missing.join(", "));
        for other in bad {
            found = found.with(other.span, format!("and this one {}", all_of(&lacks(other))));
        }
        report.push(found);
    }
}

/// A single bare number says which version this is; anything more is a history.
fn is_history(document: &Document, version: &Version) -> bool {
    document.versions.len() > 1 || !version.clauses.values.is_empty()
}

fn lacks(version: &Version) -> Vec<&'static str> {
    let parts = [
        (version.number.is_some(), "its number"),
        (version.clauses.has(Word::From), "its date"),
        (version.clauses.has(Word::By), "who wrote it"),
        (version.clauses.has(Word::Because), "what changed"),
    ];
    parts.into_iter().filter(|(there, _)| !there).map(|(_, name)| name).collect()
}
