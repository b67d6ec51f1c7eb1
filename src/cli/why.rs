//! `byelaw why`: why an answer is what it is, and what would change it.

use std::path::PathBuf;

use super::ask::{Askable, Format, Narrowing};
use super::{Common, Ending, Failure, print};
use crate::question::why;
use crate::report::question;

/// Tell why somebody may or may not do something: each rule with its exceptions, and the smallest change that flips it
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A user or role, by name or title
    who: String,
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
    let asked = school.bind(&args.narrowing.asked(Some(&args.who), &args.activity))?;
    let accounts = why(school.asking(), &asked);
    print(&match args.format {
        Format::Human => question::reasons(&accounts, school.telling(common)),
        Format::Json => question::reasons_json(&accounts, school.telling(common)),
    })?;
    common.tell_day();
    Ok(Ending::Clean)
}
