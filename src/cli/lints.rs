//! `byelaw lints`: the table of all lints.

use clap::ValueEnum;
use serde::Serialize;

use super::{Ending, Failure, print};
use crate::lint::LINTS;

/// List every lint with its level
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// How to print the list
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Human,
    Json,
}

#[derive(Serialize)]
struct Entry {
    name: &'static str,
    level: &'static str,
    clock: bool,
    summary: &'static str,
}

pub(super) fn run(args: &Args) -> Result<Ending, Failure> {
    let entries: Vec<Entry> = LINTS
        .iter()
        .map(|lint| Entry { name: lint.name, level: lint.level.word(), clock: lint.clock, summary: lint.summary })
        .collect();
    let text = match args.format {
        Format::Human => {
            let width = entries.iter().map(|entry| entry.name.len()).max().unwrap_or(0);
            entries.iter().map(|it| format!("{:<width$}  {:<7}  {}\n", it.name, it.level, it.summary)).collect()
        }
        Format::Json => {
            serde_json::to_string_pretty(&entries)
                .map_err(|error| Failure { message: error.to_string(), help: String::new() })?
                + "\n"
        }
    };
    print(&text).map(|()| Ending::Clean)
}
