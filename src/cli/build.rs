//! `byelaw build`: every document of the set, in every format.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::check::findings;
use super::ledger::{Ledger, made_of};
use super::set::{Contents, Job, Set, What};
use super::since::moved;
use super::watch::watch;
use super::write::{hold, write_built};
use super::{Common, Ending, Failure, here, load, print, stderr_is_terminal};
use crate::diagnostic::{Diagnostic, Level, Outcome};
use crate::document::{Document, documents};
use crate::model::School;
use crate::model::date::Day;
use crate::model::edition::Edition;
use crate::project::{self, Project};
use crate::render::{Branch, Format, INDEX, RenderError, Rendered, Renderer, file_name};
use crate::report::{self, Findings};
use crate::sheet::{Desk, Sheet, sheets};

/// The lint that keeps a public edition from telling what is nobody's business.
const GUARD: &str = "personal-data-published";

/// Build every document of the set, of each school of a trust, as Markdown, HTML and PDF
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The school's or trust's folder (default: here, searching upwards for byelaw.yaml)
    path: Option<PathBuf>,
    /// Where to write (default: `out` in that folder); a trust's schools have a folder each in it
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Which formats, parted by commas
    #[arg(long, value_delimiter = ',', value_name = "FORMATS", default_value = "md,html,pdf", value_parser = format)]
    to: Vec<Format>,
    /// Build although there are errors, and mark every page as a draft
    #[arg(long)]
    draft: bool,
    /// For whom: `full`, or `public`, which names posts instead of people and has a folder `public` for itself
    #[arg(long, value_name = "EDITION", default_value = "full", value_parser = edition)]
    edition: Edition,
    /// Build this part of the set alone, such as 2/5; all parts together are the set
    #[arg(long, value_name = "I/N", value_parser = shard)]
    shard: Option<Shard>,
    /// Make a second PDF of each document with lines to write on: its lines are fields to fill on a screen
    #[arg(long)]
    fillable: bool,
    /// Go on, and build again after every change
    #[arg(long)]
    watch: bool,
    /// Overwrite files in the way that no build made
    #[arg(long)]
    force: bool,
}

fn edition(name: &str) -> Result<Edition, String> {
    Edition::find(name).ok_or_else(|| format!("`{name}` is not an edition; the editions are full and public"))
}

/// One of several parts of a set, counted from nought.
#[derive(Clone, Copy, Debug)]
struct Shard {
    nth: usize,
    of: usize,
}

fn shard(text: &str) -> Result<Shard, String> {
    let numbers = text.split_once('/').and_then(|(nth, of)| Some((nth.parse::<usize>().ok()?, of.parse().ok()?)));
    match numbers {
        Some((nth, of)) if (1..=of).contains(&nth) => Ok(Shard { nth: nth - 1, of }),
        _ => Err(format!("`{text}` is no part of a set; write the second of five parts as 2/5")),
    }
}

impl Args {
    /// In which formats is built; a PDF to fill stands behind the one to print.
    fn formats(&self) -> Vec<Format> {
        let fillable = self.fillable.then_some(Format::Fillable);
        self.to.iter().copied().chain(fillable).collect()
    }
}

fn format(name: &str) -> Result<Format, String> {
    Format::find(name).ok_or_else(|| format!("`{name}` is not a format; the formats are md, html and pdf"))
}

impl From<RenderError> for Failure {
    fn from(error: RenderError) -> Self {
        let place = if error.document.is_empty() { String::new() } else { format!("`{}`: ", error.document) };
        Self { message: format!("{place}{}", error.message), help: error.help }
    }
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    let root = project::find(args.path.as_deref(), &here());
    if args.watch {
        watch(&root, common, || Ok(build(&root, args, common)?.1))
    } else {
        Ok(build(&root, args, common)?.0)
    }
}

