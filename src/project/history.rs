//! What a folder held at a revision, read from the repository by git itself; and the lists of what somebody accepted: changes, old findings.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use super::{LoadError, Project, Reader, SCHOOLS, file};
use crate::diff::{Acceptance, acceptances};
use crate::source::Sources;
use crate::{limit, record};

/// The file of accepted changes.
const ACCEPTED: &str = "accepted.yaml";

/// The sources of a school or trust at a revision.
#[derive(Debug)]
pub struct Snapshot {
    /// Where its folder stands among the files.
    pub folder: PathBuf,
    /// Each file with its bytes, by its path in the repository.
    pub files: Vec<(PathBuf, Vec<u8>)>,
}

/// The sources that a folder, named from `here`, held at a revision. A school of a trust comes with its trust.
///
/// # Errors
/// Where there is no git, no repository, no such revision, or nothing to read in it.
pub fn snapshot(here: &Path, revision: &str, folder: &str) -> Result<Snapshot, LoadError> {
    let top = git(here, &["rev-parse", "--show-toplevel"]).map_err(|_| {
        let message = format!("`{revision}:{folder}` names a revision, and this folder is in no git repository");
        LoadError::new(message, "name two folders, or run the command inside the repository")
    })?;
    let prefix = text(git(here, &["rev-parse", "--show-prefix"])?);
    let folder = within(Path::new(prefix.trim()), folder).ok_or_else(|| {
        LoadError::new(
            format!("`{folder}` lies outside the repository"),
            "name a folder of the repository, such as `main:policies/oakfield`",
        )
    })?;
    let top = PathBuf::from(text(top).trim_end_matches('\n'));
    let commit = commit(&top, revision)?;
    let files = files(&top, &commit, &root(&folder))?;
    if !files.iter().any(|(path, _)| path.starts_with(&folder) && super::is_source(path)) {
        let message = format!("`{revision}` holds no `.byelaw` file in `{}`", folder.display());
        return Err(LoadError::new(message, "check the folder's name at that time with `git ls-tree`"));
    }
    Ok(Snapshot { folder, files })
}

/// The commit that a revision stands for.
fn commit(top: &Path, revision: &str) -> Result<String, LoadError> {
    let wanted = format!("{revision}^{{commit}}");
    let found = git(top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]);
    found.map(|bytes| text(bytes).trim().to_owned()).map_err(|_| {
        let shallow = git(top, &["rev-parse", "--is-shallow-repository"]).is_ok_and(|it| text(it).trim() == "true");
        if shallow {
            let message = format!("`{revision}` is not in this repository, whose history is cut short");
            LoadError::new(message, "fetch the rest with `git fetch --unshallow`, or in CI check out with full depth")
        } else {
            let message = format!("git knows no revision `{revision}` here");
            LoadError::new(message, "`git log` and `git branch --all` list those that it knows")
        }
    })
}

/// The folder to read: that of the trust, where the one named is a school's.
fn root(folder: &Path) -> PathBuf {
    let trust = folder.parent().filter(|it| it.ends_with(SCHOOLS)).and_then(Path::parent);
    trust.unwrap_or(folder).to_path_buf()
}

/// Every plain file below a folder that a school is read from.
fn files(top: &Path, commit: &str, root: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, LoadError> {
    let root = root.to_string_lossy().replace('\\', "/");
    let mut arguments = vec!["ls-tree", "-r", "-z", "--full-tree", commit];
    if !root.is_empty() {
        arguments.extend(["--", root.as_str()]);
    }
    let listed = text(git(top, &arguments)?);
    let mut files = Vec::new();
    for entry in listed.split('\0') {
        let Some((meta, path)) = entry.split_once('\t') else { continue };
        let path = PathBuf::from(path);
        let is_seen = path.parent().is_some_and(|folder| folder.ends_with(record::SEEN));
        let is_read = is_seen || path.extension().is_some_and(|it| it == "byelaw" || it == "yaml" || it == "json");
        let is_plain = path.components().all(|part| matches!(part, Component::Normal(_)));
        let mut words = meta.split(' ');
        let (Some(mode), Some("blob"), Some(id)) = (words.next(), words.next(), words.next()) else { continue };
        if is_read && is_plain && mode.starts_with("100") {
            let bytes = git(top, &["cat-file", "blob", id])?;
            if bytes.len() as u64 <= limit::FILE {
                files.push((path, bytes));
            }
        }
    }
    Ok(files)
}

/// A folder named from another, as a path of the repository; `None` where it leaves it.
fn within(prefix: &Path, folder: &str) -> Option<PathBuf> {
    let mut path = PathBuf::new();
    for part in prefix.join(folder).components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::CurDir => {}
            Component::ParentDir if path.pop() => {}
            _ => return None,
        }
    }
    Some(path)
}

/// What git answers.
fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, LoadError> {
    let run = Command::new("git").arg("-C").arg(folder).args(arguments).output().map_err(|error| {
        LoadError::new(format!("git cannot be run: {error}"), "install git, or name two folders instead")
    })?;
    if run.status.success() {
        return Ok(run.stdout);
    }
    let told = String::from_utf8_lossy(&run.stderr);
    let first = told.lines().next().unwrap_or("it gave no reason").to_owned();
    Err(LoadError::new(format!("git could not answer: {first}"), "check the revision and the folder"))
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The text of a file that git hands to a diff driver; empty where there is none.
///
/// # Errors
/// Where it cannot be read, or is no text.
pub fn handed(path: &Path) -> Result<String, LoadError> {
    if path == Path::new("/dev/null") || path == Path::new("nul") {
        return Ok(String::new());
    }
    let shown = path.display();
    let error = |what: &str| LoadError::new(format!("`{shown}`: {what}"), "compare it with `git diff --no-ext-diff`");
    file::text(path).map_err(|why| error(&why.to_string()))?.map_err(|refusal| error(&refusal.message))
}

impl Project {
    /// Takes the list of old findings from a file.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn use_baseline(&mut self, path: &Path) -> Result<(), LoadError> {
        let sources = Sources::clone(&self.sources);
        let mut reader = Reader::new(sources, &[], BTreeMap::new());
        if let Some(baseline) = reader.baseline(path)? {
            self.baseline = Some(baseline);
        }
        self.named.push(path.to_path_buf());
        self.found.append(&mut reader.found);
        self.sources = Arc::new(reader.sources);
        Ok(())
    }

    /// The changes that somebody accepted, from the folder's `accepted.yaml`; what is wrong with it is noticed.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn accepted(&mut self) -> Result<Vec<Acceptance>, LoadError> {
        let path = self.root.join(ACCEPTED);
        if !path.is_file() {
            return Ok(Vec::new());
        }
        let sources = Sources::clone(&self.sources);
        let mut reader = Reader::new(sources, &[], BTreeMap::new());
        let id = reader.read(&path)?;
        let read = id.map(|id| acceptances(reader.sources.get(id)));
        let accepted = read.map(|outcome| reader.keep(outcome)).unwrap_or_default();
        self.found.append(&mut reader.found);
        self.sources = Arc::new(reader.sources);
        Ok(accepted)
    }
}
