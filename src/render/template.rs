//! The owner of minijinja: page furniture for Markdown and HTML.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};
use serde::Serialize;

use crate::document::{DocumentKind, Fact};
use crate::limit;
use crate::render::RenderError;
use crate::render::index::{INDEX, Index};
use crate::render::logo::LOGO;

/// The names of the templates, as a school's own folder would hold them.
pub(super) const NAMES: &[&str] = &["document.md", "document.html", "index.html", "look.css", "style.css"];

const BUILT_IN: &[(&str, &str)] = &[
    ("document.md", include_str!("../../templates/markdown/document.md")),
    ("document.html", include_str!("../../templates/html/document.html")),
    ("index.html", include_str!("../../templates/html/index.html")),
    ("look.css", include_str!("../../templates/html/look.css")),
    ("style.css", include_str!("../../templates/html/style.css")),
];

/// What a page template may ask for. The words are escaped for the format already, or by it; the two pieces are ready.
#[derive(Serialize)]
pub(super) struct Front {
    /// The document's id.
    pub(super) id: String,
    /// Its title.
    pub(super) title: String,
    /// What it is: `policy`, `statement`, `agreement`, `form`, `letter`, `sheet`, `calendar`.
    pub(super) kind: DocumentKind,
    /// The school's name.
    pub(super) school: String,
    /// The lines of the letterhead.
    pub(super) letterhead: Vec<String>,
    /// Whether it is set in large letters.
    pub(super) large: bool,
    /// For whom it is; may be empty.
    pub(super) audience: String,
    /// What it says of itself.
    pub(super) facts: Vec<Fact>,
    /// Where it stands.
    pub(super) state: String,
    /// What its text comes to and the day as of which it was made; may be empty.
    pub(super) seal: String,
    /// Whether it may not be published.
    pub(super) draft: bool,
}

/// The page templates.
pub(super) struct Pages {
    environment: Environment<'static>,
    /// The school's logo as a data URI; may be empty.
    logo: Value,
}

impl Pages {
    /// The built-in templates, those in `overrides` replaced.
    pub(super) fn new(overrides: &BTreeMap<String, String>) -> Result<Self, RenderError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(limit::STEPS));
        environment.set_syntax(
            SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(|e| error("", &e))?,
        );
        for (name, built_in) in BUILT_IN {
            let text = overrides.get(*name).map_or(*built_in, String::as_str);
            environment.add_template_owned(*name, text.to_owned()).map_err(|e| error(name, &e))?;
        }
        Ok(Pages { environment, logo: Value::from(overrides.get(LOGO).map_or("", String::as_str)) })
    }

    /// The page: `contents` and `body` are pieces of the format itself, and are not escaped again.
    pub(super) fn fill(
        &self,
        name: &str,
        front: &Front,
        contents: String,
        body: String,
    ) -> Result<String, RenderError> {
        let page = minijinja::context! {
            contents => Value::from_safe_string(contents),
            body => Value::from_safe_string(body),
            logo => self.logo.clone(),
            ..Value::from(Serde(front))
        };
        let template = self.environment.get_template(name);
        template.and_then(|template| template.render(page)).map_err(|e| error(&front.id, &e))
    }

    /// The page from which the documents are reached.
    pub(super) fn index(&self, index: &Index) -> Result<String, RenderError> {
        let template = self.environment.get_template(INDEX);
        let page = minijinja::context! { logo => self.logo.clone(), ..Value::from(Serde(index)) };
        template.and_then(|template| template.render(page)).map_err(|e| error(INDEX, &e))
    }
}

fn error(document: &str, error: &Error) -> RenderError {
    let place = match (error.name(), error.line()) {
        (Some(name), Some(line)) => format!("template `{name}`, line {line}: "),
        _ => String::new(),
    };
    let help = match error.kind() {
        ErrorKind::OutOfFuel => "it takes more steps than any page needs: look for a loop that does not end",
        ErrorKind::UndefinedError => "a template may use what the built-in ones use; see them in `templates/`",
        _ => "correct the template, or take it away: the built-in one is used then",
    };
    let detail = if error.kind() == ErrorKind::OutOfFuel {
        format!("it takes more than {} steps, or writes too much", limit::STEPS)
    } else {
        error.detail().map_or_else(|| error.kind().to_string(), |detail| format!("{}: {detail}", error.kind()))
    };
    RenderError { document: document.to_owned(), message: format!("{place}{detail}"), help: help.to_owned() }
}
