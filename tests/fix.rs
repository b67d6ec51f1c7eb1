//! What can be put right without asking anybody: over every mistake, in the files, and never beyond them.

use std::fs;
use std::path::PathBuf;

use crate::harness::{AS_OF, Folder, Run, SCHOOL, byelaw, load};

fn fix(folder: &Folder, options: &[&str]) -> Run {
    let path = folder.path().to_str().expect("a path");
    byelaw(&[&["fix", path, "--as-of", AS_OF], options].concat())
}

fn text(folder: &Folder) -> String {
    fs::read_to_string(folder.path().join("a.byelaw")).expect("the file")
}

fn one(text: &str) -> Folder {
    Folder::with(&[("a.byelaw", &format!("{SCHOOL}\n{text}"))])
}

/// What becomes of a text.
fn mended(text: &str, options: &[&str]) -> (Run, String) {
    let folder = one(text);
    let run = fix(&folder, options);
    let after = self::text(&folder);
    let rest = after.strip_prefix(&format!("{SCHOOL}\n")).unwrap_or(&after).to_owned();
    (run, rest)
}

/// The sources of the mistakes, each in a folder of its own.
fn mistakes() -> Vec<(String, Folder)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("the cases").map(|entry| entry.expect("a case").path()).collect();
    paths.sort();
    let case = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a case");
        let wrong = text.split("\n--- ").next().unwrap_or_default().to_owned() + "\n";
        let folder = Folder::with(&[("a.byelaw", &wrong)]);
        if !wrong.contains("\nschool ") {
            folder.write("school.byelaw", SCHOOL);
        }
        (path.file_name().expect("a name").to_string_lossy().into_owned(), folder)
    };
    paths.into_iter().map(case).collect()
}

#[test]
fn fixing_twice_is_fixing_once() {
    let mut changed = (0, 0);
    for (name, folder) in mistakes() {
        let faults = || load(folder.path()).resolve().diagnostics.len();
        for (options, count) in [(&[][..], &mut changed.0), (&["--unsafe"][..], &mut changed.1)] {
            let (before, faults_before) = (text(&folder), faults());
            let run = fix(&folder, options);
            assert!(run.code < 2, "{name}: {}", run.err);
            let after = text(&folder);
            *count += usize::from(after != before);
            assert_eq!(after != before, !run.out.is_empty(), "{name}: {}", run.out);
            assert!(faults() <= faults_before, "{name}: mending it made it worse:\n{before}\n{after}");
            let again = fix(&folder, options);
            assert!(text(&folder) == after && again.out.is_empty(), "{name} changes again: {}", again.out);
        }
    }
    assert!(changed.0 >= 15 && changed.1 >= 20, "only {changed:?} mistakes are mended");
}

#[test]
fn a_safe_fix_takes_its_fault_away() {
    for (name, folder) in mistakes() {
        let run = fix(&folder, &[]);
        let left = load(folder.path()).resolve().diagnostics;
        if !run.out.is_empty() {
            assert!(left.is_empty(), "{name}: {}\n{}\n{left:#?}", run.out, text(&folder));
        }
    }
}

#[test]
fn signs_and_spelling_are_put_right() {
    let (run, text) = mended(
        "role cook “Cook” {\n• menu: must “print the menu” every week.\n}\n\n\
         rules r \"R\" {\n  a: The_Cook, Cook must \"write to {cokk} and {cook}\"\n}\n",
        &[],
    );
    assert!(text.starts_with("role cook \"Cook\" {\nmenu: must \"print the menu\" every week\n}"), "{text}");
    assert!(run.out.lines().count() >= 5, "{}", run.out);
    let (run, text) = mended("role cook \"Cook\"\n\nrules r \"R\" {\n  a: cokk must \"write to {coook}\"\n}\n", &[]);
    assert!(text.ends_with("a: cook must \"write to {cook}\"\n}\n"), "{text}\n{}", run.out);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("2 changes in 1 file"), "{}", run.err);
}

