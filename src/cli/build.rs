//! `byelaw build`: every document of the set, in every format.

use std::path::PathBuf;

use super::check::findings;
use super::publish::{publish, refuse_strangers};
use super::{Common, Ending, Failure, load, print, stderr_is_terminal};
use crate::diagnostic::{Level, Outcome};
use crate::document::documents;
use crate::model::School;
use crate::project::Project;
use crate::render::{Format, RenderError, Rendered, Renderer};
use crate::report::{self, Findings};

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
    /// Overwrite files in the way that no build made
    #[arg(long)]
    force: bool,
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
        sets.push((out, rendered(unit, school, args, common)?));
    }
    for (out, files) in &sets {
        refuse_strangers(out, files, args.force)?;
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
fn rendered(project: &Project, school: &School, args: &Args, common: &Common) -> Result<Vec<Rendered>, Failure> {
    let renderer = Renderer::with_overrides(env!("CARGO_PKG_VERSION"), project.templates.clone())?;
    let documents = documents(school, common.today(), args.draft);
    Ok(renderer.render_all(&documents, &args.to)?)
}
