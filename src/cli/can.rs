//! `byelaw can`: whether somebody may do something.

use std::path::PathBuf;

use super::ask::{Askable, Format, Narrowing};
use super::{Common, Ending, Failure, print};
use crate::permission::Verdict;
use crate::question::{Answered, answer};
use crate::report::question;

/// Tell whether somebody may do something; exits 0 where it is allowed in every case asked about, and 1 otherwise
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
    let answers = answer(school.asking(), &asked);
    print(&match args.format {
        Format::Human => question::answers(&answers, school.telling(common)),
        Format::Json => question::answers_json(&answers, school.telling(common)),
    })?;
    common.tell_day();
    let allowed = answers.iter().map(Answered::verdict).all(|verdict| verdict == Some(&Verdict::Allow));
    Ok(if allowed { Ending::Clean } else { Ending::Findings })
}
