//! Finds and reads a school's folder: the only reader of files.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Level, Outcome};
use crate::lint::Baseline;
use crate::model::School;
use crate::model::date::Calendar;
use crate::model::people::People;
use crate::resolve::resolve;
use crate::source::Sources;
use crate::span::{SourceId, Span};
use crate::syntax::{self, ast};
use crate::{pack, people, terms};

/// A file may be this large, in bytes; a school's whole source is about a hundredth of it.
const LARGEST: u64 = 8 << 20;
/// Folders are searched this deep.
const DEEPEST: usize = 8;

/// A folder that has been read.
#[derive(Debug)]
pub struct Project {
    /// The folder.
    pub root: PathBuf,
    /// Every text that was read.
    pub sources: Sources,
    /// The trees, one a source file.
    pub files: Vec<ast::File>,
    /// Its settings.
    pub config: Config,
    /// The old findings that do not fail, where the folder keeps a list of them.
    pub baseline: Option<Baseline>,
    /// Texts that are read in place of what the files hold, by path.
    instead: BTreeMap<String, String>,
    people: People,
    calendar: Calendar,
    /// The school's own page templates, by file name; they take the place of the built-in ones.
    pub templates: BTreeMap<String, String>,
    /// What was noticed while reading.
    pub found: Vec<Diagnostic>,
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

/// The folder to work on: the one named, or the nearest above `here` that holds a `byelaw.yaml`, as a path from `here`.
pub fn find(named: Option<&Path>, here: &Path) -> PathBuf {
    if let Some(path) = named {
        return path.to_path_buf();
    }
    let up = here.ancestors().position(|folder| folder.join("byelaw.yaml").is_file()).unwrap_or(0);
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
    let mut paths = Vec::new();
    walk(root, 0, &mut paths).map_err(|error| {
        LoadError::new(format!("`{shown}` cannot be read: {error}"), "check that you may read every folder in it")
    })?;
    paths.sort();
    if paths.is_empty() {
        return Err(LoadError::new(
            format!("`{shown}` holds no `.byelaw` file, so there is nothing to check"),
            "name a school's folder, such as `policies/gorsemoor`",
        ));
    }
    let mut project = Project {
        root: root.to_path_buf(),
        sources: Sources::default(),
        files: Vec::new(),
        config: Config::default(),
        baseline: None,
        instead,
        people: People::default(),
        calendar: Calendar::default(),
        templates: BTreeMap::new(),
        found: Vec::new(),
    };
    for path in paths {
        if let Some(id) = project.read(&path)? {
            let parsed = syntax::parse(project.sources.get(id));
            project.found.extend(parsed.diagnostics);
            project.files.push(parsed.value);
        }
    }
    project.side_files(lints)?;
    Ok(project)
}

fn walk(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && depth < DEEPEST && !hidden && entry.file_name() != "out" {
            walk(&path, depth + 1, paths)?;
        } else if !kind.is_dir() && path.extension().is_some_and(|extension| extension == "byelaw") {
            paths.push(path);
        }
    }
    Ok(())
}

