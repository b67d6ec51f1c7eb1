//! How a title stands inside a sentence: in lower case unless it is a name, and with its article.

/// Words for people, who are not a name although one may follow: `pupils in Years 7 to 11`.
const PEOPLE: [&str; 22] = [
    "adults",
    "carers",
    "children",
    "contractors",
    "employees",
    "families",
    "governors",
    "learners",
    "members",
    "owners",
    "parents",
    "people",
    "pupils",
    "staff",
    "students",
    "teachers",
    "trustees",
    "users",
    "visitors",
    "volunteers",
    "workers",
    "leaders",
];

/// What ties such a word to the name behind it.
const TIES: [&str; 9] = ["at", "below", "from", "in", "of", "on", "to", "who", "with"];

/// Words for several people at work as one, which take an article: `the school office`.
const COLLECTIVES: [&str; 14] = [
    "board",
    "body",
    "club",
    "committee",
    "council",
    "department",
    "forum",
    "group",
    "office",
    "panel",
    "reception",
    "service",
    "team",
    "unit",
];

/// The first letter in upper case.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The first letter in lower case, unless the title is a proper name or opens with an abbreviation.
pub(crate) fn lower(title: &str) -> String {
    if is_abbreviation(title) || is_proper(title) {
        return title.to_owned();
    }
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Whether a title opens with an abbreviation, such as `ICT` or `KCON`.
pub(super) fn is_abbreviation(title: &str) -> bool {
    title.split_whitespace().next().unwrap_or_default().chars().skip(1).any(char::is_uppercase)
}

/// Whether a title has capitals beyond its first word, as names have; not so where the name only tells which people.
pub(super) fn is_proper(title: &str) -> bool {
    let mut words = title.split_whitespace();
    let first = words.next().unwrap_or_default();
    let named = words.clone().any(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    });
    let people = || PEOPLE.iter().any(|word| word.eq_ignore_ascii_case(first));
    named && !(people() && words.next().is_some_and(|word| TIES.contains(&word)))
}

/// A title behind its article.
pub(super) fn with_article(title: &str) -> String {
    let begins = |word: &str| title.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if ["the ", "another ", "any "].into_iter().any(begins) { lower(title) } else { format!("the {}", lower(title)) }
}

/// The title of a group of people: `pupils`, but `the school office`.
pub(super) fn of_group(title: &str) -> String {
    let last = title.split_whitespace().next_back().unwrap_or_default();
    if COLLECTIVES.iter().any(|word| word.eq_ignore_ascii_case(last)) { with_article(title) } else { lower(title) }
}
