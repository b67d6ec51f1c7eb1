//! A numbered place in a document that is kept somewhere else.

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::words::english::{Token, singular, words};
use crate::lint::{Context, Form, Lint, Report};
use std::ops::Range;

pub(super) static LINT: Lint = Lint {
    name: "external-locator-fragile",
    summary: "a numbered place in an outside document is relied on",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/external-locator-fragile.md"),
    check,
};

const PLACES: [&str; 8] = ["appendix", "section", "paragraph", "page", "annex", "chapter", "clause", "schedule"];

/// Words that tell a law, whose numbers stay, or this document itself.
const STEADY: [&str; 9] = ["act", "regulations", "order", "gdpr", "this", "these", "part", "schedule", "minutes"];

/// Words with such a number.
static LOCATING: Gate = Gate::new(|wording| wording.has_any(&PLACES) && !locators(&wording.text).is_empty());

fn check(cx: &Context<'_>, report: &mut Report) {
    for passage in cx.passages().iter().filter(|it| it.form != Form::Title && it.passes(&LOCATING)) {
        for range in locators(&passage.text) {
            let text = &passage.text[range.clone()];
            report.push(
                report
                    .at(passage.span(range), format!("`{text}` is a number in a document kept elsewhere, and may move"))
                    .help("name what stands there by its title, or write here what it says")
                    .about(&passage.address)
                    .fact(text.to_lowercase()),
            );
        }
    }
}

/// Where a text says `appendix 16 of the ICT policy`.
fn locators(text: &str) -> Vec<Range<usize>> {
    let words = words(text);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| PLACES.iter().any(|place| word.is(place))) {
        let [number, of, rest @ ..] = &words[at + 1..] else { continue };
        let is_number = number.text.starts_with(|it: char| it.is_ascii_digit());
        let of = ["of", "in"].contains(&of.text);
        let adjoining = text[word.end()..number.at].trim().is_empty();
        let whole: Vec<&Token<'_>> =
            rest.iter().take_while(|next| !text[word.end()..next.at].contains(['.', ',', ';', ':'])).take(7).collect();
        let steady = whole.iter().any(|next| STEADY.contains(&next.lower().as_str()));
        let titled = whole.iter().skip(1).find(|next| KINDS.contains(&singular(next.text).as_str()));
        if let (true, true, true, false, Some(last)) = (is_number, of, adjoining, steady, titled) {
            found.push(word.at..last.end());
        }
    }
    found
}

/// What a document kept elsewhere is called.
const KINDS: [&str; 12] = [
    "policy",
    "procedure",
    "handbook",
    "code",
    "guidance",
    "guide",
    "document",
    "framework",
    "agreement",
    "plan",
    "report",
    "standard",
];

#[cfg(test)]
mod tests {
    use super::locators;

    #[test]
    fn a_place_in_a_law_or_in_this_document_is_steady() {
        let found = |text: &'static str| locators(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("see appendix 16 of the ICT policy"), ["appendix 16 of the ICT policy"]);
        assert_eq!(found("as paragraph 135 in the national guidance says"), ["paragraph 135 in the national guidance"]);
        assert!(found("under section 89 of the Education and Inspections Act").is_empty());
        assert!(found("under section 175 of the Education Act and the guidance on it").is_empty());
        assert!(found("see section 4 of this policy").is_empty());
        assert!(found("Appendix 5, in the policy").is_empty());
    }
}
