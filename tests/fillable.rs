//! PDFs to fill on a screen: the fields, read back by another library.

use std::collections::BTreeSet;

use byelaw::diff::Since;
use byelaw::document::{Block, Document, documents};
use byelaw::render::{Format, Renderer};
use byelaw::sheet::{Desk, Sheet, sheets};
use lopdf::{Dictionary, Document as Pdf, Object, ObjectId};

use crate::harness::{AS_OF, Folder, byelaw_in, day, policies, school, schools};

fn named(id: &str, school: &std::path::Path) -> Document {
    let (_, school) = crate::harness::school(school);
    documents(&school, day(AS_OF), false).into_iter().find(|it| it.id == id).expect("the document")
}

fn made(document: &Document) -> Vec<u8> {
    let renderer = Renderer::new("0.0.0").expect("the templates");
    renderer.render(document, Format::Fillable).expect("a PDF").bytes
}

/// Each field of a form with its dictionary.
fn fields(pdf: &Pdf) -> Vec<(ObjectId, &Dictionary)> {
    let form = pdf.catalog().and_then(|it| it.get_deref(b"AcroForm", pdf)).and_then(Object::as_dict).expect("a form");
    let list = form.get(b"Fields").and_then(Object::as_array).expect("fields");
    let ids = list.iter().map(|it| it.as_reference().expect("a reference"));
    ids.map(|id| (id, pdf.get_dictionary(id).expect("a field"))).collect()
}

fn words(field: &Dictionary, key: &[u8]) -> String {
    field.get(key).and_then(lopdf::decode_text_string).unwrap_or_default()
}

fn kind(field: &Dictionary) -> String {
    field.get(b"FT").and_then(Object::as_name).map(|it| String::from_utf8_lossy(it).into_owned()).unwrap_or_default()
}

#[test]
fn a_sign_off_sheet_has_a_field_in_each_cell_to_write_in_told_apart_from_the_others() {
    let (_, school) = crate::harness::school(&policies("oakfield"));
    let desk =
        Desk { school: &school, findings: &[], today: day(AS_OF), soon: 60, draft: false, since: &Since::default() };
    let sheet = sheets(&desk, &[Sheet::SignOff]).into_iter().next().expect("the sheet");
    let pdf = Pdf::load_mem(&made(&sheet)).expect("a PDF");
    let told: Vec<(String, String)> = fields(&pdf).iter().map(|(_, it)| (kind(it), words(it, b"TU"))).collect();
    let tables = sheet.body.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let cells: Vec<_> =
        tables.flat_map(|it| &it.rows).flat_map(|it| &it.cells).filter(|it| it.to_write.is_some()).collect();
    assert_eq!(told.len(), cells.len());
    assert!(cells.len() > 60 && cells.iter().all(|it| it.words.is_empty()));
    let one = ("Sig".to_owned(), "Agreement for staff and volunteers: signature of Helen Fairweather".to_owned());
    assert!(told.contains(&one), "{told:?}");
    let names: BTreeSet<&String> = told.iter().map(|(_, label)| label).collect();
    assert_eq!(names.len(), told.len(), "no two are called alike");
}

#[test]
fn a_consent_form_has_a_field_for_each_space_and_nothing_is_chosen() {
    let pdf = Pdf::load_mem(&made(&named("photograph-form", &policies("oakfield")))).expect("a PDF");
    let told: Vec<(String, String)> = fields(&pdf).iter().map(|(_, it)| (kind(it), words(it, b"TU"))).collect();
    let wanted = [
        ("Tx", "Name of your child"),
        ("Tx", "Class"),
        ("Btn", "May we show pictures of your child on displays inside school?"),
        ("Btn", "May we put pictures of your child on the school website?"),
        ("Btn", "May we put pictures of your child on the school’s social media account?"),
        ("Btn", "May we print pictures of your child in leaflets about the school?"),
        ("Btn", "May a newspaper that visits school photograph your child?"),
        ("Btn", "May we film your child in class plays, and lend the film to families of the class?"),
        ("Sig", "Signed (Parents)"),
        ("Tx", "Date (day, month, year)"),
    ];
    let told: Vec<(&str, &str)> = told.iter().map(|(kind, label)| (kind.as_str(), label.as_str())).collect();
    assert_eq!(told, wanted);
    for (_, field) in fields(&pdf) {
        assert!(!field.has(b"V"), "{} is filled", words(field, b"T"));
        let Ok(boxes) = field.get(b"Kids").and_then(Object::as_array) else { continue };
        let boxes = boxes.iter().map(|it| pdf.get_dictionary(it.as_reference().expect("a box")).expect("a box"));
        let told: Vec<String> = boxes.clone().map(|it| words(it, b"TU")).collect();
        assert!(told[0].ends_with(" Yes") && told[1].ends_with(" No"), "{told:?}");
        assert!(boxes.clone().all(|it| it.get(b"AS").and_then(Object::as_name).is_ok_and(|it| it == b"Off")));
    }
}

