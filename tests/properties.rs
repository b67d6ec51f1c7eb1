//! What must hold for any text: nothing panics, every span lies in its text, and printing keeps the tree.

use byelaw::config::Config;
use byelaw::document::documents;
use byelaw::export;
use byelaw::lint::lint;
use byelaw::model::date::Calendar;
use byelaw::model::people::People;
use byelaw::resolve::resolve;
use byelaw::source::Sources;
use byelaw::syntax::{parse, print::print};

use crate::harness::{AS_OF, day, policies};

/// A seeded generator: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

fn corpus() -> Vec<String> {
    let mut paths: Vec<_> = std::fs::read_dir(policies("gorsemoor"))
        .expect("a school")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|it| it == "byelaw"));
    paths.iter().map(|path| std::fs::read_to_string(path).expect("a source")).collect()
}

/// Parses, and holds the result to everything that is true of any text.
fn hold(text: &str) {
    let mut sources = Sources::default();
    let id = sources.add("any", text);
    let parsed = parse(sources.get(id));
    for found in &parsed.diagnostics {
        let span = found.primary.span;
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(
            end <= text.len() && text.is_char_boundary(start) && text.is_char_boundary(end),
            "{span:?} in {text:?}"
        );
        assert!(found.help.is_some(), "no next step: {}", found.message);
    }
    if parsed.diagnostics.is_empty() {
        let printed = print(&parsed.value);
        let mut again = Sources::default();
        let id = again.add("printed", printed.as_str());
        let second = parse(again.get(id));
        assert!(second.diagnostics.is_empty(), "printed text has faults: {:?}\n{printed}", second.diagnostics);
        assert_eq!(print(&second.value), printed, "printing twice changes something");
    }
}

#[test]
fn sources_with_a_few_bytes_changed() {
    let mut dice = Dice(7);
    let signs = [
        "{",
        "}",
        "\"",
        "\"\"\"",
        "|",
        "#",
        "\n",
        ":",
        ",",
        ">",
        "é",
        "must",
        " if ",
        "..",
        "2016-13-45",
        "\u{202e}",
        "\u{a0}",
        "\t",
        "\\",
        "every",
    ];
    for text in corpus() {
        for _ in 0..60 {
            let changed = changed(&text, &signs, &mut dice);
            hold(&changed);
        }
    }
}

/// A text with some of its bytes replaced by one of these signs.
fn changed(text: &str, signs: &[&str], dice: &mut Dice) -> String {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let at = bounds[dice.roll(bounds.len())];
    let mut until = (at + dice.roll(40)).min(text.len());
    while !text.is_char_boundary(until) {
        until -= 1;
    }
    let mut changed = text.to_owned();
    changed.replace_range(at..until.max(at), signs[dice.roll(signs.len())]);
    changed
}

#[test]
fn a_whole_school_with_a_few_words_changed() {
    let mut dice = Dice(23);
    let words = [
        "headteacher",
        "pupils",
        "\"x\"",
        "|",
        "2016",
        "spring 2017",
        "if not",
        "despite",
        "",
        "show",
        "otherwise: must not",
        "\n}\n",
        "everyone",
    ];
    let corpus = corpus();
    for _ in 0..50 {
        let which = dice.roll(corpus.len());
        let mut sources = Sources::default();
        let texts = corpus
            .iter()
            .enumerate()
            .map(|(nth, text)| if nth == which { changed(text, &words, &mut dice) } else { text.clone() });
        let ids: Vec<_> = texts.collect::<Vec<_>>().into_iter().map(|text| sources.add("a", text)).collect();
        let files: Vec<_> = ids.into_iter().map(|id| parse(sources.get(id)).value).collect();
        let resolved = resolve(&files, People::default(), Calendar::default());
        if resolved.has_errors() {
            continue;
        }
        let school = resolved.value.expect("a school without an error");
        lint(&school, &Config::default(), day(AS_OF));
        documents(&school, day(AS_OF), true);
        export::collect(&school, &sources, day(AS_OF));
    }
}

#[test]
fn heaps_of_signs() {
    let mut dice = Dice(11);
    let words = [
        "role", "a", "b-c", "must", "may", "\"x\"", "{", "}", ":", ",", "in", "every", "term", "if", "and", "|", "\n",
        "\n\n", "#", "\"\"\"", "2016", "..", "ask", "sign", "yes", "é",
    ];
    for _ in 0..3000 {
        let count = dice.roll(40);
        let text: Vec<&str> = (0..count).map(|_| words[dice.roll(words.len())]).collect();
        hold(&text.join(" "));
    }
}

#[test]
fn deep_prose_is_refused_and_nothing_overflows() {
    for prose in
        ["> ".repeat(50_000), "- ".repeat(5_000), "*a **b ".repeat(5_000), "[".repeat(20_000), "`".repeat(20_001)]
    {
        let text = format!("school s \"S\"\npolicy p \"P\" {{\n  \"\"\"\n  {prose}x\n  \"\"\"\n}}\n");
        hold(&text);
        let mut sources = Sources::default();
        let id = sources.add("deep", text);
        let resolved = resolve(&[parse(sources.get(id)).value], People::default(), Calendar::default());
        if let Some(school) = resolved.value {
            documents(&school, day(AS_OF), true);
        }
    }
}

#[test]
fn deep_and_long_texts_end() {
    hold(&"section a \"A\" {\n".repeat(5_000));
    hold(&"{".repeat(100_000));
    hold(&format!("a: {}", "b, ".repeat(50_000)));
    hold(&"\"".repeat(100_001));
    hold(&"| ".repeat(20_000));
}
