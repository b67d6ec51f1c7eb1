//! A consent that can be given and not taken back.

use crate::diagnostic::Level;
use crate::lint::facts::consents::is_from_families;
use crate::lint::words::english::places;
use crate::lint::{Context, Lint, MOST, Report};
use crate::model::document::Consent;
use crate::suggest::all_of;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "withdrawal-route-missing",
    summary: "no way or period to withdraw consent",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/withdrawal-route-missing.md"),
    check,
};

/// Words that tell how a consent is taken back.
const ROUTES: [&str; 7] =
    ["withdraw", "withdrawn", "withdrawal", "change any answer", "change your mind", "change of mind", "take back"];

fn check(cx: &Context<'_>, report: &mut Report) {
    let open: Vec<&Consent> =
        cx.school.consents.iter().filter(|it| is_from_families(cx, it) && !has_route(cx, it)).collect();
    let Some(first) = open.first() else { return };
    let titles: Vec<String> = open.iter().map(|it| format!("`{}`", it.title)).collect();
    let (lasts, withdrawn) = if open.len() == 1 { ("lasts", "it is") } else { ("last", "they are") };
    let mut found = report
        .at(first.span, format!("nothing says how long {} {lasts}, nor how {withdrawn} withdrawn", all_of(&titles)))
        .help("put `lasting 1 year` behind it, and say in it how an answer is changed: `change: parents may \"…\"`")
        .about(&first.id)
        .fact(open.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(", "));
    for consent in open.iter().skip(1).take(MOST) {
        found = found.with(consent.span, "nor for this one");
    }
    report.push(found);
}

/// Whether it ends by itself, or it or a document that asks for it says how it is taken back.
fn has_route(cx: &Context<'_>, consent: &Consent) -> bool {
    let tells =
        |name: &str| cx.passages_within(name).any(|it| ROUTES.iter().any(|words| !places(&it.text, words).is_empty()));
    consent.clauses.has(Word::Lasting) || tells(&consent.id) || cx.shown_in(&consent.id).any(|it| tells(&it.id))
}
