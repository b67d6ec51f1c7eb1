//! What changed between two schools: nothing between one and itself, everything backwards as its mirror.

mod commands;
mod edits;

use std::collections::BTreeSet;

use byelaw::diff::{Change, Class, Kind, Move, Verdict, diff};
use byelaw::model::School;

use crate::harness::{AS_OF, day, school, schools};

/// Every school in `policies/`.
fn all() -> Vec<School> {
    schools().iter().map(|path| school(path).1).collect()
}

/// A change without its wording, told forwards.
fn core(it: &Change) -> (String, String, String, &'static str) {
    (it.kind.id(), it.axis.word().to_owned(), it.class.word().to_owned(), it.certainty.word())
}

/// The same change as its mirror would be told.
fn mirrored(it: &Change) -> (String, String, String, &'static str) {
    (it.kind.mirror().id(), it.axis.word().to_owned(), it.class.mirror().word().to_owned(), it.certainty.word())
}

#[test]
fn nothing_changed_between_a_school_and_itself() {
    for school in all() {
        let changes = diff(&school, &school, day(AS_OF), &[]);
        assert!(changes.is_empty(), "{}: {changes:#?}", school.identity.name);
    }
}

#[test]
fn told_backwards_every_change_is_its_mirror() {
    let all = all();
    for (nth, one) in all.iter().enumerate() {
        for other in &all[nth + 1..] {
            let start = std::time::Instant::now();
            mirrors(one, other);
            eprintln!("TIME {} {} {:?}", one.identity.name, other.identity.name, start.elapsed());
        }
    }
}

/// Tells two schools apart both ways, and holds one telling against the other.
fn mirrors(one: &School, other: &School) {
    let (there, back) = (diff(one, other, day(AS_OF), &[]), diff(other, one, day(AS_OF), &[]));
    let mut forth: Vec<_> = there.iter().map(core).collect();
    let mut mirror: Vec<_> = back.iter().map(mirrored).collect();
    forth.sort();
    mirror.sort();
    assert_eq!(forth, mirror, "{} and {}", one.identity.name, other.identity.name);
    assert!(!forth.is_empty());
}

#[test]
fn every_kind_has_a_mirror_of_its_own() {
    let kinds: Vec<Kind> = Kind::all().collect();
    let ids: BTreeSet<String> = kinds.iter().map(|kind| kind.id()).collect();
    assert_eq!(ids.len(), kinds.len(), "two kinds share a name");
    for kind in kinds {
        assert!(ids.contains(&kind.mirror().id()), "{}", kind.id());
        assert_eq!(kind.mirror().mirror(), kind);
        let turned = kind.mirror().moved.grows();
        assert_eq!(turned, kind.moved.grows().map(|more| !more), "{}", kind.id());
    }
    for class in Class::ALL {
        assert_eq!(class.mirror().mirror(), class);
    }
    assert!(Move::ALL.iter().all(|(it, mirror)| mirror.mirror() == *it));
    assert_eq!(Verdict::of(&[]).word(), "same");
}
