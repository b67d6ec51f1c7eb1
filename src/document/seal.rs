//! The seal of a document: a digest of its words alone, so that a copy can be held against the sources.
//!
//! Acts, versions, the next review, the state, the day and the holders' names are left out, and so is everything about
//! looks: a new holder, an approval or a template leaves the seal as it was; a changed word, cell or promise does not.
//! A sheet and the index tell who holds what and where things stand, so their seals are over all that they tell; only the
//! day that they bear is left out.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::assemble::unsealed;
use super::exceptions::GivesWay;
use super::{Block, Document, SHEETS};
use crate::model::School;
use crate::model::date::{Day, day_in_words};
use crate::model::edition::Edition;
use crate::model::people::People;
use crate::source::digest;
use crate::word::Word;

/// What is not the document's words: looks, places, and what is told by words beside it.
const LOOKS: [&str; 15] = [
    "anchor",
    "date",
    "draft",
    "id",
    "key",
    "kind",
    "large",
    "letterhead",
    "level",
    "number",
    "contents",
    "state",
    "symbol",
    "targets",
    "tone",
];
/// How a mark begins.
const MARK: &str = "byelaw:";
/// How many digits of a digest tell one section of a document from another.
const SHORT: usize = 8;

/// What a document's words come to on the day that it was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seal {
    /// SHA-256 of all of its words; empty where it was not sealed.
    pub digest: String,
    /// The day as of which it was made.
    pub made: Day,
    /// Its front, then its sections in order.
    pub sections: Vec<Sealed>,
}

/// One section of a sealed document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Its heading; the document's own title for what stands before the first.
    pub title: String,
    /// The first digits of the digest of its words.
    pub digest: String,
}

impl Seal {
    /// Of a document as it stands, with all that it tells of people and days.
    pub fn of(document: &Document) -> Self {
        seal(document, document.date)
    }

    /// Of what stands under these titles.
    pub fn of_parts<T: Serialize>(parts: impl IntoIterator<Item = (String, T)>, made: Day) -> Self {
        let told = |(title, part): (String, T)| {
            let mut text = String::new();
            words(&serde_json::to_value(part).unwrap_or_default(), &mut text);
            (title, text)
        };
        sealed(parts.into_iter().map(told).collect(), made)
    }

    /// As every page tells it: `Text 3f2a 91bc 07de · made as of 22 November 2026`; empty where there is none.
    pub fn line(&self) -> String {
        if self.digest.is_empty() {
            return String::new();
        }
        format!("Text {} · made as of {}", aloud(&self.digest), day_in_words(self.made))
    }

    /// The digests of its sections, as a mark and a record hold them.
    pub fn outline(&self) -> Vec<String> {
        self.sections.iter().map(|it| it.digest.clone()).collect()
    }

    /// The headings that are not as an outline has them, in the words of a list; nothing where only the order is.
    pub fn changes_since(&self, outline: &[String]) -> Vec<String> {
        let mut changes: Vec<String> = Vec::new();
        for section in self.sections.iter().filter(|it| !outline.contains(&it.digest)) {
            let title = format!("`{}`", section.title);
            if !changes.contains(&title) {
                changes.push(title);
            }
        }
        let now = self.sections.len();
        if now < outline.len() {
            let gone = outline.len() - now;
            changes.push(if gone == 1 {
                "a section that is gone".to_owned()
            } else {
                format!("{gone} sections that are gone")
            });
        }
        changes
    }
}

