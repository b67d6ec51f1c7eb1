//! Waivers: what they accept, for how long, and what is said when they no longer fit.

use std::collections::BTreeMap;

use byelaw::diagnostic::{Diagnostic, Safety};
use byelaw::lint::lint;
use byelaw::project::Project;

use crate::harness::{AS_OF, Folder, SCHOOL, byelaw, day, load, school, schools, told};

/// A post that nobody holds, and what a test adds.
fn unfilled(waiver: &str) -> Folder {
    let roles = "role head \"Headteacher\"\n\nrole dsl \"Lead\" {\n  train: must \"train all staff\" every year\n}\n";
    Folder::with(&[("a.byelaw", &format!("{SCHOOL}\n{roles}\n{waiver}\n"))])
}

fn found(folder: &Folder) -> (Project, Vec<Diagnostic>) {
    let (project, school) = school(folder.path());
    let found = lint(&school, &project.config, day(AS_OF));
    (project, found)
}

fn only<'a>(found: &'a [Diagnostic], name: &str) -> &'a Diagnostic {
    let all: Vec<&Diagnostic> = found.iter().filter(|it| it.name == name).collect();
    assert_eq!(all.len(), 1, "{name}: {found:#?}");
    all[0]
}

/// What is found about waivers and the post, whatever else the lints say.
fn names(found: &[Diagnostic]) -> Vec<&str> {
    found.iter().map(|it| it.name).filter(|name| name.starts_with("waiver-") || *name == "post-unfilled").collect()
}

fn related(found: &Diagnostic) -> Vec<&str> {
    found.related.iter().map(|it| it.message.as_str()).collect()
}

#[test]
fn a_waiver_in_force_accepts_through_its_last_day() {
    let folder = unfilled("waive post-unfilled on dsl about \"held by nobody\" until 2026-11-22 by head because \"x\"");
    let (_, found) = found(&folder);
    assert_eq!(names(&found), ["post-unfilled"]);
    let waived = only(&found, "post-unfilled").waived.as_ref().expect("a waiver");
    assert_eq!((waived.on.as_str(), waived.by.as_str(), waived.days_left), ("dsl", "Headteacher", 0));
    assert!(!only(&found, "post-unfilled").clock && only(&found, "post-unfilled").related.is_empty());
}

#[test]
fn a_waiver_that_ended_yesterday_gives_the_finding_back_and_is_named() {
    let folder = unfilled("waive post-unfilled on dsl until 2026-11-21 by head because \"x\"");
    let (_, found) = found(&folder);
    assert_eq!(names(&found), ["post-unfilled", "waiver-expired"]);
    let back = only(&found, "post-unfilled");
    assert!(back.counts() && back.clock, "the calendar alone brought it back");
    assert_eq!(related(back), ["this waiver ended on 21 November 2026"]);
    let expired = only(&found, "waiver-expired");
    assert!(expired.clock && expired.fix.is_none(), "what it accepted is still there");
    assert_eq!(byelaw(&["check", folder.path().to_str().expect("a path"), "--as-of", "2026-11-21"]).code, 0);
    assert_eq!(byelaw(&["check", folder.path().to_str().expect("a path"), "--as-of", AS_OF]).code, 1);
}

#[test]
fn an_expired_waiver_of_nothing_may_go() {
    let folder = unfilled("waive deputy-missing on head until 2020-01 by head because \"x\"");
    let (_, found) = found(&folder);
    let expired = only(&found, "waiver-expired");
    assert_eq!(expired.fix.as_ref().expect("a fix").safety, Safety::Safe);
    assert!(expired.message.ends_with("ended on January 2020: nothing of what it accepted is left"));
}

#[test]
fn a_waiver_covers_what_stands_below_its_address_and_nothing_beside() {
    let text = "rules r \"R\" {\n  a: dsl must \"b\" every \"now and then\"\n}\n\n\
                rules rr \"RR\" {\n  a: dsl must \"c\" every \"often\"\n}\n\n\
                waive vague-frequency on r about \"now and then\" until 2027-01 by head because \"x\"";
    let (_, found) = found(&unfilled(text));
    let vague: Vec<bool> = found.iter().filter(|it| it.name == "vague-frequency").map(Diagnostic::counts).collect();
    assert_eq!(vague, [false, true]);
}

