//! What must hold for any small school: of its findings, of their fixes, and of what changed between two.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use byelaw::config::Config;
use byelaw::diagnostic::{Diagnostic, Safety};
use byelaw::diff::diff;
use byelaw::fix::mend;
use byelaw::lint::{LINTS, lint};
use byelaw::model::School;
use byelaw::model::date::Calendar;
use byelaw::model::people::People;
use byelaw::resolve::resolve;
use byelaw::source::Sources;
use byelaw::syntax::{parse, print::print};

use super::grower::Dice;
use crate::fuzz_corpus::targets::{hold, mirrored};
use crate::harness::{AS_OF, SCHOOL, day};

/// So many schools are made of the samples.
const COUNT: usize = 600;

/// What takes the place of a word: words and signs that mean something, and letters of several bytes behind an escape.
const WORDS: [&str; 32] = [
    "must",
    "may",
    "should",
    "not",
    "if",
    "despite",
    "every term",
    "every month",
    "within 2 days",
    "yes",
    "no",
    "?",
    "pupils",
    "parents",
    "headteacher",
    "staff",
    "phones",
    "tablets",
    "2017-06-15",
    "spring 2027",
    "\"é\\\"{headteacher} “so”\"",
    "\"{headteachr} é {\"",
    "\"\\\\é{x}é\"",
    "“curly”",
    "'single'",
    "and",
    "or",
    "is group",
    "Headteacher",
    "•",
    "–",
    "",
];

/// Small schools that can be read in full: the examples of the lints' pages, and of the fuzzer's corpus.
fn sound() -> Vec<String> {
    let pages = LINTS.iter().flat_map(|lint| lint.page.split("```byelaw\n").skip(1));
    let examples = pages.filter_map(|rest| rest.split("```").next()).map(str::to_owned);
    let all: Vec<String> = examples.chain(texts("fuzz/corpus/resolver")).map(whole).collect();
    let sound: Vec<String> = all.into_iter().filter(|text| see(text).school.is_some()).collect();
    assert!(sound.len() > 80, "only {} schools", sound.len());
    sound
}

/// Mistakes, as they were made.
fn mistakes() -> Vec<String> {
    let wrong = |text: String| text.split("\n--- ").next().map(|wrong| format!("{wrong}\n"));
    texts("mistakes").into_iter().filter_map(wrong).map(whole).collect()
}

fn texts(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// A text with a school in front, where it declares none.
fn whole(text: String) -> String {
    if format!("\n{text}").contains("\nschool ") { text } else { format!("{SCHOOL}{text}") }
}

/// A sample with a line or two taken out, doubled, moved in from another, or with other words.
fn varied(all: &[String], nth: usize, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = all[nth % all.len()].lines().map(str::to_owned).collect();
    for _ in 0..dice.roll(3) {
        let at = dice.roll(lines.len());
        match dice.roll(6) {
            0 if lines.len() > 2 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[at].clone()),
            2 => {
                let other: Vec<&str> = all[dice.roll(all.len())].lines().collect();
                lines.insert(at, other[dice.roll(other.len())].to_owned());
            }
            _ => {
                let mut words: Vec<&str> = lines[at].split(' ').collect();
                let which = dice.roll(words.len());
                words[which] = WORDS[dice.roll(WORDS.len())];
                lines[at] = words.join(" ");
            }
        }
    }
    lines.join("\n") + "\n"
}

/// A text, what is found in it, and the school that it makes where it has no error.
struct Seen {
    sources: Sources,
    found: Vec<Diagnostic>,
    school: Option<School>,
}

fn see(text: &str) -> Seen {
    let mut sources = Sources::default();
    let id = sources.add("a.byelaw", text);
    let parsed = parse(sources.get(id));
    let sound = !parsed.has_errors();
    let mut found = parsed.diagnostics;
    let resolved = resolve(&[], &[parsed.value], People::default(), Calendar::default());
    let bound = sound && !resolved.has_errors();
    found.extend(resolved.diagnostics);
    let school = resolved.value.filter(|_| bound);
    if let Some(school) = &school {
        found.extend(lint(school, &Config::default(), day(AS_OF)));
    }
    Seen { sources, found, school }
}

#[test]
fn every_finding_is_well_placed_and_every_safe_fix_takes_its_fault_away() {
    let all = [mistakes(), sound()].concat();
    let mut dice = Dice(3);
    let (mut findings, mut fixes) = (0, 0);
    for nth in 0..COUNT {
        let text = varied(&all, nth, &mut dice);
        let seen = see(&text);
        hold(&seen.found, &seen.sources);
        findings += seen.found.len();
        for it in seen.found.iter().filter(|it| is_safe(it)) {
            takes_away(&text, it);
            fixes += 1;
        }
    }
    assert!(findings > 1000 && fixes > 40, "only {findings} findings and {fixes} fixes");
}

fn is_safe(it: &Diagnostic) -> bool {
    it.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe)
}

/// A fault that is told once for several places is mended place by place, and then it is gone.
fn takes_away(text: &str, wanted: &Diagnostic) {
    let mut after = text.to_owned();
    for _ in 0..8 {
        let seen = see(&after);
        let same = |it: &&Diagnostic| (it.name, &it.message) == (wanted.name, &wanted.message);
        let Some(it) = seen.found.iter().find(same) else { return };
        let mended = mend(std::slice::from_ref(it), &seen.sources, false);
        // It waits until the file can be read again.
        let Some(text) = mended.texts.into_values().next() else { return };
        assert!(text != after, "{} changes nothing in\n{text}", it.message);
        after = text;
    }
    panic!("{} stays in\n{text}\nmended:\n{after}", wanted.message);
}

#[test]
fn nothing_changed_is_nothing_and_everything_backwards_is_its_mirror() {
    let (all, mut dice) = (sound(), Dice(29));
    let (mut schools, mut changes) = (0, 0);
    let mut before: Option<(String, School)> = None;
    for nth in 0..COUNT {
        // Two of each sample follow one another, so that little parts them.
        let text = varied(&all, nth / 2, &mut dice);
        let Some(school) = see(&text).school else { continue };
        schools += 1;
        if let Some((earlier, other)) = &before {
            let found = catch_unwind(AssertUnwindSafe(|| mirrored(other, &school).len()));
            changes += found.unwrap_or_else(|_| panic!("between\n{earlier}\nand\n{text}"));
        }
        before = Some((text, school));
    }
    assert!(schools > 100 && changes > 300, "only {schools} schools and {changes} changes");
}

#[test]
fn laying_out_changes_nothing_in_meaning() {
    let (all, mut dice) = (sound(), Dice(41));
    let mut schools = 0;
    for nth in 0..COUNT {
        let text = varied(&all, nth, &mut dice);
        let Some(school) = see(&text).school else { continue };
        schools += 1;
        let mut sources = Sources::default();
        let id = sources.add("a.byelaw", text.as_str());
        let printed = print(&parse(sources.get(id)).value);
        let again = see(&printed).school.unwrap_or_else(|| panic!("no school any more:\n{printed}"));
        let changes = diff(&school, &again, day(AS_OF), &[]);
        assert!(changes.is_empty(), "{changes:#?}\n{text}\nlaid out:\n{printed}");
    }
    assert!(schools > 100, "only {schools} schools");
}
