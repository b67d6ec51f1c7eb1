//! What a check of a folder told, kept for the next time: under the user's own folder for such things, never in a school's.
//!
//! A result is kept by the digest of everything it was made from, and told again only while all of that is the same. What
//! cannot be read, or does not look as it was written, counts as nothing.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::Ending;
use super::maker::maker;
use crate::project::{self, Project};
use crate::source::digest;

/// What a check told.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// For standard output.
    pub(super) text: String,
    /// How the command ends.
    pub(super) ending: Ending,
}

/// The place for one result: that of one folder, asked for in one way.
#[derive(Debug)]
pub(super) struct Place {
    file: PathBuf,
    /// The program that asks, which is the first line of what is kept.
    maker: &'static str,
    /// The folder.
    root: PathBuf,
    /// Everything but the named files that the result is made from.
    key: String,
}

impl Place {
    /// The place for the result of a question about a folder; `None` where nothing can be kept. What changes from one day
    /// to the next is `when`, so that there is one result for each question and not one for each day.
    pub(super) fn of(root: &Path, question: &str, when: &str) -> Option<Self> {
        let whole = fs::canonicalize(root).ok()?;
        let asked = format!("{}\n{}\n{question}", whole.display(), root.display());
        let key = digest(format!("{asked}\n{when}\n{}", project::digest_of(root)?).as_bytes());
        Some(Self {
            maker: maker()?,
            file: folder()?.join(&digest(asked.as_bytes())[..32]),
            root: root.to_path_buf(),
            key,
        })
    }

    /// What was told before, where nothing that it rests on has changed.
    pub(super) fn told(&self) -> Option<Told> {
        let kept = fs::read_to_string(&self.file).ok()?;
        let rest = kept.strip_prefix(self.maker)?.strip_prefix('\n')?;
        let (key, rest) = rest.split_once('\n')?;
        let (ending, rest) = rest.split_once('\n')?;
        let (sum, mut rest) = rest.split_once('\n')?;
        if key != self.key || sum != digest(rest.as_bytes()) {
            return None;
        }
        while let Some(named) = rest.strip_prefix("named ") {
            let (line, after) = named.split_once('\n')?;
            let (held, path) = line.split_once(' ')?;
            if project::held(Path::new(path))? != held {
                return None;
            }
            rest = after;
        }
        let text = rest.strip_prefix("told\n")?.to_owned();
        let ending = if ending == "clean" { Ending::Clean } else { Ending::Findings };
        Some(Told { text, ending })
    }

    /// Keeps what was told, unless the folder has changed meanwhile; that it cannot be kept is no failure.
    pub(super) fn keep(&self, told: &Told, project: &Project, question: &str, when: &str) {
        let same = Self::of(&self.root, question, when).is_some_and(|now| now.key == self.key);
        if !same {
            return;
        }
        let mut rest = String::new();
        for path in &project.named {
            let (Some(held), Some(name)) = (project::held(path), path.to_str()) else { return };
            if name.contains('\n') {
                return;
            }
            rest.push_str(&format!("named {held} {name}\n"));
        }
        rest.push_str("told\n");
        rest.push_str(&told.text);
        let ending = if told.ending == Ending::Clean { "clean" } else { "findings" };
        let whole = format!("{}\n{}\n{ending}\n{}\n{rest}", self.maker, self.key, digest(rest.as_bytes()));
        write(&self.file, &whole);
    }
}

/// Writes beside the file first, under a name of this run's own, and then takes its place.
fn write(file: &Path, text: &str) {
    let Some(folder) = file.parent() else { return };
    let beside = file.with_extension(std::process::id().to_string());
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&beside, text));
    if written.and_then(|()| fs::rename(&beside, file)).is_err() {
        // The half-written copy is ours alone; that it cannot be removed changes nothing.
        fs::remove_file(&beside).ok();
    }
}

/// Where results are kept: the folder that `BYELAW_CACHE` names, nowhere where that is empty, else where the system keeps
/// what can be made again.
fn folder() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if env::var_os("BYELAW_CACHE").is_some() {
        return named("BYELAW_CACHE");
    }
    let home = || named("HOME");
    let system = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|it| it.join("Library/Caches"))
    } else {
        named("XDG_CACHE_HOME").or_else(|| home().map(|it| it.join(".cache")))
    };
    system.filter(|it| it.is_absolute()).map(|it| it.join("byelaw"))
}
