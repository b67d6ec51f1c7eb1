//! What must hold for any text: nothing panics, every span lies in its text, and printing keeps the tree.

use byelaw::config::Config;
use byelaw::document::documents;
use byelaw::export;
use byelaw::lint::lint;
use byelaw::model::date::Calendar;
use byelaw::model::people::People;
use byelaw::resolve::resolve;
use byelaw::source::Sources;
use byelaw::syntax::{ast, parse, print::print};
use byelaw::word::{Kind, Strength, Word};

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
        assert!(found.related.iter().all(|it| it.span.end as usize <= text.len()), "{found:?}");
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
        resolve(&files, &files, People::default(), Calendar::default());
        let resolved = resolve(&[], &files, People::default(), Calendar::default());
        for found in &resolved.diagnostics {
            assert!(found.help.is_some(), "no next step: {}", found.message);
        }
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

/// Writes random sources that have no fault, over every shape of line and every clause.
struct Grower {
    dice: Dice,
}

/// Names, some of which begin like words of the language.
const NAMES: [&str; 14] = [
    "pupils",
    "headteacher",
    "year-6",
    "ks1",
    "x",
    "in-hand",
    "before-school",
    "every-day",
    "iffy",
    "notes",
    "tomorrow",
    "promise-book",
    "must-see",
    "at-home",
];
const QUOTES: [&str; 9] =
    ["", "be kind", "a # b", "{x} }", "“so”, he said", "say \\\"no\\\"", "back\\\\slash", "x: must | y", "é, à"];
const MOMENTS: [&str; 8] =
    ["2016-06-15", "2016-04", "2016", "2016/17", "08:45", "spring 2017", "spring.2 2017", "15/06/2016"];

