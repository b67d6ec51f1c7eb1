//! Pairs of schools that differ in one place, and which way the answers go from one to the other.

use std::collections::{BTreeMap, BTreeSet};

use byelaw::diff::{Aspect, Change, Class, Said, diff};
use byelaw::model::School;

use super::asked::Engine;
use super::evaluate::{self, Evaluator, days, may_run, minutes, never};
use super::size;
use super::throw::{CLAUSES, Dice, add, sentence};
use super::world::{
    Case, Clause, DEVICES, Day, GROUPS, If, LADDER, NETWORKS, NOTHING, OBJECTS, PLACES, Rule, Time, UNCLOCKED, Value,
    WHO, World, day,
};
use crate::harness::day as calendar_day;

/// The day from which on answers are compared.
const FROM: &str = "2026-11-30";

/// Which way answers go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Direction {
    Same,
    Relaxes,
    Tightens,
    Mixed,
}

/// Pairs of schools, old and new, and which way the answers go on that day and every later one.
pub(crate) fn pairs(seed: u64, count: usize) -> Vec<(World, World, Direction)> {
    let mut dice = Dice(seed);
    let pair = |_| {
        let mut old = World::throw(&mut dice);
        // Few sentences, so that every case can be tried.
        while old.sentences.len() > 4 {
            drop_sentence(&mut old, &mut dice);
        }
        let mut new = old.clone();
        while new == old || new.rules().iter().any(never) {
            new = old.clone();
            vary(&mut new, &mut dice);
        }
        let direction = direction(&old, &new);
        (old, new, direction)
    };
    (0..count).map(pair).collect()
}

/// Drops a sentence, and whatever names it behind `despite`.
fn drop_sentence(world: &mut World, dice: &mut Dice) {
    let gone = world.sentences.remove(dice.roll(world.sentences.len())).address;
    for sentence in &mut world.sentences {
        sentence.despite.retain(|it| *it != gone);
    }
}

/// Changes one clause of one sentence, or one sentence.
fn vary(world: &mut World, dice: &mut Dice) {
    let nth = dice.roll(world.sentences.len());
    let calm = |world: &World| {
        let address = &world.sentences[nth].address;
        world.sentences.iter().all(|it| !it.despite.contains(address))
    };
    match dice.roll(12) {
        0 => {
            let label = (0..).find(|it| world.sentences.iter().all(|rule| rule.address != format!("r.l{it}")));
            let mut new = sentence(dice, label.expect("a free label"));
            if dice.chance(50) {
                new.despite = vec![world.sentences[nth].address.clone()];
            }
            world.sentences.push(new);
        }
        1 if world.sentences.len() > 1 && calm(world) => drop(world.sentences.remove(nth)),
        2 => {
            let target = (nth + 1) % world.sentences.len();
            let target = world.sentences[target].address.clone();
            let sentence = &mut world.sentences[nth];
            if sentence.despite.is_empty() && sentence.address != target {
                sentence.despite = vec![target];
            } else {
                sentence.despite.clear();
            }
        }
        3 => world.sentences[nth].strength = dice.one(&["may", "must", "must not", "should not", "undecided"]),
        4 | 5 => vary_condition(&mut world.sentences[nth], dice),
        6 | 7 => vary_except(&mut world.sentences[nth], dice),
        _ => vary_clause(&mut world.sentences[nth], dice),
    }
}

/// Adds, drops or turns round what stands behind `if`.
fn vary_condition(sentence: &mut Rule, dice: &mut Dice) {
    if sentence.ifs.is_empty() {
        sentence.ifs.push(If { words: dice.one(&["signed", "plan", "\"the fee is paid\""]), not: dice.chance(30) });
    } else if dice.chance(50) {
        sentence.ifs.pop();
    } else {
        sentence.ifs[0].not = !sentence.ifs[0].not;
    }
}

/// Adds or drops what is left out of a list.
fn vary_except(sentence: &mut Rule, dice: &mut Dice) {
    let lists = sentence.clauses.iter_mut().filter(|it| ["who", "in"].contains(&it.word));
    let mut lists: Vec<&mut Clause> = lists.collect();
    let nth = dice.roll(lists.len());
    let list = &mut *lists[nth];
    let name = if list.word == "who" { dice.one(&["year-6", "teachers"]) } else { "hall" };
    if !list.except.is_empty() {
        list.except.clear();
    } else if dice.chance(60) {
        list.except.push(Value::Name(name));
    } else {
        list.except.push(Value::Quoted(if list.word == "who" { "those who are late" } else { "the stage" }));
    }
}

