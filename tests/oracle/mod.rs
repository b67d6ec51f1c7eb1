//! A slow, obvious evaluator holds the permission engine to every case that is thrown.
//!
//! `evaluate` is written from `book/language/cases.md` and uses nothing of the engine; `throw` makes the schools, `asked` asks the engine.

mod asked;
mod evaluate;
mod laws;
mod pairs;
mod throw;
mod world;

use std::collections::BTreeMap;

use asked::{Engine, Told};
use evaluate::{Evaluator, Said, days, may_run, minutes};
use throw::Dice;
use world::{CLOCKED, Case, DEVICES, NETWORKS, NOTHING, OBJECTS, PLACES, Time, UNCLOCKED, Value, WHO, World, day};

/// Cases of one world, where nobody says how many.
const CASES: usize = 200;

/// A number from the environment: how much of a long test is run.
pub(crate) fn size(variable: &str, otherwise: usize) -> usize {
    std::env::var(variable).map_or(otherwise, |text| text.parse().expect("a number"))
}

/// Minutes around every edge of a world's windows, and days around every edge of its dates.
fn edges(world: &World) -> (Vec<u32>, Vec<i32>) {
    let (mut clock, mut calendar) = (vec![0, 600, 1439], vec![day("2026-11-30")]);
    clock.extend(CLOCKED.iter().flat_map(|(_, from, until)| [*from, *until]));
    for rule in world.rules().iter().chain(&world.otherwise()) {
        for value in rule.clauses.iter().flat_map(|clause| clause.values.iter().chain(&clause.except)) {
            clock.extend(minutes(value).into_iter().flat_map(|(from, until)| [from, until]));
            calendar.extend(days(value, world.calendar).into_iter().flat_map(|(first, last)| [first, last]));
            if let Value::Term(season, year) = value {
                let (first, last) = may_run(season, *year);
                calendar.extend([first, last]);
            }
        }
    }
    let around = |all: Vec<i32>| all.into_iter().flat_map(|it| [it - 1, it, it + 1]).collect::<Vec<_>>();
    let mut clock: Vec<u32> = clock.into_iter().flat_map(|it| [it.saturating_sub(1), it, it + 1]).collect();
    clock.retain(|minute| *minute < 24 * 60);
    let mut calendar = around(calendar);
    calendar.retain(|it| (day("2026-11-20")..=day("2027-08-01")).contains(it));
    calendar.sort_unstable();
    calendar.dedup();
    (clock, calendar)
}

/// So many cases of a world, on at most six days.
fn cases(dice: &mut Dice, world: &World, count: usize) -> Vec<Case> {
    let (clock, calendar) = edges(world);
    let some: Vec<i32> = (0..6).map(|_| dice.one(&calendar)).collect();
    let mut throw = || Case {
        who: dice.one(&WHO),
        object: if dice.chance(70) { NOTHING } else { dice.one(&OBJECTS) },
        device: dice.one(&DEVICES),
        network: dice.one(&NETWORKS),
        place: dice.one(&PLACES),
        time: if dice.chance(8) { Time::Named(UNCLOCKED) } else { Time::Minute(dice.one(&clock)) },
        day: dice.one(&some),
    };
    (0..count).map(|_| throw()).collect()
}

/// What the engine says, for each way in which these conditions may hold; none where it names a condition that nobody wrote.
fn said(told: &Told, over: &[String]) -> Option<Said> {
    let plain: Vec<String> = over.iter().map(|it| it.replace('"', "")).collect();
    let parts = |condition: &String| {
        let (positive, words) =
            condition.strip_prefix("not ").map_or((true, condition.as_str()), |words| (false, words));
        Some((plain.iter().position(|it| it == words)?, positive))
    };
    let read = |ways: &[Vec<String>]| -> Option<Vec<Vec<(usize, bool)>>> {
        ways.iter().map(|way| way.iter().map(parts).collect()).collect()
    };
    let holds = |ways: Vec<Vec<(usize, bool)>>| {
        let one = |at: usize, (bit, positive): &(usize, bool)| (at >> bit & 1 == 1) == *positive;
        (0..1 << over.len()).map(|at| ways.iter().any(|way| way.iter().all(|it| one(at, it)))).collect()
    };
    let (allowed, forbidden) = (read(&told.allowed)?, read(&told.forbidden)?);
    Some(Said { word: told.word, allowed: holds(allowed), forbidden: holds(forbidden) })
}

#[test]
#[expect(clippy::print_stdout, reason = "a long test says how much it held")]
fn the_engine_agrees_with_the_evaluator_on_every_case() {
    let (worlds, each) = (size("BYELAW_WORLDS", 100), size("BYELAW_CASES", CASES));
    let half = worlds.div_ceil(2);
    let run = |from: usize, until: usize| {
        let mut words: BTreeMap<&str, usize> = BTreeMap::new();
        for seed in from..until {
            let mut dice = Dice(u64::try_from(seed).expect("a seed") * 2_654_435_761 + 11);
            let world = World::throw(&mut dice);
            let (evaluator, mut engine) = (Evaluator::of(&world), Engine::of(&world));
            for case in cases(&mut dice, &world, each) {
                let over: Vec<String> = evaluator.conditions(&case).into_iter().collect();
                let wanted = evaluator.say(&case, &over);
                let told = engine.told(&case);
                assert_eq!(
                    said(&told, &over),
                    Some(wanted.clone()),
                    "{case}\nconditions: {over:?}\ntold: {told:?}\nterms: {:?}\n{}",
                    world.terms(),
                    world.source()
                );
                *words.entry(wanted.word).or_default() += 1;
            }
        }
        words
    };
    let (mut words, more) = std::thread::scope(|scope| {
        let first = scope.spawn(|| run(0, half));
        let second = run(half, worlds);
        (first.join().expect("the first half agrees"), second)
    });
    more.into_iter().for_each(|(word, count)| *words.entry(word).or_default() += count);
    println!("{worlds} worlds, {} cases, 0 disagreements: {words:?}", words.values().sum::<usize>());
    assert_eq!(words.len(), 6, "every kind of answer was met: {words:?}");
    assert!(words.values().all(|count| count * 200 >= words.values().sum::<usize>()), "none is rare: {words:?}");
}
