//! Symbols beside promises, and agreements in large letters: what is read, what is refused, what is printed.

use std::collections::BTreeSet;
use std::fs;

use byelaw::document::{Block, Document, documents};
use byelaw::render::{Format, Renderer};
use byelaw::source::Sources;
use byelaw::syntax::{parse, print::print};
use byelaw::word::Symbol;

use crate::harness::{AS_OF, Folder, SCHOOL, byelaw, day, load, policies, school, told};

/// What is said of one file that stands beside a sound school, each with its next step.
fn said(source: &str) -> Vec<String> {
    let folder = Folder::with(&[("a.byelaw", SCHOOL), ("b.byelaw", source)]);
    let found = load(folder.path()).resolve().diagnostics;
    found.iter().map(|it| format!("{}: {}", it.message, it.help.clone().unwrap_or_default())).collect()
}

fn promise(clauses: &str) -> String {
    format!("agreement a \"A\" {{\n  kind: promise \"I am kind.\" {clauses}\n}}\n")
}

fn young() -> Vec<Document> {
    let (_, school) = school(&policies("oakfield"));
    documents(&school, day(AS_OF), false)
}

fn find<'a>(all: &'a [Document], id: &str) -> &'a Document {
    all.iter().find(|document| document.id == id).expect("the document")
}

fn rendered(document: &Document, format: Format) -> String {
    let renderer = Renderer::new("0.0.0").expect("the templates");
    String::from_utf8(renderer.render(document, format).expect("a document").bytes).expect("text")
}

fn drawn(document: &Document) -> usize {
    rendered(document, Format::Html).matches("<svg class=\"symbol").count()
}

#[test]
fn every_symbol_is_known_behind_showing() {
    for symbol in Symbol::ALL {
        assert_eq!(said(&promise(&format!("showing {}", symbol.text()))), Vec::<String>::new());
    }
}

#[test]
fn an_unknown_symbol_is_answered_with_the_one_that_was_meant_or_with_all() {
    assert_eq!(said(&promise("showing hart")), ["no symbol is called `hart`: did you mean `heart`?"]);
    assert_eq!(said(&promise("showing grown-up")), ["no symbol is called `grown-up`: did you mean `teacher`?"]);
    let [told] = &said(&promise("showing rhinoceros"))[..] else { panic!("one finding") };
    assert!(Symbol::ALL.iter().all(|symbol| told.contains(&format!("`{}`", symbol.text()))), "{told}");
}

#[test]
fn a_slip_of_the_pen_can_be_mended() {
    let folder = Folder::with(&[("a.byelaw", SCHOOL), ("b.byelaw", &promise("showing cammera"))]);
    let run = byelaw(&["fix", folder.path().to_str().expect("a path"), "--as-of", AS_OF]);
    let mended = fs::read_to_string(folder.path().join("b.byelaw")).expect("the file");
    assert!(mended.contains("showing camera"), "{mended}\n{}{}", run.out, run.err);
}

#[test]
fn a_promise_bears_one_symbol_and_it_is_named_without_quotes() {
    for (clauses, message) in [
        ("showing heart, star", "a promise bears one symbol"),
        ("showing heart except star", "a promise bears one symbol"),
        ("showing heart showing star", "`showing` is said twice"),
        ("showing \"heart\"", "a symbol is named by one of our words, without quotes"),
        ("showing 24", "a symbol is named by one of our words, without quotes"),
        ("showing", "`showing` says nothing yet: name a symbol"),
    ] {
        let [told] = &said(&promise(clauses))[..] else { panic!("{clauses}: {:?}", said(&promise(clauses))) };
        assert!(told.starts_with(message), "{clauses}: {told}");
    }
}

#[test]
fn a_symbol_stands_behind_a_rule_or_a_promise_alone() {
    for line in [
        "agreement a \"A\" showing heart",
        "agreement a \"A\" {\n  issued 2026-06-15 showing heart\n}",
        "agreement a \"A\" {\n  name: fill \"My name\" showing person\n}",
        "agreement a \"A\" {\n  names: sign showing hand\n}",
        "consent c \"C\" {\n  web: ask \"May we?\" showing camera\n}",
        "role head \"Head\" showing teacher",
    ] {
        let told = said(&format!("{line}\n"));
        assert!(told.len() == 1 && told[0].starts_with("only a rule or a promise bears a symbol"), "{line}: {told:?}");
    }
}

#[test]
fn a_symbol_and_a_declared_name_never_clash() {
    let source = format!(
        "role teacher \"Teacher\"\nthings {{\n  heart \"A heart\"\n  phone \"Phones\"\n}}\n{}",
        promise("to teacher showing teacher")
    );
    assert_eq!(said(&source), Vec::<String>::new());
}

