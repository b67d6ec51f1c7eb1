//! Approvals and reviews: recorded, joined to the documents, held against the words, and read out of published files.

use std::fs;

use crate::harness::{AS_OF, Folder, Run, byelaw};

const SCHOOL: &str = r#"school oakfield "Oakfield Primary School"

role governing-body "Governing body" is body
role headteacher "Headteacher"

policy online-safety "Online Safety Policy" for governing-body {
  owner headteacher
  review every year next 2027-06

  section filtering "Filtering" {
    filter: headteacher must "check the filter" every term
  }

  section passwords "Passwords" {
    change: headteacher must "keep a password secret" every term
  }
}
"#;

const PEOPLE: &str = "people:\n  ruth: { name: Ruth Okell }\nposts:\n  headteacher: [ { holder: ruth } ]\n";

fn oakfield() -> Folder {
    Folder::with(&[("byelaw.yaml", ""), ("people.yaml", PEOPLE), ("school.byelaw", SCHOOL)])
}

fn at(folder: &Folder, arguments: &[&str]) -> Run {
    let path = folder.path().to_str().expect("a path");
    let all: Vec<&str> = arguments.iter().copied().chain([path, "--as-of", AS_OF]).collect();
    byelaw(&all)
}

fn approve(folder: &Folder, on: &str) -> Run {
    at(folder, &["approve", "online-safety", "--by", "governing-body", "--on", on, "--minute", "14.2"])
}

fn approved() -> Folder {
    let folder = oakfield();
    let run = approve(&folder, "2026-11-20");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    folder
}

/// The names of what `check` finds of acts.
fn found(folder: &Folder) -> Vec<String> {
    let out = at(folder, &["check", "--format", "short"]).out;
    let ours = ["approval-", "review-date-moved", "record-", "yaml", "unresolved-name"];
    out.lines().filter(|line| ours.iter().any(|name| line.contains(name))).map(str::to_owned).collect()
}

fn only(folder: &Folder, name: &str, words: &str) {
    let all = found(folder);
    assert!(all.len() == 1 && all[0].contains(name) && all[0].contains(words), "{name}, {words}: {all:#?}");
}

fn change(folder: &Folder, name: &str, from: &str, to: &str) {
    let path = folder.path().join(name);
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).expect("written");
}

/// The files of the documents, without the sheets and the index.
fn built(folder: &Folder) -> Vec<String> {
    built_as(folder, "md,html")
}

fn built_as(folder: &Folder, formats: &str) -> Vec<String> {
    let run = at(folder, &["build", "--draft", "--to", formats]);
    assert_eq!(run.code, 0, "{}", run.err);
    let documents = run.out.lines().filter(|line| !line.contains("/sheets/") && !line.ends_with("index.html"));
    documents.map(str::to_owned).collect()
}

fn verify(file: &str) -> Run {
    byelaw(&["verify", file, "--as-of", AS_OF])
}

#[test]
fn an_approval_is_recorded_and_joins_the_history() {
    let folder = oakfield();
    only(&folder, "approval-missing", "Online Safety Policy");
    let run = approve(&folder, "2026-11-20");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.out.starts_with("`Online Safety Policy` approved by Governing body on 20 November 2026\ntext "),
        "{}",
        run.out
    );
    assert_eq!(found(&folder), [] as [&str; 0]);
    let page = fs::read_to_string(&built(&folder)[1]).expect("a page");
    assert!(page.contains("20 November 2026 by the governing body (minute 14.2)"), "{page}");
    assert_eq!(fs::read_dir(folder.path().join("approvals")).expect("a folder").count(), 3);
}

#[test]
fn a_changed_word_makes_it_stale_and_the_copies_old() {
    let folder = approved();
    let files = built(&folder);
    for file in &files {
        let run = verify(file);
        assert_eq!((run.code, run.out.contains("is current")), (0, true), "{}{}", run.out, run.err);
    }
    change(&folder, "school.byelaw", "check the filter", "test the filter");
    only(&folder, "approval-stale", "changed since: `Filtering`");
    for file in &files {
        let run = verify(file);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.out.contains("is not current") && run.out.contains("changed since: `Filtering`\n"), "{}", run.out);
    }
}

