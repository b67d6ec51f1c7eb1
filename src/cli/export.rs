//! `byelaw export`: the resolved model, for other programs.

use std::path::PathBuf;

use clap::ValueEnum;

use super::ask::Askable;
use super::{Common, Ending, Failure, load, print, sound};
use crate::export;
use crate::model::School;
use crate::model::date::Day;
use crate::question::{Row, rows};
use crate::report;

/// Write the resolved school, or trust with its schools, for other programs
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The school's or trust's folder (default: here, searching upwards for byelaw.yaml)
    path: Option<PathBuf>,
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Json,
    Yaml,
    /// What permissions decide, one line a box of cases
    Csv,
    /// The same as policies in Cedar's language
    Cedar,
    /// What requests to those policies look like
    CedarSchema,
    /// The users, devices, networks and so on that requests name, with their groups
    CedarEntities,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    if !matches!(args.format, Format::Json | Format::Yaml) {
        return decided(args, common);
    }
    let project = load(args.path.as_deref())?;
    let Some(school) = sound(&project, common) else { return Ok(Ending::Findings) };
    let mut schools = Vec::new();
    for project in &project.schools {
        let Some(school) = sound(project, common) else { return Ok(Ending::Findings) };
        schools.push(school);
    }
    common.tell_day();
    let view = if schools.is_empty() {
        export::collect(&school, &project.sources, common.today())
    } else {
        export::collect_trust(&school, &schools, &project.sources, common.today())
    };
    print(&match args.format {
        Format::Yaml => export::yaml(&view),
        _ => export::json(&view),
    })?;
    Ok(Ending::Clean)
}

/// What permissions decide; a case without one answer stops it, so that nothing is enforced that nobody has settled.
fn decided(args: &Args, common: &Common) -> Result<Ending, Failure> {
    let asked = Askable::load(args.path.as_deref(), common)?;
    if !asked.project.schools.is_empty() {
        return Err(Failure {
            message: "a trust’s schools decide apart from each other".to_owned(),
            help: "name the folder of one school".to_owned(),
        });
    }
    asked.all_provable()?;
    match rows(asked.asking()).settled() {
        Ok(rows) => {
            print(written(args.format, &asked.school, &rows, common.today()))?;
            common.tell_day();
            Ok(Ending::Clean)
        }
        Err(unsettled) => {
            eprint!("{}", report::question::unsettled(&unsettled, asked.telling(common)));
            Ok(Ending::Findings)
        }
    }
}

fn written(format: Format, school: &School, rows: &[Row], day: Day) -> String {
    match format {
        Format::Cedar => export::cedar::policies(school, rows, day),
        Format::CedarSchema => export::cedar::schema(school),
        Format::CedarEntities => export::json(&export::cedar::entities(school)),
        Format::Csv | Format::Json | Format::Yaml => export::csv::permissions(school, rows, day),
    }
}
