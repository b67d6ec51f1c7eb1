//! Issued before the body that must approve it had done so.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::date::Answer;

pub(super) static LINT: Lint = Lint {
    name: "issued-before-approved",
    summary: "a document was issued before it was approved",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/issued-before-approved.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in &cx.school.documents {
        let first = |word: &'static str| document.acts(word).find_map(|act| act.when.clone());
        let (Some(issued), Some(approved)) = (first("issued"), first("approved")) else { continue };
        if issued.value.is_before(approved.value, &cx.school.calendar) != Answer::Yes {
            continue;
        }
        report.push(
            report
                .at(
                    issued.span,
                    format!(
                        "`{}` was issued in {} but approved only on {}",
                        document.title, issued.value, approved.value
                    ),
                )
                .label("issued")
                .with(approved.span, "approved")
                .help("issue a document once it is approved, or correct the date that is wrong")
                .about(&document.id)
                .fact(format!("{} {}", issued.value.source(), approved.value.source())),
        );
    }
}
