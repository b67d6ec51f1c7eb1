//! `byelaw check`: parse, resolve, lint, report.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Common, Ending, FailOn, Failure, load, print, stdout_is_terminal};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::lint::{self, Lint};
use crate::model::School;
use crate::project::Project;
use crate::report::{self, Check, Findings};

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
    /// The file of old findings, which do not fail the check (default: the one that byelaw.yaml names)
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Drawn for people, with the places underlined
    Human,
    /// One finding a line
    Short,
    /// For scripts, in a shape that stays
    Json,
    /// SARIF 2.1.0, for programs that gather findings
    Sarif,
    /// JUnit XML, for programs that show test results
    Junit,
    /// Workflow commands, which GitHub shows beside the lines
    Github,
    /// The summary of a job, for people on a web page
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Clock {
    Gate,
    Report,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    let mut project = load(args.path.as_deref())?;
    if let Some(file) = &args.baseline {
        project.use_baseline(file)?;
    }
    let resolved = project.resolve();
    let found = findings(&project, &resolved, common);
    let findings = Findings { list: &found, sources: &project.sources, as_of: common.today() };
    let lints: Vec<&Lint> = lint::active(&project.config).map(|(lint, _)| lint).collect();
    let lints = if resolved.has_errors() { &[] } else { lints.as_slice() };
    let check = Check { lints, fail_on: args.fail_on.level(), clock_fails: args.clock == Clock::Gate };
    print(&match args.format {
        Format::Human => report::human(&findings, common.look(stdout_is_terminal())),
        Format::Short => report::short(&findings),
        Format::Json => report::json(&findings),
        Format::Sarif => report::sarif(&findings, &check),
        Format::Junit => report::junit(&findings, &check),
        Format::Github => report::github(&findings),
        Format::Markdown => report::markdown(&findings, &check),
    })?;
    if args.format != Format::Human {
        common.tell_day();
    }
    Ok(if check.fails(&found) { Ending::Findings } else { Ending::Clean })
}

/// Everything that is to be said about a project: faults of the language alone where there are any, else what the lints find.
pub(super) fn findings(project: &Project, resolved: &Outcome<Option<School>>, common: &Common) -> Vec<Diagnostic> {
    let mut found = resolved.diagnostics.clone();
    if let Some(school) = resolved.value.as_ref().filter(|_| !resolved.has_errors()) {
        let mut lints = lint::lint(school, &project.config, common.today());
        if let Some(baseline) = &project.baseline {
            found.extend(baseline.mark(&mut lints, &project.sources));
        }
        found.extend(lints);
    }
    lint::sort(&mut found);
    found
}
