//! How the schools of the oracle are thrown: seeded dice, and what they may fall on.

use super::evaluate::never;
use super::world::{CALENDAR, Clause, INSPECTION, If, LADDER, Rule, THING, Table, UNCLOCKED, Value, World};

const SUBJECTS: &[&str] =
    &["staff", "pupils", "council", "teachers", "year-5", "year-6", "visitors", "head", "everyone", "everyone"];
const PERSONS: &[&str] = &["staff", "pupils", "council", "teachers", "year-6", "visitors", "head"];
const GADGETS: &[&str] = &["own", "phone", "tablet", "laptop"];
const SPOTS: &[&str] = &["premises", "hall", "staffroom", "yard"];
const WINDOWS: &[(u32, u32)] = &[(730, 790), (525, 735), (780, 900), (1200, 480), (1260, 1440), (0, 545)];
const CLOCKS: &[u32] = &[525, 730, 780, 1290];
const DATES: &[&str] =
    &["2026-12-18", "2026-12-09", "2026-12", "2027-02", "2027", "2026-11-01..2026-12-08", "2027-01-11..2027-03-05"];
const TERMS: &[(&str, i32)] = &[("autumn", 2026), ("spring", 2027), ("summer", 2027), ("spring", 2028)];

/// A seeded generator: the same schools on every machine.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    /// True so many times in a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }

    pub(crate) fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }
}

impl Table {
    fn throw(dice: &mut Dice) -> Self {
        let mut mark = || dice.one(&["yes", "no", "ask", "some", "never", "?", "", "", ""]);
        let marks = [[mark(), mark(), mark()], [mark(), mark(), mark()]];
        let otherwise = dice.one(&[None, None, Some("must not"), Some("may if plan")]);
        Self { who: dice.one(&["everyone", "everyone", "everyone", "pupils"]), marks, otherwise }
    }
}

impl World {
    pub(crate) fn throw(dice: &mut Dice) -> Self {
        let mut table = Table::throw(dice);
        while table.cells().iter().any(never) {
            table = Table::throw(dice);
        }
        let calendar = &CALENDAR[..dice.one(&[0, 2, 3])];
        let mut world = Self { sentences: Vec::new(), table, calendar };
        let count = 2 + dice.roll(6);
        for nth in 0..count {
            let mut sentence = sensible(dice, nth);
            if dice.chance(40) {
                sentence.despite = world.targets(dice, nth, count);
            }
            world.sentences.push(sentence);
        }
        world
    }

    /// What a sentence may be an exception to: another sentence, its block, the table, or a cell.
    pub(crate) fn targets(&self, dice: &mut Dice, nth: usize, count: usize) -> Vec<String> {
        let label = |dice: &mut Dice| format!("r.l{}", (nth + 1 + dice.roll(count - 1)) % count);
        let cells = self.table.cells();
        match dice.roll(10) {
            0 => vec!["r".to_owned()],
            1 if !cells.is_empty() => vec!["t".to_owned()],
            2 | 3 if !cells.is_empty() => vec![cells[dice.roll(cells.len())].address.clone()],
            4 if !cells.is_empty() => vec![label(dice), "t".to_owned()],
            _ => vec![label(dice)],
        }
    }
}

/// A sentence whose times leave some minute and some day.
fn sensible(dice: &mut Dice, nth: usize) -> Rule {
    loop {
        let sentence = sentence(dice, nth);
        if !never(&sentence) {
            return sentence;
        }
    }
}

