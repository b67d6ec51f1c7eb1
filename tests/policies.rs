//! The schools in `policies/`: laid out canonically, and their findings as recorded.

use std::collections::BTreeSet;

use byelaw::lint;
use byelaw::syntax::{parse, print::print};

use crate::harness::{AS_OF, byelaw, day, folders, load, school, schools, told};

#[test]
fn every_source_is_laid_out_canonically() {
    for root in folders().into_iter().chain(schools()) {
        let project = load(&root);
        for file in &project.files {
            let source = project.sources.get(file.source);
            assert!(source.text == print(file), "{} is not laid out canonically", source.path);
            let mut again = byelaw::source::Sources::default();
            let id = again.add("again", print(file));
            assert_eq!(print(&parse(again.get(id)).value), print(file), "{}", source.path);
        }
    }
}

#[test]
fn findings_of_each_school_are_as_recorded() {
    let here = format!("{}/", env!("CARGO_MANIFEST_DIR"));
    for root in schools() {
        let (project, school) = school(&root);
        let found = lint::lint(&school, &project.config, day(AS_OF));
        insta::assert_snapshot!(
            format!("findings-{}", school.identity.name),
            told(&project, &found).replace(&here, "")
        );
    }
}

fn names_on(date: &str) -> (Vec<String>, i32) {
    let run = byelaw(&["check", "policies/gorsemoor", "--as-of", date, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(report["as_of"], date);
    let names = report["findings"].as_array().expect("findings").iter();
    (names.map(|it| it["lint"].as_str().expect("a name").to_owned()).collect(), run.code)
}

#[test]
fn gorsemoor_has_what_a_reader_of_its_paper_would_find() {
    let (names, code) = names_on(AS_OF);
    let count = |name: &str| names.iter().filter(|it| *it == name).count();
    assert_eq!(code, 1);
    assert_eq!(count("review-overdue"), 3);
    assert_eq!(count("review-date-conflict"), 1);
    assert_eq!(count("consent-by-silence"), 1);
    assert_eq!(count("matrix-cell-blank"), 2);
    for name in [
        "post-unfilled",
        "permission-conflict",
        "figure-missing",
        "appendix-unlabelled",
        "placeholder-left",
        "escalation-target-is-subject",
        "signature-field-missing",
    ] {
        assert!(count(name) > 0, "{name} is not found");
    }
}

#[test]
fn before_its_reviews_gorsemoor_is_not_overdue() {
    let (names, code) = names_on("2016-09-01");
    assert!(!names.iter().any(|name| name == "review-overdue"));
    assert_eq!(code, 1, "the other errors stay");
}

#[test]
fn between_its_two_dates_gorsemoor_hears_what_can_be_told() {
    let run = byelaw(&["check", "policies/gorsemoor", "--as-of", "2017-04-15", "--format", "short"]);
    assert!(run.out.contains("whether it is past on 15 April 2017 cannot be told"), "{}", run.out);
    assert!(!run.out.contains("[review-overdue]"));
    let later = byelaw(&["check", "policies/gorsemoor", "--as-of", "2017-05-01", "--format", "json"]);
    assert!(later.out.contains("the other date, spring term 2017, may or may not be past"), "{}", later.out);
}

#[test]
fn calendar_findings_can_be_kept_from_failing() {
    let root = crate::harness::Folder::with(&[
        (
            "school.byelaw",
            "school oakfield \"Oakfield Primary School\"\nrole head \"Headteacher\"\npolicy p \"Policy\" {\n  owner head\n  \
         approved 2020-01-10 by governors\n  review every year next 2021-01\n}\nrole governors \"Governing body\" is body\n",
        ),
        ("people.yaml", "people:\n  a: { name: Ada Moss }\nposts:\n  head: [ { holder: a } ]\n"),
    ]);
    let path = root.path().to_str().expect("a path");
    let names: BTreeSet<i32> = [byelaw(&["check", path, "--as-of", AS_OF]).code].into();
    assert_eq!(names, BTreeSet::from([1]));
    assert_eq!(byelaw(&["check", path, "--as-of", AS_OF, "--clock", "report"]).code, 0);
}

#[test]
fn the_table_of_gorsemoor_keeps_its_blanks() {
    let run = byelaw(&["export", "policies/gorsemoor", "--as-of", AS_OF]);
    let export: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let cells = export["tables"][0]["cells"].as_array().expect("cells");
    let count = |decision: &str| cells.iter().filter(|cell| cell["decision"] == decision).count();
    assert_eq!((cells.len(), count("allow"), count("forbid"), count("undecided")), (24, 12, 3, 9));
}

#[test]
fn the_model_schools_are_clean() {
    for school in ["policies/oakfield", "policies/thornmere", "policies/wyndle"] {
        let run = byelaw(&["check", school, "--as-of", AS_OF, "--fail-on", "advice", "--format", "short"]);
        assert_eq!(run.code, 0, "{school}: {}", run.out);
    }
}

/// The clashes and choices in permissions that the seeds are known for, each by the rule it is told at and what stands against it.
#[test]
fn the_permissions_of_the_seeds_show_what_their_readers_found() {
    let told = |school: &str| {
        let run = byelaw(&["check", &format!("policies/{school}"), "--as-of", AS_OF, "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        let found = report["findings"].as_array().expect("findings").clone();
        move |lint: &str, subject: &str, message: &str| {
            let hit = found.iter().find(|it| {
                let said = it["message"].as_str().is_some_and(|text| text.contains(message));
                it["lint"] == lint && it["subject"] == subject && said
            });
            let hit = hit.unwrap_or_else(|| panic!("{lint} at {subject} with {message} is not found"));
            assert!(hit["help"].as_str().is_some_and(|help| !help.is_empty()), "{subject} lacks a next step");
            let sides = hit["related"].as_array().map_or(0, Vec::len);
            assert!(sides > 0, "{subject} shows one side only");
        }
    };
    let gorsemoor = told("gorsemoor");
    gorsemoor("permission-conflict", "online-policy.phones.bring", "`own-devices.choice` allows it without condition");
    gorsemoor("matrix-prose-conflict", "mobile-access.bring.pupil-owned", "allows it without condition");
    let held =
        "`online-policy.phones.bring` lets the device in only if the school office holds it until the end of the day";
    gorsemoor("matrix-prose-conflict", "mobile-access.join-internet.pupil-owned", held);
    let uploads = "`online-policy.cameras.kept` forbids it, but `online-policy.published.own-child` allows it in some";
    gorsemoor("permission-conflict", "online-policy.published.own-child", uploads);
    let others = "`online-policy.published.others` allows it on conditions";
    gorsemoor("permission-conflict", "online-policy.published.others", others);
    let install = "safer-internet-policy.statements.technical.install";
    told("clifton")("permission-undetermined", install, "nobody has decided");
    let brigantia = told("brigantia");
    brigantia("permission-conflict", "personal-camera.pictures", "`online-safeguarding.images.own-kit` forbids it");
    brigantia("permission-conflict", "online-safeguarding.images.own-kit", "`online-safeguarding.mobiles.staff-part");
    brigantia("permission-redundant", "online-safeguarding.mobiles.class", "`online-safeguarding.images.own-kit`");
    let friends = told("coppice");
    friends("permission-conflict", "e-safety-policy.internet.professional.contact", "any-contact` forbids it");
    friends("permission-conflict", "e-safety-policy.own-devices.rooms", "`e-safety-policy.own-devices.recording`");
    let run = byelaw(&["check", "policies/heather", "--as-of", AS_OF, "--format", "short"]);
    assert!(
        run.out.contains("error[modality-conflict]: this is `should not` here and `must not` elsewhere"),
        "{}",
        run.out
    );
}
