//! What is fuzzed: each target takes any bytes and holds a room to what must be true of them. Used by the fuzzer and, over
//! the corpus, by ordinary tests.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use byelaw::config::Config;
use byelaw::diagnostic::{Diagnostic, Level};
use byelaw::diff::{self, Acceptance, Change, Verdict};
use byelaw::document::{Mark, Seal, documents, seals};
use byelaw::export;
use byelaw::fix::mend;
use byelaw::lint::{Baseline, lint};
use byelaw::model::School;
use byelaw::model::date::{Calendar, Day};
use byelaw::model::people::People;
use byelaw::project;
use byelaw::render::{Format, Renderer, logo};
use byelaw::report::diff as report;
use byelaw::resolve::resolve;
use byelaw::source::Sources;
use byelaw::syntax::parse;
use byelaw::syntax::print::print;

/// Takes any bytes; panics where something does not hold.
pub(crate) type Target = fn(&[u8]);

/// Every target by its name, which is also that of its folder in `corpus/`.
pub(crate) const TARGETS: [(&str, Target); 9] = [
    ("parser", parser),
    ("formatter", formatter),
    ("resolver", resolver),
    ("prose", prose),
    ("yaml", yaml),
    ("fix", fix),
    ("diff", difference),
    ("verify", verify),
    ("logo", picture),
];

/// The files beside sources, of which the first byte chooses one for the target `yaml`.
const YAML: [&str; 7] =
    ["people.yaml", "terms.yaml", "byelaw.yaml", "pack.yaml", "baseline.json", "approvals.yaml", "accepted.yaml"];
/// A school with a post, a document and a pack of its own, for what stands beside it.
const SCHOOL: &str = "school oakfield \"Oakfield\"\nrole headteacher \"Headteacher\" {\n  lead: must \"lead\"\n}\n\
    policy p \"P\" for headteacher {\n  owner headteacher\n  section a \"A\" {\n    show headteacher\n  }\n}\n";
/// What parts the two sides for the target `diff`.
const AGAINST: &str = "\n====\n";

static RENDERER: LazyLock<Renderer> = LazyLock::new(|| Renderer::new("0.0.0").expect("the templates"));

