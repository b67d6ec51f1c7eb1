//! Finds and reads a school's folder: the only reader of files.

mod dress;
mod file;
mod history;
mod inputs;
mod misfits;
mod seen;

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Level, Outcome};
use crate::lint::Baseline;
use crate::model::School;
use crate::model::date::Calendar;
use crate::model::edition::Edition;
use crate::model::people::People;
use crate::model::record::Record;
use crate::resolve::resolve;
use crate::source::Sources;
use crate::span::{SourceId, Span};
use crate::syntax::{self, ast};
use crate::word::Kind;
use crate::{limit, pack, people, record, terms};

pub use history::{Snapshot, handed, snapshot};
pub use inputs::{digest_of, held, looks};
use misfits::misfits;
pub use seen::of_texts;

/// The folder of a trust in which each of its schools has a folder.
const SCHOOLS: &str = "schools";

/// A folder that has been read: a school, with what it inherits where a trust runs it, or a trust with its schools.
#[derive(Debug)]
pub struct Project {
    /// The folder.
    pub root: PathBuf,
    /// The name of the school, or of its folder where it declares none.
    pub name: String,
    /// Every text that was read, those of a trust before those of its schools.
    pub sources: Arc<Sources>,
    /// The trees, one a source file of its own.
    pub files: Vec<ast::File>,
    /// Its settings.
    pub config: Config,
    /// The old findings that do not fail, where the folder keeps a list of them.
    pub baseline: Option<Baseline>,
    people: People,
    calendar: Calendar,
    records: Vec<Record>,
    /// Its own page templates, by file name; they take the place of the built-in ones.
    pub templates: BTreeMap<String, String>,
    /// What was noticed while reading its own files.
    pub found: Vec<Diagnostic>,
    above: Arc<Above>,
    /// The schools whose folders stand in its own, where it is a trust that has such.
    pub schools: Vec<Project>,
    /// The files that settings or arguments named, there or not.
    pub named: Vec<PathBuf>,
    texts: Range<u32>,
}

/// What a school inherits word for word; nothing where no trust runs it.
#[derive(Debug, Default)]
struct Above {
    files: Vec<ast::File>,
    records: Vec<Record>,
    found: Vec<Diagnostic>,
}

/// Why a folder could not be read at all.
#[derive(Debug, PartialEq, Eq)]
pub struct LoadError {
    /// What is wrong.
    pub message: String,
    /// What to do next.
    pub help: String,
}

impl LoadError {
    fn new(message: String, help: &str) -> Self {
        Self { message, help: help.to_owned() }
    }
}

/// The folder to work on: the one named, or the nearest above `here` that holds a `byelaw.yaml` or is a school of a trust
/// that does, as a path from `here`.
pub fn find(named: Option<&Path>, here: &Path) -> PathBuf {
    if let Some(path) = named {
        return path.to_path_buf();
    }
    let settled = |folder: &Path| folder.join("byelaw.yaml").is_file();
    let among =
        |folder: &Path| folder.parent().filter(|it| it.ends_with(SCHOOLS)).and_then(Path::parent).is_some_and(settled);
    let up = here.ancestors().position(|folder| settled(folder) || among(folder)).unwrap_or(0);
    if up == 0 { PathBuf::from(".") } else { std::iter::repeat_n("..", up).collect() }
}

/// Reads every source of a folder. `lints` are the names that `byelaw.yaml` may set levels for.
///
/// # Errors
/// Where the folder is missing, cannot be read, or holds no source.
pub fn load(root: &Path, lints: &[&str]) -> Result<Project, LoadError> {
    load_as_if(root, lints, BTreeMap::new())
}

