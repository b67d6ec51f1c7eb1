//! Sheets that are made of what the whole school says, the index of its documents, and what papers look like by kind.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use byelaw::diagnostic::{Diagnostic, Level};
use byelaw::diff::{Now, since};
use byelaw::document::{Block, Clause, Document, DocumentKind, FieldKind, Tone, documents, plain};
use byelaw::lint::lint;
use byelaw::model::{Class, School};
use byelaw::render::{Format, Renderer};
use byelaw::sheet::{Desk, Sheet, sheets};

use crate::harness::{AS_OF, Folder, SCHOOL, byelaw, day, policies, school, schools};

const POSTS: &str = r#"
role head "Headteacher" then deputy {
  assembly: must "hold an assembly" every term
  log:      must "read the log" every week
  tell:     must "report what happened" to board every academic-year
}

role deputy "Deputy head"

role board "Governing body" is body led by chair {
  ask: must "ask how safe the school is" every year
}

role chair "Chair of governors"

role parents "Parents" is group {
  talk: must "talk with their children" every week
}

policy safety "Online safety policy" {
  owner head
  approved 2025-06-02 by board
  review every academic-year next 2026-06-01
  section all "All" {
    show head, board, parents
  }
}

agreement our-promise "Our promise" for parents {
  signed: sign by head, parents every academic-year to head
}
"#;

const PEOPLE: &str = "people:\n  ann: { name: Ann Other }\nposts:\n  head: [ { holder: ann } ]\n";

const TERMS: &str = "terms:\n  - { term: autumn 2026, starts: 2026-09-03, ends: 2026-12-18 }\n  \
                     - { term: spring 2027, starts: 2027-01-04, ends: 2027-03-25 }\n  \
                     - { term: summer 2027, starts: 2027-04-12, ends: 2027-07-21 }\n";

fn small() -> Folder {
    let text = format!("{SCHOOL}{POSTS}");
    Folder::with(&[("school.byelaw", &text), ("people.yaml", PEOPLE), ("terms.yaml", TERMS)])
}

fn made(school: &School, findings: &[Diagnostic]) -> Vec<Document> {
    let now = Now { school, texts: BTreeMap::new(), today: day(AS_OF), same: Vec::new() };
    let since = since(&now, None, &mut |record| panic!("nothing was recorded, and not {record:?}"));
    let desk = Desk { school, findings, today: day(AS_OF), soon: 60, draft: false, since: &since };
    sheets(&desk, &Sheet::ALL)
}

fn find<'a>(all: &'a [Document], id: &str) -> &'a Document {
    all.iter().find(|document| document.id == id).expect("the document")
}

fn markdown(document: &Document) -> String {
    let renderer = Renderer::new("0.0.0").expect("the templates");
    String::from_utf8(renderer.render(document, Format::Markdown).expect("a document").bytes).expect("text")
}

#[test]
fn the_sheets_of_the_model_school() {
    let (project, school) = school(&policies("oakfield"));
    let findings = lint(&school, &project.config, day(AS_OF));
    let all = made(&school, &findings);
    for id in ["governors", "calendar", "sign-off", "role-dsl", "role-staff"] {
        insta::assert_snapshot!(format!("sheet-{id}"), markdown(find(&all, id)));
    }
    let renderer = Renderer::new("0.0.0").expect("the templates");
    let page = renderer.render(find(&all, "governors"), Format::Html).expect("a page").bytes;
    insta::assert_snapshot!("sheet-governors-html", String::from_utf8(page).expect("text"));
}

fn clauses(document: &Document) -> Vec<&Clause> {
    let items = document.body.iter().map(|block| match block {
        Block::Clauses { items, .. } => items.as_slice(),
        _ => &[],
    });
    items.flatten().collect()
}

