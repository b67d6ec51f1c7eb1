//! The file of old findings: it is marked and counted, it only shrinks, and some things it never hides.

use std::fs;

use crate::harness::{AS_OF, Folder, Run, SCHOOL, byelaw};

const RULES: &str = "role head \"Headteacher\"\n\nrole safety \"Lead\"\n\nrules r \"R\" {\n  a: head must \"b\" every \"regularly\"\n  \
                     c: head must \"d\" every \"often\"\n}\n";

const HELD: &str = "people:\n  a: { name: Ada Moss }\nposts:\n  head: [ { holder: a } ]\n";

fn folder(rules: &str) -> Folder {
    Folder::with(&[("a.byelaw", &format!("{SCHOOL}\n{rules}")), ("people.yaml", HELD)])
}

fn run(folder: &Folder, command: &[&str], options: &[&str]) -> Run {
    let path = folder.path().to_str().expect("a path");
    byelaw(&[command, &[path, "--as-of", AS_OF], options].concat())
}

fn check(folder: &Folder, options: &[&str]) -> (i32, serde_json::Value) {
    let run = run(folder, &["check"], &[&["--format", "json"], options].concat());
    (run.code, serde_json::from_str(&run.out).expect("JSON"))
}

fn text(folder: &Folder) -> String {
    fs::read_to_string(folder.path().join("baseline.json")).expect("the baseline")
}

/// How many findings are marked as old.
fn old(report: &serde_json::Value) -> usize {
    let findings = report["findings"].as_array().expect("findings").iter();
    findings.filter(|it| it["baselined"] == true).count()
}

#[test]
fn old_findings_are_counted_and_do_not_fail() {
    let folder = folder(RULES);
    assert_eq!(check(&folder, &["--fail-on", "warning"]).0, 1);
    let written = run(&folder, &["baseline", "write"], &[]);
    assert_eq!(written.code, 0, "{}", written.err);
    assert!(written.err.contains("add `baseline: baseline.json` to `byelaw.yaml`"), "{}", written.err);
    let file = folder.path().join("baseline.json");
    let (code, report) = check(&folder, &["--fail-on", "advice", "--baseline", file.to_str().expect("a path")]);
    assert_eq!((code, report["counts"]["warning"].as_u64()), (0, Some(0)), "{report:#}");
    assert!(report["counts"]["baselined"].as_u64() >= Some(2));
    assert_eq!(report["counts"]["baselined"].as_u64(), Some(old(&report) as u64));
    assert_eq!(check(&folder, &["--fail-on", "warning"]).0, 1, "a baseline that nobody names is not read");
}

#[test]
fn the_file_that_the_settings_name_is_read() {
    let folder = folder(RULES);
    folder.write("byelaw.yaml", "baseline: old.json\n");
    let (code, report) = check(&folder, &["--fail-on", "advice"]);
    assert_eq!(code, 1);
    assert!(report.to_string().contains("`old.json` is named as the baseline, and there is no such file"));
    assert_eq!(run(&folder, &["baseline", "write"], &[]).code, 0);
    assert_eq!(folder.names(), ["a.byelaw", "byelaw.yaml", "old.json", "people.yaml"]);
    assert_eq!(check(&folder, &["--fail-on", "advice"]).0, 0);
    let drawn = run(&folder, &["check"], &[]).out;
    assert!(!drawn.contains("vague-frequency") && drawn.contains("in the baseline"), "{drawn}");
}

#[test]
fn it_outlives_lines_and_wording_and_not_another_fact() {
    let folder = folder(RULES);
    folder.write("byelaw.yaml", "baseline: baseline.json\n");
    run(&folder, &["baseline", "write"], &[]);
    let (_, before) = check(&folder, &[]);
    folder.write("a.byelaw", format!("# a line\n\n{SCHOOL}\n{}", RULES.replace("\"d\"", "\"something else\"")));
    let (_, moved) = check(&folder, &[]);
    assert_eq!(old(&moved), old(&before));
    folder.write("a.byelaw", format!("{SCHOOL}\n{}", RULES.replace("often", "seldom")));
    let (code, changed) = check(&folder, &["--fail-on", "warning"]);
    assert_eq!((code, old(&changed)), (1, old(&before) - 1));
}

