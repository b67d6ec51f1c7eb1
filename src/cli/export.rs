//! `byelaw export`: the resolved model, for other programs.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Common, Ending, Failure, load, print, stderr_is_terminal};
use crate::export;
use crate::project::Project;
use crate::report::{self, Findings};

/// Write the resolved school, or trust with its schools, for other programs
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The school's or trust's folder (default: here, searching upwards for byelaw.yaml)
    path: Option<PathBuf>,
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Json,
    Yaml,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    let project = load(args.path.as_deref())?;
    let all = std::iter::once(&project).chain(&project.schools).map(Project::resolve);
    let mut schools = Vec::new();
    for resolved in all {
        let sound = !resolved.has_errors();
        let Some(school) = resolved.value.filter(|_| sound) else {
            let findings = Findings { list: &resolved.diagnostics, sources: &project.sources, as_of: common.today() };
            eprint!("{}", report::human(&findings, common.look(stderr_is_terminal())));
            return Ok(Ending::Findings);
        };
        schools.push(school);
    }
    common.tell_day();
    let view = match schools.as_slice() {
        [school] => export::collect(school, &project.sources, common.today()),
        [trust, schools @ ..] => export::collect_trust(trust, schools, &project.sources, common.today()),
        [] => return Ok(Ending::Findings),
    };
    print(&match args.format {
        Format::Json => export::json(&view),
        Format::Yaml => export::yaml(&view),
    })?;
    Ok(Ending::Clean)
}
