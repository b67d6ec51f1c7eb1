//! Something that comes round, and that only a letter, a form or an agreement knows of.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::document::Document;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "orphan-duty",
    summary: "a recurring duty appears only in a side document",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/orphan-duty.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let main = |document: &Document| document.kind.states_policy();
    if !cx.school.documents.iter().any(main) {
        return;
    }
    for sentence in &cx.school.sentences {
        if !sentence.strength.value.asks() || !sentence.clauses.has(Word::Every) {
            continue;
        }
        let shown: Vec<&Document> = cx.shown_in(&sentence.address).collect();
        let Some(only) = shown.first().filter(|_| !shown.iter().any(|it| main(it))) else { continue };
        report.push(
            report
                .at(sentence.span, format!("this comes round, and only `{}` says so", only.title))
                .help("put it among the rules or duties that the policy shows, and let the side document show them too")
                .about(&sentence.address)
                .fact(&only.id),
        );
    }
}
