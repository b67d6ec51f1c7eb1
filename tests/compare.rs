//! Many schools held against each other: questions put to all, facts by address, and what sets schools apart from their trust.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::harness::{AS_OF, Folder, Run, byelaw, policies};

/// The schools that share neither words nor addresses.
const SEEDS: [&str; 5] =
    ["policies/gorsemoor", "policies/heather", "policies/coppice", "policies/clifton", "policies/brigantia"];

fn compare(paths: &[&str], format: &str) -> Run {
    let tail = ["--as-of", AS_OF, "--format", format];
    byelaw(&[&["compare"], paths, &tail].concat())
}

fn json(path: &Path) -> Value {
    let run = compare(&[path.to_str().expect("a path")], "json");
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).expect("JSON")
}

/// A copy of a folder in `policies/`.
fn copy(name: &str) -> Folder {
    let folder = Folder::empty();
    copied(&policies(name), "", &folder);
    folder
}

fn copied(from: &Path, within: &str, into: &Folder) {
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let name = format!("{within}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            copied(&entry.path(), &format!("{name}/"), into);
        } else {
            into.write(&name, fs::read(entry.path()).expect("a file"));
        }
    }
}

/// Changes one file of a folder.
fn edit(folder: &Folder, name: &str, change: impl Fn(String) -> String) {
    let before = fs::read_to_string(folder.path().join(name)).expect("a file");
    let after = change(before.clone());
    assert_ne!(before, after, "nothing was changed in {name}");
    folder.write(name, after);
}

fn departures<'v>(comparison: &'v Value, school: &str) -> &'v [Value] {
    let schools = comparison["schools"].as_array().expect("schools");
    let school = schools.iter().find(|it| it["id"] == school).expect("the school");
    school["departures"].as_array().expect("departures")
}

fn departure<'v>(comparison: &'v Value, school: &str, id: &str) -> &'v Value {
    let all = departures(comparison, school);
    all.iter().find(|it| it["id"] == id).unwrap_or_else(|| panic!("{school} does not depart in {id}: {all:#?}"))
}

#[test]
fn a_reader_sees_how_the_five_schools_differ() {
    let run = compare(&SEEDS, "human");
    assert_eq!(run.code, 0, "{}", run.err);
    insta::assert_snapshot!("five_schools", run.out);
}

#[test]
fn every_format_tells_every_school_and_every_question() {
    let told: Value = serde_json::from_str(&compare(&SEEDS, "json").out).expect("JSON");
    let questions = told["questions"].as_array().expect("questions");
    assert!(questions.len() >= 15 && questions.iter().all(|it| it["cells"].as_array().map(Vec::len) == Some(5)));
    for format in ["human", "markdown", "csv", "html"] {
        let run = compare(&SEEDS, format);
        assert_eq!(run.code, 0, "{}", run.err);
        for question in questions {
            let asked = question["question"].as_str().expect("a question");
            assert!(run.out.contains(asked), "{format} does not ask “{asked}”");
        }
        let school = if format == "csv" { "gorsemoor" } else { "Gorsemoor Primary School" };
        assert!(run.out.contains(school), "{format}");
    }
    // A clause stands with its place, and the line there holds its label.
    let clauses = questions.iter().flat_map(|it| it["cells"].as_array().expect("cells"));
    let mut count = 0;
    for clause in clauses.flat_map(|it| it["clauses"].as_array().expect("clauses")) {
        let text =
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(clause["path"].as_str().expect("a path")));
        let line = usize::try_from(clause["line"].as_u64().expect("a line")).expect("a number");
        assert!(text.expect("the file").lines().nth(line - 1).is_some_and(|it| !it.trim().is_empty()), "{clause}");
        count += 1;
    }
    assert!(count > 50, "{count} clauses");
}

#[test]
fn the_page_needs_nothing_beside_it() {
    let page = compare(&["policies/wyndle"], "html").out;
    for outside in ["http://", "https://", "src=", "@import", "url("] {
        assert!(!page.contains(outside), "the page asks for {outside}");
    }
    assert!(page.contains("<form id=\"filters\" hidden"), "filters that need a script are hidden until it runs");
    assert!(page.contains("lang=\"en-GB\"") && page.contains("<th scope=\"row\">"));
}

