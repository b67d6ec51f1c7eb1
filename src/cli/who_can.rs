//! `byelaw who-can`: who may do something.

use std::path::PathBuf;

use super::ask::{Askable, Format, Narrowing};
use super::{Common, Ending, Failure, print};
use crate::question::answer;
use crate::report::question;

/// Tell who may do something, on what conditions, and who may not
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// An action, alone or with what it is done to, such as "bring pupil-owned"
    activity: String,
    /// The school's folder (default: here, searching upwards for byelaw.yaml)
    path: Option<PathBuf>,
    #[command(flatten)]
    narrowing: Narrowing,
    /// How to tell it
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

pub(super) fn run(args: &Args, common: &Common) -> Result<Ending, Failure> {
    let school = Askable::load(args.path.as_deref(), common)?;
    let asked = school.bind(&args.narrowing.asked(None, &args.activity))?;
    let answers = answer(school.asking(), &asked);
    print(&match args.format {
        Format::Human => question::answers(&answers, school.telling(common)),
        Format::Json => question::answers_json(&answers, school.telling(common)),
    })?;
    common.tell_day();
    Ok(Ending::Clean)
}
