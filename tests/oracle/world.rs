//! The schools that the oracle throws: their words, their rules, and the files that say them.
//!
//! A rule is kept as it was thrown, clause by clause. Nothing here knows what a clause means, only where it may be written.

use std::fmt::{self, Display, Formatter};

/// The value of a dimension for whatever nobody has named.
pub(crate) const OTHER: &str = "other";
/// In place of a thing or a person: what is done is done to a device, a network or a place.
pub(crate) const NOTHING: &str = "nothing";

const WORDS: &str = "school oakfield \"Oakfield Primary School\"
users {
  staff \"Staff\":   teachers, assistants
  pupils \"Pupils\": year-5, year-6
  council \"School council\": teachers, year-6
  visitors \"Visitors\"
}
devices {
  own \"Own devices\": phone, tablet
  laptop \"Laptop\"
}
networks {
  reach: full > internet > none
}
places {
  premises \"The premises\": hall, staffroom
  yard \"Yard\"
}
times {
  lunch:  12:10..13:10
  midday: 12:00..13:00
  night \"the night\": 21:30..07:00
  exams \"exams\"
  inspection \"the inspection\": 2026-12-07..2026-12-11
}
things {
  portal \"the portal\"
}
actions {
  join \"connect to\"
}
conditions {
  signed \"a form is signed\"
  plan \"a plan says so\"
}
role head \"Headteacher\"
";

/// Every single value of each dimension.
pub(crate) const WHO: [&str; 7] = ["teachers", "assistants", "year-5", "year-6", "visitors", "head", OTHER];
pub(crate) const OBJECTS: [&str; 9] =
    ["teachers", "assistants", "year-5", "year-6", "visitors", "head", "portal", OTHER, NOTHING];
pub(crate) const DEVICES: [&str; 4] = ["phone", "tablet", "laptop", OTHER];
pub(crate) const NETWORKS: [&str; 4] = ["full", "internet", "none", OTHER];
pub(crate) const PLACES: [&str; 4] = ["hall", "staffroom", "yard", OTHER];
/// The ladder, widest first.
pub(crate) const LADDER: [&str; 3] = ["full", "internet", "none"];

/// The names of groups, each with its members; a name that does not stand here stands for itself.
pub(crate) const GROUPS: [(&str, &[&str]); 6] = [
    ("staff", &["teachers", "assistants"]),
    ("pupils", &["year-5", "year-6"]),
    ("council", &["teachers", "year-6"]),
    ("own", &["phone", "tablet"]),
    ("premises", &["hall", "staffroom"]),
    ("everyone", &WHO),
];
/// Declared times with a window, in minutes of the day.
pub(crate) const CLOCKED: [(&str, u32, u32); 3] = [("lunch", 730, 790), ("midday", 720, 780), ("night", 1290, 420)];
/// A declared time without a window, and one that is a window of dates.
pub(crate) const UNCLOCKED: &str = "exams";
pub(crate) const INSPECTION: (&str, &str) = ("inspection", "2026-12-07..2026-12-11");
/// A thing; behind `on` or `in` it is a condition.
pub(crate) const THING: &str = "portal";

/// Terms with their first and last days, as `terms.yaml` gives them.
pub(crate) type Calendar = &'static [(&'static str, i32, &'static str, &'static str)];
pub(crate) const CALENDAR: Calendar = &[
    ("autumn", 2026, "2026-09-02", "2026-12-18"),
    ("spring", 2027, "2027-01-04", "2027-03-26"),
    ("summer", 2027, "2027-04-12", "2027-07-22"),
];

/// A member of a list, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Name(&'static str),
    Quoted(&'static str),
    /// How long, how often or how many: `2 days`, `week`, `2 pupils`.
    Length(&'static str),
    /// A moment, in minutes of the day.
    Clock(u32),
    Window(u32, u32),
    /// A day, a month, a year or a window of days.
    Date(&'static str),
    Term(&'static str, i32),
}

impl Value {
    pub(crate) fn text(&self) -> String {
        let clock = |at: &u32| format!("{:02}:{:02}", at / 60, at % 60);
        match self {
            Self::Name(text) | Self::Length(text) | Self::Date(text) => (*text).to_owned(),
            Self::Quoted(text) => format!("\"{text}\""),
            Self::Clock(at) => clock(at),
            Self::Window(from, until) => format!("{}..{}", clock(from), clock(until)),
            Self::Term(season, year) => format!("{season} {year}"),
        }
    }
}

/// Values with commas between them.
pub(crate) fn listed<'a>(values: impl IntoIterator<Item = &'a Value>) -> String {
    values.into_iter().map(Value::text).collect::<Vec<_>>().join(", ")
}

/// A clause word with its values; `who` stands for the subject, `join` for what follows the action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    pub(crate) word: &'static str,
    pub(crate) values: Vec<Value>,
    pub(crate) except: Vec<Value>,
}

impl Clause {
    pub(crate) fn of(word: &'static str, values: &[Value]) -> Self {
        Self { word, values: values.to_vec(), except: Vec::new() }
    }

    /// The values, and those behind `except`.
    pub(crate) fn text(&self) -> String {
        let except = if self.except.is_empty() { String::new() } else { format!(" except {}", listed(&self.except)) };
        listed(&self.values) + &except
    }
}

/// A condition behind `if`: its words as they are written, without `not`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct If {
    pub(crate) words: &'static str,
    pub(crate) not: bool,
}

