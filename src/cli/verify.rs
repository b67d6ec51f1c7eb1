//! `byelaw verify`: whether a published copy says what the sources say.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::ask::Askable;
use super::build::{folder_of, papers};
use super::check::findings;
use super::ledger::Ledger;
use super::matrix::table;
use super::{Common, Ending, Failure, print, sound};
use crate::document::{Document, Mark, SHEETS, Seal, aloud};
use crate::lint;
use crate::model::School;
use crate::model::edition::Edition;
use crate::project::{self, Project};
use crate::question::{Request, page};
use crate::render::{Branch, INDEX, SCHOOLS, index_seal, schools_seal};
use crate::suggest::all_of;

/// A published document is smaller than this, in bytes.
const LARGEST: u64 = 256 << 20;

/// Tell whether a published Markdown, HTML or PDF file, or a table of answers, says what the sources say; exits 1 when it does not
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The published file
    file: PathBuf,
    /// The school's or trust's folder (default: the nearest above the file that holds a byelaw.yaml)
    path: Option<PathBuf>,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    let shown = args.file.display();
    let bytes = read(&args.file)?;
    let mark = Mark::find(&bytes).ok_or_else(|| Failure {
        message: format!("`{shown}` bears no mark of `byelaw build`, so nothing can be said about it"),
        help: "name a document, a sheet or an index as `byelaw build` made it, or a table as `byelaw matrix` did"
            .to_owned(),
    })?;
    let root = args.path.clone().unwrap_or_else(|| above(&args.file));
    let mut project = project::load(&root, &lint::names())?;
    project.publish_in(Edition::Full);
    let told = format!("as of {}, text {}", mark.made, aloud(&mark.digest));
    let Some(seal) = current(&project, &mark, &args.file, common)? else {
        let gone = match mark.sheet() {
            _ if Request::at(&mark.document).is_some() => "what it answers can be asked no more".to_owned(),
            _ if mark.document == SCHOOLS => "the sources are no trust with schools any more".to_owned(),
            Some(sheet) => format!("no sheet `{sheet}` is made of the sources any more"),
            None => format!("the sources have no document `{}` any more", mark.document),
        };
        print(format!("`{shown}` is not current: {gone}\n  made {told}\n"))?;
        return Ok(Ending::Findings);
    };
    if seal.digest != mark.digest {
        let changes = seal.changes_since(&mark.outline);
        let changes = if changes.is_empty() { "the order of its parts".to_owned() } else { all_of(&changes) };
        let now = aloud(&seal.digest);
        let aged = if only_days_went_by(&project, &mark, &args.file, common)? {
            format!("  as of {} the sources still come to the same: only days have gone by since\n", mark.made)
        } else {
            String::new()
        };
        print(format!(
            "`{shown}` is not current\n  made {told}\n  the sources now come to {now}\n  changed since: {changes}\n{aged}"
        ))?;
        return Ok(Ending::Findings);
    }
    if is_altered(&args.file, &bytes) {
        print(format!("`{shown}` was altered after it was built; build it again\n"))?;
        return Ok(Ending::Findings);
    }
    print(format!("`{shown}` is current: it was made {told}, and the sources say the same\n"))?;
    Ok(Ending::Clean)
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let fails = |message: String| Failure { message, help: "name a published file".to_owned() };
    let mut bytes = Vec::new();
    let opened = fs::File::open(file).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    opened.map_err(|error| fails(format!("`{}` cannot be read: {error}", file.display())))?;
    if bytes.len() as u64 > LARGEST {
        return Err(fails(format!("`{}` is larger than {} MB", file.display(), LARGEST >> 20)));
    }
    Ok(bytes)
}

/// The folder of the school that a file belongs to.
fn above(file: &Path) -> PathBuf {
    let whole = fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf());
    let folder = whole.parent().unwrap_or(Path::new("."));
    let up = project::find(None, folder);
    let steps = up.components().filter(|part| part.as_os_str() == "..").count();
    folder.ancestors().nth(steps).unwrap_or(folder).to_path_buf()
}

