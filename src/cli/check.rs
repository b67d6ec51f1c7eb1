//! `byelaw check`: parse, resolve, lint, report.

use std::panic::resume_unwind;
use std::path::PathBuf;

use clap::ValueEnum;

use super::{Common, Ending, FailOn, Failure, load, print, stdout_is_terminal};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::lint::{self, Judged, Lint};
use crate::model::School;
use crate::model::date::Day;
use crate::project::Project;
use crate::report::{self, Check, Findings};

/// Check a school's or trust's folder and tell every fault, with its place and what to do next
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The school's or trust's folder (default: here, searching upwards for byelaw.yaml)
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

/// Everything that is to be said about a project, which was resolved to this; for a trust, about all of its schools at once.
pub(super) fn findings(project: &Project, resolved: &Outcome<Option<School>>, common: &Common) -> Vec<Diagnostic> {
    if project.schools.is_empty() {
        return judge(project, resolved, common.today()).found;
    }
    let today = common.today();
    let schools = side_by_side(&project.schools, |school| judge(school, &school.resolve(), today));
    let inherited = |found: &Diagnostic| project.holds(found.primary.span);
    let mut found = lint::together(resolved.diagnostics.clone(), schools, inherited);
    if let Some(baseline) = &project.baseline {
        let stale = baseline.mark(&mut found, &project.sources);
        found.extend(stale);
        lint::sort(&mut found);
    }
    found
}

/// What is found in one school: faults of the language alone where there are any, else what the lints find.
fn judge(project: &Project, resolved: &Outcome<Option<School>>, today: Day) -> Judged {
    let sound = !resolved.has_errors();
    let mut found = resolved.diagnostics.clone();
    if let Some(school) = resolved.value.as_ref().filter(|_| sound) {
        let mut lints = lint::lint(school, &project.config, today);
        if let Some(baseline) = &project.baseline {
            found.extend(baseline.mark(&mut lints, &project.sources));
        }
        found.extend(lints);
    }
    lint::sort(&mut found);
    Judged { school: project.name.clone(), sound, found }
}

/// The work on each of several things, on as many threads as the machine runs at once; results keep the order.
fn side_by_side<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = all.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let work = &work;
        let started: Vec<_> =
            all.chunks(share).map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>())).collect();
        let ended = started.into_iter().map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)));
        ended.flatten().collect()
    })
}
