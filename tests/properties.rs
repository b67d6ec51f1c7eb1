//! What must hold for any text: nothing panics, every span lies in its text, and printing keeps the tree.

mod grower;
mod schools;

use byelaw::config::Config;
use byelaw::document::documents;
use byelaw::export;
use byelaw::lint::lint;
use byelaw::model::date::Calendar;
use byelaw::model::people::People;
use byelaw::resolve::resolve;
use byelaw::source::Sources;
use byelaw::syntax::{ast, parse, print::print};

use crate::fuzz_corpus::targets;
use crate::harness::{AS_OF, day, policies};
use grower::{Dice, Grower};

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
    targets::hold(&parsed.diagnostics, &sources);
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
        resolve(&files, &files, People::default(), Calendar::default());
        let resolved = resolve(&[], &files, People::default(), Calendar::default());
        targets::hold(&resolved.diagnostics, &sources);
        if resolved.has_errors() {
            continue;
        }
        let school = resolved.value.expect("a school without an error");
        targets::hold(&lint(&school, &Config::default(), day(AS_OF)), &sources);
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
        let resolved = resolve(&[], &[parse(sources.get(id)).value], People::default(), Calendar::default());
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

/// The tree as text, without places and with the clauses of each line in the language's own order.
fn dump(file: &ast::File) -> String {
    let mut file = file.clone();
    order(&mut file.lines);
    let text = format!("{:?}", file.lines);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(": ") {
        let (front, back) = rest.split_at(at + 2);
        out.push_str(front);
        let place = ["Span {", "["].iter().find(|open| back.starts_with(**open));
        rest = match place {
            _ if front.ends_with(" at: ") => back.trim_start_matches(|it: char| it.is_ascii_digit()),
            Some(&"Span {") => back.split_once('}').map_or(back, |(_, rest)| rest),
            Some(_) if back[1..].starts_with(|it: char| it.is_ascii_digit()) => {
                back.split_once(']').map_or(back, |(_, rest)| rest)
            }
            _ => back,
        };
    }
    out + rest
}

fn order(lines: &mut [ast::Line]) {
    for line in lines {
        let clauses = match &mut line.kind {
            ast::LineKind::Declaration(it) => {
                order(it.block.as_deref_mut().unwrap_or_default());
                &mut it.clauses
            }
            ast::LineKind::Sentence(it) => &mut it.clauses,
            ast::LineKind::Paper(it) => &mut it.clauses,
            ast::LineKind::Field(it) => &mut it.clauses,
            ast::LineKind::Waiver(it) => &mut it.clauses,
            _ => continue,
        };
        clauses.sort_by_key(|clause| clause.word.value);
        line.remarks.sort_by(|one, other| one.text.cmp(&other.text));
    }
}

#[test]
fn printing_keeps_every_tree() {
    let mut grower = Grower { dice: Dice(5) };
    let mut seen = 0;
    for _ in 0..1500 {
        let text = grower.lines(0);
        let mut sources = Sources::default();
        let id = sources.add("grown", text.as_str());
        let first = parse(sources.get(id));
        assert!(first.diagnostics.is_empty(), "{:?}\n{text}", first.diagnostics);
        let printed = print(&first.value);
        let id = sources.add("printed", printed.as_str());
        let second = parse(sources.get(id));
        assert!(second.diagnostics.is_empty(), "{:?}\n{text}\nprinted:\n{printed}", second.diagnostics);
        assert_eq!(print(&second.value), printed, "printing twice changes something in\n{text}");
        assert_eq!(
            dump(&first.value),
            dump(&second.value),
            "printing changes the tree of\n{text}\nprinted:\n{printed}"
        );
        seen += first.value.lines.len();
    }
    assert!(seen > 3000, "only {seen} lines");
}
