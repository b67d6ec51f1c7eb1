//! What falls due: every way in which a date is known, the days around its edges, and what no date is known of.

use serde_json::Value;

use crate::harness::{AS_OF, Folder, byelaw, folders};

const HEAD: &str = "school oakfield \"Oakfield Primary School\"\nrole head \"Headteacher\" is post\n\
                    role governors \"Governing body\" is body\n";
const PEOPLE: &str = "people:\n  ada: { name: Ada Moss }\nposts:\n  head: [ { holder: ada } ]\n";
const TERMS: &str = "terms:\n  - { term: autumn 2026, starts: 2026-09-03, ends: 2026-12-18, \
                     half-term: { from: 2026-10-26, until: 2026-10-30 } }\n  \
                     - { term: spring 2027, starts: 2027-01-04, ends: 2027-03-25, \
                     half-term: { from: 2027-02-15, until: 2027-02-19 } }\n";

/// A small school with this in its sources, and term dates where they are given.
fn school(source: &str, terms: &str) -> Folder {
    let source = format!("{HEAD}{source}\n");
    let folder = Folder::with(&[("a.byelaw", &source), ("people.yaml", PEOPLE)]);
    if !terms.is_empty() {
        folder.write("terms.yaml", terms);
    }
    folder
}

/// A school whose headteacher has one duty.
fn duty(clauses: &str, terms: &str) -> Folder {
    school(&format!("rules r \"Rules\" {{\n  a: head must \"look\" {clauses}\n}}"), terms)
}

fn path(folder: &Folder) -> &str {
    folder.path().to_str().expect("a path")
}

/// The exit code and what falls due.
fn due(folder: &Folder, day: &str, more: &[&str]) -> (i32, Vec<Value>) {
    let run = byelaw(&[&["due", path(folder), "--as-of", day, "--format", "json"], more].concat());
    let list: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}{}", run.out, run.err));
    assert_eq!((list["schema"].as_u64(), list["as_of"].as_str()), (Some(1), Some(day)));
    (run.code, list["entries"].as_array().expect("entries").clone())
}

/// The state and the last day of the one thing that falls due.
fn only(folder: &Folder, day: &str) -> (String, Option<String>) {
    let (_, entries) = due(folder, day, &["--within", "4000"]);
    let [entry] = entries.as_slice() else { panic!("{day}: {entries:#?}") };
    let latest = entry["due"]["latest"].as_str().map(str::to_owned);
    (entry["state"].as_str().expect("a state").to_owned(), latest)
}

fn falls(folder: &Folder, day: &str, state: &str, latest: Option<&str>) {
    assert_eq!(only(folder, day), (state.to_owned(), latest.map(str::to_owned)), "on {day}");
}

#[test]
fn every_school_in_every_format_ends_alike() {
    for root in folders() {
        let name = root.file_name().expect("a name").to_string_lossy().into_owned();
        let at = format!("policies/{name}");
        let run = |format: &str| byelaw(&["due", &at, "--as-of", AS_OF, "--format", format]);
        let all = ["human", "json", "ics", "markdown"].map(|format| (format, run(format)));
        let codes: Vec<i32> = all.iter().map(|(_, run)| run.code).collect();
        let list: Value = serde_json::from_str(&all[1].1.out).expect("JSON");
        let entries = list["entries"].as_array().expect("entries");
        let overdue = entries.iter().filter(|entry| entry["state"] == "overdue").count();
        assert_eq!(codes, vec![i32::from(overdue > 0); 4], "{name}");
        for (format, run) in &all {
            assert!(!run.out.is_empty(), "{name} {format}");
            assert_eq!(run.out, byelaw(&["due", &at, "--as-of", AS_OF, "--format", format]).out, "{name} {format}");
        }
        for entry in entries {
            let what = entry["what"].as_str().expect("words");
            let told: String = all[0].1.out.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(told.contains(&what.split_whitespace().collect::<Vec<_>>().join(" ")), "{name}: {what}");
        }
        let order: Vec<_> = entries.iter().map(|entry| (entry["state"] != "overdue", entry["due"].is_null())).collect();
        assert!(order.is_sorted(), "{name}: {order:?}");
    }
}

#[test]
fn what_is_due_at_two_schools_is_as_recorded() {
    for name in ["oakfield", "gorsemoor"] {
        for format in ["human", "markdown"] {
            let run = byelaw(&["due", &format!("policies/{name}"), "--as-of", AS_OF, "--format", format]);
            insta::assert_snapshot!(format!("{format}-{name}"), run.out);
        }
    }
}

