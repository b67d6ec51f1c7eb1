//! `byelaw diff --since-approved`: the texts that were seen at each act, read back and held against the school as it is.

use std::collections::BTreeMap;

use super::{Common, Ending, Failure, print, sound};
use crate::diff::{Acceptance, Change, Now, Seen, Since, Standing, since, texts};
use crate::model::School;
use crate::model::date::Day;
use crate::model::record::Record;
use crate::project::Project;
use crate::report::diff::Side;
use crate::report::diff::since::{self as report, Told, Unit};
use crate::source::digest;
use crate::suggest::nearest;

use super::diff::{Args, Format};

/// One folder, with what moved in it and the folder as it was seen.
struct Found<'a> {
    project: &'a Project,
    name: Option<&'a str>,
    title: String,
    since: Since,
    seen: Vec<Option<Project>>,
}

/// What moved in a folder's documents, or in one of them, since they were approved; and the folder as it was at each act
/// that was looked at.
pub(super) fn moved(
    project: &Project,
    school: &School,
    today: Day,
    (only, same): (Option<&str>, &[(String, String)]),
) -> (Since, Vec<Option<Project>>) {
    let present = project.texts();
    let now = Now {
        school,
        texts: present.iter().map(|(name, text)| (name.clone(), digest(text.as_bytes()))).collect(),
        today,
        same: same.iter().chain(&project.config.same).cloned().collect(),
    };
    let mut all = Vec::new();
    let mut seen = |record: &Record| {
        let (was, made) = read(project, record, &present);
        all.push(was);
        made
    };
    let since = since(&now, only, &mut seen);
    (since, all)
}

/// A folder as it was seen, and what it makes today.
fn read(project: &Project, record: &Record, present: &BTreeMap<String, &str>) -> (Option<Project>, Seen) {
    let was = match project.as_seen(record) {
        Ok(was) => was,
        Err(error) => return (None, Seen::Lost(error.message)),
    };
    let resolved = was.resolve();
    let school = (!resolved.has_errors()).then_some(resolved.value).flatten();
    let made = match (school, project.seen(record)) {
        (Some(school), _) => Seen::School(Box::new(school), was.config.same.clone()),
        (None, Ok(seen)) => Seen::Texts(texts(&seen, present)),
        (None, Err(error)) => Seen::Lost(error.message),
    };
    (Some(was), made)
}

/// Tells what moved since approval in a folder: of a school; or of a trust, and of each of its schools.
pub(super) fn run(args: &Args, common: &Common, mut project: Project, only: Option<&str>) -> Result<Ending, Failure> {
    let accepted = project.accepted()?;
    let mut found = Vec::new();
    for unit in std::iter::once(&project).chain(&project.schools) {
        let school = sound(unit, common).ok_or_else(|| Failure {
            message: format!(
                "`{}` cannot be held against its approvals while its sources have faults",
                unit.root.display()
            ),
            help: "mend the faults above, which `byelaw check` tells as well".to_owned(),
        })?;
        let (mut since, seen) = moved(unit, &school, common.today(), (only, &args.same));
        if !project.schools.is_empty() {
            since.accounts.retain(|it| it.standing != Standing::Above);
        }
        let name = (!project.schools.is_empty()).then_some(unit.name.as_str());
        let title = school.identity.title;
        found.push(Found { project: unit, name, title, since, seen });
    }
    let label = found.first().map(|it| it.title.clone()).unwrap_or_default();
    if let Some(only) = only {
        named(only, &project, &mut found)?;
    }
    refuse_lost(&found)?;
    let changes = found.iter_mut().flat_map(|it| it.since.all_mut()).flat_map(|it| &mut it.changes);
    let stale = Acceptance::apply(accepted, changes, common.today());
    let stale = if only.is_some() { stale.into_iter().filter(|it| it.expired).collect() } else { stale };
    let schools: Vec<Unit<'_>> = found.iter().map(unit).collect();
    let told = Told { label: &label, as_of: common.today(), schools: &schools, stale: &stale };
    print(match args.format {
        Format::Human => report::human(&told),
        Format::Json => report::json(&told),
        Format::Markdown => report::markdown(&told),
        Format::Html => report::html(&told),
    })?;
    common.tell_day();
    let fails = |change: &Change| args.fail_on.is_some_and(|on| on.fails(change));
    let failed = found.iter().flat_map(|it| it.since.all()).flat_map(|it| &it.changes).any(fails);
    Ok(if failed { Ending::Findings } else { Ending::Clean })
}

fn unit<'a>(it: &'a Found<'_>) -> Unit<'a> {
    let head = Side { label: "now", sources: &it.project.sources, within: "" };
    let base = |was: &'a Option<Project>| was.as_ref().map_or(head, |was| Side { sources: &was.sources, ..head });
    Unit { name: it.name, since: &it.since, bases: it.seen.iter().map(base).collect(), head }
}

/// Leaves the folders that have the document that is asked for; one that none has is a slip.
fn named(only: &str, project: &Project, found: &mut Vec<Found<'_>>) -> Result<(), Failure> {
    found.retain(|it| !it.since.accounts.is_empty());
    if found.iter().flat_map(|it| it.since.all()).any(|it| it.standing == Standing::Above) {
        return Err(Failure {
            message: format!("`{only}` is a document of the trust, and its approvals stand there"),
            help: format!("name the trust’s folder: `byelaw diff TRUST --since-approved {only}`"),
        });
    }
    if !found.is_empty() {
        return Ok(());
    }
    let schools: Vec<School> =
        std::iter::once(project).chain(&project.schools).filter_map(|it| it.resolve().value).collect();
    let known = schools.iter().flat_map(|school| &school.documents).map(|it| it.id.as_str());
    let help = match nearest(only, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None if only.contains(['/', '.']) => format!("name a folder first: `byelaw diff {only} --since-approved`"),
        None => "`byelaw export` lists the documents".to_owned(),
    };
    Err(Failure { message: format!("no document is called `{only}`"), help })
}

/// A text that is gone, or was changed by hand, cannot be told from one in which nothing changed.
fn refuse_lost(found: &[Found<'_>]) -> Result<(), Failure> {
    let mut lost = found.iter().flat_map(|it| it.since.all()).filter(|it| it.standing == Standing::Lost);
    lost.next().map_or(Ok(()), |it| {
        let help = "put the folder `approvals` back as it was; it belongs with `approvals.yaml`, and is never edited";
        Err(Failure { message: it.why.clone(), help: help.to_owned() })
    })
}