/// Reads a folder as if some of its files, by the path that was shown for them, held other texts.
///
/// # Errors
/// Where the folder is missing, cannot be read, or holds no source.
pub fn load_as_if(root: &Path, lints: &[&str], instead: BTreeMap<String, String>) -> Result<Project, LoadError> {
    let shown = root.display();
    let meta = fs::metadata(root).map_err(|error| {
        LoadError::new(format!("`{shown}` cannot be opened: {error}"), "check the spelling of the path")
    })?;
    if !meta.is_dir() {
        return Err(LoadError::new(
            format!("`{shown}` is not a folder"),
            "name the folder that holds the school's files",
        ));
    }
    let mut reader = Reader::new(Sources::default(), lints, instead);
    let mut paths = Paths::of(root)?;
    if paths.own.is_empty() {
        return Err(LoadError::new(
            format!("`{shown}` holds no `.byelaw` file, so there is nothing to check"),
            "name a school's folder, such as `policies/gorsemoor`",
        ));
    }
    if declares_trust(root) && paths.is_divided(root) {
        return reader.trust(root, paths);
    }
    paths.own.extend(paths.schools.into_values().flatten());
    paths.own.sort();
    let trust = match trust_above(root) {
        Some(path) => Some(reader.folder(&path, Paths::of(&path)?.own, Config::default())?),
        None => None,
    };
    let own = reader.folder(root, paths.own, trust.as_ref().map(|it| it.config.inherited()).unwrap_or_default())?;
    let sources = Arc::new(reader.sources);
    let project = match trust {
        Some(trust) => own.under(&trust, &trust.above(), &sources),
        None => own.alone(&sources),
    };
    Ok(Project { named: reader.named, ..project })
}

/// The trust's folder, where a folder stands among the schools of one; named as the school's folder was.
fn trust_above(root: &Path) -> Option<PathBuf> {
    let whole = fs::canonicalize(root).ok()?;
    if !whole.parent()?.ends_with(SCHOOLS) {
        return None;
    }
    let mut names = root.components().rev().map(|part| matches!(part, Component::Normal(_)));
    let path = match (names.next(), names.next()) {
        (Some(true), Some(true)) => root.parent()?.parent()?.to_path_buf(),
        (Some(true), None) => PathBuf::from(".."),
        (Some(false), None) if root == Path::new(".") => PathBuf::from("../.."),
        _ => root.join("../.."),
    };
    let path = if path.as_os_str().is_empty() { PathBuf::from(".") } else { path };
    declares_trust(&path).then_some(path)
}

/// Whether a file that stands in the folder itself declares a trust. A folder that cannot be read declares none.
fn declares_trust(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| is_source(path));
    paths.into_iter().any(|path| {
        let Some(text) = file::text(&path).ok().and_then(Result::ok) else { return false };
        let mut sources = Sources::default();
        let id = sources.add("", text);
        syntax::declares(sources.get(id), Kind::Trust)
    })
}

/// The declaration of a school or trust in a file.
fn declared(file: &ast::File, kind: Kind) -> Option<(&ast::Name, Span)> {
    file.lines.iter().find_map(|line| match &line.kind {
        ast::LineKind::Declaration(it) if it.kind.value == kind => Some((it.name.as_ref()?, line.span)),
        _ => None,
    })
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "byelaw")
}

/// The paths of the sources below a folder.
struct Paths {
    /// Its own.
    own: Vec<PathBuf>,
    /// Those of the folders in its folder `schools`.
    schools: BTreeMap<PathBuf, Vec<PathBuf>>,
}

impl Paths {
    fn of(root: &Path) -> Result<Self, LoadError> {
        let mut paths = Vec::new();
        walk(root, 0, &mut paths).map_err(|error| {
            let message = format!("`{}` cannot be read: {error}", root.display());
            LoadError::new(message, "check that it is a school’s folder, and that you may read every folder in it")
        })?;
        paths.sort();
        let mut sorted = Self { own: Vec::new(), schools: BTreeMap::new() };
        let within = root.join(SCHOOLS);
        for entry in fs::read_dir(&within).into_iter().flatten().filter_map(Result::ok) {
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if !hidden && entry.path().is_dir() {
                sorted.schools.insert(entry.path(), Vec::new());
            }
        }
        for path in paths {
            let name = path.strip_prefix(&within).ok().and_then(|inside| inside.components().next());
            let school = name.and_then(|name| sorted.schools.get_mut(&within.join(name)));
            school.unwrap_or(&mut sorted.own).push(path);
        }
        Ok(sorted)
    }