#[test]
fn nothing_is_overdue_on_the_day_itself() {
    let folder = school(
        "policy p \"Policy\" {\n  owner head\n  approved 2025-11-22 by governors\n  review every year next 2026-11-22\n}",
        "",
    );
    let (code, entries) = due(&folder, "2026-11-22", &[]);
    assert_eq!((code, entries[0]["state"].as_str()), (0, Some("due")));
    let (code, entries) = due(&folder, "2026-11-23", &[]);
    assert_eq!((code, entries[0]["state"].as_str()), (1, Some("overdue")));
    let owner = &entries[0]["owner"];
    assert_eq!((owner["id"].as_str(), owner["title"].as_str()), (Some("head"), Some("Headteacher")));
    assert_eq!(owner["holders"][0], "Ada Moss");
    assert_eq!((entries[0]["kind"].as_str(), entries[0]["subject"].as_str()), (Some("review"), Some("p")));
    assert_eq!((entries[0]["line"].as_u64(), entries[0]["every"].as_str()), (Some(7), Some("year")));
}

#[test]
fn a_review_follows_from_the_approval_where_no_next_is_stated() {
    let folder =
        school("policy p \"Policy\" {\n  owner head\n  approved 2025-11 by governors\n  review every year\n}", "");
    falls(&folder, "2026-11-30", "due", Some("2026-11-30"));
    falls(&folder, "2026-12-01", "overdue", Some("2026-11-30"));
    let (_, entries) = due(&folder, AS_OF, &[]);
    assert!(entries[0]["what"].as_str().expect("words").contains("counted from its last approval"));
    let never = school("policy p \"Policy\" {\n  owner head\n  review every year\n}", "");
    falls(&never, AS_OF, "unknown", None);
}

#[test]
fn a_coarse_date_keeps_its_precision() {
    let month = duty("by 2027-02", "");
    falls(&month, "2027-02-28", "due", Some("2027-02-28"));
    falls(&month, "2027-03-01", "overdue", Some("2027-02-28"));
    let (_, entries) = due(&month, AS_OF, &[]);
    let when = &entries[0]["due"];
    assert_eq!((when["text"].as_str(), when["precision"].as_str()), (Some("2027-02"), Some("month")));
    assert_eq!(when["earliest"], "2027-02-01");
    falls(&duty("by 2026/27", ""), AS_OF, "later", Some("2027-08-31"));
    falls(&duty("by spring 2027", TERMS), AS_OF, "later", Some("2027-03-25"));
    falls(&duty("before 2027-01-01", ""), AS_OF, "due", Some("2026-12-31"));
}

#[test]
fn a_term_without_a_calendar_says_so() {
    let folder = duty("by spring 2027", "");
    falls(&folder, "2027-04-15", "unknown", None);
    falls(&folder, "2028-01-01", "overdue", None);
    let told = byelaw(&["due", path(&folder), "--as-of", "2027-04-15"]).out;
    assert!(told.contains("spring term 2027") && told.contains("no term calendar gives its last day"), "{told}");
    let rhythm = byelaw(&["due", path(&duty("every term", "")), "--as-of", AS_OF]).out;
    assert!(rhythm.contains("every term") && rhythm.contains("no term calendar says when that ends"), "{rhythm}");
}

#[test]
fn school_years_and_terms_come_round_by_themselves() {
    let term = duty("every term", TERMS);
    falls(&term, "2026-12-18", "due", Some("2026-12-18"));
    falls(&term, "2026-12-19", "later", Some("2027-03-25"));
    falls(&term, "2027-03-26", "unknown", None);
    let half = duty("every half-term", TERMS);
    falls(&half, "2026-10-25", "due", Some("2026-10-25"));
    falls(&half, "2026-10-26", "due", Some("2026-12-18"));
    let year = duty("every academic-year", "");
    falls(&year, "2027-08-31", "due", Some("2027-08-31"));
    falls(&year, "2027-09-01", "later", Some("2028-08-31"));
}

#[test]
fn a_calendar_that_begins_later_does_not_stand_for_the_term_that_runs() {
    let term = duty("every term", TERMS);
    falls(&term, "2026-07-10", "unknown", None);
    falls(&term, "2026-08-10", "later", Some("2026-12-18"));
    let spring = "terms:\n  - { term: spring 2027, starts: 2027-01-04, ends: 2027-03-25 }\n";
    falls(&duty("every term", spring), "2026-12-01", "unknown", None);
    falls(&duty("every half-term", spring), "2027-01-10", "unknown", None);
}

#[test]
fn without_a_date_to_count_from_no_day_is_invented() {
    for every in ["day", "school-day", "week", "fortnight", "month", "year", "2 years", "2 terms", "2 academic-years"] {
        let folder = duty(&format!("every {every}"), TERMS);
        falls(&folder, AS_OF, "unknown", None);
        let (_, entries) = due(&folder, AS_OF, &[]);
        assert_eq!(entries[0]["every"].as_str().expect("words"), every.replace('-', " "));
        assert!(entries[0]["due"].is_null());
    }
    for vague in ["\"regularly\"", "unstated"] {
        assert!(due(&duty(&format!("every {vague}"), TERMS), AS_OF, &[]).1.is_empty(), "{vague}");
    }
    let may = school("rules r \"Rules\" {\n  a: head may \"look\" every week from 2026-01-05\n}", "");
    assert!(due(&may, AS_OF, &[]).1.is_empty());
}

