//! `byelaw export`: the resolved model, for other programs.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Common, Ending, Failure, load, print, stderr_is_terminal};
use crate::export;
use crate::report::{self, Findings};

/// Write the resolved school for other programs
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The school's folder (default: here, searching upwards for byelaw.yaml)
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
    let resolved = project.resolve();
    let sound = !resolved.has_errors();
    let Some(school) = resolved.value.filter(|_| sound) else {
        let findings = Findings { list: &resolved.diagnostics, sources: &project.sources, as_of: common.today() };
        eprint!("{}", report::human(&findings, common.look(stderr_is_terminal())));
        return Ok(Ending::Findings);
    };
    common.tell_day();
    let view = export::collect(&school, &project.sources, common.today());
    print(&match args.format {
        Format::Json => export::json(&view),
        Format::Yaml => export::yaml(&view),
    })?;
    Ok(Ending::Clean)
}
