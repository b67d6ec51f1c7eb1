//! `byelaw export`: the resolved model, for other programs.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Common, Ending, Failure, load, print, sound};
use crate::export;

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
    let Some(school) = sound(&project, common) else { return Ok(Ending::Findings) };
    let mut schools = Vec::new();
    for project in &project.schools {
        let Some(school) = sound(project, common) else { return Ok(Ending::Findings) };
        schools.push(school);
    }
    common.tell_day();
    let view = if schools.is_empty() {
        export::collect(&school, &project.sources, common.today())
    } else {
        export::collect_trust(&school, &schools, &project.sources, common.today())
    };
    print(&match args.format {
        Format::Json => export::json(&view),
        Format::Yaml => export::yaml(&view),
    })?;
    Ok(Ending::Clean)
}
