//! A duty that comes round, and nobody says how often.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::words::Value;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "duty-frequency-missing",
    summary: "a duty comes round, and nothing says how often",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/duty-frequency-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for sentence in &cx.school.sentences {
        for value in sentence.clauses.get(Word::Every) {
            let Value::Word(word) = value else { continue };
            report.push(
                report
                    .at(word.span, format!("`{}` comes round, and nothing says how often", sentence.address))
                    .help("say how often: `every week`, `every term`, `every year`")
                    .about(&sentence.address)
                    .fact("no frequency"),
            );
        }
    }
}
