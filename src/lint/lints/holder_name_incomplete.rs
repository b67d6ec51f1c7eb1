//! A holder of whom only the surname is known.

use crate::diagnostic::Level;
use crate::lint::words::names::name;
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "holder-name-incomplete",
    summary: "a holder is given by surname only",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/holder-name-incomplete.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let people = &cx.school.people;
    for (key, person) in &people.persons {
        let holds = people.tenures.values().flatten().any(|tenure| tenure.holder == *key);
        let parts = name(&person.name);
        if !holds || !parts.given.is_empty() || (parts.address.is_none() && parts.surname.is_empty()) {
            continue;
        }
        report.push(
            report
                .at(person.span, format!("`{}` is given without a first name or initial", person.name))
                .help("write the name as the person signs it, so that nobody else of that name can be meant")
                .about(key)
                .fact(&person.name),
        );
    }
}