#[test]
fn lines_of_values_have_the_same_fields() {
    let run = compare(&["policies/wyndle"], "csv");
    let mut lines = run.out.split("\r\n").filter(|line| !line.is_empty());
    assert_eq!(
        lines.next(),
        Some("kind,id,heading,question,school,said,answer,answer_number,standing,places"),
        "scripts rely on the names"
    );
    assert!(lines.clone().any(|line| line.starts_with("departure,phones.sixth,relaxes,")));
    assert_eq!(lines.filter(|line| line.starts_with("question,password-length,")).count(), 3);
}

#[test]
fn three_edits_to_the_model_trust_are_three_verdicts() {
    let trust = copy("wyndle");
    edit(&trust, "schools/alder-grove/pupils.byelaw", |text| {
        text + "\nrules phones {\n  year-six \"Year 6\": year-6 may use-phone in playground during lunch\n      despite wyndle.phones.day, wyndle.phones.need\n}\n"
    });
    edit(&trust, "schools/little-acorns/people.yaml", |text| {
        text.lines().filter(|line| !line.contains("deputy-dsl:")).map(|line| format!("{line}\n")).collect()
    });
    edit(&trust, "schools/wyndle-park/pupils.byelaw", |text| {
        text.replacen(
            "  section pupils-section \"Our pupils’ promises\" {\n",
            "  section aims {\n    \"\"\"\n    Our academy says it in its own words.\n    \"\"\"\n  }\n  section pupils-section \"Our pupils’ promises\" {\n",
            1,
        )
    });
    let before = json(&policies("wyndle"));
    let after = json(trust.path());

    let phones = departure(&after, "alder-grove", "phones.year-six");
    assert_eq!((&phones["class"], &phones["standing"]), (&"relaxes".into(), &"unrecorded".into()), "{phones:#}");
    let witness = phones["witnesses"].to_string();
    for word in ["year 6", "lunch", "playground", "“allowed if the headteacher has agreed a plan", "“allowed” here"]
    {
        assert!(witness.contains(word), "{witness} lacks {word}");
    }
    assert!(phones["trust"].to_string().contains("phones.day"));

    let deputy = departure(&after, "little-acorns", "deputy-dsl");
    assert_eq!((&deputy["class"], &deputy["standing"]), (&"relaxes".into(), &"unrecorded".into()), "{deputy:#}");
    assert!(deputy["witnesses"].to_string().contains("nobody holds the post"), "{deputy:#}");

    let words = departures(&after, "wyndle-park").iter().filter(|it| it["class"] == "editorial").collect::<Vec<_>>();
    assert_eq!(words.len(), 1, "{words:#?}");
    assert!(words[0]["witnesses"].to_string().contains("Our academy says it in its own words."));
    assert_eq!(words[0]["standing"], "delegated");

    // Nothing else has come or gone.
    let count = |told: &Value| {
        ["alder-grove", "little-acorns", "wyndle-park"]
            .map(|school| departures(told, school).iter().filter(|it| it["class"] != "adds").count())
    };
    assert_eq!(count(&after), count(&before).map(|count| count + 1));
}

#[test]
fn a_record_makes_a_departure_recorded_until_it_ends_or_no_longer_fits() {
    let trust = copy("wyndle");
    let standing = |told: &Value| departure(told, "wyndle-park", "phones.sixth")["standing"].clone();
    let told = json(trust.path());
    assert_eq!(standing(&told), "recorded");
    let record = &departure(&told, "wyndle-park", "phones.sixth")["record"];
    assert!(record["by"].as_str().is_some_and(|by| by.contains("headteacher")) && record["until"] == "23 July 2027");

    let pupils = "schools/wyndle-park/pupils.byelaw";
    edit(&trust, "schools/wyndle-park/school.byelaw", |text| text.replace("12:45..13:35", "12:45..14:35"));
    assert_eq!(standing(&json(trust.path())), "unrecorded", "the hours are part of what was accepted");
    let path = trust.path().to_str().expect("a path");
    let run = byelaw(&["check", path, "--as-of", AS_OF, "--format", "short"]);
    assert!(run.out.contains("error[deviation-stale]") && run.code == 1, "{}", run.out);
    assert!(!run.out.contains("waiver-unused"), "a stale record is told once: {}", run.out);

    edit(&trust, "schools/wyndle-park/school.byelaw", |text| text.replace("12:45..14:35", "12:45..13:35"));
    edit(&trust, pupils, |text| text.replace("2027-07-23", "2026-07-23"));
    assert_eq!(standing(&json(trust.path())), "unrecorded", "a record that has ended records nothing");
}

