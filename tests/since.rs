//! What moved since approval: told from the texts that were seen, document by document, in every format.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::harness::{AS_OF, Folder, Run, byelaw, policies};

const SCHOOL: &str = r#"school oakfield "Oakfield Primary School"

role governing-body "Governing body" is body
role headteacher "Headteacher"
role pupils "Pupils" is group

rules care "Care" for pupils {
  kind: must "be kind online"
}

controls settings "Settings" {
  length: oakfield does "asks for passwords" at least 12 characters
}

policy online-safety "Online Safety Policy" for governing-body {
  owner headteacher
  review every year next 2027-06

  section filtering "Filtering" {
    filter: headteacher must "check the filter" every term
  }

  section passwords "Passwords" {
    """
    A password is never told to anybody, and {pupils} learn why.
    """
  }
}

agreement promises "Our promises" for pupils {
  owner headteacher
  review every year next 2027-06
  approved 2026-06-08 by governing-body leaving "minute 9.3"
  show care
  signed: sign by pupils
}

letter news "News for parents" for governing-body {
  """
  The school has news.
  """
}
"#;

const SETTINGS: &str =
    "levels: { approval-missing: advice, review-date-missing: advice, review-owner-missing: advice }\n";

const PEOPLE: &str = "people:\n  ruth: { name: Ruth Okell }\nposts:\n  headteacher: [ { holder: ruth } ]\n";

fn oakfield() -> Folder {
    Folder::with(&[("byelaw.yaml", SETTINGS), ("people.yaml", PEOPLE), ("school.byelaw", SCHOOL)])
}

fn at(folder: &Path, arguments: &[&str]) -> Run {
    let path = folder.to_str().expect("a path");
    let (command, rest) = arguments.split_first().expect("a command");
    byelaw(&[&[*command, path, "--as-of", AS_OF], rest].concat())
}

fn approve(folder: &Path, document: &str, on: &str) {
    approve_by(folder, "governing-body", document, on);
}

fn approve_by(folder: &Path, body: &str, document: &str, on: &str) {
    let path = folder.to_str().expect("a path");
    let by = ["--by", body, "--on", on, "--minute", "14.2", "--as-of", AS_OF, path];
    let run = byelaw(&[&["approve", document], &by[..]].concat());
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

/// Oakfield, its policy approved on 20 November 2026.
fn approved() -> Folder {
    let folder = oakfield();
    approve(folder.path(), "online-safety", "2026-11-20");
    folder
}

fn change(folder: &Folder, name: &str, from: &str, to: &str) {
    let path = folder.path().join(name);
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains(from), "{from}\n{text}");
    fs::write(path, text.replace(from, to)).expect("written");
}

fn since(folder: &Folder, arguments: &[&str]) -> Run {
    at(folder.path(), &[&["diff"], arguments, &["--since-approved"]].concat())
}

fn told(folder: &Folder) -> String {
    let run = since(folder, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

fn json(folder: &Folder) -> Value {
    serde_json::from_str(&since(folder, &["--format", "json"]).out).expect("JSON")
}

/// What is told of one document.
fn document<'j>(json: &'j Value, name: &str) -> &'j Value {
    let documents = json["documents"].as_array().expect("a list");
    documents.iter().find(|it| it["document"] == name).expect("the document")
}

fn ids(json: &Value) -> Vec<&str> {
    json["changes"].as_array().expect("a list").iter().filter_map(|it| it["id"].as_str()).collect()
}

#[test]
fn each_document_is_told_by_how_it_stands() {
    let folder = approved();
    let before = told(&folder);
    for part in [
        "last approval → Oakfield Primary School: same (nothing changed)",
        "Nothing has changed:\n  Online Safety Policy (online-safety), approved on 20 November 2026 by the governing body (minute 14.2)",
        "Approved before a text was kept, so nobody can say what has changed:\n  Our promises (promises), approved on 8 June 2026 by the governing body (minute 9.3)",
        "Never approved, as far as the sources and the records tell:\n  News for parents (news)",
    ] {
        assert!(before.contains(part), "{part}\n{before}");
    }
    change(&folder, "school.byelaw", "check the filter\" every term", "check the filter\" every year");
    let after = told(&folder);
    for part in [
        "Oakfield Primary School: relaxes (1 relaxes)",
        "its words have changed since\n  asks: governors decide, tell those concerned",
        "relaxes  online-safety.filtering.filter: how often lowered",
        "before: every term",
        "after : every year",
    ] {
        assert!(after.contains(part), "{part}\n{after}");
    }
}

