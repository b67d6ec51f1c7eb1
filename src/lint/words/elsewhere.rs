//! Names of other schools and of counties, as they stand in a text.

use std::ops::Range;

use crate::lint::words::english::{before, places, words};
use crate::model::School;

/// Counties of England, whose names stand in the titles of what they issue.
const COUNTIES: [&str; 36] = [
    "Bedfordshire",
    "Berkshire",
    "Buckinghamshire",
    "Cambridgeshire",
    "Cheshire",
    "Cornwall",
    "Cumbria",
    "Derbyshire",
    "Devon",
    "Dorset",
    "Durham",
    "Essex",
    "Gloucestershire",
    "Hampshire",
    "Herefordshire",
    "Hertfordshire",
    "Kent",
    "Lancashire",
    "Leicestershire",
    "Lincolnshire",
    "Norfolk",
    "Northamptonshire",
    "Northumberland",
    "Nottinghamshire",
    "Oxfordshire",
    "Rutland",
    "Shropshire",
    "Somerset",
    "Staffordshire",
    "Suffolk",
    "Surrey",
    "Sussex",
    "Warwickshire",
    "Wiltshire",
    "Worcestershire",
    "Yorkshire",
];

/// Every name the school, or a school of the trust, goes by.
pub(crate) fn own_names(school: &School) -> Vec<String> {
    let it = &school.identity;
    let also = it.also.iter().map(|name| name.value.clone());
    let schools = school.schools().flat_map(|(_, entry)| {
        std::iter::once(entry.title.clone()).chain(entry.also.iter().map(|name| name.value.clone()))
    });
    std::iter::once(it.title.clone()).chain(also).chain(schools).collect()
}

/// Where names of schools with this ending stand: words with capitals, the ending among them.
pub(crate) fn schools_named(text: &str, ending: &str) -> Vec<Range<usize>> {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let all = words(text);
    let name = |range: Range<usize>| {
        let mut start = range.start;
        for word in before(&all, range.start).iter().rev() {
            let first = matches!(
                word.text,
                "The" | "Our" | "This" | "Your" | "Each" | "Every" | "At" | "A" | "An" | "In" | "All"
            );
            if first || !capital(word.text) || text[word.end()..start].trim() != "" {
                break;
            }
            start = word.at;
        }
        (start < range.start && capital(&text[range.start..])).then_some(start..range.end)
    };
    places(text, ending).into_iter().filter_map(name).collect()
}

/// The counties that a title names.
pub(crate) fn counties(title: &str) -> Vec<&'static str> {
    COUNTIES.into_iter().filter(|county| words(title).iter().any(|word| word.text == *county)).collect()
}