#[test]
fn a_waiver_lacks_what_it_lacks() {
    for (waiver, lacks) in [
        ("waive post-unfilled on dsl by head because \"x\"", "no last day"),
        ("waive post-unfilled on dsl until spring 2026 by head because \"x\"", "no last day"),
        ("waive post-unfilled on dsl until 2027-01 because \"x\"", "no owner among the posts"),
        ("waive post-unfilled on dsl until 2027-01 by \"the boss\" because \"x\"", "no owner among the posts"),
        ("waive post-unfilled on dsl until 2027-01 by head", "no reason"),
        ("waive post-unfilled on dsl until 2027-01 by head because \" \"", "no reason"),
        ("waive post-unfilled until 2027-01 by head because \"x\"", "no address"),
        ("waive post-unfilled", "no address, no last day, no owner among the posts and no reason"),
    ] {
        let (_, found) = found(&unfilled(waiver));
        let incomplete = only(&found, "waiver-incomplete");
        assert!(incomplete.message.contains(&format!("has {lacks}, so it waives nothing")), "{}", incomplete.message);
        assert!(only(&found, "post-unfilled").counts(), "{waiver}");
        assert!(!names(&found).contains(&"waiver-unused"), "{waiver}");
    }
}

#[test]
fn an_incomplete_waiver_is_named_where_it_falls_short() {
    let (_, found) = found(&unfilled("waive post-unfilled on dsl until 2027-01 by head"));
    assert_eq!(related(only(&found, "post-unfilled")), ["this waiver does not count: it has no reason"]);
}

#[test]
fn a_waiver_of_nothing_is_told_with_why() {
    let head = "until 2027-01 by head because \"x\"";
    let (_, nothing) = found(&unfilled(&format!("waive deputy-missing on head {head}")));
    let unused = only(&nothing, "waiver-unused");
    assert!(unused.message.ends_with("waives nothing: the lint finds nothing there"), "{}", unused.message);
    assert_eq!(unused.fix.as_ref().expect("a fix").safety, Safety::Safe);

    let folder = unfilled(&format!("waive post-unfilled on dsl {head}"));
    folder.write("byelaw.yaml", "levels:\n  post-unfilled: off\n");
    let (_, off) = found(&folder);
    assert!(only(&off, "waiver-unused").message.ends_with("the lint is off in `byelaw.yaml`"));

    let text = format!("waive deputy-missing on head {head}\n\nwaive waiver-unused on head {head}");
    let (_, about) = found(&unfilled(&text));
    let messages: Vec<&str> =
        about.iter().filter(|it| it.name == "waiver-unused").map(|it| it.message.as_str()).collect();
    assert_eq!(messages.len(), 2, "a waiver cannot waive what is found about waivers: {messages:?}");
    assert!(messages[1].ends_with("what is found about waivers cannot be waived"));
    assert!(about.iter().all(|it| it.waived.is_none()));
}

#[test]
fn a_waiver_of_no_lint_is_an_error() {
    let (_, found) = found(&unfilled("waive post-unfiled on dsl until 2027-01 by head because \"x\""));
    let unknown = only(&found, "unresolved-name");
    assert_eq!(unknown.message, "no lint is called `post-unfiled`");
    assert_eq!(unknown.help.as_deref(), Some("did you mean `post-unfilled`?"));
    assert!(!names(&found).contains(&"waiver-unused"));
}

const VAGUE: &str =
    "rules r \"R\" {\n  a: dsl must \"b\" every \"regularly\"\n  c: dsl must \"d\" every \"often\"\n}\n";

