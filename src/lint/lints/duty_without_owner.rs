//! A duty that falls on everybody, so that nobody is asked whether it was done.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::role::RoleKind;
use crate::model::sentence::{Phrase, Sentence};
use crate::model::{Class, Entity};
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "duty-without-owner",
    summary: "a duty falls on nobody, or only on the school",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/duty-without-owner.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for sentence in cx.school.sentences.iter().filter(|sentence| is_duty(sentence)) {
        let owners = &sentence.subjects.any;
        let what = if owners.is_empty() {
            "on nobody".to_owned()
        } else if owners.iter().all(|owner| is_school(cx, owner.entity())) {
            "on the school alone".to_owned()
        } else {
            continue;
        };
        report.push(
            report
                .at(sentence.span, format!("the duty `{}` falls {what}: no post answers for it", sentence.address))
                .help(format!("put the post that does it in front of `{}`", sentence.strength.value.text()))
                .about(&sentence.address)
                .fact(what),
        );
    }
}

fn is_duty(sentence: &Sentence) -> bool {
    let listed = matches!(sentence.class(), Class::Duty | Class::Rule);
    let led = sentence.clauses.has(Word::By);
    listed && sentence.strength.value.asks() && matches!(sentence.phrase, Phrase::Words(_)) && !led
}

/// Whether a subject is the school itself, or a role that stands for it and that no person holds.
fn is_school(cx: &Context<'_>, entity: Option<Entity>) -> bool {
    match entity {
        Some(Entity::School | Entity::Trust) => true,
        Some(Entity::Role(at)) => {
            let role = &cx.school.roles[at];
            role.kind == RoleKind::Organisation && role.id == "school"
        }
        _ => false,
    }
}