#[test]
fn a_name_that_may_mean_two_or_another_year_is_left() {
    let users = "users {\n  year-7 \"Year 7\"\n  staff \"Staff\"\n  stuff \"Stuff\"\n}\n\n";
    for who in ["year-8", "stoff", "stf"] {
        let source = format!("{users}rules r \"R\" {{\n  a: {who} must \"b\"\n}}\n");
        let (run, text) = mended(&source, &["--unsafe"]);
        assert!(text == source && run.code == 1, "{who}: {text}");
    }
}

const DSL: &str =
    "role head \"Headteacher\"\n\nrole dsl \"Lead\" {\n  train: must \"train all staff\" every year\n}\n\n";

#[test]
fn waivers_are_taken_out_and_pinned() {
    let unused = "waive deputy-missing on head until 2027-01 by head\n    because \"x\"\n";
    let (run, text) = mended(&format!("{DSL}{unused}\nrole cook \"Cook\"\n"), &[]);
    assert_eq!(text, format!("{DSL}role cook \"Cook\"\n"), "{}", run.out);
    let waiver = "waive post-unfilled on dsl until 2027-01 by head because \"x\"\n";
    let (run, text) = mended(&format!("{DSL}{waiver}"), &[]);
    let pinned = "waive post-unfilled on dsl about \"held by nobody\" until 2027-01 by head because \"x\"\n";
    assert_eq!(text, format!("{DSL}{pinned}"));
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains(": add `about \"held by nobody\"` [waiver-unpinned]"), "{}", run.out);
}

#[test]
fn what_is_waived_is_left_alone() {
    let text = format!(
        "{DSL}consent c \"C\" from head about dsl {{\n  ask: ask \"May we?\" if silent yes\n}}\n\n\
         waive consent-by-silence on c about \"yes\" until 2027-01 by head because \"x\"\n"
    );
    assert_eq!(mended(&text, &["--unsafe"]).1, text);
    let counted = text.split("waive").next().unwrap_or_default();
    assert_eq!(mended(counted, &[]).1, counted, "what silence means is not a matter of spelling");
    assert!(mended(counted, &["--unsafe"]).1.contains("if silent no"));
}

#[test]
fn a_document_is_named_back() {
    let text = "policy a \"A\" {\n  associated b\n}\n\npolicy b \"B\" {\n  associated c\n}\n\npolicy c \"C\" {\n  associated b\n}\n";
    let (run, plain) = mended(text, &[]);
    assert!(plain == text && run.err.contains("1 change more with `--unsafe`"), "{}", run.err);
    assert_eq!(mended(text, &["--unsafe"]).1, text.replace("  associated c\n", "  associated c, a\n"));
}

#[test]
fn a_lint_in_a_waiver_is_spelled_right_before_it_counts() {
    let (_, text) = mended(&format!("{DSL}waive post-unfiled on dsl until 2027-01 by head because \"x\"\n"), &[]);
    assert!(text.contains("waive post-unfilled on dsl about \"held by nobody\" until"), "{text}");
}

#[test]
fn only_what_was_laid_out_before_is_laid_out_after() {
    let tidy = "role cook \"Cook\"\n\nrules r \"R\" {\n  a:      cokk must \"b\"\n  longer: cook must \"c\"\n}\n";
    let (_, text) = mended(tidy, &[]);
    assert_eq!(text, tidy.replace("cokk", "cook"));
    let own =
        "role   cook \"Cook\"\n\n\n\nrules r \"R\" {\n  a: cokk must \"b\"\n longer: cook must \"c\"   # why\n}\n";
    assert_eq!(mended(own, &[]).1, own.replace("cokk", "cook"));
    let long = "waive post-unfilled on dsl until 2027-01 by head because \"the post is advertised\"\n";
    let broken = "waive post-unfilled on dsl about \"held by nobody\" until 2027-01 by head\n    \
                  because \"the post is advertised\"\n";
    assert_eq!(mended(&format!("{DSL}{long}"), &[]).1, format!("{DSL}{broken}"));
}

