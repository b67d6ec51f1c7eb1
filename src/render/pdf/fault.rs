//! What Typst says, in words for the person who wrote the document.

use typst::WorldExt;
use typst::diag::SourceDiagnostic;

use super::world::World;
use crate::document::Document;
use crate::render::RenderError;

/// A character that the fonts lack.
pub(super) fn sign(document: &Document, (sign, text): (char, &str)) -> RenderError {
    let around: String = text.chars().take(60).collect();
    RenderError {
        document: document.id.clone(),
        message: format!("no font of the PDF has the character “{sign}” (U+{:04X}), in “{around}”", u32::from(sign)),
        help: "write it another way; Markdown and HTML can show it, with the fonts of whoever reads them".to_owned(),
    }
}

/// What is wrong while spaces are made fields.
pub(super) fn field(document: &Document, reason: &str) -> RenderError {
    error(document, format!("its spaces cannot be made fields: {reason}"), "build it without `--fillable`".to_owned())
}

/// The first of Typst's complaints, with the place in the template.
pub(super) fn translate(document: &Document, world: &World<'_>, all: &[SourceDiagnostic]) -> RenderError {
    let Some(first) = all.first() else {
        return error(document, "the PDF could not be set".to_owned(), String::new());
    };
    let message = format!("the PDF could not be set: {}{}", place(world, first), first.message);
    let help = match first.message.as_str() {
        deep if deep.contains("depth") || deep.contains("recursion") => {
            "take a list or quotation out of the one around it: they stand too deep".to_owned()
        }
        picture if picture.contains("decode image") || picture.contains("parse SVG") => {
            "save the logo again: a program that checks more than a browser cannot read it".to_owned()
        }
        _ => first.hints.iter().map(|hint| hint.v.as_str()).collect::<Vec<_>>().join("; "),
    };
    error(document, message, help)
}

fn place(world: &World<'_>, fault: &SourceDiagnostic) -> String {
    use typst::World as _;
    let line = || {
        let id = fault.span.id()?;
        let range = world.range(fault.span)?;
        let source = world.source(id).ok()?;
        let line = source.lines().byte_to_line(range.start)? + 1;
        Some(format!("`{}`, line {line}: ", id.get().vpath().get_without_slash()))
    };
    line().unwrap_or_default()
}

fn error(document: &Document, message: String, help: String) -> RenderError {
    let help =
        if help.is_empty() { "if the school has templates of its own, try without them".to_owned() } else { help };
    RenderError { document: document.id.clone(), message, help }
}
