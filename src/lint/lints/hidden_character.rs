//! Characters that nobody sees, or that only look like letters: what is read is not what is written.

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::{Context, Lint, Report};
use crate::span::Span;

pub(super) static LINT: Lint = Lint {
    name: "hidden-character",
    summary: "a character cannot be seen, or only looks like another",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/hidden-character.md"),
    check,
};

/// Words with such a character.
static STRANGE: Gate = Gate::new(|wording| wording.signs().are_beyond_ascii() && !strange(&wording.text).is_empty());

fn check(cx: &Context<'_>, report: &mut Report) {
    for passage in cx.passages().iter().filter(|it| it.passes(&STRANGE)) {
        for (at, why) in strange(&passage.text) {
            if passage.is_written(at) {
                let word = around(&passage.text, at);
                push(report, passage.span(word.clone()), &passage.address, &passage.text[word], why);
            }
        }
    }
    let school = cx.school;
    let names = school.people.persons.iter().map(|(id, it)| (id, &it.name, it.span));
    let elsewhere = school.externals.iter().map(|it| (&it.id, &it.title, it.span));
    let cited = school.citations.iter().map(|it| (&it.id, &it.title, it.span));
    for (id, name, span) in names.chain(elsewhere).chain(cited) {
        for (at, why) in strange(name) {
            push(report, span, id, &name[around(name, at)], why);
        }
    }
}

fn push(report: &mut Report, span: Span, about: &str, word: &str, why: &str) {
    let clean: String = word.chars().filter(|next| !is_unseen(*next)).collect();
    report.push(
        report
            .at(span, format!("`{clean}` holds {why}, so that it is not what it seems to be"))
            .help("delete the whole word and type it again")
            .about(about)
            .fact(format!("{clean}: {why}")),
    );
}

/// The first strange character of each word, and what it is.
fn strange(text: &str) -> Vec<(usize, &'static str)> {
    let mut found: Vec<(usize, &'static str)> = Vec::new();
    let starts = text.bytes().enumerate().filter(|(at, byte)| !byte.is_ascii() && text.is_char_boundary(*at));
    for (at, next) in starts.filter_map(|(at, _)| Some((at, text[at..].chars().next()?))) {
        let range = around(text, at);
        let why = if is_turning(next) {
            "a character that turns the direction of reading"
        } else if is_unseen(next) {
            "a character that nobody can see"
        } else if is_foreign(next) && text[range.clone()].contains(|it: char| it.is_ascii_alphabetic()) {
            "a letter of another alphabet"
        } else {
            continue;
        };
        if found.last().is_none_or(|(last, _)| *last < range.start) {
            found.push((at, why));
        }
    }
    found
}

fn around(text: &str, at: usize) -> std::ops::Range<usize> {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |before| before + 1);
    let start = (start..=at).find(|place| text.is_char_boundary(*place)).unwrap_or(at);
    start..text[at..].find(char::is_whitespace).map_or(text.len(), |end| at + end)
}

fn is_turning(next: char) -> bool {
    matches!(next, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_unseen(next: char) -> bool {
    is_turning(next)
        || matches!(next, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Greek, Cyrillic and Armenian letters, among Latin ones.
fn is_foreign(next: char) -> bool {
    matches!(next, '\u{370}'..='\u{58f}')
}

#[cfg(test)]
mod tests {
    use super::strange;

    #[test]
    fn what_cannot_be_seen_is_told() {
        assert_eq!(strange("pu\u{200b}pils").len(), 1);
        assert_eq!(strange("the he\u{430}d \u{202e}may").len(), 2);
        assert!(strange("“Zoë’s café” – über … Ελλάδα").is_empty());
    }
}
