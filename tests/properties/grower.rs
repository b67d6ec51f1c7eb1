//! What properties are tried on: chance that is the same on every machine, and random sources that have no fault.

use byelaw::word::{Kind, Strength, Word};

/// A seeded generator: the same numbers on every machine.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

/// Writes random sources that have no fault, over every shape of line and every clause.
pub(super) struct Grower {
    pub(super) dice: Dice,
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

    pub(super) fn lines(&mut self, depth: usize) -> String {
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
