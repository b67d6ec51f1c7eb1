//! The whole world that Typst sees: the templates, our fonts, the drawings of symbols and one file of data. No disk, no network, no clock.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};

use crate::document::DocumentKind;
use crate::render::logo::{LOGO, Picture, held};
use crate::render::symbol::drawing;
use crate::word::Symbol;

macro_rules! font {
    ($name:literal) => {
        include_bytes!(concat!("../../../templates/fonts/", $name, ".ttf"))
    };
}

/// Text first, then what stands in for letters and signs that it lacks.
const FACES: &[&[u8]] = &[
    font!("AtkinsonHyperlegibleNext_400Regular"),
    font!("AtkinsonHyperlegibleNext_400Regular_Italic"),
    font!("AtkinsonHyperlegibleNext_700Bold"),
    font!("AtkinsonHyperlegibleNext_700Bold_Italic"),
    font!("SourceSans3_400Regular"),
    font!("SourceSans3_700Bold"),
];

const BUILT_IN: &[(&str, &str)] = &[
    ("policy.typ", include_str!("../../../templates/pdf/policy.typ")),
    ("statement.typ", include_str!("../../../templates/pdf/statement.typ")),
    ("agreement.typ", include_str!("../../../templates/pdf/agreement.typ")),
    ("form.typ", include_str!("../../../templates/pdf/form.typ")),
    ("letter.typ", include_str!("../../../templates/pdf/letter.typ")),
    ("sheet.typ", include_str!("../../../templates/pdf/sheet.typ")),
    ("calendar.typ", include_str!("../../../templates/pdf/calendar.typ")),
    ("look.typ", include_str!("../../../templates/pdf/look.typ")),
    ("parts.typ", include_str!("../../../templates/pdf/parts.typ")),
];

/// What the others import; no document is set by it alone.
const PARTS: &str = "parts.typ";

/// Stands before each template, on its first line, so that a school's own template cannot lose the mark. It holds within its
/// braces alone: it changes with every word, and all that stood behind it would be set anew after every edit.
const SET_MARK: &str =
    "#{ let mark = json(\"/doc.json\").mark; set document(keywords: if mark == none { () } else { (mark,) }); [] };";

static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FACES.iter().flat_map(|face| Font::iter(Bytes::new(*face))).collect());

static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// Typst never forgets a file's name, so each name is made once.
static DATA: LazyLock<Option<FileId>> = LazyLock::new(|| file("/doc.json"));

static PICTURES: LazyLock<[(Picture, Option<FileId>); 2]> =
    LazyLock::new(|| [Picture::Svg, Picture::Png].map(|it| (it, file(&format!("/logo.{}", it.extension())))));

fn file(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// The font of running text.
pub(super) fn body_font() -> &'static Font {
    &FONTS[0]
}

/// Whether the fonts can show it.
pub(super) fn can_show(sign: char) -> bool {
    FONTS.iter().any(|font| font.info().coverage.contains(u32::from(sign)))
}

/// The templates, read once, and the logo.
pub(super) struct Sources {
    templates: Vec<Source>,
    logo: Option<(FileId, Bytes)>,
}

impl Sources {
    /// The built-in ones, those in `overrides` replaced.
    pub(super) fn new(overrides: &BTreeMap<String, String>) -> Self {
        let read = |(name, built_in): &(&str, &str)| {
            let text = overrides.get(*name).map_or(*built_in, String::as_str);
            let marked = if *name == PARTS { text.to_owned() } else { format!("{SET_MARK}{text}") };
            Some(Source::new(file(&format!("/{name}"))?, marked))
        };
        let logo = overrides.get(LOGO).and_then(|uri| held(uri)).and_then(|(kind, bytes)| {
            let picture = PICTURES.iter().find(|(of, _)| *of == kind)?.1?;
            Some((picture, Bytes::new(bytes)))
        });
        let name = logo.as_ref().map(|(id, _)| format!("\"{}\"", id.get().vpath().get_with_slash()));
        let told = format!("#let logo = {}\n", name.as_deref().unwrap_or("none"));
        let logo_file = file("/logo.typ").map(|id| Source::new(id, told));
        Sources { templates: BUILT_IN.iter().filter_map(read).chain(logo_file).collect(), logo }
    }

    fn find(&self, id: FileId) -> Option<&Source> {
        self.templates.iter().find(|source| source.id() == id)
    }
}

/// What Typst sees while it sets one document.
pub(super) struct World<'a> {
    sources: &'a Sources,
    main: FileId,
    data: Bytes,
}

impl<'a> World<'a> {
    /// The world for a document of this kind, whose content is `data`.
    pub(super) fn new(sources: &'a Sources, kind: DocumentKind, data: String) -> Self {
        World { sources, main: sources.templates[kind.nth()].id(), data: Bytes::from_string(data) }
    }
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.find(id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if Some(id) == *DATA {
            return Ok(self.data.clone());
        }
        if let Some((_, logo)) = self.sources.logo.as_ref().filter(|(picture, _)| *picture == id) {
            return Ok(logo.clone());
        }
        if let Some(symbol) = drawn_in(id) {
            return Ok(Bytes::from_string(drawing(symbol)));
        }
        self.source(id).map(|source| Bytes::from_string(source.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The symbol whose drawing a template asks for: `/symbols/heart.svg`.
fn drawn_in(id: FileId) -> Option<Symbol> {
    Symbol::find(id.get().vpath().get_without_slash().strip_prefix("symbols/")?.strip_suffix(".svg")?)
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
