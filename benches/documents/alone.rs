//! The smallest program around our templates: fonts, templates, the words from a file, and nothing of Byelaw.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use typst::diag::{FileError, FileResult, Warned};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

const WORKERS: usize = 2;

static TEMPLATES: LazyLock<PathBuf> = LazyLock::new(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"));

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let mut faces: Vec<PathBuf> =
        fs::read_dir(TEMPLATES.join("fonts")).expect("fonts").map(|it| it.expect("a font").path()).collect();
    faces.retain(|face| face.extension().is_some_and(|it| it == "ttf"));
    faces.sort();
    faces.iter().flat_map(|face| Font::iter(Bytes::new(fs::read(face).expect("a font")))).collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

fn file(path: &str) -> FileId {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).expect("a path")).intern()
}

static MAIN: LazyLock<FileId> = LazyLock::new(|| file("/policy.typ"));
static DATA: LazyLock<FileId> = LazyLock::new(|| file("/doc.json"));

fn template(id: FileId) -> Source {
    let path = TEMPLATES.join("pdf").join(id.get().vpath().get_without_slash());
    Source::new(id, fs::read_to_string(path).expect("a template"))
}

static SOURCES: LazyLock<[Source; 4]> = LazyLock::new(|| {
    let no_logo = Source::new(file("/logo.typ"), "#let logo = none".to_owned());
    [template(*MAIN), template(file("/parts.typ")), template(file("/look.typ")), no_logo]
});

/// What Typst sees.
struct World(Bytes);

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        *MAIN
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SOURCES.iter().find(|it| it.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.0.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn set(path: &Path, workers: usize) -> usize {
    let world = World(Bytes::new(fs::read(path).expect("the words")));
    let Warned { output, .. } = typst::compile::<PagedDocument>(&world);
    let pages = output.expect("pages");
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).expect("two standards");
    let pdf = typst_pdf::pdf(&pages, &PdfOptions { standards, ..PdfOptions::default() }).expect("a PDF");
    typst::comemo::evict(workers);
    fs::write(path.with_extension("pdf"), &pdf).expect("a file");
    pdf.len()
}

/// Sets every file of a folder, two at a time where there are several, and says how many bytes came of it.
pub(crate) fn set_all(folder: &Path) {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the folder").map(|it| it.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|it| it == "json"));
    files.sort();
    let workers = WORKERS.min(files.len());
    let next = AtomicUsize::new(0);
    let total = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    total.fetch_add(pool.install(|| set(file, workers)), Ordering::Relaxed);
                }
            });
        }
    });
    println!("{} bytes", total.into_inner());
}
