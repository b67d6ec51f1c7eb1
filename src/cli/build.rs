//! `byelaw build`: every document of the set, in every format.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::check::findings;
use super::fmt::write;
use super::{Common, Ending, Failure, load, print, stderr_is_terminal};
use crate::diagnostic::{Diagnostic, Level, Outcome};
use crate::document::documents;
use crate::model::School;
use crate::project::Project;
use crate::render::{Format, INDEX, RenderError, Rendered, Renderer};
use crate::report::{self, Findings};
use crate::sheet::{Desk, sheets};
use crate::source::digest;

/// Lists what was built into a folder, with digests: only these files are ever overwritten.
const LEDGER: &str = ".byelaw-built";

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
    let project = load(args.path.as_deref())?;
    let resolved = project.resolve();
    let found = findings(&project, &resolved, common);
    if !common.quiet {
        let list = Findings { list: &found, sources: &project.sources, as_of: common.today() };
        eprint!("{}", report::human(&list, common.look(stderr_is_terminal())));
    }
    let Some(schools) = sound(&project, resolved) else {
        eprintln!("byelaw: nothing is built from sources that cannot be read in full; mend the errors first");
        return Ok(Ending::Findings);
    };
    let errors = found.iter().filter(|it| it.level == Level::Error && it.counts()).count();
    if errors > 0 && !args.draft {
        eprintln!(
            "byelaw: {errors} errors stand against publishing these documents; mend or waive them, or build with `--draft`"
        );
        return Ok(Ending::Findings);
    }
    let out = args.out.clone().unwrap_or_else(|| project.root.join("out"));
    let mut sets = Vec::new();
    for (unit, school) in project.units().iter().zip(&schools) {
        let out = if project.schools.is_empty() { out.clone() } else { out.join(&unit.name) };
        let here = |it: &&Diagnostic| unit.holds(it.primary.span) || project.holds(it.primary.span);
        let found: Vec<Diagnostic> = found.iter().filter(here).cloned().collect();
        let desk =
            Desk { school, findings: &found, today: common.today(), soon: unit.config.due_within, draft: args.draft };
        sets.push((out, rendered(unit, &desk, args)?));
    }
    for (out, files) in &sets {
        refuse_strangers(out, files)?;
    }
    for (out, files) in &sets {
        for path in publish(out, files)? {
            print(&format!("{}\n", path.display()))?;
        }
    }
    Ok(Ending::Clean)
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

/// Every file of the set; nothing is written before all of them are made.
fn rendered(project: &Project, desk: &Desk<'_>, args: &Args) -> Result<Vec<Rendered>, Failure> {
    let renderer = Renderer::with_overrides(env!("CARGO_PKG_VERSION"), project.templates.clone())?;
    let mut documents = documents(desk.school, desk.today, args.draft);
    documents.extend(sheets(desk, &project.config.sheets));
    let mut files = renderer.render_all(&documents, &args.to)?;
    if args.to.contains(&Format::Html) && files.iter().all(|it| it.name != INDEX) {
        files.push(renderer.index(&documents, &args.to, desk.today)?);
    }
    Ok(files)
}

/// A file that stands there and is not as an earlier build left it is never overwritten.
fn refuse_strangers(out: &Path, files: &[Rendered]) -> Result<(), Failure> {
    let ledger = read_ledger(&out.join(LEDGER));
    for file in files {
        let path = out.join(&file.name);
        let Ok(there) = fs::read(&path) else { continue };
        let ours = ledger.get(&file.name) == Some(&digest(&there)) || there == file.bytes;
        if !ours {
            return Err(Failure {
                message: format!("`{}` is not as an earlier build left it, so it is not overwritten", path.display()),
                help: "move it away, or build into another folder with `--out`".to_owned(),
            });
        }
    }
    Ok(())
}

/// Writes the files and their ledger.
fn publish(out: &Path, files: &[Rendered]) -> Result<Vec<PathBuf>, Failure> {
    let ledger_path = out.join(LEDGER);
    let mut ledger = read_ledger(&ledger_path);
    make(out)?;
    let mut written = Vec::new();
    for file in files {
        let path = out.join(&file.name);
        if let Some(folder) = path.parent() {
            make(folder)?;
        }
        write(&path, &file.bytes)?;
        ledger.insert(file.name.clone(), digest(&file.bytes));
        // After each file, so that a build that is cut short still knows its own.
        write_ledger(&ledger_path, &ledger)?;
        written.push(path);
    }
    Ok(written)
}

fn make(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure {
        message: format!("`{}` cannot be made: {error}", folder.display()),
        help: "check that you may write there, or build into another folder with `--out`".to_owned(),
    })
}

/// `digest  name` a line, as standard tools print and check it.
fn read_ledger(path: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(digest, name)| (name.to_owned(), digest.to_owned()))
        .collect()
}

fn write_ledger(path: &Path, ledger: &BTreeMap<String, String>) -> Result<(), Failure> {
    let text: String = ledger.iter().map(|(name, digest)| format!("{digest}  {name}\n")).collect();
    write(path, text)
}
