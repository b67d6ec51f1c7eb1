//! `byelaw fix`: the changes that findings offer, written into the sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::check::findings;
use super::write::{may_write, write};
use super::{Common, Ending, Failure, here, print};
use crate::diagnostic::{Diagnostic, Level, Safety};
use crate::fix::mend;
use crate::lint;
use crate::project::{self, Project};
use crate::report;
use crate::suggest::counted;

/// Put right what can be put right without asking anybody
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The school's folder (default: here, searching upwards for byelaw.yaml)
    path: Option<PathBuf>,
    /// Also make changes that touch what is said, which somebody should look at
    #[arg(long = "unsafe")]
    all: bool,
    /// Change nothing; show what would change
    #[arg(long)]
    dry_run: bool,
}

/// A mended text is looked at again so often: a slip may hide another.
const LOOKS: usize = 24;

/// The texts as they are to be, and what was done to get there.
struct Work {
    /// The folder as it was read, and as it would be.
    before: Project,
    after: Project,
    /// The new texts by the path that is shown for each.
    texts: BTreeMap<String, String>,
    /// What was done, a line each.
    done: Vec<String>,
    /// What is still found.
    left: Vec<Diagnostic>,
    /// How many changes wait until their file can be read in full.
    waiting: usize,
    /// How many changes are offered over and over, since each undoes another.
    endless: usize,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    let work = work(args, common)?;
    let done: String = work.done.iter().map(|line| format!("{line}\n")).collect();
    if args.dry_run {
        let paths = work.texts.iter().map(|(path, new)| report::change(path, old(&work.before, path), new));
        print(paths.collect::<String>())?;
    } else {
        let files: Vec<File> =
            work.texts.iter().map(|(path, new)| ours(&work.before, path, new)).collect::<Result<_, _>>()?;
        for file in files {
            write(&file.path, file.text)?;
        }
        print(&done)?;
    }
    if !common.quiet {
        tell(args, &work, if args.dry_run { &done } else { "" });
    }
    let fails = work.left.iter().any(|it| it.counts() && it.level == Level::Error);
    Ok(if fails { Ending::Findings } else { Ending::Clean })
}

/// Mends and looks again, until nothing is left that can be mended.
fn work(args: &Args, common: &Common) -> Result<Work, Failure> {
    let root = project::find(args.path.as_deref(), &here());
    let read = |texts: &BTreeMap<String, String>| project::load_as_if(&root, &lint::names(), texts.clone());
    let before = read(&BTreeMap::new())?;
    let mut work = Work {
        after: read(&BTreeMap::new())?,
        before,
        texts: BTreeMap::new(),
        done: Vec::new(),
        left: Vec::new(),
        waiting: 0,
        endless: 0,
    };
    for look in 0..=LOOKS {
        let found = findings(&work.after, &work.after.resolve(), common);
        let own: Vec<Diagnostic> = found.iter().filter(|it| is_own(&work.after, it)).cloned().collect();
        let mended = mend(&own, &work.after.sources, args.all);
        if mended.texts.is_empty() || look == LOOKS {
            (work.waiting, work.endless) = (mended.waiting.len(), mended.done.len());
            work.left = found;
            break;
        }
        work.done.extend(mended.done.iter().map(|it| line(it, &work.after)));
        for (id, text) in mended.texts {
            work.texts.insert(work.after.sources.get(id).path.clone(), text);
        }
        work.after = read(&work.texts)?;
    }
    work.texts.retain(|path, new| old(&work.before, path) != new);
    Ok(work)
}

/// Whether everything that mends a finding lies in the folder, and not with the trust above it.
fn is_own(project: &Project, found: &Diagnostic) -> bool {
    found.fix.iter().flat_map(|fix| &fix.edits).all(|(span, _)| project.covers(*span))
}

/// What was done about a finding.
fn line(found: &Diagnostic, project: &Project) -> String {
    let file = project.sources.get(found.primary.span.source);
    let place = file.position(found.primary.span.start as usize);
    let title = found.fix.as_ref().map_or("", |fix| &fix.title);
    report::visible(&format!("{}:{}:{}: {title} [{}]", file.path, place.line, place.column, found.name))
}

/// What a file held when it was read.
fn old<'p>(project: &'p Project, path: &str) -> &'p str {
    project.sources.iter().find(|file| file.path == path).map_or("", |file| &file.text)
}

/// A file that is to be written.
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) text: String,
}

/// The file behind a path, where it lies in the folder and is still as it was read.
pub(super) fn ours(project: &Project, path: &str, new: &str) -> Result<File, Failure> {
    let fails = |why: &str, help: &str| Failure {
        message: format!("`{path}` {why}, so nothing is changed"),
        help: help.to_owned(),
    };
    let place = fs::canonicalize(path).map_err(|error| fails(&format!("cannot be found: {error}"), "run it again"))?;
    let inside = fs::canonicalize(&project.root).is_ok_and(|root| place.starts_with(root));
    if !inside {
        return Err(fails("leads to a file outside the folder", "put the file itself into the folder"));
    }
    let bytes = fs::read(Path::new(path)).unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    let (mark, text) = text.strip_prefix('\u{feff}').map_or(("", text.as_str()), |rest| ("\u{feff}", rest));
    if text != old(project, path) {
        return Err(fails("has been changed since it was read", "run it again"));
    }
    may_write(&place)?;
    Ok(File { path: place, text: format!("{mark}{new}") })
}

/// Tells on standard error what was done, in a dry run, and what is left.
fn tell(args: &Args, work: &Work, done: &str) {
    eprint!("{done}");
    let count =
        |what: &dyn Fn(&Diagnostic) -> bool| work.left.iter().filter(|it| it.waived.is_none() && what(it)).count();
    let errors = count(&|it| it.level == Level::Error && it.counts());
    let risky = count(&|it| it.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Unsafe));
    eprintln!("{} in {}", counted(work.done.len(), "change"), counted(work.texts.len(), "file"));
    if risky > 0 && !args.all {
        eprintln!("{} more with `--unsafe`; look at each", counted(risky, "change"));
    }
    if work.waiting > 0 {
        eprintln!("{} left, until what stands against reading the file is mended", counted(work.waiting, "change"));
    }
    if work.endless > 0 {
        eprintln!("{} left, since each undoes another; make them by hand", counted(work.endless, "change"));
    }
    if errors > 0 {
        eprintln!("{} left, which `byelaw check` tells", counted(errors, "error"));
    }
}
