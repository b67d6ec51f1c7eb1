//! `byelaw check`: parse, resolve, lint, report.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Common, Ending, FailOn, Failure, load, print, stdout_is_terminal};
use crate::diagnostic::Diagnostic;
use crate::lint;
use crate::project::Project;
use crate::report::{self, Findings};

/// Check a school's folder and tell every fault, with its place and what to do next
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The school's folder (default: here, searching upwards for byelaw.yaml)
    path: Option<PathBuf>,
    /// How to tell the findings
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// The least level at which the check fails
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    fail_on: FailOn,
    /// Whether findings that the calendar alone causes fail the check
    #[arg(long, value_enum, default_value_t = Clock::Gate)]
    clock: Clock,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Human,
    Short,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Clock {
    Gate,
    Report,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    let project = load(args.path.as_deref())?;
    let found = findings(&project, common);
    let findings = Findings { list: &found, sources: &project.sources, as_of: common.today() };
    print(&match args.format {
        Format::Human => report::human(&findings, common.look(stdout_is_terminal())),
        Format::Short => report::short(&findings),
        Format::Json => report::json(&findings),
    })?;
    if !matches!(args.format, Format::Human) {
        common.tell_day();
    }
    let fails =
        |it: &&Diagnostic| it.counts() && it.level >= args.fail_on.level() && (args.clock == Clock::Gate || !it.clock);
    Ok(if found.iter().any(|it| fails(&it)) { Ending::Findings } else { Ending::Clean })
}

/// Everything that is to be said about a project: faults of the language alone where there are any, else what the lints find.
pub(super) fn findings(project: &Project, common: &Common) -> Vec<Diagnostic> {
    let resolved = project.resolve();
    let sound = !resolved.has_errors();
    let mut found = resolved.diagnostics;
    if let Some(school) = resolved.value.filter(|_| sound) {
        found.extend(lint::lint(&school, &project.config, common.today()));
    }
    lint::sort(&mut found);
    found
}
