//! What a build left in a folder: which files are ours, and from what each was made.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::Failure;
use super::maker::maker;
use super::write::write_built;
use crate::document::Document;
use crate::render::{Format, Rendered};
use crate::source::digest;

/// Lists what was built into a folder, with digests: only these files are ever overwritten.
const BUILT: &str = ".byelaw-built";
/// Lists from what each of them was made, with digests: what is made of the same is not made again.
const MADE_OF: &str = ".byelaw-made-of";

/// Digests by the names of files.
type List = BTreeMap<String, Vec<String>>;

/// The two lists of one folder.
#[derive(Debug)]
pub(super) struct Ledger {
    out: PathBuf,
    /// One digest a file; two where a build was cut short while it wrote.
    built: List,
    made_of: List,
}

impl Ledger {
    /// The lists as they stand in a folder; empty where there are none.
    pub(super) fn read(out: &Path) -> Self {
        Self { out: out.to_path_buf(), built: list(&out.join(BUILT)), made_of: list(&out.join(MADE_OF)) }
    }

    /// Whether a file stands there as an earlier build left it.
    pub(super) fn is_ours(&self, name: &str, there: &[u8]) -> bool {
        self.built.get(name).is_some_and(|digests| digests.contains(&digest(there)))
    }

    /// Whether it is listed, and stands there with other bytes.
    pub(super) fn is_altered(&self, name: &str, there: &[u8]) -> bool {
        self.built.contains_key(name) && !self.is_ours(name, there)
    }

    /// Whether a file that was made of this stands there untouched.
    pub(super) fn is_fresh(&self, name: &str, made_of: &str) -> bool {
        !made_of.is_empty()
            && self.made_of.get(name).is_some_and(|digests| digests.iter().eq([made_of]))
            && fs::read(self.out.join(name)).is_ok_and(|there| self.is_ours(name, &there))
    }

    /// Notes files that are about to be written: until they are, the old ones are ours and the new ones too, and nobody can
    /// tell what they were made of. So a build that is cut short still knows its own.
    pub(super) fn announce(&mut self, files: &[Rendered]) -> Result<(), Failure> {
        for file in files {
            self.made_of.remove(&file.name);
            let digests = self.built.entry(file.name.clone()).or_default();
            let new = digest(&file.bytes);
            if !digests.contains(&new) {
                digests.push(new);
            }
        }
        self.write()
    }

    /// Notes files that have just been written, with what they were made of.
    pub(super) fn note(&mut self, files: &[Rendered], made_of: &[String]) -> Result<(), Failure> {
        for (file, made_of) in files.iter().zip(made_of) {
            self.built.insert(file.name.clone(), vec![digest(&file.bytes)]);
            self.made_of.insert(file.name.clone(), vec![made_of.clone()]);
        }
        self.write()
    }

    fn write(&self) -> Result<(), Failure> {
        write_built(&self.out.join(MADE_OF), text(&self.made_of).as_bytes())?;
        write_built(&self.out.join(BUILT), text(&self.built).as_bytes())
    }
}

/// A digest of everything that a document's bytes in one format come from; empty where that cannot be told.
pub(super) fn made_of(document: &Document, format: Format, templates: &BTreeMap<String, String>) -> String {
    let Some(maker) = maker() else { return String::new() };
    digest(format!("{maker}\n{format:?}\n{templates:?}\n{document:?}").as_bytes())
}

/// `digest  name` a line, as standard tools print and check it.
fn list(path: &Path) -> List {
    let text = fs::read_to_string(path).unwrap_or_default();
    let mut list = List::new();
    for (digest, name) in text.lines().filter_map(|line| line.split_once("  ")) {
        list.entry(name.to_owned()).or_default().push(digest.to_owned());
    }
    list
}

fn text(list: &List) -> String {
    let lines = list.iter().flat_map(|(name, digests)| digests.iter().map(move |digest| format!("{digest}  {name}\n")));
    lines.collect()
}
