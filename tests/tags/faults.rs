//! Single faults put into a good PDF; each must be heard. Those that only a validator can see stand in `tests/outside/faults.py`.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// A fault, and how it gets into a file.
pub(crate) type Fault = (&'static str, fn(&mut Document));

/// Every fault that is heard.
pub(crate) const ALL: [Fault; 9] = [
    ("no structure tree", |pdf| {
        pdf.catalog_mut().expect("a catalogue").remove(b"StructTreeRoot");
    }),
    ("no alternative text", |pdf| {
        elements(pdf, "Figure", |it| {
            it.remove(b"Alt");
        });
    }),
    ("a skipped heading", |pdf| retag(pdf, "H2", "H3")),
    ("scopes of headers removed", |pdf| {
        elements(pdf, "TH", |it| {
            it.remove(b"A");
        });
    }),
    ("items turned into paragraphs", |pdf| retag(pdf, "LI", "P")),
    ("header cells turned into cells", |pdf| retag(pdf, "TH", "TD")),
    ("no map to Unicode", |pdf| {
        for object in pdf.objects.values_mut() {
            if let Ok(font) = object.as_dict_mut() {
                font.remove(b"ToUnicode");
            }
        }
    }),
    ("content outside any tag", |pdf| {
        let page = *pdf.get_pages().values().last().expect("a page");
        let mut content = pdf.get_and_decode_page_content(page).expect("content");
        for operation in content.operations.iter_mut().filter(|it| it.operator == "BDC") {
            operation.operator = "BMC".to_owned();
            operation.operands.truncate(1);
        }
        pdf.change_page_content(page, content.encode().expect("content")).expect("a page that can change");
    }),
    ("the order of reading reversed", |pdf| {
        elements(pdf, "Document", |it| {
            it.get_mut(b"K").and_then(Object::as_array_mut).expect("kids").reverse();
        });
    }),
];

fn retag(pdf: &mut Document, from: &str, to: &str) {
    elements(pdf, from, |it| it.set("S", Object::Name(to.into())));
}

/// Changes every element of the tag tree with this tag.
fn elements(pdf: &mut Document, tag: &str, change: impl Fn(&mut Dictionary)) {
    let tagged =
        |object: &Object| object.as_dict().and_then(|it| it.get(b"S")?.as_name()).is_ok_and(|it| it == tag.as_bytes());
    let found: Vec<ObjectId> = pdf.objects.iter().filter(|(_, it)| tagged(it)).map(|(id, _)| *id).collect();
    assert!(!found.is_empty(), "no {tag} to change");
    for id in found {
        change(pdf.get_dictionary_mut(id).expect("an element"));
    }
}