/// The boxes of all fields: fields that are one, and those of fields that have several.
fn boxes(pdf: &Pdf) -> Vec<ObjectId> {
    let own = |(id, field): (ObjectId, &Dictionary)| match field.get(b"Kids").and_then(Object::as_array) {
        Ok(kids) => kids.iter().filter_map(|it| it.as_reference().ok()).collect(),
        Err(_) => vec![id],
    };
    fields(pdf).into_iter().flat_map(own).collect()
}

#[test]
fn every_space_of_every_school_is_a_field_with_a_tag_a_name_and_a_label() {
    let mut count = 0;
    for path in schools() {
        let (_, school) = school(&path);
        let all = documents(&school, day(AS_OF), true);
        // One document of a kind for each school: all are set by the same templates.
        let mut kinds = BTreeSet::new();
        for document in all.iter().filter(|it| Format::Fillable.suits(it)) {
            if !kinds.insert(document.kind.word()) {
                continue;
            }
            let pdf = Pdf::load_mem(&made(document)).expect("a PDF");
            let place = format!("{}/{}", path.display(), document.id);
            let names: BTreeSet<String> = fields(&pdf).iter().map(|(_, it)| words(it, b"T")).collect();
            assert_eq!(names.len(), fields(&pdf).len(), "{place}: two fields of one name");
            let tagged: BTreeSet<ObjectId> = pdf
                .objects
                .values()
                .filter_map(|it| it.as_dict().ok())
                .filter(|it| it.get(b"S").and_then(Object::as_name).is_ok_and(|it| it == b"Form"))
                .flat_map(|it| match it.get(b"K") {
                    Ok(Object::Array(kids)) => kids.clone(),
                    Ok(kid) => vec![kid.clone()],
                    Err(_) => Vec::new(),
                })
                .filter_map(|kid| pdf.dereference(&kid).ok()?.1.as_dict().ok()?.get(b"Obj").ok()?.as_reference().ok())
                .collect();
            for id in boxes(&pdf) {
                let it = pdf.get_dictionary(id).expect("a box");
                assert!(tagged.contains(&id), "{place}: {} has no tag", words(it, b"TU"));
                assert!(!words(it, b"TU").trim().is_empty(), "{place}: a field has no label");
                assert!(it.has(b"AP") && !it.has(b"A") && it.has(b"StructParent"), "{place}: {it:?}");
                count += 1;
            }
            let left = String::from_utf8_lossy(&made(document)).contains("(field:");
            assert!(!left, "{place}: a space is still a link");
        }
    }
    assert!(count > 60, "only {count} boxes");
}

#[test]
fn the_same_document_gives_the_same_bytes_and_pages_as_many_as_in_print() {
    for id in ["photograph-form", "misuse-letter", "young-promises", "incident-form"] {
        let document = named(id, &policies("oakfield"));
        assert!(made(&document) == made(&document), "{id}");
        let printed =
            Renderer::new("0.0.0").expect("the templates").render(&document, Format::Pdf).expect("a PDF").bytes;
        let pages = |bytes: &[u8]| Pdf::load_mem(bytes).expect("a PDF").get_pages().len();
        assert_eq!(pages(&made(&document)), pages(&printed), "{id}");
    }
}

#[test]
fn a_build_makes_them_beside_the_others_where_there_is_something_to_fill() {
    let source = format!(
        "{}role staff \"Staff\" is group\nform f \"Form\" for staff {{\n  a: staff must \"be kind\"\n  name: fill \"Name\"\n}}\n\
         form g \"Guide\" for staff {{\n  a: staff must \"be kind\"\n}}\n",
        crate::harness::SCHOOL
    );
    let folder = Folder::with(&[("a.byelaw", &source)]);
    let build = |arguments: &[&str]| {
        let all = [&["build", "--draft", "--as-of", AS_OF], arguments].concat();
        let run = byelaw_in(folder.path(), &all);
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    build(&["--to", "html"]);
    assert!(!folder.path().join("out/f.fillable.pdf").exists());
    let told = build(&["--to", "html", "--fillable"]);
    assert!(
        told.contains("f.fillable.pdf") && !told.contains("g.fillable.pdf") && !told.contains("governors.fillable")
    );
    let index = std::fs::read_to_string(folder.path().join("out/index.html")).expect("the index");
    assert!(index.contains("\"f.fillable.pdf\"") && index.contains("PDF to fill on a screen"), "{index}");
    let run = byelaw_in(folder.path(), &["verify", "out/f.fillable.pdf", ".", "--as-of", AS_OF]);
    assert!(run.code == 0 && run.out.contains("is current"), "{}{}", run.out, run.err);
    std::fs::write(folder.path().join("out/f.fillable.pdf"), "mine").expect("a file of somebody’s own");
    let run = byelaw_in(folder.path(), &["build", "--draft", "--as-of", AS_OF, "--to", "html", "--fillable"]);
    assert!(run.code == 2 && run.err.contains("is not as an earlier build left it"), "{}", run.err);
}
