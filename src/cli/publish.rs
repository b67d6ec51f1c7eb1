//! A built set takes its place in a folder: only what an earlier build left there is overwritten.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Failure;
use super::write::{hold, write_built};
use crate::render::Rendered;
use crate::source::digest;

/// Lists what was built into a folder, with digests: only these files are ever overwritten.
const LEDGER: &str = ".byelaw-built";

/// The digests that each file of a folder may have: one, or two where a build was cut short while it wrote.
type Ledger = BTreeMap<String, Vec<String>>;

/// A file that stands there and is not as an earlier build left it is overwritten only by `force`, and what is no file never.
pub(super) fn refuse_strangers(out: &Path, files: &[Rendered], force: bool) -> Result<(), Failure> {
    let ledger = read_ledger(&out.join(LEDGER));
    for file in files {
        let path = out.join(&file.name);
        let refuse = |why: &str, help: &str| {
            Err(Failure {
                message: format!("`{}` {why}, so it is not overwritten", path.display()),
                help: help.to_owned(),
            })
        };
        match fs::metadata(&path) {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => continue,
            Ok(there) if !there.is_file() => {
                return refuse("is no file", "move it away, or build into another folder with `--out`");
            }
            _ => {}
        }
        let there = fs::read(&path).unwrap_or_default();
        let known = ledger.get(&file.name).is_some_and(|digests| digests.contains(&digest(&there)));
        if !known && there != file.bytes && !force {
            return refuse(
                "is not as an earlier build left it",
                "move it away, build into another folder with `--out`, or overwrite it with `--force`",
            );
        }
    }
    Ok(())
}

/// Writes the files, and before them and after them the list of what is ours.
pub(super) fn publish(out: &Path, files: &[Rendered]) -> Result<Vec<PathBuf>, Failure> {
    fs::create_dir_all(out).map_err(|error| Failure {
        message: format!("`{}` cannot be made: {error}", out.display()),
        help: "check that you may write there, or build into another folder with `--out`".to_owned(),
    })?;
    let _held = hold(out);
    let path = out.join(LEDGER);
    let mut ledger = read_ledger(&path);
    // A build that is cut short leaves some files old and some new, and both are ours.
    for file in files {
        ledger.entry(file.name.clone()).or_default().push(digest(&file.bytes));
    }
    write_ledger(&path, &ledger)?;
    let mut written = Vec::new();
    for file in files {
        let path = out.join(&file.name);
        write_built(&path, &file.bytes)?;
        written.push(path);
    }
    for file in files {
        ledger.insert(file.name.clone(), vec![digest(&file.bytes)]);
    }
    write_ledger(&path, &ledger)?;
    Ok(written)
}

/// `digest  name` a line, as standard tools print and check it.
fn read_ledger(path: &Path) -> Ledger {
    let text = fs::read_to_string(path).unwrap_or_default();
    let mut ledger = Ledger::new();
    for (digest, name) in text.lines().filter_map(|line| line.split_once("  ")) {
        ledger.entry(name.to_owned()).or_default().push(digest.to_owned());
    }
    ledger
}

fn write_ledger(path: &Path, ledger: &Ledger) -> Result<(), Failure> {
    let mut text = String::new();
    for (name, digests) in ledger {
        let mut seen: Vec<&String> = digests.iter().collect();
        seen.dedup();
        text.extend(seen.iter().map(|digest| format!("{digest}  {name}\n")));
    }
    write_built(path, text.as_bytes())
}
