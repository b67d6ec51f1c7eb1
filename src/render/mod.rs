//! Document → bytes: Markdown, HTML and PDF. Furniture stands in `templates/`; content only ever enters as data.

mod html;
mod html_chart;
mod html_table;
mod html_text;
mod index;
pub mod logo;
pub mod look;
mod markdown;
mod markdown_text;
#[cfg(feature = "pdf")]
mod pdf;
mod prepare;
mod set;
mod symbol;
mod template;
mod text;

use std::collections::BTreeMap;
use std::fmt;

pub use index::{Branch, INDEX, SCHOOLS, index_seal, schools_seal};
pub(crate) use markdown_text::{cell as markdown_cell, line as markdown_line};

use crate::document::{Document, Mark, SHEETS};
use crate::suggest;

/// What a document can be rendered as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Markdown, as code hosts show it.
    Markdown,
    /// One page of HTML that needs no other file.
    Html,
    /// PDF for print and archive: PDF/UA-1 and PDF/A-2a.
    Pdf,
    /// The same with fields in the place of lines, to be filled on a screen.
    Fillable,
}

impl Format {
    /// All that a document always has, in the order in which they are offered.
    pub const ALL: &'static [Format] = &[Format::Markdown, Format::Html, Format::Pdf];

    /// How its files end, which is also its name on the command line.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Pdf => "pdf",
            Format::Fillable => "fillable.pdf",
        }
    }

    /// What readers call it.
    pub fn title(self) -> &'static str {
        match self {
            Format::Markdown => "Markdown",
            Format::Html => "Web page",
            Format::Pdf => "PDF",
            Format::Fillable => "PDF to fill on a screen",
        }
    }

    /// Whether it is a PDF.
    fn is_pdf(self) -> bool {
        matches!(self, Format::Pdf | Format::Fillable)
    }

    /// Whether a document has what the format is for: one without a space is not filled on a screen.
    pub fn suits(self, document: &Document) -> bool {
        self != Format::Fillable || document.has_spaces()
    }

    /// The format with this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.extension() == name)
    }
}

/// A rendered document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The name of its file; that of a made sheet with its folder.
    pub name: String,
    /// What stands in the file.
    pub bytes: Vec<u8>,
}

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderError {
    /// The document's id, or the template's name where no document is to blame.
    pub document: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.document, self.message)
    }
}

impl std::error::Error for RenderError {}

/// Where one worker sets documents.
#[cfg(feature = "pdf")]
type Desk = pdf::Desk;
#[cfg(not(feature = "pdf"))]
struct Desk;

/// Renders documents; built once, used for many, from any thread.
pub struct Renderer {
    pages: template::Pages,
    #[cfg(feature = "pdf")]
    press: pdf::Press,
}

impl Renderer {
    /// A renderer with the built-in templates. `version` is Byelaw's own, and is named as the maker of a PDF.
    pub fn new(version: &str) -> Result<Self, RenderError> {
        Self::with_overrides(version, BTreeMap::new())
    }

    /// A renderer in which a school's own templates, by file name, replace built-in ones.
    ///
    /// Fails on a name that no template has, and on a page template that cannot be read.
    pub fn with_overrides(version: &str, overrides: BTreeMap<String, String>) -> Result<Self, RenderError> {
        let is_known = |name: &str| name == logo::LOGO || template_names().contains(&name);
        if let Some(stranger) = overrides.keys().find(|name| !is_known(name)) {
            return Err(unknown_template(stranger));
        }
        #[cfg(not(feature = "pdf"))]
        let _ = version;
        Ok(Renderer {
            pages: template::Pages::new(&overrides)?,
            #[cfg(feature = "pdf")]
            press: pdf::Press::new(version, &overrides),
        })
    }

    /// Renders one document.
    pub fn render(&self, document: &Document, format: Format) -> Result<Rendered, RenderError> {
        self.render_at(document, format, &self.desk(1, 1))
    }

    fn render_at(&self, document: &Document, format: Format, desk: &Desk) -> Result<Rendered, RenderError> {
        let ready = prepare::prepare(document);
        let bytes = match format {
            Format::Markdown => marked(Mark::of(&ready), markdown::page(&ready, &self.pages)?),
            Format::Html => marked(Mark::of(&ready), html::page(&ready, &self.pages)?),
            Format::Pdf => self.pdf(&ready, desk, false)?,
            Format::Fillable => self.pdf(&ready, desk, true)?,
        };
        Ok(Rendered { name: file_name(document, format), bytes })
    }

