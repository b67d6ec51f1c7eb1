//! `byelaw verify`: whether a published copy says what the sources say.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::ledger::Ledger;
use super::{Common, Ending, Failure, print, sound};
use crate::document::{Mark, Seal, aloud, seals};
use crate::lint;
use crate::model::edition::Edition;
use crate::project::{self, Project};
use crate::suggest::all_of;

/// A published document is smaller than this, in bytes.
const LARGEST: u64 = 256 << 20;

/// Tell whether a published Markdown, HTML or PDF file says what the sources say; exits 1 when it does not
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The published file
    file: PathBuf,
    /// The school's or trust's folder (default: the nearest above the file that holds a byelaw.yaml)
    path: Option<PathBuf>,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    let shown = args.file.display();
    let bytes = read(&args.file)?;
    let mark = Mark::find(&bytes).ok_or_else(|| Failure {
        message: format!("`{shown}` bears no mark of `byelaw build`, so nothing can be said about it"),
        help: "name a file that `byelaw build` made, as it made it".to_owned(),
    })?;
    let root = args.path.clone().unwrap_or_else(|| above(&args.file));
    let project = project::load(&root, &lint::names())?;
    let now = current(&project, &mark, &args.file, common)?;
    let told = format!("as of {}, text {}", mark.made, aloud(&mark.digest));
    let Some(seal) = now else {
        print(format!(
            "`{shown}` is not current: the sources have no document `{}` any more\n  made {told}\n",
            mark.document
        ))?;
        return Ok(Ending::Findings);
    };
    if seal.digest != mark.digest {
        let changes = seal.changes_since(&mark.outline);
        let changes = if changes.is_empty() { "the order of its parts".to_owned() } else { all_of(&changes) };
        print(format!(
            "`{shown}` is not current\n  made {told}\n  the sources now come to {}\n  changed since: {changes}\n",
            aloud(&seal.digest)
        ))?;
        return Ok(Ending::Findings);
    }
    if is_altered(&args.file, &bytes) {
        print(format!("`{shown}` was altered after it was built; build it again\n"))?;
        return Ok(Ending::Findings);
    }
    print(format!("`{shown}` is current: it was made {told}, and the sources say the same\n"))?;
    Ok(Ending::Clean)
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let fails = |message: String| Failure { message, help: "name a published file".to_owned() };
    let mut bytes = Vec::new();
    let opened = fs::File::open(file).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    opened.map_err(|error| fails(format!("`{}` cannot be read: {error}", file.display())))?;
    if bytes.len() as u64 > LARGEST {
        return Err(fails(format!("`{}` is larger than {} MB", file.display(), LARGEST >> 20)));
    }
    Ok(bytes)
}

/// The folder of the school that a file belongs to.
fn above(file: &Path) -> PathBuf {
    let whole = fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf());
    let folder = whole.parent().unwrap_or(Path::new("."));
    let up = project::find(None, folder);
    let steps = up.components().filter(|part| part.as_os_str() == "..").count();
    folder.ancestors().nth(steps).unwrap_or(folder).to_path_buf()
}

/// The seal of the document as the sources have it, in the edition and, in a trust, the school for which the file was made:
/// the one that it agrees with, else that of the school that its folders name, else the one that differs least.
fn current(project: &Project, mark: &Mark, file: &Path, common: &Common) -> Result<Option<Seal>, Failure> {
    let whole = fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf());
    let mut found = Vec::new();
    for unit in project.units() {
        let school = sound(unit, common).ok_or_else(|| Failure {
            message: "nothing can be said while the sources have faults".to_owned(),
            help: "mend the faults above, which `byelaw check` tells as well".to_owned(),
        })?;
        let elsewhere = !whole.components().any(|part| part.as_os_str() == unit.name.as_str());
        let at = school.documents.iter().position(|document| document.id == mark.document);
        for edition in Edition::ALL {
            let seals = seals(&school.clone().in_edition(edition), common.today());
            found.extend(at.and_then(|at| seals.into_iter().nth(at)).map(|seal| (elsewhere, seal)));
        }
    }
    let distance = |(elsewhere, seal): &(bool, Seal)| {
        (seal.digest != mark.digest, *elsewhere, seal.changes_since(&mark.outline).len())
    };
    Ok(found.into_iter().min_by_key(distance).map(|(_, seal)| seal))
}

/// Whether the list of what was built beside a file knows it, with other bytes.
fn is_altered(file: &Path, bytes: &[u8]) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ledger::read(file.parent().unwrap_or(Path::new("."))).is_altered(&name, bytes)
}
