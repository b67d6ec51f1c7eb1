//! `byelaw diff`: what changed between two schools, in meaning.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::ValueEnum;

use super::{Common, Ending, Failure, day, here, load, print, since, sound};
use crate::diff::{Acceptance, Change, Class, diff, over_time};
use crate::lint;
use crate::model::School;
use crate::model::date::Day;
use crate::project::{self, Project, handed, snapshot};
use crate::report::diff::{self as report, Compared, Side};

/// Tell what changed between two schools, in meaning rather than in lines
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Two folders, or REVISION:FOLDER of git; one folder with --at; what git hands over with --driver
    #[arg(required_unless_present = "since_approved", num_args = 1..=9, value_name = "SIDE")]
    sides: Vec<String>,
    /// Tell what moved in each document of one folder, or in the one that is named, since it was last approved
    #[arg(long, value_name = "DOCUMENT", num_args = 0..=1, conflicts_with_all = ["driver", "at"])]
    since_approved: Option<Option<String>>,
    /// Tell what the calendar alone changes in one folder; given twice
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "driver")]
    at: Vec<Day>,
    /// Serve git as its driver for differences of `.byelaw` files
    #[arg(long)]
    driver: bool,
    /// Take two words for the same, such as pupils=students; may be repeated
    #[arg(long, value_name = "WORD=WORD", value_parser = pair)]
    pub(super) same: Vec<(String, String)>,
    /// How to tell it
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Which changes that nobody accepted make the command exit with 1
    #[arg(long, value_enum)]
    pub(super) fail_on: Option<FailOn>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    Human,
    Json,
    Markdown,
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Less is asked, or more is allowed
    Relaxes,
    /// More is asked, or less is allowed
    Tightens,
    /// Anything changed
    Any,
}

impl FailOn {
    pub(super) fn fails(self, change: &Change) -> bool {
        let asked = match self {
            FailOn::Relaxes => matches!(change.class, Class::Relaxes | Class::Mixed),
            FailOn::Tightens => matches!(change.class, Class::Tightens | Class::Mixed),
            FailOn::Any => true,
        };
        asked && change.accepted.is_none()
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    let words = text.split_once('=').filter(|(one, other)| {
        [one, other].iter().all(|word| !word.is_empty() && word.chars().all(char::is_alphabetic))
    });
    let (one, other) = words.ok_or_else(|| format!("`{text}` is not a pair of words, such as pupils=students"))?;
    Ok((one.to_owned(), other.to_owned()))
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    if args.driver {
        return drive(&args.sides, common);
    }
    if let Some(only) = &args.since_approved {
        return since_approved(args, common, only.as_deref());
    }
    match (args.sides.as_slice(), args.at.as_slice()) {
        ([one], [from, to]) => days(args, common, one, *from, *to),
        ([one, other], []) => sides(args, common, one, other),
        ([_], []) => {
            Err(wrong("one side is named", "name two, such as `byelaw diff main:policies/oakfield policies/oakfield`"))
        }
        (_, []) => Err(wrong("more than two sides are named", "name two folders, or REVISION:FOLDER")),
        (_, [_]) => Err(wrong("one day is named with `--at`", "name two, as in `--at 2026-11-22 --at 2027-09-01`")),
        (_, [_, _]) => {
            Err(wrong("several folders are named with `--at`", "name one; the days take the place of sides"))
        }
        _ => Err(wrong("more than two days are named with `--at`", "name two")),
    }
}

fn since_approved(args: &Args, common: &Common, only: Option<&str>) -> Result<Ending, Failure> {
    let folder = match args.sides.as_slice() {
        [] => project::find(None, &here()),
        [folder] => PathBuf::from(folder),
        _ => {
            return Err(wrong(
                "more than one folder is named with `--since-approved`",
                "name one; the last approval takes the place of the other side",
            ));
        }
    };
    since::run(args, common, load(Some(&folder))?, only)
}

fn wrong(message: &str, help: &str) -> Failure {
    Failure { message: message.to_owned(), help: help.to_owned() }
}

/// One side, read.
struct Read {
    project: Project,
    label: String,
    /// Where a revision was laid out, for as long as it is needed.
    laid_out: Option<LaidOut>,
}

impl Read {
    /// A folder; or, where none is called so, a folder at a revision.
    fn new(side: &str) -> Result<Self, Failure> {
        let label = side.to_owned();
        match side.split_once(':').filter(|_| !Path::new(side).exists()) {
            None => Ok(Self { project: load(Some(Path::new(side)))?, label, laid_out: None }),
            Some((revision, folder)) => {
                let found = snapshot(&here(), revision, folder)?;
                let laid_out = LaidOut::new(&found.files)?;
                let project = project::load(&laid_out.0.join(&found.folder), &lint::names())?;
                Ok(Self { project, label, laid_out: Some(laid_out) })
            }
        }
    }

