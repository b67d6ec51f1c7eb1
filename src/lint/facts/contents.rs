//! Lists of contents that a document writes by hand: what they name, where they name it.

use std::ops::Range;

use crate::lint::words::english::words;
use crate::lint::{Context, Form, Passage};
use crate::model::document::{Document, Part};

/// Every entry of a hand-written list of contents that no heading of its document bears.
pub(crate) fn strays<'a>(cx: &'a Context<'_>) -> Vec<(&'a Passage, Range<usize>)> {
    let mut found = Vec::new();
    for document in &cx.school.documents {
        let mut lists: Vec<&str> = Vec::new();
        document.each_part(&mut |part| {
            if let Part::Section(section) = part
                && ["contents", "table of contents"].contains(&section.title.trim().to_lowercase().as_str())
            {
                lists.push(&section.address);
            }
        });
        let known = if lists.is_empty() { Vec::new() } else { known(cx, document) };
        for passage in lists.into_iter().flat_map(|list| cx.passages_of(list)).filter(|it| it.form == Form::Item) {
            let range = entry(&passage.text);
            let plain = plain(&passage.text[range.clone()]);
            if !plain.is_empty() && !known.iter().any(|heading| is_near(heading, &plain)) {
                found.push((passage, range));
            }
        }
    }
    found
}

/// The headings of all sections.
pub(crate) fn headings<'a>(cx: &'a Context<'_>) -> Vec<&'a str> {
    let mut titles: Vec<&str> = Vec::new();
    for document in &cx.school.documents {
        document.each_part(&mut |part| {
            if let Part::Section(section) = part {
                titles.push(&section.title);
            }
        });
    }
    titles
}

/// The headings of a document, those of what it shows among them.
fn known(cx: &Context<'_>, document: &Document) -> Vec<String> {
    let mut headings = vec![plain(&document.title)];
    document.each_part(&mut |part| match part {
        Part::Section(section) => headings.push(plain(&section.title)),
        Part::Show(values, _) => headings.extend(values.iter().map(|value| plain(&cx.title(value)))),
        _ => {}
    });
    let appendices = document.appendices.iter().map(|value| plain(&cx.title(value)));
    headings.extend(appendices);
    headings
}

/// An entry without its page: `Scope of the policy, page 2` and `Scope of the policy ..... 2`.
fn entry(text: &str) -> Range<usize> {
    let all = words(text.find(", page ").map_or(text, |at| &text[..at]));
    let named = all.iter().rev().skip_while(|word| {
        word.text.chars().all(|it| it.is_ascii_digit()) || matches!(word.lower().as_str(), "page" | "p")
    });
    let end = named.map(|word| word.end()).next().unwrap_or(0);
    all.first().map_or(0..0, |first| first.at.min(end)..end)
}

fn plain(title: &str) -> String {
    title.to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect()
}

/// Whether two titles are the same but for a slip or two; `typo` tells of those.
fn is_near(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (one, other): (Vec<char>, Vec<char>) =
        (one.chars().skip(shared).collect(), other.chars().skip(shared).collect());
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    (one.len() - tail).max(other.len() - tail) <= 4 && (shared + tail > 8 || one.len() == tail && other.len() == tail)
}

#[cfg(test)]
mod tests {
    use super::{entry, is_near};

    #[test]
    fn an_entry_ends_before_its_page() {
        let named = |text: &'static str| &text[entry(text)];
        assert_eq!(named("Scope of the policy, page 2"), "Scope of the policy");
        assert_eq!(named("Passwords ..... 11"), "Passwords");
        assert_eq!(named("Use of AI"), "Use of AI");
    }

    #[test]
    fn a_slip_is_no_other_title() {
        assert!(is_near("responsponsibilities", "responsibilities") && is_near("scope", "scope"));
        assert!(!is_near("dealingwithissuesofmisuse", "dealingwithunsuitableactivities") && !is_near("aims", "apps"));
    }
}
