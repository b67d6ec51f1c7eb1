//! What tests share: folders of their own, the finished command, the real schools.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

use byelaw::diagnostic::Diagnostic;
use byelaw::model::School;
use byelaw::model::date::Day;
use byelaw::project::{self, Project};

/// The day on which every test looks at a school unless it says another.
pub(crate) const AS_OF: &str = "2026-11-22";

static NEXT: AtomicUsize = AtomicUsize::new(0);

/// A folder that is gone when the test is over.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A new folder with these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::empty();
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    /// A new folder with nothing in it.
    pub(crate) fn empty() -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("byelaw-test-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder for a test");
        Self(path)
    }

    /// Writes a file into it.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder in it");
        fs::write(path, bytes).expect("a file of a test");
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// The names of the files in it that are not hidden, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("the folder").map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
        names.retain(|name| !name.starts_with('.'));
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// What a run of the command gave.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the command in the project's own folder.
pub(crate) fn byelaw(arguments: &[&str]) -> Run {
    byelaw_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

/// Runs the command in a folder.
pub(crate) fn byelaw_in(folder: &Path, arguments: &[&str]) -> Run {
    byelaw_keeping(folder, Path::new(""), arguments)
}

/// Runs the command in a folder, with its results kept in another one; nowhere where that is empty.
pub(crate) fn byelaw_keeping(folder: &Path, cache: &Path, arguments: &[&str]) -> Run {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_byelaw"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("BYELAW_CACHE", cache)
        .output()
        .expect("the command runs");
    Run {
        code: status.code().expect("the command ends by itself"),
        out: String::from_utf8(stdout).expect("text"),
        err: String::from_utf8(stderr).expect("text"),
    }
}

/// A day.
pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// The folder of a school in `policies/`.
pub(crate) fn policies(school: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("policies").join(school)
}

/// The folders in a folder, in order.
fn inner(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    all.sort();
    all
}

/// Every folder in `policies/`: of a school, or of a trust with its schools.
pub(crate) fn folders() -> Vec<PathBuf> {
    inner(&Path::new(env!("CARGO_MANIFEST_DIR")).join("policies"))
}

/// The folder of every school in `policies/`, those of trusts among them.
pub(crate) fn schools() -> Vec<PathBuf> {
    let own = |folder: PathBuf| {
        let schools = folder.join("schools");
        if schools.is_dir() { inner(&schools) } else { vec![folder] }
    };
    folders().into_iter().flat_map(own).collect()
}

/// A folder, read.
pub(crate) fn load(path: &Path) -> Project {
    project::load(path, &byelaw::lint::names()).expect("a folder that can be read")
}

/// The school of a folder that has no fault of the language.
pub(crate) fn school(path: &Path) -> (Project, School) {
    let project = load(path);
    let resolved = project.resolve();
    assert!(!resolved.has_errors(), "{}", told(&project, &resolved.diagnostics));
    (project, resolved.value.expect("a school"))
}

/// Findings one a line.
pub(crate) fn told(project: &Project, found: &[Diagnostic]) -> String {
    byelaw::report::short(&byelaw::report::Findings { list: found, sources: &project.sources, as_of: day(AS_OF) })
}

/// A small sound school, to which a test adds what it is about.
pub(crate) const SCHOOL: &str = "school oakfield \"Oakfield Primary School\"\n";
