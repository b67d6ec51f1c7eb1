//! Every lint has one page, and every page tells the truth: its level, its clock, its examples and its message.
//!
//! A line of an example that ends in `# here` starts a finding of the page’s lint. A remark that stands alone marks the
//! line above it, since canonical layout puts what follows `{` on a line of its own. A block that a section leaves out
//! (`people`, `terms`, `settings`, `pack`, `approvals`, or the source itself) is the one of the section “Example”.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use byelaw::diagnostic::Diagnostic;
use byelaw::lint::{LINTS, Lint, find, lint, names};
use byelaw::model::date::Day;
use byelaw::project::{Project, load};
use byelaw::source::Sources;
use byelaw::syntax::{parse, print::print};

const HEADINGS: [&str; 4] = ["Why it matters", "Example", "How to put it right", "When to allow it"];
const EXAMPLE: &str = HEADINGS[1];
const MENDED: &str = HEADINGS[2];
const ALLOWED: &str = HEADINGS[3];
/// What may stand behind the opening of a code fence, and the file that the block is written to.
const FENCES: [(&str, &str); 8] = [
    ("byelaw", "school.byelaw"),
    ("byelaw trust", TRUST),
    ("people", "people.yaml"),
    ("terms", "terms.yaml"),
    ("settings", "byelaw.yaml"),
    ("pack", "our-pack.yaml"),
    ("approvals", "approvals.yaml"),
    ("output", ""),
];
/// The file of a trust; where a page has one, the other files stand in the folder of one of its schools.
const TRUST: &str = "trust.byelaw";
const MARK: &str = "# here";
const TODAY: &str = "2026-11-22";
/// Beginnings that name what is to be done instead of the fault.
const ORDERS: [&str; 6] = ["check-", "no-", "require-", "use-", "prefer-", "avoid-"];

/// A code block: the section it stands in, the words behind its fence, and its text.
struct Block<'a> {
    section: &'a str,
    info: &'a str,
    text: String,
}

/// The texts of one example by the files that they are written to.
type Example = BTreeMap<&'static str, String>;

/// What came of an example.
struct Outcome {
    project: Project,
    /// What was said before the lints ran; empty for a good example.
    refused: Vec<String>,
    found: Vec<Diagnostic>,
}

/// Calls `judge` with every lint and fails with all of the complaints together.
fn each_page(judge: impl Fn(&Lint, &mut Vec<String>)) {
    let mut complaints = Vec::new();
    for lint in LINTS {
        let mut here = Vec::new();
        judge(lint, &mut here);
        complaints.extend(here.iter().map(|complaint| format!("book/lints/{}.md: {complaint}", lint.name)));
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// The lines outside code blocks, and the code blocks.
fn read(page: &str) -> (Vec<&str>, Vec<Block<'_>>) {
    let (mut prose, mut blocks, mut section) = (Vec::new(), Vec::new(), "");
    let mut open: Option<Block<'_>> = None;
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => block.text.extend([line, "\n"]),
            (None, Some(info)) => open = Some(Block { section, info, text: String::new() }),
            (None, None) => {
                section = line.strip_prefix("## ").unwrap_or(section);
                prose.push(line);
            }
        }
    }
    blocks.extend(open);
    (prose, blocks)
}

fn block(lint: &Lint, section: &str, info: &str) -> Option<String> {
    let (_, blocks) = read(lint.page);
    blocks.into_iter().find(|block| block.section == section && block.info == info).map(|block| block.text)
}

/// The example of a section, completed from the section “Example”.
fn example(lint: &Lint, section: &str) -> Example {
    let files = FENCES.iter().filter(|(_, file)| !file.is_empty());
    files
        .filter_map(|(info, file)| Some((*file, block(lint, section, info).or_else(|| block(lint, EXAMPLE, info))?)))
        .collect()
}

/// The first example with the waiver of the page behind it, where the page writes one out.
fn waived(lint: &Lint) -> Option<Example> {
    let waiver = block(lint, ALLOWED, "byelaw")?;
    let mut example = example(lint, EXAMPLE);
    let text = example.entry("school.byelaw").or_default();
    *text = format!("{text}\n{waiver}");
    Some(example)
}

