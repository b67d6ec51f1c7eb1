//! The school itself goes under several names.

use crate::diagnostic::Level;
use crate::lint::words::english::tokens;
use crate::lint::{Context, Lint, MOST, Report};
use crate::model::Identity;
use crate::span::Span;
use crate::suggest::all_of;
use std::ops::Range;

pub(super) static LINT: Lint = Lint {
    name: "identity-name-variant",
    summary: "the school is named in different ways",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/identity-name-variant.md"),
    check,
};

/// Words that tell what kind of school it is.
const KINDS: [&str; 24] = [
    "school",
    "primary",
    "junior",
    "infant",
    "infants",
    "nursery",
    "secondary",
    "first",
    "middle",
    "high",
    "upper",
    "lower",
    "academy",
    "college",
    "trust",
    "learning",
    "multi-academy",
    "county",
    "community",
    "church",
    "catholic",
    "c.e",
    "ce",
    "rc",
];

fn check(cx: &Context<'_>, report: &mut Report) {
    let identity = &cx.school.identity;
    let Some(own) = own_part(&identity.title) else { return };
    let mut places: Vec<(String, Span)> = Vec::new();
    let bearing = cx.passages().iter().filter(|passage| passage.text.contains(own));
    for passage in bearing.filter(|passage| passage.address != identity.name) {
        for range in names(&passage.text, own) {
            let name = &passage.text[range.clone()];
            if passage.is_written(range.start)
                && !name.eq_ignore_ascii_case(&identity.title)
                && !is_inner(identity, name)
            {
                places.push((name.to_owned(), passage.span(range)));
            }
        }
    }
    push(report, identity, &places);
}

fn push(report: &mut Report, identity: &Identity, places: &[(String, Span)]) {
    let Some((first, span)) = places.first() else { return };
    let mut told: Vec<&str> = Vec::new();
    places.iter().filter(|(name, _)| !told.contains(&name.as_str())).collect::<Vec<_>>().iter().for_each(
        |(name, _)| {
            if !told.contains(&name.as_str()) {
                told.push(name);
            }
        },
    );
    let quoted: Vec<String> = told.iter().map(|name| format!("`{name}`")).collect();
    let mut found = report
        .at(*span, format!("the school is called `{}`, and here {}", identity.title, all_of(&quoted)))
        .label(format!("`{first}`"))
        .help(format!("write `{}`, or `{{{}}}`, which prints it", identity.title, identity.name))
        .about(&identity.name)
        .fact(told.join(", "));
    for (name, span) in places.iter().skip(1).take(MOST) {
        found = found.with(*span, format!("`{name}`"));
    }
    report.push(found);
}

/// The words of a title before those that tell the kind of school.
fn own_part(title: &str) -> Option<&str> {
    let end = tokens(title).find(|word| KINDS.contains(&word.lower().as_str()))?.at;
    Some(title[..end].trim()).filter(|own| !own.is_empty())
}

/// Names in a text that begin with the school's own part and go on with words for a kind of school.
fn names(text: &str, own: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(own) {
        let inner = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let rest = &text[at + own.len()..];
        let mut end = 0;
        for word in tokens(rest) {
            let bare = word.text.trim_end_matches(['s', 'S']).trim_end_matches(['’', '\'']);
            let bare = if word.text.contains(['’', '\'']) { bare } else { word.text };
            let next = rest[end..word.at].chars().all(|it| it == ' ') && KINDS.contains(&bare.to_lowercase().as_str());
            if !next || !bare.starts_with(char::is_uppercase) && bare != "school" {
                break;
            }
            end = word.at + bare.len();
        }
        if !inner && end > 0 {
            found.push(at..at + own.len() + end);
        }
    }
    found
}

/// Whether a name is that of one of the schools of a trust.
fn is_inner(identity: &Identity, name: &str) -> bool {
    identity.trust && !name.to_lowercase().contains("trust")
}
