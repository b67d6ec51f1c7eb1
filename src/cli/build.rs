//! `byelaw build`: every document of the set, in every format.

use std::path::PathBuf;

use super::{Common, Ending, Failure};

/// Build every document of the set
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The school's folder (default: here, searching upwards for byelaw.yaml)
    path: Option<PathBuf>,
}

pub(super) fn run(_args: &Args, _common: &Common) -> Result<Ending, Failure> {
    Ok(Ending::Clean)
}