/// Whether the sources still come to this on the day that the file was made: it tells how things stood, and they moved on.
fn only_days_went_by(project: &Project, mark: &Mark, file: &Path, common: &Common) -> Result<bool, Failure> {
    let then = Common { as_of: mark.made.parse().ok(), ..common.clone() };
    let seal = if then.today() == common.today() { None } else { current(project, mark, file, &then)? };
    Ok(seal.is_some_and(|seal| seal.digest == mark.digest))
}

/// The seal of the document as the sources have it, in the edition and, in a trust, the school for which the file was made:
/// the one that it agrees with, else that of the school that its folders name, else the one that differs least.
fn current(project: &Project, mark: &Mark, file: &Path, common: &Common) -> Result<Option<Seal>, Failure> {
    if let Some(request) = Request::at(&mark.document) {
        return answered(project, &request, common);
    }
    let whole = fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf());
    // Only sheets tell what was found.
    let found = if mark.sheet().is_some() { findings(project, &project.resolve(), common) } else { Vec::new() };
    let mut all = Vec::new();
    let mut branches = Edition::ALL.map(|_| Vec::new());
    for unit in project.units() {
        let school = without_faults(unit, common)?;
        let elsewhere = !whole.components().any(|part| part.as_os_str() == unit.name.as_str());
        for (edition, branches) in Edition::ALL.into_iter().zip(&mut branches) {
            let school = school.clone().in_edition(edition);
            // The index tells which documents are drafts; no other seal does.
            for draft in [false, true].into_iter().filter(|draft| !draft || mark.document == INDEX) {
                let papers = papers((project, unit), &school, &found, common.today(), draft);
                all.extend(seal_in(&papers, mark, common).map(|seal| (elsewhere, seal)));
                branches.push(Branch::new(&school.identity.title, &papers, &folder_of(project, unit, edition)));
            }
        }
    }
    if mark.document == SCHOOLS && !project.schools.is_empty() {
        let trust = without_faults(project, common)?.identity.title;
        all.extend(branches.iter().map(|schools| (false, schools_seal(&trust, schools, common.today()))));
    }
    let distance = |(elsewhere, seal): &(bool, Seal)| {
        (seal.digest != mark.digest, *elsewhere, seal.changes_since(&mark.outline).len())
    };
    Ok(all.into_iter().min_by_key(distance).map(|(_, seal)| seal))
}

/// The seal of a table of answers, asked for again; `None` where its words stand for nothing any more.
fn answered(project: &Project, request: &Request, common: &Common) -> Result<Option<Seal>, Failure> {
    let school = Askable::load(Some(&project.root), common)?;
    let table = table(request, &school, common).ok();
    Ok(table.map(|table| page(&table, request, &school.school, common.today()).seal))
}

fn without_faults(unit: &Project, common: &Common) -> Result<School, Failure> {
    sound(unit, common).ok_or_else(|| Failure {
        message: "nothing can be said while the sources have faults".to_owned(),
        help: "mend the faults above, which `byelaw check` tells as well".to_owned(),
    })
}

/// The seal of what bears such a mark, among the papers of a school.
fn seal_in(papers: &[Document], mark: &Mark, common: &Common) -> Option<Seal> {
    if mark.document == INDEX {
        return Some(index_seal(papers, common.today()));
    }
    papers.iter().find(|it| it.address() == mark.document).map(|it| it.seal.clone())
}

/// Whether the list of what was built knows a file, with other bytes; that of a sheet stands in the folder above its own.
fn is_altered(file: &Path, bytes: &[u8]) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let whole = fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf());
    let Some(folder) = whole.parent() else { return false };
    let above = folder.parent().filter(|_| folder.ends_with(SHEETS));
    Ledger::read(folder).is_altered(&name, bytes)
        || above.is_some_and(|above| Ledger::read(above).is_altered(&format!("{SHEETS}/{name}"), bytes))
}
