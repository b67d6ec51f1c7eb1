//! Permissions as Cedar policies: their text, their names, and the cases that `tests/outside/cedar` puts to the real engine.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use byelaw::export::cedar::{Uid, attribute, entities, policies, schema};
use byelaw::model::School;
use byelaw::permission::{DIMENSIONS, Dimension, Extents, Permissions, Space, Verdict, Way, Ways, permissions};
use byelaw::question::{Asking, rows};
use serde_json::{Value, json};

use crate::harness::{AS_OF, Folder, byelaw_in, day, school, schools};

/// A school with something of everything: groups, times, a ladder, conditions, a ban on conditions, an exception.
const SOURCE: &str = "school oakfield \"Oakfield Primary School\"
users {
  staff \"Staff\":   teachers, assistants
  pupils \"Pupils\": year-5, year-6
}
devices {
  own \"Own devices\": phone, tablet
  laptop \"School laptops\"
}
networks {
  reach: full > internet > none
}
places {
  premises \"The premises\": hall, staffroom
}
times {
  lunch:  12:10..13:10
  midday: 12:00..13:00
}
actions {
  join \"connect to\"
  use \"use\"
}
rules r \"Rules\" {
  a: staff may join full on laptop
  b: pupils may use phone in hall during lunch if permission of head and \"a \\\"form\\\" is signed\"
  c: year-6 must not use phone if \"the phone is broken\" despite b
  d: pupils must not use phone in staffroom
  e: year-6 may use tablet despite f
  f: pupils must not use tablet
}
role head \"Head\"
";

fn decided(school: &School, permissions: &Permissions) -> byelaw::question::Decided {
    rows(Asking { school, permissions, today: day(AS_OF) })
}

#[test]
fn policies_schema_and_entities_as_they_are_written() {
    let folder = Folder::with(&[("a.byelaw", SOURCE)]);
    let out = |format: &str| {
        let run = byelaw_in(folder.path(), &["export", "--format", format, "--as-of", AS_OF, "--quiet"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{format}");
        run.out
    };
    insta::assert_snapshot!("cedar_policies", out("cedar"));
    insta::assert_snapshot!("cedar_schema", out("cedar-schema"));
    insta::assert_snapshot!("cedar_entities", out("cedar-entities"));
}

#[test]
fn the_guide_shows_what_is_written() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("book/guide/enforcement.md")).expect("it");
    let block = |kind: &str| {
        let open = format!("```{kind}\n");
        page.split_once(open.as_str()).and_then(|(_, rest)| rest.split_once("```")).expect("a block").0
    };
    let folder = Folder::with(&[("a.byelaw", block("byelaw"))]);
    let run = byelaw_in(folder.path(), &["export", "--format", "cedar", "--as-of", AS_OF, "--quiet"]);
    assert!(run.out.contains(block("cedar")), "{}{}", run.out, run.err);
}

#[test]
fn a_conflict_or_a_fault_stops_the_export() {
    for (line, told) in [
        ("g: staff must not join full on laptop", "`r.g` forbids it"),
        ("g: staff undecided join internet on tablet", "`r.g` leaves it open"),
        ("g: pupils must not join ful on laptop", "ful"),
    ] {
        let folder = Folder::with(&[("a.byelaw", &SOURCE.replace("  f:", &format!("  {line}\n  f:")))]);
        for format in ["cedar", "csv"] {
            let run = byelaw_in(folder.path(), &["export", "--format", format, "--as-of", AS_OF]);
            assert!(run.code > 0 && run.out.is_empty(), "{line}: {} {}", run.code, run.out);
            assert!(run.err.contains(told), "{line}: {}", run.err);
        }
    }
}

/// A ban with a slip in any of its names stops everything that would answer for it.
#[test]
fn a_ban_that_does_not_resolve_lets_nothing_through() {
    let sound = "g: pupils must not use phone on internet in hall during lunch despite b";
    for (name, slip) in [
        ("pupils", "pupls"),
        ("phone", "phne"),
        ("internet", "intrnet"),
        ("hall", "hal"),
        ("lunch", "lunsh"),
        ("b", "bb"),
    ] {
        let line = sound.replacen(name, slip, 1);
        let line = if name == "b" { format!("{}bb", sound.trim_end_matches('b')) } else { line };
        let folder = Folder::with(&[("a.byelaw", &SOURCE.replace("  f:", &format!("  {line}\n  f:")))]);
        let run = |words: &[&str]| byelaw_in(folder.path(), &[words, &["--as-of", AS_OF]].concat());
        for command in [
            &["can", "year-5", "use phone"] as &[&str],
            &["who-can", "use phone"],
            &["why", "year-5", "use phone"],
            &["matrix", "who", "place", "--activity", "use"],
            &["export", "--format", "json"],
            &["export", "--format", "cedar"],
            &["build", "--to", "md", "--draft", "--out", "made"],
        ] {
            let run = run(command);
            assert!(run.code > 0 && run.out.is_empty(), "{slip}: {command:?}: {} {}", run.code, run.out);
            assert!(run.err.contains(slip), "{slip}: {command:?}: {}", run.err);
        }
        assert!(!folder.path().join("made").exists());
        let checked = run(&["check", "--format", "short"]);
        assert!(checked.code == 1 && checked.out.contains(slip), "{slip}: {}", checked.out);
        assert!(!checked.out.contains("permission-"), "nothing is proved of half a school: {}", checked.out);
    }
}