    fn side(&self) -> Side<'_> {
        let within = self.laid_out.as_ref().and_then(|it| it.0.to_str()).unwrap_or_default();
        Side { label: &self.label, sources: &self.project.sources, within }
    }

    /// The trust or school that it is, and the schools of the trust by name.
    fn schools(&self, common: &Common) -> Result<(School, BTreeMap<&str, School>), Failure> {
        let whole = |project: &Project| {
            sound(project, common).ok_or_else(|| Failure {
                message: format!("`{}` cannot be compared while its sources have faults", self.label),
                help: "mend the faults above, which `byelaw check` tells as well".to_owned(),
            })
        };
        let inner = self.project.schools.iter().map(|it| Ok((it.name.as_str(), whole(it)?)));
        Ok((whole(&self.project)?, inner.collect::<Result<_, Failure>>()?))
    }
}

/// A folder of its own for the files of a revision, gone when it is no longer needed.
struct LaidOut(PathBuf);

static NEXT: AtomicUsize = AtomicUsize::new(0);

impl LaidOut {
    fn new(files: &[(PathBuf, Vec<u8>)]) -> Result<Self, Failure> {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("byelaw-diff-{}-{number}", std::process::id()));
        let failed = |error: std::io::Error| Failure {
            message: format!("the revision cannot be laid out in `{}`: {error}", root.display()),
            help: "check that there is room, and that you may write there".to_owned(),
        };
        std::fs::create_dir(&root).map_err(failed)?;
        let laid_out = Self(root.clone());
        for (path, bytes) in files {
            let path = root.join(path);
            path.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(failed)?;
            std::fs::write(path, bytes).map_err(failed)?;
        }
        Ok(laid_out)
    }
}

impl Drop for LaidOut {
    fn drop(&mut self) {
        // Nothing can be done about a folder that stays; the next run makes one of its own.
        std::fs::remove_dir_all(&self.0).ok();
    }
}

fn sides(args: &Args, common: &Common, one: &str, other: &str) -> Result<Ending, Failure> {
    let (base, mut head) = (Read::new(one)?, Read::new(other)?);
    let accepted = head.project.accepted()?;
    let changes = between(args, common, &base, &head)?;
    tell(args, common, &base, &head, changes, accepted)
}

/// What changed in the trust or school itself, then in each school of a trust what did not change in the trust as well.
fn between(args: &Args, common: &Common, base: &Read, head: &Read) -> Result<Vec<Change>, Failure> {
    let ((one, ones), (other, others)) = (base.schools(common)?, head.schools(common)?);
    let mut same = args.same.clone();
    same.extend(base.project.config.same.iter().chain(&head.project.config.same).cloned());
    let mut changes = diff(&one, &other, common.today(), &same);
    let told: BTreeSet<String> = changes.iter().map(|it| it.fingerprint.clone()).collect();
    for (name, other) in &others {
        let Some(one) = ones.get(name) else { continue };
        let own = diff(one, other, common.today(), &same).into_iter().filter(|it| !told.contains(&it.fingerprint));
        changes.extend(own.map(|it| Change { subject: format!("{name}: {}", it.subject), ..it }));
    }
    Ok(changes)
}

