//! The page from which a school's documents are reached: each with its kind, its readers, where it stands, and its files.
//! A trust has such a page too, from which those of its schools are.

use std::path::Path;

use serde::Serialize;

use super::{Format, RenderError, Rendered, Renderer, file_name, marked};
use crate::document::{Document, Mark, Seal};
use crate::model::date::{Day, day_in_words};
use crate::render::text::one_line;
use crate::suggest::{all_of, counted};
use crate::word::Shelf as DocumentShelf;

/// The name of its file.
pub const INDEX: &str = "index.html";

/// The address of a trust's page in a mark.
pub const SCHOOLS: &str = "schools/index.html";

/// What the template is given.
#[derive(Serialize)]
pub(super) struct Index {
    school: String,
    title: &'static str,
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
    kind: String,
    audience: String,
    state: String,
    files: Vec<File>,
}

#[derive(Serialize)]
struct File {
    format: &'static str,
    name: String,
}

/// A school of a trust, as the trust's page tells of it.
#[derive(Debug, Clone)]
pub struct Branch {
    /// What it is called.
    pub title: String,
    /// Where its own page stands, from the trust's.
    pub page: String,
    /// How many documents it has, and how many sheets.
    pub counts: (usize, usize),
}

impl Branch {
    /// The school of this name, with these documents, whose page stands there.
    pub fn new(title: &str, documents: &[Document], page: &Path) -> Self {
        let sheets = documents.iter().filter(|it| it.kind.is_made()).count();
        let parts: Vec<_> = page.iter().map(|part| part.to_string_lossy()).collect();
        Self { title: title.to_owned(), page: parts.join("/"), counts: (documents.len() - sheets, sheets) }
    }

    fn told(&self) -> String {
        let (documents, sheets) = self.counts;
        let parts = [(documents, "document"), (sheets, "sheet")].into_iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts.map(|(count, what)| counted(count, what)).collect();
        if parts.is_empty() { "no documents".to_owned() } else { all_of(&parts) }
    }
}

impl Renderer {
    /// The page of a trust from which those of its schools are reached, in a file of this name.
    pub fn schools(&self, name: String, trust: &str, schools: &[Branch], today: Day) -> Result<Rendered, RenderError> {
        let entry = |it: &Branch| Entry {
            title: one_line(&it.title),
            kind: it.told(),
            audience: String::new(),
            state: String::new(),
            files: vec![File { format: "Documents", name: it.page.clone() }],
        };
        let index = Index {
            school: one_line(trust),
            title: "Schools",
            as_of: format!("As of {}", day_in_words(today)),
            shelves: vec![Shelf { title: "The schools of the trust", documents: schools.iter().map(entry).collect() }],
        };
        let mark = Mark::new(SCHOOLS.to_owned(), &schools_seal(trust, schools, today));
        Ok(Rendered { name, bytes: marked(Some(mark), self.pages.index(&index)?) })
    }

    /// The index of these documents in these formats, as of a day.
    pub fn index(&self, documents: &[Document], formats: &[Format], today: Day) -> Result<Rendered, RenderError> {
        let index = Index {
            school: documents.first().map(|it| one_line(&it.school)).unwrap_or_default(),
            title: "Documents",
            as_of: format!("As of {}", day_in_words(today)),
            shelves: DocumentShelf::ALL.into_iter().filter_map(|it| shelf(it, documents, formats)).collect(),
        };
        let mark = Mark::new(INDEX.to_owned(), &index_seal(documents, today));
        Ok(Rendered { name: INDEX.to_owned(), bytes: marked(Some(mark), self.pages.index(&index)?) })
    }
}

/// The seal of the index of these documents: each with its readers and where it stands, in whatever formats it is.
pub fn index_seal(documents: &[Document], today: Day) -> Seal {
    let told = |it: &Document| [&it.title, it.kind.word(), &it.audience, &it.state].map(str::to_owned);
    let shelves = DocumentShelf::ALL.into_iter().map(|shelf| {
        let here = documents.iter().filter(|it| it.kind.shelf() == shelf);
        (shelf.title().to_owned(), here.map(told).collect::<Vec<_>>())
    });
    let shelves = shelves.filter(|(_, documents)| !documents.is_empty());
    let school = documents.first().map(|it| it.school.clone()).unwrap_or_default();
    let front = (school.clone(), vec![[school, String::new(), String::new(), String::new()]]);
    Seal::of_parts(std::iter::once(front).chain(shelves), today)
}

/// The seal of the page of a trust: its name, and what it tells of each school.
pub fn schools_seal(trust: &str, schools: &[Branch], today: Day) -> Seal {
    let front = (trust.to_owned(), trust.to_owned());
    let schools = schools.iter().map(|it| (it.title.clone(), format!("{}: {}", it.title, it.told())));
    Seal::of_parts(std::iter::once(front).chain(schools), today)
}

fn shelf(shelf: DocumentShelf, all: &[Document], formats: &[Format]) -> Option<Shelf> {
    let documents: Vec<Entry> =
        all.iter().filter(|it| it.kind.shelf() == shelf).map(|document| entry(document, formats)).collect();
    (!documents.is_empty()).then_some(Shelf { title: shelf.title(), documents })
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
        kind: document.kind.word().to_owned(),
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
    use crate::document::DocumentKind;
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
    fn the_page_of_a_trust_leads_to_each_school() {
        let sheet = Document { id: "sign-off".into(), kind: DocumentKind::Sheet, ..sample::full() };
        let schools = [
            Branch::new("One", &[sample::full(), sheet.clone()], Path::new("one/index.html")),
            Branch::new(&sample::hostile().school, &[sample::hostile()], Path::new("two/index.html")),
        ];
        let today = sample::full().date;
        let page = sample::renderer().schools("index.html".into(), "A & B", &schools, today).unwrap();
        let text = String::from_utf8(page.bytes.clone()).unwrap();
        for part in [
            "<title>Schools – A &amp; B</title>",
            "<h3>One</h3>",
            "<p>1 document and 1 sheet</p>",
            "href=\"one&#x2f;index.html\"",
            "href=\"two&#x2f;index.html\"",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
        assert!(!text.contains("<script>"), "{text}");
        let seal = schools_seal("A & B", &schools, today);
        assert_eq!(Mark::find(&page.bytes), Some(Mark::new(SCHOOLS.to_owned(), &seal)));
        let fewer = [Branch::new("One", &[sheet], Path::new("one/index.html")), schools[1].clone()];
        assert_eq!(schools_seal("A & B", &fewer, today).changes_since(&seal.outline()), ["`One`"]);
    }

    #[test]
    fn hostile_words_stay_words() {
        let page = index(&[sample::hostile()]);
        assert!(!page.contains("<script>") && page.contains("&lt;script&gt;"), "{page}");
    }
}