impl Grower {
    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.dice.roll(from.len())]
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.dice.roll(sides) == 0
    }

    fn name(&mut self) -> String {
        self.pick(&NAMES).to_owned()
    }

    fn quoted(&mut self) -> String {
        format!("\"{}\"", self.pick(&QUOTES))
    }

    fn maybe(&mut self, text: String) -> String {
        if self.one_in(2) { format!(" {text}") } else { String::new() }
    }

    /// A member that may stand anywhere: a name, a path, or quoted words.
    fn who(&mut self) -> String {
        match self.dice.roll(4) {
            0 => self.quoted(),
            1 => format!("{}.{}", self.name(), self.name()),
            _ => self.name(),
        }
    }

    fn item(&mut self) -> String {
        match self.dice.roll(7) {
            0 => self.pick(&MOMENTS).to_owned(),
            1 => self.pick(&["12:10..13:10", "2026-05-01..2026-06-20", "..2017", "08:45..", "2016 .. 2017"]).to_owned(),
            2 => format!("{} {}", self.dice.roll(99), self.pick(&["hours", "school-day", "characters"])),
            _ => self.who(),
        }
    }

    fn joined(&mut self, joint: &str, most: usize, one: fn(&mut Self) -> String) -> String {
        let count = 1 + self.dice.roll(most);
        (0..count).map(|_| one(self)).collect::<Vec<_>>().join(joint)
    }

    fn list_of(&mut self, one: fn(&mut Self) -> String) -> String {
        let joint = if self.one_in(5) { " > " } else { self.pick(&[", ", ",", " , "]) };
        let mut list = self.joined(joint, 3, one);
        if self.one_in(5) {
            list.push_str(&format!(" except {}", self.joined(", ", 2, one)));
        }
        list
    }

    fn list(&mut self) -> String {
        self.list_of(Self::item)
    }

    fn condition(&mut self) -> String {
        let not = if self.one_in(3) { "not " } else { "" };
        let mut text = format!("{not}{}", self.who());
        if self.one_in(3) {
            text.push_str(&format!(" of {}", self.list_of(Self::who)));
        }
        if self.one_in(3) {
            text.push_str(&format!(" by {}", self.pick(&["08:45", "2016-06-15"])));
        }
        text
    }

    /// Clauses in any order, each word once, over one line or several.
    fn clauses(&mut self, conditions: bool) -> String {
        let mut words: Vec<Word> = Word::ALL.iter().copied().filter(|word| conditions || *word != Word::If).collect();
        let mut text = String::new();
        for _ in 0..self.dice.roll(4) {
            let word = words.remove(self.dice.roll(words.len()));
            let blank = self.pick(&[" ", "  ", "\n      ", "\t", " # why\n    "]);
            let value = match word {
                Word::HeldJointly | Word::Jointly => String::new(),
                Word::If => format!(" {}", self.joined(" and ", 3, Self::condition)),
                _ => format!(" {}", self.list()),
            };
            text.push_str(&format!("{blank}{}{value}", word.text()));
        }
        text
    }

    fn label(&mut self) -> String {
        let name = self.pick(&[&NAMES[..], &["form", "source", "term"]].concat()).to_owned();
        let title = self.quoted();
        let title = if self.one_in(4) { format!(" {title}") } else { String::new() };
        format!("{name}{title}{}", self.pick(&[":", " :"]))
    }

    fn sentence(&mut self) -> String {
        let mark = self.pick(&["", "", "", "locked ", "always "]);
        let who = self.list_of(Self::who);
        let who = self.maybe(who);
        let strength = Strength::ALL[self.dice.roll(Strength::ALL.len())].text();
        let phrase = match self.dice.roll(5) {
            0 => String::new(),
            1 => format!(" {} {}", self.name(), self.list()),
            2 => format!(" {}", self.name()),
            _ => format!(" {}", self.quoted()),
        };
        format!("{mark}{}{who} {strength}{phrase}{}", self.label(), self.clauses(true))
    }

    fn paper(&mut self) -> String {
        let label = self.label();
        match self.dice.roll(4) {
            0 => {
                let answers = ["if yes go x", "if no go end", "if silent no"];
                let given: Vec<&str> = answers[..self.dice.roll(4)].to_vec();
                format!("{label} ask {} {}{}", self.quoted(), given.join(" "), self.clauses(false))
            }
            1 => format!("{label} fill {}{}", self.quoted(), self.clauses(true)),
            2 => format!("{label} sign{}", self.clauses(true)),
            _ => {
                let giver = self.list_of(Self::who);
                format!("{label}{} promise {}{}", self.maybe(giver), self.quoted(), self.clauses(true))
            }
        }
    }

    fn row(&mut self) -> String {
        let count = 1 + self.dice.roll(4);
        let cells: Vec<String> = (0..count)
            .map(|_| match self.dice.roll(5) {
                0 => String::new(),
                1 => "?".to_owned(),
                2 => format!("{} {}", self.name(), self.name()),
                _ => self.name(),
            })
            .collect();
        format!("| {} |", cells.join(self.pick(&[" | ", "|", "  |  "])))
    }

    fn text(&mut self) -> String {
        let lines = ["Some *words*.", "", "- a point", "  deeper", "Ask {headteacher}; say \"yes\".", "# no remark"];
        let count = self.dice.roll(6);
        let body: String = (0..count).map(|_| format!("    {}\n", self.pick(&lines))).collect();
        format!("\"\"\"\n    First.\n{body}\"\"\"")
    }

    fn declaration(&mut self, depth: usize) -> String {
        let kind = Kind::ALL[self.dice.roll(Kind::ALL.len())].text();
        let (name, title) = (self.name(), self.quoted());
        let mut text = format!("{kind}{}{}{}", self.maybe(name), self.maybe(title), self.clauses(true));
        if depth < 3 && self.one_in(2) {
            let behind = self.pick(&["", "", "  # behind"]);
            text.push_str(&format!(" {{{behind}\n{}}}", self.lines(depth + 1)));
        }
        text
    }

    fn line(&mut self, depth: usize) -> String {
        match self.dice.roll(10) {
            0 | 1 => self.declaration(depth),
            2 | 3 => self.sentence(),
            4 => self.paper(),
            5 => format!("{} {}", self.label(), self.list()),
            6 => {
                let value = self.list();
                format!(
                    "{}{}{}",
                    self.pick(&["owner", "show", "in-hand", "letterhead"]),
                    self.maybe(value),
                    self.clauses(true)
                )
            }
            7 => self.row(),
            8 => self.text(),
            _ => format!("waive {}{}", self.name(), self.clauses(true)),
        }
    }

    fn lines(&mut self, depth: usize) -> String {
        let mut text = String::new();
        for _ in 0..self.dice.roll(6) {
            let indent = self.pick(&["", "  ", "\t"]);
            let behind = self.pick(&["", "", "", " # behind", "   "]);
            let after = self.pick(&["\n", "\n", "\n\n", "\n\n\n", "\n# alone\n"]);
            let line = self.line(depth);
            let behind = if line.ends_with('}') { "" } else { behind };
            text.push_str(&format!("{indent}{line}{behind}{after}"));
        }
        text
    }
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
