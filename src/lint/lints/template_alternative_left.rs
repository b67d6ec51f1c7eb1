//! Two words of a template stand side by side for the school to choose from, and it chose neither.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::words::english::{Token, singular, words};
use crate::lint::{Context, Lint, Report};
use crate::sketch::Signs;
use crate::span::Span;

pub(super) static LINT: Lint = Lint {
    name: "template-alternative-left",
    summary: "slash or bracket alternatives of a template are not chosen",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/template-alternative-left.md"),
    check,
};

/// Words of which a school needs one: the names that templates give to the same thing in different kinds of school.
const PAIRS: [(&str, &str); 19] = [
    ("school", "academy"),
    ("school", "college"),
    ("academy", "college"),
    ("school", "setting"),
    ("pupil", "student"),
    ("pupil", "learner"),
    ("student", "learner"),
    ("headteacher", "principal"),
    ("teacher", "principal"),
    ("governor", "director"),
    ("governor", "trustee"),
    ("coordinator", "officer"),
    ("co-ordinator", "officer"),
    ("authority", "mat"),
    ("authority", "trust"),
    ("la", "mat"),
    ("policy", "agreement"),
    ("aup", "aua"),
    ("committee", "meeting"),
];

/// Verbs of which one permits and the other forbids; a few words may stand before the slash.
const VERBS: [(&str, &str); 3] = [("allow", "forbid"), ("permit", "prohibit"), ("allow", "prohibit")];

/// What the brackets of an option open with.
const OPTIONS: [&str; 5] = ["or ", "and ", "the ", "and/or ", "delete "];

/// Words with a slash or a square bracket.
static MARKED: Gate = Gate::new(|wording| wording.signs().has_any(&SIGNS));

static SIGNS: Signs = Signs::of("/[");

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut slashes: BTreeMap<(&str, &str), Vec<(Span, &str)>> = BTreeMap::new();
    let mut shown: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    let mut options: BTreeMap<String, Vec<(Span, &str)>> = BTreeMap::new();
    for passage in cx.passages().iter().filter(|it| it.passes(&MARKED)) {
        for (pair, range) in pairs(&passage.text) {
            if passage.is_written(range.start) {
                shown.entry(pair).or_insert(&passage.text[range.clone()]);
                slashes.entry(pair).or_default().push((passage.span(range), &passage.address));
            }
        }
        for range in brackets(&passage.text) {
            let said = passage.text[range.start + 1..range.end - 1].trim();
            let bare = OPTIONS.iter().fold(said, |text, opening| text.strip_prefix(opening).unwrap_or(text));
            options.entry(bare.to_owned()).or_default().push((passage.span(range), &passage.address));
        }
    }
    for (pair, places) in slashes {
        let text = shown.get(&pair).copied().unwrap_or_default();
        let message = format!("`{text}` leaves both words of a template standing, and the school needs one of them");
        let found = report.across(places, message);
        let help = "keep the word that fits your school, here and wherever the two stand together";
        found.into_iter().for_each(|found| report.push(found.help(help).fact(format!("{}/{}", pair.0, pair.1))));
    }
    for (option, places) in options {
        let message =
            format!("`{option}` stands in square brackets, as an option of a template that nobody decided on");
        let found = report.across(places, message);
        let help = "take the brackets away where the words are meant, or take the words out with them";
        found.into_iter().for_each(|found| report.push(found.help(help).fact(option.as_str())));
    }
}

/// Where a slash stands between two words of which one is enough.
fn pairs(text: &str) -> Vec<((&'static str, &'static str), Range<usize>)> {
    let words = words(text);
    let mut found = Vec::new();
    for (slash, _) in text.match_indices('/') {
        let next = words.partition_point(|word| word.at < slash);
        let (Some(right), Some(left)) = (words.get(next), next.checked_sub(1).and_then(|at| words.get(at))) else {
            continue;
        };
        if text[left.end()..right.at].trim() != "/" {
            continue;
        }
        let matches = |list: &[(&'static str, &'static str)], one: &Token<'_>| {
            let (one, other) = (singular(one.text), singular(right.text));
            list.iter().copied().find(|(a, b)| (one == *a && other == *b) || (one == *b && other == *a))
        };
        let before = words[next.saturating_sub(3)..next].iter();
        if let Some(pair) = matches(&PAIRS, left) {
            found.push((pair, left.at..right.end()));
        } else if let Some((pair, verb)) = before.filter_map(|word| Some((matches(&VERBS, word)?, word))).next() {
            found.push((pair, verb.at..right.end()));
        }
    }
    found
}

/// Square brackets around words that read as an option.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let close = |at: usize| text[at..].find(']').map(|end| at..at + end + 1);
    let option = |range: &Range<usize>| {
        let inside = text[range.start + 1..range.end - 1].trim_start().to_ascii_lowercase();
        OPTIONS.iter().any(|opening| inside.starts_with(opening)) && words(&inside).len() <= 8
    };
    text.match_indices('[').filter_map(|(at, _)| close(at)).filter(option).collect()
}

#[cfg(test)]
mod tests {
    use super::{brackets, pairs};

    #[test]
    fn a_slash_between_two_names_of_one_thing_is_a_choice() {
        let found = |text: &'static str| pairs(text).into_iter().map(|(_, range)| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("all students / pupils and parents/carers"), ["students / pupils"]);
        assert_eq!(found("it allows staff to/forbids staff from it"), ["allows staff to/forbids"]);
        assert!(found("The school. / The academy and/or the college").is_empty());
    }

    #[test]
    fn brackets_hold_options_only_where_they_read_so() {
        assert_eq!(brackets("the school [or the LA], he wrote [sic]").first(), Some(&(11..22)));
        assert!(brackets("he wrote [sic]").is_empty());
    }
}