fn run(name: &str, example: &Example) -> Outcome {
    let folder = std::env::temp_dir().join(format!("byelaw-pages-{}-{name}", std::process::id()));
    let school = if example.contains_key(TRUST) { folder.join("schools/oakfield") } else { folder.clone() };
    fs::create_dir_all(&school).expect("a temporary folder can be made");
    for (file, text) in example {
        let folder = if *file == TRUST { &folder } else { &school };
        fs::write(folder.join(file), text).expect("a temporary file can be written");
    }
    let loaded = load(&school, &names());
    fs::remove_dir_all(&folder).expect("a temporary folder can be removed");
    let project = loaded.unwrap_or_else(|error| panic!("book/lints/{name}: {}", error.message));
    let resolved = project.resolve();
    let refused = resolved.diagnostics.iter().map(|it| told(&project.sources, it)).collect();
    let today: Day = TODAY.parse().expect("the day is one");
    let found = resolved.value.map_or_else(Vec::new, |school| lint(&school, &project.config, today));
    Outcome { project, refused, found }
}

/// A finding with its line, for a message of this test.
fn told(sources: &Sources, found: &Diagnostic) -> String {
    let (file, line) = place(sources, found);
    format!("{file}:{line}: {}", said(found))
}

fn said(found: &Diagnostic) -> String {
    format!("{}[{}]: {}", found.level.word(), found.name, found.message)
}

fn place(sources: &Sources, found: &Diagnostic) -> (String, usize) {
    let source = sources.get(found.primary.span.source);
    let file = Path::new(&source.path).file_name().unwrap_or_default().to_string_lossy().into_owned();
    (file, source.position(found.primary.span.start as usize).line)
}

/// The files and lines that an example marks.
fn marked(example: &Example) -> Vec<(String, usize)> {
    let mut places = Vec::new();
    for (file, text) in example {
        for (above, line) in text.lines().enumerate().filter(|(_, line)| line.ends_with(MARK)) {
            let at = if line.trim() == MARK { above } else { above + 1 };
            places.push(((*file).to_owned(), at));
        }
    }
    places
}

/// The names of the files in a folder of the repository that end in `ending`, without it and in order.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let names = entries.map(|entry| entry.expect("an entry can be read").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter_map(|name| Some(name.strip_suffix(ending)?.to_owned())).collect();
    names.sort();
    names
}

#[test]
fn a_page_has_its_title_and_four_headings_in_order() {
    each_page(|lint, complaints| {
        let (prose, _) = read(lint.page);
        let headings: Vec<&str> = prose.into_iter().filter(|line| line.starts_with('#')).collect();
        let title = format!("# {}", lint.name);
        let wanted: Vec<String> =
            std::iter::once(title).chain(HEADINGS.iter().map(|heading| format!("## {heading}"))).collect();
        if headings != wanted {
            complaints.push(format!("the headings are {headings:?}, not {wanted:?}"));
        }
    });
}

#[test]
fn a_page_states_the_level_and_the_clock_of_its_lint() {
    each_page(|lint, complaints| {
        let (prose, _) = read(lint.page);
        let stated = prose.iter().filter(|line| line.starts_with("**Level:**")).copied().collect::<Vec<_>>().join("\n");
        let wanted = format!("**Level:** {} · **Clock:** {}", lint.level.word(), if lint.clock { "yes" } else { "no" });
        if stated != wanted {
            complaints.push(format!("it states `{stated}`, and the lint is `{wanted}`"));
        }
    });
}

#[test]
fn a_page_opens_only_known_fences_and_closes_them() {
    each_page(|lint, complaints| {
        let fences = lint.page.lines().filter(|line| line.trim_start().starts_with("```")).count();
        if fences % 2 != 0 {
            complaints.push("a code block is never closed".to_owned());
        }
        for block in read(lint.page).1 {
            if !FENCES.iter().any(|(info, _)| *info == block.info) {
                complaints.push(format!("a code block is of the kind `{}`", block.info));
            }
        }
    });
}

#[test]
fn a_page_has_an_example_and_a_mended_one() {
    each_page(|lint, complaints| {
        let (_, blocks) = read(lint.page);
        let count =
            |section: &str, info: &str| blocks.iter().filter(|it| it.section == section && it.info == info).count();
        if (count(EXAMPLE, "byelaw"), count(EXAMPLE, "output")) != (1, 1) {
            complaints.push(format!("“{EXAMPLE}” needs one `byelaw` and one `output` block"));
        }
        if example(lint, MENDED) == example(lint, EXAMPLE) {
            complaints.push(format!("“{MENDED}” changes nothing"));
        }
        if !marked(&example(lint, MENDED)).is_empty() && block(lint, MENDED, "byelaw").is_some() {
            complaints.push(format!("“{MENDED}” still says `{MARK}`"));
        }
    });
}

