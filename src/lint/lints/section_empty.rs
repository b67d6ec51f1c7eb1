//! A heading with nothing under it.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::document::Part;
use crate::model::words::Value;
use crate::model::{Entity, School};

pub(super) static LINT: Lint = Lint {
    name: "section-empty",
    summary: "a heading has no body",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/section-empty.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in &cx.school.documents {
        document.each_part(&mut |part| {
            if let Part::Section(section) = part
                && is_empty(cx.school, &section.parts)
            {
                report.push(
                    report
                        .at(section.span, format!("nothing stands under the heading `{}`", section.title))
                        .help("write what belongs there, show it from where it stands, or take the heading out")
                        .about(&section.address)
                        .fact("empty"),
                );
            }
        });
    }
}

/// Whether parts print nothing at all; a section inside is told for itself, so it counts as something.
fn is_empty(school: &School, parts: &[Part]) -> bool {
    parts.iter().all(|part| match part {
        Part::Text(blocks, _) => blocks.is_empty(),
        Part::Show(values, _) => values.iter().all(|value| is_empty_block(school, value)),
        Part::Sentence(_) | Part::Paper(_) | Part::Section(_) => false,
    })
}

/// Whether a block, procedure or consent that is shown holds nothing.
fn is_empty_block(school: &School, value: &Value) -> bool {
    match value.entity() {
        Some(Entity::Block(at)) => school.blocks[at].parts.is_empty(),
        Some(Entity::Procedure(at)) => school.procedures[at].parts.is_empty(),
        Some(Entity::Consent(at)) => school.consents[at].parts.is_empty(),
        _ => false,
    }
}