/// A sentence, a cell of the table, or what the table says `otherwise`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) address: String,
    pub(crate) strength: &'static str,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) ifs: Vec<If>,
    pub(crate) despite: Vec<String>,
    /// What decides nothing: `because`, `cites`, `leaving`.
    pub(crate) notes: &'static str,
    pub(crate) locked: bool,
}

impl Rule {
    pub(crate) fn clause(&self, word: &str) -> Option<&Clause> {
        self.clauses.iter().find(|it| it.word == word)
    }

    /// The line of a sentence.
    fn line(&self) -> String {
        let label = self.address.split('.').nth(1).expect("a label");
        let (who, rest) = self.clauses.split_first().expect("a subject");
        let locked = if self.locked { "locked " } else { "" };
        let mut line = format!("  {locked}{label}: {} {} join", who.text(), self.strength);
        for clause in rest {
            let word = if clause.word == "join" { String::new() } else { format!(" {}", clause.word) };
            line.push_str(&format!("{word} {}", clause.text()));
        }
        let turned = |it: &If| if it.not { format!("not {}", it.words) } else { it.words.to_owned() };
        let ifs: Vec<String> = self.ifs.iter().map(turned).collect();
        for (word, values) in [(" if ", ifs.join(" and ")), (" despite ", self.despite.join(", "))] {
            if !values.is_empty() {
                line.push_str(word);
                line.push_str(&values);
            }
        }
        line + self.notes + "\n"
    }
}

