//! What a reader of the screen hears: the pieces of a PDF in the order of its tag tree, and its bookmarks.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::Piece;

/// The texts of marked content, by page and number.
type Texts = BTreeMap<(ObjectId, i64), String>;

/// The pieces in the order of the tags.
pub(crate) fn heard(pdf: &Document) -> Vec<Piece> {
    let Some(root) = structure(pdf) else { return Vec::new() };
    let mut listener = Listener { pdf, texts: texts(pdf), pieces: Vec::new() };
    listener.children(root, None, &Place::default());
    listener.pieces.retain(|piece| !piece.text.is_empty() || piece.role.starts_with('T'));
    listener.pieces
}

/// The bookmarks in order, each with its level.
pub(crate) fn bookmarks(pdf: &Document) -> Vec<Piece> {
    let mut found = Vec::new();
    if let Some(top) = pdf.catalog().ok().and_then(|catalog| dictionary(pdf, catalog, b"Outlines")) {
        bookmarks_below(pdf, top, 1, &mut found);
    }
    found
}

fn bookmarks_below(pdf: &Document, parent: &Dictionary, level: usize, found: &mut Vec<Piece>) {
    let mut next = dictionary(pdf, parent, b"First");
    while let Some(entry) = next {
        let title = entry.get(b"Title").ok().and_then(|it| lopdf::decode_text_string(it).ok()).unwrap_or_default();
        found.push(Piece::new(format!("H{level}"), &title));
        bookmarks_below(pdf, entry, level + 1, found);
        next = dictionary(pdf, entry, b"Next");
    }
}

/// The root of the tag tree.
pub(crate) fn structure(pdf: &Document) -> Option<&Dictionary> {
    dictionary(pdf, pdf.catalog().ok()?, b"StructTreeRoot")
}

fn dictionary<'a>(pdf: &'a Document, parent: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    parent.get_deref(key, pdf).ok()?.as_dict().ok()
}

/// Which piece words belong to, and how deep in lists and contents they stand.
#[derive(Clone, Default)]
struct Place {
    role: String,
    lists: usize,
    contents: usize,
    label: bool,
}

struct Listener<'a> {
    pdf: &'a Document,
    texts: Texts,
    pieces: Vec<Piece>,
}

impl Listener<'_> {
    fn children(&mut self, parent: &Dictionary, page: Option<ObjectId>, place: &Place) {
        let Ok(kids) = parent.get_deref(b"K", self.pdf) else { return };
        let lone = std::slice::from_ref(kids);
        let pdf = self.pdf;
        for kid in kids.as_array().map_or(lone, Vec::as_slice) {
            match pdf.dereference(kid) {
                Ok((_, Object::Integer(number))) => self.words(page, *number, place),
                Ok((_, Object::Dictionary(kid))) => self.kid(kid, page, place),
                _ => {}
            }
        }
    }

    fn kid(&mut self, kid: &Dictionary, page: Option<ObjectId>, place: &Place) {
        let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        if let Ok(number) = kid.get(b"MCID").and_then(Object::as_i64) {
            self.words(page, number, place);
        } else if let Ok(tag) = kid.get(b"S").and_then(Object::as_name) {
            self.element(kid, &String::from_utf8_lossy(tag), page, place);
        }
    }

    fn element(&mut self, element: &Dictionary, tag: &str, page: Option<ObjectId>, around: &Place) {
        let mut place = around.clone();
        match tag {
            "L" => place.lists += 1,
            "TOC" => place.contents += 1,
            "Lbl" => place.label = true,
            "LI" => place.role = format!("LI{}", place.lists),
            "TOCI" => place.role = format!("TOCI{}", place.contents),
            "TH" => place.role = format!("TH {}", scope(self.pdf, element)),
            "P" if !around.role.is_empty() => {}
            "P" | "TD" | "Title" | "Caption" | "Figure" | "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => {
                place.role = tag.to_owned();
            }
            _ => {}
        }
        if tag == "Figure" {
            let told = element.get(b"Alt").ok().and_then(|alt| lopdf::decode_text_string(alt).ok()).unwrap_or_default();
            self.pieces.push(Piece::new(place.role, &told));
            return;
        }
        let opens = matches!(tag, "LI" | "TOCI") || place.role != around.role;
        if opens {
            self.pieces.push(Piece::new(place.role.clone(), ""));
        }
        self.children(element, page, &place);
        // What follows in the piece around is a piece of its own.
        if opens && !around.role.is_empty() {
            self.pieces.push(Piece::new(around.role.clone(), ""));
        }
    }

    fn words(&mut self, page: Option<ObjectId>, number: i64, place: &Place) {
        let text = page.and_then(|page| self.texts.get(&(page, number))).map_or("", String::as_str);
        if place.label && matches!(text.trim(), "•" | "–") {
            return;
        }
        let fits = self.pieces.last().is_some_and(|last| last.role == place.role);
        if !fits {
            self.pieces.push(Piece::new(place.role.clone(), ""));
        }
        if let Some(last) = self.pieces.last_mut() {
            last.add(text);
        }
    }
}

