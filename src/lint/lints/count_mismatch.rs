//! A number is announced, and another number of things follows.

use std::ops::Range;

use crate::diagnostic::Level;
use crate::lint::facts::bodies::{each_body, ends, said};
use crate::lint::facts::wording::Gate;
use crate::lint::words::english::{number, sentences, words};
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::document::Part;
use crate::model::words::{Prose, Value};
use crate::span::Span;

pub(super) static LINT: Lint = Lint {
    name: "count-mismatch",
    summary: "the number announced is not the number listed",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/count-mismatch.md"),
    check,
};

/// What leads from a number to the things themselves.
const LEADS: [&str; 5] = [" they are ", " these are ", " namely ", " i.e. ", " are: "];

/// Words anywhere in a sentence whose number promises no list.
const LOOSE: [&str; 8] = ["every", "one", "within", "first", "last", "any", "year", "years"];

/// Words before a number that make it a rough one.
const ROUGH: [&str; 6] = ["least", "most", "than", "over", "about", "nearly"];

/// Words that count what they go on to list.
static COUNTS: Gate = Gate::new(|wording| {
    wording.has_any(&LEADS) && wording.sentences().iter().any(|range| inline(&wording.text[range.clone()]).is_some())
});

fn check(cx: &Context<'_>, report: &mut Report) {
    for passage in cx.passages().iter().filter(|it| it.is_running() && it.passes(&COUNTS)) {
        for range in passage.sentences() {
            let Some((word, stated, listed)) = inline(&passage.text[range.clone()]) else { continue };
            let place = range.start + word.start..range.start + word.end;
            push(report, (passage.span(place.clone()), &passage.address), &passage.text[place], stated, listed);
        }
    }
    each_body(cx.school, &mut |address, parts| {
        for (at, part) in parts.iter().enumerate() {
            let Part::Text(blocks, _) = part else { continue };
            for (nth, block) in blocks.iter().enumerate() {
                if !matches!(block, Prose::Paragraph(_)) {
                    continue;
                }
                let text = said(cx.school, block);
                let Some((word, stated)) = announced(&text) else { continue };
                let listed = match blocks.get(nth + 1) {
                    Some(Prose::List(_, items)) => Some(items.len()),
                    None => shown(&parts[at + 1..]),
                    _ => None,
                };
                if let (Some(listed), Some(span)) = (listed, ends(block).map(|it| it.1)) {
                    push(report, (span, address), &text[word], stated, listed);
                }
            }
        }
    });
}

fn push(report: &mut Report, (span, address): (Span, &str), word: &str, stated: usize, listed: usize) {
    if stated == listed {
        return;
    }
    report.push(
        report
            .at(span, format!("`{word}` are announced, and {listed} are listed"))
            .help("add what is missing or take out what is too much, or correct the number")
            .about(address)
            .fact(format!("{word}: {listed}")),
    );
}

/// The number in the last sentence of a paragraph that ends in a colon, with the word behind it.
fn announced(text: &str) -> Option<(Range<usize>, usize)> {
    let end = text.trim_end().trim_end_matches('-').strip_suffix(':')?;
    let last = sentences(end).last()?.clone();
    let (range, count) = counted(&text[last.clone()])?;
    Some((last.start + range.start..last.start + range.end, count))
}

/// The only number of a sentence that counts things, from two up, with the thing counted.
fn counted(sentence: &str) -> Option<(Range<usize>, usize)> {
    let all = words(sentence);
    if all.iter().any(|word| LOOSE.contains(&word.lower().as_str())) {
        return None;
    }
    let mut numbers =
        all.iter().enumerate().filter_map(|(at, word)| Some((at, number(word.text).filter(|it| *it > 1)?)));
    let (at, count) = numbers.next().filter(|_| numbers.next().is_none())?;
    let rough = at.checked_sub(1).is_some_and(|before| ROUGH.contains(&all[before].lower().as_str()));
    let thing = all[at + 1..].iter().take(3).find(|word| word.text.ends_with('s'));
    let alone = sentence[..all[at].at].ends_with("following ");
    let end = thing.map_or(all[at].end(), |word| word.end());
    (!rough && (alone || thing.is_some())).then_some((all[at].at..end, count))
}

/// A number and the list that follows it in one sentence: `nine … ; they are a, b and c`.
fn inline(sentence: &str) -> Option<(Range<usize>, usize, usize)> {
    let lead = LEADS.iter().filter_map(|lead| Some((sentence.find(lead)?, lead.len()))).min()?;
    let (front, list) = (&sentence[..lead.0], &sentence[lead.0 + lead.1..]);
    let (range, stated) = counted(front)?;
    let list = list.trim_end_matches(['.', ' ']);
    let parts: Vec<&str> = list.split(", ").collect();
    let (last, inner) = parts.split_last()?;
    let closed = last.matches(" and ").count() == 1 && !last.starts_with("and ");
    let plain = inner.iter().all(|part| !part.contains(" and ") && words(part).len() <= 5);
    // What `they are` leads to may be three adjectives rather than three things.
    let names = sentence[lead.0..].contains(" are ");
    let sure = inner.len() > usize::from(names)
        && closed
        && plain
        && !list.contains([';', ':', '('])
        && words(last).len() <= 9;
    sure.then_some((range, stated, inner.len() + 2))
}

/// How many definitions, or how many sentences up to the end of the body, follow an announcement.
fn shown(after: &[Part]) -> Option<usize> {
    if let Some(Part::Show(values, _)) = after.first() {
        let definition = |value: &Value| matches!(value.entity(), Some(Entity::Definition(_)));
        return values.iter().all(definition).then_some(values.len());
    }
    let sentences = after.iter().all(|part| matches!(part, Part::Sentence(_)));
    (sentences && !after.is_empty()).then_some(after.len())
}

#[cfg(test)]
mod tests {
    use super::{announced, inline};

    fn inlined(text: &str) -> Option<(usize, usize)> {
        inline(text).map(|(_, stated, listed)| (stated, listed))
    }

    #[test]
    fn a_list_inside_a_sentence_is_counted() {
        assert_eq!(inlined("Two teachers help; they are kind, wise and old."), None);
        assert_eq!(inlined("These nine groups, namely age, sex or race, belief and birth"), Some((9, 4)));
    }

    #[test]
    fn a_number_before_a_colon_announces_a_list() {
        let count = |text: &str| announced(text).map(|(_, count)| count);
        assert_eq!(count("Much is new. The following five apply:"), Some(5));
        assert_eq!(count("There are three areas of risk:-"), Some(3));
        assert_eq!(count("Ask within 2 days:"), None);
    }
}
