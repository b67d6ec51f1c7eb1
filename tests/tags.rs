//! What a PDF tells those who hear it: its tag tree and bookmarks, read back by another library and held to the document.

mod faults;
mod heard;
mod told;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use byelaw::diff::{Now, since};
use byelaw::document::{Block, Document, documents};
use byelaw::lint::lint;
use byelaw::permission::permissions;
use byelaw::question::{Asked, Asking, Axis, Request, grid, page};
use byelaw::render::{Format, Renderer};
use byelaw::sheet::{Desk, Sheet, sheets};

use crate::harness::{AS_OF, day, policies, school, schools};
use heard::{bookmarks, heard};
use told::{headings, told};

/// Words in one role: a heading of a level, a paragraph, an item, a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    role: String,
    /// Without spaces, hyphens and what joins words, which lines may gain and lose.
    text: String,
    ending: Ending,
}

/// How the words of a document may go on in its PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// Not at all.
    Exact,
    /// With the number of a page.
    Page,
    /// In pieces of the same role: answers stand on one line or on several.
    Parts,
}

impl Piece {
    fn new(role: String, text: &str) -> Self {
        let mut piece = Piece { role, text: String::new(), ending: Ending::Exact };
        piece.add(text);
        piece
    }

    fn with_page(self) -> Self {
        Piece { ending: Ending::Page, ..self }
    }

    fn in_parts(self) -> Self {
        Piece { ending: Ending::Parts, ..self }
    }

    fn add(&mut self, text: &str) {
        let silent = |c: char| {
            c.is_whitespace() || matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}' | '\u{200b}' | '\u{2060}')
        };
        self.text.extend(text.chars().filter(|c| !silent(*c)));
    }

    /// Whether this is what the other one says.
    fn says(&self, wanted: &Piece) -> bool {
        let rest = self.text.strip_prefix(&wanted.text);
        self.role == wanted.role
            && match wanted.ending {
                Ending::Page => rest.is_some_and(|page| !page.is_empty() && page.chars().all(|c| c.is_ascii_digit())),
                Ending::Exact | Ending::Parts => rest == Some(""),
            }
    }
}

/// Where the PDF says something else than the document, or in another order or role.
fn difference(document: &Document, pdf: &lopdf::Document) -> Option<String> {
    let outline = bookmarks(pdf);
    if outline != headings(document) {
        return Some(format!("bookmarks {outline:?}\nheadings {:?}", headings(document)));
    }
    let mut all = heard(pdf).into_iter();
    for wanted in told(document) {
        let Some(mut got) = all.next() else { return Some(format!("nothing where the document says {wanted:?}")) };
        while wanted.ending == Ending::Parts && got.text.len() < wanted.text.len() {
            let Some(more) = all.next().filter(|more| more.role == got.role) else { break };
            got.text.push_str(&more.text);
        }
        if !got.says(&wanted) {
            return Some(format!("the document says {wanted:?}\nthe PDF says {got:?}"));
        }
    }
    all.next().map(|more| format!("the document ends where the PDF says {more:?}"))
}

fn read(pdf: &[u8]) -> lopdf::Document {
    lopdf::Document::load_mem(pdf).expect("a PDF that another library reads")
}

/// Holds the PDF of each to what it says.
fn assert_told(all: &[Document]) {
    let made = Renderer::new("0.0.0").expect("the templates").render_all(all, &[Format::Pdf]).expect("PDFs");
    assert!(!all.is_empty() && made.len() == all.len());
    let differences = all.iter().zip(&made).filter_map(|(document, pdf)| {
        let difference = difference(document, &read(&pdf.bytes))?;
        Some(format!("{}/{}: {difference}", document.school, document.id))
    });
    let wrong: Vec<String> = differences.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_pdf_tells_what_its_document_says_in_its_order() {
    let of = |folder| documents(&school(folder).1, day(AS_OF), true);
    assert_told(&schools().iter().flat_map(|folder| of(folder)).collect::<Vec<_>>());
}

/// The sheets of the school in a folder.
fn sheets_of(folder: &Path) -> Vec<Document> {
    let (project, school) = school(folder);
    let findings = lint(&school, &project.config, day(AS_OF));
    let now = Now { school: &school, texts: BTreeMap::new(), today: day(AS_OF), same: Vec::new() };
    let since = since(&now, None, &mut |record| panic!("nothing was recorded, and not {record:?}"));
    let desk = Desk { school: &school, findings: &findings, today: day(AS_OF), soon: 60, draft: false, since: &since };
    sheets(&desk, &Sheet::ALL)
}

#[test]
fn every_sheet_tells_what_it_says_in_its_order() {
    assert_told(&schools().iter().flat_map(|folder| sheets_of(folder)).collect::<Vec<_>>());
}

#[test]
fn every_table_of_answers_tells_what_it_says_in_its_order() {
    let axis = |name| Axis::find(name).expect("an axis");
    let request = Request { rows: axis("who"), columns: axis("activity"), asked: Asked::default() };
    let table = |folder: &PathBuf| {
        let (_, school) = school(folder);
        let permissions = permissions(&school, day(AS_OF));
        let asking = Asking { school: &school, permissions: &permissions, today: day(AS_OF) };
        let actions = permissions.spaces.iter().map(|space| space.action).collect();
        let question = request.asked.bind_free(asking, actions).expect("a question");
        let table = grid(asking, &question, request.rows, request.columns).expect("a table");
        page(&table, &request, &school, day(AS_OF))
    };
    assert_told(&schools().iter().map(table).collect::<Vec<_>>());
}

#[test]
fn each_single_fault_is_heard() {
    let (_, school) = school(&policies("oakfield"));
    let all = documents(&school, day(AS_OF), true);
    let document = all.iter().find(|it| it.id == "online-safety").expect("the policy");
    assert_heard(document, faults::ALL);
}

#[test]
fn each_single_fault_of_a_sheet_is_heard() {
    let all = sheets_of(&policies("oakfield"));
    for id in ["governors", "calendar", "sign-off", "role-dsl"] {
        let sheet = all.iter().find(|it| it.id == id).expect("the sheet");
        assert_heard(sheet, faults::ALL.into_iter().filter(|(name, _)| has_place(sheet, name)));
    }
}

/// Whether a sheet has that into which a fault is put: none has a picture, and some no list or heading of that level.
fn has_place(sheet: &Document, fault: &str) -> bool {
    let body = || sheet.body.iter();
    match fault {
        "no alternative text" => false,
        "a skipped heading" => body().any(|it| matches!(it, Block::Heading(it) if it.level == 2)),
        "items turned into paragraphs" => body().any(|it| matches!(it, Block::List { .. })),
        _ => true,
    }
}

fn assert_heard(document: &Document, faults: impl IntoIterator<Item = faults::Fault>) {
    let made = Renderer::new("0.0.0").expect("the templates").render(document, Format::Pdf).expect("a PDF");
    let sound = read(&made.bytes);
    assert_eq!(difference(document, &sound), None);
    for (name, put) in faults {
        let mut faulty = sound.clone();
        put(&mut faulty);
        assert!(difference(document, &faulty).is_some(), "{}: {name}", document.id);
    }
}
