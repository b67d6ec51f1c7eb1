//! Document → PDF: one static Typst template for each kind of document, content only ever as data, no clock.
//!
//! Every file claims PDF/UA-1 and PDF/A-2a, and the same document gives the same bytes.

mod data;
mod fault;
mod world;

use std::collections::BTreeMap;

use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::document::Document;
use crate::render::RenderError;
use world::{Sources, World};

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

    /// The document as PDF.
    pub(super) fn print(&self, document: &Document) -> Result<Vec<u8>, RenderError> {
        let data = data::view(document);
        if let Some(sign) = data::unprintable(&data) {
            return Err(fault::sign(document, sign));
        }
        let world = World::new(&self.sources, document.kind, data.to_string());
        let result = set(&world, &self.options(document));
        // Whatever Typst keeps for later would pile up from document to document, after a failure too.
        typst::comemo::evict(0);
        result.map_err(|all| fault::translate(document, &world, &all))
    }

    fn options(&self, document: &Document) -> PdfOptions {
        PdfOptions {
            ident: Smart::Custom(format!("{}\n{}", document.school, document.id)),
            creator: Smart::Custom(Some(self.creator.clone())),
            standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).unwrap_or_default(),
            ..PdfOptions::default()
        }
    }
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
    use crate::document::DocumentKind;
    use crate::render::{Format, sample};

    const KINDS: [DocumentKind; 4] =
        [DocumentKind::Policy, DocumentKind::Agreement, DocumentKind::Form, DocumentKind::Letter];

    fn print(document: &Document) -> Result<Vec<u8>, RenderError> {
        sample::renderer().render(document, Format::Pdf).map(|rendered| rendered.bytes)
    }

    #[test]
    fn every_kind_is_set_with_every_block_and_with_hostile_words() {
        for kind in KINDS {
            for draft in [true, false] {
                for document in [sample::full(), sample::hostile()] {
                    let pdf = print(&Document { kind, draft, ..document }).unwrap();
                    assert!(pdf.starts_with(b"%PDF-1.7"));
                    keep(&pdf, &format!("{kind:?}-{draft}-{}", pdf.len()));
                }
            }
        }
    }

    /// For a look at the pages: `BYELAW_KEEP_PDF=folder cargo test`.
    fn keep(pdf: &[u8], name: &str) {
        if let Ok(folder) = std::env::var("BYELAW_KEEP_PDF") {
            std::fs::write(format!("{folder}/{name}.pdf"), pdf).unwrap();
        }
    }
}
