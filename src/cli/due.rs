//! `byelaw due`: what falls due, when, and who answers for it.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Common, Ending, Failure, load, print, stdout_is_terminal};
use crate::due::{self, Outlook, State};
use crate::model::School;
use crate::project::Project;
use crate::report;
use crate::report::due::Agenda;

/// List what falls due, grouped by those who answer for it; exits 1 when something is overdue
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The school's folder (default: here, searching upwards for byelaw.yaml)
    path: Option<PathBuf>,
    /// How many days ahead to look, by default a year and a month; what is overdue is always listed
    #[arg(long, value_name = "DAYS", default_value_t = 400)]
    within: u32,
    /// How to tell it; `ics` is a calendar to subscribe to
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Human,
    Json,
    Ics,
    Markdown,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    let project = load(args.path.as_deref())?;
    let trust = sound(&project, common)?;
    let schools =
        project.schools.iter().map(|school| sound(school, common)).collect::<Result<Vec<School>, Failure>>()?;
    let outlook = Outlook { today: common.today(), soon: project.config.due_within, within: args.within };
    let entries = if schools.is_empty() { due::entries(&trust, outlook) } else { due::together(&schools, outlook) };
    let agenda = Agenda { of: &trust.identity, sources: &project.sources, outlook, entries: &entries };
    print(&match args.format {
        Format::Human => report::due::human(&agenda, common.look(stdout_is_terminal())),
        Format::Json => report::due::json(&agenda),
        Format::Ics => report::due::ics(&agenda),
        Format::Markdown => report::due::markdown(&agenda),
    })?;
    if !matches!(args.format, Format::Human) {
        common.tell_day();
    }
    Ok(if entries.iter().any(|it| it.state == State::Overdue) { Ending::Findings } else { Ending::Clean })
}

/// The school of a folder that can be read in full; else its faults are told.
fn sound(project: &Project, common: &Common) -> Result<School, Failure> {
    super::sound(project, common).ok_or_else(|| Failure {
        message: "what falls due cannot be told while the sources have faults".to_owned(),
        help: "mend the faults above, which `byelaw check` tells as well".to_owned(),
    })
}
