//! The texts that were seen when an act was recorded: kept once each, and read back as the school that they made.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Folder, LoadError, Project, Reader, SCHOOLS, file, is_source, shown, trust_above};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::lint;
use crate::model::record::Record;
use crate::record;
use crate::source::{Sources, digest};

/// How the texts of a trust begin, seen from the folder of one of its schools.
const TRUST: &str = "../../";
/// Settings and data that are part of what was seen, beside the sources and the packs of a school's own.
const DATA: [&str; 3] = ["byelaw.yaml", "people.yaml", "terms.yaml"];

impl Reader<'_> {
    /// What was recorded; a record whose texts are gone is told, since nobody can say any more what was seen.
    pub(super) fn records(&mut self, folder: &mut Folder) -> Result<(), LoadError> {
        let Some(id) = self.side_file(folder, record::FILE)? else { return Ok(()) };
        let read = record::records(self.sources.get(id));
        folder.records = self.keep(read);
        for record in &folder.records {
            let kept = |digest: &String| self.is_file(&folder.root.join(record::seen_path(digest)));
            let gone: Vec<&String> = record.seen.iter().filter(|(_, digest)| !kept(digest)).map(|it| it.0).collect();
            let Some(first) = gone.first() else { continue };
            let others = if gone.len() == 1 { String::new() } else { format!(" and {} more", gone.len() - 1) };
            let message =
                format!("the text of `{first}`{others} that was seen for this act is missing from `approvals`");
            self.found.push(Diagnostic::error("record-incomplete", record.span, message).help(
                "put the folder `approvals` back as it was; it belongs with `approvals.yaml`, and is never edited",
            ));
        }
        Ok(())
    }
}

impl Project {
    /// What was recorded in its own folder, in the order of the file.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The texts that it is made of, by their paths from its folder: sources, settings, people, terms and packs, those
    /// that it inherits too.
    pub fn texts(&self) -> BTreeMap<String, &str> {
        let mut texts = BTreeMap::new();
        let above = trust_above(&self.root);
        for file in self.sources.iter() {
            let own = self.texts.contains(&file.id.0);
            let root = if own { Some(&self.root) } else { above.as_ref() };
            let Some(name) = root.and_then(|root| relative(root, &file.path)) else { continue };
            if !own && name.starts_with(&format!("{SCHOOLS}/")) {
                continue;
            }
            let pack = self.config.packs.files.iter().any(|it| it.value.trim_start_matches("./") == name);
            if is_source(Path::new(name)) || DATA.contains(&name) || pack {
                texts.insert(format!("{}{name}", if own { "" } else { TRUST }), file.text.as_str());
            }
        }
        texts
    }

    /// The texts that were seen for a recorded act of this folder, by their paths from it.
    ///
    /// # Errors
    /// Where one is missing, or is not what was seen.
    pub fn seen(&self, record: &Record) -> Result<BTreeMap<String, String>, LoadError> {
        let mut texts = BTreeMap::new();
        for (name, wanted) in &record.seen {
            let path = self.root.join(record::seen_path(wanted));
            let text = file::bytes(&path).ok().and_then(Result::ok).filter(|bytes| digest(bytes) == *wanted);
            let Some(text) = text.and_then(|bytes| String::from_utf8(bytes).ok()) else {
                let message = format!("`{}`, the text of `{name}` that was seen, is missing or changed", shown(&path));
                return Err(LoadError::new(message, "put the folder `approvals` back as it was"));
            };
            texts.insert(name.clone(), text);
        }
        Ok(texts)
    }

    /// The school as it was when an act of this folder was recorded, without templates and records.
    ///
    /// # Errors
    /// Where a text that was seen is missing, or is not what was seen.
    pub fn as_seen(&self, record: &Record) -> Result<Project, LoadError> {
        of_texts(&self.root, self.seen(record)?)
    }
}

/// A school made of texts alone, by their paths from its folder; those of its trust begin with `../../`. No file is read.
///
/// # Errors
/// Where the texts are more than is taken in.
pub fn of_texts(root: &Path, texts: BTreeMap<String, String>) -> Result<Project, LoadError> {
    let (above, own): (Vec<_>, Vec<_>) = texts.into_iter().partition(|(name, _)| name.starts_with(TRUST));
    let names = lint::names();
    let mut reader = Reader { only_instead: true, ..Reader::new(Sources::default(), &names, BTreeMap::new()) };
    let trust = match above.is_empty() {
        true => None,
        false => Some(reader.seen_folder(&root.join(TRUST), TRUST, above, Config::default())?),
    };
    let inherited = trust.as_ref().map(|it| it.config.inherited()).unwrap_or_default();
    let own = reader.seen_folder(root, "", own, inherited)?;
    let sources = Arc::new(reader.sources);
    Ok(match trust {
        Some(trust) => own.under(&trust, &trust.above(), &sources),
        None => own.alone(&sources),
    })
}

impl Reader<'_> {
    /// A folder made of texts alone; `lead` is what their names begin with.
    fn seen_folder(
        &mut self,
        root: &Path,
        lead: &str,
        texts: Vec<(String, String)>,
        inherited: Config,
    ) -> Result<Folder, LoadError> {
        let mut paths: Vec<PathBuf> = Vec::new();
        for (name, text) in texts {
            let path = root.join(name.strip_prefix(lead).unwrap_or(&name));
            self.instead.insert(shown(&path), text);
            if is_source(&path) {
                paths.push(path);
            }
        }
        paths.sort();
        self.folder(root, paths, inherited)
    }
}

/// The path of a text from a folder that it lies in.
fn relative<'p>(root: &Path, path: &'p str) -> Option<&'p str> {
    let lead = shown(root);
    if lead.is_empty() { Some(path) } else { path.strip_prefix(&lead)?.strip_prefix('/') }
}
