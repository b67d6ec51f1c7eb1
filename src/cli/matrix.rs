//! `byelaw matrix`: two dimensions of the permissions against each other.

use std::path::PathBuf;

use clap::ValueEnum;

use super::ask::{Askable, Narrowing};
use super::{Common, Ending, Failure, print};
use crate::document::Document;
use crate::question::{Asked, Axis, Grid, Question, Request, grid, page};
use crate::render::{Format, Renderer};
use crate::report::question;

/// Print a table of what is allowed: `who`, `activity`, `object`, `device`, `network`, `school`, `place` or `time` against another
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What the rows stand for
    rows: String,
    /// What the columns stand for
    columns: String,
    /// The school's folder (default: here, searching upwards for byelaw.yaml)
    path: Option<PathBuf>,
    /// A user or role
    #[arg(long, value_name = "WHO")]
    who: Option<String>,
    /// An action, alone or with what it is done to; needed unless rows or columns are activities
    #[arg(long, value_name = "ACTIVITY")]
    activity: Option<String>,
    #[command(flatten)]
    narrowing: Narrowing,
    /// The form of the table
    #[arg(long, value_enum, default_value_t = Form::Text)]
    to: Form,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    Text,
    Md,
    Html,
    Csv,
    /// A page like those that `build` makes; send it into a file
    Pdf,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    let request = Request {
        rows: Axis::find(&args.rows)?,
        columns: Axis::find(&args.columns)?,
        asked: args.narrowing.asked(args.who.as_deref(), args.activity.as_deref().unwrap_or_default()),
    };
    let school = Askable::load(args.path.as_deref(), common)?;
    let table = table(&request, &school, common)?;
    print(match args.to {
        Form::Text => question::text(&table).into_bytes(),
        Form::Md => question::markdown(&table).into_bytes(),
        Form::Html => question::html(&table).into_bytes(),
        Form::Csv => question::csv(&table).into_bytes(),
        Form::Pdf => pdf(&page(&table, &request, &school.school, common.today()), &school)?,
    })?;
    common.tell_day();
    Ok(Ending::Clean)
}

fn pdf(page: &Document, asked: &Askable) -> Result<Vec<u8>, Failure> {
    let renderer = Renderer::with_overrides(env!("CARGO_PKG_VERSION"), asked.project.templates.clone())?;
    Ok(renderer.render(page, Format::Pdf)?.bytes)
}

/// The table that is asked for.
pub(super) fn table(request: &Request, school: &Askable, _common: &Common) -> Result<Grid, Failure> {
    let several = [request.rows, request.columns].contains(&Axis::Activity);
    let question = bind(school, &request.asked, several)?;
    Ok(grid(school.asking(), &question, request.rows, request.columns)?)
}

/// The question of the table: about one action, or about all that rules speak of where activities are told apart.
fn bind(school: &Askable, asked: &Asked, several: bool) -> Result<Question, Failure> {
    match (asked.activity.is_empty(), several) {
        (false, _) => school.bind(asked),
        (true, true) => {
            let actions = school.permissions.spaces.iter().map(|space| space.action).collect();
            let question = asked.bind_free(school.asking(), actions)?;
            school.provable(&question)?;
            Ok(question)
        }
        (true, false) => Err(Failure {
            message: "neither rows nor columns are activities, and no activity is named".to_owned(),
            help: "name one, as in `--activity use-phone`".to_owned(),
        }),
    }
}
