//! Every example in the README and the book is compiled; the contents list names every page.

use std::fs;
use std::path::{Path, PathBuf};

use byelaw::lint::{self, LINTS};
use byelaw::syntax::{parse, print::print};

use crate::harness::{AS_OF, Folder, day, load, told};

/// Behind the fence of a trust's file: the schools below it on the page are schools of this trust.
const TRUST: &str = "byelaw trust";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md")];
    walk(&root().join("book"), &mut pages);
    pages.retain(|page| page.extension().is_some_and(|it| it == "md"));
    pages.sort();
    pages
}

fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { walk(&path, into) } else { into.push(path) }
    }
}

/// The blocks of a page with their info strings.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info.to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some((_, body)), None) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

#[test]
fn every_example_is_read_and_laid_out_canonically() {
    let mut count = 0;
    for page in pages() {
        let mut trust = String::new();
        for (info, body) in blocks(&fs::read_to_string(&page).expect("a page")) {
            if info != "byelaw" && info != TRUST {
                continue;
            }
            count += 1;
            let mut sources = byelaw::source::Sources::default();
            let id = sources.add(page.display().to_string(), body.as_str());
            let parsed = parse(sources.get(id));
            assert!(parsed.diagnostics.is_empty(), "{}: {:?}\n{body}", page.display(), parsed.diagnostics);
            assert_eq!(print(&parsed.value), body, "{} is not laid out canonically", page.display());
            if info == TRUST {
                resolves(&page, &Folder::with(&[("trust.byelaw", body.as_str())]), ".");
                trust = body;
            } else if trust.is_empty() && declares_school(&body) {
                resolves(&page, &Folder::with(&[("example.byelaw", body.as_str())]), ".");
            } else if declares_school(&body) {
                let files = [("trust.byelaw", trust.as_str()), ("schools/oakfield/example.byelaw", body.as_str())];
                resolves(&page, &Folder::with(&files), "schools/oakfield");
            }
        }
    }
    assert!(count > LINTS.len(), "each lint page has an example");
}

fn declares_school(body: &str) -> bool {
    body.contains("\nschool ") || body.starts_with("school ")
}

fn resolves(page: &Path, folder: &Folder, school: &str) {
    let project = load(&folder.path().join(school));
    let resolved = project.resolve();
    assert!(!resolved.has_errors(), "{}: {}", page.display(), told(&project, &resolved.diagnostics));
    lint::lint(&resolved.value.expect("a school"), &project.config, day(AS_OF));
}

#[test]
fn the_contents_list_names_every_page() {
    let summary = fs::read_to_string(root().join("book/SUMMARY.md")).expect("the contents");
    for page in pages() {
        let Ok(name) = page.strip_prefix(root().join("book")) else { continue };
        let name = name.to_string_lossy().replace('\\', "/");
        assert!(name == "SUMMARY.md" || summary.contains(&format!("({name})")), "book/SUMMARY.md does not name {name}");
    }
    for link in summary.split('(').skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(root().join("book").join(link).is_file(), "book/SUMMARY.md names {link}, which does not exist");
    }
}

#[test]
fn the_grammar_and_its_page_name_the_same_rules() {
    let read = |name: &str| fs::read_to_string(root().join(name)).expect("a file");
    let (grammar, page) = (read("grammar/byelaw.pest"), read("book/language/grammar.md"));
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|next| next.is_ascii_alphabetic() || next == '_');
    let rules: Vec<&str> = grammar
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name)
        .filter(|name| is_name(name))
        .collect();
    let rows: Vec<&str> =
        page.lines().filter_map(|line| line.strip_prefix("| `")).filter_map(|rest| rest.split('`').next()).collect();
    assert_eq!(rules, rows, "a rule without a row, or a row without a rule");
}
