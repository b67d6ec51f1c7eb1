//! What the commands that ask about permissions share: what narrows a question, and a school that may be asked.

use std::path::Path;

use clap::ValueEnum;

use super::{Common, Failure, load, sound};
use crate::model::School;
use crate::permission::{CASES_AT_MOST, Dimension, Permissions, permissions};
use crate::project::Project;
use crate::question::{Asked, Asking, Question, Unknown};
use crate::report::question::Telling;

/// What narrows a question; what is left out ranges over everything.
#[derive(Debug, clap::Args)]
pub(super) struct Narrowing {
    /// On which device
    #[arg(long, value_name = "DEVICE")]
    device: Option<String>,
    /// On which network
    #[arg(long, value_name = "NETWORK")]
    network: Option<String>,
    /// At which school of a trust
    #[arg(long, value_name = "SCHOOL")]
    school: Option<String>,
    /// Where
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// When: a name from the sources, or a time of day such as 12:30
    #[arg(long, value_name = "TIME")]
    time: Option<String>,
}

/// How an answer is told.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    Human,
    Json,
}

impl Narrowing {
    /// The question as it was typed.
    pub(super) fn asked(&self, who: Option<&str>, activity: &str) -> Asked {
        let given = [
            (Dimension::Who, who),
            (Dimension::Device, self.device.as_deref()),
            (Dimension::Network, self.network.as_deref()),
            (Dimension::School, self.school.as_deref()),
            (Dimension::Place, self.place.as_deref()),
            (Dimension::Time, self.time.as_deref()),
        ];
        let given = given.into_iter().filter_map(|(dimension, word)| Some((dimension, word?.to_owned())));
        Asked { activity: activity.to_owned(), given: given.collect() }
    }
}

impl From<Unknown> for Failure {
    fn from(unknown: Unknown) -> Self {
        Self { message: unknown.message, help: unknown.help }
    }
}

/// A school without a fault of the language, and its permissions: nothing else can be asked.
pub(super) struct Askable {
    pub(super) project: Project,
    pub(super) school: School,
    pub(super) permissions: Permissions,
}

impl Askable {
    pub(super) fn load(path: Option<&Path>, common: &Common) -> Result<Self, Failure> {
        let project = load(path)?;
        let Some(school) = sound(&project, common) else {
            return Err(Failure {
                message: "no question about permissions can be answered while the sources have faults".to_owned(),
                help: "mend the faults above, which `byelaw check` tells as well".to_owned(),
            });
        };
        let permissions = permissions(&school, common.today());
        Ok(Self { project, school, permissions })
    }

    pub(super) fn asking(&self) -> Asking<'_> {
        Asking { school: &self.school, permissions: &self.permissions, today: self.permissions.day }
    }

    pub(super) fn telling(&self, common: &Common) -> Telling<'_> {
        Telling { sources: &self.project.sources, as_of: common.today() }
    }

    /// The question with its names bound; an action with more cases than can be proved is no question.
    pub(super) fn bind(&self, asked: &Asked) -> Result<Question, Failure> {
        let question = asked.bind(self.asking())?;
        self.provable(&question)?;
        Ok(question)
    }

    /// Refuses a question about an action whose cases are too many.
    pub(super) fn provable(&self, question: &Question) -> Result<(), Failure> {
        self.within_reach(|action| question.actions.contains(&action))
    }

    /// Refuses a question about everything where any action has too many cases.
    pub(super) fn all_provable(&self) -> Result<(), Failure> {
        self.within_reach(|_| true)
    }

    fn within_reach(&self, asked: impl Fn(usize) -> bool) -> Result<(), Failure> {
        let large = self.permissions.too_large.iter().find(|(action, _)| asked(*action));
        large.map_or(Ok(()), |(action, count)| {
            let title = &self.school.vocabulary.entries[*action].title;
            Err(Failure {
                message: format!("`{title}` has {count} cases, more than the {CASES_AT_MOST} that can be looked at"),
                help: "name groups in its rules rather than each member, and leave out clauses that tell nothing apart"
                    .to_owned(),
            })
        })
    }
}
