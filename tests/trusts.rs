//! Trusts as folders: what a school inherits, extends and relaxes, and what is told, built and exported of them all.

use std::fs;

use byelaw::document::documents;
use byelaw::lint;
use serde_json::Value;

use crate::harness::{AS_OF, Folder, Run, byelaw, byelaw_in, day, load, school, told};

const TRUST: &str = r#"
trust brigantia "Brigantia Learning Trust"

users {
  pupils "Pupils": juniors
  parents "Parents and carers"
}

places {
  premises "The school premises": classrooms, hall
}

times {
  lunch "lunch"
}

devices {
  kit: tablets, phones-of-pupils
}

actions {
  use-phone "use a phone"
  bring "bring to school"
  photograph "photograph"
}

role executive "Chief executive"

role headteacher "Headteacher" held per school {
  lead: must "lead online safety" every term
}

role coordinator "Online safety co-ordinator" {
  log: must "write up every incident"
}

role board "Board of trustees" is body

rules phones "Phones" for pupils {
  day:           must not use-phone
  locked images: must not photograph pupils
}

table reach "What comes in" for pupils {
  |       | tablets | phones-of-pupils |
  | bring | yes     | ask              |
  locked ask: may if permission of headteacher
}

procedure misuse "Misuse" {
  tell: headteacher must "be told"
}

policy online-safety "Online Safety Policy" {
  owner executive
  approved 2026-06-15 by board
  review every year next 2026-10-01
  section phones "Phones" {
    show phones
  }
}
"#;

const PEOPLE: &str = "people:\n  ada-moss: { name: Ada Moss }\n  ruth-okell: { name: Ruth Okell }\nposts:\n  \
    executive: [ { holder: ada-moss } ]\n  coordinator: [ { holder: ada-moss } ]\n  \
    headteacher: [ { holder: ruth-okell, at: northfield } ]\n";

const SOUTH: &str = "school southfield \"Southfield Primary School\"\n";
const SOUTH_PEOPLE: &str = "people:\n  ian-holt: { name: Ian Holt }\nposts:\n  headteacher: [ { holder: ian-holt } ]\n";

/// A trust of two schools; Northfield says what a test is about.
fn trust(north: &str) -> Folder {
    Folder::with(&[
        ("byelaw.yaml", "due-within: 30\n"),
        ("trust.byelaw", TRUST),
        ("people.yaml", PEOPLE),
        (NORTH_FILE, &format!("school northfield \"Northfield Primary School\"\n{north}")),
        ("schools/southfield/school.byelaw", SOUTH),
        ("schools/southfield/people.yaml", SOUTH_PEOPLE),
    ])
}

const NORTH_FILE: &str = "schools/northfield/school.byelaw";

fn call(command: &str, folder: &Folder, inner: &str, more: &[&str]) -> Run {
    let path = folder.path().join(inner);
    let given = [command, path.to_str().expect("a path"), "--as-of", AS_OF];
    byelaw(&given.into_iter().chain(more.iter().copied()).collect::<Vec<_>>())
}

fn short(folder: &Folder, inner: &str) -> Run {
    call("check", folder, inner, &["--format", "short"])
}

/// What is said of Northfield before any lint runs.
fn refused(north: &str) -> String {
    let folder = trust(north);
    let project = load(&folder.path().join("schools/northfield"));
    told(&project, &project.resolve().diagnostics)
}

/// The findings of Northfield, which is sound.
fn found(north: &str) -> String {
    let folder = trust(north);
    let (project, school) = school(&folder.path().join("schools/northfield"));
    told(&project, &lint::lint(&school, &project.config, day(AS_OF)))
}

fn exported(folder: &Folder) -> Value {
    let run = call("export", folder, ".", &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).expect("JSON")
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|it| it["id"].as_str().expect("an address")).collect()
}

