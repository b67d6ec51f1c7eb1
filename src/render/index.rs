//! The page from which a school's documents are reached: each with its kind, its readers, where it stands, and its files.

use serde::Serialize;

use super::{Format, RenderError, Rendered, Renderer, file_name, marked};
use crate::document::{Document, DocumentKind, Mark, Seal};
use crate::model::date::{Day, day_in_words};
use crate::render::text::one_line;

/// The name of its file.
pub const INDEX: &str = "index.html";

/// What the template is given.
#[derive(Serialize)]
pub(super) struct Index {
    school: String,
    as_of: String,
    shelves: Vec<Shelf>,
}

/// Documents that stand together.
#[derive(Serialize)]
struct Shelf {
    title: &'static str,
    documents: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    title: String,
    kind: &'static str,
    audience: String,
    state: String,
    files: Vec<File>,
}

#[derive(Serialize)]
struct File {
    format: &'static str,
    name: String,
}

/// Each shelf and what stands on it.
const SHELVES: [(&str, &[DocumentKind]); 4] = [
    ("Policies and statements", &[DocumentKind::Policy, DocumentKind::Statement]),
    ("Agreements", &[DocumentKind::Agreement]),
    ("Forms and letters", &[DocumentKind::Form, DocumentKind::Letter]),
    ("Sheets for staff and governors", &[DocumentKind::Sheet, DocumentKind::Calendar]),
];

impl Renderer {
    /// The index of these documents in these formats, as of a day.
    pub fn index(&self, documents: &[Document], formats: &[Format], today: Day) -> Result<Rendered, RenderError> {
        let index = Index {
            school: documents.first().map(|it| one_line(&it.school)).unwrap_or_default(),
            as_of: format!("As of {}", day_in_words(today)),
            shelves: SHELVES.iter().filter_map(|(title, kinds)| shelf(title, kinds, documents, formats)).collect(),
        };
        let mark = Mark::new(INDEX.to_owned(), &index_seal(documents, today));
        Ok(Rendered { name: INDEX.to_owned(), bytes: marked(Some(mark), self.pages.index(&index)?) })
    }
}

/// The seal of the index of these documents: each with its readers and where it stands, in whatever formats it is.
pub fn index_seal(documents: &[Document], today: Day) -> Seal {
    let told = |it: &Document| [&it.title, it.kind.word(), &it.audience, &it.state].map(str::to_owned);
    let shelves = SHELVES.iter().map(|(title, kinds)| {
        let here = documents.iter().filter(|it| kinds.contains(&it.kind));
        ((*title).to_owned(), here.map(told).collect::<Vec<_>>())
    });
    let shelves = shelves.filter(|(_, documents)| !documents.is_empty());
    let school = documents.first().map(|it| it.school.clone()).unwrap_or_default();
    let front = (school.clone(), vec![[school, String::new(), String::new(), String::new()]]);
    Seal::of_parts(std::iter::once(front).chain(shelves), today)
}

fn shelf(title: &'static str, kinds: &[DocumentKind], all: &[Document], formats: &[Format]) -> Option<Shelf> {
    let documents: Vec<Entry> =
        all.iter().filter(|it| kinds.contains(&it.kind)).map(|document| entry(document, formats)).collect();
    (!documents.is_empty()).then_some(Shelf { title, documents })
}

fn entry(document: &Document, formats: &[Format]) -> Entry {
    let mut sorted: Vec<Format> = formats.to_vec();
    sorted.sort_by_key(|format| match format {
        Format::Html => 0,
        Format::Pdf => 1,
        Format::Fillable => 2,
        Format::Markdown => 3,
    });
    sorted.dedup();
    Entry {
        title: one_line(&document.title),
        kind: document.kind.word(),
        audience: one_line(&document.audience),
        state: one_line(&document.state),
        files: sorted
            .iter()
            .filter(|it| it.suits(document))
            .map(|it| File { format: it.title(), name: file_name(document, *it) })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    fn index(documents: &[Document]) -> String {
        let today = documents[0].date;
        let made = sample::renderer().index(documents, &[Format::Markdown, Format::Html], today).unwrap();
        assert_eq!(made.name, INDEX);
        String::from_utf8(made.bytes).unwrap()
    }

    #[test]
    fn names_each_document_with_its_files_and_where_it_stands() {
        let sheet = Document { id: "sign-off".into(), kind: DocumentKind::Sheet, ..sample::full() };
        let page = index(&[sample::full(), sheet]);
        for part in [
            "<h3>Online safety policy</h3>",
            "<p>Policy, for staff and governors</p>",
            "href=\"online-policy.html\"",
            "href=\"sheets&#x2f;sign-off.md\"",
            "Approved 15 June 2016. Next review April 2017.",
            "Sheets for staff and governors",
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
        assert!(!page.contains("<h2 id=\"shelf-3\">"), "no empty shelf");
    }

    #[test]
    fn its_seal_is_over_what_it_tells_and_not_over_files_or_the_day() {
        let seal = |document: Document, day| index_seal(&[document], day);
        let today = sample::full().date;
        let known = seal(sample::full(), today);
        assert_eq!(seal(sample::full(), Day::default()).digest, known.digest);
        for other in [
            Document { title: "Another".into(), ..sample::full() },
            Document { audience: "nobody".into(), ..sample::full() },
            Document { state: "Issued".into(), ..sample::full() },
            Document { school: "Another".into(), ..sample::full() },
            Document { kind: DocumentKind::Statement, ..sample::full() },
        ] {
            assert_ne!(seal(other, today).digest, known.digest);
        }
        assert_eq!(Mark::find(index(&[sample::full()]).as_bytes()), Some(Mark::new(INDEX.to_owned(), &known)));
    }

    #[test]
    fn hostile_words_stay_words() {
        let page = index(&[sample::hostile()]);
        assert!(!page.contains("<script>") && page.contains("&lt;script&gt;"), "{page}");
    }
}
