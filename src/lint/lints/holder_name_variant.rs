//! One person under several names, in the people file or in the texts.

use crate::diagnostic::Level;
use crate::lint::words::names::name;
use crate::lint::words::persons::{Place, written};
use crate::lint::{Context, Lint, MOST, Report};
use crate::model::people::Person;
use crate::suggest::all_of;

pub(super) static LINT: Lint = Lint {
    name: "holder-name-variant",
    summary: "one person is named in different ways",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/holder-name-variant.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    twice(cx, report);
    for person in written(cx) {
        let own = plain(person.name);
        let mut forms: Vec<&Place<'_>> = Vec::new();
        for place in person.places.iter().filter(|place| plain(place.text) != own) {
            if forms.iter().all(|form| plain(form.text) != plain(place.text)) {
                forms.push(place);
            }
        }
        let Some((first, others)) = forms.split_first() else { continue };
        let names: Vec<String> = forms.iter().map(|form| format!("`{}`", form.text)).collect();
        let found = report
            .at(first.span, format!("`{}` is also written {}", person.name, all_of(&names)))
            .help("write the name one way, or print it with `{post.name}`, which follows the people file")
            .about(person.id)
            .fact(names.join(", "));
        report.push(others.iter().take(MOST).fold(found, |found, form| found.with(form.span, "and so here")));
    }
}

/// A name by its letters alone.
fn plain(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Entries of the people file that may be one person.
fn twice(cx: &Context<'_>, report: &mut Report) {
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
