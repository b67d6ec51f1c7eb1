//! Two entries of the people file that seem to be one person.

use crate::diagnostic::Level;
use crate::lint::names::name;
use crate::lint::{Context, Lint, Report};
use crate::model::people::Person;

pub(super) static LINT: Lint = Lint {
    name: "holder-name-variant",
    summary: "one person is named in different ways",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/holder-name-variant.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut persons: Vec<(&String, &Person)> = cx.school.people.persons.iter().collect();
    persons.sort_by_key(|(_, person)| (name(&person.name).surname.to_lowercase(), person.span));
    for pair in persons.windows(2) {
        let [(_, first), (key, second)] = pair else { continue };
        let (a, b) = (name(&first.name), name(&second.name));
        if a.surname.is_empty() || !a.may_be(&b) {
            continue;
        }
        report.push(
            report
                .at(
                    second.span,
                    format!("`{}` and `{}` seem to be one person under two names", first.name, second.name),
                )
                .with(first.span, "the other name")
                .help("keep one entry, in the form that the person uses, and let both posts name it")
                .about(*key)
                .fact(&first.name),
        );
    }
}
