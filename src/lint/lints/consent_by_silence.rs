//! No answer is taken for a yes: that is no consent.

use crate::diagnostic::{Level, Safety};
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "consent-by-silence",
    summary: "no reply counts as agreement",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/consent-by-silence.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    use crate::model::document::Then;
    for paper in &cx.school.papers {
        for answer in &paper.answers {
            let Then::Counts(counts) = &answer.then else { continue };
            if answer.when.value != "silent" || counts.value == "no" {
                continue;
            }
            report.push(
                report
                    .at(
                        answer.when.span.to(counts.span),
                        format!("`{}` counts no reply as `{}`", paper.address, counts.value),
                    )
                    .label("silence is not consent")
                    .help("write `if silent no`, and use nothing until somebody has said yes")
                    .about(&paper.address)
                    .fact(&counts.value)
                    .fix("count silence as no", Safety::Unsafe, vec![(counts.span, "no".to_owned())]),
            );
        }
    }
}
