//! Changes since approval as JSON: the shape of any difference, and each document with the changes that it prints.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::json::{ChangeView, View, one, written};
use super::{Entry, Told, before};
use crate::diff::{Deed, Verdict};

#[derive(Serialize)]
struct SinceView<'a> {
    #[serde(flatten)]
    view: View<'a>,
    documents: Vec<DocumentView<'a>>,
}

#[derive(Serialize)]
struct DocumentView<'a> {
    school: Option<&'a str>,
    /// Nothing for what no document prints.
    document: Option<&'a str>,
    title: &'a str,
    standing: &'static str,
    counted_from: Option<DeedView<'a>>,
    stated: Option<DeedView<'a>>,
    /// Nothing where nothing can be told.
    verdict: Option<&'static str>,
    requires: Vec<&'static str>,
    /// The fingerprints of its changes.
    changes: Vec<&'a str>,
}

#[derive(Serialize)]
struct DeedView<'a> {
    act: &'a str,
    on: Option<String>,
    when: &'a str,
    by: &'a str,
    minute: Option<&'a str>,
}

/// What moved, each change once, and the documents that print it. It ends in a line break.
pub fn json(it: &Told<'_>) -> String {
    let entries: Vec<(Entry<'_>, String)> = it.entries().map(|entry| (entry, before(&entry))).collect();
    let mut changes: BTreeMap<&str, ChangeView<'_>> = BTreeMap::new();
    for (entry, before) in &entries {
        let compared = entry.compared(it.as_of, before);
        for change in &entry.account.changes {
            changes.entry(&change.fingerprint).or_insert_with(|| one(&compared, change));
        }
    }
    let (verdict, changes) = (Verdict::of(it.changes()), changes.into_values().collect());
    written(&SinceView {
        view: View::new(it.as_of, ["last approval", it.label], verdict, changes, it.stale),
        documents: entries.iter().map(|(entry, _)| document(entry)).collect(),
    })
}

fn document<'a>(entry: &Entry<'a>) -> DocumentView<'a> {
    let it = entry.account;
    DocumentView {
        school: entry.unit.name,
        document: (!entry.beside).then_some(it.document.as_str()),
        title: &it.title,
        standing: it.standing.word(),
        counted_from: it.deed.as_ref().map(deed),
        stated: it.stated.as_ref().map(deed),
        verdict: it.is_told().then(|| Verdict::of(&it.changes).word()),
        requires: it.requires().into_iter().map(|it| it.word()).collect(),
        changes: it.changes.iter().map(|it| it.fingerprint.as_str()).collect(),
    }
}

fn deed(it: &Deed) -> DeedView<'_> {
    DeedView {
        act: &it.word,
        on: it.day.map(|day| day.to_string()),
        when: &it.when,
        by: &it.by,
        minute: it.minute.as_deref(),
    }
}