#[test]
fn where_nothing_was_ever_recorded_nothing_is_said_to_be_the_same() {
    let folder = oakfield();
    let told = told(&folder);
    assert!(told.contains("nothing can be told, since no text of an approval was kept"), "{told}");
    assert!(json(&folder)["documents"][0]["verdict"].is_null());
}

#[test]
fn every_format_tells_the_same_changes() {
    let folder = approved();
    change(&folder, "school.byelaw", "check the filter\" every term", "check the filter\" every year");
    let json = json(&folder);
    assert_eq!((json["verdict"].as_str(), ids(&json)), (Some("relaxes"), vec!["frequency-lowered"]));
    let policy = document(&json, "online-safety");
    assert_eq!(
        (policy["standing"].as_str(), policy["counted_from"]["on"].as_str()),
        (Some("moved"), Some("2026-11-20"))
    );
    assert_eq!(policy["changes"][0], json["changes"][0]["fingerprint"]);
    assert_eq!(policy["requires"], serde_json::json!(["governors", "notify"]));
    assert_eq!(document(&json, "news")["standing"], "never-approved");
    assert_eq!(document(&json, "promises")["standing"], "not-kept");
    let markdown = since(&folder, &["--format", "markdown"]).out;
    let part = "### Online Safety Policy (online-safety)\n\nApproved on 20 November 2026 by the governing body (minute 14.2); its words have changed since.\n\nAsks: governors decide, tell those concerned.\n\n#### Duty\n\n- **relaxes**";
    assert!(markdown.contains(part), "{markdown}");
    let html = since(&folder, &["--format", "html"]).out;
    for part in [
        "<h3 id=\"own-online-safety-document-duty\">Duty</h3>",
        "Before: as approved on 20 November 2026</th>",
        "After: now</th>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn what_fails_and_what_was_accepted_are_as_in_any_difference() {
    let folder = approved();
    assert_eq!(since(&folder, &["--fail-on", "any"]).code, 0);
    change(&folder, "school.byelaw", "check the filter\" every term", "check the filter\" every year");
    assert_eq!(since(&folder, &["--fail-on", "tightens"]).code, 0);
    assert_eq!(since(&folder, &["--fail-on", "relaxes"]).code, 1);
    let fingerprint = json(&folder)["changes"][0]["fingerprint"].as_str().expect("a fingerprint").to_owned();
    let accept = |until: &str| {
        let text = format!(
            "accepted:\n  - fingerprint: \"{fingerprint}\"\n    who: governing body\n    why: on trial\n    until: {until}\n"
        );
        folder.write("accepted.yaml", text);
        since(&folder, &["--fail-on", "relaxes"])
    };
    let accepted = accept("2027-01-01");
    assert_eq!((accepted.code, accepted.out.contains("accepted by governing body")), (0, true), "{}", accepted.out);
    let late = accept("2026-11-21");
    assert_eq!((late.code, late.out.contains("has run out")), (1, true), "{}", late.out);
}

#[test]
fn what_stands_beside_the_words_is_told_as_such() {
    let folder = approved();
    change(&folder, "school.byelaw", "next 2027-06\n\n", "next 2028-06\n\n");
    let json = json(&folder);
    let policy = document(&json, "online-safety");
    assert_eq!((policy["standing"].as_str(), ids(&json)), (Some("words-same"), vec!["next-review-lowered"]));
    assert!(told(&folder).contains("its words stand as they were seen, and this has changed beside them"));
}

#[test]
fn what_no_document_prints_is_told_after_them() {
    let folder = approved();
    change(&folder, "school.byelaw", "at least 12 characters", "at least 8 characters");
    let json = json(&folder);
    assert_eq!(document(&json, "online-safety")["standing"], "same");
    assert_eq!(ids(&json), ["at-least-lowered"]);
    let told = told(&folder);
    assert!(
        told.contains("In none of these documents\n  the last document was approved on 20 November 2026"),
        "{told}"
    );
    assert_eq!(since(&folder, &["--fail-on", "relaxes"]).code, 1);
}

#[test]
fn a_name_that_a_document_prints_is_told_with_it() {
    let folder = approved();
    change(&folder, "school.byelaw", "role headteacher \"Headteacher\"", "role headteacher \"Head of school\"");
    let json = json(&folder);
    assert_eq!(ids(&json), ["title-changed"]);
    let policy = document(&json, "online-safety");
    assert_eq!((policy["standing"].as_str(), policy["verdict"].as_str()), (Some("moved"), Some("editorial")));
    assert_eq!(policy["requires"], serde_json::json!(["governors"]), "other words are the governors’ to approve");
}

#[test]
fn each_document_is_counted_from_its_own_approval() {
    let folder = oakfield();
    approve(folder.path(), "online-safety", "2026-10-01");
    change(&folder, "school.byelaw", "be kind online", "be kind and patient online");
    approve(folder.path(), "promises", "2026-11-20");
    change(&folder, "school.byelaw", "never told to anybody", "never written down");
    let json = json(&folder);
    assert_eq!(document(&json, "promises")["standing"], "same", "{json}");
    let policy = document(&json, "online-safety");
    assert_eq!((policy["counted_from"]["on"].as_str(), ids(&json)), (Some("2026-10-01"), vec!["text-changed"]));
    approve(folder.path(), "online-safety", "2026-11-22");
    assert!(told(&folder).contains("same (nothing changed)"));
}

#[test]
fn a_review_serves_where_no_approval_was_recorded() {
    let folder = oakfield();
    let path = folder.path().to_str().expect("a path");
    let review = ["--by", "headteacher", "--on", "2026-11-20", "--outcome", "unchanged", "--as-of", AS_OF, path];
    assert_eq!(byelaw(&[&["review", "promises"], &review[..]].concat()).code, 0);
    change(&folder, "school.byelaw", "be kind online", "be polite online");
    let told = told(&folder);
    let part = "reviewed on 20 November 2026 by the headteacher; its words have changed since; it was approved on 8 June 2026 by the governing body (minute 9.3), and no text of that was kept";
    assert!(told.contains(part), "{told}");
    assert!(told.contains("asks: sign again"), "{told}");
}

#[test]
fn one_document_is_told_alone_and_a_slip_in_its_name_is_told() {
    let folder = approved();
    let path = folder.path().to_str().expect("a path");
    let one = |name: &str| byelaw(&["diff", path, "--since-approved", name, "--as-of", AS_OF]);
    let told = one("online-safety").out;
    assert!(told.contains("online-safety") && !told.contains("promises"), "{told}");
    for (name, said) in [("online-safty", "did you mean `online-safety`?"), ("./here", "name a folder first")] {
        let run = one(name);
        assert_eq!((run.code, run.err.contains(said)), (2, true), "{}", run.err);
    }
    let two = byelaw(&["diff", path, path, "--since-approved"]);
    assert_eq!((two.code, two.err.contains("more than one folder")), (2, true), "{}", two.err);
}

#[test]
fn a_kept_text_that_was_changed_is_never_taken_for_what_was_seen() {
    let folder = approved();
    change(&folder, "school.byelaw", "every term", "every year");
    let kept = fs::read_dir(folder.path().join("approvals")).expect("the texts").map(|it| it.expect("a text").path());
    let kept: Vec<_> = kept.filter(|it| fs::read_to_string(it).expect("a text").contains("every term")).collect();
    let text = fs::read_to_string(&kept[0]).expect("a text");
    fs::write(&kept[0], text.replace("every term", "every year")).expect("written");
    let run = since(&folder, &[]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(
        run.err.contains("missing or changed") && run.err.contains("put the folder `approvals` back"),
        "{}",
        run.err
    );
    fs::remove_file(&kept[0]).expect("removed");
    let run = since(&folder, &[]);
    assert_eq!((run.code, run.err.contains("is missing from `approvals`")), (2, true), "{}", run.err);
}

#[test]
fn texts_that_make_no_school_any_more_are_told_word_by_word() {
    let folder = approved();
    let text = SCHOOL.replace("owner headteacher", "owner somebody-gone");
    let (old, new) = (byelaw::source::digest(SCHOOL.as_bytes()), byelaw::source::digest(text.as_bytes()));
    folder.write(&format!("approvals/{new}.txt"), &text);
    change(&folder, "approvals.yaml", &old, &new);
    let json = json(&folder);
    let policy = document(&json, "online-safety");
    assert_eq!(
        (policy["standing"].as_str(), policy["requires"][0].as_str()),
        (Some("word-by-word"), Some("governors"))
    );
    let told = told(&folder);
    assert!(told.contains("make no school any more") && told.contains("[-somebody-gone-] {+headteacher+}"), "{told}");
}

#[test]
fn a_trust_and_each_of_its_schools_are_told_in_one_run() {
    let folder = Folder::empty();
    copy(&policies("wyndle"), folder.path());
    let schools = fs::read_dir(folder.path().join("schools")).expect("schools").map(|it| it.expect("one").path());
    let school = schools.min().expect("a school");
    let name = school.file_name().expect("a name").to_string_lossy().into_owned();
    approve_by(folder.path(), "board", "online-safety", "2026-11-20");
    let told = told(&folder);
    assert!(told.contains("(online-safety), approved on 20 November 2026"), "{told}");
    assert!(told.contains(": Online safety"), "each is told with its school’s name: {told}");
    let path = school.to_str().expect("a path");
    let inner = byelaw(&["diff", path, "--since-approved", "online-safety", "--as-of", AS_OF]);
    assert_eq!((inner.code, inner.err.contains("is a document of the trust")), (2, true), "{name}: {}", inner.err);
    let all = byelaw(&["diff", path, "--since-approved", "--as-of", AS_OF]).out;
    assert!(all.contains("Of the trust, and told in its folder:\n"), "{all}");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("copied");
        }
    }
}

