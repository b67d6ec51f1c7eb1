//! Changes as JSON, whose shape scripts rely on.

use serde::Serialize;

use super::{Compared, Side};
use crate::diff::{Accepted, Change, Said, Stale};

#[derive(Serialize)]
struct View<'a> {
    schema: u8,
    tool: String,
    as_of: String,
    base: &'a str,
    head: &'a str,
    verdict: &'static str,
    changes: Vec<ChangeView<'a>>,
    stale: Vec<StaleView<'a>>,
}

#[derive(Serialize)]
pub(super) struct ChangeView<'a> {
    id: String,
    fingerprint: &'a str,
    axis: &'static str,
    class: &'static str,
    subject: &'a str,
    certainty: &'static str,
    before: Option<SaidView<'a>>,
    after: Option<SaidView<'a>>,
    witness: Vec<WitnessView<'a>>,
    accepted: Option<AcceptedView<'a>>,
    requires: Vec<&'static str>,
}

#[derive(Serialize)]
struct SaidView<'a> {
    text: &'a str,
    path: Option<&'a str>,
    line: Option<usize>,
}

#[derive(Serialize)]
struct WitnessView<'a> {
    class: &'static str,
    case: &'a str,
}

#[derive(Serialize)]
struct AcceptedView<'a> {
    who: &'a str,
    why: &'a str,
    until: String,
    minute: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct StaleView<'a> {
    fingerprint: &'a str,
    expired: bool,
}

/// The changes as JSON, with a final line break.
pub fn json(it: &Compared<'_>) -> String {
    let view = View {
        schema: 1,
        tool: format!("byelaw {}", env!("CARGO_PKG_VERSION")),
        as_of: it.as_of.to_string(),
        base: it.base.label,
        head: it.head.label,
        verdict: it.verdict().word(),
        changes: it.changes.iter().map(|change| one(it, change)).collect(),
        stale: old(it.stale),
    };
    written(&view)
}

/// A view as text, with a final line break.
pub(super) fn written(view: &impl Serialize) -> String {
    // Strings and numbers in structs: serialising them cannot fail.
    serde_json::to_string_pretty(view).map_or_else(|error| format!("{{\"error\":\"{error}\"}}\n"), |text| text + "\n")
}

/// The acceptances that do nothing.
pub(super) fn old(all: &[Stale]) -> Vec<StaleView<'_>> {
    all.iter().map(|it| StaleView { fingerprint: &it.acceptance.fingerprint, expired: it.expired }).collect()
}

/// One change.
pub(super) fn one<'a>(it: &Compared<'a>, change: &'a Change) -> ChangeView<'a> {
    ChangeView {
        id: change.kind.id(),
        fingerprint: &change.fingerprint,
        axis: change.axis.word(),
        class: change.class.word(),
        subject: &change.subject,
        certainty: change.certainty.word(),
        before: change.before.as_ref().map(|said| view(&it.base, said)),
        after: change.after.as_ref().map(|said| view(&it.head, said)),
        witness: change.witness.iter().map(|(class, case)| WitnessView { class: class.word(), case }).collect(),
        accepted: change.accepted.as_ref().map(acceptance),
        requires: change.requires.iter().map(|require| require.word()).collect(),
    }
}

fn view<'a>(side: &Side<'a>, said: &'a Said) -> SaidView<'a> {
    let place = said.span.map(|span| side.place(span));
    SaidView { text: &said.words, path: place.map(|(path, _)| path), line: place.map(|(_, line)| line) }
}

fn acceptance(it: &Accepted) -> AcceptedView<'_> {
    AcceptedView { who: &it.who, why: &it.why, until: it.until.to_string(), minute: it.minute.as_deref() }
}