/// The first twelve digits in groups that can be read aloud.
pub fn aloud(digest: &str) -> String {
    let digits: Vec<char> = digest.chars().take(12).collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The seal of each document of a school, in its order, as of a day.
pub fn seals(school: &School, made: Day) -> Vec<Seal> {
    seals_of(school, &GivesWay::of(school), made)
}

/// The same, where it is known already which rules give way: acts and holders change nothing of that.
pub(super) fn seals_of(school: &School, gives_way: &GivesWay, made: Day) -> Vec<Seal> {
    unsealed(&bare(school), gives_way, Day::default(), false).iter().map(|document| seal(document, made)).collect()
}

/// The school without what a seal leaves out.
fn bare(school: &School) -> School {
    let mut bare = School { people: People::default(), edition: Edition::default(), ..school.clone() };
    for document in &mut bare.documents {
        document.acts.clear();
        document.versions.clear();
        for review in &mut document.reviews {
            review.clauses = review.clauses.without(&[Word::Next]);
        }
    }
    bare
}

fn seal(document: &Document, made: Day) -> Seal {
    let told = |(title, values): (String, Vec<Value>)| {
        let mut text = String::new();
        values.iter().for_each(|value| words(value, &mut text));
        (title, text)
    };
    sealed(parts(document).into_iter().map(told).collect(), made)
}

/// The seal of titles, each with the words below it.
fn sealed(parts: Vec<(String, String)>, made: Day) -> Seal {
    let whole: String = parts.iter().map(|(_, text)| format!("{text}\n")).collect();
    let sections = parts.into_iter().map(|(title, text)| Sealed { title, digest: short(&text) }).collect();
    Seal { digest: digest(whole.as_bytes()), made, sections }
}

/// The front of a document, then its sections, each with all that it says.
fn parts(document: &Document) -> Vec<(String, Vec<Value>)> {
    let front = [&document.title, &document.school, &document.audience].map(|text| Value::String(text.clone()));
    let mut front = Vec::from(front);
    front.push(serde_json::to_value(&document.facts).unwrap_or_default());
    let mut parts = vec![(document.title.clone(), front)];
    for block in document.body.iter().filter(|block| !matches!(block, Block::Chart(_))) {
        if let Block::Heading(heading) = block {
            parts.push((heading.title.clone(), Vec::new()));
        }
        if let Some((_, values)) = parts.last_mut() {
            values.push(serde_json::to_value(block).unwrap_or_default());
        }
    }
    parts
}

/// What each document of a school says in the words that its seal is over: its front, then its sections, each by its
/// heading.
pub fn spoken(school: &School) -> Vec<Vec<(String, String)>> {
    let documents = unsealed(&bare(school), &GivesWay::of(school), Day::default(), false);
    let said = |(title, values): (String, Vec<Value>)| {
        let mut said = Vec::new();
        values.iter().for_each(|value| texts(value, &mut said));
        (title, said.join(" "))
    };
    documents.iter().map(|document| parts(document).into_iter().map(said).collect()).collect()
}

/// Every text in a value, without what is looks or place.
fn texts(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.extend(text.split_whitespace().map(str::to_owned)),
        Value::Array(items) => items.iter().for_each(|item| texts(item, out)),
        Value::Object(fields) => {
            let said = fields.iter().filter(|(key, _)| !LOOKS.contains(&key.as_str()));
            said.for_each(|(_, value)| texts(value, out));
        }
        _ => {}
    }
}

fn short(text: &str) -> String {
    digest(text.as_bytes()).chars().take(SHORT).collect()
}

/// Every word in a value, in an order and a form that no library chooses: keys sorted, what is empty left out.
fn words(value: &Value, out: &mut String) {
    match value {
        Value::Null | Value::Bool(false) => {}
        Value::Bool(true) => out.push_str("true;"),
        Value::Number(number) => out.push_str(&format!("{number};")),
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => out.push_str(&format!("{}:{text};", text.len())),
        Value::Array(items) if items.is_empty() => {}
        Value::Array(items) => {
            out.push('[');
            items.iter().for_each(|item| words(item, out));
            out.push(']');
        }
        Value::Object(fields) => {
            let mut keys: Vec<&String> = fields.keys().filter(|key| !LOOKS.contains(&key.as_str())).collect();
            keys.sort();
            out.push('{');
            for key in keys {
                let mut inner = String::new();
                words(&fields[key.as_str()], &mut inner);
                if !inner.is_empty() {
                    out.push_str(&format!("{key}={inner}"));
                }
            }
            out.push('}');
        }
    }
}

/// What a published file bears, whatever template made it: the document, its digest, the day, and its sections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The document's address; that of a made sheet with its folder.
    pub document: String,
    /// The digest of its words.
    pub digest: String,
    /// The day as of which it was made, as written.
    pub made: String,
    /// The digests of its sections.
    pub outline: Vec<String>,
}

impl Mark {
    /// The mark of a document; `None` where it was not sealed.
    pub fn of(document: &Document) -> Option<Self> {
        (!document.seal.digest.is_empty()).then(|| Mark::new(document.address(), &document.seal))
    }

    /// The mark of what has this address and this seal.
    pub fn new(address: String, seal: &Seal) -> Self {
        let made = seal.made.to_string();
        Mark { document: address, digest: seal.digest.clone(), made, outline: seal.outline() }
    }

    /// The name of the sheet that bears it; `None` where it is no sheet.
    pub fn sheet(&self) -> Option<&str> {
        self.document.strip_prefix(SHEETS)?.strip_prefix('/')
    }

