//! `byelaw compare`: many schools against each other and against their trust.

use std::path::PathBuf;

use clap::ValueEnum;

use super::threads::{self, side_by_side};
use super::{Common, Ending, Failure, load, print, sound, stdout_is_terminal};
use crate::compare::{self, Account, Topics};
use crate::model::School;
use crate::project::Project;
use crate::report;

/// Compare schools with each other and with their trust, question by question, each answer with its clause and place
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folders of the schools, or of a trust with its schools (default: here, searching upwards for byelaw.yaml)
    paths: Vec<PathBuf>,
    /// How to tell it; `html` is one page that works from a file
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    Markdown,
    Csv,
    Html,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    let topics = compare::topics();
    let mut accounts = Vec::new();
    if args.paths.is_empty() {
        accounts.extend(told(&load(None)?, &topics, common)?);
    }
    for path in &args.paths {
        accounts.extend(told(&load(Some(path))?, &topics, common)?);
    }
    if accounts.len() < 2 {
        return Err(Failure {
            message: "there is one school here, and nothing to compare it with".to_owned(),
            help: "name the folders of several schools, or that of a trust".to_owned(),
        });
    }
    let comparison = compare::compare(accounts, &topics, common.today());
    print(&match args.format {
        Format::Human => report::compare::human(&comparison, common.look(stdout_is_terminal())),
        Format::Json => report::compare::json(&comparison),
        Format::Markdown => report::compare::markdown(&comparison),
        Format::Csv => report::compare::csv(&comparison),
        Format::Html => report::compare::html(&comparison),
    })?;
    if args.format != Format::Human {
        common.tell_day();
    }
    Ok(Ending::Clean)
}

/// What each school of a folder says for itself; several of one name are told apart by their folders.
fn told(project: &Project, topics: &Topics, common: &Common) -> Result<Vec<Account>, Failure> {
    let floor = if project.schools.is_empty() { None } else { Some(read(project, common)?) };
    let accounts = side_by_side(threads::count(), project.units(), |unit| {
        let school = read(unit, common)?;
        Ok(compare::account(&school, floor.as_ref(), &project.sources, topics, common.today()))
    });
    accounts.into_iter().collect()
}

/// The school of a folder that can be read in full; else its faults are told.
fn read(project: &Project, common: &Common) -> Result<School, Failure> {
    sound(project, common).ok_or_else(|| Failure {
        message: format!("`{}` cannot be compared while its sources have faults", project.root.display()),
        help: "mend the faults above, which `byelaw check` tells as well".to_owned(),
    })
}
