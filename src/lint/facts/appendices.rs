//! Appendices that the text of a document speaks of by number.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::lint::facts::wording::Gate;
use crate::lint::words::english::places;
use crate::lint::{Context, Form};
use crate::model::Entity;
use crate::model::document::Document;
use crate::model::words::Value;
use crate::span::Span;

/// Words with the number of an appendix.
static NUMBERED: Gate = Gate::new(|wording| wording.has_any(&["appendix"]) && !numbers(&wording.text).is_empty());

/// The numbers of appendices that a document's own text speaks of: where, and in which words.
pub(crate) fn spoken_of<'a>(cx: &'a Context<'_>, document: &Document) -> BTreeMap<usize, Vec<(Span, &'a str)>> {
    let mut found: BTreeMap<usize, Vec<(Span, &str)>> = BTreeMap::new();
    for passage in cx.passages_within(&document.id).filter(|it| it.form != Form::Title && it.passes(&NUMBERED)) {
        for (number, range) in numbers(&passage.text) {
            found.entry(number).or_default().push((passage.span(range), &passage.text));
        }
    }
    found
}

/// Documents of the set that the text names beside a number, and that stand on no list of appendices.
pub(crate) fn unlabelled<'a>(cx: &'a Context<'_>, document: &Document) -> BTreeMap<usize, &'a Document> {
    let has = document.appendix_count();
    let listed: Vec<Option<Entity>> = document.appendices.iter().map(Value::entity).collect();
    let others = |at: usize| !listed.contains(&Some(Entity::Document(at))) && cx.school.documents[at].id != document.id;
    let beyond = spoken_of(cx, document).into_iter().filter(|(number, _)| *number > has);
    let meant = beyond.filter_map(|(number, places)| {
        let at = (0..cx.school.documents.len())
            .find(|at| others(*at) && places.iter().any(|(_, text)| names(text, &cx.school.documents[*at])))?;
        Some((number, &cx.school.documents[at]))
    });
    meant.collect()
}

fn names(text: &str, document: &Document) -> bool {
    let also = document.also.iter().map(|also| also.value.as_str());
    also.chain([document.title.as_str()]).any(|name| !places(text, &name.to_lowercase()).is_empty())
}

/// Numbers after the word “Appendix”, unless an appendix of another document is meant.
fn numbers(text: &str) -> Vec<(usize, Range<usize>)> {
    let found = places(text, "appendix").into_iter().filter_map(|word| {
        let rest = text[word.end..].strip_prefix(' ')?;
        let digits = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_digit()).len();
        let number = rest[..digits].parse().ok()?;
        let behind = rest[digits..].trim_start_matches([' ', ':', ',', '(']);
        let elsewhere = ["of ", "in ", "to "].iter().any(|word| behind.starts_with(word));
        (!elsewhere).then(|| (number, word.start..word.end + 1 + digits))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn an_appendix_of_another_document_is_not_one_of_this() {
        let found = |text: &str| numbers(text).into_iter().map(|(number, _)| number).collect::<Vec<_>>();
        assert_eq!(found("see Appendix 5, and appendix 6"), [5, 6]);
        assert!(found("as appendix 16 of the ICT policy says").is_empty());
        assert!(found("the appendix says so").is_empty());
    }
}