    /// The last mark in the bytes of a file.
    pub fn find(bytes: &[u8]) -> Option<Self> {
        let starts = bytes.windows(MARK.len()).enumerate().rev().filter(|(_, it)| *it == MARK.as_bytes());
        starts.map(|(at, _)| at + MARK.len()).find_map(|at| Mark::read(&bytes[at..]))
    }

    /// Reads field by field and no further than one that is wrong, so that a file full of beginnings is read once.
    fn read(bytes: &[u8]) -> Option<Self> {
        let (document, rest) = field(bytes);
        let (digest, rest) = field(rest.strip_prefix(b":")?);
        let (made, rest) = field(rest.strip_prefix(b":")?);
        let (outline, rest) = field(rest.strip_prefix(b":")?);
        let hex = |text: &str, length| text.len() == length && text.chars().all(|digit| digit.is_ascii_hexdigit());
        let outline: Vec<String> = outline.split('.').map(str::to_owned).collect();
        let sound = hex(&digest, 64) && made.parse::<Day>().is_ok() && outline.iter().all(|it| hex(it, SHORT));
        (sound && !document.is_empty() && !rest.starts_with(b":")).then_some(Mark { document, digest, made, outline })
    }
}

/// The letters, digits, hyphens, dots and strokes that stand first, and what comes after them.
fn field(bytes: &[u8]) -> (String, &[u8]) {
    let ours = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-./".contains(byte);
    let (field, rest) = bytes.split_at(bytes.iter().position(|byte| !ours(byte)).unwrap_or(bytes.len()));
    (field.iter().map(|byte| char::from(*byte)).collect(), rest)
}

impl fmt::Display for Mark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{MARK}{}:{}:{}:{}", self.document, self.digest, self.made, self.outline.join("."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark() -> Mark {
        Mark {
            document: "online-safety".to_owned(),
            digest: digest(b"words"),
            made: "2026-11-22".to_owned(),
            outline: vec![short("front"), short("filtering")],
        }
    }

    #[test]
    fn a_mark_is_read_back_from_among_other_bytes() {
        let bytes = [b"\xff%PDF byelaw: byelaw:x:y " as &[u8], mark().to_string().as_bytes(), b" -->\n"].concat();
        assert_eq!(Mark::find(&bytes), Some(mark()));
    }

    #[test]
    fn the_mark_of_a_sheet_names_it_apart_from_documents() {
        let sheet = Mark { document: format!("{SHEETS}/governors"), ..mark() };
        let read = Mark::find(format!("<!-- {sheet} -->").as_bytes());
        assert_eq!(read.as_ref().and_then(Mark::sheet), Some("governors"));
        assert_eq!(mark().sheet(), None);
    }

    #[test]
    fn the_seal_of_parts_knows_their_words_and_their_order() {
        let seal = |parts: &[(&str, &str)]| {
            Seal::of_parts(parts.iter().map(|(title, text)| ((*title).to_owned(), *text)), Day::default())
        };
        let one = seal(&[("A", "first"), ("B", "second")]);
        assert_eq!(seal(&[("A", "first"), ("B", "other")]).changes_since(&one.outline()), ["`B`"]);
        assert_ne!(seal(&[("B", "second"), ("A", "first")]).digest, one.digest);
    }

    #[test]
    fn no_bytes_that_are_cut_or_bent_make_a_mark() {
        let whole = mark().to_string();
        for end in 0..whole.len() - SHORT - 1 {
            assert_eq!(Mark::find(&whole.as_bytes()[..end]), None, "{end}");
        }
        assert_eq!(Mark::find(whole.replace("2026-11-22", "2026-13-22").as_bytes()), None);
        assert_eq!(Mark::find(format!("{whole}:more").as_bytes()), None);
    }

    #[test]
    fn a_file_full_of_beginnings_is_read_once() {
        let start = std::time::Instant::now();
        assert_eq!(Mark::find(MARK.repeat(40_000).as_bytes()), None);
        assert_eq!(Mark::find(format!("{MARK}a:").repeat(40_000).as_bytes()), None);
        assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    }

    #[test]
    fn looks_do_not_count_and_words_do() {
        let told = |json: Value| {
            let mut out = String::new();
            words(&json, &mut out);
            out
        };
        let cell = serde_json::json!({ "words": "Yes", "tone": "yes", "anchor": "a.b" });
        assert_eq!(told(cell), told(serde_json::json!({ "new": "", "words": "Yes", "tone": "open" })));
        assert_ne!(told(serde_json::json!(["ab", "c"])), told(serde_json::json!(["a", "bc"])));
        assert_ne!(told(serde_json::json!([["a"], ["b"]])), told(serde_json::json!([["a", "b"]])));
    }
}