/// A sentence that is no exception yet.
pub(crate) fn sentence(dice: &mut Dice, nth: usize) -> Rule {
    let strength = dice.one(&["may", "may", "may", "may", "must", "must not", "must not", "should not", "undecided"]);
    // Half of the undecided are thrown again, so that they do not cover the others.
    let strength = if strength == "undecided" && dice.chance(50) { "may" } else { strength };
    let clauses = vec![list(dice, "who", SUBJECTS, "visiting choirs", "those who are late", &["year-6", "council"])];
    let address = format!("r.l{nth}");
    let notes =
        dice.one(&["", "", "", "", "", " because \"it is so\"", " cites \"the handbook\"", " leaving \"a note\""]);
    let locked = dice.chance(8);
    let mut rule = Rule { address, strength, clauses, ifs: vec![], despite: vec![], notes, locked };
    let phrase = match dice.roll(20) {
        0..10 => Some(vec![Value::Name(dice.one(&LADDER))]),
        10 => Some(vec![Value::Name("full"), Value::Name("none")]),
        11 => Some(vec![Value::Name(dice.one(PERSONS))]),
        12 => Some(vec![Value::Name(dice.one(GADGETS))]),
        13 => Some(vec![Value::Name(dice.one(SPOTS))]),
        _ => None,
    };
    rule.clauses.extend(phrase.map(|values| Clause::of("join", &values)));
    for (kind, percent) in CLAUSES.iter().zip([30, 30, 30, 10, 8, 8, 5, 15]) {
        if dice.chance(percent) {
            add(dice, &mut rule, kind);
        }
    }
    for words in ["signed", "plan", "\"the fee is paid\"", "permission of head"] {
        if dice.chance(9) {
            rule.ifs.push(If { words, not: dice.chance(40) });
        }
    }
    rule
}

/// The kinds of clauses that a sentence may have.
pub(crate) const CLAUSES: [&str; 8] = ["on", "in", "time", "time", "length", "edge", "number", "company"];

/// Adds a clause of a kind, unless its word or its dimension is taken.
pub(crate) fn add(dice: &mut Dice, rule: &mut Rule, kind: &str) {
    let clause = match kind {
        "on" => on(dice, rule),
        "in" => list(dice, "in", SPOTS, "the shed", "the stage", &["hall", "yard"]),
        "time" => time(dice),
        "length" => length(dice),
        "edge" => edge(dice),
        "number" => number(dice),
        _ => company(dice),
    };
    let follows = rule.clause("join").map(|it| it.values[0]);
    let spot = follows.is_some_and(|it| SPOTS.iter().any(|name| it == Value::Name(name)));
    if rule.clause(clause.word).is_none() && !(clause.word == "in" && spot) {
        rule.clauses.push(clause);
    }
}

