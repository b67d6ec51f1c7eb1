//! `byelaw init`: a starter project that checks clean.

use std::fs;
use std::path::PathBuf;

use clap::ValueEnum;

use super::fmt::write;
use super::{Common, Ending, Failure, print};
use crate::starter;

/// Write a starter project that checks clean and builds
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to write to; it must be new or empty
    dir: PathBuf,
    /// What kind of school
    #[arg(long, value_enum, default_value_t = Kind::Primary)]
    kind: Kind,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Primary,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    let shown = args.dir.display();
    let taken = fs::read_dir(&args.dir).is_ok_and(|mut entries| entries.next().is_some()) || args.dir.is_file();
    if taken {
        return Err(Failure {
            message: format!("`{shown}` is not empty, and nothing in it is overwritten"),
            help: "name a new folder".to_owned(),
        });
    }
    fs::create_dir_all(&args.dir).map_err(|error| Failure {
        message: format!("`{shown}` cannot be made: {error}"),
        help: "check that you may write there".to_owned(),
    })?;
    common.tell_day();
    let files = match args.kind {
        Kind::Primary => starter::primary(common.today()),
    };
    for file in files {
        let path = args.dir.join(file.name);
        write(&path, file.text)?;
        print(&format!("{}\n", path.display()))?;
    }
    Ok(Ending::Clean)
}
