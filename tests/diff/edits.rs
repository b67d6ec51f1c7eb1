//! Single edits to the model school, each with the change that it is told as.

use std::fs;

use byelaw::diff::{Change, Verdict, diff};

use crate::harness::{AS_OF, Folder, day, policies, school};

/// A file of Oakfield, what stands in it once, what takes its place, and `kind class axis: what it asks`.
type Edit = (&'static str, &'static str, &'static str, &'static str);

const EDITS: &[Edit] = &[
    // Who holds a post, and who stands in.
    (
        "roles",
        "\"Headteacher\" then deputy-headteacher aside",
        "\"Headteacher\" aside",
        "deputies-removed relaxes people: governors, notify",
    ),
    (
        "roles",
        "role safety-lead \"Online safety lead\" else dsl",
        "role safety-lead \"Online safety lead\" then dsl else dsl",
        "deputies-added tightens people: notify",
    ),
    (
        "people.yaml",
        "- { holder: priya-nandra, from",
        "- { holder: rachel-lomond, from",
        "holder-changed neutral people: notify",
    ),
    (
        "people.yaml",
        "  safety-lead: [ { holder: joanna-pike, from: 2022-09-01 } ]\n",
        "",
        "holder-removed relaxes people: governors, notify",
    ),
    ("roles", "01632 960 118", "01632 960 119", "contact-changed neutral safeguard: "),
    // How often, by when, how much.
    ("roles", "act on it\" every week", "act on it\" every month", "frequency-lowered relaxes duty: governors, notify"),
    (
        "roles",
        "report what the log shows\" to governing-body every term",
        "report what the log shows\" to governing-body every half-term",
        "frequency-raised tightens duty: governors, notify",
    ),
    (
        "roles",
        "marked urgent\" to dsl within 1 hour",
        "marked urgent\" to dsl within 1 day",
        "deadline-lowered relaxes duty: governors, notify",
    ),
    (
        "technical",
        "at least 12 characters",
        "at least 8 characters",
        "at-least-lowered relaxes safeguard: resign, governors, notify",
    ),
    (
        "technical",
        "at least 8 characters",
        "at least 10 characters",
        "at-least-raised tightens safeguard: governors, notify",
    ),
    ("technical", "at most 10 attempts", "at most 5 attempts", "at-most-lowered tightens safeguard: governors, notify"),
    (
        "technical",
        "\"keeps monitoring records\" lasting 1 year",
        "\"keeps monitoring records\" lasting 2 years",
        "duration-raised relaxes data: reconsent, governors, notify",
    ),
    // Whom it binds, and how strongly.
    (
        "technical",
        "staff, governors must \"choose",
        "staff must \"choose",
        "bound-reduced relaxes safeguard: resign, governors, notify",
    ),
    (
        "technical",
        "staff, governors must \"choose",
        "staff, parents must \"choose",
        "bound-changed mixed safeguard: resign, governors, notify",
    ),
    (
        "staff",
        "volunteers should \"keep private",
        "volunteers must \"keep private",
        "strength-extended tightens duty: resign, governors, notify",
    ),
    (
        "staff",
        "  sign:    must \"sign their agreement\" before first-day cites staff-agreement\n",
        "",
        "duty-removed relaxes duty: governors, notify",
    ),
    (
        "roles",
        "  log:        must \"keep the incident log\"\n",
        "  log:        must \"keep the incident log\"\n  dust:       must \"dust the servers\"\n",
        "duty-added tightens duty: governors, notify",
    ),
    (
        "roles",
        "act on it\" every week leaving incident-log",
        "act on it\" every week",
        "evidence-removed relaxes oversight: governors",
    ),
    (
        "incidents",
        "  learn:       dsl, safety-lead must \"ask what would stop it from happening again\"\n",
        "",
        "duty-removed relaxes safeguard: governors, notify",
    ),
    // Who may do what.
    (
        "staff",
        "everyone must not use-ai other-ai on school-devices",
        "pupils must not use-ai other-ai on school-devices",
        "permission-extended relaxes access: resign, governors, notify",
    ),
    (
        "phones",
        "if permission of headteacher and walks-alone and handed-in",
        "if permission of headteacher and handed-in",
        "permission-extended relaxes access: governors, notify",
    ),
    (
        "phones",
        "| use-phone | no      | staffroom | staffroom | alone        |",
        "| use-phone | no      | staffroom | no        | alone        |",
        "permission-reduced tightens access: resign, governors, notify",
    ),
    // What the documents say of themselves.
    (
        "policy",
        "review every academic-year after \"a serious",
        "review every 2 years after \"a serious",
        "review-lowered relaxes oversight: governors",
    ),
    (
        "policy",
        "a new technology\"\n      next 2027-06\n",
        "a new technology\"\n      next 2027-12\n",
        "next-review-lowered relaxes oversight: governors",
    ),
    (
        "policy",
        "  owner dsl\n  created 2026-04-20",
        "  owner headteacher\n  created 2026-04-20",
        "owner-changed neutral oversight: governors",
    ),
    (
        "policy",
        "  approved 2026-06-08 by governing-body leaving \"minute 9.3\"\n",
        "",
        "act-removed relaxes oversight: governors",
    ),
    (
        "roles",
        "\"no deputy\" until 2027-07-16",
        "\"no deputy\" until 2028-07-16",
        "waiver-until-raised relaxes oversight: governors",
    ),
    // Consents.
    (
        "pictures",
        "online reading library?\" if silent no",
        "online reading library?\" if silent yes",
        "silence-raised relaxes data: reconsent, governors, notify",
    ),
    (
        "pictures",
        "about pupils lasting 1 year from parents {\n  reading",
        "about pupils lasting 2 years from parents {\n  reading",
        "duration-raised relaxes data: reconsent, governors, notify",
    ),
    (
        "pictures",
        "  tutor:                        ask \"May your child take part in the trial of the AI reading tutor?\" if silent no\n",
        "",
        "asked-removed relaxes data: reconsent, governors, notify",
    ),
    // Words.
    (
        "policy",
        "Pupils learn to be safe online in every year group",
        "Pupils are taught to be safe online in every class",
        "text-changed neutral text: ",
    ),
    (
        "policy",
        "Nobody is ever in trouble for telling.",
        "Nobody is ever in trouble for telling!",
        "text-changed editorial text: ",
    ),
    (
        "roles",
        "\"Online safety lead\" else dsl",
        "\"Online safety coordinator\" else dsl",
        "title-changed editorial text: ",
    ),
    (
        "roles",
        "  plan:  must \"check every website",
        "  sites: must \"check every website",
        "duty-renamed editorial text: ",
    ),
    (
        "technical",
        "  phones: school does \"cannot answer for a phone that was not handed in\"\n",
        "",
        "disclaimer-removed relaxes duty: governors, notify",
    ),
];

