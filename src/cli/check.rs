//! `byelaw check`: parse, resolve, lint, report.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use clap::ValueEnum;

use super::cache::{Place, Told};
use super::threads::{self, in_turn, side_by_side};
use super::watch::watch;
use super::{Common, Ending, FailOn, Failure, here, load, print, stdout_is_terminal};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::lint::{self, Judged, Lint, Reading};
use crate::model::School;
use crate::model::date::Day;
use crate::project::{self, Project};
use crate::report::{self, Check, Findings};

/// Check the folders of schools and trusts and tell every fault, with its place and what to do next
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A school's or trust's folder, or several of them (default: here, searching upwards for byelaw.yaml)
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
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
    /// Check again, though nothing has changed since the last check
    #[arg(long)]
    no_cache: bool,
    /// Go on, and check again after every change
    #[arg(long)]
    watch: bool,
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

/// The formats that can tell of several folders one after another.
const STREAMS: [Format; 4] = [Format::Human, Format::Short, Format::Json, Format::Github];

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    match args.paths.as_slice() {
        several @ [_, _, ..] => each(several, args, common),
        path => one(&project::find(path.first().map(PathBuf::as_path), &here()), args, common),
    }
}

/// Checks one folder, once or after every change.
fn one(root: &Path, args: &Args, common: &Common) -> Result<Ending, Failure> {
    // What was read before a change need not be read again after it.
    let reading = Reading::default();
    let check = || -> Result<(Ending, Vec<PathBuf>), Failure> {
        let (told, named) = told(root, args, common, (threads::count(), &reading))?;
        print(&told.text)?;
        if args.format != Format::Human {
            common.tell_day();
        }
        Ok((told.ending, named))
    };
    if args.watch { watch(root, common, || Ok(check()?.1)) } else { Ok(check()?.0) }
}

/// Checks several folders, each for itself, and tells of them in the order in which they are named. What was told is
/// forgotten at once, so that it takes no more memory however many they are.
fn each(paths: &[PathBuf], args: &Args, common: &Common) -> Result<Ending, Failure> {
    if !STREAMS.contains(&args.format) || args.watch {
        return Err(Failure {
            message: "this way of telling is for one folder, and several are named".to_owned(),
            help: "name one, or choose `--format human`, `short`, `json` or `github`".to_owned(),
        });
    }
    let all = Mutex::new((Ending::Clean, None));
    let hand_on = |result: Result<Told, Failure>| {
        let Ok(mut all) = all.lock() else { return };
        match result.and_then(|told| print(&told.text).map(|()| told.ending)) {
            Ok(Ending::Clean) => {}
            Ok(Ending::Findings) => all.0 = Ending::Findings,
            Err(failure) => {
                if let Some(Failure { message, help }) = all.1.replace(failure) {
                    eprintln!("byelaw: {message}\n  help: {help}");
                }
            }
        }
    };
    in_turn(threads::count(), paths, |path| Ok(told(path, args, common, (1, &Reading::default()))?.0), hand_on);
    common.tell_day();
    match all.into_inner() {
        Ok((ending, None)) => Ok(ending),
        Ok((_, Some(failure))) => Err(failure),
        Err(_) => Ok(Ending::Findings),
    }
}

/// On how many threads, and after what was read before.
type With<'a> = (usize, &'a Reading);

/// What is told of a folder, and the files outside it that this rests on; from the last time, where nothing has changed.
fn told(root: &Path, args: &Args, common: &Common, with: With<'_>) -> Result<(Told, Vec<PathBuf>), Failure> {
    let look = common.look(stdout_is_terminal());
    let question = format!("{:?} {:?} {:?} {:?} {look:?}", args.format, args.fail_on, args.clock, args.baseline);
    let when = common.today().to_string();
    let keeps = !args.no_cache && !args.watch;
    let place = Some(()).filter(|()| keeps).and_then(|()| Place::of(root, &question, &when));
    if let Some(told) = place.as_ref().and_then(Place::told) {
        return Ok((told, Vec::new()));
    }
    let mut project = load(Some(root))?;
    if let Some(file) = &args.baseline {
        project.use_baseline(file)?;
    }
    let told = report(&project, args, common, with);
    if let Some(place) = place {
        place.keep(&told, &project, &question, &when);
    }
    Ok((told, project.named))
}

fn report(project: &Project, args: &Args, common: &Common, with: With<'_>) -> Told {
    let resolved = project.resolve();
    let found = found(project, &resolved, common.today(), with);
    let findings = Findings { list: &found, sources: &project.sources, as_of: common.today() };
    let lints: Vec<&Lint> = lint::active(&project.config).map(|(lint, _)| lint).collect();
    let lints = if resolved.has_errors() { &[] } else { lints.as_slice() };
    let check = Check { lints, fail_on: args.fail_on.level(), clock_fails: args.clock == Clock::Gate };
    let text = match args.format {
        Format::Human => report::human(&findings, common.look(stdout_is_terminal())),
        Format::Short => report::short(&findings),
        Format::Json => report::json(&findings),
        Format::Sarif => report::sarif(&findings, &check),
        Format::Junit => report::junit(&findings, &check),
        Format::Github => report::github(&findings),
        Format::Markdown => report::markdown(&findings, &check),
    };
    Told { text, ending: if check.fails(&found) { Ending::Findings } else { Ending::Clean } }
}

/// Everything that is to be said about a project, which was resolved to this; for a trust, about all of its schools at once.
pub(super) fn findings(project: &Project, resolved: &Outcome<Option<School>>, common: &Common) -> Vec<Diagnostic> {
    found(project, resolved, common.today(), (threads::count(), &Reading::default()))
}

fn found(
    project: &Project,
    resolved: &Outcome<Option<School>>,
    today: Day,
    (threads, reading): With<'_>,
) -> Vec<Diagnostic> {
    if project.schools.is_empty() {
        return judge(project, resolved, today, reading).found;
    }
    let judged = |school: &Project| judge(school, &school.resolve(), today, reading);
    let schools = side_by_side(threads, &project.schools, judged);
    let inherited = |found: &Diagnostic| project.holds(found.primary.span);
    let mut own = resolved.diagnostics.clone();
    if let Some(trust) = resolved.value.as_ref().filter(|_| !resolved.has_errors()) {
        own.extend(lint::of_records(trust, &project.config, today));
    }
    let mut found = lint::together(own, schools, inherited);
    if let Some(baseline) = &project.baseline {
        let stale = baseline.mark(&mut found, &project.sources);
        found.extend(stale);
        lint::sort(&mut found);
    }
    found
}

/// What is found in one school: faults of the language alone where there are any, else what the lints find.
fn judge(project: &Project, resolved: &Outcome<Option<School>>, today: Day, reading: &Reading) -> Judged {
    let sound = !resolved.has_errors();
    let mut found = resolved.diagnostics.clone();
    if let Some(school) = resolved.value.as_ref().filter(|_| sound) {
        let mut lints = lint::lint_after(reading, school, &project.config, today);
        if let Some(baseline) = &project.baseline {
            found.extend(baseline.mark(&mut lints, &project.sources));
        }
        found.extend(lints);
    }
    lint::sort(&mut found);
    Judged { school: project.name.clone(), sound, found }
}
