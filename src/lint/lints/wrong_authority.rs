//! A council or safeguarding board of another area than the school's own.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::words::english::{Token, before, places, words};
use crate::lint::{Context, Lint, Report};
use crate::span::Span;

pub(super) static LINT: Lint = Lint {
    name: "wrong-authority",
    summary: "the local authority named is not the school’s own",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/wrong-authority.md"),
    check,
};

/// What follows the name of a place in the name of an authority.
const KINDS: [&str; 13] = [
    "county council",
    "city council",
    "borough council",
    "metropolitan borough council",
    "district council",
    "local authority",
    "education authority",
    "safeguarding children board",
    "safeguarding children partnership",
    "safeguarding partnership",
    "safeguarding board",
    "lscb",
    "lscp",
];

/// Words in the name of an authority that name no place.
const COMMON: [&str; 14] = [
    "and",
    "of",
    "the",
    "with",
    "upon",
    "county",
    "city",
    "borough",
    "metropolitan",
    "district",
    "royal",
    "london",
    "council",
    "local",
];

/// What shows that another authority is only thanked for its text.
const THANKS: [&str; 5] = ["grateful", "acknowledge", "acknowledges", "thank", "thanks"];

/// Words that name an authority, and thank nobody.
static AUTHORITIES: Gate = Gate::new(|wording| {
    wording.has_any(&KINDS)
        && !named(&wording.text).is_empty()
        && THANKS.iter().all(|word| places(&wording.text, word).is_empty())
});

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(own) = cx.school.identity.fields.get("authority") else { return };
    let home: BTreeSet<String> = words(&own.value).iter().filter(|word| !is_common(word)).map(Token::lower).collect();
    let mut found: BTreeMap<String, Vec<(Span, &str)>> = BTreeMap::new();
    for passage in cx.passages().iter().filter(|it| it.passes(&AUTHORITIES)) {
        for (name, range) in named(&passage.text) {
            if name.iter().all(|word| !home.contains(&word.to_lowercase())) {
                let title = passage.text[range.clone()].to_owned();
                found.entry(title).or_default().push((passage.span(range), &passage.address));
            }
        }
    }
    for (title, places) in found {
        let message = format!("`{title}` is named, but the authority of this school is `{}`", own.value);
        let finding = report.across(places, message);
        let help = format!("name `{}` here, or take the sentence out", own.value);
        finding
            .into_iter()
            .for_each(|finding| report.push(finding.with(own.span, "the school’s own").help(&help).fact(&title)));
    }
}

fn is_common(word: &Token<'_>) -> bool {
    COMMON.contains(&word.lower().as_str())
}

/// The authorities that a text names: the words for their places, and where the whole name stands.
fn named(text: &str) -> Vec<(Vec<&str>, std::ops::Range<usize>)> {
    let all = words(text);
    let mut found: Vec<(Vec<&str>, std::ops::Range<usize>)> = Vec::new();
    for kind in KINDS.iter().flat_map(|kind| places(text, kind)) {
        let mut name: Vec<Token<'_>> = Vec::new();
        for word in before(&all, kind.start).iter().rev() {
            let end = name.last().map_or(kind.start, |last| last.at);
            let joins = is_common(word) && !name.is_empty() && word.lower() == "and";
            let capital = word.text.starts_with(char::is_uppercase);
            if !text[word.end()..end].trim().is_empty() || !(capital || joins) {
                break;
            }
            name.push(*word);
        }
        while name.last().is_some_and(is_common) {
            name.pop();
        }
        let places: Vec<&str> = name.iter().filter(|word| !is_common(word)).map(|word| word.text).collect();
        let Some(first) = name.last().filter(|_| !places.is_empty()) else { continue };
        if !found.iter().any(|(_, range)| range.start == first.at) {
            found.push((places, first.at..kind.end));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::named;

    fn titles(text: &str) -> Vec<&str> {
        named(text).into_iter().map(|(_, range)| &text[range]).collect()
    }

    #[test]
    fn an_authority_is_a_place_and_what_governs_it() {
        assert_eq!(titles("Neither the school nor Leeds City Council can"), ["Leeds City Council"]);
        assert_eq!(
            titles("The Leicestershire and Rutland Safeguarding Children Board helps"),
            ["Leicestershire and Rutland Safeguarding Children Board"]
        );
        assert!(titles("the school council, the Local Authority and the county council").is_empty());
        assert!(titles("Leeds''City Council").is_empty());
    }
}