/// Adds, drops or replaces a clause.
fn vary_clause(sentence: &mut Rule, dice: &mut Dice) {
    let kind = dice.one(&CLAUSES);
    let nth = dice.roll(sentence.clauses.len());
    let word = sentence.clauses[nth].word;
    if word == "who" || dice.chance(30) {
        add(dice, sentence, kind);
    } else if word == "join" {
        let step = sentence.clauses[nth].values[0];
        if LADDER.iter().any(|it| step == Value::Name(it)) {
            sentence.clauses[nth].values = vec![Value::Name(dice.one(&LADDER))];
        }
    } else {
        sentence.clauses.remove(nth);
        if dice.chance(60) {
            let same = if ["on", "in"].contains(&word) { word } else { "time" };
            add(dice, sentence, same);
        }
    }
}

/// Which way answers go, case by case and for each way in which conditions may hold.
fn direction(old: &World, new: &World) -> Direction {
    let (before, after) = (Evaluator::of(old), Evaluator::of(new));
    let (mut relaxes, mut tightens) = (false, false);
    for case in cases(old, new) {
        let over = before.conditions(&case).into_iter().chain(after.conditions(&case)).collect::<BTreeSet<_>>();
        let over: Vec<String> = over.into_iter().collect();
        let (then, now) = (before.say(&case, &over), after.say(&case, &over));
        for way in 0..1 << over.len() {
            relaxes |= height(&now, way) > height(&then, way);
            tightens |= height(&now, way) < height(&then, way);
        }
        if relaxes && tightens {
            return Direction::Mixed;
        }
    }
    match (relaxes, tightens) {
        (false, false) => Direction::Same,
        (true, _) => Direction::Relaxes,
        _ => Direction::Tightens,
    }
}

/// Forbidden stands below what nobody has said, or is contradicted or not chosen; allowed stands above it.
fn height(said: &evaluate::Said, way: usize) -> i32 {
    i32::from(said.allowed[way]) - i32::from(said.forbidden[way])
}

/// One case of each kind that the rules of two schools tell apart, on every later day on which they may differ.
fn cases(old: &World, new: &World) -> Vec<Case> {
    let worlds = [old, new];
    let rules: Vec<Rule> = worlds.into_iter().flat_map(|it| it.rules().into_iter().chain(it.otherwise())).collect();
    let company = ["to", "with", "about", "for", "join"];
    let (who, objects) = (apart(&rules, &["who"], &WHO), apart(&rules, &company, &OBJECTS));
    let (devices, places) = (apart(&rules, &["on", "join"], &DEVICES), apart(&rules, &["in", "join"], &PLACES));
    let (times, days) = (times(&rules), later_days(&rules, old));
    let mut all = Vec::new();
    for &who in &who {
        for &object in &objects {
            for &device in &devices {
                for network in NETWORKS {
                    for &place in &places {
                        for &time in &times {
                            all.extend(days.iter().map(|&day| Case { who, object, device, network, place, time, day }));
                        }
                    }
                }
            }
        }
    }
    all
}