/// Of what a header cell is the header.
fn scope(pdf: &Document, cell: &Dictionary) -> String {
    let Ok(attributes) = cell.get_deref(b"A", pdf) else { return String::new() };
    let lone = std::slice::from_ref(attributes);
    let all = attributes.as_array().map_or(lone, Vec::as_slice).iter();
    let scopes = all.filter_map(|it| pdf.dereference(it).ok()?.1.as_dict().ok()?.get(b"Scope").ok()?.as_name().ok());
    scopes.map(String::from_utf8_lossy).collect()
}

fn texts(pdf: &Document) -> Texts {
    let mut found = Texts::new();
    for page in pdf.get_pages().into_values() {
        texts_of(pdf, page, &mut found);
    }
    found
}

/// What one `BDC` opens: its number, and the words that stand for what is shown in it.
struct Mark {
    number: Option<i64>,
    spoken: bool,
}

fn texts_of(pdf: &Document, page: ObjectId, found: &mut Texts) {
    let fonts = pdf.get_page_fonts(page).expect("fonts");
    let encodings: BTreeMap<_, _> =
        fonts.iter().filter_map(|(name, font)| Some((name.clone(), font.get_font_encoding(pdf).ok()?))).collect();
    let content = pdf.get_and_decode_page_content(page).expect("content");
    let mut open: Vec<Mark> = Vec::new();
    let mut font = None;
    for operation in &content.operations {
        let mut say = |open: &[Mark], text: &str| {
            if let Some(number) = open.iter().rev().find_map(|mark| mark.number) {
                found.entry((page, number)).or_default().push_str(text);
            }
        };
        match operation.operator.as_str() {
            "BMC" => open.push(Mark { number: None, spoken: false }),
            "BDC" => {
                let properties = operation.operands.get(1).and_then(|it| it.as_dict().ok());
                let number = properties.and_then(|it| it.get(b"MCID").ok()?.as_i64().ok());
                let spoken = properties.and_then(|it| lopdf::decode_text_string(it.get(b"ActualText").ok()?).ok());
                open.push(Mark { number, spoken: spoken.is_some() });
                say(&open, spoken.as_deref().unwrap_or_default());
            }
            "EMC" => drop(open.pop()),
            "Tf" => font = operation.operands.first().and_then(|it| it.as_name().ok()),
            "Tj" | "TJ" if !open.iter().any(|mark| mark.spoken) => {
                let Some(encoding) = font.and_then(|name| encodings.get(name)) else { continue };
                for bytes in operation.operands.iter().flat_map(strings) {
                    say(&open, &Document::decode_text(encoding, bytes).unwrap_or_default());
                }
            }
            _ => {}
        }
    }
}

fn strings(shown: &Object) -> Vec<&[u8]> {
    match shown {
        Object::String(bytes, _) => vec![bytes],
        Object::Array(all) => all.iter().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}