fn days(args: &Args, common: &Common, folder: &str, from: Day, to: Day) -> Result<Ending, Failure> {
    let mut base = Read::new(folder)?;
    let mut head = Read::new(folder)?;
    let accepted = head.project.accepted()?;
    let soon = head.project.config.due_within;
    let (school, inner) = head.schools(common)?;
    let mut changes = over_time(&school, from, to, soon);
    let told: BTreeSet<String> = changes.iter().map(|it| it.fingerprint.clone()).collect();
    for (name, school) in &inner {
        let own = over_time(school, from, to, soon).into_iter().filter(|it| !told.contains(&it.fingerprint));
        changes.extend(own.map(|it| Change { subject: format!("{name}: {}", it.subject), ..it }));
    }
    base.label = from.to_string();
    head.label = to.to_string();
    tell(args, common, &base, &head, changes, accepted)
}

fn tell(
    args: &Args,
    common: &Common,
    base: &Read,
    head: &Read,
    mut changes: Vec<Change>,
    accepted: Vec<Acceptance>,
) -> Result<Ending, Failure> {
    let stale = Acceptance::apply(accepted, &mut changes, common.today());
    let it = Compared { base: base.side(), head: head.side(), as_of: common.today(), changes: &changes, stale: &stale };
    print(&match args.format {
        Format::Human => report::human(&it),
        Format::Json => report::json(&it),
        Format::Markdown => report::markdown(&it),
        Format::Html => report::html(&it),
    })?;
    common.tell_day();
    let fails = args.fail_on.is_some_and(|on| changes.iter().any(|change| on.fails(change)));
    Ok(if fails { Ending::Findings } else { Ending::Clean })
}

/// Answers git, which hands over a path, then a file with its name and mode for each side. It must always end well, or
/// git stops telling anything.
fn drive(handed_over: &[String], common: &Common) -> Result<Ending, Failure> {
    let [path, old, _, _, new, ..] = handed_over else {
        return Err(wrong(
            "git hands over seven words, and fewer are here",
            "set it as git's diff driver; the guide shows how",
        ));
    };
    let texts = [handed(Path::new(old))?, handed(Path::new(new))?];
    let mut out = format!("policy {path}\n");
    match read_as(path, &texts).filter(|sides| sides.iter().all(|(_, school)| school.is_some())) {
        Some([(base, Some(one)), (head, Some(other))]) => {
            let changes = diff(&one, &other, common.today(), &head.config.same);
            let side = |project: &'_ Project, label| (label, project.sources.clone());
            let ((before, base), (after, head)) = (side(&base, "before"), side(&head, "after"));
            let it = Compared {
                base: Side { label: before, sources: &base, within: "" },
                head: Side { label: after, sources: &head, within: "" },
                as_of: common.today(),
                changes: &changes,
                stale: &[],
            };
            out.push_str(&report::human(&it));
        }
        _ => {
            out.push_str("no school can be read from both sides of this file alone; word by word:\n");
            out.push_str(&report::plain_view(&texts[0], &texts[1]));
        }
    }
    print(&out)?;
    Ok(Ending::Clean)
}

/// The school that a file belongs to, as it is with each of two texts in its place.
fn read_as(path: &str, texts: &[String; 2]) -> Option<[(Project, Option<School>); 2]> {
    let holds = |folder: &&Path| folder.join("byelaw.yaml").is_file();
    let above = || Path::new(path).ancestors().skip(1);
    let root = above().find(holds).or_else(|| above().next())?;
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let read = |text: &String| {
        let instead = BTreeMap::from([(path.to_owned(), text.clone())]);
        let project = project::load_as_if(root, &lint::names(), instead).ok()?;
        let resolved = project.resolve();
        let school = (!resolved.has_errors()).then_some(resolved.value).flatten();
        Some((project, school))
    };
    Some([read(&texts[0])?, read(&texts[1])?])
}
