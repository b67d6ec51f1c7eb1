//! Words that were changed after they were approved: nobody has agreed to what the document now says.

use crate::diagnostic::Level;
use crate::document::seals;
use crate::lint::{Context, Lint, Report};
use crate::model::date::day_in_words;
use crate::record::{last_approval, moved};

pub(super) static LINT: Lint = Lint {
    name: "approval-stale",
    summary: "the text of a document has changed since its recorded approval",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/approval-stale.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.school.records.is_empty() {
        return;
    }
    for (document, seal) in cx.school.documents.iter().zip(seals(cx.school, cx.today)) {
        let Some(record) = last_approval(cx.school, document) else { continue };
        let Some(changes) = moved(&seal, record) else { continue };
        let day = day_in_words(record.on.value);
        let message = format!("`{}` is not as it was approved on {day}: changed since: {changes}", document.title);
        report.push(
            report
                .at(document.span, message)
                .with(record.span, "this approval was recorded for other words")
                .help(format!(
                    "bring the change to the meeting, then record it: `byelaw approve {} --by {} --on …`",
                    document.id, record.by.value
                ))
                .about(&document.id)
                .fact(&seal.digest),
        );
    }
}