#[test]
fn a_section_that_goes_or_moves_is_told() {
    let folder = approved();
    let section = "  section passwords \"Passwords\" {\n    change: headteacher must \"keep a password secret\" every term\n  }\n";
    change(&folder, "school.byelaw", section, "");
    only(&folder, "approval-stale", "a section that is gone");
    change(&folder, "school.byelaw", "  section filtering", &format!("{section}\n  section filtering"));
    only(&folder, "approval-stale", "the order of its parts");
}

#[test]
fn holders_templates_and_remarks_leave_it_as_it_was() {
    let folder = approved();
    let files = built(&folder);
    change(&folder, "people.yaml", "Ruth Okell", "Amir Shah");
    change(&folder, "school.byelaw", "school oakfield", "# a remark\nschool oakfield");
    folder.write("templates/document.md", "{{ title }} alone");
    assert_eq!(found(&folder), [] as [&str; 0]);
    for file in files.iter().chain(&built(&folder)) {
        assert_eq!(verify(file).code, 0, "{file}");
    }
}

#[test]
fn a_copy_that_was_altered_by_hand_is_not_current() {
    let folder = approved();
    let files = built(&folder);
    let text = fs::read_to_string(&files[0]).expect("a page");
    fs::write(&files[0], text.replace("check", "forget")).expect("written");
    let run = verify(&files[0]);
    assert_eq!((run.code, run.out.contains("altered after it was built")), (1, true), "{}", run.out);
}

/// One of the sheets, or the index, in a fresh build.
fn made(folder: &Folder, name: &str) -> String {
    made_as(folder, "md,html", name)
}

fn made_as(folder: &Folder, formats: &str, name: &str) -> String {
    built_as(folder, formats);
    let path = folder.path().join("out").join(name);
    path.to_str().expect("a path").to_owned()
}

fn verify_on(file: &str, day: &str) -> Run {
    byelaw(&["verify", file, "--as-of", day])
}

#[test]
fn a_sheet_is_current_while_it_tells_how_things_are() {
    let folder = approved();
    for name in ["sheets/governors.md", "sheets/governors.html", "sheets/role-headteacher.html", "index.html"] {
        let run = verify(&made(&folder, name));
        assert_eq!((run.code, run.out.contains("is current: ")), (0, true), "{name}: {}{}", run.out, run.err);
    }
    change(&folder, "people.yaml", "Ruth Okell", "Amir Shah");
    for (name, code) in [("sheets/role-headteacher.md", 1), ("index.html", 0)] {
        let file = folder.path().join("out").join(name);
        let run = verify(file.to_str().expect("a path"));
        assert_eq!(run.code, code, "{name}: {}{}", run.out, run.err);
        assert!(!run.out.contains("only days have gone by"), "{}", run.out);
    }
}

#[test]
fn the_sheets_of_a_school_in_a_trust_are_held_against_that_school() {
    let trust = "trust ash \"Ash Trust\"\n\nrole headteacher \"Headteacher\"\n";
    let own = SCHOOL.replace("role headteacher \"Headteacher\"\n", "");
    let other =
        own.replace("oakfield", "elm").replace("Oakfield", "Elm").replace("check the filter", "watch the filter");
    let folder = Folder::with(&[
        ("byelaw.yaml", ""),
        ("trust.byelaw", trust),
        ("schools/oakfield/school.byelaw", &own),
        ("schools/oakfield/people.yaml", PEOPLE),
        ("schools/elm/school.byelaw", &other),
        ("schools/elm/people.yaml", PEOPLE),
    ]);
    let names = ["sheets/governors.md", "sheets/role-headteacher.md", "index.html"];
    let made: Vec<String> = ["oakfield", "elm"]
        .iter()
        .flat_map(|school| names.map(|name| made(&folder, &format!("{school}/{name}"))))
        .collect();
    for file in &made {
        assert_eq!(verify(file).code, 0, "{file}");
    }
    change(&folder, "schools/elm/school.byelaw", "watch the filter", "test the filter");
    let codes: Vec<i32> = made.iter().map(|file| verify(file).code).collect();
    assert_eq!((codes[1], codes[4]), (0, 1), "the sheet of the post: {codes:?}");
}

