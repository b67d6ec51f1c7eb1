//! `byelaw fmt`: canonical layout, remarks kept.

use std::path::PathBuf;

use super::fix::ours;
use super::write::write;
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
        print(report::human(&findings, common.look(stdout_is_terminal())))?;
        return Ok(Ending::Findings);
    }
    let changed = changes(&project);
    if args.check {
        for (path, _) in &changed {
            print(format!("would lay out {path}\n"))?;
        }
    } else {
        let files = changed.iter().map(|(path, text)| ours(&project, path, text)).collect::<Result<Vec<_>, _>>()?;
        for (file, (path, _)) in files.iter().zip(&changed) {
            write(&file.path, &file.text)?;
            print(format!("laid out {path}\n"))?;
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
