//! `byelaw init`: a starter project that checks clean.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::write::write;
use super::{Common, Ending, Failure, print};
use crate::starter::{Model, starter};

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
    /// A primary school
    Primary,
    /// A secondary school with a sixth form
    Secondary,
    /// A trust of three schools
    Trust,
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
    fs::create_dir_all(&args.dir).map_err(|error| unmade(&args.dir, &error))?;
    common.tell_day();
    let model = match args.kind {
        Kind::Primary => Model::Primary,
        Kind::Secondary => Model::Secondary,
        Kind::Trust => Model::Trust,
    };
    for file in starter(model, common.today()) {
        let path = args.dir.join(file.name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| unmade(folder, &error))?;
        }
        write(&path, file.text)?;
        print(format!("{}\n", path.display()))?;
    }
    Ok(Ending::Clean)
}

fn unmade(folder: &Path, error: &std::io::Error) -> Failure {
    Failure {
        message: format!("`{}` cannot be made: {error}", folder.display()),
        help: "check that you may write there".to_owned(),
    }
}