#[test]
fn the_page_of_a_trust_leads_to_its_schools_and_is_old_when_one_has_another_name() {
    let folder = Folder::with(&[
        ("byelaw.yaml", ""),
        ("trust.byelaw", "trust learning \"Learning & Trust\"\n"),
        ("schools/oakfield/school.byelaw", "school oakfield \"Oakfield School\"\nstatement rules \"Rules\"\n"),
        ("schools/elm/school.byelaw", "school elm \"Elm School\"\n"),
    ]);
    for (edition, page, leads) in [
        ("full", "index.html", "oakfield&#x2f;index.html"),
        ("public", "public.html", "oakfield&#x2f;public&#x2f;index.html"),
    ] {
        let run = at(&folder, &["build", "--draft", "--to", "html", "--edition", edition]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.lines().last().is_some_and(|line| line.ends_with(page)), "{}", run.out);
        let file = folder.path().join("out").join(page);
        let html = fs::read_to_string(&file).expect("the page");
        assert!(html.contains("Learning &amp; Trust") && html.contains(leads) && html.contains("<h3>Elm School</h3>"));
        let led = leads.replace("&#x2f;", "/");
        assert!(folder.path().join("out").join(led).is_file(), "{leads}");
        let file = file.to_str().expect("a path");
        assert_eq!(verify(file).code, 0, "{}", verify(file).out);
        change(&folder, "schools/elm/school.byelaw", "Elm School", "Ash School");
        let run = verify(file);
        assert_eq!((run.code, run.out.contains("changed since: `Ash School`")), (1, true), "{}", run.out);
        change(&folder, "schools/elm/school.byelaw", "Ash School", "Elm School");
    }
}

#[test]
fn days_alone_make_a_sheet_old_and_that_is_told() {
    let folder = approved();
    let file = made(&folder, "sheets/governors.md");
    assert_eq!(verify_on(&file, "2026-11-23").code, 0, "nothing has fallen due");
    let run = verify_on(&file, "2027-07-01");
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.out.contains("`Overdue`") && run.out.contains("only days have gone by since"), "{}", run.out);
    change(&folder, "school.byelaw", "next 2027-06", "next 2027-05");
    let run = verify_on(&file, "2027-07-01");
    assert_eq!((run.code, run.out.contains("only days have gone by")), (1, false), "{}", run.out);
}

#[test]
fn the_index_is_old_when_a_title_or_a_state_is_another() {
    let folder = approved();
    let file = made(&folder, "index.html");
    change(&folder, "school.byelaw", "next 2027-06", "next 2027-05");
    let run = verify(&file);
    assert_eq!((run.code, run.out.contains("changed since: `Policies and statements`\n")), (1, true), "{}", run.out);
    change(&folder, "school.byelaw", "next 2027-05", "next 2027-06");
    assert_eq!(verify(&file).code, 0);
    let public = at(&folder, &["build", "--draft", "--to", "html", "--edition", "public"]);
    assert_eq!(public.code, 0, "{}", public.err);
    let public = folder.path().join("out/public/index.html");
    assert_eq!(verify(public.to_str().expect("a path")).code, 0);
}

#[test]
fn a_sheet_that_was_altered_or_is_made_no_more_is_not_current() {
    let folder = approved();
    let file = made(&folder, "sheets/sign-off.md");
    let text = fs::read_to_string(&file).expect("a sheet");
    fs::write(&file, text.replace("Online Safety Policy", "Another Policy")).expect("written");
    let run = verify(&file);
    assert_eq!((run.code, run.out.contains("altered after it was built")), (1, true), "{}", run.out);
    folder.write("byelaw.yaml", "sheets: [governors]\n");
    let run = verify(&file);
    assert_eq!((run.code, run.out.contains("no sheet `sign-off` is made")), (1, true), "{}", run.out);
}

