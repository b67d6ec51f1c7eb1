//! Capitals that nobody explains: letters for insiders in a text for everybody.

use std::collections::BTreeMap;

use crate::diagnostic::Level;
use crate::lint::facts::wording::{Gate, Kept};
use crate::lint::words::abbreviations::{abbreviations, explained, spelled};
use crate::lint::words::english::{Token, words};
use crate::lint::words::spelling::MISSPELT;
use crate::lint::words::table::Set;
use crate::lint::{Context, Form, Lint, Passage, Report};
use crate::model::role::RoleKind;
use crate::model::words::{Inline, Value, Words};
use crate::span::{Span, Spanned};

pub(super) static LINT: Lint = Lint {
    name: "undefined-abbreviation",
    summary: "an abbreviation is never written out",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/undefined-abbreviation.md"),
    check,
};

/// What every parent and governor reads without help.
const KNOWN: [&str; 41] = [
    "UK", "GB", "US", "EU", "UN", "BBC", "ICT", "IT", "AI", "TV", "PC", "CD", "DVD", "USB", "PDF", "PIN", "SMS", "MSN",
    "GPS", "CCTV", "WIFI", "PE", "AM", "PM", "OK", "ID", "NB", "PS", "FAQ", "JAN", "FEB", "MAR", "APR", "JUN", "JUL",
    "AUG", "SEPT", "OCT", "NOV", "DEC", "HM",
];

/// Words with an abbreviation among them.
static SHORT: Gate = Gate::new(|wording| wording.tokens().any(|word| !abbreviations(&word).is_empty()));

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut found: BTreeMap<String, Vec<(Span, &str, &str)>> = BTreeMap::new();
    let mut told = declared(cx);
    for passage in cx.passages().iter().filter(|it| it.passes(&SHORT)) {
        let words = passage.words();
        let shouted = words.iter().all(|word| !word.text.contains(char::is_lowercase)) && words.len() > 1;
        let letterhead = passage.form == Form::Field && passage.address == cx.school.identity.name;
        for (at, word) in words.iter().enumerate().filter(|_| !shouted && !letterhead) {
            for (letters, range) in abbreviations(word) {
                if explained(&passage.text, &words, at, &letters) {
                    told.insert(letters);
                } else if !is_emphasis(&letters, passage, word) {
                    let place = (passage.span(range.clone()), passage.address.as_str(), &passage.text[range]);
                    found.entry(letters).or_default().push(place);
                }
            }
        }
    }
    for citation in cx.school.citations.iter() {
        for (letters, range) in words(&citation.title).iter().flat_map(abbreviations) {
            found.entry(letters).or_default().push((citation.span, &citation.id, &citation.title[range]));
        }
        for publisher in citation.publisher.iter().filter_map(said) {
            for (letters, range) in words(&publisher.value).iter().flat_map(abbreviations) {
                found.entry(letters).or_default().push((publisher.span, &citation.id, &publisher.value[range]));
            }
        }
    }
    let misspelt = |letters: &str| MISSPELT.iter().any(|(wrong, _)| wrong.eq_ignore_ascii_case(letters));
    found.retain(|letters, _| !told.contains(letters) && !KNOWN.contains(&letters.as_str()) && !misspelt(letters));
    for (letters, places) in found {
        let Some(text) = places.iter().map(|(_, _, text)| *text).find(|it| it.to_uppercase().starts_with(&letters))
        else {
            continue;
        };
        let places = places.into_iter().map(|(span, address, _)| (span, address)).collect();
        let finding = report.across(places, format!("`{text}` is never written out, and not every reader knows it"));
        let help =
            format!("write the whole name once with `({text})` behind it, or add it with `also` where it is declared");
        finding.into_iter().for_each(|finding| report.push(finding.help(&help).fact(letters.as_str())));
    }
}

/// A publisher in plain words.
fn said(value: &Value) -> Option<&Spanned<String>> {
    match value {
        Value::Words(Words { runs, .. }) => runs.iter().find_map(|run| match run {
            Inline::Words(words) => Some(words),
            _ => None,
        }),
        _ => None,
    }
}

/// A word in capitals only for weight, as `MUST` or `NEVER`.
fn is_emphasis(letters: &str, passage: &Passage, word: &Token<'_>) -> bool {
    const STRESSED: [&str; 14] =
        ["MUST", "NOT", "NEVER", "ALWAYS", "ALL", "ONLY", "AND", "OR", "NO", "YES", "DO", "ANY", "WILL", "BEFORE"];
    STRESSED.contains(&letters) || !passage.is_written(word.at)
}

/// What a name spells out.
static SPELLED: Kept<Vec<String>> = Kept::new(|wording| spelled(&wording.text));

/// Abbreviations that some declared name spells out: a title, another name, a publisher's.
fn declared(cx: &Context<'_>) -> Set<String> {
    let school = cx.school;
    let mut names: Vec<&str> = vec![&school.identity.title];
    names.extend(school.identity.also.iter().map(|it| it.value.as_str()));
    for role in &school.roles {
        names.push(&role.title);
        names.extend(role.also.iter().map(|it| it.value.as_str()));
    }
    for document in &school.documents {
        names.push(&document.title);
        names.extend(document.also.iter().map(|it| it.value.as_str()));
    }
    for citation in &school.citations {
        names.push(&citation.title);
        names.extend(citation.also.iter().map(|it| it.value.as_str()));
    }
    for external in &school.externals {
        names.push(&external.title);
        names.extend(external.also.iter().map(|it| it.value.as_str()));
    }
    names.extend(school.definitions.iter().map(|it| it.title.as_str()));
    // A firm may be called by letters, and a definition explains its own word.
    let firms = school.roles.iter().filter(|it| it.kind == RoleKind::Organisation && it.also.len() > 1);
    let firms = firms.flat_map(|it| it.also.iter().map(|name| name.value.to_uppercase()));
    let defined = school.definitions.iter().map(|it| it.title.to_uppercase());
    names.into_iter().flat_map(|name| SPELLED.of(&cx.wording(name)).to_vec()).chain(defined).chain(firms).collect()
}
