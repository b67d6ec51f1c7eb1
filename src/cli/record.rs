//! `byelaw approve` and `byelaw review`: an act on a document, recorded with the digest of what was seen.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::check::findings;
use super::write::write;
use super::{Common, Ending, Failure, day, load, print, sound, stderr_is_terminal};
use crate::diagnostic::{Diagnostic, Level};
use crate::document::{aloud, seals};
use crate::lint;
use crate::model::date::{Day, day_in_words};
use crate::model::record::{Act, Record, ReviewOutcome};
use crate::model::{Entity, School};
use crate::project::{self, Project};
use crate::record;
use crate::report::{self, Findings};
use crate::source::digest;
use crate::suggest::nearest;

/// Record that a body approved a document as it stands; nothing is recorded while the school has errors
#[derive(Debug, clap::Args)]
pub(super) struct ApproveArgs {
    /// The document, by its name in the sources
    document: String,
    /// The body that approved it
    #[arg(long, value_name = "BODY")]
    by: String,
    /// The day on which it did
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Day,
    /// The minute of the meeting, such as 14.2
    #[arg(long)]
    minute: Option<String>,
    /// The school's or trust's folder (default: here, searching upwards for byelaw.yaml)
    path: Option<PathBuf>,
}

/// Record that a document was reviewed, and what came of it
#[derive(Debug, clap::Args)]
pub(super) struct ReviewArgs {
    /// The document, by its name in the sources
    document: String,
    /// The post or body that reviewed it
    #[arg(long, value_name = "POST")]
    by: String,
    /// The day on which it did
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Day,
    /// What came of it
    #[arg(long, value_enum)]
    outcome: Outcome,
    /// The school's or trust's folder (default: here, searching upwards for byelaw.yaml)
    path: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Outcome {
    /// The text was changed
    Changed,
    /// The text stays as it is
    Unchanged,
}

/// What is to be recorded, as asked for.
struct Wish<'a> {
    document: &'a str,
    act: Act,
    by: &'a str,
    on: Day,
    minute: Option<&'a str>,
}

pub(super) fn approve(args: &ApproveArgs, common: &Common) -> Result<Ending, Failure> {
    let minute = args.minute.as_deref();
    let wish = Wish { document: &args.document, act: Act::Approved, by: &args.by, on: args.on, minute };
    run(&wish, args.path.as_deref(), common)
}

pub(super) fn review(args: &ReviewArgs, common: &Common) -> Result<Ending, Failure> {
    let outcome = match args.outcome {
        Outcome::Changed => ReviewOutcome::Changed,
        Outcome::Unchanged => ReviewOutcome::Unchanged,
    };
    let act = Act::Reviewed(outcome);
    run(&Wish { document: &args.document, act, by: &args.by, on: args.on, minute: None }, args.path.as_deref(), common)
}

fn run(wish: &Wish<'_>, path: Option<&Path>, common: &Common) -> Result<Ending, Failure> {
    if wish.on > common.today() {
        return Err(Failure {
            message: format!("{} has not come yet, so nothing was done on it", day_in_words(wish.on)),
            help: "record an act on its day or later; `--as-of` sets the day that counts as today".to_owned(),
        });
    }
    let project = load(path)?;
    let Some(school) = sound(&project, common) else {
        eprintln!("byelaw: nothing is recorded for sources that cannot be read in full; mend the errors first");
        return Ok(Ending::Findings);
    };
    let (record, title) = recorded(wish, &project, &school)?;
    let files = files(&project, &record);
    let refused = faults(&project, &files, wish.act, common)?;
    if refused > 0 {
        eprintln!("byelaw: {refused} errors stand against this, so nothing is recorded; mend or waive them first");
        return Ok(Ending::Findings);
    }
    publish(&project.root, &files)?;
    let kept = files.len() - 1;
    print(format!(
        "`{title}` {} by {} on {}\ntext {}\nrecorded in {}, with the {kept} texts seen in {}\n",
        record.act.word(),
        school.names.get(wish.by).map_or_else(String::new, |role| school.title(*role)),
        day_in_words(wish.on),
        aloud(&record.digest),
        project.root.join(record::FILE).display(),
        project.root.join(record::SEEN).display(),
    ))?;
    Ok(Ending::Clean)
}

