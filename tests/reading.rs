//! What was read of one school makes the next one quicker, and changes nothing that is found there.

use byelaw::lint::{Reading, lint, lint_after};

use crate::harness::{AS_OF, day, school, schools};

#[test]
fn a_school_is_judged_alike_alone_and_among_all_others() {
    let shared = Reading::default();
    let roots = schools();
    let mut found = 0;
    // The second time, every word has been read before.
    for root in roots.iter().chain(roots.iter().rev()) {
        let (project, school) = school(root);
        let alone = lint(&school, &project.config, day(AS_OF));
        found += alone.len();
        assert_eq!(lint_after(&shared, &school, &project.config, day(AS_OF)), alone, "{}", root.display());
    }
    assert!(found > roots.len(), "hardly anything is found in {} schools", roots.len());
}

#[test]
fn schools_that_are_judged_at_once_are_judged_alike() {
    let shared = Reading::default();
    let all: Vec<_> = schools().iter().map(|root| school(root)).collect();
    let alone: Vec<_> = all.iter().map(|(project, school)| lint(school, &project.config, day(AS_OF))).collect();
    std::thread::scope(|scope| {
        let judge = |(project, school): &(byelaw::project::Project, byelaw::model::School)| {
            lint_after(&shared, school, &project.config, day(AS_OF))
        };
        let started: Vec<_> = all.iter().map(|it| scope.spawn(move || judge(it))).collect();
        for (found, alone) in started.into_iter().zip(&alone) {
            assert_eq!(&found.join().expect("a thread that ends"), alone);
        }
    });
}
