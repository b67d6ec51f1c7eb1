//! `byelaw.yaml`: how a school wants its folder to be checked.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Level, Outcome};
use crate::model::edition::Edition;
use crate::pack::{Packs, built_in};
use crate::render::look::{Colour, LEAST, Look, Style};
use crate::sheet::Sheet;
use crate::source::SourceFile;
use crate::span::Spanned;
use crate::suggest::{all_of, nearest};
use crate::yaml::{Placed, place, read};

/// What a lint's level may be set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The lint does not run.
    Off,
    /// Its findings have this level.
    At(Level),
}

/// The settings of one folder.
#[derive(Clone, Debug)]
pub struct Config {
    /// How many days before a review it counts as due soon.
    pub due_within: u32,
    /// Levels by lint name.
    pub levels: BTreeMap<String, Setting>,
    /// The file of old findings, from the folder on.
    pub baseline: Option<Spanned<String>>,
    /// Which sheets a build makes beside the documents of the set.
    pub sheets: Vec<Sheet>,
    /// Which packs of dated knowledge hold.
    pub packs: Packs,
    /// For which readers the documents are looked at; no file says it, the command does.
    pub edition: Edition,
    /// How its documents look.
    pub look: Look,
    /// The file of its logo, from the folder on.
    pub logo: Option<Spanned<String>>,
    /// Words of this school and the words that others use for the same, for comparisons.
    pub same: Vec<(String, String)>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            due_within: 60,
            levels: BTreeMap::new(),
            baseline: None,
            sheets: Sheet::ALL.to_vec(),
            packs: Packs::default(),
            edition: Edition::Full,
            look: Look::default(),
            logo: None,
            same: Vec::new(),
        }
    }
}

