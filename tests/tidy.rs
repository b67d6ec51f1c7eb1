//! What must hold for the source itself: who may use whom, who owns which library, how a file begins.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the lowest to the highest; a room may use those before it, except as `STRANGERS` says.
const FLOORS: [&[&str]; 13] = [
    &["limit", "span", "source", "diagnostic", "sketch", "suggest", "word", "yaml"],
    &["model", "syntax"],
    &["resolve"],
    &["permission"],
    &["document", "pack"],
    &["due", "question", "record"],
    &["compare"],
    &["lint", "export", "fix", "diff"],
    &["sheet"],
    &["render"],
    &["config", "people", "terms", "starter", "report"],
    &["project"],
    &["cli"],
];

/// Each outside library and the only files that may name it.
const OWNERS: [(&str, &[&str]); 13] = [
    ("pest", &["syntax/grammar.rs", "syntax/lower.rs"]),
    ("pulldown_cmark", &["syntax/prose.rs"]),
    ("miette", &["report/human.rs"]),
    ("mimalloc", &["main.rs"]),
    ("minijinja", &["render/template.rs"]),
    ("clap", &["cli/"]),
    ("typst", &["render/pdf/"]),
    ("rayon", &["render/pdf/mod.rs"]),
    ("serde_saphyr", &["yaml.rs"]),
    ("serde_yaml", &["export/mod.rs"]),
    ("strsim", &["suggest.rs"]),
    ("sha2", &["source.rs"]),
    ("jiff", &["model/date.rs", "cli/mod.rs"]),
];

/// Edges that go upwards on purpose, each with its reason.
const ALLOWED: [(&str, &str); 1] = [
    // The settings of a school are plain data; lints take them as they are.
    ("lint", "config"),
];

/// Every source, by its path below `src`.
pub(crate) fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    let named = |path: &PathBuf| path.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
    paths.iter().map(|path| (named(path), fs::read_to_string(path).expect("a source"))).collect()
}

fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, into);
        } else if path.extension().is_some_and(|it| it == "rs") {
            into.push(path);
        }
    }
}

/// The product part of a file: everything before its tests.
fn product(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn room(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap_or(name)
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

#[test]
fn every_file_says_what_it_is_for() {
    for (name, text) in sources() {
        assert!(text.starts_with("//! "), "{name} does not begin with a `//!` line");
    }
}

#[test]
fn nobody_uses_a_room_above() {
    for (name, text) in sources() {
        let Some(here) = floor(room(&name)) else { continue };
        for line in product(&text).lines() {
            for part in line.split("crate::").skip(1) {
                let used = part.split(|next: char| !next.is_alphanumeric() && next != '_').next().unwrap_or_default();
                let Some(there) = floor(used) else { continue };
                let fine = there < here
                    || used == room(&name)
                    || here == there && here != 1
                    || ALLOWED.contains(&(room(&name), used));
                assert!(fine, "{name} uses `{used}`, which stands above it: {line}");
            }
        }
    }
}

#[test]
fn each_library_has_one_owner() {
    for (name, text) in sources() {
        for (library, owners) in OWNERS {
            let named = product(&text)
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .any(|line| line.contains(&format!("{library}::")) || line.contains(&format!("use {library}")));
            let owner = owners.iter().any(|owner| name == *owner || owner.ends_with('/') && name.starts_with(owner));
            assert!(!named || owner, "{name} names `{library}`, which belongs to {owners:?}");
        }
    }
}

#[test]
fn only_two_rooms_touch_the_world() {
    for (name, text) in sources() {
        if room(&name) == "project" || name == "main.rs" || name.starts_with("cli/") {
            continue;
        }
        for world in
            ["std::fs", "std::env", "std::process", "Timestamp", "SystemTime", "println!", "eprintln!", "print!("]
        {
            assert!(!product(&text).contains(world), "{name} touches the world: {world}");
        }
    }
}

#[test]
fn files_and_stubs() {
    for (name, text) in sources() {
        assert!(product(&text).lines().count() <= 600, "{name} is longer than 600 lines");
        for stub in ["todo!(", "dbg!(", "unimplemented!(", "use super::*", "#[ignore"] {
            assert!(!product(&text).contains(stub), "{name} holds {stub}");
        }
    }
}

/// What may stand at the top, beside files and folders whose names begin with a dot.
const TOP: [&str; 12] = [
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "benches",
    "book",
    "grammar",
    "policies",
    "src",
    "target",
    "templates",
    "tests",
];

#[test]
fn nothing_strays_to_the_top() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in fs::read_dir(root).expect("the top") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let known = TOP.contains(&name.as_str()) || name.starts_with('.');
        assert!(known, "{name} stands at the top, where it has no room");
    }
}

#[test]
fn a_lint_is_short() {
    for (name, text) in
        sources().iter().filter(|(name, _)| name.starts_with("lint/lints/") && !name.ends_with("mod.rs"))
    {
        let lines = text.lines().count();
        assert!(
            lines <= 160,
            "{name} has {lines} lines with its tests; what several lints share has a file of its own"
        );
    }
}

#[test]
fn every_dependency_is_explained() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("the manifest");
    let page = fs::read_to_string(root.join("book/developing/architecture.md")).expect("the architecture page");
    let mut listing = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            listing = line == "[dependencies]" || line == "[dev-dependencies]";
        } else if let (true, Some((name, _))) = (listing, line.split_once(" = ")) {
            assert!(page.contains(&format!("`{name}`")), "the architecture page does not explain `{name}`");
        }
    }
}
