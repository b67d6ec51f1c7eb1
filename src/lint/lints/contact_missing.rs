//! An outside office that people are told to turn to, and no way of reaching it.

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::role::RoleKind;
use crate::model::sentence::Sentence;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "contact-missing",
    summary: "an outside contact has no phone, e-mail or place",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/contact-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (at, role) in cx.school.roles.iter().enumerate() {
        let outside = role.kind == RoleKind::Office && is_turned_to(cx, at);
        if !outside || !role.contacts.is_empty() || is_reached(cx, &role.title.to_lowercase()) {
            continue;
        }
        report.push(
            report
                .at(role.span, format!("people are told to turn to `{}`, and nothing says how", role.title))
                .help("add `phone \"…\"`, `email \"…\"` or `place \"…\"` to its block")
                .about(&role.id)
                .fact("no contact"),
        );
    }
}

/// Whether a sentence sends somebody to a role, or has them speak with it.
fn is_turned_to(cx: &Context<'_>, role: usize) -> bool {
    let sent = |sentence: &Sentence| {
        let mut to = [Word::To, Word::With].into_iter().flat_map(|word| sentence.clauses.get(word));
        to.any(|value| value.entity() == Some(Entity::Role(role)))
    };
    cx.school.sentences.iter().any(sent)
}

/// Whether a number or an address stands in a passage that names the office.
fn is_reached(cx: &Context<'_>, title: &str) -> bool {
    let lines = cx.passages().iter().filter(|it| it.passes(&REACHABLE)).flat_map(|it| it.small.lines());
    lines.filter(|line| line.contains(title)).any(leads_there)
}

/// Words with a number or an address.
static REACHABLE: Gate = Gate::new(|wording| wording.small.lines().any(leads_there));

fn leads_there(line: &str) -> bool {
    line.chars().filter(char::is_ascii_digit).count() >= 9 || line.contains('@')
}
