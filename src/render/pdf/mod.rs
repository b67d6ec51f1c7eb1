//! Document → PDF: one static Typst template for each kind of document, content only ever as data, no clock.
//!
//! Every file claims PDF/UA-1 and PDF/A-2a, and the same document gives the same bytes.

mod data;
mod fault;
mod fields;
mod spaces;
mod world;

use std::collections::BTreeMap;
use std::sync::Mutex;

use rayon::{ThreadPool, ThreadPoolBuilder};
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::document::Document;
use crate::render::RenderError;
use world::{Sources, World, body_font};

/// Where one worker sets one document after another, beside others at theirs.
///
/// Typst shares its work among the threads of the pool that it is called from. In one pool for all, a worker that waits
/// for its document would take up whole others; so each has a pool of one thread.
pub(super) struct Desk {
    pool: Option<ThreadPool>,
    /// While how many documents are ended Typst remembers what it did for one.
    remembers: usize,
}

/// So many documents are remembered until they are set again, as they are after an edit while a build watches; more of them
/// would take too much memory.
const FEW: usize = 3;

/// The pools of desks that were left. Each thread keeps memory of its own, which would pile up with new ones for every set.
static LEFT: Mutex<Vec<ThreadPool>> = Mutex::new(Vec::new());

impl Desk {
    /// A desk in a room of so many, in which so many documents are set.
    pub(super) fn new(workers: usize, documents: usize) -> Self {
        let left = LEFT.lock().ok().and_then(|mut left| left.pop());
        let pool = left.or_else(|| ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build().ok());
        // Of many, each is remembered while the others end theirs, lest one worker forgets for all.
        let remembers = if documents <= FEW { documents } else { workers.saturating_sub(1) };
        Desk { pool, remembers }
    }

    /// Does the work here; without a thread to be had, where it is asked for.
    fn at<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if let (Some(pool), Ok(mut left)) = (self.pool.take(), LEFT.lock()) {
            left.push(pool);
        }
    }
}

/// Deep enough for the deepest nesting that Typst itself allows, in bytes.
const STACK: usize = 32 << 20;

/// Sets documents; holds the templates as they were read.
pub(super) struct Press {
    sources: Sources,
    creator: String,
}

impl Press {
    /// The built-in templates, those in `overrides` replaced; `version` is Byelaw's own.
    pub(super) fn new(version: &str, overrides: &BTreeMap<String, String>) -> Self {
        Press { sources: Sources::new(overrides), creator: format!("Byelaw {version}") }
    }

    /// The document as PDF, set at this desk; `fillable` with fields in the place of lines to write on.
    pub(super) fn print(&self, document: &Document, desk: &Desk, fillable: bool) -> Result<Vec<u8>, RenderError> {
        let (data, spaces) =
            if fillable { data::view_with_spaces(document) } else { (data::view(document), Vec::new()) };
        if let Some(sign) = data::unprintable(&data) {
            return Err(fault::sign(document, sign));
        }
        let world = World::new(&self.sources, document.kind, data.to_string());
        let result = desk.at(|| set(&world, &self.options(document)));
        // Whatever Typst keeps for later would pile up from document to document, after a failure too.
        typst::comemo::evict(desk.remembers);
        let pdf = result.map_err(|all| fault::translate(document, &world, &all))?;
        if !fillable {
            return Ok(pdf);
        }
        fields::with_fields(&pdf, &spaces, body_font()).map_err(|error| fault::field(document, &error.to_string()))
    }

    fn options(&self, document: &Document) -> PdfOptions {
        PdfOptions {
            ident: Smart::Custom(format!("{}\n{}", document.school, document.address())),
            creator: Smart::Custom(Some(self.creator.clone())),
            standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).unwrap_or_default(),
            ..PdfOptions::default()
        }
    }
}

/// What a template reads as `/doc.json`.
pub(super) fn template_data(document: &Document) -> String {
    data::view(document).to_string()
}

