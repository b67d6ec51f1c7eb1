//! Documents as a reader sees them: golden Markdown and HTML, and what must be in each.

use byelaw::document::{Block, Document, documents, plain};
use byelaw::model::Class;
use byelaw::render::{Format, Renderer};

use crate::harness::{AS_OF, day, policies, school, schools};

fn gorsemoor() -> Vec<Document> {
    let (_, school) = school(&policies("gorsemoor"));
    documents(&school, day(AS_OF), true)
}

fn find<'a>(all: &'a [Document], id: &str) -> &'a Document {
    all.iter().find(|document| document.id == id).expect("the document")
}

fn rendered(document: &Document, format: Format) -> String {
    let renderer = Renderer::new("0.0.0").expect("the templates");
    String::from_utf8(renderer.render(document, format).expect("a document").bytes).expect("text")
}

#[test]
fn markdown_of_each_document() {
    for document in gorsemoor() {
        insta::assert_snapshot!(format!("markdown-{}", document.id), rendered(&document, Format::Markdown));
    }
}

#[test]
fn html_of_an_agreement() {
    insta::assert_snapshot!(rendered(find(&gorsemoor(), "pupil-rules"), Format::Html));
}

#[test]
fn the_front_page_says_who_and_when() {
    let all = gorsemoor();
    let policy = find(&all, "online-policy");
    let fact = |label: &str| {
        policy.facts.iter().find(|fact| fact.label == label).map(|fact| fact.values.join(" | ")).unwrap_or_default()
    };
    assert_eq!(fact("Owner"), "ICT co-ordinator — (nobody named)");
    assert_eq!(fact("Approved"), "15 June 2016 by the governing body");
    assert_eq!(fact("Issued"), "April 2016");
    assert_eq!(fact("Frequency of review"), "Every year");
    assert_eq!(fact("Next review"), "April 2017 | Spring term 2017");
    assert!(policy.state.contains("Draft"), "{}", policy.state);
}

#[test]
fn headings_are_numbered_and_in_the_contents() {
    let all = gorsemoor();
    let policy = find(&all, "online-policy");
    let headings: Vec<String> = policy.contents.iter().map(|it| format!("{} {}", it.number, it.title)).collect();
    assert_eq!(headings.iter().filter(|it| it.starts_with("13.")).count(), 2, "{headings:?}");
    assert!(headings.iter().any(|it| it.starts_with("14 ")), "{headings:?}");
    let anchors: std::collections::BTreeSet<&str> = policy.contents.iter().map(|it| it.anchor.as_str()).collect();
    assert_eq!(anchors.len(), policy.contents.len(), "anchors are unique");
}

#[test]
fn every_duty_rule_and_permission_is_printed_in_some_document() {
    for root in schools() {
        let (_, school) = school(&root);
        let mut printed = std::collections::BTreeSet::new();
        for document in documents(&school, day(AS_OF), true) {
            document.body.iter().for_each(|block| anchors(block, &mut printed));
        }
        // Controls and sanctions may record what a promise or rule of the paper already says.
        let told =
            school.sentences.iter().filter(|it| matches!(it.class(), Class::Duty | Class::Rule | Class::Permission));
        let missing: Vec<&str> = told.map(|it| it.address.as_str()).filter(|it| !printed.contains(*it)).collect();
        assert!(missing.is_empty(), "{}: not printed anywhere: {missing:?}", school.identity.name);
    }
}

fn anchors(block: &Block, into: &mut std::collections::BTreeSet<String>) {
    match block {
        Block::Clauses { items, .. } | Block::Steps { items, .. } => {
            into.extend(items.iter().map(|it| it.anchor.clone()))
        }
        Block::Table(table) => {
            into.extend(table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.anchor.clone()))
        }
        _ => {}
    }
}

#[test]
fn the_table_is_kept_as_printed() {
    let all = gorsemoor();
    let table = find(&all, "mobile-policy").body.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = table.expect("the table");
    let words: Vec<&str> = table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.words.as_str()).collect();
    let count = |word: &str| words.iter().filter(|it| **it == word).count();
    assert_eq!((words.len(), count("Yes"), count("No"), count("not stated")), (24, 12, 3, 9));
    assert_eq!(table.groups.iter().map(|group| group.columns).collect::<Vec<_>>(), [3, 3]);
}

#[test]
fn a_pupil_promises_in_the_first_person() {
    let all = gorsemoor();
    let first = find(&all, "pupil-rules").body.iter().find_map(|block| match block {
        Block::Clauses { items, .. } => items.first(),
        _ => None,
    });
    let text = plain(&first.expect("a promise").runs);
    assert!(text.starts_with("I "), "{text}");
}

#[cfg(feature = "pdf")]
#[test]
fn pdfs_are_made_alike_twice_and_bear_their_date() {
    let all = gorsemoor();
    let renderer = Renderer::new("0.0.0").expect("the templates");
    for document in &all {
        let first = renderer.render(document, Format::Pdf).expect("a PDF").bytes;
        assert!(first.starts_with(b"%PDF-"), "{}", document.id);
        let second = renderer.render(document, Format::Pdf).expect("a PDF").bytes;
        assert!(first == second, "{} differs", document.id);
    }
    assert_eq!(find(&all, "online-policy").date, day("2016-06-15"));
    assert_eq!(find(&all, "pupil-rules").date, day(AS_OF));
}
