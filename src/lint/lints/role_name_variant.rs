//! A post, body or team that goes under several names.

use crate::diagnostic::Level;
use crate::lint::words::titles::is_same_title;
use crate::lint::{Context, Lint, Report};
use crate::model::role::{Role, RoleKind};

pub(super) static LINT: Lint = Lint {
    name: "role-name-variant",
    summary: "one post or team goes under several names",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/role-name-variant.md"),
    check,
};

/// Words of a group that acts as one, rather than being a class of people.
const TEAMS: [&str; 6] = ["team", "leader", "management", "technical", "committee", "group"];

fn check(cx: &Context<'_>, report: &mut Report) {
    for role in cx.school.roles.iter().filter(|role| acts_as_one(role)) {
        // A name for one post or another is no name of this one: of that `owner-disjunctive` tells.
        let others = role.also.iter().map(|also| also.value.as_str()).filter(|also| !also.contains(" or "));
        let mut names: Vec<&str> = Vec::new();
        for other in
            others.filter(|other| !is_same_title(bare(other), bare(&role.title)) || is_respelt(other, &role.title))
        {
            if !names.iter().any(|name| name.eq_ignore_ascii_case(other)) {
                names.push(other);
            }
        }
        if names.is_empty() {
            continue;
        }
        report.push(
            report
                .at(role.span, format!("`{}` also goes under `{}`", role.title, names.join("`, `")))
                .help("settle on one name, write that everywhere, and take the other out")
                .about(&role.id)
                .fact(names.join(", ")),
        );
    }
}

/// A title without the word that tells how it is held: `Acting Headteacher`.
fn bare(title: &str) -> &str {
    ["Acting ", "Interim "].iter().find_map(|word| title.strip_prefix(word)).unwrap_or(title)
}

fn acts_as_one(role: &Role) -> bool {
    let title = role.title.to_lowercase();
    !matches!(role.kind, RoleKind::Group | RoleKind::Organisation) || TEAMS.iter().any(|word| title.contains(word))
}

/// Whether two titles are the same but for blanks and hyphens: “Head teacher” and “Headteacher”.
fn is_respelt(a: &str, b: &str) -> bool {
    let parts = |text: &str| text.to_lowercase().split([' ', '-']).map(str::to_owned).collect::<Vec<_>>();
    let (mine, theirs) = (parts(a), parts(b));
    mine != theirs && mine.concat() == theirs.concat()
}