/// A warning is an error: it would mean another font, or a layout that never came to rest.
fn set(world: &World<'_>, options: &PdfOptions) -> Result<Vec<u8>, Vec<SourceDiagnostic>> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(world);
    let pages = output.map_err(|errors| errors.to_vec())?;
    if !warnings.is_empty() {
        return Err(warnings.to_vec());
    }
    typst_pdf::pdf(&pages, options).map_err(|errors| errors.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Clause, DocumentKind, Run};
    use crate::render::{Format, Renderer, sample};
    use crate::word::Symbol;
    use typst::foundations::{NativeElement, StyleChain};
    use typst::introspection::Introspector;
    use typst::layout::{Frame, FrameItem};
    use typst::model::HeadingElem;

    fn print(document: &Document) -> Result<Vec<u8>, RenderError> {
        sample::renderer().render(document, Format::Pdf).map(|rendered| rendered.bytes)
    }

    fn with(blocks: Vec<Block>) -> Document {
        Document { body: blocks, contents: Vec::new(), ..sample::full() }
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph { runs: vec![Run::words(text)] }
    }

    fn pages(document: &Document) -> PagedDocument {
        let ready = crate::render::prepare::prepare(document);
        let sources = Sources::new(&BTreeMap::new());
        let world = World::new(&sources, ready.kind, data::view(&ready).to_string());
        typst::compile::<PagedDocument>(&world).output.unwrap()
    }

    fn text(frame: &Frame, out: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Text(words) => out.push_str(&words.text),
                FrameItem::Group(group) => text(&group.frame, out),
                _ => {}
            }
        }
    }

    #[test]
    fn every_kind_is_set_with_every_block_and_with_hostile_words() {
        for kind in DocumentKind::ALL {
            for draft in [true, false] {
                for document in [sample::full(), sample::hostile()] {
                    let pdf = print(&Document { kind, draft, ..document }).unwrap();
                    assert!(pdf.starts_with(b"%PDF-1.7"));
                }
            }
        }
    }

    #[test]
    fn hostile_words_stay_words() {
        let mut set = String::new();
        pages(&sample::hostile()).pages().iter().for_each(|page| text(&page.frame, &mut set));
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        assert!(bare(&set).matches(&bare(sample::HOSTILE)).count() > 20, "{set}");
    }

    #[test]
    fn every_symbol_is_set_as_an_artifact_and_in_large_letters_too() {
        let promise = |symbol| Clause {
            anchor: String::new(),
            title: String::new(),
            symbol,
            runs: vec![Run::words("I am kind.")],
        };
        let items: Vec<Clause> = Symbol::ALL.iter().map(|it| promise(Some(*it))).chain([promise(None)]).collect();
        for large in [false, true] {
            let body = vec![Block::Clauses { lead: Vec::new(), items: items.clone() }];
            let document = Document { kind: DocumentKind::Agreement, large, ..with(body) };
            // PDF/UA-1 refuses a picture that is neither told in words nor an artifact.
            print(&document).unwrap();
            let drawn: usize = pages(&document).pages().iter().map(|page| images(&page.frame)).sum();
            assert_eq!(drawn, Symbol::ALL.len());
        }
    }

    fn images(frame: &Frame) -> usize {
        let count = |item: &FrameItem| match item {
            FrameItem::Image(..) => 1,
            FrameItem::Group(group) => images(&group.frame),
            _ => 0,
        };
        frame.items().map(|(_, item)| count(item)).sum()
    }

    #[test]
    fn what_is_remembered_of_one_does_not_show_in_another() {
        let words = |n: usize| with((0..40).map(|it| paragraph(&format!("Part {it} of {}.", n.max(it)))).collect());
        let alone = |n| {
            typst::comemo::evict(0);
            print(&words(n)).unwrap()
        };
        let fresh = [alone(1), alone(20), alone(30)];
        for n in [0, 1, 2, 0, 2, 1] {
            assert!(print(&words([1, 20, 30][n])).unwrap() == fresh[n]);
        }
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        assert!(print(&sample::full()).unwrap() == print(&sample::full()).unwrap());
    }

    #[test]
    fn the_outline_is_that_of_the_document() {
        let document = sample::full();
        let found = pages(&document).introspector().query(&HeadingElem::ELEM.select());
        let titles: Vec<String> = found
            .iter()
            .filter_map(|it| it.to_packed::<HeadingElem>())
            .map(|it| format!("{} {}", it.resolve_level(StyleChain::default()), it.body.plain_text()))
            .collect();
        assert_eq!(titles, ["1 Roles", "2 Governors"]);
    }

    #[test]
    fn names_the_character_that_cannot_be_shown() {
        let error = print(&with(vec![paragraph("Ask Ms 王.")])).unwrap_err();
        assert_eq!(error.message, "no font of the PDF has the character “王” (U+738B), in “Ask Ms 王.”");
    }

    #[test]
    fn marks_that_show_nothing_do_no_harm() {
        for mark in ['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{2060}', '\u{feff}'] {
            let made = print(&with(vec![paragraph(&format!("safe{mark}guarding"))]));
            assert!(made.is_ok(), "{:04X}: {made:?}", u32::from(mark));
        }
    }

    #[test]
    fn quotations_nested_too_deep_are_told_in_words() {
        let nested = |depth| (0..depth).fold(paragraph("inside"), |inside, _| Block::Quote { blocks: vec![inside] });
        for depth in [60, 200] {
            let error = print(&with(vec![nested(depth)])).err().map(|error| error.help).unwrap_or_default();
            assert!(error.contains("too deep"), "{depth}: {error}");
        }
        assert!(print(&with(vec![nested(8)])).is_ok());
    }

    #[test]
    fn a_broken_template_is_told_by_its_name_and_line() {
        let broken = BTreeMap::from([("form.typ".to_owned(), "\n#let x = ".to_owned())]);
        let renderer = Renderer::with_overrides("0.0.0", broken).unwrap();
        let form = Document { kind: DocumentKind::Form, ..sample::full() };
        let error = renderer.render(&form, Format::Pdf).unwrap_err();
        assert!(error.message.contains("`form.typ`, line 2"), "{}", error.message);
    }

    #[test]
    fn a_template_reaches_no_file_and_no_clock() {
        for reach in ["#read(\"/etc/passwd\")", "#import \"@preview/cetz:0.3.0\"", "#datetime.today()"] {
            let own = BTreeMap::from([("form.typ".to_owned(), reach.to_owned())]);
            let renderer = Renderer::with_overrides("0.0.0", own).unwrap();
            let form = Document { kind: DocumentKind::Form, ..sample::full() };
            assert!(renderer.render(&form, Format::Pdf).is_err(), "{reach}");
        }
    }
}
