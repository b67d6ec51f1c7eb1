//! The text relies on people who, it says, are named, and nobody is.

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "unmet-named-people-claim",
    summary: "the text relies on people named elsewhere who are not named",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/unmet-named-people-claim.md"),
    check,
};

/// Whom such a claim speaks of.
const WHOM: [&str; 5] = ["people", "persons", "person concerned", "staff named", "members of staff"];
/// How it says that they are named.
const NAMED: [&str; 8] = [
    "named in the",
    "named above",
    "named below",
    "sections above name",
    "listed above",
    "listed below",
    "named in this",
    "identified above",
];

fn check(cx: &Context<'_>, report: &mut Report) {
    let unnamed: Vec<&str> = cx
        .school
        .roles
        .iter()
        .enumerate()
        .filter(|(at, role)| role.needs_holder() && cx.is_at_work(*at) && cx.holders(role).is_empty())
        .map(|(_, role)| role.title.as_str())
        .collect();
    if unnamed.is_empty() {
        return;
    }
    for passage in cx.passages().iter().filter(|passage| passage.is_running() && passage.passes(&CLAIMS)) {
        let few = unnamed.iter().take(3).copied().collect::<Vec<_>>().join("`, `");
        report.push(
            report
                .at(
                    passage.whole,
                    format!(
                        "this relies on people who are named, and nobody is named for `{few}`{}",
                        more(unnamed.len())
                    ),
                )
                .help("name the holders in `people.yaml`, or name the posts meant")
                .about(&passage.address)
                .fact(unnamed.join(", ")),
        );
    }
}

/// Words that say that people are named.
static CLAIMS: Gate = Gate::new(|wording| wording.has_any(&WHOM) && wording.has_any(&NAMED));

fn more(count: usize) -> String {
    if count > 3 { format!(" and {} more", count - 3) } else { String::new() }
}