/// One edit is told as so many changes at most: a record that goes takes its date, body and minute with it.
const MOST: usize = 6;

/// Oakfield with one edit.
fn edited((file, from, to, _): &Edit) -> Folder {
    let folder = Folder::empty();
    let file = if file.contains('.') { (*file).to_owned() } else { format!("{file}.byelaw") };
    let mut done = false;
    for entry in fs::read_dir(policies("oakfield")).expect("the model school") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let mut text = fs::read_to_string(&path).expect("a text");
        if name == file {
            assert_eq!(text.matches(from).count(), 1, "`{from}` does not stand once in {file}");
            text = text.replacen(from, to, 1);
            done = true;
        }
        folder.write(&name, text);
    }
    assert!(done, "{file}");
    folder
}

fn told(it: &Change) -> String {
    let requires: Vec<&str> = it.requires.iter().map(|require| require.word()).collect();
    format!("{} {} {}: {}", it.kind.id(), it.class.word(), it.axis.word(), requires.join(", "))
}

#[test]
fn each_single_edit_is_told_as_what_it_is() {
    let (_, base) = school(&policies("oakfield"));
    let mut wrong = Vec::new();
    for edit in EDITS {
        let folder = edited(edit);
        let (_, head) = school(folder.path());
        let changes = diff(&base, &head, day(AS_OF), &[]);
        let all: Vec<String> = changes.iter().map(told).collect();
        if !all.iter().any(|it| it == edit.3) || all.len() > MOST {
            wrong.push(format!(
                "{} → {}\n  expected {}\n  told     {}",
                edit.1,
                edit.2,
                edit.3,
                all.join("\n           ")
            ));
        }
    }
    assert!(EDITS.len() >= 30);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_change_both_ways_has_a_witness_each_way() {
    let (_, base) = school(&policies("oakfield"));
    let edit = EDITS.iter().find(|edit| edit.3.starts_with("bound-changed mixed")).expect("the edit");
    let folder = edited(edit);
    let (_, head) = school(folder.path());
    let changes = diff(&base, &head, day(AS_OF), &[]);
    assert_eq!(Verdict::of(&changes).word(), "mixed");
    let witness: Vec<&str> = changes[0].witness.iter().map(|(class, _)| class.word()).collect();
    assert_eq!(witness, ["relaxes", "tightens"]);
}

#[test]
fn who_may_use_a_phone_at_lunch_is_told_as_a_case() {
    let (_, base) = school(&policies("oakfield"));
    let edit = EDITS.iter().find(|edit| edit.1.contains("| staffroom | staffroom |")).expect("the edit");
    let folder = edited(edit);
    let (_, head) = school(folder.path());
    let changes = diff(&base, &head, day(AS_OF), &[]);
    let permission = changes.iter().find(|it| it.kind.id() == "permission-reduced").expect("the permission");
    let (_, case) = permission.witness.first().expect("a case");
    assert!(case.contains("staff") && case.contains("lunch") && case.contains("use"), "{case}");
    assert_eq!(
        permission.after.as_ref().map(|it| it.words.as_str()),
        Some("allowed if there is an emergency, otherwise not allowed")
    );
}