fn git(folder: &Path, arguments: &[&str]) {
    let run = Command::new("git")
        .args(["-c", "user.name=A Teacher", "-c", "user.email=teacher@oakfield.example", "-C"])
        .arg(folder)
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git runs");
    assert!(run.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn it_tells_what_git_would_and_needs_no_history() {
    let folder = approved();
    git(folder.path(), &["init", "-q", "-b", "main"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "As approved"]);
    git(folder.path(), &["tag", "approved"]);
    change(&folder, "school.byelaw", "check the filter\" every term", "check the filter\" every year");
    change(&folder, "school.byelaw", "at least 12 characters", "at least 8 characters");
    git(folder.path(), &["commit", "-q", "-am", "Less often"]);
    let by_git =
        crate::harness::byelaw_in(folder.path(), &["diff", "approved:.", ".", "--as-of", AS_OF, "--format", "json"]);
    let fingerprints = |json: &Value| {
        let all = json["changes"].as_array().expect("a list").iter();
        let mut all: Vec<String> = all.map(|it| it["fingerprint"].as_str().expect("one").to_owned()).collect();
        all.sort();
        all
    };
    let by_git: Value = serde_json::from_str(&by_git.out).expect("JSON");
    assert_eq!(fingerprints(&json(&folder)), fingerprints(&by_git));
    assert_eq!(fingerprints(&by_git).len(), 2);
    let clones = Folder::empty();
    let from = format!("file://{}", folder.path().display());
    git(clones.path(), &["clone", "-q", "--depth", "1", "--no-tags", &from, "short"]);
    let short = at(&clones.path().join("short"), &["diff", "--format", "json", "--since-approved"]);
    assert_eq!(short.code, 0, "{}", short.err);
    assert_eq!(fingerprints(&serde_json::from_str(&short.out).expect("JSON")), fingerprints(&by_git));
}

/// The governors' page of a build.
fn governors(folder: &Folder) -> String {
    let out = Folder::empty();
    let to = out.path().to_str().expect("a path");
    let run = at(folder.path(), &["build", "--draft", "--quiet", "--to", "md", "--out", to]);
    assert_eq!(run.code, 0, "{}", run.err);
    fs::read_to_string(out.path().join("sheets/governors.md")).expect("the page")
}

#[test]
fn the_page_for_governors_tells_the_heaviest_changes_and_how_many_more_there_are() {
    let folder = approved();
    let page = governors(&folder);
    assert!(page.contains("| **Online Safety Policy** | 20 November 2026 by the governing body | nothing |"), "{page}");
    assert!(page.contains("| not known: no text was kept |") && !page.contains("What has changed since"), "{page}");
    change(&folder, "school.byelaw", "check the filter\" every term", "check the filter\" every year");
    let page = governors(&folder);
    for part in [
        "by the governing body | 1 change |",
        "## What has changed since it was approved\n\n- Relaxes: online-safety.filtering.filter, how often lowered, from “every term” to “every year” (governors decide, tell those concerned)\n\nAll of it, with its places: byelaw diff --since-approved",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    for (from, to) in [
        ("never told to anybody", "never written down"),
        ("next 2027-06\n\n", "next 2028-06\n\n"),
        ("role pupils \"Pupils\"", "role pupils \"Pupils of the school\""),
        ("at least 12 characters", "at least 8 characters"),
        ("be kind online", "be polite online"),
    ] {
        change(&folder, "school.byelaw", from, to);
    }
    let page = governors(&folder);
    let (_, list) = page.split_once("What has changed since it was approved\n\n").expect("the list");
    let told: Vec<&str> = list.lines().take_while(|line| line.starts_with("- ")).collect();
    assert_eq!(told.len(), 4, "{page}");
    assert!(told[0].starts_with("- Relaxes: ") && list.contains("And 2 more. All of it"), "{page}");
}