/// Builds once, and answers with the files outside the folder on which that rests.
fn build(root: &Path, args: &Args, common: &Common) -> Result<(Ending, Vec<PathBuf>), Failure> {
    let mut project = load(Some(root))?;
    project.publish_in(args.edition);
    let resolved = project.resolve();
    let found = findings(&project, &resolved, common);
    if !common.quiet {
        let list = Findings { list: &found, sources: &project.sources, as_of: common.today() };
        eprint!("{}", report::human(&list, common.look(stderr_is_terminal())));
    }
    let title = resolved.value.as_ref().map(|it| it.identity.title.clone()).unwrap_or_default();
    let Some(schools) = sound(&project, resolved) else {
        eprintln!("byelaw: nothing is built from sources that cannot be read in full; mend the errors first");
        return Ok((Ending::Findings, project.named));
    };
    let errors: Vec<&Diagnostic> = found.iter().filter(|it| it.level == Level::Error && it.counts()).collect();
    let given_away = errors.iter().filter(|it| it.name == GUARD).count();
    if args.edition == Edition::Public && given_away > 0 {
        eprintln!("byelaw: {given_away} errors stand against a public edition, even as a draft; mend or waive them");
        return Ok((Ending::Findings, project.named));
    }
    let errors = errors.len();
    if errors > 0 && !args.draft {
        eprintln!(
            "byelaw: {errors} errors stand against publishing these documents; mend or waive them, or build with `--draft`"
        );
        return Ok((Ending::Findings, project.named));
    }
    let out = args.out.clone().unwrap_or_else(|| project.root.join("out"));
    let mut sets = Vec::new();
    let mut branches = Vec::new();
    for (unit, school) in project.units().iter().zip(schools) {
        let school = &school.in_edition(args.edition);
        let documents = papers((&project, unit), school, &found, common.today(), args.draft);
        let folder = folder_of(&project, unit, args.edition);
        branches.push(Branch::new(&school.identity.title, &documents, &folder.join(INDEX)));
        sets.push(Set { out: within(&out, &folder), unit, contents: Contents::School(documents) });
    }
    if !project.schools.is_empty() {
        let contents = Contents::Trust { page: page_of_trust(args.edition), title, schools: branches };
        sets.push(Set { out, unit: &project, contents });
    }
    let formats = args.formats();
    let all = sets.iter().flat_map(|set| set.jobs(&formats));
    let ours = |at: usize| args.shard.is_none_or(|shard| at % shard.of == shard.nth);
    let jobs: Vec<Job<'_>> = all.enumerate().filter(|(at, _)| ours(*at)).map(|(_, job)| job).collect();
    for path in make(&jobs, args, common)? {
        print(format!("{}\n", path.display()))?;
    }
    Ok((Ending::Clean, project.named))
}

/// Where the documents of a unit go, from the folder in which a project is built.
pub(super) fn folder_of(project: &Project, unit: &Project, edition: Edition) -> PathBuf {
    let school = if project.schools.is_empty() { PathBuf::new() } else { PathBuf::from(&unit.name) };
    if edition == Edition::Full { school } else { school.join(edition.name()) }
}

/// A folder in another; where it has no name, that one.
fn within(out: &Path, folder: &Path) -> PathBuf {
    out.components().chain(folder.components()).collect()
}

/// The name of the page that leads to the schools of a trust, in that folder.
fn page_of_trust(edition: Edition) -> String {
    if edition == Edition::Full { INDEX.to_owned() } else { format!("{}.html", edition.name()) }
}

/// The documents of a unit, whose school is this, and its sheets: of all that was found in the project, what lies in its
/// own texts or in those of its trust.
pub(super) fn papers(
    (project, unit): (&Project, &Project),
    school: &School,
    found: &[Diagnostic],
    today: Day,
    draft: bool,
) -> Vec<Document> {
    let mut papers = documents(school, today, draft);
    // Sheets name people and tell of gaps: they are for the school's own eyes.
    if school.edition == Edition::Full {
        let here = |it: &&Diagnostic| unit.holds(it.primary.span) || project.holds(it.primary.span);
        let findings: Vec<Diagnostic> = found.iter().filter(here).cloned().collect();
        let wanted = &unit.config.sheets;
        let (since, _) = match wanted.contains(&Sheet::Governors) {
            true => moved(unit, school, today, (None, &[])),
            false => Default::default(),
        };
        let desk = Desk { school, findings: &findings, today, soon: unit.config.due_within, draft, since: &since };
        papers.extend(sheets(&desk, wanted));
    }
    papers
}