    /// Whether the folder is that of a trust whose schools have folders, or are meant to.
    fn is_divided(&self, root: &Path) -> bool {
        let within = root.join(SCHOOLS);
        !self.schools.is_empty() || within.is_dir() && !self.own.iter().any(|path| path.starts_with(&within))
    }
}

fn walk(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !hidden && entry.file_name() != "out" {
            if depth == limit::FOLDERS {
                let message =
                    format!("its folders lie more than {} deep, first at `{}`", limit::FOLDERS, path.display());
                return Err(std::io::Error::other(message));
            }
            walk(&path, depth + 1, paths)?;
        } else if !kind.is_dir() && is_source(&path) {
            paths.push(path);
        }
    }
    Ok(())
}

/// What one folder holds, before it is known what it inherits and what inherits from it.
struct Folder {
    root: PathBuf,
    files: Vec<ast::File>,
    config: Config,
    baseline: Option<Baseline>,
    people: People,
    calendar: Calendar,
    records: Vec<Record>,
    templates: BTreeMap<String, String>,
    found: Vec<Diagnostic>,
    texts: Range<u32>,
}

impl Folder {
    /// The school or trust that it declares, with the place.
    fn declared(&self, kind: Kind) -> Option<(&ast::Name, Span)> {
        self.files.iter().find_map(|file| declared(file, kind))
    }

    /// The name of the school that it declares; else its own.
    fn name(&self) -> String {
        let own = || self.root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.declared(Kind::School).map_or_else(own, |(name, _)| name.value.clone())
    }

    /// What each school in it inherits word for word.
    fn above(&self) -> Arc<Above> {
        let inherited = |record: &Record| Record { inherited: true, ..record.clone() };
        let records = self.records.iter().map(inherited).collect();
        Arc::new(Above { files: self.files.clone(), records, found: self.found.clone() })
    }

    /// A school with what it inherits: its own people, terms and templates go before those of the trust.
    fn under(mut self, trust: &Folder, above: &Arc<Above>, sources: &Arc<Sources>) -> Project {
        let inherited = trust.people.clone().of_school(&self.name());
        self.people = self.people.over(inherited);
        self.calendar = self.calendar.over(trust.calendar.clone());
        self.templates = trust.templates.clone().into_iter().chain(self.templates).collect();
        Project { above: Arc::clone(above), ..self.alone(sources) }
    }

    fn alone(self, sources: &Arc<Sources>) -> Project {
        Project {
            name: self.name(),
            root: self.root,
            sources: Arc::clone(sources),
            files: self.files,
            config: self.config,
            baseline: self.baseline,
            people: self.people,
            calendar: self.calendar,
            records: self.records,
            templates: self.templates,
            found: self.found,
            above: Arc::default(),
            schools: Vec::new(),
            named: Vec::new(),
            texts: self.texts,
        }
    }
}

struct Reader<'a> {
    sources: Sources,
    lints: &'a [&'a str],
    /// Texts that are read in place of what the files hold, by path.
    instead: BTreeMap<String, String>,
    /// How much was read.
    bytes: usize,
    /// Whether there are no files but those.
    only_instead: bool,
    found: Vec<Diagnostic>,
    named: Vec<PathBuf>,
}

impl<'a> Reader<'a> {
    fn new(sources: Sources, lints: &'a [&'a str], instead: BTreeMap<String, String>) -> Self {
        Self { sources, lints, instead, bytes: 0, only_instead: false, found: Vec::new(), named: Vec::new() }
    }
}

