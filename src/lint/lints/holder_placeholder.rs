//! A holder who is not a person: TBC, vacant, a bracketed hint.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "holder-placeholder",
    summary: "the holder of a post is a placeholder",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/holder-placeholder.md"),
    check,
};

/// What is written in place of a name.
const HOLDERS: [&str; 18] = [
    "tbc",
    "tba",
    "tbd",
    "vacant",
    "vacancy",
    "none",
    "nobody",
    "unknown",
    "to be confirmed",
    "to be appointed",
    "to be decided",
    "a n other",
    "an other",
    "a. n. other",
    "name",
    "n/a",
    "xxx",
    "xx",
];

fn check(cx: &Context<'_>, report: &mut Report) {
    let people = &cx.school.people;
    for (key, person) in &people.persons {
        let name = person.name.trim();
        let plain = name.to_lowercase();
        let hint = name.starts_with(['[', '<', '(', '?', '_']) || !name.contains(char::is_alphabetic);
        if !hint && !HOLDERS.contains(&plain.trim_end_matches('.')) {
            continue;
        }
        let posts: Vec<&str> = people
            .tenures
            .iter()
            .filter(|(_, tenures)| tenures.iter().any(|tenure| tenure.holder == *key))
            .filter_map(|(post, _)| cx.school.roles.iter().find(|role| role.id == *post))
            .map(|role| role.title.as_str())
            .collect();
        report.push(
            report
                .at(person.span, format!("`{name}` stands where the holder of `{}` should be named", posts.join("`, `")))
                .help("name a person; where the post is empty, declare it with `is vacant` and name who serves with `else`")
                .about(key)
                .fact(name),
        );
    }
}