#[test]
fn what_was_put_right_is_stale_until_it_is_pruned() {
    let folder = folder(RULES);
    folder.write("byelaw.yaml", "baseline: baseline.json\n");
    run(&folder, &["baseline", "write"], &[]);
    let full = text(&folder);
    folder.write("a.byelaw", format!("{SCHOOL}\n{}", RULES.replace("\"often\"", "week")));
    let short = run(&folder, &["check"], &["--format", "short", "--fail-on", "warning"]);
    assert_eq!(short.code, 1);
    let told = "warning[baseline-stale]: the baseline lists `vague-frequency` on `r.c`, which is not found any more";
    let line = short.out.lines().find(|line| line.ends_with(told)).unwrap_or_else(|| panic!("{}", short.out));
    let place = full.lines().position(|line| line.contains("\"r.c\"")).expect("the entry") + 1;
    assert!(line.contains(&format!("baseline.json:{place}:")), "{line}");
    assert_eq!(run(&folder, &["baseline", "prune"], &[]).code, 0);
    let pruned = text(&folder);
    let lines = |text: &str| text.lines().map(|line| line.trim_end_matches(',').to_owned()).collect::<Vec<_>>();
    let left: Vec<String> = lines(&full).into_iter().filter(|line| !line.contains("\"r.c\"")).collect();
    assert_eq!(lines(&pruned), left);
    assert_eq!(check(&folder, &["--fail-on", "warning"]).0, 0);
}

#[test]
fn it_only_shrinks() {
    let folder = folder(&RULES.replace("\"often\"", "week"));
    run(&folder, &["baseline", "write"], &[]);
    let before = text(&folder);
    folder.write("a.byelaw", format!("{SCHOOL}\n{RULES}"));
    let refused = run(&folder, &["baseline", "write"], &[]);
    assert_eq!(refused.code, 1);
    assert!(refused.out.contains("these findings are new:\n  vague-frequency on r.c\n"), "{}", refused.out);
    assert_eq!(text(&folder), before);
    assert_eq!(run(&folder, &["baseline", "prune"], &[]).code, 0);
    assert_eq!(text(&folder), before, "pruning adds nothing");
    folder.write(
        "a.byelaw",
        format!("{SCHOOL}\n{}", RULES.replace("\"often\"", "week").replace("\"regularly\"", "week")),
    );
    assert_eq!(run(&folder, &["baseline", "write"], &[]).code, 0, "writing less is allowed");
    assert!(text(&folder).len() < before.len());
}

#[test]
fn the_same_fact_twice_is_counted() {
    let gap = "policy p \"Policy\" {\n  section s \"S\" {\n    \"\"\"\n    Write to TBC@@.\n    \"\"\"\n  }\n}\n";
    let folder = folder(&format!("{RULES}\n{}", gap.replace("@@", "")));
    folder.write("byelaw.yaml", "baseline: baseline.json\n");
    run(&folder, &["baseline", "write"], &[]);
    folder.write("a.byelaw", format!("{SCHOOL}\n{RULES}\n{}", gap.replace("@@", ", then to TBC")));
    let (_, twice) = check(&folder, &[]);
    let gaps = twice["findings"].as_array().expect("findings").iter().filter(|it| it["lint"] == "placeholder-left");
    assert_eq!(gaps.map(|it| it["baselined"] == true).collect::<Vec<_>>(), [true, false], "the second gap is new");
}

#[test]
fn a_missing_person_and_a_late_review_are_never_old() {
    let rules = "role head \"Headteacher\" {\n  a: must \"b\" every year\n}\n\nrole dsl \"Lead\" {\n  a: must \"b\" every year\n}\n\n\
                 policy p \"Policy\" {\n  owner head\n  review every year next 2021-01\n}\n\npolicy q \"Other\" {\n  owner head\n}\n";
    let folder = folder(rules);
    folder.write(
        "people.yaml",
        "people:\n  a: { name: Ada Moss }\nposts:\n  head: [ { holder: a, until: 2020-01-01 } ]\n",
    );
    folder.write("byelaw.yaml", "baseline: baseline.json\n");
    let names = |report: &serde_json::Value| -> Vec<String> {
        let findings = report["findings"].as_array().expect("findings").iter().filter(|it| it["baselined"] == false);
        findings.map(|it| it["lint"].as_str().expect("a name").to_owned()).collect()
    };
    run(&folder, &["baseline", "write"], &[]);
    let (code, report) = check(&folder, &[]);
    assert_eq!(code, 1);
    for lint in ["holder-left", "post-unfilled", "review-overdue", "review-date-missing"] {
        assert!(names(&report).iter().any(|it| it == lint), "{lint} is hidden: {:?}", names(&report));
        assert!(!text(&folder).contains(lint), "{lint} is listed");
    }
    assert!(text(&folder).contains("approval-missing"), "the rest is old");
    // Nor where somebody writes it into the file by hand.
    let unfilled = report["findings"].as_array().expect("findings").iter().find(|it| it["lint"] == "post-unfilled");
    let entry = format!(
        "{{\"schema\":1,\"findings\":[{{\"lint\":\"post-unfilled\",\"subject\":\"dsl\",\"fingerprint\":{},\"count\":1}}]}}",
        unfilled.expect("the finding")["fingerprint"]
    );
    folder.write("baseline.json", entry);
    let (_, forged) = check(&folder, &[]);
    assert!(
        names(&forged).iter().any(|it| it == "post-unfilled") && names(&forged).iter().any(|it| it == "baseline-stale")
    );
}

