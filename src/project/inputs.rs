//! What a folder's files hold and when they changed, without making sense of them: for a cache, and for a watch.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{file, is_source, trust_above};
use crate::source::digest;
use crate::{limit, record};

/// The files beside the sources that [`super::load`] reads by their names.
const BESIDE: [&str; 4] = ["people.yaml", "terms.yaml", "byelaw.yaml", record::FILE];

/// A digest of everything that [`super::load`] takes in below a folder, and above it where a trust runs the school: each
/// name and each byte. Files that settings name are not among it. `None` where anything cannot be read.
pub fn digest_of(root: &Path) -> Option<String> {
    let mut told = String::new();
    for (path, kind) in listed(root)? {
        let name = path.to_string_lossy();
        // What a link leads to may lie anywhere.
        if kind.is_symlink() && path.is_dir() {
            return None;
        }
        let held = if kind.is_dir() { "folder".to_owned() } else { held(&path)? };
        told.push_str(&format!("{held} {}:{name}\n", name.len()));
    }
    Some(digest(told.as_bytes()))
}

/// A digest of what one file holds; `-` where there is none. `None` where it cannot be read.
pub fn held(path: &Path) -> Option<String> {
    if !path.is_file() {
        return Some("-".to_owned());
    }
    // Of a file that is refused only that is told, as when it is read.
    Some(file::bytes(path).ok()?.map_or_else(|refusal| refusal.message, |bytes| digest(&bytes)))
}

/// Every such file and folder with its size and the time of its last change, for whoever waits for one.
pub fn looks(root: &Path, named: &[PathBuf]) -> Vec<(PathBuf, Option<(u64, SystemTime)>)> {
    let listed = listed(root).unwrap_or_default().into_iter().map(|(path, _)| path);
    let look = |path: &Path| fs::metadata(path).ok().and_then(|it| Some((it.len(), it.modified().ok()?)));
    listed.chain(named.iter().cloned()).map(|path| (path.clone(), look(&path))).collect()
}

/// What is read below a folder and above it, in one order.
fn listed(root: &Path) -> Option<Vec<(PathBuf, fs::FileType)>> {
    let mut found = Vec::new();
    gather(root, limit::FOLDERS, &mut found)?;
    if let Some(trust) = trust_above(root) {
        gather(&trust, limit::FOLDERS, &mut found)?;
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Some(found)
}

fn gather(folder: &Path, depth: usize, found: &mut Vec<(PathBuf, fs::FileType)>) -> Option<()> {
    let whole = folder.ends_with("templates") || folder.ends_with(record::SEEN);
    for entry in fs::read_dir(folder).ok()? {
        let entry = entry.ok()?;
        let (path, kind, name) = (entry.path(), entry.file_type().ok()?, entry.file_name());
        if kind.is_dir() {
            if depth > 0 && name != "out" && !name.to_string_lossy().starts_with('.') {
                gather(&path, depth - 1, found)?;
                found.push((path, kind));
            }
        } else if whole || kind.is_symlink() || is_source(&path) || BESIDE.iter().any(|it| name == *it) {
            found.push((path, kind));
        }
    }
    Some(())
}