#[test]
fn a_school_inherits_extends_and_names_its_trust() {
    let folder = trust(
        "times {\n  lunch: 12:10..13:10\n}\nusers {\n  pupils: infants\n}\n\
         role coordinator \"Online safety lead\" {\n  pages: must \"read the log\" every month\n}\n\
         policy online-safety {\n  text: everyone must \"ask the {coordinator} of the {brigantia}\"\n  \
         section clubs \"Clubs of {northfield}\" {\n    show brigantia.misuse\n  }\n}\n",
    );
    let (_, north) = school(&folder.path().join("schools/northfield"));
    assert_eq!(north.identity.title, "Northfield Primary School");
    assert_eq!(north.above.as_ref().expect("a trust").identity.title, "Brigantia Learning Trust");
    let title = |name: &str| north.title(north.names[name]);
    assert_eq!((title("coordinator").as_str(), title("headteacher").as_str()), ("Online safety lead", "Headteacher"));
    assert_eq!(title("lunch"), "lunch", "the school gave the window, the trust the title");
    let pupils: Vec<String> = north.vocabulary.members(north.names["pupils"]).map(|it| north.title(it)).collect();
    assert_eq!(pupils, ["Juniors", "Infants"]);
    let policy = format!("{:?}", documents(&north, day(AS_OF), false));
    assert!(policy.contains("Brigantia Learning Trust"), "{policy}");
    let (_, south) = school(&folder.path().join("schools/southfield"));
    assert_eq!(south.title(south.names["coordinator"]), "Online safety co-ordinator");
    assert!(!south.names.contains_key("coordinator.pages"));
}

#[test]
fn lines_before_sections_do_not_end_up_in_the_last_one() {
    let folder = trust("policy online-safety {\n  ours: everyone must \"ask first\"\n}\n");
    let (_, north) = school(&folder.path().join("schools/northfield"));
    use byelaw::model::document::Part;
    assert!(matches!(north.documents[0].parts.as_slice(), [Part::Sentence(_), Part::Section(_)]));
}

#[test]
fn the_trust_is_printed_only_where_it_is_named() {
    let folder = trust("");
    let (_, north) = school(&folder.path().join("schools/northfield"));
    let all = format!("{:?}", documents(&north, day(AS_OF), false));
    assert!(all.contains("Northfield Primary School") && !all.contains("Brigantia"), "{all}");
}

#[test]
fn what_the_trust_says_is_not_said_again() {
    let said = refused(
        "role headteacher is group\nrules phones {\n  day: may use-phone\n}\npolicy online-safety {\n  \
         owner headteacher\n}\ntable reach {\n  |       | tablets | phones-of-pupils |\n  | bring | no      | no |\n}\n\
         procedure misuse {\n  tell: ask \"Who?\"\n}\n",
    );
    let lines: Vec<&str> = said.lines().filter(|line| line.contains("[restated]")).collect();
    assert_eq!(lines.len(), 4, "{said}");
    for what in ["`phones.day` is said", "`owner` of `online-safety`", "`bring` of `reach`", "`misuse.tell`"] {
        assert!(said.contains(what), "{what}: {said}");
    }
    let folder = trust("rules phones {\n  day: may use-phone\n}\n");
    let run = call("check", &folder, "schools/northfield", &[]);
    assert!(run.out.contains("trust.byelaw:") && run.out.contains("the trust says it here"), "{}", run.out);
    let words = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("`despite brigantia.phones.day`"), "{}", run.out);
}

#[test]
fn clauses_are_not_said_again_and_windows_and_ladders_stand() {
    let said = refused("role coordinator \"Lead\" then headteacher\nrole headteacher held per school\n");
    assert!(said.contains("`held per` of `headteacher`") && !said.contains("coordinator"), "{said}");
    let folder = trust("");
    folder.write("times.byelaw", "times {\n  morning \"Morning\": 09:00..12:00\n}\n");
    folder.write(NORTH_FILE, "school northfield \"N\"\ntimes {\n  morning: 08:45..12:00\n}\n");
    let said = short(&folder, "schools/northfield").out;
    assert!(said.contains("`morning` is said by the trust"), "{said}");
}

