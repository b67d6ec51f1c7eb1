//! What is decided, file by file: each file in `tests/decided/` says in its first lines what commands must answer for the sources below them.
//!
//! `# > COMMAND => exit N`, `=> has TEXT` or `=> lacks TEXT`; sources after `--- before` and `--- after` stand in folders of those names.

use std::fs;
use std::path::Path;

use crate::harness::{Folder, byelaw_in};

/// The school that every file adds its rules to.
const WORLD: &str = "school small \"Small School\" {
  jurisdiction england
}
users {
  pupils \"Pupils\": year-5, year-6
  staff \"Staff\": teachers
}
devices {
  devices \"devices\": phone, tablet
  phone \"phones\"
  tablet \"tablets\"
}
networks {
  reach: full > guest > none
}
places {
  site \"the site\": hall, field
}
times {
  lunch \"lunch\": 12:10..13:10
}
actions {
  use \"use\"
  join \"connect to\"
}
conditions {
  signed \"a form is signed\"
}
role head \"Headteacher\"
role teachers \"Teachers\" is group
";

/// The day of a command that names none.
const DAY: &str = "2026-11-30";

/// The words of a command line; quotation marks hold some together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate().flat_map(|(nth, part)| {
        if nth % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
    });
    parts.collect()
}

fn laid_out(sources: &str) -> Folder {
    let folder = Folder::empty();
    for part in format!("\n{sources}").split("\n--- ").skip(1) {
        let (name, source) = part.split_once('\n').expect("a name and a source");
        folder.write(&format!("{name}/world.byelaw"), WORLD);
        folder.write(&format!("{name}/a.byelaw"), source);
    }
    folder
}

/// What a command does otherwise than expected.
fn fault(folder: &Path, line: &str) -> Option<String> {
    let (command, expected) = line.split_once(" => ").expect("a command and what is expected");
    let mut words = words(command);
    if !words.iter().any(|word| word == "--as-of" || word == "--at") {
        words.extend(["--as-of".to_owned(), DAY.to_owned()]);
    }
    let run = byelaw_in(folder, &words.iter().map(String::as_str).collect::<Vec<_>>());
    let said = format!("{}{}", run.out, run.err);
    let holds = match expected.split_once(' ').expect("a word and a value") {
        ("exit", code) => run.code.to_string() == code,
        ("has", text) => said.contains(text),
        ("lacks", text) => !said.contains(text),
        (other, _) => panic!("`{other}` is no expectation"),
    };
    (!holds).then(|| format!("{line}\nended with {}:\n{said}", run.code))
}

#[test]
fn every_file_is_answered_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/decided");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    assert!(files.len() >= 28, "{} files", files.len());
    let mut faults = String::new();
    for path in files {
        let text = fs::read_to_string(&path).expect("a file").replace("\n---\n", "\n--- .\n");
        let at = text.find("\n--- ").expect("sources");
        let folder = laid_out(&text[at + 1..]);
        let lines: Vec<&str> = text[..at].lines().filter_map(|line| line.strip_prefix("# > ")).collect();
        assert!(!lines.is_empty(), "{} expects nothing", path.display());
        for fault in lines.iter().filter_map(|line| fault(folder.path(), line)) {
            faults.push_str(&format!("{}: {fault}\n", path.file_name().expect("a name").to_string_lossy()));
        }
    }
    assert!(faults.is_empty(), "{faults}");
}