impl Project {
    /// Takes a file in; bytes that are not text, or too many of them, are a finding and leave an empty text.
    fn read(&mut self, path: &Path) -> Result<Option<SourceId>, LoadError> {
        let shown = path.strip_prefix(".").unwrap_or(path).to_string_lossy().replace('\\', "/");
        if let Some(text) = self.instead.get(&shown) {
            return Ok(Some(self.sources.add(shown, text.clone())));
        }
        let bytes = bytes(path).map_err(|error| {
            LoadError::new(format!("`{shown}` cannot be read: {error}"), "check that you may read it")
        })?;
        let Some(bytes) = bytes else {
            self.refuse(
                &shown,
                format!("this file is larger than {} MB", LARGEST >> 20),
                "split it into several files",
            );
            return Ok(None);
        };
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            self.refuse(&shown, "this file is saved as UTF-16".to_owned(), "save it again as UTF-8");
            return Ok(None);
        }
        match String::from_utf8(bytes) {
            Ok(text) if text.contains('\0') => {
                self.refuse(
                    &shown,
                    "this file holds bytes that are not text".to_owned(),
                    "write it again with a text editor, saved as UTF-8",
                );
                Ok(None)
            }
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
                Ok(Some(self.sources.add(shown, text)))
            }
            Err(error) => {
                let line =
                    error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|byte| **byte == b'\n').count()
                        + 1;
                let message = format!("this file holds bytes that are not text, first on line {line}");
                self.refuse(&shown, message, "write it again with a text editor, saved as UTF-8");
                Ok(None)
            }
        }
    }

    fn refuse(&mut self, path: &str, message: String, help: &str) {
        let id = self.sources.add(path, "");
        self.found.push(Diagnostic::error("not-text", Span::new(id, 0, 0), message).help(help));
    }

    fn side_files(&mut self, lints: &[&str]) -> Result<(), LoadError> {
        if let Some(id) = self.side_file("people.yaml")? {
            let read = people::people(self.sources.get(id));
            self.people = self.keep(read);
        }
        if let Some(id) = self.side_file("terms.yaml")? {
            let read = terms::calendar(self.sources.get(id));
            self.calendar = self.keep(read);
        }
        if let Some(id) = self.side_file("byelaw.yaml")? {
            let read = config::config(self.sources.get(id), lints);
            self.config = self.keep(read);
            self.own_packs()?;
        }
        self.named_baseline()?;
        self.own_templates()
    }

    /// The packs that `byelaw.yaml` names by their files, and the answers that it gives to requirements.
    fn own_packs(&mut self) -> Result<(), LoadError> {
        for file in self.config.packs.files.clone() {
            let path = self.root.join(file.value.trim_start_matches("./"));
            if !path.is_file() {
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
                self.config.packs.own.extend(own);
            }
        }
        let packs = &self.config.packs;
        let unknown = packs.answers.iter().filter(|(requirement, _)| !packs.has_requirement(requirement));
        self.found.extend(unknown.map(|(requirement, address)| {
            Diagnostic::error("yaml", address.span, format!("no requirement is called `{requirement}`"))
                .help("the name of a requirement stands in the help of its finding, and on the page about packs")
        }));
        Ok(())
    }

    /// The files in the school's `templates` folder, where it has one.
    fn own_templates(&mut self) -> Result<(), LoadError> {
        let Ok(entries) = fs::read_dir(self.root.join("templates")) else { return Ok(()) };
        let mut paths: Vec<PathBuf> =
            entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_file()).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if let Some(id) = self.read(&path)? {
                self.templates.insert(name, self.sources.get(id).text.clone());
            }
        }
        Ok(())
    }

    /// The baseline that `byelaw.yaml` names.
    fn named_baseline(&mut self) -> Result<(), LoadError> {
        let Some(name) = self.config.baseline.clone() else { return Ok(()) };
        let path = self.root.join(&name.value);
        if path.is_file() {
            return self.use_baseline(&path);
        }
        let message = format!("`{}` is named as the baseline, and there is no such file", name.value);
        self.found.push(
            Diagnostic::new("baseline", Level::Warning, name.span, message)
                .help("`byelaw baseline write` writes it; or take this line out"),
        );
        Ok(())
    }

    /// Takes the list of old findings from a file.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn use_baseline(&mut self, path: &Path) -> Result<(), LoadError> {
        let Some(id) = self.read(path)? else { return Ok(()) };
        match Baseline::read(self.sources.get(id)) {
            Ok(baseline) => self.baseline = Some(baseline),
            Err(found) => self.found.push(found),
        }
        Ok(())
    }

    fn side_file(&mut self, name: &str) -> Result<Option<SourceId>, LoadError> {
        let path = self.root.join(name);
        if path.is_file() { self.read(&path) } else { Ok(None) }
    }

    fn keep<T>(&mut self, outcome: Outcome<T>) -> T {
        self.found.extend(outcome.diagnostics);
        outcome.value
    }

    /// Binds what was read into the school, with everything noticed from the first byte on.
    pub fn resolve(&self) -> Outcome<Option<School>> {
        let resolved = resolve(&self.files, self.people.clone(), self.calendar.clone());
        let mut diagnostics = self.found.clone();
        diagnostics.extend(resolved.diagnostics);
        Outcome { value: resolved.value, diagnostics }
    }
}

/// The bytes of a file; `None` where there are too many.
fn bytes(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= LARGEST).then_some(bytes))
}