#[test]
fn a_policy_may_bear_the_name_of_a_sheet() {
    let folder = approved();
    change(&folder, "school.byelaw", "policy online-safety", "policy governors");
    change(&folder, "approvals.yaml", "document: online-safety", "document: governors");
    let files = [made(&folder, "governors.md"), made(&folder, "sheets/governors.md")];
    for file in &files {
        assert_eq!(verify(file).code, 0, "{file}");
    }
    change(&folder, "school.byelaw", "check the filter", "test the filter");
    let run = verify(&files[0]);
    assert!(run.out.contains("changed since: `Filtering`\n"), "{}", run.out);
}

#[test]
fn a_file_that_is_not_ours_cannot_be_verified() {
    let folder = approved();
    folder.write("other.pdf", b"%PDF-1.7\nbyelaw:x:\xff\xfe byelaw:" as &[u8]);
    for name in ["other.pdf", "school.byelaw", "none.html"] {
        let run = verify(folder.path().join(name).to_str().expect("a path"));
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}: {}", run.err);
        assert!(run.err.contains("help: "), "{}", run.err);
    }
}

#[test]
fn a_review_explains_a_moved_date() {
    let folder = approved();
    change(&folder, "school.byelaw", "next 2027-06", "next 2028-06");
    only(&folder, "review-date-moved-without-review", "moved from 2027-06 to 2028-06");
    let run = at(
        &folder,
        &["review", "online-safety", "--by", "headteacher", "--on", "2026-11-21", "--outcome", "unchanged"],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(found(&folder), [] as [&str; 0]);
    change(
        &folder,
        "school.byelaw",
        "  owner headteacher",
        "  owner headteacher\n  reviewed 2026-11-22 by headteacher",
    );
    only(&folder, "review-date-moved-without-review", "no such review was recorded");
}

#[test]
fn remarks_of_people_survive_the_next_record() {
    let folder = approved();
    change(&folder, "approvals.yaml", "    minute:", "    # a long meeting\n    minute:");
    let run =
        at(&folder, &["review", "online-safety", "--by", "headteacher", "--on", "2026-11-21", "--outcome", "changed"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let text = fs::read_to_string(folder.path().join("approvals.yaml")).expect("records");
    assert!(text.contains("    # a long meeting\n") && text.contains("    outcome: changed\n"), "{text}");
    assert_eq!(text.matches("acts:").count(), 1);
}

#[test]
fn what_cannot_be_recorded_changes_nothing() {
    let folder = oakfield();
    for (arguments, code, words) in [
        (["onlin-safety", "governing-body", "2026-11-20"], 2, "did you mean `online-safety`?"),
        (["online-safety", "governing-bodi", "2026-11-20"], 2, "did you mean `governing-body`?"),
        (["online-safety", "governing-body", "2026-11-23"], 2, "has not come yet"),
        (["online-safety", "governing-body", "20.11.2026"], 2, "is not a day"),
    ] {
        let [document, by, on] = arguments;
        let run = at(&folder, &["approve", document, "--by", by, "--on", on]);
        assert_eq!((run.code, run.err.contains(words)), (code, true), "{}", run.err);
    }
    change(&folder, "school.byelaw", "owner headteacher", "owner headmaster");
    assert_eq!(approve(&folder, "2026-11-20").code, 1);
    change(&folder, "school.byelaw", "owner headmaster", "owner headteacher");
    change(&folder, "school.byelaw", "next 2027-06", "next 2025-06");
    let run = approve(&folder, "2026-11-20");
    assert_eq!((run.code, run.err.contains("review-overdue")), (1, true), "{}", run.err);
    assert_eq!(folder.names(), ["byelaw.yaml", "people.yaml", "school.byelaw"]);
}

#[test]
fn an_act_may_stand_in_both_places_and_must_agree() {
    let folder = approved();
    let act = |by: &str| format!("  owner headteacher\n  approved 2026-11-20 by {by}");
    change(&folder, "school.byelaw", "  owner headteacher", &act("governing-body"));
    assert_eq!(found(&folder), [] as [&str; 0]);
    change(&folder, "school.byelaw", "2026-11-20 by governing-body", "2026-11-20 by headteacher");
    only(&folder, "record-conflict", "they differ");
    change(&folder, "school.byelaw", "2026-11-20 by headteacher", "2026-11-20 by governing-body leaving \"minute 9\"");
    only(&folder, "record-conflict", "they differ");
    let run = approve(&oakfield(), "2026-11-20");
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn one_act_is_recorded_once() {
    let folder = approved();
    let before = fs::read(folder.path().join("approvals.yaml")).expect("records");
    let run = approve(&folder, "2026-11-20");
    assert_eq!((run.code, run.err.contains("recorded twice")), (1, true), "{}", run.err);
    assert_eq!(fs::read(folder.path().join("approvals.yaml")).expect("records"), before);
}

#[test]
fn hostile_records_are_told_with_their_place() {
    let whole = fs::read_to_string(approved().path().join("approvals.yaml")).expect("records");
    let digest = whole.split("digest: \"").nth(1).and_then(|rest| rest.split('"').next()).expect("a digest");
    for (from, to, words) in [
        ("    act: approved", "    acte: approved", "cannot be read as YAML"),
        ("    act: approved", "    act: admired", "`admired` is not an act"),
        ("    act: approved", "    act: reviewed", "has no outcome"),
        ("    act: approved", "    act: approved\n    outcome: changed", "an approval has no outcome"),
        ("    act: approved", "    act: reviewed\n    outcome: shrug", "`shrug` is not an outcome"),
        ("on: 2026-11-20", "on: 2026-11", "done on a day"),
        ("on: 2026-11-20", "on: 2026-11-31", "2026-11-31"),
        ("document: online-safety", "document: online-safty", "no document is called"),
        ("by: governing-body", "by: governing-bodi", "no role is called"),
        (digest, "0xFF", "is not a digest of 64 digits"),
        ("acts:", "acts: [", "cannot be read as YAML"),
        ("acts:", "acts: &a [*a]\nacts:", "cannot be read as YAML"),
    ] {
        let folder = approved();
        change(&folder, "approvals.yaml", from, to);
        let all = found(&folder);
        assert!(all.iter().any(|it| it.contains(words) && it.contains("approvals.yaml:")), "{to}: {all:#?}");
        assert_eq!(approve(&folder, "2026-11-21").code, 1, "{to}");
    }
}

#[test]
fn a_text_that_was_seen_and_is_gone_is_told() {
    let folder = approved();
    let entry =
        fs::read_dir(folder.path().join("approvals")).expect("a folder").next().expect("a text").expect("a text");
    fs::remove_file(entry.path()).expect("removed");
    only(&folder, "record-incomplete", "is missing from `approvals`");
}

#[test]
fn the_school_as_it_was_seen_can_be_read_back() {
    let folder = approved();
    change(&folder, "school.byelaw", "check the filter", "test the filter");
    fs::rename(folder.path().join("school.byelaw"), folder.path().join("renamed.byelaw")).expect("renamed");
    let project = crate::harness::load(folder.path());
    let seen = project.as_seen(&project.records()[0]).expect("what was seen");
    let school = seen.resolve();
    assert!(!school.has_errors(), "{:#?}", school.diagnostics);
    let school = school.value.expect("a school");
    assert_eq!(school.people.persons["ruth"].name, "Ruth Okell");
    let text = seen.sources.iter().find(|file| file.path.ends_with("school.byelaw")).expect("the source").text.clone();
    assert_eq!(text, SCHOOL);
    let seals = byelaw::document::seals(&school, crate::harness::day(AS_OF));
    assert_eq!(seals[0].digest, project.records()[0].digest);
    for entry in fs::read_dir(folder.path().join("approvals")).expect("a folder") {
        fs::write(entry.expect("a text").path(), "other words").expect("written");
    }
    let refused = project.as_seen(&project.records()[0]).expect_err("changed texts");
    assert!(refused.message.contains("missing or changed"), "{}", refused.message);
}

#[test]
fn a_trust_and_its_schools_record_their_own() {
    let trust = "trust ash \"Ash Trust\"\n\nrole board \"Trust board\" is body\nrole headteacher \"Headteacher\"\n\npolicy data \"Data Policy\" for headteacher {\n  owner headteacher\n  review every year next 2027-06\n\n  section rules \"Rules\" {\n    keep: headteacher must \"keep data safe\" every term\n  }\n}\n";
    let folder = Folder::with(&[
        ("byelaw.yaml", ""),
        ("trust.byelaw", trust),
        ("schools/oakfield/school.byelaw", &SCHOOL.replace("role headteacher \"Headteacher\"\n", "")),
        ("schools/oakfield/people.yaml", PEOPLE),
    ]);
    let school = folder.path().join("schools/oakfield");
    let school = school.to_str().expect("a path");
    let run = at(&folder, &["approve", "online-safety", "--by", "governing-body", "--on", "2026-11-20"]);
    assert_eq!((run.code, run.err.contains("schools/oakfield")), (2, true), "{}", run.err);
    let review = ["--on", "2026-11-20", "--outcome", "changed"];
    let run = at(&folder, &[&["review", "data", "--by", "board"] as &[&str], &review].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let own =
        [&["review", "online-safety", "--by", "headteacher"] as &[&str], &review, &[school, "--as-of", AS_OF]].concat();
    let run = byelaw(&own);
    assert_eq!(run.code, 0, "{}", run.err);
    let records = fs::read_to_string(format!("{school}/approvals.yaml")).expect("records");
    assert!(
        records.contains("      \"../../trust.byelaw\": ") && records.contains("      \"school.byelaw\": "),
        "{records}"
    );
    let project = crate::harness::load(std::path::Path::new(school));
    let seen = project.as_seen(&project.records()[0]).expect("what was seen").resolve();
    assert!(!seen.has_errors(), "{:#?}", seen.diagnostics);
    let page =
        fs::read_to_string(built(&folder).iter().find(|it| it.ends_with("data.md")).expect("a page")).expect("a page");
    assert!(page.contains("**Reviewed:** 20 November 2026 by the trust board"), "{page}");
    for file in built(&folder) {
        assert_eq!(verify(&file).code, 0, "{file}");
    }
    change(&folder, "trust.byelaw", "next 2027-06", "next 2029-06");
    let told = found(&folder);
    assert!(told.iter().any(|it| it.contains("`Data Policy` moved from 2027-06 to 2029-06")), "{told:#?}");
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_bears_its_mark_whatever_its_template() {
    let folder = approved();
    let usual = built_as(&folder, "pdf");
    folder.write(
        "templates/policy.typ",
        "#let doc = json(\"/doc.json\")\n#set document(title: doc.title, date: datetime(..doc.date))\n#set text(lang: \"en\")\n= Mine",
    );
    change(&folder, "people.yaml", "Ruth Okell", "Amir Shah");
    let own = Folder::empty();
    let target = own.path().join("online-safety.pdf");
    fs::copy(&usual[0], &target).expect("a copy");
    let path = folder.path().to_str().expect("a path");
    let file = target.to_str().expect("a path");
    for copy in [byelaw(&["verify", file, path, "--as-of", AS_OF]), verify(&built_as(&folder, "pdf")[0])] {
        assert_eq!((copy.code, copy.out.contains("is current")), (0, true), "{}{}", copy.out, copy.err);
    }
    let sheet = verify(&made_as(&folder, "pdf", "sheets/role-headteacher.pdf"));
    assert_eq!((sheet.code, sheet.out.contains("is current")), (0, true), "{}{}", sheet.out, sheet.err);
    change(&folder, "school.byelaw", "check the filter", "test the filter");
    let old = byelaw(&["verify", file, path, "--as-of", AS_OF]);
    assert_eq!((old.code, old.out.contains("changed since: `Filtering`")), (1, true), "{}{}", old.out, old.err);
}
