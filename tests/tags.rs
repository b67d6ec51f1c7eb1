//! What a PDF tells those who hear it: its tag tree and bookmarks, read back by another library and held to the document.

mod faults;
mod heard;
mod told;

use byelaw::document::{Document, documents};
use byelaw::render::{Format, Renderer};

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

#[test]
fn every_pdf_tells_what_its_document_says_in_its_order() {
    let renderer = Renderer::new("0.0.0").expect("the templates");
    let mut wrong = Vec::new();
    for folder in schools() {
        let (_, school) = school(&folder);
        let all = documents(&school, day(AS_OF), true);
        let made = renderer.render_all(&all, &[Format::Pdf]).expect("PDFs");
        assert_eq!(made.len(), all.len());
        for (document, pdf) in all.iter().zip(&made) {
            if let Some(difference) = difference(document, &read(&pdf.bytes)) {
                wrong.push(format!("{}/{}: {difference}", document.school, document.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn each_single_fault_is_heard() {
    let (_, school) = school(&policies("oakfield"));
    let all = documents(&school, day(AS_OF), true);
    let document = all.iter().find(|it| it.id == "online-safety").expect("the policy");
    let made = Renderer::new("0.0.0").expect("the templates").render(document, Format::Pdf).expect("a PDF");
    let sound = read(&made.bytes);
    assert_eq!(difference(document, &sound), None);
    for (name, put) in faults::ALL {
        let mut faulty = sound.clone();
        put(&mut faulty);
        assert!(difference(document, &faulty).is_some(), "{name}");
    }
}
