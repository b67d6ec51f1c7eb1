//! A statement of law that is not, or no longer, right.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Level;
use crate::lint::Passage;
use crate::lint::facts::answers::with_term;
use crate::lint::{Context, Lint, Report};
use crate::pack::{Fact, Text, has_come, holds, is_hearsay, told_by};

pub(super) static LINT: Lint = Lint {
    name: "outdated-legal-fact",
    summary: "a statement of law is not, or no longer, right",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/outdated-legal-fact.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let known = cx.packs().iter().flat_map(|pack| &pack.facts);
    let facts: Vec<&Fact> =
        known.filter(|it| holds(it.jurisdiction, cx.school) && has_come(it.since, cx.today)).collect();
    for passage in cx.passages().iter().filter(|it| it.is_running()) {
        let whole = with_term(cx, passage);
        for fact in facts.iter().filter(|fact| whole.cut().fits(&fact.says)) {
            // A paragraph may hold the words in sentences that have nothing to do with each other.
            let lead = whole_term(cx, passage);
            let said =
                passage.text.split(". ").any(|sentence| Text::new(&format!("{lead}{sentence}")).fits(&fact.says));
            if said {
                report.push(told(report, fact, passage));
            }
        }
    }
}

fn whole_term(cx: &Context<'_>, passage: &Passage) -> String {
    let whole = with_term(cx, passage);
    whole.text.strip_suffix(passage.text.as_str()).unwrap_or_default().to_owned()
}

fn told(report: &Report, fact: &Fact, passage: &Passage) -> Diagnostic {
    let mut found = report
        .at(passage.whole, format!("this has not been right since {}: {}", fact.since, fact.now))
        .help(format!("correct it; told by {}", told_by(&fact.sources)))
        .about(&passage.address)
        .fact(&fact.id);
    if is_hearsay(&fact.sources) {
        found.level = found.level.min(Level::Warning);
    }
    found
}