#[test]
fn an_example_gives_its_findings_where_it_says() {
    each_page(|lint, complaints| {
        let example = example(lint, EXAMPLE);
        let outcome = run(lint.name, &example);
        complaints.extend(outcome.refused.iter().map(|it| format!("the example is refused: {it}")));
        let own: Vec<&Diagnostic> = outcome.found.iter().filter(|found| found.name == lint.name).collect();
        let (wanted, mut places) =
            (marked(&example), own.iter().map(|it| place(&outcome.project.sources, it)).collect::<Vec<_>>());
        places.sort();
        if places.is_empty() || places != wanted {
            complaints.push(format!("the example marks {wanted:?}, and the findings lie at {places:?}"));
        }
        let first = own.first().map(|found| said(found)).unwrap_or_default();
        let output = block(lint, EXAMPLE, "output").unwrap_or_default();
        if output.trim_end() != first {
            complaints.push(format!("the output differs\n  page: {}\n  lint: {first}", output.trim_end()));
        }
    });
}

#[test]
fn a_mended_example_gives_none() {
    each_page(|lint, complaints| {
        let outcome = run(&format!("{}-mended", lint.name), &example(lint, MENDED));
        complaints.extend(outcome.refused.iter().map(|it| format!("the mended example is refused: {it}")));
        let own = outcome.found.iter().filter(|found| found.name == lint.name);
        complaints.extend(
            own.map(|found| format!("the mended example still gives {}", told(&outcome.project.sources, found))),
        );
    });
}

#[test]
fn a_waiver_on_a_page_waives_its_example() {
    each_page(|lint, complaints| {
        let Some(example) = waived(lint) else { return };
        let outcome = run(&format!("{}-waived", lint.name), &example);
        complaints.extend(outcome.refused.iter().map(|it| format!("the waiver is refused: {it}")));
        let left = outcome.found.iter().filter(|found| found.name == lint.name && found.waived.is_none());
        complaints.extend(left.map(|found| format!("the waiver leaves {}", told(&outcome.project.sources, found))));
    });
}

#[test]
fn every_source_on_a_page_is_in_canonical_layout() {
    each_page(|lint, complaints| {
        for block in read(lint.page).1.iter().filter(|block| block.info.starts_with("byelaw")) {
            let mut sources = Sources::default();
            let id = sources.add(block.section, block.text.as_str());
            let printed = print(&parse(sources.get(id)).value);
            if printed != block.text {
                complaints.push(format!("the source in “{}” is laid out so:\n{printed}", block.section));
            }
        }
    });
}

#[test]
fn a_message_starts_small_and_ends_without_a_stop() {
    each_page(|lint, complaints| {
        let example = example(lint, EXAMPLE);
        let texts: String = example.values().map(String::as_str).collect();
        let outcome = run(&format!("{}-message", lint.name), &example);
        for message in outcome.found.iter().filter(|found| found.name == lint.name).map(|found| &found.message) {
            let small = message.starts_with(|first: char| first.is_lowercase() || matches!(first, '`' | '“' | '"'));
            // A capital letter is right where a name opens the message: then its first two words stand in the example.
            let name: Vec<&str> = message.split_whitespace().take(2).collect();
            if !small && !texts.contains(&name.join(" ")) {
                complaints.push(format!("the message starts with a capital letter: {message}"));
            }
            if message.ends_with('.') || message.contains('\n') {
                complaints.push(format!("the message ends in a full stop or has several lines: {message}"));
            }
        }
    });
}

#[test]
fn every_lint_has_one_file_and_one_page() {
    let listed: Vec<String> = LINTS.iter().map(|lint| lint.name.to_owned()).collect();
    let mut sources: Vec<String> = files("src/lint/lints", ".rs")
        .into_iter()
        .filter(|name| name != "mod")
        .map(|name| name.replace('_', "-"))
        .collect();
    sources.sort();
    assert_eq!(sources, listed, "left: the files in src/lint/lints; right: the list LINTS");
    assert_eq!(files("book/lints", ".md"), listed, "left: the pages in book/lints; right: the list LINTS");
}

#[test]
fn a_name_is_kebab_case_and_names_the_fault() {
    for pair in LINTS.windows(2) {
        assert!(pair[0].name < pair[1].name, "`{}` stands before `{}` in LINTS", pair[0].name, pair[1].name);
    }
    for lint in LINTS {
        let name = lint.name;
        let words = name.split('-').all(|word| {
            !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
        });
        assert!(words && name.starts_with(|first: char| first.is_ascii_lowercase()), "`{name}` is not in kebab case");
        assert!(!ORDERS.iter().any(|order| name.starts_with(order)), "`{name}` names an order, not a fault");
        assert!(find(name).is_some_and(|found| std::ptr::eq(found, *lint)), "`{name}` is not found by its name");
    }
}
