//! `byelaw fmt`: canonical layout, remarks kept.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Common, Ending, Failure, load, print, stdout_is_terminal};
use crate::diagnostic::{Diagnostic, Level};
use crate::project::Project;
use crate::report::{self, Findings};
use crate::syntax::print::print as canonical;

/// Lay out the sources of a folder canonically; remarks and meaning are kept
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder (default: here, searching upwards for byelaw.yaml)
    path: Option<PathBuf>,
    /// Change nothing; tell which files would change
    #[arg(long)]
    check: bool,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    let project = load(args.path.as_deref())?;
    let found = folders(&project).flat_map(|folder| &folder.found);
    let broken: Vec<Diagnostic> = found.filter(|it| it.level == Level::Error).cloned().collect();
    if !broken.is_empty() {
        let findings = Findings { list: &broken, sources: &project.sources, as_of: common.today() };
        print(&report::human(&findings, common.look(stdout_is_terminal())))?;
        return Ok(Ending::Findings);
    }
    let changed = changes(&project);
    for (path, text) in &changed {
        if args.check {
            print(&format!("would lay out {path}\n"))?;
        } else {
            write(Path::new(path), text)?;
            print(&format!("laid out {path}\n"))?;
        }
    }
    Ok(if args.check && !changed.is_empty() { Ending::Findings } else { Ending::Clean })
}

/// The folder itself and, where it is a trust's, those of its schools.
fn folders(project: &Project) -> impl Iterator<Item = &Project> {
    std::iter::once(project).chain(&project.schools)
}

/// The files whose canonical text differs from what they hold.
fn changes(project: &Project) -> Vec<(String, String)> {
    let files = folders(project)
        .flat_map(|folder| &folder.files)
        .map(|file| (project.sources.get(file.source), canonical(file)));
    files.filter(|(source, text)| source.text != *text).map(|(source, text)| (source.path.clone(), text)).collect()
}

/// Refuses a file that is not to be written, though its folder would let it be replaced.
pub(super) fn may_write(path: &Path) -> Result<(), Failure> {
    match fs::metadata(path) {
        Ok(there) if there.permissions().readonly() => Err(Failure {
            message: format!("`{}` may only be read, so nothing is written to it", path.display()),
            help: "allow writing to it, if it is meant to be changed".to_owned(),
        }),
        _ => Ok(()),
    }
}

/// Writes beside the file first and then takes its place, so that no half-written file is ever left.
pub(super) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    let fails = |error: std::io::Error| Failure {
        message: format!("`{}` cannot be written: {error}", path.display()),
        help: "check that you may write there and that the disk has room".to_owned(),
    };
    may_write(path)?;
    let mut beside = path.as_os_str().to_owned();
    beside.push(".byelaw-new");
    let beside = PathBuf::from(beside);
    let permissions = || fs::metadata(path).map_or(Ok(()), |it| fs::set_permissions(&beside, it.permissions()));
    let written = fs::write(&beside, bytes).and_then(|()| permissions()).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        // The half-written copy is ours alone; that it cannot be removed changes nothing.
        fs::remove_file(&beside).ok();
        fails(error)
    })
}
