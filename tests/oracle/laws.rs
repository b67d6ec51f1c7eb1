//! Laws that hold of every school, whatever its rules say: order changes nothing, and neither does how finely cases are cut.

use byelaw::permission::{CaseSet, permissions};

use super::asked::Engine;
use super::cases;
use super::throw::Dice;
use super::world::{Case, World, day, written};
use crate::harness;

fn worlds(seed: u64, count: usize) -> impl Iterator<Item = (World, Vec<Case>)> {
    let mut dice = Dice(seed);
    (0..count).map(move |_| {
        let world = World::throw(&mut dice);
        let cases = cases(&mut dice, &world, 120);
        (world, cases)
    })
}

#[test]
fn order_changes_no_answer() {
    for (world, cases) in worlds(12, 15) {
        let mut back = world.clone();
        back.sentences.reverse();
        let (mut there, mut back) = (Engine::of(&world), Engine::of(&back));
        for case in cases {
            assert_eq!(
                format!("{:?}", there.told(&case)),
                format!("{:?}", back.told(&case)),
                "{case}\n{}",
                world.source()
            );
        }
    }
}

#[test]
fn what_is_left_of_a_rule_is_told_alike_by_sets_and_by_cases() {
    for (world, cases) in worlds(13, 30) {
        let mut engine = Engine::of(&world);
        for case in cases.iter().take(20) {
            let permissions = engine.on(case.day);
            for space in &permissions.spaces {
                for at in (0..space.count()).step_by(space.count() / 60 + 1) {
                    let (_, live) = space.decide(&space.about(at));
                    let left: Vec<usize> =
                        (0..space.rules.len()).filter(|rule| space.left[*rule].contains(at)).collect();
                    assert_eq!(live, left, "on {}\n{}", written(case.day), world.source());
                }
            }
        }
    }
}

#[test]
fn conflicts_are_found_where_cases_have_no_answer_and_nowhere_else() {
    for (world, _) in worlds(16, 25) {
        let engine = Engine::of(&world);
        let on = |at: i32| permissions(&engine.school, harness::day(&written(at)));
        for permissions in [on(day("2026-11-30")), on(day("2027-02-10"))] {
            let mut found: Vec<CaseSet> = permissions.spaces.iter().map(|space| space.none()).collect();
            for conflict in permissions.conflicts() {
                found[conflict.space] = found[conflict.space].or(&conflict.cases);
            }
            for (space, found) in permissions.spaces.iter().zip(found) {
                let unsettled = space.answers(&space.all()).into_iter().filter(|it| it.verdict.word() == "conflict");
                let wanted = unsettled.fold(space.none(), |all, it| all.or(&it.cases));
                assert_eq!(found, wanted, "{}", world.source());
            }
        }
    }
}

#[test]
fn boxes_hold_a_set_and_nothing_else() {
    for (world, _) in worlds(15, 10) {
        let mut engine = Engine::of(&world);
        for space in &engine.on(day("2026-11-30")).spaces {
            for answer in space.answers(&space.all()) {
                let (boxes, rest) = space.boxes(&answer.cases, usize::MAX);
                let all = boxes.iter().fold(space.none(), |all, region| all.or(&space.region(region)));
                assert_eq!((all, rest), (answer.cases.clone(), 0), "{}", world.source());
                for region in &boxes {
                    for (nth, axis) in space.axes.iter().enumerate() {
                        for atom in (0..axis.atoms.len()).filter(|atom| !region[nth].contains(atom)) {
                            let mut wider = region.clone();
                            wider[nth].push(atom);
                            assert!(!space.region(&wider).is_within(&answer.cases), "a box that could grow");
                        }
                    }
                }
            }
        }
    }
}
