//! What is fuzzed: each target takes any bytes and holds a room to what must be true of them. Used by the fuzzer and, over
//! the corpus, by ordinary tests.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use byelaw::config::Config;
use byelaw::diagnostic::{Diagnostic, Level};
use byelaw::document::documents;
use byelaw::export;
use byelaw::fix::mend;
use byelaw::lint::lint;
use byelaw::model::date::{Calendar, Day};
use byelaw::model::people::People;
use byelaw::project;
use byelaw::render::{Format, Renderer};
use byelaw::resolve::resolve;
use byelaw::source::Sources;
use byelaw::syntax::parse;
use byelaw::syntax::print::print;

/// Takes any bytes; panics where something does not hold.
pub(crate) type Target = fn(&[u8]);

/// Every target by its name, which is also that of its folder in `corpus/`.
pub(crate) const TARGETS: [(&str, Target); 6] = [
    ("parser", parser),
    ("formatter", formatter),
    ("resolver", resolver),
    ("prose", prose),
    ("yaml", yaml),
    ("fix", fix),
];

/// The files that the target `yaml` writes, chosen by the first byte.
const YAML: [&str; 5] = ["people.yaml", "terms.yaml", "byelaw.yaml", "pack.yaml", "baseline.json"];

fn day() -> Day {
    "2026-11-22".parse().expect("a day")
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

/// Every place lies in its text, on borders of characters, and every finding says what to do next.
fn hold(found: &[Diagnostic], sources: &Sources) {
    for it in found {
        assert!(it.help.is_some(), "no next step: {}", it.message);
        let places = std::iter::once(&it.primary).chain(&it.related).map(|label| label.span);
        for span in places.chain(it.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.0))) {
            let text = &sources.get(span.source).text;
            let (start, end) = (span.start as usize, span.end as usize);
            assert!(start <= end && text.is_char_boundary(start) && text.is_char_boundary(end), "{it:?}");
        }
    }
}

/// Any text is read without a panic, and every fault has a place.
pub(crate) fn parser(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let mut sources = Sources::default();
    let id = sources.add("any", text);
    let parsed = parse(sources.get(id));
    hold(&parsed.diagnostics, &sources);
}

/// A text without a fault is laid out to one without a fault, and laying it out again changes nothing.
pub(crate) fn formatter(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let mut sources = Sources::default();
    let id = sources.add("any", text);
    let first = parse(sources.get(id));
    if !first.diagnostics.is_empty() {
        return;
    }
    let printed = print(&first.value);
    let id = sources.add("printed", printed.as_str());
    let second = parse(sources.get(id));
    assert!(second.diagnostics.is_empty(), "printed text has faults: {:?}\n{printed}", second.diagnostics);
    assert_eq!(print(&second.value), printed, "printing twice changes something");
}

/// A school of any text goes through every room that it may enter.
pub(crate) fn resolver(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    through("school oakfield \"Oakfield Primary School\"\n", text);
}

/// Any words in a document are read, printed and escaped.
pub(crate) fn prose(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let body: String = text.lines().map(|line| format!("  {line}\n")).collect();
    through(
        "school oakfield \"Oakfield\"\nrole headteacher \"Headteacher\"\n",
        &format!("policy p \"P\" for headteacher {{\n  owner headteacher\n  \"\"\"\n{body}  \"\"\"\n}}\n"),
    );
}

fn through(front: &str, text: &str) {
    let mut sources = Sources::default();
    let ids = [sources.add("front", front), sources.add("any", text)];
    let files: Vec<_> = ids.iter().map(|id| parse(sources.get(*id))).collect();
    let sound = files.iter().all(|file| file.diagnostics.iter().all(|it| it.level != Level::Error));
    let files: Vec<_> = files.into_iter().map(|file| file.value).collect();
    let resolved = resolve(&[], &files, People::default(), Calendar::default());
    hold(&resolved.diagnostics, &sources);
    if resolved.has_errors() || !sound {
        return;
    }
    let school = resolved.value.expect("a school without an error");
    hold(&lint(&school, &Config::default(), day()), &sources);
    let all = documents(&school, day(), true);
    let renderer = Renderer::new("0.0.0").expect("the templates");
    for document in &all {
        for format in [Format::Markdown, Format::Html] {
            renderer.render(document, format).expect("a document that can be set");
        }
    }
    export::json(&export::collect(&school, &sources, day()));
}

/// Any text in place of a file beside the sources is read, and every fault has a place.
pub(crate) fn yaml(bytes: &[u8]) {
    let Some((which, rest)) = bytes.split_first() else { return };
    let Some(text) = text(rest) else { return };
    let folder = folder();
    let path = folder.join(YAML[usize::from(*which) % YAML.len()]).to_string_lossy().into_owned();
    let instead = BTreeMap::from([(path, text.to_owned())]);
    let project = project::load_as_if(folder, &byelaw::lint::names(), instead).expect("a folder");
    let resolved = project.resolve();
    hold(&resolved.diagnostics, &project.sources);
    if let Some(school) = resolved.value.filter(|_| !resolved.diagnostics.iter().any(|it| it.level == Level::Error)) {
        hold(&lint(&school, &project.config, day()), &project.sources);
    }
}

/// A small school with each of the files that stand beside sources, made once.
fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("byelaw-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let settings = "baseline: baseline.json\npacks: [./pack.yaml]\n";
        let school = "school oakfield \"Oakfield\"\nrole headteacher \"Headteacher\" {\n  lead: must \"lead\"\n}\n";
        for (name, text) in [("a.byelaw", school), ("byelaw.yaml", settings)] {
            std::fs::write(folder.join(name), text).expect("a file");
        }
        for name in YAML.iter().filter(|name| **name != "byelaw.yaml") {
            std::fs::write(folder.join(name), "").expect("a file");
        }
        folder
    })
}

/// What can be mended is mended in the places that were found, and the text that comes out can be read again.
pub(crate) fn fix(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let mut sources = Sources::default();
    let id = sources.add("any", text);
    let parsed = parse(sources.get(id));
    let mended = mend(&parsed.diagnostics, &sources, true);
    let texts: Vec<String> = mended.texts.into_values().collect();
    for text in texts {
        let id = sources.add("mended", text);
        hold(&parse(sources.get(id)).diagnostics, &sources);
    }
}
