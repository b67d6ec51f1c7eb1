//! What an editor, a copy or a conversion left behind: bookmarks, asterisks, broken letters, split paragraphs.

use std::ops::Range;

use crate::diagnostic::Level;
use crate::lint::facts::bodies::{each_body, ends, said};
use crate::lint::facts::wording::{Gate, Wording};
use crate::lint::{Context, Lint, Report};
use crate::model::document::Part;
use crate::model::words::Prose;
use crate::sketch::{Saying, Signs, sayings};

pub(super) static LINT: Lint = Lint {
    name: "editor-artefact",
    summary: "debris of editing or conversion is left in",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/editor-artefact.md"),
    check,
};

/// What programs leave where they lost something.
static LOST: [Saying; 14] = sayings([
    "[bookmark:",
    "_GoBack",
    "Error! Reference source not found",
    "Error! Bookmark not defined",
    "Click here to enter text",
    "Click or tap here",
    "[Type text]",
    "[Type here]",
    "&nbsp;",
    "&amp;",
    "\u{fffd}",
    "â€",
    "Ã©",
    "<br",
]);

fn check(cx: &Context<'_>, report: &mut Report) {
    for passage in cx.passages().iter().filter(|it| it.passes(&DEBRIS)) {
        if let Some(range) = debris(passage).filter(|range| passage.is_written(range.start)) {
            let said = &passage.text[range.clone()];
            report.push(
                report
                    .at(passage.span(range.clone()), format!("`{said}` was left behind by an editor or a conversion"))
                    .help("take it out")
                    .about(&passage.address)
                    .fact(said),
            );
        }
    }
    split_paragraphs(cx, report);
}

/// Words among which such a thing stands.
static DEBRIS: Gate = Gate::new(|wording| debris(wording).is_some());

fn debris(wording: &Wording) -> Option<Range<usize>> {
    let text = wording.text.as_str();
    let signs = LOST.iter().filter(|sign| wording.may_hold(sign)).map(|sign| sign.text);
    let lost = signs.into_iter().find_map(|sign| text.find(sign).map(|at| at..at + sign.len()));
    let bookmark = lost.map(|range| match text[range.start..].find(']') {
        Some(end) if text[range.clone()].starts_with('[') => range.start..range.start + end + 1,
        _ => range,
    });
    let with = |signs: &Signs| wording.signs().has_any(signs).then_some(text);
    bookmark
        .or_else(|| with(&ASTERISK).and_then(starred))
        .or_else(|| with(&DIGITS).and_then(typed_number))
        .or_else(|| with(&SLASH).and_then(stray_slash))
}

static ASTERISK: Signs = Signs::of("*");
static DIGITS: Signs = Signs::of("0123456789");
static SLASH: Signs = Signs::of("/");

/// Asterisks around words, which were bold or italic once, or two behind a word that have lost their partners.
fn starred(text: &str) -> Option<Range<usize>> {
    let at = text.find('*')?;
    let sign = &text[at..at + text[at..].len() - text[at..].trim_start_matches('*').len()];
    let inner = at + sign.len();
    let Some(end) = text[inner..].find(sign).map(|end| inner + end) else {
        let word = text[..at].rfind(' ').map_or(0, |space| space + 1);
        return (sign == "**" && word < at).then_some(word..inner);
    };
    let tight = !text[inner..end].is_empty() && text[inner..end].trim() == &text[inner..end];
    tight.then(|| at..end + sign.len())
}

/// The number of a heading in the middle of a text, as in `1.1.1.1 School Devices`.
fn typed_number(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(start) = text.bytes().skip(from).position(|next| next.is_ascii_digit()).map(|at| from + at) {
        let end = text[start..]
            .find(|next: char| !next.is_ascii_digit() && next != '.')
            .map_or(text.len(), |end| start + end);
        let parts: Vec<&str> = text[start..end].split('.').collect();
        let heading = parts.len() > 3 && parts.iter().all(|part| (1..=2).contains(&part.len()));
        let before = text[..start].chars().next_back();
        if heading && text[end..].starts_with(' ') && !before.is_some_and(|next| next.is_alphanumeric() || next == '/')
        {
            return Some(start..end);
        }
        from = end;
    }
    None
}

/// A slash with nothing before it, as in `the code of conduct, /e-safety policy`.
fn stray_slash(text: &str) -> Option<Range<usize>> {
    let (at, _) = text.match_indices(", /").find(|(at, _)| text[at + 3..].starts_with(char::is_alphabetic))?;
    let end = text[at + 3..].find([' ', ',', '.']).map_or(text.len(), |end| at + 3 + end);
    Some(at..end)
}

/// A paragraph that breaks off without a stop and goes on, in small letters, in the next one.
fn split_paragraphs(cx: &Context<'_>, report: &mut Report) {
    each_body(cx.school, &mut |address, parts| {
        for part in parts {
            let Part::Text(blocks, _) = part else { continue };
            for pair in blocks.windows(2) {
                let [first @ Prose::Paragraph(_), second @ Prose::Paragraph(_)] = pair else { continue };
                let (before, after) = (said(cx.school, first), said(cx.school, second));
                let open = before.trim_end().ends_with(|next: char| next.is_lowercase());
                let last = before.rsplit(' ').next().unwrap_or_default();
                let link = ["http", "www."].iter().any(|sign| after.starts_with(sign));
                if !open || link || !after.starts_with(char::is_lowercase) {
                    continue;
                }
                let Some((span, _)) = ends(second) else { continue };
                let first = after.split(' ').next().unwrap_or_default();
                report.push(
                    report
                        .at(span, format!("a paragraph breaks off at `{last}` and goes on here with `{first}`"))
                        .help("join the two paragraphs")
                        .about(address)
                        .fact(format!("{last} {first}")),
                );
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::debris;
    use crate::lint::Reading;

    #[test]
    fn debris_is_told_from_what_is_meant() {
        let found = |text: &'static str| debris(&Reading::default().of(text)).map(|range| &text[range]);
        assert_eq!(found("[bookmark: _GoBack]extremist"), Some("[bookmark: _GoBack]"));
        assert_eq!(found("off the *school* site"), Some("*school*"));
        assert_eq!(found("Contact:** with strangers"), Some("Contact:**"));
        assert_eq!(found("for 1.1.1.1 School Devices"), Some("1.1.1.1"));
        assert_eq!(found("the code, /e-safety policy"), Some(", /e-safety"));
        assert_eq!(found("in 2.5 years, 3 * 4, and/or 10.0.0.1/8 or v1.2.3"), None);
    }
}