#[test]
fn the_formatter_puts_the_symbol_behind_the_promise() {
    let canonical = |text: &str| {
        let mut sources = Sources::default();
        let id = sources.add("a", text);
        let parsed = parse(sources.get(id));
        assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
        print(&parsed.value)
    };
    let once = canonical(
        "rules r \"R\" {\ntell: everyone must \"tell\" showing  speech promise \"I tell.\" every day\n}\nagreement a \"A\" {\nlarge\nkind: promise \"I am kind.\" showing heart cites r.tell\n}\n",
    );
    assert!(once.contains("must \"tell\" every day promise \"I tell.\" showing speech\n"), "{once}");
    assert!(once.contains("  large\n  kind: promise \"I am kind.\" cites r.tell showing heart\n"), "{once}");
    assert_eq!(canonical(&once), once);
}

#[test]
fn only_an_agreement_is_large() {
    for kind in ["policy", "statement", "form", "letter"] {
        let told = said(&format!("{kind} a \"A\" {{\n  large\n}}\n"));
        let wanted = format!("a {kind} is never `large`: take `large` out, or make it an agreement");
        assert_eq!(told, [wanted]);
    }
    assert!(said("agreement a \"A\" {\n  large\n}\n").is_empty());
}

#[test]
fn a_symbol_changes_no_permission() {
    let found = |showing: &str| {
        let source = format!(
            "{SCHOOL}role staff \"Staff\" is group\nplaces {{\n  hall\n}}\nactions {{\n  sing\n}}\nrules r \"R\" {{\n  \
             a: staff may sing in hall{showing}\n  b: staff must not sing in hall\n}}\n"
        );
        let folder = Folder::with(&[("a.byelaw", &source)]);
        let (project, school) = school(folder.path());
        let found = byelaw::lint::lint(&school, &project.config, day(AS_OF));
        let conflicts: Vec<_> = found.into_iter().filter(|it| it.name == "permission-conflict").collect();
        (conflicts.len(), told(&project, &conflicts).replace(&folder.path().display().to_string(), ""))
    };
    assert_eq!(found("").0, 1);
    assert_eq!(found(""), found(" showing smile"));
}

#[test]
fn agreements_draw_symbols_and_policies_print_the_same_rules_without() {
    let all = young();
    let promises = find(&all, "young-promises");
    assert_eq!(drawn(promises), 9);
    assert!(promises.large);
    for other in all.iter().filter(|it| it.id != "young-promises") {
        assert_eq!((drawn(other), other.large), (0, false), "{}", other.id);
    }
    let printed = find(&all, "online-safety").body.iter().any(|block| match block {
        Block::Clauses { items, .. } => items.iter().any(|it| it.anchor == "young-rules.kind" && it.symbol.is_none()),
        _ => false,
    });
    assert!(printed, "the policy prints the rule behind a promise that bears a symbol");
}

#[test]
fn markdown_has_the_words_alone() {
    insta::assert_snapshot!(rendered(find(&young(), "young-promises"), Format::Markdown));
}

#[test]
fn a_page_draws_each_symbol_for_those_who_see_it() {
    let page = rendered(find(&young(), "young-promises"), Format::Html);
    let body = page.split_once("<body").expect("a body").1;
    insta::assert_snapshot!(format!("<body{body}"));
    for svg in body.split("<svg ").skip(1).filter_map(|rest| rest.split('>').next()) {
        assert!(svg.contains("aria-hidden=\"true\""), "{svg}");
    }
}

#[test]
fn promises_with_and_without_a_symbol_stand_below_each_other() {
    let source = format!(
        "{SCHOOL}agreement a \"A\" {{\n  one: promise \"I am kind.\" showing heart\n  two: promise \"I listen.\"\n}}\nagreement b \"B\" \
         {{\n  one: promise \"I listen.\" showing ear\n}}\n"
    );
    let folder = Folder::with(&[("a.byelaw", &source)]);
    let (_, school) = school(folder.path());
    let all = documents(&school, day(AS_OF), true);
    let page = rendered(find(&all, "a"), Format::Html);
    assert!(page.contains("<li id=\"a.two\"><span></span><span>I listen.</span></li>"), "{page}");
    assert_eq!(drawn(find(&all, "b")), 1, "a promise that stands alone has its symbol too");
}

#[test]
fn the_book_names_every_symbol() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/book/language/index.md")).expect("the page");
    let table = page.split_once("\n| Symbols | For |").expect("the table").1.split("\n\n").next().expect("rows");
    let cells = table.lines().filter_map(|row| row.strip_prefix("| `")?.split('`').next());
    let named: BTreeSet<&str> = cells.flat_map(str::split_whitespace).collect();
    assert_eq!(named, Symbol::ALL.iter().map(|symbol| symbol.text()).collect());
}