#[test]
fn a_file_that_cannot_be_read_in_full_waits() {
    let source = "role cook \"Cook\"\n\nrules r \"R\" {\n  a: cokk must \"b\"\n  this is not a line at all really\n}\n";
    let (run, text) = mended(source, &[]);
    assert_eq!(text, source);
    assert!(run.err.contains("1 change left, until what stands against reading the file is mended"), "{}", run.err);
}

#[test]
fn a_dry_run_leaves_every_byte() {
    let folder = one("role cook “Cook”\n\nrules r \"R\" {\n  a: cokk must \"b\"\n}\n");
    let before = text(&folder);
    let run = fix(&folder, &["--dry-run"]);
    assert_eq!(text(&folder), before);
    assert_eq!(folder.names(), ["a.byelaw"]);
    assert!(run.out.contains("-role cook “Cook”\n+role cook \"Cook\"\n"), "{}", run.out);
    assert!(run.out.contains("-  a: cokk must \"b\"\n+  a: cook must \"b\"\n"), "{}", run.out);
    assert!(run.err.contains("2 changes in 1 file"), "{}", run.err);
}

#[test]
fn a_file_that_may_only_be_read_is_told_and_nothing_changes() {
    let folder = one("role cook \"Cook\"\n\nrules r \"R\" {\n  a: cokk must \"b\"\n}\n");
    folder.write("b.byelaw", "rules s \"S\" {\n  a: cokk must \"b\"\n}\n");
    let locked = folder.path().join("b.byelaw");
    let set = |readonly| {
        let mut permissions = fs::metadata(&locked).expect("the file").permissions();
        permissions.set_readonly(readonly);
        fs::set_permissions(&locked, permissions).expect("permissions");
    };
    set(true);
    let before = text(&folder);
    let run = fix(&folder, &[]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("b.byelaw` may only be read") && run.err.contains("help:"), "{}", run.err);
    assert_eq!(text(&folder), before, "nor is the other file changed");
    set(false);
    assert_eq!(fix(&folder, &[]).code, 1);
    assert!(text(&folder).contains("a: cook must"));
}

#[cfg(unix)]
#[test]
fn a_file_outside_the_folder_is_left_alone() {
    let outside = Folder::with(&[("b.byelaw", "rules s \"S\" {\n  a: cokk must \"b\"\n}\n")]);
    let folder = one("role cook \"Cook\"\n");
    let target = outside.path().join("b.byelaw");
    std::os::unix::fs::symlink(&target, folder.path().join("b.byelaw")).expect("a link");
    let run = fix(&folder, &[]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("leads to a file outside the folder"), "{}", run.err);
    assert!(fs::read_to_string(target).expect("the file").contains("cokk"));
}

#[test]
fn a_mark_at_the_start_of_a_file_stays() {
    let folder = Folder::with(&[("a.byelaw", &format!("\u{feff}{SCHOOL}role cook “Cook”\n"))]);
    assert_eq!(fix(&folder, &[]).code, 0);
    assert_eq!(text(&folder), format!("\u{feff}{SCHOOL}role cook \"Cook\"\n"));
}

#[test]
fn nobody_and_nothing_is_invented() {
    let gorsemoor = crate::harness::policies("gorsemoor");
    let folder = Folder::empty();
    for entry in fs::read_dir(&gorsemoor).expect("the school") {
        let path = entry.expect("a file").path();
        if path.is_file() {
            folder.write(&path.file_name().expect("a name").to_string_lossy(), fs::read(&path).expect("a file"));
        }
    }
    let names = |folder: &Folder| {
        let run = byelaw(&["check", folder.path().to_str().expect("a path"), "--as-of", AS_OF, "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        let all = report["findings"].as_array().expect("findings").clone();
        all.iter().map(|it| it["lint"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    let before = names(&folder);
    assert_eq!(fix(&folder, &["--unsafe"]).code, 1);
    let after = names(&folder);
    for lint in ["post-unfilled", "review-overdue", "approval-missing", "permission-conflict", "matrix-cell-blank"] {
        let count = |names: &[String]| names.iter().filter(|it| *it == lint).count();
        assert_eq!(count(&before), count(&after), "{lint}");
    }
}
