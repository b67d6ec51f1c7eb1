//! A person spelled out in prose, where the people file already says who holds the post.

use crate::diagnostic::Level;
use crate::lint::persons::{is_bound, written};
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "name-in-prose",
    summary: "a person of the people file is spelled out in the text",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/name-in-prose.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for person in written(cx) {
        let places: Vec<_> = person.places.iter().filter(|place| !is_bound(place.form)).collect();
        let Some(first) = places.first() else { continue };
        let help = person.post.map_or_else(
            || "name the post instead, so that the text stays true when people move on".to_owned(),
            |post| format!("name the post, `{{{post}}}`, or print whoever holds it with `{{{post}.name}}`"),
        );
        let message = format!("`{}` is written out here, and stays when somebody else takes the post", first.text);
        let places = places.iter().map(|place| (place.span, place.address)).collect();
        if let Some(found) = report.across(places, message) {
            report.push(found.help(help).fact(person.id));
        }
    }
}
