//! The command: folders, revisions of git, days, formats, accepted changes, git's own driver, bad input.

use std::path::Path;
use std::process::Command;

use crate::harness::{Folder, Run, byelaw_in};

const BEFORE: &str = "school oakfield \"Oakfield Primary School\"

role headteacher \"Headteacher\" {
  train: must \"train staff in online safety\" every term
}
";

fn after() -> String {
    BEFORE.replace("every term", "every year")
}

/// Two folders, `one` and `two`, and what stands beside them.
fn two(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::with(&[("one/school.byelaw", BEFORE), ("two/school.byelaw", &after())]);
    for (name, text) in files {
        folder.write(name, text);
    }
    folder
}

fn run(folder: &Folder, arguments: &[&str]) -> Run {
    byelaw_in(folder.path(), &[&["diff", "--as-of", "2026-11-22"], arguments].concat())
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let run = Command::new("git")
        .args(["-c", "user.name=A Teacher", "-c", "user.email=teacher@oakfield.example", "-C"])
        .arg(folder)
        .args(arguments)
        .env("PATH", path())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git runs");
    assert!(run.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("text")
}

/// Where programs are found, the command itself among them.
fn path() -> String {
    let own = Path::new(env!("CARGO_BIN_EXE_byelaw")).parent().expect("a folder");
    format!("{}:{}", own.display(), std::env::var("PATH").expect("a path"))
}

/// A repository with two commits, the first tagged `old`.
fn repository() -> Folder {
    let folder = Folder::with(&[("policies/school.byelaw", BEFORE), ("policies/byelaw.yaml", "due-within: 30\n")]);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "The duty to train"]);
    git(folder.path(), &["tag", "old"]);
    folder.write("policies/school.byelaw", after());
    git(folder.path(), &["commit", "-q", "-am", "Train yearly"]);
    folder
}

#[test]
fn a_rarer_duty_relaxes_in_every_format() {
    let folder = two(&[]);
    let human = run(&folder, &["one", "two"]);
    assert_eq!(human.code, 0, "{}", human.err);
    assert!(human.out.contains("one → two: relaxes (1 relaxes)"), "{}", human.out);
    assert!(human.out.contains("headteacher.train: how often lowered"), "{}", human.out);
    assert!(human.out.contains("two/school.byelaw:4"), "{}", human.out);
    let json: serde_json::Value =
        serde_json::from_str(&run(&folder, &["one", "two", "--format", "json"]).out).expect("JSON");
    assert_eq!(json["verdict"], "relaxes");
    let change = &json["changes"][0];
    assert_eq!(
        (&change["id"], &change["axis"], &change["class"]),
        (&"frequency-lowered".into(), &"duty".into(), &"relaxes".into())
    );
    assert_eq!(change["after"]["line"], 4);
    assert!(change["accepted"].is_null() && change["witness"].is_array() && change["requires"].is_array());
    let markdown = run(&folder, &["one", "two", "--format", "markdown"]).out;
    assert!(markdown.contains("### Duty") && markdown.contains("- **relaxes**"), "{markdown}");
    let html = run(&folder, &["one", "two", "--format", "html"]).out;
    let document = html.strip_prefix("<!doctype html>\n").expect("a page");
    let heads = document.matches("<th scope=\"col\">").count();
    assert_eq!(heads, 3, "{html}");
    assert!(document.contains("<html lang=\"en-GB\">") && document.contains("every year"), "{html}");
}

#[test]
fn only_what_is_asked_to_fail_fails() {
    let folder = two(&[]);
    for (on, there, back) in [("relaxes", 1, 0), ("tightens", 0, 1), ("any", 1, 1)] {
        assert_eq!(run(&folder, &["one", "two", "--fail-on", on]).code, there, "{on}");
        assert_eq!(run(&folder, &["two", "one", "--fail-on", on]).code, back, "{on}");
        assert_eq!(run(&folder, &["one", "one", "--fail-on", on]).code, 0, "{on}");
    }
}

#[test]
fn an_accepted_change_fails_no_longer_until_it_runs_out() {
    let folder = two(&[]);
    let json: serde_json::Value =
        serde_json::from_str(&run(&folder, &["one", "two", "--format", "json"]).out).expect("JSON");
    let fingerprint = json["changes"][0]["fingerprint"].as_str().expect("a fingerprint").to_owned();
    let accept = |fingerprint: &str, until: &str| {
        let text = format!(
            "accepted:\n  - fingerprint: \"{fingerprint}\"\n    who: governing body\n    why: on trial\n    until: {until}\n"
        );
        folder.write("two/accepted.yaml", text);
        run(&folder, &["one", "two", "--fail-on", "relaxes"])
    };
    let fine = accept(&fingerprint, "2026-11-22");
    assert_eq!(fine.code, 0, "{}", fine.out);
    assert!(fine.out.contains("accepted by governing body"), "{}", fine.out);
    let late = accept(&fingerprint, "2026-11-21");
    assert_eq!(late.code, 1);
    assert!(late.out.contains("has run out"), "{}", late.out);
    let unused = accept("0123456789abcdef", "2027-01-01");
    assert_eq!(unused.code, 1);
    assert!(unused.out.contains("fits no change"), "{}", unused.out);
    let bad = accept(&fingerprint, "soon");
    assert_eq!(bad.code, 2, "{}", bad.out);
    assert!(bad.err.contains("`soon` is not a day"), "{}", bad.err);
}

