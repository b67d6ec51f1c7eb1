//! Mistakes that teachers make, each a file in `tests/mistakes/`, and what is said about them: one page of the book.

use std::fs;
use std::path::{Path, PathBuf};

use byelaw::diagnostic::Diagnostic;
use byelaw::project::Project;
use byelaw::report::{Findings, Look, human};
use byelaw::syntax::print::print;

use crate::harness::{AS_OF, Folder, SCHOOL, day, load, told};

const PAGE: &str = "book/language/mistakes.md";

const OPENING: &str = "# Mistakes and what Byelaw says

Each of these is a mistake that is easily made. First stands what was written, then what `byelaw check` says about it, then the same
mended. The page is made by `BYELAW_UPDATE=1 cargo test mistakes` from the files in `tests/mistakes/`.
";

/// A case: a mistake, and the same mended.
struct Case {
    file: String,
    heading: String,
    wrong: Part,
    mended: Part,
}

/// A source and the people file beside it.
#[derive(Clone, Default)]
struct Part {
    source: String,
    people: Option<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cases() -> Vec<Case> {
    let folder = fs::read_dir(root().join("tests/mistakes")).expect("the folder of cases");
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().map(|path| case(path)).collect()
}

fn case(path: &Path) -> Case {
    let file = path.file_name().expect("a name").to_string_lossy().into_owned();
    let text = fs::read_to_string(path).expect("a case");
    let (heading, rest) = text.split_once('\n').expect("a first line");
    let mut parts = [Part::default(), Part::default()];
    let mut at = (0, false);
    for line in rest.split_inclusive('\n') {
        at = match line.trim_end() {
            "--- people.yaml" => (at.0, true),
            "--- mended" => (1, false),
            _ => {
                let part = &mut parts[at.0];
                let into = if at.1 { part.people.get_or_insert_default() } else { &mut part.source };
                into.push_str(line);
                continue;
            }
        };
    }
    let [wrong, mut mended] = parts;
    mended.people = mended.people.or_else(|| wrong.people.clone());
    let heading = heading.strip_prefix("# ").unwrap_or_else(|| panic!("{file}: the first line is a remark")).to_owned();
    Case { file, heading, wrong, mended }
}

impl Case {
    /// A folder with one side of the case; a school stands beside it unless the case is about the school.
    fn folder(&self, part: &Part) -> Folder {
        let folder = Folder::with(&[("policy.byelaw", &part.source)]);
        if !self.mended.source.contains("school ") || !self.mended.source.lines().any(|it| it.starts_with("school ")) {
            folder.write("school.byelaw", SCHOOL);
        }
        if let Some(people) = &part.people {
            folder.write("people.yaml", people);
        }
        folder
    }

    fn found(&self) -> (Folder, Project, Vec<Diagnostic>) {
        let folder = self.folder(&self.wrong);
        let project = load(folder.path());
        let found = project.resolve().diagnostics;
        (folder, project, found)
    }

    /// The part of the page that is about this case.
    fn page(&self, nth: usize) -> String {
        let (folder, project, found) = self.found();
        let findings = Findings { list: &found, sources: &project.sources, as_of: day(AS_OF) };
        let drawn = human(&findings, Look { colour: false, width: 100 });
        let drawn = drawn.replace(&format!("{}/", folder.path().display()), "");
        let lines: Vec<&str> = drawn.trim_end().lines().map(str::trim_end).collect();
        let drawn = lines[..lines.len() - 1].join("\n");
        let mut page = format!("\n## {nth}. {}\n\n```mistake\n{}```\n", self.heading, self.wrong.source);
        if let Some(people) = &self.wrong.people {
            page.push_str(&format!("\n`people.yaml`:\n\n```yaml\n{people}```\n"));
        }
        page.push_str(&format!("\n```output\n{}\n```\n", drawn.trim_end()));
        if self.mended.source != self.wrong.source {
            page.push_str(&format!("\n```byelaw\n{}```\n", self.mended.source));
        }
        if let Some(people) = self.mended.people.as_ref().filter(|it| Some(*it) != self.wrong.people.as_ref()) {
            page.push_str(&format!("\n`people.yaml`:\n\n```yaml\n{people}```\n"));
        }
        page
    }
}

#[test]
fn the_page_of_mistakes_is_what_is_said() {
    let cases = cases();
    assert!(cases.len() >= 50, "only {} cases", cases.len());
    let pages = cases.iter().enumerate().map(|(at, case)| case.page(at + 1));
    let page: String = std::iter::once(OPENING.to_owned()).chain(pages).collect();
    let path = root().join(PAGE);
    if std::env::var_os("BYELAW_UPDATE").is_some() {
        fs::write(&path, &page).expect("the page");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    let line = page.lines().zip(written.lines()).position(|(made, stands)| made != stands);
    assert!(
        page == written,
        "{PAGE} differs from line {:?} on: run with BYELAW_UPDATE=1 and read it",
        line.map(|at| at + 1)
    );
}

#[test]
fn every_mistake_is_told_once_with_a_next_step() {
    let mut many = String::new();
    for case in cases() {
        let (_folder, project, found) = case.found();
        if found.len() != 1 {
            many.push_str(&format!("{}:\n{}\n", case.file, told(&project, &found)));
        }
        for it in &found {
            let help = it.help.as_deref().unwrap_or_default();
            assert!(!help.is_empty(), "{}: no next step: {}", case.file, it.message);
            plain(&case.file, &it.message);
            plain(&case.file, help);
        }
    }
    assert!(many.is_empty(), "not one finding each:\n{many}");
}

#[test]
fn every_mistake_can_be_mended() {
    for case in cases() {
        let folder = case.folder(&case.mended);
        let project = load(folder.path());
        let resolved = project.resolve();
        assert!(resolved.diagnostics.is_empty(), "{}:\n{}", case.file, told(&project, &resolved.diagnostics));
        assert_eq!(print(&project.files[0]), case.mended.source, "{} is not laid out canonically", case.file);
    }
}

/// Neither the names of the grammar's rules nor words of the compiler's own language.
fn plain(file: &str, text: &str) {
    let grammar = include_str!("../grammar/byelaw.pest");
    let rules = grammar.lines().filter_map(|line| line.split(" = ").next()).filter(|name| name.contains('_'));
    let words =
        ["Some(", "None", "Ok(", "Err(", "::", "unwrap", "expected", "EOI", "pest", "parse", "token", "identifier"];
    for word in rules.chain(words) {
        assert!(!text.contains(word), "{file}: `{word}` in: {text}");
    }
}