#[test]
fn a_date_gives_something_to_count_from() {
    let weekly = duty("every 2 weeks from 2026-11-09", "");
    falls(&weekly, "2026-11-01", "due", Some("2026-11-09"));
    falls(&weekly, "2026-11-23", "due", Some("2026-11-23"));
    falls(&weekly, "2026-11-24", "due", Some("2026-12-07"));
    let monthly = duty("every month from 2026-01-31", "");
    falls(&monthly, "2026-02-28", "due", Some("2026-02-28"));
    falls(&monthly, "2026-03-01", "due", Some("2026-03-31"));
    falls(&duty("every 2 years by 2021-10-15", ""), AS_OF, "later", Some("2027-10-15"));
    falls(&duty("every year from 2024-02-29", ""), "2027-02-01", "due", Some("2027-02-28"));
    falls(&duty("every year from 2025-03", ""), AS_OF, "later", Some("2027-03-31"));
    falls(&duty("every academic-year from 2027-09-01", ""), AS_OF, "later", Some("2028-08-31"));
    falls(&duty("every term from spring 2027", TERMS), AS_OF, "later", Some("2027-03-25"));
}

#[test]
fn a_stated_next_can_be_missed() {
    let folder = duty("every year next 2026-11", "");
    falls(&folder, "2026-11-30", "due", Some("2026-11-30"));
    falls(&folder, "2026-12-01", "overdue", Some("2026-11-30"));
}

#[test]
fn what_has_ended_comes_round_no_more() {
    let weekly = duty("every week from 2026-11-02 until 2026-11-20", "");
    falls(&weekly, "2026-11-16", "due", Some("2026-11-16"));
    assert!(due(&weekly, "2026-11-17", &[]).1.is_empty());
    let yearly = duty("every academic-year until 2027-03-19", "");
    falls(&yearly, AS_OF, "later", Some("2027-03-19"));
    assert!(due(&yearly, "2027-03-20", &[]).1.is_empty());
}

