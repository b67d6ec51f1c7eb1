//! `byelaw baseline`: the file of old findings, written once and then only made shorter.

use std::path::PathBuf;

use clap::Subcommand;

use super::check::findings;
use super::write::write;
use super::{Common, Ending, Failure, load, print, stdout_is_terminal};
use crate::lint::Baseline;
use crate::report::{self, Findings};

/// Keep a file of old findings, so that only new ones fail a check
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write down everything that is found today; a file that is there already can only become shorter
    Write(Target),
    /// Take out what is not found any more
    Prune(Target),
}

#[derive(Debug, clap::Args)]
struct Target {
    /// The school's folder (default: here, searching upwards for byelaw.yaml)
    path: Option<PathBuf>,
    /// The file (default: the one that byelaw.yaml names, else baseline.json in the folder)
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    let (What::Write(target) | What::Prune(target)) = &args.what;
    let mut project = load(target.path.as_deref())?;
    let named = project.config.baseline.as_ref().map(|name| project.root.join(&name.value));
    let file = target.baseline.clone().or(named.clone()).unwrap_or_else(|| project.root.join("baseline.json"));
    if named.as_ref() != Some(&file) {
        project.baseline = None;
        if file.exists() {
            project.use_baseline(&file)?;
        }
    }
    let resolved = project.resolve();
    let found = findings(&project, &resolved, common);
    if resolved.has_errors() {
        let findings = Findings { list: &found, sources: &project.sources, as_of: common.today() };
        print(report::human(&findings, common.look(stdout_is_terminal())))?;
        return Ok(Ending::Findings);
    }
    let now = Baseline::of(&found);
    let kept = match (&args.what, &project.baseline) {
        (What::Write(_), None) => now,
        (What::Write(_), Some(old)) if now.beyond(old).next().is_some() => return grown(&now, old),
        (_, Some(old)) => old.shared(&now),
        (What::Prune(_), None) => {
            return Err(Failure {
                message: format!("`{}` is not there, so there is nothing to take out of it", file.display()),
                help: "`byelaw baseline write` writes it".to_owned(),
            });
        }
    };
    if project.baseline.as_ref().is_none_or(|old| old.json() != kept.json()) {
        write(&file, kept.json())?;
    }
    let before = project.baseline.as_ref().map(|old| format!(" of {}", old.len())).unwrap_or_default();
    print(format!("{}: {}{before} old findings\n", file.display(), kept.len()))?;
    if target.baseline.is_none() && named.is_none() && !common.quiet {
        eprintln!("add `baseline: baseline.json` to `byelaw.yaml`, so that every check reads it");
    }
    Ok(Ending::Clean)
}

/// Tells what is found today and was not old when the file was written.
fn grown(now: &Baseline, old: &Baseline) -> Result<Ending, Failure> {
    let new: String = now.beyond(old).map(|it| format!("  {} on {}\n", it.lint, it.subject)).collect();
    print(format!("the baseline can only become shorter, and these findings are new:\n{new}"))?;
    eprintln!("byelaw: nothing is written");
    eprintln!(
        "  help: put them right, or waive them with a reason and an end; `byelaw baseline prune` takes out the rest"
    );
    Ok(Ending::Findings)
}
