//! A firm or service that goes under several names.

use crate::diagnostic::Level;
use crate::lint::words::titles::is_same_title;
use crate::lint::{Context, Lint, Report};
use crate::model::role::RoleKind;

pub(super) static LINT: Lint = Lint {
    name: "provider-name-variant",
    summary: "a supplier goes under several names",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/provider-name-variant.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (at, role) in cx.school.roles.iter().enumerate().filter(|(_, role)| role.kind == RoleKind::Organisation) {
        let names: Vec<&str> = role
            .also
            .iter()
            .map(|also| also.value.as_str())
            .filter(|name| !is_same_title(name, &role.title) && !is_everyday(name))
            .collect();
        if names.is_empty() || is_authority(&role.title) || !cx.is_referred_to(crate::model::Entity::Role(at)) {
            continue;
        }
        report.push(
            report
                .at(role.span, format!("`{}` also goes under `{}`", role.title, names.join("`, `")))
                .help("settle on the name on the contract, and take the others out")
                .about(&role.id)
                .fact(names.join(", ")),
        );
    }
}

/// Whether a name is a word of the language rather than a proper name: `our provider`, `schools`.
fn is_everyday(name: &str) -> bool {
    !name.trim_start_matches("The ").chars().any(char::is_uppercase) || name.starts_with("the ")
}

/// Councils, regulators and the school itself supply nothing.
fn is_authority(title: &str) -> bool {
    let title = title.to_lowercase();
    ["school", "council", "authority", "police", "regulator", "trust"].iter().any(|word| {
        title.split(' ').next_back() == Some(*word) || title == *word || title.starts_with(&format!("the {word}"))
    })
}