/// The school of each unit, in order; `None` where any text of the folder cannot be read in full.
fn sound(project: &Project, resolved: Outcome<Option<School>>) -> Option<Vec<School>> {
    let school = |it: Outcome<Option<School>>| if it.has_errors() { None } else { it.value };
    let own = school(resolved)?;
    if project.schools.is_empty() {
        return Some(vec![own]);
    }
    project.schools.iter().map(|unit| school(unit.resolve())).collect()
}

/// Makes the files of these jobs that are not there already, and answers with the paths of all. Nothing is written before
/// everything is made.
fn make(jobs: &[Job<'_>], args: &Args, common: &Common) -> Result<Vec<PathBuf>, Failure> {
    let mut made = Vec::new();
    for jobs in jobs.chunk_by(|one, next| std::ptr::eq(one.set, next.set)) {
        let Some(Job { set, .. }) = jobs.first() else { continue };
        let ledger = Ledger::read(&set.out);
        let renderer = Renderer::with_overrides(env!("CARGO_PKG_VERSION"), set.unit.templates.clone())?;
        // The index comes last, as its job does.
        let (mut pages, mut index, mut reasons) = (Vec::new(), None, Vec::new());
        for job in jobs {
            match job.what {
                What::Document(document, format) => {
                    let made_of = made_of(document, format, &set.unit.templates);
                    if !ledger.is_fresh(&file_name(document, format), &made_of) {
                        pages.push((document, format));
                        reasons.push(made_of);
                    }
                }
                What::Index(documents) => index = Some(renderer.index(documents, &args.formats(), common.today())?),
                What::Schools { page, title, schools } => {
                    index = Some(renderer.schools(page.to_owned(), title, schools, common.today())?);
                }
            }
        }
        let mut files = renderer.render_each(&pages)?;
        let is_there = |made: &Rendered| fs::read(set.out.join(&made.name)).is_ok_and(|there| there == made.bytes);
        if let Some(made) = index.filter(|made| !is_there(made)) {
            files.push(made);
            reasons.push(String::new());
        }
        refuse_strangers(&set.out, &ledger, &files, args.force)?;
        made.push((&set.out, files, reasons));
    }
    for (out, files, reasons) in made {
        publish(out, &files, &reasons)?;
    }
    Ok(jobs.iter().map(|job| job.set.out.join(job.name())).collect())
}

/// A file that stands there and is not as an earlier build left it is overwritten only by force, and what is no file never.
fn refuse_strangers(out: &Path, ledger: &Ledger, files: &[Rendered], force: bool) -> Result<(), Failure> {
    for file in files {
        let path = out.join(&file.name);
        let refuse = |why: &str, help: &str| {
            let message = format!("`{}` {why}, so it is not overwritten", path.display());
            Err(Failure { message, help: help.to_owned() })
        };
        match fs::metadata(&path) {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => continue,
            Ok(there) if !there.is_file() => {
                return refuse("is no file", "move it away, or build into another folder with `--out`");
            }
            _ => {}
        }
        let there = fs::read(&path).unwrap_or_default();
        if !ledger.is_ours(&file.name, &there) && there != file.bytes && !force {
            return refuse(
                "is not as an earlier build left it",
                "move it away, build into another folder with `--out`, or overwrite it with `--force`",
            );
        }
    }
    Ok(())
}

/// Writes the files while no other build writes there, and notes them, with what they were made of.
fn publish(out: &Path, files: &[Rendered], made_of: &[String]) -> Result<(), Failure> {
    if files.is_empty() {
        return Ok(());
    }
    folder(out)?;
    let _held = hold(out);
    let mut ledger = Ledger::read(out);
    ledger.announce(files)?;
    for file in files {
        let path = out.join(&file.name);
        path.parent().map_or(Ok(()), folder)?;
        write_built(&path, &file.bytes)?;
    }
    ledger.note(files, made_of)
}

fn folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| Failure {
        message: format!("`{}` cannot be made: {error}", path.display()),
        help: "check that you may write there, or build into another folder with `--out`".to_owned(),
    })
}
