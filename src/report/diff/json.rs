//! Changes as JSON, whose shape scripts rely on.

use serde::Serialize;

use super::{Compared, Side};
use crate::diff::{Accepted, Change, Said, Stale, Verdict};
use crate::model::date::Day;

/// What every report of a difference begins with.
#[derive(Serialize)]
pub(super) struct View<'a> {
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
struct StaleView<'a> {
    fingerprint: &'a str,
    expired: bool,
}

/// The changes as JSON, with a final line break.
pub fn json(it: &Compared<'_>) -> String {
    let changes = it.changes.iter().map(|change| one(it, change)).collect();
    written(&View::new(it.as_of, [it.base.label, it.head.label], it.verdict(), changes, it.stale))
}

impl<'a> View<'a> {
    /// Of these two sides, on a day.
    pub(super) fn new(
        as_of: Day,
        [base, head]: [&'a str; 2],
        verdict: Verdict,
        changes: Vec<ChangeView<'a>>,
        stale: &'a [Stale],
    ) -> Self {
        let stale =
            stale.iter().map(|it| StaleView { fingerprint: &it.acceptance.fingerprint, expired: it.expired }).collect();
        Self {
            schema: 1,
            tool: format!("byelaw {}", env!("CARGO_PKG_VERSION")),
            as_of: as_of.to_string(),
            base,
            head,
            verdict: verdict.word(),
            changes,
            stale,
        }
    }
}

/// A view as text, with a final line break.
pub(super) fn written(view: &impl Serialize) -> String {
    // Strings and numbers in structs: serialising them cannot fail.
    serde_json::to_string_pretty(view).map_or_else(|error| format!("{{\"error\":\"{error}\"}}\n"), |text| text + "\n")
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