#[test]
fn every_duty_of_a_post_stands_on_its_sheet_and_no_other_does() {
    for root in schools() {
        let (_, school) = school(&root);
        let all = made(&school, &[]);
        for role in &school.roles {
            let Some(sheet) = all.iter().find(|it| it.id == format!("role-{}", role.id)) else { continue };
            let shown: BTreeSet<&str> = clauses(sheet).iter().map(|it| it.anchor.as_str()).collect();
            let mine = school.sentences.iter().filter(|it| it.class() == Class::Duty);
            let mine = mine.filter(|it| it.roles().any(|at| school.roles[at].id == role.id));
            let mine: BTreeSet<&str> = mine.map(|it| it.address.as_str()).collect();
            assert_eq!(shown, mine, "{}: {}", school.identity.name, role.id);
        }
        assert!(all.iter().filter(|it| it.id.starts_with("role-")).count() > 3, "{}", school.identity.name);
    }
}

#[test]
fn a_role_sheet_says_how_often_who_stands_in_and_to_whom_it_reports() {
    let folder = small();
    let (_, school) = school(folder.path());
    let all = made(&school, &[]);
    let head = find(&all, "role-head");
    let fact = |label: &str| head.facts.iter().find(|it| it.label == label).map(|it| it.values.join(", "));
    assert_eq!(fact("Held by").as_deref(), Some("Ann Other"));
    assert_eq!(fact("Deputy").as_deref(), Some("Deputy head"));
    assert_eq!(fact("Reports to").as_deref(), Some("Governing body"));
    let titles: Vec<&str> = head
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Heading(it) => Some(it.title.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(titles, ["Every week", "Every term", "Every academic year", "Papers and other sheets"]);
    assert!(all.iter().all(|it| it.id != "role-parents"), "parents have their agreement");
    assert_eq!(plain(&clauses(head)[0].runs), "Read the log.");
}

#[test]
fn the_summary_tells_what_is_overdue_who_is_missing_and_what_was_found() {
    let folder = small();
    let (project, school) = school(folder.path());
    let findings = lint(&school, &project.config, day(AS_OF));
    let text = markdown(find(&made(&school, &findings), "governors"));
    for part in [
        "| **Review “Online safety policy”** | Headteacher | 1 June 2026 |",
        "- Chair of governors: nobody is named",
        "- Deputy head: nobody is named",
        "| **Online safety policy** | 2 June 2025 by the governing body | not known: no text was kept | 1 June 2026 |",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let warnings = findings.iter().filter(|it| it.counts() && it.level == Level::Warning).count();
    assert!(warnings > 0 && text.contains(&format!("| **Warnings: should be looked at** | {warnings} |")), "{text}");
}

#[test]
fn the_wall_chart_has_a_column_for_each_month_and_a_day_where_something_is_due() {
    let folder = small();
    let (_, school) = school(folder.path());
    let all = made(&school, &[]);
    let chart = find(&all, "calendar");
    assert_eq!(chart.kind, DocumentKind::Calendar);
    let Some(Block::Table(table)) = chart.body.first() else { panic!("no table") };
    assert_eq!(table.columns.len(), 13);
    let row = table.rows.iter().find(|it| it.title == "Hold an assembly").expect("the assembly");
    let words: Vec<&str> = row.cells.iter().map(|it| it.words.as_str()).collect();
    assert_eq!(words, ["Headteacher", "", "", "", "by 18", "", "", "by 25", "", "", "", "by 21", ""]);
    assert!(row.cells.iter().all(|it| it.tone == Tone::Plain));
    let text = markdown(chart);
    let (_, steady) = text.split_once("## All year round").expect("what goes on all year");
    assert!(steady.contains("### Every week") && steady.contains("Headteacher: read the log"), "{text}");
    assert!(steady.contains("Headteacher: report what happened to the governing body"), "{text}");
}

#[test]
fn the_sign_off_sheet_names_those_who_sign_and_leaves_lines_for_the_others() {
    let folder = small();
    let (_, school) = school(folder.path());
    let text = markdown(find(&made(&school, &[]), "sign-off"));
    for part in [
        "| **Online safety policy** | Governing body, for which signs Chair of governors: (nobody named) |  |  |",
        "| **Our promise** | The headteacher and parents | Every academic year | The headteacher |",
        "| **Ann Other** | Headteacher |  |  |",
        "Those who are not named above sign here: parents.",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn the_settings_say_which_sheets_are_made_and_a_slip_is_told() {
    let folder = small();
    let out = Folder::empty();
    let root = folder.path().to_str().expect("a path");
    let to = out.path().to_str().expect("a path");
    let build = || byelaw(&["build", root, "--as-of", AS_OF, "--draft", "--to", "md,html", "--quiet", "--out", to]);
    folder.write("byelaw.yaml", "sheets: [calendar, sign-off]\n");
    assert_eq!(build().code, 0);
    let mut names: Vec<String> = fs::read_dir(out.path().join("sheets"))
        .expect("the folder")
        .map(|it| it.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["calendar.html", "calendar.md", "sign-off.html", "sign-off.md"]);
    let index = fs::read_to_string(out.path().join("index.html")).expect("the index");
    for name in ["safety.html", "our-promise.md", "sheets&#x2f;calendar.html"] {
        assert!(index.contains(&format!("href=\"{name}\"")), "{name}\n{index}");
    }
    fs::write(out.path().join("sheets/calendar.md"), "mine").expect("a file");
    assert_eq!(build().code, 2, "a file that somebody changed is never overwritten");

    folder.write("byelaw.yaml", "sheets: [calender]\n");
    assert_eq!(build().code, 1);
    let run = byelaw(&["check", root, "--as-of", AS_OF]);
    for part in ["no sheet is called `calender`", "did you mean `calendar`?"] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
}

#[test]
fn a_signature_brings_its_date_unless_a_line_asks_for_it() {
    let fields = |lines: &str| {
        let text = format!("{SCHOOL}role parents \"Parents\" is group\nform f \"F\" for parents {{\n{lines}}}\n");
        let folder = Folder::with(&[("school.byelaw", &text)]);
        let (_, school) = school(folder.path());
        let all = documents(&school, day(AS_OF), false);
        let kinds: Vec<FieldKind> = all[0]
            .body
            .iter()
            .flat_map(|block| match block {
                Block::Fields { items } => items.iter().map(|it| it.kind).collect(),
                _ => Vec::new(),
            })
            .collect();
        kinds
    };
    let signed = [FieldKind::Signature, FieldKind::Date];
    assert_eq!(fields("  s: sign by parents\n"), signed);
    assert_eq!(fields("  s: sign by parents\n  d: fill \"Date\" by parents\n"), signed);
    assert_eq!(fields("  s: sign by parents\n  d: fill \"Date of return\" by parents\n").len(), 3);
}

#[test]
fn a_letter_has_room_for_an_address_where_a_window_shows_it() {
    let (_, school) = school(&policies("oakfield"));
    let all = documents(&school, day(AS_OF), false);
    let letter = find(&all, "misuse-letter");
    assert!(matches!(letter.body.first(), Some(Block::Address { label }) if label == "Name and address"));
    assert!(markdown(letter).contains("Name and address:\\\n____"));
}

#[test]
fn a_table_of_answers_explains_the_signs_that_it_bears() {
    let (_, school) = school(&policies("gorsemoor"));
    let all = documents(&school, day(AS_OF), false);
    let table = find(&all, "mobile-policy").body.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = table.expect("the table");
    let borne: BTreeSet<String> =
        table.rows.iter().flat_map(|row| &row.cells).map(|cell| format!("{:?}", cell.tone)).collect();
    let told: BTreeSet<String> = table.key.iter().map(|it| format!("{:?}", it.tone)).collect();
    assert_eq!(borne, told);
    assert!(table.key.iter().any(|it| it.tone == Tone::No && it.words == "not allowed"));
}
