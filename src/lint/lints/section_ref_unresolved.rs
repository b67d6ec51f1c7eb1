//! A section that the text sends its reader to, and that goes by another title.

use crate::diagnostic::Level;
use crate::lint::facts::contents::{headings, strays};
use crate::lint::facts::wording::Gate;
use crate::lint::words::english::words;
use crate::lint::{Context, Form, Lint, Report};
use std::collections::BTreeSet;
use std::ops::Range;

pub(super) static LINT: Lint = Lint {
    name: "section-ref-unresolved",
    summary: "a section is cited under a title it does not have",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/section-ref-unresolved.md"),
    check,
};

/// Words that name a section by its title.
static CITING: Gate = Gate::new(|wording| wording.signs().are_beyond_ascii() && !cited(&wording.text).is_empty());

fn check(cx: &Context<'_>, report: &mut Report) {
    let titles = titles(cx);
    listed(cx, report);
    let known: BTreeSet<String> = titles.iter().map(|title| plain(title)).collect();
    for passage in cx.passages().iter().filter(|it| it.form != Form::Title && it.passes(&CITING)) {
        for range in cited(&passage.text).into_iter().filter(|range| passage.is_written(range.start)) {
            let title = &passage.text[range.clone()];
            if known.contains(&plain(title)) {
                continue;
            }
            let near = nearest(title, &titles);
            let meant = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            report.push(
                report
                    .at(passage.span(range.clone()), format!("no section is headed `{title}`{meant}"))
                    .help("name the section by its address in braces, `{policy.section}`: that prints its heading")
                    .about(&passage.address)
                    .fact(title),
            );
        }
    }
}

/// Entries of a hand-written list of contents that lead nowhere.
fn listed(cx: &Context<'_>, report: &mut Report) {
    let titles = headings(cx);
    for (passage, range) in strays(cx) {
        let title = &passage.text[range.clone()];
        let near = nearest(title, &titles);
        let meant = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        report.push(
            report
                .at(
                    passage.span(range.clone()),
                    format!("the contents list `{title}`, and no section is headed so{meant}"),
                )
                .help("write each heading as it stands, or leave the list out")
                .about(&passage.address)
                .fact(title),
        );
    }
}

/// The titles of everything that is printed under a heading.
fn titles<'a>(cx: &'a Context<'_>) -> Vec<&'a str> {
    let mut titles = headings(cx);
    titles.extend(cx.school.blocks.iter().map(|it| it.title.as_str()));
    titles.extend(cx.school.procedures.iter().map(|it| it.title.as_str()));
    titles.extend(cx.school.tables.iter().map(|it| it.title.as_str()));
    titles.extend(cx.school.roles.iter().map(|it| it.title.as_str()));
    titles.extend(cx.school.documents.iter().map(|it| it.title.as_str()));
    titles
}

fn plain(title: &str) -> String {
    title.to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect()
}

/// Words in quotation marks that are said to be a section: `section “X”`, `“X” in this document`.
fn cited(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in [('‘', '’'), ('“', '”')] {
        let mut from = 0;
        while let Some(at) = text[from..].find(open).map(|at| from + at) {
            let start = at + open.len_utf8();
            let Some(length) = closing(&text[start..], close) else { break };
            let (before, after) =
                (text[..at].trim_end().to_lowercase(), text[start + length + close.len_utf8()..].to_lowercase());
            let led = BEFORE.iter().any(|word| before.ends_with(word));
            let followed = AFTER.iter().any(|word| after.starts_with(word));
            if led || followed {
                found.push(start..start + length);
            }
            from = start + length;
        }
    }
    found
}

/// The closing mark, passing over apostrophes inside words.
fn closing(text: &str, close: char) -> Option<usize> {
    let mut marks = text.char_indices().filter(|(_, it)| *it == close);
    marks.find(|(at, _)| !text[at + close.len_utf8()..].starts_with(char::is_alphanumeric)).map(|(at, _)| at)
}

const BEFORE: [&str; 6] =
    ["section", "sections", "section on", "section headed", "section called", "under the heading"];
const AFTER: [&str; 6] =
    [" in this document", " in this policy", " of this policy", " of this document", " section", " above"];

/// The title that shares most of its longer words with the one cited, be it in another form.
fn nearest<'a>(cited: &str, titles: &[&'a str]) -> Option<&'a str> {
    let stems = |text: &str| -> BTreeSet<String> {
        words(text)
            .iter()
            .map(|word| word.lower())
            .filter(|word| word.len() > 4)
            .map(|word| word.chars().take(5).collect())
            .collect()
    };
    let wanted = stems(cited);
    let shared = |title: &&str| stems(title).intersection(&wanted).count();
    titles
        .iter()
        .copied()
        .filter(|title| shared(title) > 0)
        .max_by_key(|title| (shared(title), std::cmp::Reverse(title.len())))
}

#[cfg(test)]
mod tests {
    use super::cited;

    #[test]
    fn only_what_is_called_a_section_is_one() {
        let found = |text: &'static str| cited(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("keep to ‘Staff’s pictures’ in this document"), ["Staff’s pictures"]);
        assert_eq!(found("as section “Phones” says"), ["Phones"]);
        assert!(found("so-called “friends” on a network, or “Likes”").is_empty());
    }
}