#[test]
fn no_two_values_share_a_name() {
    let tricky =
        SOURCE.replace("  pupils \"Pupils\"", "  other \"Other\"\n  anybody-else \"Anybody\"\n  pupils \"Pupils\"");
    let folders = schools().into_iter().map(|path| school(&path).1);
    for school in folders.chain([school(Folder::with(&[("a.byelaw", &tricky)]).path()).1]) {
        for dimension in DIMENSIONS {
            let extents = Extents::of(&school);
            let leaves = extents.all(dimension);
            let names: BTreeSet<Uid> = leaves.iter().map(|leaf| Uid::of(&school, dimension, *leaf)).collect();
            assert_eq!(names.len(), leaves.len(), "{dimension:?}");
        }
        let text = serde_json::to_value(entities(&school)).expect("JSON");
        let all: BTreeSet<String> = uids(&text).collect();
        assert_eq!(all.len(), text.as_array().map_or(0, Vec::len), "each entity once");
    }
}

fn uids(entities: &Value) -> impl Iterator<Item = String> {
    entities.as_array().into_iter().flatten().map(|it| it["uid"].to_string())
}

/// Every school's policies, and every case of it with the answer of our engine, for the real one to answer again.
#[test]
fn every_case_of_every_school_is_laid_out_for_the_real_engine() {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cedar");
    fs::remove_dir_all(&out).ok();
    fs::create_dir_all(&out).expect("a folder in the build's");
    let mut named: BTreeMap<String, School> = BTreeMap::new();
    for path in schools() {
        named.insert(path.file_name().expect("a name").to_string_lossy().into_owned(), school(&path).1);
    }
    named.insert("sample".to_owned(), school(Folder::with(&[("a.byelaw", SOURCE)]).path()).1);
    for (name, school) in named {
        let permissions = permissions(&school, day(AS_OF));
        assert!(permissions.too_large.is_empty(), "{name}");
        let cases: Vec<Value> = permissions.spaces.iter().flat_map(|space| cases(&school, space)).collect();
        let count: usize = permissions.spaces.iter().map(Space::count).sum();
        assert!(cases.len() >= count && count > 0, "{name}");
        let laid = json!({
            "policies": policies(&school, &decided(&school, &permissions).rows, day(AS_OF)),
            "schema": schema(&school),
            "entities": entities(&school),
            "cases": cases,
        });
        fs::write(out.join(format!("{name}.json")), laid.to_string()).expect("a file");
    }
}

/// Each case of a space, with nothing known, with each way known, and with all of each way but one need.
fn cases(school: &School, space: &Space) -> Vec<Value> {
    let mut out = Vec::new();
    for answer in space.answers(&space.all()) {
        for case in answer.cases.iter() {
            for known in knowledge(&answer.verdict) {
                out.push(request(school, space, case, &known, allowed(&answer.verdict, &known)));
            }
        }
    }
    out
}

fn knowledge(verdict: &Verdict) -> Ways {
    let mut all = Ways::from([Way::new()]);
    for way in verdict.allowed().into_iter().chain(verdict.forbidden()) {
        all.extend(way.iter().map(|need| way.iter().filter(|it| *it != need).cloned().collect::<Way>()));
        all.insert(way);
    }
    all
}

/// What our engine says of a case in which these needs are known to hold.
fn allowed(verdict: &Verdict, known: &Way) -> bool {
    verdict.allowed().iter().any(|way| way.is_subset(known))
}

/// One value of each atom of a case, each in its turn.
fn request(school: &School, space: &Space, case: usize, known: &Way, allowed: bool) -> Value {
    let known: Vec<&str> = known.iter().map(|it| it.text()).collect();
    let mut context = json!({ "known": known });
    let (mut principal, mut resource) = (Value::Null, Value::Null);
    for (atom, axis) in space.atoms_of(case).into_iter().zip(&space.axes) {
        let leaves = &axis.atoms[atom];
        let uid = json!(Uid::of(school, axis.dimension, leaves[case % leaves.len()]));
        match (attribute(axis.dimension), axis.dimension) {
            (Some(attribute), _) => context[attribute] = json!({ "__entity": uid }),
            (None, Dimension::Who) => principal = uid,
            (None, _) => resource = uid,
        }
    }
    let action = json!({ "type": "Action", "id": school.vocabulary.entries[space.action].id });
    json!({ "request": { "principal": principal, "action": action, "resource": resource, "context": context }, "allowed": allowed })
}
