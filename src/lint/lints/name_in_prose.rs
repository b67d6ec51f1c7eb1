//! A person spelled out in prose, where the people file already says who holds the post.

use std::collections::BTreeMap;

use crate::diagnostic::Level;
use crate::lint::words::persons::{Place, Written, is_bound, written};
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
    let mut lists: BTreeMap<&str, Vec<(Vec<Place<'_>>, Written<'_>)>> = BTreeMap::new();
    for person in written(cx) {
        let places: Vec<Place<'_>> = person.places.iter().filter(|place| !is_bound(place.form)).copied().collect();
        if let Some(first) = places.first() {
            lists.entry(first.address).or_default().push((places, person));
        }
    }
    for mut names in lists.into_values() {
        names.sort_by_key(|(places, _)| places.first().map(|place| place.span));
        push(report, &names);
    }
}

/// One finding for all names that first stand in one text.
fn push(report: &mut Report, names: &[(Vec<Place<'_>>, Written<'_>)]) {
    let Some((places, person)) = names.first() else { return };
    let Some(text) = places.first().map(|place| place.text) else { return };
    let help = person.post.map_or_else(
        || "name the post instead, so that the text stays true when people move on".to_owned(),
        |post| format!("name the post, `{{{post}}}`, or print whoever holds it with `{{{post}.name}}`"),
    );
    let message = match names.len() - 1 {
        0 => format!("`{text}` is written out here, and stays when somebody else takes the post"),
        1 => format!("`{text}` and one other name are written out here, and stay when others take the posts"),
        more => format!("`{text}` and {more} other names are written out here, and stay when others take the posts"),
    };
    let fact = names.iter().map(|(_, person)| person.id).collect::<Vec<_>>().join(" ");
    let places = names.iter().flat_map(|(places, _)| places).map(|place| (place.span, place.address)).collect();
    if let Some(found) = report.across(places, message) {
        report.push(found.help(help).fact(fact));
    }
}
