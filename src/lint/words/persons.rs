//! People of the people file, as the texts write them.

use std::ops::Range;

use crate::lint::words::english::words;
use crate::lint::words::names::is_address;
use crate::lint::{Context, Form, Passage};
use crate::sketch::Sketch;
use crate::span::Span;

/// One place at which a person is written out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub span: Span,
    /// The address of what it stands in.
    pub address: &'a str,
    /// As it is written there.
    pub text: &'a str,
    /// In what it stands.
    pub form: Form,
}

/// A person, and every place that spells them out.
#[derive(Debug)]
pub(crate) struct Written<'a> {
    /// As the people file calls them.
    pub id: &'a str,
    pub name: &'a str,
    /// The first post that they hold.
    pub post: Option<&'a str>,
    pub places: Vec<Place<'a>>,
}

/// The people whom some text spells out, each with the places.
pub(crate) fn written<'a>(cx: &'a Context<'_>) -> Vec<Written<'a>> {
    let people: Vec<(Name<'_>, &str)> = cx
        .school
        .people
        .persons
        .iter()
        .filter_map(|(id, it)| Some((Name::new(id, &it.name)?, it.name.as_str())))
        .collect();
    let mut found: Vec<Vec<Place<'_>>> = vec![Vec::new(); people.len()];
    let sketches: Vec<Sketch> = people.iter().map(|(it, _)| Sketch::of(&it.surname.to_lowercase())).collect();
    let names = |passage: &Passage| {
        let mut all = people.iter().zip(&sketches);
        all.any(|((it, _), sketch)| passage.fits(sketch) && passage.text.contains(it.surname))
    };
    for passage in cx.passages().iter().filter(|it| names(it)) {
        for (word, range) in &surnames(passage) {
            for (at, (person, _)) in people.iter().enumerate().filter(|(_, (it, _))| it.surname == *word) {
                if let Some(range) = person.ends_at(&passage.text, range) {
                    let text = &passage.text[range.clone()];
                    let place =
                        Place { span: passage.span(range), address: &passage.address, text, form: passage.form };
                    found[at].push(place);
                }
            }
        }
    }
    let told = people.into_iter().zip(found).filter(|(_, places)| !places.is_empty());
    let held = |id: &str| cx.school.people.tenures.iter().find(|(_, all)| all.iter().any(|it| it.holder == id));
    told.map(|((person, name), mut places)| {
        places.sort_by_key(|place| place.span);
        Written { id: person.id, name, post: held(person.id).map(|(post, _)| post.as_str()), places }
    })
    .collect()
}

/// Whether a person stands there as the one who does or receives what the words lay down.
pub(crate) fn is_bound(form: Form) -> bool {
    matches!(form, Form::Phrase | Form::Promise)
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
    let all = passage.tokens().filter(|word| word.text.starts_with(char::is_uppercase));
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
