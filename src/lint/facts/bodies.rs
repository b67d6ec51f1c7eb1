//! What stands in a role, block, section, procedure or consent, as a row of parts: for lints that ask what follows what.

use crate::model::School;
use crate::model::document::Part;
use crate::model::words::{Prose, plain};
use crate::span::Span;

/// Calls `visit` with the address and the parts of everything that has parts, sections one by one.
pub(crate) fn each_body<'a>(school: &'a School, visit: &mut dyn FnMut(&'a str, &'a [Part])) {
    for role in &school.roles {
        open(&role.id, &role.parts, visit);
    }
    for block in &school.blocks {
        open(&block.id, &block.parts, visit);
    }
    for procedure in &school.procedures {
        open(&procedure.id, &procedure.parts, visit);
    }
    for consent in &school.consents {
        open(&consent.id, &consent.parts, visit);
    }
    for document in &school.documents {
        open(&document.id, &document.parts, visit);
    }
}

fn open<'a>(address: &'a str, parts: &'a [Part], visit: &mut dyn FnMut(&'a str, &'a [Part])) {
    visit(address, parts);
    for part in parts {
        if let Part::Section(section) = part {
            open(&section.address, &section.parts, visit);
        }
    }
}

/// A block of prose as plain text.
pub(crate) fn said(school: &School, block: &Prose) -> String {
    let all = |blocks: Vec<&Prose>| blocks.into_iter().map(|it| said(school, it)).collect::<Vec<_>>().join(" ");
    match block {
        Prose::Paragraph(runs) => plain(runs, &|entity| school.title(entity)),
        Prose::List(_, items) => all(items.iter().flatten().collect()),
        Prose::Quote(blocks) => all(blocks.iter().collect()),
    }
}

/// Where the first and the last plain words of a block were written.
pub(crate) fn ends(block: &Prose) -> Option<(Span, Span)> {
    let mut found: Option<(Span, Span)> = None;
    block.each_words(&mut |words| found = Some((found.map_or(words.span, |(first, _)| first), words.span)));
    found
}