impl Reader<'_> {
    /// The folder of a trust and those of its schools.
    fn trust(mut self, root: &Path, paths: Paths) -> Result<Project, LoadError> {
        if paths.schools.len() > limit::SCHOOLS {
            let message = format!("`{}` has more than {} schools", root.join(SCHOOLS).display(), limit::SCHOOLS);
            return Err(LoadError::new(message, "part them into several trusts’ folders"));
        }
        let mut trust = self.folder(root, paths.own, Config::default())?;
        let (mut schools, mut empty) = (Vec::new(), Vec::new());
        for (path, files) in paths.schools {
            if files.is_empty() {
                empty.push(path);
            } else {
                schools.push(self.folder(&path, files, trust.config.inherited())?);
            }
        }
        let above = trust.above();
        trust.found.extend(misfits(&trust, &schools, &empty));
        let sources = Arc::new(self.sources);
        let schools: Vec<Project> = schools.into_iter().map(|school| school.under(&trust, &above, &sources)).collect();
        let names: Vec<&str> = schools.iter().map(|school| school.name.as_str()).collect();
        trust.people = trust.people.of_no_school(&names);
        Ok(Project { schools, named: self.named, ..trust.alone(&sources) })
    }

    /// What one folder holds; its settings go before those that it inherits.
    fn folder(&mut self, root: &Path, paths: Vec<PathBuf>, inherited: Config) -> Result<Folder, LoadError> {
        let first = self.count();
        let mut files = Vec::new();
        for path in paths {
            if let Some(id) = self.read(&path)? {
                let parsed = syntax::parse(self.sources.get(id));
                files.push(self.keep(parsed));
            }
        }
        let mut folder = Folder {
            root: root.to_path_buf(),
            files,
            config: inherited,
            baseline: None,
            people: People::default(),
            calendar: Calendar::default(),
            records: Vec::new(),
            templates: BTreeMap::new(),
            found: Vec::new(),
            texts: first..first,
        };
        self.side_files(&mut folder)?;
        folder.found = std::mem::take(&mut self.found);
        folder.texts.end = self.count();
        Ok(folder)
    }

    fn count(&self) -> u32 {
        u32::try_from(self.sources.iter().count()).unwrap_or(u32::MAX)
    }

    /// Takes a file in; bytes that are not text, or too many of them, are a finding and leave an empty text.
    fn read(&mut self, path: &Path) -> Result<Option<SourceId>, LoadError> {
        let shown = shown(path);
        if let Some(text) = self.instead.get(&shown) {
            return Ok(Some(self.sources.add(shown, text.clone())));
        }
        let read = file::text(path).map_err(|error| {
            LoadError::new(
                format!("`{shown}` cannot be read: {error}"),
                "check that it is there and that you may read it",
            )
        })?;
        let text = match read {
            Ok(text) => text,
            Err(refusal) => {
                self.refuse(&shown, refusal.message, refusal.help);
                return Ok(None);
            }
        };
        self.bytes += text.len();
        if self.bytes > limit::TEXTS {
            let message = format!("the files of this folder hold more than {} MB of text", limit::TEXTS >> 20);
            return Err(LoadError::new(message, "check a part of it at a time, such as one school of a trust"));
        }
        Ok(Some(self.sources.add(shown, text)))
    }

    fn refuse(&mut self, path: &str, message: String, help: &str) {
        let id = self.sources.add(path, "");
        self.found.push(Diagnostic::error("not-text", Span::new(id, 0, 0), message).help(help));
    }

    fn side_files(&mut self, folder: &mut Folder) -> Result<(), LoadError> {
        if let Some(id) = self.side_file(folder, "people.yaml")? {
            let read = people::people(self.sources.get(id));
            folder.people = self.keep(read);
        }
        if let Some(id) = self.side_file(folder, "terms.yaml")? {
            let read = terms::calendar(self.sources.get(id));
            folder.calendar = self.keep(read);
        }
        if let Some(id) = self.side_file(folder, "byelaw.yaml")? {
            let read = config::config(self.sources.get(id), self.lints, std::mem::take(&mut folder.config));
            folder.config = self.keep(read);
            self.own_packs(folder)?;
        }
        self.records(folder)?;
        if self.only_instead {
            return Ok(());
        }
        self.named_baseline(folder)?;
        self.dress(folder)
    }

    /// The packs that `byelaw.yaml` names by their files, and the answers that it gives to requirements.
    fn own_packs(&mut self, folder: &mut Folder) -> Result<(), LoadError> {
        for file in folder.config.packs.files.clone() {
            let path = folder.root.join(file.value.trim_start_matches("./"));
            self.named.push(path.clone());
            if !self.is_file(&path) {
                let message = format!("there is no file `{}`", file.value);
                self.found.push(
                    Diagnostic::error("yaml", file.span, message)
                        .help("a pack of your own is named by its path from this folder, such as `./our-pack.yaml`"),
                );
                continue;
            }
            if let Some(id) = self.read(&path)? {
                let read = pack::pack(self.sources.get(id));
                let own = self.keep(read);
                folder.config.packs.own.extend(own);
            }
        }
        let packs = &folder.config.packs;
        let own = packs.answers.iter().filter(|(_, address)| address.span.source.0 >= folder.texts.start);
        let unknown = own.filter(|(requirement, _)| !packs.has_requirement(requirement));
        self.found.extend(unknown.map(|(requirement, address)| {
            Diagnostic::error("yaml", address.span, format!("no requirement is called `{requirement}`"))
                .help("the name of a requirement stands in the help of its finding, and on the page about packs")
        }));
        Ok(())
    }

    /// The baseline that `byelaw.yaml` names.
    fn named_baseline(&mut self, folder: &mut Folder) -> Result<(), LoadError> {
        let Some(name) = &folder.config.baseline else { return Ok(()) };
        let path = folder.root.join(&name.value);
        self.named.push(path.clone());
        if path.is_file() {
            folder.baseline = self.baseline(&path)?;
            return Ok(());
        }
        let message = format!("`{}` is named as the baseline, and there is no such file", name.value);
        self.found.push(
            Diagnostic::new("baseline", Level::Warning, name.span, message)
                .help("`byelaw baseline write` writes it; or take this line out"),
        );
        Ok(())
    }

    /// The list of old findings that a file holds.
    fn baseline(&mut self, path: &Path) -> Result<Option<Baseline>, LoadError> {
        let Some(id) = self.read(path)? else { return Ok(None) };
        let read = Baseline::read(self.sources.get(id));
        Ok(read.map_err(|found| self.found.push(found)).ok())
    }

    fn side_file(&mut self, folder: &Folder, name: &str) -> Result<Option<SourceId>, LoadError> {
        let path = folder.root.join(name);
        if self.is_file(&path) { self.read(&path) } else { Ok(None) }
    }

    /// Whether something stands there that a file may be read from, or is to be as if it did.
    fn is_file(&self, path: &Path) -> bool {
        let there = || !fs::symlink_metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound);
        self.instead.contains_key(&shown(path)) || !self.only_instead && there()
    }

    fn keep<T>(&mut self, outcome: Outcome<T>) -> T {
        self.found.extend(outcome.diagnostics);
        outcome.value
    }
}