#[test]
fn the_horizon_holds_for_what_is_to_come_only() {
    let folder = school(
        "rules r \"Rules\" {\n  old: head must \"look back\" by 2019-01-01\n  soon: head must \"look\" by 2026-12-22\n  \
         far: head must \"look far\" by 2026-12-23\n  round: head must \"look round\" every week\n}",
        "",
    );
    let subjects = |within: &str| {
        let (code, entries) = due(&folder, AS_OF, &["--within", within]);
        assert_eq!(code, 1);
        entries.iter().map(|it| it["subject"].as_str().expect("an address").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(subjects("30"), ["r.old", "r.soon", "r.round"]);
    assert_eq!(subjects("31"), ["r.old", "r.soon", "r.far", "r.round"]);
    assert_eq!(subjects("0"), ["r.old", "r.round"]);
    assert_eq!(subjects("4294967295").len(), 4);
}

#[test]
fn a_time_in_a_post_ends() {
    let folder = school("", "");
    let people = |tenures: &str| {
        let names = "people:\n  ada: { name: Ada Moss }\n  ben: { name: Ben Hurst }\nposts:\n";
        folder.write("people.yaml", format!("{names}  head:\n{tenures}"));
    };
    people("    - { holder: ada, until: 2026-12-31 }\n");
    falls(&folder, "2026-12-31", "due", Some("2026-12-31"));
    falls(&folder, "2027-01-01", "overdue", Some("2026-12-31"));
    assert_eq!(due(&folder, "2027-01-01", &[]).0, 1);
    people("    - { holder: ada, until: 2026-12-31 }\n    - { holder: ben, from: 2027-01-01 }\n");
    let (_, entries) = due(&folder, AS_OF, &[]);
    assert_eq!(entries[0]["what"], "the time of Ada Moss in the post ends; Ben Hurst follows");
    assert_eq!(due(&folder, "2027-01-01", &[]), (0, Vec::new()));
    people("    - { holder: ada, until: 2019-08-31 }\n    - { holder: ben, until: 2020-08-31 }\n");
    falls(&folder, AS_OF, "overdue", Some("2020-08-31"));
}

#[test]
fn a_waiver_ends() {
    let folder = school("waive deputy-missing on head until 2026-12-31 by governors\n    because \"of training\"", "");
    falls(&folder, "2026-12-31", "due", Some("2026-12-31"));
    falls(&folder, "2027-01-01", "overdue", Some("2026-12-31"));
    let (_, entries) = due(&folder, AS_OF, &[]);
    assert_eq!(entries[0]["owner"]["id"], "governors");
    assert_eq!(entries[0]["what"], "the waiver of “deputy-missing” on “Headteacher” ends");
}

#[test]
fn signatures_go_back_to_those_who_collect_them() {
    let paper = |sign: &str| {
        school(
            &format!(
                "role parents \"Parents\" is group\nform f \"Form\" for parents {{\n  owner governors\n  s: {sign}\n}}"
            ),
            "",
        )
    };
    let owner = |folder: &Folder| due(folder, AS_OF, &[]).1[0]["owner"]["id"].as_str().map(str::to_owned);
    let collected = paper("sign by parents to head every academic-year");
    falls(&collected, AS_OF, "later", Some("2027-08-31"));
    assert_eq!(owner(&collected).as_deref(), Some("head"));
    assert_eq!(owner(&paper("sign by parents every academic-year")).as_deref(), Some("governors"));
    assert!(due(&paper("sign by parents to head"), AS_OF, &[]).1.is_empty());
}

#[test]
fn a_consent_is_asked_for_again_on_a_day_only_where_one_is_known() {
    let consent = |clauses: &str| {
        school(
            &format!(
                "role parents \"Parents\" is group\nconsent c \"Pictures\" about parents {clauses} {{\n  a: ask \"May we?\" if silent no\n}}\n\
                 form f \"Form\" for parents {{\n  owner head\n  show c\n}}"
            ),
            "",
        )
    };
    let lasting = consent("lasting 1 year from parents");
    falls(&lasting, AS_OF, "unknown", None);
    assert_eq!(due(&lasting, AS_OF, &[]).1[0]["owner"]["id"], "head");
    falls(&consent("from parents until 2026-12-31"), "2026-12-31", "due", Some("2026-12-31"));
    falls(&consent("from parents until 2026-12-31"), "2027-01-01", "overdue", Some("2026-12-31"));
    falls(&consent("lasting 1 year from parents next 2027-01"), AS_OF, "later", Some("2027-01-31"));
    assert!(due(&consent("from parents"), AS_OF, &[]).1.is_empty());
}

#[test]
fn a_trust_tells_at_which_school_a_post_is_held() {
    let source = "trust wold \"Wold Trust\"\nschools {\n  north \"North School\"\n  south \"South School\"\n}\n\
                  role heads \"Headteachers\" held per school jointly {\n  a: must \"look\" every academic-year\n}\n";
    let people = "people:\n  ada: { name: Ada Moss }\n  ben: { name: Ben Hurst }\nposts:\n  heads:\n    \
                  - { holder: ada, at: north }\n    - { holder: ben, at: south, until: 2026-10-31 }\n";
    let folder = Folder::with(&[("a.byelaw", source), ("people.yaml", people)]);
    let (code, entries) = due(&folder, AS_OF, &[]);
    assert_eq!((code, entries.len()), (1, 2), "{entries:#?}");
    assert_eq!(entries[0]["subject"], "heads.ben");
    assert_eq!(entries[1]["owner"]["holders"], serde_json::json!(["Ada Moss (North School)"]));
}

#[test]
fn what_cannot_be_looked_at_is_a_job_not_done() {
    assert_eq!(byelaw(&["due", "/no/such/folder"]).code, 2);
    assert_eq!(byelaw(&["due", path(&Folder::empty())]).code, 2);
    assert_eq!(byelaw(&["due", "policies/oakfield", "--within", "soon"]).code, 2);
    let broken = duty("every week\n  b: nobody must \"look\"", "");
    for format in ["human", "json", "ics", "markdown"] {
        let run = byelaw(&["due", path(&broken), "--format", format]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{format}");
        assert!(run.err.contains("nobody") && run.err.contains("cannot be told"), "{}", run.err);
    }
    let calm = byelaw(&["due", path(&school("", "")), "--as-of", AS_OF]);
    assert_eq!(calm.code, 0);
    assert!(calm.out.contains("0 overdue"), "{}", calm.out);
}

#[test]
fn what_a_writer_typed_steers_neither_a_terminal_nor_a_table() {
    let folder = school("rules r \"Rules\" {\n  a: head must \"look | at *it*\u{202e}\" by 2026-12-01\n}", "");
    let human = byelaw(&["due", path(&folder), "--as-of", AS_OF]).out;
    assert!(human.contains("look | at") && !human.contains('\u{202e}'), "{human}");
    let table = byelaw(&["due", path(&folder), "--as-of", AS_OF, "--format", "markdown"]).out;
    assert!(table.contains("look \\| at \\*it\\*"), "{table}");
    let painted = byelaw(&["due", path(&folder), "--as-of", "2027-01-01", "--color", "always"]).out;
    assert!(painted.contains("\u{1b}[31moverdue"), "{painted}");
}