/// One of each set of values that clauses with these words do not tell apart.
fn apart(rules: &[Rule], words: &[&str], values: &[&'static str]) -> Vec<&'static str> {
    let clauses = rules.iter().flat_map(|it| &it.clauses).filter(|it| words.contains(&it.word));
    let names: Vec<Value> = clauses.flat_map(|it| it.values.iter().chain(&it.except)).copied().collect();
    let names: BTreeSet<&str> =
        names.iter().filter_map(|it| if let Value::Name(name) = it { Some(*name) } else { None }).collect();
    let takes_in = |name: &str, value: &str| {
        let group = GROUPS.iter().find(|it| it.0 == name);
        group.map_or(name == value, |it| it.1.contains(&value))
    };
    let mut seen = BTreeSet::new();
    // What is done to a device, a network or a place is always told apart.
    let told =
        |value: &str| names.iter().map(|name| takes_in(name, value)).chain([value == NOTHING]).collect::<Vec<bool>>();
    let mut new = |value: &&str| seen.insert(told(value));
    values.iter().copied().filter(|it| new(it)).collect()
}

/// The first minute of each stretch that the rules tell apart.
fn times(rules: &[Rule]) -> Vec<Time> {
    let edges = mentioned(rules).filter_map(|it| minutes(&it)).flat_map(|(start, end)| [start, end % 1440]);
    let first: BTreeSet<u32> = edges.chain([0]).collect();
    first.into_iter().map(Time::Minute).chain([Time::Named(UNCLOCKED)]).collect()
}

/// The first day of each stretch that the rules tell apart.
fn later_days(rules: &[Rule], world: &World) -> Vec<Day> {
    let stretch = |value: Value| match (days(&value, world.calendar), value) {
        (None, Value::Term(season, year)) => Some(may_run(season, year)),
        (stretch, _) => stretch,
    };
    let edges = mentioned(rules).filter_map(stretch).flat_map(|(first, last)| [first, last + 1]);
    let all: BTreeSet<Day> = edges.chain([day(FROM)]).filter(|it| *it >= day(FROM)).collect();
    all.into_iter().collect()
}

/// Every value that rules name.
fn mentioned(rules: &[Rule]) -> impl Iterator<Item = Value> + '_ {
    rules.iter().flat_map(|it| &it.clauses).flat_map(|it| it.values.iter().chain(&it.except)).copied()
}

/// Which way `diff` says that the answers go. What is written on a ban and changes no answer is left to people.
fn told(old: &School, new: &School) -> (Direction, BTreeMap<String, Class>) {
    let changes = diff(old, new, calendar_day(FROM), &[]);
    let spoken = |it: &&Change| {
        let words = |said: &Option<Said>| said.as_ref().map(|it| it.words.clone());
        it.kind.aspect == Aspect::Permission && words(&it.before) != words(&it.after)
    };
    let shifts: Vec<&Change> = changes.iter().filter(spoken).collect();
    let has = |class: Class| shifts.iter().any(|it| it.class == class || it.class == Class::Mixed);
    let direction = match (has(Class::Relaxes), has(Class::Tightens)) {
        (true, true) => Direction::Mixed,
        (true, false) => Direction::Relaxes,
        (false, true) => Direction::Tightens,
        (false, false) => Direction::Same,
    };
    (
        direction,
        shifts.iter().map(|it| (format!("{:?} {:?} {:?}", it.witness, it.before, it.after), it.class)).collect(),
    )
}

/// Throws so many pairs and holds `diff` to each, both ways; how often each direction was met.
fn held(seed: u64, count: usize) -> BTreeMap<Direction, usize> {
    let mut met: BTreeMap<Direction, usize> = BTreeMap::new();
    for (old, new, wanted) in pairs(seed, count) {
        let schools = [&old, &new].map(|world| Engine::of(world).school);
        let (there, shifts) = told(&schools[0], &schools[1]);
        let back = told(&schools[1], &schools[0]).0;
        let shown = || format!("{shifts:#?}\nold:\n{}\nnew:\n{}\n{:?}", old.source(), new.source(), old.terms());
        assert_eq!(there, wanted, "{}", shown());
        let mirrored = match wanted {
            Direction::Relaxes => Direction::Tightens,
            Direction::Tightens => Direction::Relaxes,
            same @ (Direction::Same | Direction::Mixed) => same,
        };
        assert_eq!(back, mirrored, "backwards: {}", shown());
        *met.entry(wanted).or_default() += 1;
    }
    met
}

#[test]
#[expect(clippy::print_stdout, reason = "a long test says how much it held")]
fn a_change_of_one_clause_goes_the_way_that_the_evaluator_says() {
    let count = size("BYELAW_PAIRS", 12);
    let (mut met, more) = std::thread::scope(|scope| {
        let first = scope.spawn(|| held(7, count / 2));
        let second = held(8, count - count / 2);
        (first.join().expect("the first half holds"), second)
    });
    more.into_iter().for_each(|(direction, count)| *met.entry(direction).or_default() += count);
    println!("{count} pairs, each with the right direction and its mirror: {met:?}");
    let directed = count - met.get(&Direction::Same).copied().unwrap_or_default();
    assert!(directed * 3 >= count * 2 || count < 100 && directed * 2 >= count, "most pairs differ: {met:?}");
}