/// The record, and the title of its document.
fn recorded(wish: &Wish<'_>, project: &Project, school: &School) -> Result<(Record, String), Failure> {
    let at = school.documents.iter().position(|it| it.id == wish.document);
    let Some(at) = at else {
        let known = school.documents.iter().map(|it| it.id.as_str());
        let among = project.schools.iter().find(|unit| {
            unit.resolve().value.is_some_and(|school| school.documents.iter().any(|it| it.id == wish.document))
        });
        let otherwise = among.map_or("`byelaw export` lists the documents".to_owned(), |unit| {
            format!("it is a document of a school; name its folder, `{}`", unit.root.display())
        });
        return Err(unknown("document", wish.document, known, otherwise));
    };
    if !matches!(school.names.get(wish.by), Some(Entity::Role(_))) {
        let known = school.roles.iter().map(|it| it.id.as_str());
        return Err(unknown("role", wish.by, known, "declare it, such as `role governing-body is body`".to_owned()));
    }
    let all = seals(school, wish.on);
    let (Some(document), Some(seal)) = (school.documents.get(at), all.get(at)) else {
        return Err(unknown("document", wish.document, std::iter::empty(), String::new()));
    };
    let seen = project.texts().into_iter().map(|(name, text)| (name, digest(text.as_bytes()))).collect();
    let record = record::record_of((document, seal), (wish.act, wish.by, wish.on), wish.minute, seen);
    Ok((record, document.title.clone()))
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>, otherwise: String) -> Failure {
    let help = nearest(name, known).map_or(otherwise, |near| format!("did you mean `{near}`?"));
    Failure { message: format!("no {what} is called `{name}`"), help }
}

/// What is to be written, by path from the folder: the texts that were seen, then the records.
fn files(project: &Project, record: &Record) -> BTreeMap<String, String> {
    let texts = project.texts().into_values();
    let mut files: BTreeMap<String, String> =
        texts.map(|text| (record::seen_path(&digest(text.as_bytes())), text.to_owned())).collect();
    let path = project.root.join(record::FILE);
    let there = project.sources.iter().find(|file| Path::new(&file.path) == path.strip_prefix(".").unwrap_or(&path));
    let text = there.map_or("", |file| file.text.as_str());
    files.insert(record::FILE.to_owned(), record::appended(text, record));
    files
}

/// How many errors there are once the act is recorded, all told: of the language alone for a review.
fn faults(project: &Project, files: &BTreeMap<String, String>, act: Act, common: &Common) -> Result<usize, Failure> {
    let shown = |name: &String| {
        let path = project.root.join(name);
        path.strip_prefix(".").unwrap_or(&path).to_string_lossy().replace('\\', "/")
    };
    let instead = files.iter().map(|(name, text)| (shown(name), text.clone())).collect();
    let after = project::load_as_if(&project.root, &lint::names(), instead)?;
    let resolved = after.resolve();
    let found = if act == Act::Approved { findings(&after, &resolved, common) } else { resolved.diagnostics };
    let errors: Vec<Diagnostic> = found.into_iter().filter(|it| it.level == Level::Error && it.counts()).collect();
    if !errors.is_empty() {
        let list = Findings { list: &errors, sources: &after.sources, as_of: common.today() };
        eprint!("{}", report::human(&list, common.look(stderr_is_terminal())));
    }
    Ok(errors.len())
}

/// Writes the texts that are not kept yet, and the records last, so that no record stands without its texts.
fn publish(root: &Path, files: &BTreeMap<String, String>) -> Result<(), Failure> {
    let folder = root.join(record::SEEN);
    fs::create_dir_all(&folder).map_err(|error| Failure {
        message: format!("`{}` cannot be made: {error}", folder.display()),
        help: "check that you may write there".to_owned(),
    })?;
    for (name, text) in files.iter().filter(|(name, _)| *name != record::FILE) {
        let path = root.join(name);
        match fs::read(&path) {
            Ok(there) if there == text.as_bytes() => {}
            Ok(_) => {
                return Err(Failure {
                    message: format!(
                        "`{}` is not the text that its name says, so it is not overwritten",
                        path.display()
                    ),
                    help: "put the folder `approvals` back as it was".to_owned(),
                });
            }
            Err(_) => write(&path, text)?,
        }
    }
    let Some(records) = files.get(record::FILE) else { return Ok(()) };
    write(&root.join(record::FILE), records)
}