#[test]
fn a_table_gets_rows_and_keeps_its_columns() {
    let rows = |columns: &str| {
        format!("actions {{\n  charge \"charge\"\n}}\ntable reach {{\n  | {columns} |\n  | charge | yes | ask |\n}}\n")
    };
    let folder = trust(&rows("| tablets | phones-of-pupils"));
    let (_, north) = school(&folder.path().join("schools/northfield"));
    assert_eq!(north.tables[0].rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["bring", "charge"]);
    let all = exported(&folder);
    assert_eq!(ids(&all["tables"]), ["reach", "northfield.reach"]);
    assert_eq!(
        ids(&all["tables"][1]["cells"]),
        ["northfield.reach.charge.tablets", "northfield.reach.charge.phones-of-pupils"]
    );
    let said = refused(&rows("| phones-of-pupils | tablets"));
    assert!(said.contains("the columns of `reach` are the trust’s"), "{said}");
}

#[test]
fn a_rule_of_the_trust_is_relaxed_with_despite_alone() {
    let rule = |tail: &str| format!("rules phones {{\n  lunch: may use-phone during lunch{tail}\n}}\n");
    let silent = trust(&rule(""));
    let run = call("check", &silent, "schools/northfield", &[]);
    assert!(run.out.contains("error[permission-conflict]"), "{}", run.out);
    for part in ["`phones.day` forbids it", "trust.byelaw:", "school.byelaw:", "`despite brigantia.phones.day`"] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    assert!(!found(&rule(" despite brigantia.phones.day")).contains("permission-conflict"));
    assert!(!found(&rule(" despite phones.day")).contains("permission-conflict"));
    let far = refused(&rule(" despite brigantia.phones.dag"));
    assert!(far.contains("nothing is called `brigantia.phones.dag`"), "{far}");
    let own = refused("rules ours \"Ours\" for pupils {\n  a: may use-phone despite brigantia.ours\n}\n");
    assert!(own.contains("nothing is called `brigantia.ours`"), "{own}");
}

#[test]
fn a_locked_rule_is_not_relaxed() {
    let rule = |tail: &str| format!("rules ours \"Ours\" for pupils {{\n  a: {tail}\n}}\n");
    let count = |tail: &str| found(&rule(tail)).matches("[locked-clause-relaxed]").count();
    assert_eq!(count("may photograph pupils despite brigantia.phones.images"), 1);
    assert_eq!(count("may photograph pupils despite phones"), 1, "the block holds a locked sentence");
    assert_eq!(count("may use-phone despite phones.day"), 0);
    assert_eq!(count("may bring phones-of-pupils despite reach.bring.phones-of-pupils"), 1, "its mark is locked");
    assert_eq!(count("must not bring phones-of-pupils despite reach.bring.phones-of-pupils"), 0, "that is stricter");
    let said = found(&rule("may photograph pupils"));
    assert!(said.contains("[permission-conflict]"), "{said}");
    let folder = trust(&rule("may photograph pupils"));
    let run = call("check", &folder, "schools/northfield", &[]);
    assert!(run.out.contains("the trust has locked `brigantia.phones.images`"), "{}", run.out);
}

#[test]
fn a_trust_may_except_what_it_locks_itself() {
    let folder = trust("");
    folder.write(
        "shows.byelaw",
        "rules shows \"Shows\" for pupils {\n  hall: may photograph pupils in hall despite phones.images\n}\n",
    );
    let run = short(&folder, ".");
    assert!(!run.out.contains("locked-clause-relaxed"), "{}", run.out);
}

#[test]
fn a_finding_in_the_texts_of_the_trust_is_told_once() {
    let run = short(&trust(""), ".");
    assert_eq!(run.code, 1);
    let overdue: Vec<&str> = run.out.lines().filter(|line| line.contains("[review-overdue]")).collect();
    assert_eq!(overdue.len(), 1, "{}", run.out);
    assert!(!overdue[0].contains(" schools: "), "it arises in all of them: {}", overdue[0]);
}

