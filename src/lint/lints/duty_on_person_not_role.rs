//! A sentence that binds or names a person by name where a post should stand.

use crate::diagnostic::Level;
use crate::lint::words::names::is_address;
use crate::lint::words::persons::{is_bound, written};
use crate::lint::{Context, Lint, Report};
use crate::model::words::Value;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "duty-on-person-not-role",
    summary: "a duty or right is tied to a person, not a post",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/duty-on-person-not-role.md"),
    check,
};

/// The clauses in which somebody acts or receives.
const WORDS: [Word; 4] = [Word::To, Word::With, Word::By, Word::From];

fn check(cx: &Context<'_>, report: &mut Report) {
    let known: Vec<&str> = cx.school.people.persons.values().map(|person| person.name.as_str()).collect();
    for sentence in &cx.school.sentences {
        let clauses = WORDS.iter().flat_map(|word| sentence.clauses.get(*word));
        for value in sentence.subjects.any.iter().chain(clauses) {
            let Value::Words(words) = value else { continue };
            let text = words.raw();
            if known.contains(&text.trim()) || is_person(&text) {
                report.push(
                    report
                        .at(words.span, format!("`{text}` is a person, and duties belong to posts"))
                        .help("name the post, and its holder in `people.yaml`; the sentence then outlives the person")
                        .about(&sentence.address)
                        .fact(text),
                );
            }
        }
    }
    for person in written(cx) {
        let places: Vec<_> = person.places.iter().filter(|place| is_bound(place.form)).collect();
        let Some(first) = places.first() else { continue };
        let message = format!("this is tied to `{}`, and stays so when somebody else takes the post", first.text);
        let at = places.iter().map(|place| (place.span, place.address)).collect();
        if let Some(found) = report.across(at, message) {
            let help = "name the post, and its holder in `people.yaml`; the sentence then outlives the person";
            report.push(found.help(help).fact(person.id));
        }
    }
}

/// Whether words begin with a form of address and go on with a name.
fn is_person(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let address = words.next().is_some_and(|first| is_address(first) && first.starts_with(char::is_uppercase));
    address && words.next().is_some_and(|next| next.starts_with(char::is_uppercase))
}
