//! Something that is asked of the school, and that its documents do not show.

use crate::diagnostic::Level;
use crate::lint::facts::answers::tell_missing;
use crate::lint::{Context, Lint, Report};
use crate::pack::Place;

pub(super) static LINT: Lint = Lint {
    name: "requirement-unmet",
    summary: "a requirement of a pack is not met by anything in the documents",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/requirement-unmet.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    tell_missing(cx, report, &[Place::Post, Place::Says, Place::Document, Place::Review]);
    for (requirement, answer) in &cx.config.packs.answers {
        if !cx.school.names.contains_key(&answer.value) {
            let message = format!("`{}` is to answer `{requirement}`, and nothing has that address", answer.value);
            let found =
                report.at(answer.span, message).help("name a role, section, document or sentence by its address");
            report.push(found.about(&cx.school.identity.name).fact(format!("{requirement} {}", answer.value)));
        }
    }
}