fn day() -> Day {
    "2026-11-22".parse().expect("a day")
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

/// Every place lies in its text, on borders of characters, and every finding says what to do next.
pub(crate) fn hold(found: &[Diagnostic], sources: &Sources) {
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
    for document in &all {
        for format in [Format::Markdown, Format::Html] {
            RENDERER.render(document, format).expect("a document that can be set");
        }
    }
    export::json(&export::collect(&school, &sources, day()));
}

/// Any text in place of a file beside the sources is read, and every fault has a place.
pub(crate) fn yaml(bytes: &[u8]) {
    let Some((which, rest)) = bytes.split_first() else { return };
    let Some(text) = text(rest) else { return };
    let name = YAML[usize::from(*which) % YAML.len()];
    let mut sources = Sources::default();
    let id = sources.add(name, text);
    match name {
        "baseline.json" => {
            let read = Baseline::read(sources.get(id));
            hold(read.as_ref().err().map(std::slice::from_ref).unwrap_or_default(), &sources);
            // A list that was read is written and read again as it is.
            if let Ok(baseline) = read {
                let id = sources.add(name, baseline.json());
                assert_eq!(Baseline::read(sources.get(id)).expect("what was written").json(), baseline.json());
            }
        }
        "accepted.yaml" => hold(&diff::acceptances(sources.get(id)).diagnostics, &sources),
        _ => beside(name, text),
    }
}

fn beside(name: &str, text: &str) {
    let mut texts = BTreeMap::from([("a.byelaw", SCHOOL), ("byelaw.yaml", "packs: [./pack.yaml]\n")]);
    texts.insert(name, text);
    let texts = texts.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    let project = project::of_texts(Path::new(""), texts).expect("a folder");
    let resolved = project.resolve();
    hold(&resolved.diagnostics, &project.sources);
    if let Some(school) = resolved.value.filter(|_| !resolved.diagnostics.iter().any(|it| it.level == Level::Error)) {
        hold(&lint(&school, &project.config, day()), &project.sources);
    }
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

/// Two schools of any text are compared, and told in every format.
pub(crate) fn difference(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let (one, other) = text.split_once(AGAINST).unwrap_or((text, ""));
    let mut sources = Sources::default();
    let Some((one, other)) = bound(one, &mut sources).zip(bound(other, &mut sources)) else { return };
    let mut changes = mirrored(&one, &other);
    let stale = Acceptance::apply(Vec::new(), &mut changes, day());
    for span in changes.iter().flat_map(|it| [&it.before, &it.after]).flatten().filter_map(|it| it.span) {
        assert!(sources.get(span.source).text.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
    }
    let side = |label| report::Side { label, sources: &sources, within: "" };
    let it =
        report::Compared { base: side("one"), head: side("other"), as_of: day(), changes: &changes, stale: &stale };
    for told in [report::human(&it), report::json(&it), report::markdown(&it), report::html(&it)] {
        assert!(told.contains(Verdict::of(&changes).word()) || changes.is_empty(), "the verdict is not told:\n{told}");
    }
}

/// What changed from one school to another: nothing between each and itself, and told backwards all is its mirror.
pub(crate) fn mirrored(one: &School, other: &School) -> Vec<Change> {
    for school in [one, other] {
        assert!(diff::diff(school, school, day(), &[]).is_empty(), "a school differs from itself");
    }
    let (there, back) = (diff::diff(one, other, day(), &[]), diff::diff(other, one, day(), &[]));
    let core = |it: &Change| (it.kind.id(), it.axis.word(), it.class.word(), it.certainty.word());
    let mirror = |it: &Change| (it.kind.mirror().id(), it.axis.word(), it.class.mirror().word(), it.certainty.word());
    let (mut forth, mut turned): (Vec<_>, Vec<_>) =
        (there.iter().map(core).collect(), back.iter().map(mirror).collect());
    forth.sort();
    turned.sort();
    assert_eq!(forth, turned, "told backwards it is no mirror");
    there
}

/// The school of a text, where it has no fault.
fn bound(text: &str, sources: &mut Sources) -> Option<School> {
    let ids = [sources.add("front", "school oakfield \"Oakfield\"\n"), sources.add("any", text)];
    let files: Vec<_> = ids.iter().map(|id| parse(sources.get(*id))).collect();
    if files.iter().any(|file| file.diagnostics.iter().any(|it| it.level == Level::Error)) {
        return None;
    }
    let files: Vec<_> = files.into_iter().map(|file| file.value).collect();
    let resolved = resolve(&[], &files, People::default(), Calendar::default());
    if resolved.has_errors() { None } else { resolved.value }
}

/// A published page, and the seal of its document.
static PUBLISHED: LazyLock<(Vec<u8>, Seal)> = LazyLock::new(|| {
    let school = bound(SCHOOL.split_once('\n').map_or("", |it| it.1), &mut Sources::default()).expect("a school");
    let document = documents(&school, day(), true).remove(0);
    let page = RENDERER.render(&document, Format::Html).expect("a page").bytes;
    (page, seals(&school, day()).remove(0))
});

/// Any bytes claimed to be a published file, alone and in the middle of a page that is one: a mark is only read where it
/// stands whole, and a page with the digest of the sources is never told as changed.
pub(crate) fn verify(bytes: &[u8]) {
    let (page, seal) = &*PUBLISHED;
    let at = bytes.iter().take(2).fold(0, |at, byte| at * 256 + usize::from(*byte)) % (page.len() + 1);
    let inserted = [&page[..at], bytes.get(2..).unwrap_or_default(), &page[at..]].concat();
    let cut = &inserted[..at];
    for copy in [bytes, &inserted, cut] {
        let Some(mark) = Mark::find(copy) else { continue };
        let written = mark.to_string();
        assert!(copy.windows(written.len()).any(|it| it == written.as_bytes()), "`{written}` stands nowhere");
        assert_eq!(Mark::find(written.as_bytes()).as_ref(), Some(&mark));
        let changes = seal.changes_since(&mark.outline);
        assert!(mark.outline != seal.outline() || changes.is_empty(), "{changes:?}");
    }
}

/// Any bytes claimed to be a logo: what is refused is answered with a next step, and nothing that is taken is changed.
pub(crate) fn picture(bytes: &[u8]) {
    for name in ["logo.svg", "logo.png", "logo"] {
        match logo::data_uri(name, bytes) {
            Ok(uri) => {
                let held = uri.split_once(";base64,").map_or("", |it| it.1);
                assert_eq!(held.trim_end_matches('=').len(), (bytes.len() * 4).div_ceil(3), "{name}");
            }
            Err((message, help)) => assert!(!message.is_empty() && !help.is_empty()),
        }
    }
}
