//! What a build left in a folder: which files are ours, and from what each was made.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::Failure;
use super::fmt::write;
use super::maker::maker;
use crate::document::Document;
use crate::render::Format;
use crate::source::digest;

/// Lists what was built into a folder, with digests: only these files are ever overwritten.
const BUILT: &str = ".byelaw-built";
/// Lists from what each of them was made, with digests: what is made of the same is not made again.
const MADE_OF: &str = ".byelaw-made-of";

/// The two lists of one folder.
#[derive(Debug)]
pub(super) struct Ledger {
    out: PathBuf,
    built: BTreeMap<String, String>,
    made_of: BTreeMap<String, String>,
}

impl Ledger {
    /// The lists as they stand in a folder; empty where there are none.
    pub(super) fn read(out: &Path) -> Self {
        Self { out: out.to_path_buf(), built: list(&out.join(BUILT)), made_of: list(&out.join(MADE_OF)) }
    }

    /// Whether a file stands there as an earlier build left it.
    pub(super) fn is_ours(&self, name: &str, there: &[u8]) -> bool {
        self.built.get(name) == Some(&digest(there))
    }

    /// Whether it is listed, and stands there with other bytes.
    pub(super) fn is_altered(&self, name: &str, there: &[u8]) -> bool {
        self.built.contains_key(name) && !self.is_ours(name, there)
    }

    /// Whether a file that was made of this stands there untouched.
    pub(super) fn is_fresh(&self, name: &str, made_of: &str) -> bool {
        !made_of.is_empty()
            && self.made_of.get(name).is_some_and(|it| it == made_of)
            && fs::read(self.out.join(name)).is_ok_and(|there| self.is_ours(name, &there))
    }

    /// Notes a file that has just been written. Done after each, so that a build that is cut short still knows its own.
    pub(super) fn note(&mut self, name: &str, bytes: &[u8], made_of: &str) -> Result<(), Failure> {
        self.built.insert(name.to_owned(), digest(bytes));
        self.made_of.insert(name.to_owned(), made_of.to_owned());
        write(&self.out.join(BUILT), text(&self.built))?;
        write(&self.out.join(MADE_OF), text(&self.made_of))
    }
}

/// A digest of everything that a document's bytes in one format come from; empty where that cannot be told.
pub(super) fn made_of(document: &Document, format: Format, templates: &BTreeMap<String, String>) -> String {
    let Some(maker) = maker() else { return String::new() };
    digest(format!("{maker}\n{format:?}\n{templates:?}\n{document:?}").as_bytes())
}

/// `digest  name` a line, as standard tools print and check it.
fn list(path: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(digest, name)| (name.to_owned(), digest.to_owned()))
        .collect()
}

fn text(list: &BTreeMap<String, String>) -> String {
    list.iter().map(|(name, digest)| format!("{digest}  {name}\n")).collect()
}
