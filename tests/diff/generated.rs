//! Schools thrown by dice, and the same schools after some edits: the same pairs on every machine.

use std::collections::BTreeSet;

use byelaw::diff::{Aspect, diff};

use super::{held, mirrors};
use crate::harness::{AS_OF, Folder, day, school};

/// So many pairs are thrown.
const PAIRS: u64 = 120;
/// So many lines a school has.
const LINES: usize = 24;

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).expect("a small number")
    }

    fn pick(&mut self, all: &[&'static str]) -> &'static str {
        all[self.below(all.len())]
    }
}

/// One line, by the shape that it has, its number, and what was thrown for it.
#[derive(Clone)]
struct Line {
    shape: usize,
    number: usize,
    thrown: u64,
}

/// A school that was thrown.
#[derive(Clone)]
struct Thrown {
    lines: Vec<Line>,
    /// How many numbers were given away.
    given: usize,
}

const PEOPLE: &str =
    "people:\n  ann: { name: Ann Hill }\n  ben: { name: Ben Low }\nposts:\n  dsl: [ { holder: ann } ]\n";
const SHAPES: usize = 12;

impl Thrown {
    fn new(dice: &mut Dice) -> Self {
        let mut thrown = Self { lines: Vec::new(), given: 0 };
        (0..LINES).for_each(|_| thrown.add(dice));
        thrown
    }

    fn add(&mut self, dice: &mut Dice) {
        self.lines.push(Line { shape: dice.below(SHAPES), number: self.given, thrown: dice.below(1000) as u64 });
        self.given += 1;
    }

    /// Some lines thrown again, taken out, put in, or given another address.
    fn edited(&self, dice: &mut Dice) -> Self {
        let mut edited = self.clone();
        for _ in 0..1 + dice.below(6) {
            let nth = dice.below(edited.lines.len());
            match dice.below(5) {
                0 if edited.lines.len() > 2 => {
                    edited.lines.remove(nth);
                }
                1 => edited.add(dice),
                2 => {
                    edited.lines[nth].number = edited.given;
                    edited.given += 1;
                }
                _ => edited.lines[nth].thrown = dice.below(1000) as u64,
            }
        }
        edited
    }

    fn read(&self) -> (Folder, byelaw::model::School) {
        let folder = Folder::with(&[("school.byelaw", &self.text()), ("people.yaml", PEOPLE)]);
        let (_, school) = school(folder.path());
        (folder, school)
    }

    fn text(&self) -> String {
        let mut parts = vec![String::new(); SHAPES];
        for line in &self.lines {
            parts[line.shape].push_str(&line.text());
        }
        let [permissions, rules, duties, controls, asks, waits, texts, roles, words, times, steps, agreed] =
            parts.try_into().expect("a part for each shape");
        format!(
            "school oakfield \"Oakfield Primary School\"\n\nusers {{\n  pupils \"Pupils\": infants, juniors\n  \
             staff \"Staff\": teachers, dsl\n}}\n\ndevices {{\n  phone \"Phones\"\n  tablet \"Tablets\"\n}}\n\n\
             places {{\n  hall \"Hall\"\n  yard \"Playground\"\n}}\n\ntimes {{\n  lunch \"lunch\": 12:10..13:10\n{times}}}\n\n\
             actions {{\n  play \"play a game\"\n  film \"film\"\n}}\n\nconditions {{\n  agreed \"the head has agreed\"\n}}\n\n\
             role teachers \"Teachers\" is group\n\nrole board \"Board\" is body\n\nrole dsl \"Safeguarding lead\" {{\n{duties}}}\n\n\
             {roles}rules use \"Use\" {{\n{permissions}}}\n\nrules care \"Care\" for pupils {{\n{rules}}}\n\n\
             controls settings \"Settings\" {{\n{controls}}}\n\nconsent pictures \"Pictures\" from \"parents\" about pupils lasting 1 year {{\n\
             {asks}}}\n\nprocedure incident \"Incident\" {{\n  first: dsl must \"be told\"\n{steps}}}\n\n\
             policy safety \"Safety policy\" for staff {{\n  owner dsl\n{waits}  section all \"All\" {{\n    show use, care, settings, dsl, incident\n\
             {texts}  }}\n}}\n\nagreement promises \"Promises\" for pupils {{\n  show care\n{agreed}}}\n\n{words}"
        )
    }
}

impl Line {
    fn text(&self) -> String {
        let (n, dice) = (self.number, &mut Dice(self.thrown));
        let every = ["week", "month", "term", "year", "2 weeks"];
        match self.shape {
            0 => {
                let on = dice.pick(&["", " on phone", " on tablet"]);
                let place = dice.pick(&["", " in hall", " in yard"]);
                let time = dice.pick(&["", "", " during lunch"]);
                let only = dice.pick(&["", "", " if agreed", " if permission of dsl"]);
                let (who, may) =
                    (dice.pick(&["pupils", "staff", "infants", "everyone"]), dice.pick(&["may", "must not"]));
                format!("  r{n}: {who} {may} {}{on}{place}{time}{only}\n", dice.pick(&["play", "film"]))
            }
            1 => format!("  c{n}: {} \"be kind in game {n}\"\n", dice.pick(&["must", "should", "must not", "may"])),
            2 => {
                let left = dice.pick(&["", " leaving \"the log\"", " to board"]);
                format!("  d{n}: must \"look at shelf {n}\" every {}{left}\n", dice.pick(&every))
            }
            3 => {
                let bound = dice.pick(&["at least", "at most", "exactly"]);
                format!("  s{n}: staff must \"choose key {n} of\" {bound} {} characters\n", 6 + dice.below(6))
            }
            4 => format!("  a{n}: ask \"May we show picture {n}?\" if silent {}\n", dice.pick(&["yes", "no"])),
            5 => format!("  review every {} next 20{}-06\n", dice.pick(&every), 27 + dice.below(4)),
            6 => format!(
                "\n    \"\"\"\n    Shelf {n} is {}.\n    \"\"\"\n",
                dice.pick(&["here", "there", "Here!", "locked by {dsl}"])
            ),
            7 => {
                let deputy = dice.pick(&["", " then dsl", " then teachers"]);
                format!("role post-{n} \"{} {n}\"{deputy}\n\n", dice.pick(&["Keeper", "Watcher"]))
            }
            8 => format!("term word-{n} \"Word {n}\" means \"{} thing\"\n", dice.pick(&["a small", "a large", "one"])),
            9 => format!("  club-{n} \"club {n}\": 1{}:00..18:00\n", 4 + dice.below(4)),
            10 => format!(
                "  step-{n}: dsl must \"{} within {} hours\n",
                dice.pick(&["write it down\"", "tell the head\""]),
                1 + dice.below(9)
            ),
            _ => format!("  p{n}: promise \"I will {} shelf {n}.\"\n", dice.pick(&["mind", "tidy"])),
        }
    }
}

#[test]
fn nothing_changed_in_a_thrown_school_and_every_edit_has_its_mirror() {
    let (mut kinds, mut quiet) = (BTreeSet::new(), 0);
    for seed in 0..PAIRS {
        let mut dice = Dice(seed);
        let one = Thrown::new(&mut dice);
        let other = if seed % 6 == 0 { Thrown::new(&mut dice) } else { one.edited(&mut dice) };
        let ((_here, base), (_there, head)) = (one.read(), other.read());
        let same = diff(&base, &base, day(AS_OF), &[]);
        assert!(same.is_empty(), "seed {seed}: {same:#?}");
        let there = mirrors(&base, &head, &format!("seed {seed}\n{}\n{}", one.text(), other.text()));
        quiet += usize::from(there.is_empty());
        kinds.extend(there.iter().map(held));
    }
    assert!(kinds.len() >= 40, "the dice throw too little to show anything: {kinds:#?}");
    assert!(quiet < PAIRS as usize / 6, "{quiet} pairs are the same");
}

/// So many users with a device each, and so many places.
const MANY: usize = 40;

#[test]
fn a_union_of_many_cases_is_told_like_any_other() {
    let each = |line: &dyn Fn(usize) -> String| (0..MANY).map(line).collect::<String>();
    let school = |rules: String| {
        let text = format!(
            "school oakfield \"Oakfield\"\n\nusers {{\n{}}}\n\ndevices {{\n{}}}\n\nplaces {{\n{}}}\n\n\
             actions {{\n  play \"play a game\"\n}}\n\nrules games \"Games\" {{\n{rules}}}\n",
            each(&|nth| format!("  user-{nth} \"User {nth}\"\n")),
            each(&|nth| format!("  tablet-{nth} \"Tablet {nth}\"\n")),
            each(&|nth| format!("  room-{nth} \"Room {nth}\"\n")),
        );
        let folder = Folder::with(&[("school.byelaw", &text)]);
        school(folder.path()).1
    };
    let base = school(each(&|nth| format!("  r{nth}: user-{nth} may play on tablet-{nth}\n")));
    let head = school(each(&|nth| format!("  r{nth}: everyone may play in room-{nth}\n")));
    let there = mirrors(&base, &head, "many cases");
    let told: Vec<(String, &str)> = there
        .iter()
        .filter(|it| it.kind.aspect == Aspect::Permission)
        .map(|it| (held(it), it.witness.first().map_or("", |(_, case)| case)))
        .collect();
    let [(wider, gained), (narrower, lost)] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!((wider.as_str(), narrower.as_str()), ("permission-extended", "permission-reduced"), "{told:#?}");
    assert!(gained.contains("room 0") && lost.contains("user 0"), "{told:#?}");
}
