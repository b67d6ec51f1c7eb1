//! An approval of which nobody can tell the date.

use crate::diagnostic::Level;
use crate::lint::Wording;
use crate::lint::facts::wording::Gate;
use crate::lint::{Context, Lint, Report};
use crate::model::document::Document;

pub(super) static LINT: Lint = Lint {
    name: "approval-ambiguous",
    summary: "an approval date cannot be tied to its label",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/approval-ambiguous.md"),
    check,
};

/// Words with such a label.
static LABELS: Gate = Gate::new(|wording| wording.has("approved") && bare_label(wording).is_some());

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in &cx.school.documents {
        several(report, document);
    }
    for passage in cx.passages().iter().filter(|it| it.passes(&LABELS)) {
        if let Some(label) = bare_label(passage) {
            report.push(
                report
                    .at(passage.span(label), "an approval is announced here, and no date follows its label")
                    .help("record it as `approved` with its day and body, and take the label out")
                    .about(&passage.address)
                    .fact("label without date"),
            );
        }
    }
}

/// Two approvals by one body on different days, of which none says what it approved.
fn several(report: &mut Report, document: &Document) {
    let dated: Vec<_> =
        document.acts("approved").filter(|act| act.when.is_some() && act.clauses.values.len() == 1).collect();
    for pair in dated.windows(2) {
        let [first, second] = pair else { continue };
        let same_body =
            first.clauses.values.iter().zip(&second.clauses.values).all(|(a, b)| {
                a.0 == b.0 && a.1.any.iter().map(|it| it.entity()).eq(b.1.any.iter().map(|it| it.entity()))
            });
        if same_body && first.when.as_ref().map(|it| it.value) != second.when.as_ref().map(|it| it.value) {
            report.push(
                report
                    .at(
                        second.span,
                        format!(
                            "`{}` was approved twice by one body, and nothing says which approval counts",
                            document.title
                        ),
                    )
                    .with(first.span, "the other approval")
                    .help("say what each approved, with `leaving` and the minute, or keep the last one")
                    .about(&document.id)
                    .fact("approved twice"),
            );
        }
    }
}

/// `approved … on:` with something other than a date behind it.
fn bare_label(wording: &Wording) -> Option<std::ops::Range<usize>> {
    let text = wording.small.as_str();
    let start = text.find("approved")?;
    let length = text[start..].find(" on:")?;
    let end = start + length + " on:".len();
    let between = &text[start..end];
    let next = text[end..].split_whitespace().take(3).any(|word| word.contains(|it: char| it.is_ascii_digit()));
    (!between.contains(". ") && !next && wording.text.is_char_boundary(end)).then_some(start..end)
}