impl Project {
    /// Looks at the documents as an edition prints them.
    pub fn publish_in(&mut self, edition: Edition) {
        self.config.edition = edition;
        self.schools.iter_mut().for_each(|school| school.publish_in(edition));
    }

    /// What is checked, printed and exported for itself: each school of a trust, or the one that this is.
    pub fn units(&self) -> &[Project] {
        if self.schools.is_empty() { std::slice::from_ref(self) } else { &self.schools }
    }

    /// Whether a place lies in the texts of its own folder.
    pub fn holds(&self, place: Span) -> bool {
        self.texts.contains(&place.source.0)
    }

    /// Whether a place lies in its own folder: for a trust, also in those of its schools.
    pub fn covers(&self, place: Span) -> bool {
        self.holds(place) || self.schools.iter().any(|school| school.holds(place))
    }

    /// Binds what was read into the school, with everything noticed from the first byte on.
    pub fn resolve(&self) -> Outcome<Option<School>> {
        let mut resolved = resolve(&self.above.files, &self.files, self.people.clone(), self.calendar.clone());
        let mut diagnostics = [self.above.found.clone(), self.found.clone()].concat();
        diagnostics.extend(resolved.diagnostics);
        if let Some(school) = &mut resolved.value {
            diagnostics.extend(record::join(school, [self.above.records.clone(), self.records.clone()].concat()));
        }
        Outcome { value: resolved.value, diagnostics }
    }
}

/// A path as people are shown it.
fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).to_string_lossy().replace('\\', "/")
}
