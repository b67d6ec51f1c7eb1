//! What changed between two schools: nothing between one and itself, everything backwards as its mirror.

mod commands;
mod edits;
mod generated;

use std::collections::BTreeSet;

use byelaw::diff::{Change, Class, Kind, Move, Said, Verdict, diff};
use byelaw::model::School;

use crate::harness::{AS_OF, day, school, schools};

/// Every school in `policies/`.
fn all() -> Vec<School> {
    schools().iter().map(|path| school(path).1).collect()
}

/// A change as it is told: its kind, axis, class, how sure that is, and what each side says.
type Told = (String, &'static str, &'static str, &'static str, [Option<String>; 2]);

/// A change, told forwards.
fn core(it: &Change) -> Told {
    told(it, it.kind, it.class, [&it.before, &it.after])
}

/// The same change as its mirror would be told.
fn mirrored(it: &Change) -> Told {
    told(it, it.kind.mirror(), it.class.mirror(), [&it.after, &it.before])
}

fn told(it: &Change, kind: Kind, class: Class, said: [&Option<Said>; 2]) -> Told {
    let said = said.map(|said| said.as_ref().map(|said| said.words.clone()));
    (kind.id(), it.axis.word(), class.word(), it.certainty.word(), said)
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
    let mut pairs: Vec<(&School, &School)> = Vec::new();
    for (nth, one) in all.iter().enumerate() {
        pairs.extend(all[nth + 1..].iter().map(|other| (one, other)));
    }
    assert!(pairs.len() >= 45);
    let (first, second) = pairs.split_at(pairs.len() / 2);
    std::thread::scope(|scope| {
        for half in [first, second] {
            scope.spawn(move || {
                for (one, other) in half {
                    let there = mirrors(one, other, &format!("{} and {}", one.identity.name, other.identity.name));
                    assert!(!there.is_empty());
                }
            });
        }
    });
}

/// Tells two schools apart both ways, holds one telling against the other, and answers with the first.
fn mirrors(one: &School, other: &School, about: &str) -> Vec<Change> {
    let (there, back) = (diff(one, other, day(AS_OF), &[]), diff(other, one, day(AS_OF), &[]));
    let mut forth: Vec<_> = there.iter().map(core).collect();
    let mut mirror: Vec<_> = back.iter().map(mirrored).collect();
    forth.sort();
    mirror.sort();
    assert_eq!(forth, mirror, "{about}");
    there
}

/// The kind of a change.
fn held(it: &Change) -> String {
    it.kind.id()
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
