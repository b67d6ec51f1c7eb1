//! A flowchart or figure that the text relies on, and that is not there.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::document::{Document, Part};
use crate::model::words::Value;

pub(super) static LINT: Lint = Lint {
    name: "figure-missing",
    summary: "a flowchart or figure is referred to but absent",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/figure-missing.md"),
    check,
};

const FIGURES: [&str; 7] = ["flowchart", "flow chart", "figure", "diagram", "chart", "picture", "poster"];

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in &cx.school.documents {
        let mut shown = Vec::new();
        document.each_part(&mut |part| {
            if let Part::Show(values, _) = part {
                shown.extend(values);
            }
        });
        shown.into_iter().for_each(|value| push(cx, report, document, value));
    }
}

fn push(cx: &Context<'_>, report: &mut Report, document: &Document, value: &Value) {
    let Value::Words(words) = value else { return };
    let title = cx.school.named(words);
    if !FIGURES.iter().any(|figure| title.to_lowercase().contains(figure)) {
        return;
    }
    report.push(
        report
            .at(
                words.span,
                format!("`{title}` is to be shown in `{}`, but nothing of that name exists", document.title),
            )
            .help("write the steps as a `procedure` and show that")
            .about(&document.id)
            .fact(title),
    );
}