#[test]
fn a_changed_fact_brings_the_finding_back() {
    let waiver = "waive vague-frequency on r.a about \"now and then\" until 2027-01 by head because \"x\"";
    let (_, found) = found(&unfilled(&format!("{VAGUE}\n{waiver}")));
    let back = found.iter().find(|it| it.subject == "r.a" && it.name == "vague-frequency").expect("the finding");
    assert!(back.counts() && !back.clock);
    assert_eq!(related(back), ["this waiver accepts `now and then`, and now it is `regularly`"]);
    let unused = only(&found, "waiver-unused");
    assert!(unused.message.ends_with("accepts `now and then`, and now it is `regularly`"), "{}", unused.message);
    assert!(unused.fix.is_none(), "whether the new fact is accepted is for the owner to say");
}

#[test]
fn pins_accept_what_they_name_and_no_more() {
    let waiver = "waive vague-frequency on r about \"often\", \"seldom\" until 2027-01 by head because \"x\"";
    let (_, found) = found(&unfilled(&format!("{VAGUE}\n{waiver}")));
    let vague: Vec<(&str, bool)> =
        found.iter().filter(|it| it.name == "vague-frequency").map(|it| (it.fact.as_str(), it.counts())).collect();
    assert_eq!(vague, [("regularly", true), ("often", false)]);
    let beside = found.iter().find(|it| it.fact == "regularly").expect("the finding");
    assert_eq!(related(beside), ["this waiver accepts `often` and `seldom` and nothing else"]);
    let partly = only(&found, "waiver-unused");
    assert!(partly.message.ends_with("accepts `seldom`, which is not found there any more"), "{}", partly.message);
    assert_eq!(partly.fix.as_ref().expect("a fix").edits[0].1, "\"often\"");
}

#[test]
fn a_waiver_without_a_pin_is_offered_what_is_found() {
    let waiver = "waive vague-frequency on r until 2027-01 by head because \"x\"";
    let (_, found) = found(&unfilled(&format!("{VAGUE}\n{waiver}")));
    let fix = only(&found, "waiver-unpinned").fix.clone().expect("a fix");
    assert_eq!((fix.safety, fix.edits[0].1.as_str()), (Safety::Safe, " about \"regularly\", \"often\""));
}

#[test]
fn a_pin_is_quoted_words() {
    let folder = unfilled("waive post-unfilled on dsl about head until 2027-01 by head because \"x\"");
    let project = load(folder.path());
    let said = told(&project, &project.resolve().diagnostics);
    assert!(said.contains("error[wrong-kind]: a waiver names the fact that it accepts in quotes"), "{said}");
}

#[test]
fn waivers_in_force_are_tallied_at_the_end() {
    let folder = unfilled(&format!(
        "{VAGUE}\nwaive vague-frequency on r until 2026-11-23 by head because \"x\"\n\n\
         waive post-unfilled on dsl until 2026-12-31 by head because \"y\""
    ));
    let run = byelaw(&["check", folder.path().to_str().expect("a path"), "--as-of", AS_OF]);
    let end: Vec<&str> = run.out.lines().rev().take(4).collect();
    assert!(end[0].ends_with("; 3 waived"), "{}", run.out);
    assert_eq!(end[1], "  vague-frequency on r, by Headteacher: 1 day left, 2 findings");
    assert_eq!(end[2], "  post-unfilled on dsl, by Headteacher: 39 days left");
    assert_eq!(end[3], "waived for a time:");
}

#[test]
fn every_finding_of_every_school_has_a_subject_and_a_fact_of_its_own() {
    for root in schools() {
        let (project, school) = school(&root);
        let mut seen: BTreeMap<String, Diagnostic> = BTreeMap::new();
        for finding in lint(&school, &project.config, day(AS_OF)) {
            let said = told(&project, std::slice::from_ref(&finding));
            assert!(!finding.subject.is_empty() && !finding.fact.is_empty(), "no subject or no fact: {said}");
            if let Some(other) = seen.insert(finding.fingerprint(), finding.clone()) {
                panic!("one fingerprint for two places:\n{}{said}", told(&project, &[other]));
            }
        }
    }
}