/// A table: two steps of the ladder by three devices, in the premises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) who: &'static str,
    pub(crate) marks: [[&'static str; 3]; 2],
    /// `must not`, or `may` if there is a plan.
    pub(crate) otherwise: Option<&'static str>,
}

const ROWS: [&str; 2] = ["full", "internet"];
const COLUMNS: [&str; 3] = ["phone", "tablet", "laptop"];

impl Table {
    /// A rule about a row and a column, or about several of them.
    fn rule(&self, at: &str, strength: &'static str, rows: &[&'static str], columns: &[&'static str]) -> Rule {
        let names = |all: &[&'static str]| all.iter().map(|it| Value::Name(it)).collect::<Vec<_>>();
        let clauses = vec![
            Clause::of("who", &[Value::Name(self.who)]),
            Clause::of("join", &names(rows)),
            Clause::of("on", &names(columns)),
            Clause::of("in", &[Value::Name("premises")]),
        ];
        let address = format!("t.{at}");
        Rule { address, strength, clauses, ifs: vec![], despite: vec![], notes: "", locked: false }
    }

    pub(crate) fn cells(&self) -> Vec<Rule> {
        let mut cells = Vec::new();
        for (row, marks) in ROWS.into_iter().zip(self.marks) {
            for (column, mark) in COLUMNS.into_iter().zip(marks) {
                let strength = match mark {
                    "" => continue,
                    "no" | "never" => "must not",
                    "?" => "undecided",
                    _ => "may",
                };
                let mut cell = self.rule(&format!("join-{row}.{column}"), strength, &[row], &[column]);
                match mark {
                    "ask" => cell.ifs.push(If { words: "signed", not: false }),
                    "some" => cell.clauses.push(Clause::of("during", &[Value::Window(730, 790)])),
                    "never" => cell.clauses.push(Clause::of("every", &[Value::Quoted("Friday")])),
                    _ => {}
                }
                cells.push(cell);
            }
        }
        cells
    }

    fn source(&self) -> String {
        let mut lines = format!("table t \"Table\" for {} in premises {{\n  | | phone | tablet | laptop |\n", self.who);
        for (row, marks) in ROWS.iter().zip(self.marks) {
            lines.push_str(&format!("  | join {row} | {} |\n", marks.join(" | ")));
        }
        let used = |mark: &str| self.marks.iter().flatten().any(|it| *it == mark);
        for (mark, says) in
            [("ask", "may if signed"), ("some", "may during 12:10..13:10"), ("never", "must not every \"Friday\"")]
        {
            if used(mark) {
                lines.push_str(&format!("  {mark}: {says}\n"));
            }
        }
        let otherwise = self.otherwise.map(|says| format!("  otherwise: {says}\n")).unwrap_or_default();
        lines + &otherwise + "}\n"
    }
}

/// A thrown school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct World {
    pub(crate) sentences: Vec<Rule>,
    pub(crate) table: Table,
    pub(crate) calendar: Calendar,
}

impl World {
    /// The sentences and the cells.
    pub(crate) fn rules(&self) -> Vec<Rule> {
        self.sentences.iter().cloned().chain(self.table.cells()).collect()
    }

    /// What the table says `otherwise`, about every one of its cells.
    pub(crate) fn otherwise(&self) -> Option<Rule> {
        let says = self.table.otherwise?;
        let may = says.starts_with("may");
        let mut rule = self.table.rule("otherwise", if may { "may" } else { "must not" }, &ROWS, &COLUMNS);
        rule.ifs.extend(may.then_some(If { words: "plan", not: false }));
        Some(rule)
    }

    /// The `.byelaw` text.
    pub(crate) fn source(&self) -> String {
        let lines: String = self.sentences.iter().map(Rule::line).collect();
        format!("{WORDS}rules r \"Rules\" {{\n{lines}}}\n{}", self.table.source())
    }

    /// The text of `terms.yaml`, if there is one.
    pub(crate) fn terms(&self) -> Option<String> {
        let line = |(season, year, starts, ends): &(_, _, _, _)| {
            format!("  - {{ term: {season} {year}, starts: {starts}, ends: {ends} }}\n")
        };
        let lines: String = self.calendar.iter().map(line).collect();
        (!lines.is_empty()).then(|| format!("terms:\n{lines}"))
    }
}

/// Days since 1 March of the year 0.
pub(crate) type Day = i32;

/// The day that is written `2026-12-18`.
pub(crate) fn day(text: &str) -> Day {
    let parts: Vec<i32> = text.split('-').map(|it| it.parse().expect("a number")).collect();
    let [year, month, day] = parts[..] else { panic!("not a day: {text}") };
    // Years that begin in March have their odd day at the end.
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1
}

/// How a day is written.
pub(crate) fn written(at: Day) -> String {
    let mut years = 1970..2100;
    let year = years.find(|it| day(&format!("{}-01-01", it + 1)) > at).expect("a year near ours");
    let month = (1..=12).rev().find(|it| day(&format!("{year}-{it:02}-01")) <= at).expect("a month");
    format!("{year}-{month:02}-{:02}", at - day(&format!("{year}-{month:02}-01")) + 1)
}

/// The first and the last day of a day, a month, a year, or a window of days.
pub(crate) fn first_and_last(text: &str) -> (Day, Day) {
    if let Some((first, last)) = text.split_once("..") {
        return (day(first), day(last));
    }
    let parts: Vec<i32> = text.split('-').map(|it| it.parse().expect("a number")).collect();
    match parts[..] {
        [year] => (day(&format!("{year}-01-01")), day(&format!("{year}-12-31"))),
        [year, 12] => (day(&format!("{year}-12-01")), day(&format!("{year}-12-31"))),
        [year, month] => (day(&format!("{year}-{month}-01")), day(&format!("{year}-{}-01", month + 1)) - 1),
        _ => (day(text), day(text)),
    }
}

/// A time of day: a minute, or a declared time without a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Time {
    Minute(u32),
    Named(&'static str),
}

/// One value of each dimension, and a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) who: &'static str,
    pub(crate) object: &'static str,
    pub(crate) device: &'static str,
    pub(crate) network: &'static str,
    pub(crate) place: &'static str,
    pub(crate) time: Time,
    pub(crate) day: Day,
}

impl Display for Case {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let Self { who, object, device, network, place, time, day } = self;
        let time = match time {
            Time::Minute(at) => Value::Clock(*at).text(),
            Time::Named(name) => (*name).to_owned(),
        };
        let day = written(*day);
        write!(out, "who {who}, to {object}, on {device}, network {network}, in {place}, at {time}, on {day}")
    }
}