    /// What the PDF template of a document is given, as JSON: for those who write templates of their own.
    #[cfg(feature = "pdf")]
    pub fn template_data(&self, document: &Document) -> String {
        pdf::template_data(&prepare::prepare(document))
    }

    #[cfg(feature = "pdf")]
    fn desk(&self, workers: usize, documents: usize) -> Desk {
        pdf::Desk::new(workers, documents)
    }

    #[cfg(feature = "pdf")]
    fn pdf(&self, document: &Document, desk: &Desk, fillable: bool) -> Result<Vec<u8>, RenderError> {
        self.press.print(document, desk, fillable)
    }

    #[cfg(not(feature = "pdf"))]
    fn desk(&self, _: usize, _: usize) -> Desk {
        Desk
    }

    #[cfg(not(feature = "pdf"))]
    fn pdf(&self, document: &Document, _: &Desk, _: bool) -> Result<Vec<u8>, RenderError> {
        Err(RenderError {
            document: document.id.clone(),
            message: "this build of byelaw cannot make PDFs".to_owned(),
            help: "build it with `--features pdf`, or ask for `--to md,html`".to_owned(),
        })
    }
}

/// What the file of a document is called in a format; that of a sheet with its folder.
pub fn file_name(document: &Document, format: Format) -> String {
    let name = format!("{}.{}", text::file_stem(&document.id), format.extension());
    if document.kind.is_made() { format!("{SHEETS}/{name}") } else { name }
}

/// A page with the mark of its document behind it, where no template can lose it.
fn marked(mark: Option<Mark>, mut page: String) -> Vec<u8> {
    if let Some(mark) = mark {
        let gap = if page.is_empty() || page.ends_with('\n') { "" } else { "\n" };
        page.push_str(&format!("{gap}\n<!-- {mark} -->\n"));
    }
    page.into_bytes()
}

/// The file names of the templates that a school may replace.
pub fn template_names() -> Vec<&'static str> {
    let mut names = template::NAMES.to_vec();
    names.extend(PDF_TEMPLATES);
    names
}

/// Known in every build, so that a school's folder means the same in each.
const PDF_TEMPLATES: &[&str] = &[
    "policy.typ",
    "statement.typ",
    "agreement.typ",
    "form.typ",
    "letter.typ",
    "sheet.typ",
    "calendar.typ",
    "look.typ",
    "parts.typ",
];

fn unknown_template(name: &str) -> RenderError {
    let help = match suggest::nearest(name, template_names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("a school may replace {}", suggest::all_of(&template_names())),
    };
    RenderError { document: name.to_owned(), message: format!("there is no template called `{name}`"), help }
}

#[cfg(test)]
mod contrast;
#[cfg(test)]
mod sample;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_format_by_its_name() {
        for format in Format::ALL {
            assert_eq!(Format::find(format.extension()), Some(*format));
        }
        assert_eq!(Format::find("docx"), None);
    }

    #[test]
    fn names_the_file_after_the_document() {
        let rendered = sample::renderer().render(&sample::full(), Format::Markdown).unwrap();
        assert_eq!(rendered.name, "online-policy.md");
    }

    #[test]
    fn refuses_a_template_that_nothing_uses() {
        let overrides = BTreeMap::from([("documnet.html".to_owned(), String::new())]);
        let error = Renderer::with_overrides("0.0.0", overrides).err().unwrap();
        assert_eq!(error.help, "did you mean `document.html`?");
    }

    #[test]
    fn a_school_may_replace_a_template() {
        let overrides = BTreeMap::from([("document.md".to_owned(), "{{ school }}!".to_owned())]);
        let renderer = Renderer::with_overrides("0.0.0", overrides).unwrap();
        let rendered = renderer.render(&sample::full(), Format::Markdown).unwrap();
        assert!(rendered.bytes.starts_with(b"Gorsemoor Primary School!\n\n<!-- byelaw:online-policy:"));
    }

    #[test]
    fn a_template_that_asks_for_what_is_not_there_fails() {
        let overrides = BTreeMap::from([("document.html".to_owned(), "{{ shcool }}".to_owned())]);
        let renderer = Renderer::with_overrides("0.0.0", overrides).unwrap();
        let error = renderer.render(&sample::full(), Format::Html).unwrap_err();
        assert!(error.message.contains("`document.html`, line 1"), "{error}");
    }

    #[test]
    fn may_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Renderer>();
    }

    #[cfg(not(feature = "pdf"))]
    #[test]
    fn says_how_to_get_pdfs() {
        let error = sample::renderer().render(&sample::full(), Format::Pdf).unwrap_err();
        assert!(error.help.contains("--features pdf"));
    }
}