#[test]
fn a_contradiction_is_no_departure() {
    let trust = copy("wyndle");
    edit(&trust, "schools/alder-grove/pupils.byelaw", |text| {
        text + "\nrules own-phones \"Our phones\" {\n  hall: older-pupils may use-phone in hall during lunch\n}\n"
    });
    let told = json(trust.path());
    assert_eq!(departure(&told, "alder-grove", "own-phones.hall")["standing"], "conflicting");
}

#[test]
fn a_tighter_rule_is_the_schools_own_choice() {
    let told = json(&policies("wyndle"));
    let tight = departure(&told, "little-acorns", "phones.none");
    assert_eq!((&tight["class"], &tight["standing"]), (&"tightens".into(), &"delegated".into()));
    let path = policies("wyndle");
    let run = byelaw(&["check", path.to_str().expect("a path"), "--as-of", AS_OF, "--format", "short"]);
    assert!(!run.out.contains("`phones.none`"), "{}", run.out);
}

#[test]
fn copies_of_one_school_are_one_group_until_one_is_changed() {
    let (first, second, third) = (copy("oakfield"), copy("oakfield"), copy("oakfield"));
    edit(&third, "people.yaml", |text| {
        let mut lines: Vec<&str> = text.lines().collect();
        let post = lines.iter().rposition(|line| line.contains("holder:")).expect("a post");
        lines.remove(post);
        lines.join("\n") + "\n"
    });
    let paths = [&first, &second, &third].map(|it| it.path().to_str().expect("a path").to_owned());
    let all: Vec<&str> = paths.iter().map(String::as_str).collect();
    let told: Value = serde_json::from_str(&compare(&all, "json").out).expect("JSON");
    let groups = told["groups"].as_array().expect("groups");
    assert_eq!(groups.iter().map(|it| it.as_array().map_or(0, Vec::len)).collect::<Vec<_>>(), [2, 1], "{groups:?}");
    assert!(told["alike"].as_u64().is_some_and(|count| count > 100));
    let same: Value = serde_json::from_str(&compare(&all[..2], "json").out).expect("JSON");
    assert_eq!(same["facts"], Value::Array(Vec::new()));
    assert!(same["questions"].as_array().expect("questions").iter().all(|it| it["alike"] == true));
}

#[test]
fn a_large_trust_is_told_answer_by_answer() {
    let trust = copy("wyndle");
    let source = policies("wyndle").join("schools/alder-grove");
    for number in 0..20 {
        copied(&source, &format!("schools/grove-{number}/"), &trust);
        edit(&trust, &format!("schools/grove-{number}/school.byelaw"), |text| {
            text.replace("alder-grove", &format!("grove-{number}"))
                .replace("Alder Grove Primary School", &format!("Grove {number} Primary School"))
        });
    }
    let told = json(trust.path());
    let groups = told["groups"].as_array().expect("groups");
    assert!(groups.iter().any(|it| it.as_array().map(Vec::len) == Some(21)), "{groups:?}");
    let page = compare(&[trust.path().to_str().expect("a path")], "html").out;
    assert!(page.contains("<summary>23 of 23</summary>") && page.contains("Grove 19 Primary School"));
}

#[test]
fn one_school_is_nothing_to_compare_and_a_faulty_one_is_told() {
    let one = compare(&["policies/oakfield"], "human");
    assert!(one.code == 2 && one.err.contains("nothing to compare it with"), "{}", one.err);
    let folder =
        Folder::with(&[("school.byelaw", "school oakfield \"Oakfield\"\nrole head \"Head\" then nobody-known\n")]);
    let run = compare(&["policies/heather", folder.path().to_str().expect("a path")], "human");
    assert!(run.code == 2 && run.err.contains("cannot be compared while"), "{}", run.err);
    assert!(run.out.is_empty());
}