#[test]
fn a_finding_in_some_schools_names_them_and_own_findings_bear_their_school() {
    let folder = trust("policy clubs \"Clubs\" {\n  owner headteacher\n}\n");
    folder.write("schools/southfield/people.yaml", "");
    let run = short(&folder, ".");
    assert!(run.out.contains("nobody is named for it (in 1 of 2 schools: `southfield`)"), "{}", run.out);
    let json = call("check", &folder, ".", &["--format", "json"]);
    let report: Value = serde_json::from_str(&json.out).expect("JSON");
    let findings = report["findings"].as_array().expect("findings");
    let own = findings.iter().find(|it| it["subject"] == "northfield.clubs").expect("a finding of the school’s own");
    assert!(own["path"].as_str().expect("a path").ends_with(NORTH_FILE));
    assert_eq!(report["inputs"].as_array().expect("inputs").len(), 6);
}

#[test]
fn a_school_with_an_error_hides_no_other() {
    let folder = trust("rules x \"X\" {\n  a: nobody must \"b\"\n}\n");
    folder.write("schools/southfield/more.byelaw", "policy clubs \"Clubs\" {\n  owner headteacher\n}\n");
    let run = short(&folder, ".");
    assert_eq!(run.code, 1);
    for part in
        ["nothing is called `nobody`", "southfield/more.byelaw:1:1: error[approval-missing]", "[review-overdue]"]
    {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    assert_eq!(call("export", &folder, ".", &[]).code, 1);
}

#[test]
fn people_terms_and_levels_go_before_those_of_the_trust() {
    let folder = trust("");
    folder.write(
        "schools/northfield/people.yaml",
        "people:\n  owen-birch: { name: Owen Birch }\nposts:\n  coordinator: [ { holder: owen-birch } ]\n",
    );
    folder.write("terms.yaml", "terms:\n  - { term: autumn 2026, starts: 2026-09-02, ends: 2026-12-18 }\n");
    folder.write(
        "schools/northfield/terms.yaml",
        "terms:\n  - { term: autumn 2026, starts: 2026-09-07, ends: 2026-12-18 }\n",
    );
    folder.write("schools/northfield/byelaw.yaml", "levels:\n  review-overdue: off\n");
    let (project, north) = school(&folder.path().join("schools/northfield"));
    let held = |school: &byelaw::model::School, post: &str| {
        school.people.holders(post, day(AS_OF), &school.calendar).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(held(&north, "coordinator"), ["Owen Birch"]);
    assert_eq!(held(&north, "headteacher"), ["Ruth Okell"], "the trust names her for this school");
    assert_eq!(held(&north, "executive"), ["Ada Moss"]);
    assert_eq!(north.calendar.terms.len(), 1);
    assert_eq!(north.calendar.terms[0].starts, day("2026-09-07"));
    assert_eq!(project.config.due_within, 30, "the trust says so");
    assert!(!short(&folder, "schools/northfield").out.contains("review-overdue"));
    assert!(short(&folder, "schools/southfield").out.contains("review-overdue"));
    let (_, south) = school(&folder.path().join("schools/southfield"));
    assert_eq!(held(&south, "coordinator"), ["Ada Moss"]);
    assert_eq!(held(&south, "headteacher"), ["Ian Holt"], "Ruth Okell is Northfield’s");
}

#[test]
fn a_holder_at_no_school_of_the_trust_is_told_with_the_trust() {
    let folder = trust("");
    folder.write("people.yaml", PEOPLE.replace("at: northfield", "at: northfeild"));
    let run = short(&folder, ".");
    assert!(run.out.contains("no school of the trust is called `northfeild`"), "{}", run.out);
}

#[test]
fn an_export_counts_each_address_once() {
    let all = exported(&trust(
        "rules phones {\n  extra: must \"hand phones in\"\n}\nrole lead \"ICT lead\" {\n  a: must \"help\" every week\n}\n\
         procedure misuse {\n  ours: lead must \"be told too\"\n}\n",
    ));
    assert!(all.get("school").is_none());
    assert_eq!(all["trust"]["id"], "brigantia");
    assert_eq!(ids(&all["trust"]["schools"]), ["northfield", "southfield"]);
    assert_eq!(ids(&all["permissions"]), ["phones.day", "phones.images"]);
    assert_eq!(ids(&all["rules"]), ["northfield.phones.extra"]);
    assert_eq!(
        ids(&all["duties"]),
        ["headteacher.lead", "coordinator.log", "misuse.tell", "northfield.misuse.ours", "northfield.lead.a"]
    );
    assert_eq!(all["duties"][4]["roles"], serde_json::json!(["northfield.lead"]));
    assert_eq!(ids(&all["roles"]), ["executive", "headteacher", "coordinator", "board", "northfield.lead"]);
    assert_eq!(all["roles"][1]["holders"], serde_json::json!(["Ruth Okell", "Ian Holt"]));
    assert_eq!(ids(&all["procedures"]), ["misuse", "northfield.misuse"]);
    assert_eq!(ids(&all["procedures"][1]["steps"]), ["northfield.misuse.ours"]);
    assert_eq!(ids(&all["documents"]), ["online-safety"]);
    assert_eq!(ids(&all["recurring"]), ["headteacher.lead", "online-safety.review", "northfield.lead.a"]);
    assert_eq!(ids(&all["people"]), ["ada-moss", "ruth-okell", "southfield.ian-holt"]);
    assert_eq!(all["people"][1]["posts"][0]["at"], "northfield");
    assert_eq!(all["people"][2]["posts"][0]["at"], "southfield");
}

#[test]
fn a_build_sets_the_documents_of_each_school() {
    let folder = trust("policy clubs \"Clubs\" {\n  owner headteacher\n}\n");
    let out = folder.path().join("built");
    let to = out.to_str().expect("a path");
    let build = || call("build", &folder, ".", &["--draft", "--to", "md", "--quiet", "--out", to]);
    assert_eq!(build().code, 0);
    let names = |school: &str| {
        let all = fs::read_dir(out.join(school)).expect("a folder").map(|it| it.expect("a file").file_name());
        let mut names: Vec<String> = all.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(
        names("northfield"),
        [".byelaw-built", ".byelaw-lock", ".byelaw-made-of", "clubs.md", "online-safety.md", "sheets"]
    );
    assert_eq!(names("southfield"), [".byelaw-built", ".byelaw-lock", ".byelaw-made-of", "online-safety.md", "sheets"]);
    let read = |path: &str| fs::read_to_string(out.join(path)).expect("a document");
    assert!(read("southfield/online-safety.md").contains("Southfield Primary School"));
    folder.write("built/southfield/online-safety.md", "notes of my own");
    fs::remove_file(out.join("northfield/clubs.md")).expect("it was built");
    assert_eq!(build().code, 2);
    assert!(!out.join("northfield/clubs.md").exists(), "nothing is written where anything is in the way");
    let alone = call("build", &folder, "schools/northfield", &["--draft", "--to", "md", "--quiet"]);
    assert_eq!(alone.code, 0);
    assert!(folder.path().join("schools/northfield/out/online-safety.md").exists());
}

#[test]
fn fmt_lays_out_what_it_is_asked_to() {
    let folder = trust("role   lead   \"ICT lead\"\n");
    let crooked = "trust   brigantia   \"B\"\n";
    folder.write("trust.byelaw", crooked);
    assert_eq!(call("fmt", &folder, "schools/northfield", &[]).code, 0);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a file");
    assert_eq!(read("trust.byelaw"), crooked, "the trust’s files are not the school’s to lay out");
    assert!(read(NORTH_FILE).contains("role lead \"ICT lead\""));
    let whole = call("fmt", &folder, ".", &["--check"]);
    assert!(whole.code == 1 && whole.out.contains("trust.byelaw"), "{}", whole.out);
    assert_eq!(call("fmt", &folder, ".", &[]).code, 0);
    assert_eq!(read("trust.byelaw"), "trust brigantia \"B\"\n");
}

#[test]
fn a_school_knows_its_trust_from_wherever_it_is_named() {
    let folder = trust("rules ours \"Ours\" for pupils {\n  a: may use-phone\n}\n");
    let from = |here: &str, path: &[&str]| {
        byelaw_in(&folder.path().join(here), &[&["check", "--format", "short", "--as-of", AS_OF], path].concat()).out
    };
    for (here, path, shown) in [
        (".", &["schools/northfield"][..], "\ntrust.byelaw:"),
        ("schools", &["northfield"][..], "\n../trust.byelaw:"),
        ("schools/northfield", &["."][..], "\n../../trust.byelaw:"),
        ("schools/southfield", &["../northfield"][..], "\n../northfield/../../trust.byelaw:"),
    ] {
        let said = format!("\n{}", from(here, path));
        assert!(said.contains("[permission-conflict]") && said.contains(shown), "{here} {path:?}: {said}");
        assert!(!said.contains("southfield/school"), "{said}");
    }
    let said = from("schools/northfield", &[]);
    assert!(said.contains("\nschool.byelaw:") && said.contains("../../trust.byelaw:"), "{said}");
    assert!(!said.contains("southfield"), "{said}");
}

#[test]
fn folders_that_are_no_schools_are_told() {
    let folder = trust("");
    fs::create_dir_all(folder.path().join("schools/westfield")).expect("a folder");
    let run = short(&folder, ".");
    assert!(run.code == 1 && run.out.contains("schools/westfield` holds no `.byelaw` file"), "{}", run.out);
    assert!(run.out.contains("[review-overdue]"), "the others are reported: {}", run.out);

    let none = Folder::with(&[("trust.byelaw", TRUST)]);
    fs::create_dir_all(none.path().join("schools")).expect("a folder");
    let run = short(&none, ".");
    assert!(run.code == 1 && run.out.contains("schools` holds no school"), "{}", run.out);

    folder.write("schools/westfield/a.byelaw", SOUTH);
    let run = short(&folder, ".");
    assert!(run.out.contains("two schools of the trust are called `southfield`"), "{}", run.out);

    folder.write("schools/westfield/a.byelaw", "trust west \"West\"\n");
    let run = short(&folder, ".");
    assert!(run.out.contains("a trust stands where a school of a trust belongs"), "{}", run.out);

    folder.write("schools/westfield/a.byelaw", "role ours \"Ours\"\n");
    let run = short(&folder, ".");
    assert!(run.out.contains("westfield/a.byelaw:1:1: error[school-missing]"), "{}", run.out);
}

#[test]
fn the_schools_of_a_folder_are_not_listed_as_well() {
    let folder = trust("");
    folder.write("list.byelaw", "schools {\n  eastfield \"Eastfield\"\n}\n");
    let run = short(&folder, ".");
    assert_eq!(run.out.matches("the schools of this trust are its folders").count(), 1, "{}", run.out);
}

#[test]
fn a_school_in_a_folder_called_schools_without_a_trust_is_a_school() {
    let folder = Folder::with(&[("school.byelaw", "school a \"A\"\n"), ("schools/b/school.byelaw", SOUTH)]);
    let run = short(&folder, "schools/b");
    assert_eq!((run.code, run.out.as_str()), (0, ""));
}

#[test]
fn what_one_school_has_a_use_for_is_not_idle() {
    let waiver = "waive vague-frequency on {} until 2027-01-08 by board because \"x\"\n";
    let folder = trust("rules phones {\n  extra: must \"hand phones in\" every \"now and then\"\n}\n");
    folder.write("waivers.byelaw", waiver.replace("{}", "phones"));
    assert!(!short(&folder, ".").out.contains("waiver-unused"));
    folder.write("waivers.byelaw", waiver.replace("{}", "reach"));
    let said = short(&folder, ".").out;
    assert_eq!(said.matches("[waiver-unused]").count(), 1, "{said}");
}

#[test]
fn what_the_trust_says_of_itself_holds_for_what_a_school_leaves_out() {
    use byelaw::model::nation::Nation;
    let folder = trust("");
    let north = || school(&folder.path().join("schools/northfield")).1;
    assert_eq!(Nation::of(&north()), None);
    folder.write("trust.byelaw", TRUST.replace("Learning Trust\"", "Learning Trust\" {\n  jurisdiction england\n}"));
    assert_eq!(Nation::of(&north()), Some(Nation::England));
    folder.write(NORTH_FILE, "school northfield \"N\" {\n  jurisdiction wales\n}\n");
    assert_eq!(Nation::of(&north()), Some(Nation::Wales));
}

#[test]
fn fixes_stay_in_the_folder_that_was_named() {
    let folder = trust("role   lead \u{201c}Lead\u{201d}\n");
    let wrong = TRUST.replace("\"Chief executive\"", "\u{201c}Chief executive\u{201d}");
    folder.write("trust.byelaw", &wrong);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a file");
    call("fix", &folder, "schools/northfield", &[]);
    assert!(read(NORTH_FILE).contains("\"Lead\""), "{}", read(NORTH_FILE));
    assert_eq!(read("trust.byelaw"), wrong);
    let run = call("fix", &folder, ".", &[]);
    assert!(read("trust.byelaw").contains("\"Chief executive\""), "{}", run.err);
}

#[test]
fn a_trust_keeps_one_list_of_old_findings() {
    let clubs = "policy clubs \"Clubs\" {\n  owner headteacher\n  review every year next 2027-06-01\n}\n";
    let folder = trust(clubs);
    let path = folder.path().to_str().expect("a path").to_owned();
    assert_eq!(byelaw(&["baseline", "write", &path, "--as-of", AS_OF, "--quiet"]).code, 0);
    folder.write("byelaw.yaml", "baseline: baseline.json\n");
    let check = || call("check", &folder, ".", &["--clock", "report", "--format", "json"]);
    assert_eq!(check().code, 0, "{}", check().out);
    folder.write("schools/southfield/more.byelaw", clubs);
    let report: Value = serde_json::from_str(&check().out).expect("JSON");
    let new = report["findings"].as_array().expect("findings").iter().filter(|it| it["baselined"] == false);
    let new: Vec<&str> =
        new.filter(|it| it["lint"] == "approval-missing").filter_map(|it| it["subject"].as_str()).collect();
    assert_eq!(new, ["southfield.clubs"]);
}

#[test]
fn what_falls_due_in_a_trust_is_told_with_its_school() {
    let folder = trust("");
    let run = call("due", &folder, ".", &["--format", "json"]);
    assert_eq!(run.code, 1, "a review is overdue: {}", run.err);
    let told: Value = serde_json::from_str(&run.out).expect("JSON");
    let reviews: Vec<(String, String, String)> = told["entries"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|entry| entry["kind"] == "review")
        .map(|entry| {
            let text = |value: &'_ Value| value.as_str().map(str::to_owned).expect("a text");
            (text(&entry["subject"]), text(&entry["owner"]["title"]), text(&entry["state"]))
        })
        .collect();
    let wanted = [("northfield", "Northfield Primary School"), ("southfield", "Southfield Primary School")].map(
        |(name, title)| (format!("{name}.online-safety"), format!("Chief executive, {title}"), "overdue".to_owned()),
    );
    assert_eq!(reviews, wanted);
    let calendar = call("due", &folder, ".", &["--format", "ics"]);
    assert!(calendar.out.contains("X-WR-CALNAME:Brigantia Learning Trust: what falls due"), "{}", calendar.out);
    let one = call("due", &folder, "schools/northfield", &[]);
    assert!(one.out.contains("Northfield Primary School") && !one.out.contains("Southfield"), "{}", one.out);
}

#[test]
fn what_a_trust_holds_always_is_proved_in_every_school() {
    let always = TRUST.replace(
        "  locked images: must not photograph pupils\n",
        "  locked images: must not photograph pupils\n  always lessons: must not use-phone in classrooms\n",
    );
    let told = |north: &str, inner: &str| {
        let folder = trust(north);
        folder.write("trust.byelaw", &always);
        let run = short(&folder, inner);
        run.out.lines().filter(|line| line.contains("[invariant-broken]")).map(str::to_owned).collect::<Vec<_>>()
    };
    let relaxed = "rules ours \"Ours\" {\n  a: juniors may use-phone despite brigantia.phones.day\n}\n";
    for inner in [".", "schools/northfield"] {
        let broken = told(relaxed, inner);
        assert_eq!(broken.len(), 1, "{broken:?}");
        assert!(broken[0].contains("`phones.lessons` does not hold"), "{broken:?}");
        assert!(told("", inner).is_empty(), "kept");
        let elsewhere = relaxed.replace("use-phone despite", "use-phone in hall despite");
        assert!(told(&elsewhere, inner).is_empty(), "a permission elsewhere");
    }
}
