//! The command line: load, run the stages, write. The owner of clap, of standard output and of the clock.

/// Writes to standard error; unlike the macros of the same names it does not panic where nobody can read that.
macro_rules! eprint {
    ($($told:tt)*) => {{
        use std::io::Write as _;
        write!(std::io::stderr(), $($told)*).ok();
    }};
}
macro_rules! eprintln {
    ($($told:tt)*) => {{
        use std::io::Write as _;
        writeln!(std::io::stderr(), $($told)*).ok();
    }};
}

mod ask;
mod baseline;
mod build;
mod cache;
mod can;
mod check;
mod compare;
mod diff;
mod due;
mod explain;
mod export;
mod fix;
mod fmt;
mod init;
mod ledger;
mod lints;
mod maker;
mod matrix;
mod record;
mod set;
mod since;
mod threads;
mod verify;
mod watch;
mod who_can;
mod why;
mod write;

use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::diagnostic::Level;
use crate::lint;
use crate::model::School;
use crate::model::date::Day;
use crate::project::{self, LoadError, Project};
use crate::report::{self, Findings, Look};

/// Reads a school's online safety documents, checks them, and prints them.
#[derive(Debug, Parser)]
#[command(name = "byelaw", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

/// What every command takes.
#[derive(Clone, Debug, clap::Args)]
struct Common {
    /// The day to look at the school on, such as 2026-11-22 (default: today in London)
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    as_of: Option<Day>,
    /// Print results only
    #[arg(long, global = true)]
    quiet: bool,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Args),
    Build(build::Args),
    Fmt(fmt::Args),
    Fix(fix::Args),
    Init(init::Args),
    Explain(explain::Args),
    Lints(lints::Args),
    Due(due::Args),
    Diff(diff::Args),
    Baseline(baseline::Args),
    Export(export::Args),
    Can(can::Args),
    WhoCan(who_can::Args),
    Why(why::Args),
    Matrix(matrix::Args),
    Compare(compare::Args),
    Approve(record::ApproveArgs),
    Review(record::ReviewArgs),
    Verify(verify::Args),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// Nothing at or above the failing level.
    Clean,
    /// Findings.
    Findings,
}

/// Why a command could not do its job.
#[derive(Debug)]
struct Failure {
    message: String,
    help: String,
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        Self { message: error.message, help: error.help }
    }
}

/// Runs the command that the arguments name and answers with its exit code: 0, 1 for findings, 2 for a job not done.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version go to standard output and are no failure.
            let failed = error.use_stderr();
            return if error.print().is_ok() && !failed { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
    };
    let common = arguments.common;
    let ended = match arguments.command {
        Command::Check(args) => check::run(&args, &common),
        Command::Build(args) => build::run(&args, &common),
        Command::Fmt(args) => fmt::run(&args, &common),
        Command::Fix(args) => fix::run(&args, &common),
        Command::Init(args) => init::run(&args, &common),
        Command::Explain(args) => explain::run(&args),
        Command::Lints(args) => lints::run(&args),
        Command::Due(args) => due::run(&args, &common),
        Command::Diff(args) => diff::run(&args, &common),
        Command::Baseline(args) => baseline::run(&args, &common),
        Command::Export(args) => export::run(&args, &common),
        Command::Can(args) => can::run(&args, &common),
        Command::WhoCan(args) => who_can::run(&args, &common),
        Command::Why(args) => why::run(&args, &common),
        Command::Matrix(args) => matrix::run(&args, &common),
        Command::Compare(args) => compare::run(&args, &common),
        Command::Approve(args) => record::approve(&args, &common),
        Command::Review(args) => record::review(&args, &common),
        Command::Verify(args) => verify::run(&args, &common),
    };
    match ended {
        Ok(Ending::Clean) => ExitCode::SUCCESS,
        Ok(Ending::Findings) => ExitCode::from(1),
        Err(failure) => {
            eprintln!("byelaw: {}", failure.message);
            eprintln!("  help: {}", failure.help);
            ExitCode::from(2)
        }
    }
}

/// A day in the one form that everybody reads alike.
fn day(text: &str) -> Result<Day, String> {
    text.parse::<Day>().map_err(|_| format!("`{text}` is not a day; write it as year-month-day, such as 2026-11-22"))
}

impl Common {
    /// The day that every date question is asked on: the one named, else today in London.
    fn today(&self) -> Day {
        // The rule of British summer time, in force since 1996.
        self.as_of.unwrap_or_else(|| {
            let zone = TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0").unwrap_or(TimeZone::UTC);
            Timestamp::now().to_zoned(zone).date()
        })
    }

    /// Tells the day on standard error, so that a result can be repeated.
    fn tell_day(&self) {
        if !self.quiet {
            eprintln!("as of {}", self.today());
        }
    }

    /// How a report on standard output or standard error is drawn.
    fn look(&self, terminal: bool) -> Look {
        let wanted = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let colour = match self.color {
            Colour::Auto => wanted,
            Colour::Always => true,
            Colour::Never => false,
        };
        Look { colour, width: 100 }
    }
}

/// Reads the folder that is named, or the one that the current folder belongs to.
fn load(path: Option<&Path>) -> Result<Project, Failure> {
    Ok(project::load(&project::find(path, &here()), &lint::names())?)
}

/// The folder that the command runs in.
fn here() -> PathBuf {
    std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."))
}

/// The school of a folder that can be read in full; else its faults are told.
fn sound(project: &Project, common: &Common) -> Option<School> {
    let resolved = project.resolve();
    let sound = !resolved.has_errors();
    if !sound {
        let findings = Findings { list: &resolved.diagnostics, sources: &project.sources, as_of: common.today() };
        eprint!("{}", report::human(&findings, common.look(stderr_is_terminal())));
    }
    resolved.value.filter(|_| sound)
}

/// Writes a result to standard output; a reader that has gone is no failure.
fn print(text: impl AsRef<[u8]>) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_ref()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure {
            message: format!("the result cannot be written: {error}"),
            help: "check where standard output goes".to_owned(),
        }),
        _ => Ok(()),
    }
}

fn stdout_is_terminal() -> bool {
    std::io::stdout().is_terminal()
}

fn stderr_is_terminal() -> bool {
    std::io::stderr().is_terminal()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Advice,
}

impl FailOn {
    fn level(self) -> Level {
        match self {
            FailOn::Error => Level::Error,
            FailOn::Warning => Level::Warning,
            FailOn::Advice => Level::Advice,
        }
    }
}