#[test]
fn other_words_for_the_same_are_no_difference() {
    let text = |word: &str| {
        format!(
            "school oakfield \"Oakfield\"\n\nusers {{\n  {word}: year-5, year-6\n}}\n\nrules care \"Care\" {{\n  kind: {word} must \"be kind to all {word}\"\n}}\n"
        )
    };
    let folder = Folder::with(&[("one/a.byelaw", &text("pupils")), ("two/a.byelaw", &text("students"))]);
    assert_eq!(run(&folder, &["one", "two", "--fail-on", "any"]).code, 1);
    let same = run(&folder, &["one", "two", "--fail-on", "any", "--same", "pupils=students"]);
    assert_eq!(same.code, 0, "{}", same.out);
    folder.write("two/byelaw.yaml", "same:\n  pupils: students\n");
    let settled = run(&folder, &["one", "two", "--fail-on", "any"]);
    assert_eq!(settled.code, 0, "{}", settled.out);
    assert!(settled.out.contains("same (nothing changed)"), "{}", settled.out);
}

#[test]
fn the_calendar_alone_changes_who_holds_a_post() {
    let people = "people:\n  a: { name: Ann Hill }\n  b: { name: Ben Low }\nposts:\n  headteacher:\n    - { holder: a, until: 2027-01-31 }\n    - { holder: b, from: 2027-02-01 }\n";
    let folder = two(&[("one/people.yaml", people)]);
    let told = run(&folder, &["one", "--at", "2026-11-22", "--at", "2027-03-01"]);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.out.contains("headteacher: holder changed") && told.out.contains("Ben Low"), "{}", told.out);
    assert!(run(&folder, &["one", "--at", "2026-11-22", "--at", "2026-11-23"]).out.contains("nothing changed"));
}

#[test]
fn a_revision_is_read_from_the_repository() {
    let folder = repository();
    let told = run(&folder, &["old:policies", "policies"]);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.out.contains("old:policies → policies: relaxes"), "{}", told.out);
    assert!(told.out.contains("  policies/school.byelaw:4"), "no path of the repository: {}", told.out);
    assert!(!told.out.contains("byelaw-diff-"), "{}", told.out);
    let both = run(&folder, &["main:policies", "old:policies", "--fail-on", "tightens"]);
    assert_eq!(both.code, 1, "{}", both.err);
}

#[test]
fn git_tells_changes_in_meaning() {
    let folder = repository();
    folder.write(".gitattributes", "*.byelaw diff=byelaw\n");
    git(folder.path(), &["config", "diff.byelaw.command", "byelaw diff --as-of 2026-11-22 --quiet --driver"]);
    let log = git(folder.path(), &["log", "-p", "--ext-diff", "-1"]);
    assert!(
        log.contains("policy policies/school.byelaw") && log.contains("headteacher.train: how often lowered"),
        "{log}"
    );
    folder.write("policies/school.byelaw", "school oakfield \"Oakfield\"\nnonsense here\n");
    let broken = git(folder.path(), &["diff"]);
    assert!(broken.contains("word by word"), "{broken}");
}

#[test]
fn a_clone_that_was_cut_short_is_told_apart_from_a_wrong_name() {
    let folder = repository();
    let unknown = run(&folder, &["nowhere:policies", "policies"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("git knows no revision `nowhere`"), "{}", unknown.err);
    let clones = Folder::empty();
    let from = format!("file://{}", folder.path().display());
    git(clones.path(), &["clone", "-q", "--depth", "1", "--no-tags", &from, "short"]);
    let short = byelaw_in(&clones.path().join("short"), &["diff", "HEAD~1:policies", "policies"]);
    assert_eq!(short.code, 2);
    assert!(short.err.contains("cut short") && short.err.contains("--unshallow"), "{}", short.err);
}

#[test]
fn bad_sides_are_told_with_a_next_step() {
    let folder = two(&[(
        "three/school.byelaw",
        "school oakfield \"Oakfield\"\n\nrules a \"A\" {\n  x: nobody-known must \"be\" to nowhere\n}\n",
    )]);
    for (arguments, said) in [
        (&["one", "three"][..], "cannot be compared while its sources have faults"),
        (&["one"], "one side is named"),
        (&["one", "two", "three"], "more than two sides"),
        (&["one", "--at", "2026-01-01"], "one day is named"),
        (&["one", "gone"], "`gone` cannot be opened"),
        (&["one", "main:two"], "in no git repository"),
        (&["one", "two", "--same", "pupils"], "not a pair of words"),
        (&["--driver", "one"], "fewer are here"),
    ] {
        let told = run(&folder, arguments);
        assert_eq!(told.code, 2, "{arguments:?}: {}", told.out);
        assert!(told.err.contains(said), "{arguments:?}: {}", told.err);
        assert!(told.out.is_empty(), "{}", told.out);
    }
}