#[test]
fn a_waiver_that_ends_is_not_caught_by_the_baseline() {
    let waiver = "\nwaive vague-frequency on r.a about \"regularly\" until 2026-12-31 by head because \"x\"\n";
    let folder = folder(&format!("{RULES}{waiver}"));
    folder.write("byelaw.yaml", "baseline: baseline.json\n");
    run(&folder, &["baseline", "write"], &[]);
    assert!(!text(&folder).contains("\"r.a\""), "what is waived is not old");
    let path = folder.path().to_str().expect("a path");
    let later = byelaw(&["check", path, "--as-of", "2027-01-01", "--format", "short", "--fail-on", "warning"]);
    assert_eq!(later.code, 1);
    assert!(later.out.contains("[vague-frequency]: `r.a`"), "{}", later.out);
}

#[test]
fn old_errors_do_not_stop_a_build() {
    let rules = "role head \"Headteacher\"\n\npolicy p \"Policy\" {\n  owner head\n  review every year next 2027-01\n\n  \"\"\"\n  Words.\n  \"\"\"\n}\n";
    let folder = folder(rules);
    folder.write("byelaw.yaml", "baseline: baseline.json\n");
    assert_eq!(run(&folder, &["build"], &["--to", "md"]).code, 1, "it was never approved");
    run(&folder, &["baseline", "write"], &[]);
    let built = run(&folder, &["build"], &["--to", "md"]);
    assert_eq!(built.code, 0, "{}", built.err);
}

#[test]
fn what_is_no_baseline_is_told_and_never_overwritten() {
    let folder = folder(RULES);
    for (text, told) in [
        ("notes of my own\n", "error[baseline]: this is no baseline"),
        ("{\"schema\":1,\"findings\":[{\"lint\":\"x\"}]}", "error[baseline]: this is no baseline"),
        ("{\"schema\":9,\"findings\":[]}", "error[baseline]: this baseline has the form 9"),
    ] {
        folder.write("baseline.json", text);
        let refused = run(&folder, &["baseline", "write"], &[]);
        assert_eq!(refused.code, 1, "{}", refused.out);
        let file = folder.path().join("baseline.json");
        assert_eq!(fs::read_to_string(&file).expect("the file"), text);
        let checked = run(&folder, &["check"], &["--format", "short", "--baseline", file.to_str().expect("a path")]);
        assert_eq!(checked.code, 1);
        assert!(checked.out.contains(told), "{}", checked.out);
    }
    assert_eq!(run(&folder, &["check"], &["--baseline", "/no/such/file"]).code, 2);
    fs::remove_file(folder.path().join("baseline.json")).expect("the file goes");
    assert_eq!(run(&folder, &["baseline", "prune"], &[]).code, 2);
    folder.write("byelaw.yaml", "baseline: ../elsewhere.json\n");
    let outside = run(&folder, &["baseline", "write"], &[]);
    assert_eq!(outside.code, 1);
    assert!(outside.out.contains("is not the name of a file in this folder"), "{}", outside.out);
}

#[test]
fn sources_that_are_not_understood_have_no_old_findings() {
    let folder = folder(&RULES.replace("c: head", "c: haed"));
    assert_eq!(run(&folder, &["baseline", "write"], &[]).code, 1);
    assert_eq!(folder.names(), ["a.byelaw", "people.yaml"]);
}
