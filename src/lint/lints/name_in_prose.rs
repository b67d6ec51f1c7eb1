//! A person spelled out in prose, where the people file already says who holds the post.

use std::ops::Range;

use crate::diagnostic::Level;
use crate::lint::english::words;
use crate::lint::names::is_address;
use crate::lint::{Context, Lint, Passage, Report};
use crate::span::Span;

pub(super) static LINT: Lint = Lint {
    name: "name-in-prose",
    summary: "a person of the people file is spelled out in the text",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/name-in-prose.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let people: Vec<Name> = cx.school.people.persons.iter().filter_map(|(id, it)| Name::new(id, &it.name)).collect();
    let mut found: Vec<Vec<(Span, &str, &str)>> = vec![Vec::new(); people.len()];
    for passage in cx.passages() {
        let surnames = surnames(passage);
        for (word, range) in &surnames {
            for (at, person) in people.iter().enumerate().filter(|(_, it)| it.surname == *word) {
                if let Some(range) = person.ends_at(&passage.text, range) {
                    let text = &passage.text[range.clone()];
                    found[at].push((passage.span(range), &passage.address, text));
                }
            }
        }
    }
    for (person, places) in people.iter().zip(found) {
        let Some((_, _, text)) = places.iter().min().copied() else { continue };
        let post = cx.school.people.tenures.iter().find(|(_, all)| all.iter().any(|it| it.holder == person.id));
        let help = post.map_or_else(
            || "name the post instead, so that the text stays true when people move on".to_owned(),
            |(post, _)| format!("name the post, `{{{post}}}`, or print whoever holds it with `{{{post}.name}}`"),
        );
        let message = format!("`{text}` is written out here, and stays when somebody else takes the post");
        let places = places.into_iter().map(|(span, address, _)| (span, address)).collect();
        let finding = report.across(places, message);
        finding.into_iter().for_each(|finding| report.push(finding.help(help.as_str()).fact(person.id)));
    }
}

/// A person's name, taken apart.
struct Name<'a> {
    id: &'a str,
    before: Vec<&'a str>,
    surname: &'a str,
}

impl<'a> Name<'a> {
    /// None for a name of one word, which would be found everywhere.
    fn new(id: &'a str, name: &'a str) -> Option<Self> {
        let parts: Vec<&str> = name.split_whitespace().collect();
        let (surname, before) = parts.split_last()?;
        (!before.is_empty()).then(|| Self { id, before: before.to_vec(), surname })
    }

    /// The whole of the name where its surname stands: with a title, a first name or initials before it.
    fn ends_at(&self, text: &str, surname: &Range<usize>) -> Option<Range<usize>> {
        let mut start = surname.start;
        for word in words(&text[..surname.start]).iter().rev() {
            let bare = word.text.trim_end_matches('.');
            let initial = bare.chars().count() == 1 && bare.starts_with(char::is_uppercase);
            let ours = initial || is_address(bare) || self.before.contains(&bare);
            if !ours || !text[word.end()..start].chars().all(|next| next == ' ' || next == '.') {
                break;
            }
            start = word.at;
        }
        (start < surname.start).then_some(start..surname.end)
    }
}

/// The words of a passage that may be surnames, with their places.
fn surnames(passage: &Passage) -> Vec<(&str, Range<usize>)> {
    let own = |word: &str| word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word).len();
    let all = words(&passage.text).into_iter().filter(|word| word.text.starts_with(char::is_uppercase));
    let written = all.filter(|word| passage.is_written(word.at));
    written.map(|word| (word.at, own(word.text))).map(|(at, len)| (&passage.text[at..at + len], at..at + len)).collect()
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn a_surname_counts_with_something_before_it() {
        let name = Name::new("pell", "Mrs J L Pell").expect("a name");
        let at = |text: &str| {
            let start = text.find("Pell").expect("a surname");
            name.ends_at(text, &(start..start + 4)).map(|range| text[range].to_owned())
        };
        assert_eq!(at("ask Mrs Pell"), Some("Mrs Pell".to_owned()));
        assert_eq!(at("signed J. L. Pell"), Some("J. L. Pell".to_owned()));
        assert_eq!(at("the Pell Mell trip"), None);
    }
}
