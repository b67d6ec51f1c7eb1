//! A private telephone number or e-mail address, or somebody's name, printed in a document that anybody may read.

use std::collections::BTreeMap;

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::words::persons::written;
use crate::lint::{Context, Form, Lint, Passage, Report};
use crate::model::Entity;
use crate::model::document::Document;
use crate::model::edition::Edition;
use crate::model::private::private;
use crate::model::words::Value;
use crate::sketch::Signs;

pub(super) static LINT: Lint = Lint {
    name: "personal-data-published",
    summary: "a private number or address stands in a document for the public",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/personal-data-published.md"),
    check,
};

/// Words with a private address or number.
static PRIVATE: Gate = Gate::new(|wording| {
    let has = |signs: &Signs| wording.signs().has_any(signs);
    (has(&AT) || has(&NOUGHT_OR_FOUR) && has(&SEVEN)) && !private(&wording.text).is_empty()
});

/// What stands in an address, and in the number of a mobile telephone.
static AT: Signs = Signs::of("@");
static NOUGHT_OR_FOUR: Signs = Signs::of("04");
static SEVEN: Signs = Signs::of("7");

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut open: BTreeMap<&str, Option<&Document>> = BTreeMap::new();
    let written = cx.passages().iter().filter(|passage| passage.passes(&PRIVATE));
    for passage in written.filter(|passage| !is_left_out(cx, passage)) {
        let root = passage.address.split('.').next().unwrap_or(&passage.address);
        for (range, what) in private(&passage.text) {
            let shown = open.entry(root).or_insert_with(|| cx.shown_in(root).find(|it| is_public(cx, it)));
            let Some(document) = shown else { break };
            let said = passage.text[range.clone()].to_owned();
            report.push(
                report
                    .at(
                        passage.span(range),
                        format!("`{said}` is a private {what}, and anybody may read `{}`", document.title),
                    )
                    .help("give the school’s own number or address instead, or that of a post")
                    .about(&passage.address)
                    .fact(said),
            );
        }
    }
    if cx.config.edition == Edition::Public {
        names(cx, report);
    }
}

/// People spelled out, where the public edition would tell the post alone.
fn names(cx: &Context<'_>, report: &mut Report) {
    let people = &cx.school.people;
    let post = |id: &str| cx.school.roles.iter().find(|role| role.id == id);
    for person in written(cx) {
        let held = people.tenures.iter().filter(|(_, all)| all.iter().any(|tenure| tenure.holder == person.id));
        if held.filter_map(|(id, _)| post(id)).any(|role| role.public) {
            continue;
        }
        let places = person.places.iter().map(|place| (place.span, place.address)).collect();
        let message = format!("`{}` is spelled out here, and the public edition names posts", person.name);
        let help = match person.post {
            Some(post) => {
                format!("print whoever holds the post with `{{{post}.name}}`, or say `public name` in the role")
            }
            None => "name a post instead".to_owned(),
        };
        if let Some(found) = report.across(places, message) {
            report.push(found.help(help).fact(person.id));
        }
    }
}

/// Whether the public edition leaves a contact out by itself.
fn is_left_out(cx: &Context<'_>, passage: &Passage) -> bool {
    let role = || cx.school.roles.iter().find(|role| role.id == passage.address);
    cx.config.edition == Edition::Public && passage.form == Form::Field && role().is_some_and(|role| !role.public)
}

/// Whether a document is meant for the public or for everyone; every document of a public edition is.
fn is_public(cx: &Context<'_>, document: &Document) -> bool {
    if cx.config.edition == Edition::Public {
        return true;
    }
    let names = |value: &Value| match value {
        Value::Name(name) => {
            let inside = cx.school.vocabulary.leaves(name.entity);
            name.address == "everyone" || inside.iter().chain([&name.entity]).any(|entity| says_public(cx, *entity))
        }
        other => cx.title(other).to_lowercase().contains("public"),
    };
    document.audience.iter().any(names)
}

fn says_public(cx: &Context<'_>, entity: Entity) -> bool {
    cx.school.title(entity).to_lowercase().split(|next: char| !next.is_alphabetic()).any(|word| word == "public")
}