/// A list with, now and then, a second name, quoted words, and something left out.
fn list(
    dice: &mut Dice,
    word: &'static str,
    names: &[&'static str],
    quoted: &'static str,
    left: &'static str,
    out: &[&'static str],
) -> Clause {
    let mut clause = Clause::of(word, &[Value::Name(dice.one(names))]);
    let second = Value::Name(dice.one(names));
    let everyone = [clause.values[0], second].contains(&Value::Name("everyone"));
    match dice.roll(12) {
        0 if !everyone && second != clause.values[0] => clause.values.push(second),
        1 if !everyone => clause.values.push(Value::Quoted(quoted)),
        2 if dice.chance(50) => clause.values = vec![Value::Quoted(quoted)],
        _ => {}
    }
    match dice.roll(16) {
        0 | 1 => clause.except.push(Value::Name(dice.one(out))),
        2 => clause.except.push(Value::Quoted(left)),
        3 => clause.except.extend([Value::Name(dice.one(out)), Value::Quoted(left)]),
        _ => {}
    }
    clause
}

/// A device; where no device and no network follows the action, sometimes a network; and sometimes a website.
fn on(dice: &mut Dice, rule: &Rule) -> Clause {
    let follows = rule.clause("join").map(|it| it.values[0]);
    let taken = |names: &[&'static str]| follows.is_some_and(|it| names.iter().any(|name| it == Value::Name(name)));
    if dice.chance(6) || taken(GADGETS) {
        Clause::of("on", &[Value::Name(THING)])
    } else if dice.chance(20) && !taken(&LADDER) {
        list(dice, "on", &LADDER, "the mast", "a guest line", &["none"])
    } else {
        list(dice, "on", GADGETS, "a toy", "broken ones", &["phone", "laptop"])
    }
}

/// Something that can be placed in time.
fn moment(dice: &mut Dice) -> Value {
    match dice.roll(8) {
        0..3 => Value::Name(dice.one(&["lunch", "midday", "night", INSPECTION.0])),
        3 => {
            let (from, until) = dice.one(WINDOWS);
            Value::Window(from, until)
        }
        4..6 => Value::Date(dice.one(DATES)),
        _ => {
            let (season, year) = dice.one(TERMS);
            Value::Term(season, year)
        }
    }
}

/// When: `during` half of the time, any other word otherwise.
fn time(dice: &mut Dice) -> Clause {
    let word = dice.one(&["during", "during", "during", "during", "before", "after", "from", "until", "by", "within"]);
    let mut clause = Clause::of(word, &[moment(dice)]);
    if word == "during" {
        let declared = matches!(clause.values[0], Value::Name(_) | Value::Window(..));
        match dice.roll(16) {
            0 => clause.values = vec![Value::Name(UNCLOCKED)],
            1 => clause.values.push(Value::Quoted("the trip")),
            2 => clause.values = vec![Value::Quoted("the trip")],
            3 => clause.values = vec![Value::Name("lunch"), Value::Date("2026-12-18")],
            4 if declared => clause.except.push(Value::Name(dice.one(&["lunch", "midday", INSPECTION.0]))),
            5 if declared => clause.except.push(Value::Quoted("wet play")),
            6 if declared => clause.except.extend([Value::Date("2026-12-09"), Value::Quoted("wet play")]),
            _ => {}
        }
    } else if word != "within" && dice.chance(30) {
        clause.values = vec![Value::Clock(dice.one(CLOCKS))];
    }
    clause
}

/// How often or how long; a stretch behind such a word is a time.
fn length(dice: &mut Dice) -> Clause {
    let (word, value) = dice.one(&[
        ("within", Value::Length("2 days")),
        ("within", Value::Quoted("an hour of asking")),
        ("every", Value::Quoted("Friday")),
        ("every", Value::Quoted("Friday")),
        ("every", Value::Length("week")),
        ("every", Value::Length("2 weeks")),
        ("every", Value::Name("lunch")),
        ("lasting", Value::Length("2 hours")),
        ("lasting", Value::Quoted("a lesson")),
        ("lasting", Value::Window(525, 735)),
    ]);
    Clause::of(word, &[value])
}

/// A moment that nobody can place: a person, an event.
fn edge(dice: &mut Dice) -> Clause {
    let (word, value) = dice.one(&[
        ("by", Value::Name("head")),
        ("from", Value::Name("head")),
        ("after", Value::Quoted("a warning")),
        ("until", Value::Quoted("the bell")),
        ("before", Value::Name(UNCLOCKED)),
    ]);
    Clause::of(word, &[value])
}

fn number(dice: &mut Dice) -> Clause {
    let word = dice.one(&["at most", "at least", "exactly"]);
    Clause::of(word, &[Value::Length(dice.one(&["2 pupils", "3 visitors"]))])
}

/// To, with or about whom, and what for.
fn company(dice: &mut Dice) -> Clause {
    match dice.roll(8) {
        0 => Clause::of("for", &[Value::Quoted("a lesson")]),
        1 => Clause::of("with", &[Value::Quoted("a grown-up")]),
        2 => Clause::of("about", &[Value::Name(THING)]),
        _ => {
            let word = dice.one(&["to", "with", "with", "about", "for"]);
            let mut clause = list(dice, word, PERSONS, "the band", "newcomers", &["teachers", "year-6"]);
            // Behind quoted words alone, nothing is left out.
            if clause.values.iter().all(|it| matches!(it, Value::Quoted(_))) {
                clause.except.clear();
            }
            clause
        }
    }
}
