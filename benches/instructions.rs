//! Counts the instructions of whole checks with callgrind, and fails where one has become dearer:
//! `cargo bench --no-default-features --bench instructions [-- --write]`.
//!
//! Counts do not depend on what else the machine does. They do depend on the compiler and on the C library, so that a new
//! one of either asks for `--write`, in a commit of its own.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark tells its figures")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};

/// By how many parts in a hundred a count may grow.
const MARGIN: u64 = 10;
const SCHOOLS: [&str; 4] = ["gorsemoor", "oakfield", "thornmere", "wyndle"];

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = root.join("benches/instructions.txt");
    if Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("valgrind is not installed, so nothing is counted");
        return ExitCode::from(2);
    }
    let counts: BTreeMap<&str, u64> = SCHOOLS.iter().map(|school| (*school, count(root, school))).collect();
    if env::args().any(|it| it == "--write") {
        let text: String = counts.iter().map(|(school, count)| format!("{school} {count}\n")).collect();
        fs::write(&list, text).expect("a list that can be written");
    }
    let text = fs::read_to_string(&list).expect("the list of counts");
    let known: BTreeMap<&str, u64> = text
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(it, count)| Some((it, count.parse().ok()?)))
        .collect();
    let mut dearer = false;
    for (school, count) in counts {
        let before = known.get(school).copied().expect("a count in the list");
        let grown = count > before + before * MARGIN / 100;
        println!("{school}: {count} instructions, {before} before{}", if grown { ": dearer" } else { "" });
        dearer |= grown;
    }
    if dearer { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The instructions that one check takes.
fn count(root: &Path, school: &str) -> u64 {
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", env!("CARGO_BIN_EXE_byelaw"), "check"])
        .arg(root.join("policies").join(school))
        .args(["--as-of", "2026-11-22", "--format", "short", "--no-cache", "--quiet"])
        .stdout(Stdio::null())
        .output()
        .expect("valgrind runs");
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    let line = told.lines().find_map(|line| line.split_once("Collected : ")).map(|(_, count)| count.trim().to_owned());
    line.and_then(|count| count.parse().ok()).unwrap_or_else(|| panic!("no count in {told}"))
}