impl Config {
    /// What a school starts from where these are the settings of its trust: files that they name stay the trust's.
    pub(crate) fn inherited(&self) -> Self {
        let packs = Packs { files: Vec::new(), ..self.packs.clone() };
        Self { baseline: None, logo: None, packs, ..self.clone() }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct ConfigFile {
    due_within: Option<u32>,
    levels: BTreeMap<String, Placed<String>>,
    baseline: Option<Placed<String>>,
    sheets: Option<Vec<Placed<String>>>,
    packs: Option<Vec<Placed<String>>>,
    style: Option<Placed<String>>,
    colour: Option<Placed<String>>,
    logo: Option<Placed<String>>,
    answers: BTreeMap<String, Placed<String>>,
    same: BTreeMap<String, Placed<String>>,
}

/// The settings of one file over those it inherits. `lints` are the names that exist, so that a misspelt one is reported.
pub(crate) fn config(file: &SourceFile, lints: &[&str], mut config: Config) -> Outcome<Config> {
    let entries: ConfigFile = match read(file) {
        Ok(entries) => entries,
        Err(found) => return Outcome { value: config, diagnostics: vec![found] },
    };
    let mut diagnostics = Vec::new();
    if let Some(name) = entries.baseline {
        config.baseline = in_folder(file, name, "baseline: baseline.json", &mut diagnostics);
    }
    if let Some(name) = entries.logo {
        config.logo = in_folder(file, name, "logo: crest.svg", &mut diagnostics);
    }
    config.due_within = entries.due_within.unwrap_or(config.due_within);
    for (lint, level) in entries.levels {
        let span = place(file, &level);
        let setting = match level.value.as_str() {
            "off" => Setting::Off,
            "advice" => Setting::At(Level::Advice),
            "warning" => Setting::At(Level::Warning),
            "error" => Setting::At(Level::Error),
            other => {
                diagnostics.push(
                    Diagnostic::error("yaml", span, format!("`{other}` is not a level"))
                        .help("a level is `off`, `advice`, `warning` or `error`"),
                );
                continue;
            }
        };
        if !lints.contains(&lint.as_str()) {
            let near = nearest(&lint, lints.iter().copied());
            diagnostics.push(Diagnostic::error("yaml", span, format!("no lint is called `{lint}`")).help(
                near.map_or("`byelaw lints` lists them all".to_owned(), |near| format!("did you mean `{near}`?")),
            ));
            continue;
        }
        config.levels.insert(lint, setting);
    }
    if let Some(wanted) = entries.sheets {
        config.sheets = wanted.iter().filter_map(|name| sheet(file, name, &mut diagnostics)).collect();
    }
    if entries.packs.is_some() {
        config.packs.named = Some(Vec::new());
    }
    for pack in entries.packs.iter().flatten() {
        name_pack(file, pack, &mut config.packs, &mut diagnostics);
    }
    if let Some(name) = entries.style {
        match Style::find(&name.value) {
            Some(style) => config.look.style = style,
            None => {
                let message = format!("`{}` is not a house style", name.value);
                let found = Diagnostic::error("yaml", place(file, &name), message);
                diagnostics.push(found.help("the house styles are `plain` and `banner`"));
            }
        }
    }
    if let Some(name) = entries.colour {
        match colour(&name.value) {
            Ok(colour) => config.look.colour = Some(colour),
            Err((message, help)) => {
                diagnostics.push(Diagnostic::error("yaml", place(file, &name), message).help(help));
            }
        }
    }
    for (requirement, address) in entries.answers {
        let span = place(file, &address);
        config.packs.answers.insert(requirement, Spanned::new(address.value, span));
    }
    for (word, other) in entries.same {
        if one_word(&word) && one_word(&other.value) {
            config.same.push((word, other.value));
        } else {
            let message = format!("`{word}: {}` is not a pair of single words", other.value);
            let found = Diagnostic::error("yaml", place(file, &other), message);
            diagnostics.push(found.help("write one word for one word, such as `pupils: students`"));
        }
    }
    Outcome { value: config, diagnostics }
}

/// The name of a file that stands in the folder itself.
fn in_folder(
    file: &SourceFile,
    name: Placed<String>,
    such_as: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<Spanned<String>> {
    let span = place(file, &name);
    if name.value.starts_with('.') || name.value.contains(['/', '\\', ':']) {
        let message = format!("`{}` is not the name of a file in this folder", name.value);
        found.push(Diagnostic::error("yaml", span, message).help(format!("write `{such_as}`")));
        return None;
    }
    Some(Spanned::new(name.value, span))
}

fn one_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_alphabetic)
}

/// A sheet by its name.
fn sheet(file: &SourceFile, name: &Placed<String>, found: &mut Vec<Diagnostic>) -> Option<Sheet> {
    let sheet = Sheet::find(&name.value);
    if sheet.is_none() {
        let names = Sheet::ALL.map(Sheet::name);
        let help = match nearest(&name.value, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the sheets are {}; `sheets: []` makes none", all_of(&names.map(|it| format!("`{it}`")))),
        };
        let message = format!("no sheet is called `{}`", name.value);
        found.push(Diagnostic::error("yaml", place(file, name), message).help(help));
    }
    sheet
}

/// A colour in which words can be read on white paper; else what is wrong, and what to write.
fn colour(text: &str) -> Result<Colour, (String, String)> {
    let Some(colour) = Colour::read(text) else {
        let message = format!("`{text}` is not a colour");
        return Err((message, "write red, green and blue in quotes, such as `colour: \"#174a6e\"`".to_owned()));
    };
    let contrast = colour.on_paper();
    if contrast >= LEAST {
        return Ok(colour);
    }
    let message =
        format!("words in `{text}` are hard to read on paper: their contrast is {contrast:.1}, and {LEAST} is needed");
    Err((message, format!("write `colour: \"{}\"`, the nearest tone that can be read", colour.for_paper())))
}

/// A pack is one of ours by its name, or a file by its path.
fn name_pack(file: &SourceFile, pack: &Placed<String>, packs: &mut Packs, found: &mut Vec<Diagnostic>) {
    let (span, name) = (place(file, pack), &pack.value);
    if name.ends_with(".yaml") {
        packs.files.push(Spanned::new(name.clone(), span));
        return;
    }
    let mut ours = built_in().iter().map(|pack| pack.id.as_str());
    if ours.clone().any(|id| id == name) {
        packs.named.get_or_insert_default().push(name.clone());
        return;
    }
    let help = match nearest(name, ours.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let quoted: Vec<String> = ours.by_ref().map(|id| format!("`{id}`")).collect();
            format!("ours are {}; a pack of your own is named by its file, such as `./our-pack.yaml`", all_of(&quoted))
        }
    };
    found.push(Diagnostic::error("yaml", span, format!("no pack is called `{name}`")).help(help));
}
