//! The English of printed documents, one habit a test.

use byelaw::document::{Block, Document, FieldKind, documents, plain};

use crate::harness::{AS_OF, Folder, day, school};

const PEOPLE: &str = r#"users { readers "Visitors and contractors": visitors, contractors }
role visitors "Visitors" is group
role contractors "Contractors" is group
role pupils "Pupils" is group
role head "Headteacher"
role lead "Safeguarding lead"
role office "School office" is group
"#;

/// The documents of a school of which the source says this besides its people.
fn printed(source: &str) -> Vec<Document> {
    printed_of(&format!("school oakfield \"Oakfield\"\n{PEOPLE}{source}"), "")
}

fn printed_of(source: &str, people: &str) -> Vec<Document> {
    let folder = Folder::with(&[("a.byelaw", source), ("people.yaml", people)]);
    let (_, school) = school(folder.path());
    documents(&school, day(AS_OF), false)
}

/// What a policy prints of one sentence, or an agreement for visitors and contractors.
fn line(kind: &str, declared: &str, sentence: &str) -> String {
    let all = printed(&format!("{declared}\n{kind} p \"Paper\" for readers {{\n  {sentence}\n}}\n"));
    lines(&all[0]).join("\n")
}

fn lines(document: &Document) -> Vec<String> {
    document.body.iter().flat_map(block_lines).collect()
}

fn block_lines(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(heading) => vec![format!("# {}", heading.title)],
        Block::Paragraph { runs } => vec![plain(runs)],
        Block::Clauses { items, .. } => items
            .iter()
            .map(|it| if it.title.is_empty() { plain(&it.runs) } else { format!("{}: {}", it.title, plain(&it.runs)) })
            .collect(),
        Block::Fields { items } => items.iter().map(|it| format!("{}…", it.label)).collect(),
        _ => Vec::new(),
    }
}

const MEET: &str =
    "actions { meet \"meet …\" }\nthings { strangers \"strangers\" }\nconditions { sunny \"the sun shines\" }";

#[test]
fn what_should_be_is_promised_as_what_should_be() {
    let told = line("agreement", "", "a: readers should \"be given a badge\"");
    assert_eq!(told, "I should be given a badge.");
    let told = line("agreement", "", "a: readers should not \"lend their badge\"");
    assert_eq!(told, "I should not lend my badge.");
}

#[test]
fn a_promise_says_my_where_nobody_else_can_be_meant() {
    let own = |phrase: &str| line("agreement", "", &format!("a: readers must \"{phrase}\""));
    assert_eq!(own("close their profiles to pupils"), "I will close my profiles to pupils.");
    assert_eq!(
        own("keep their own phone off, and sign in themselves"),
        "I will keep my own phone off, and sign in myself."
    );
    assert_eq!(own("say what they were sent"), "I will say what I was sent.");
    assert_eq!(
        own("report anything that worries them about a pupil"),
        "I will report anything that worries me about a pupil."
    );
    assert_eq!(own("say what pupils tell them"), "I will say what pupils tell them.");
    assert_eq!(own("choose a badge, and wear them all"), "I will choose a badge, and wear them all.");
    assert_eq!(own("tell pupils about their rights"), "I will tell pupils about their rights.");
    assert_eq!(own("let nobody use their badge"), "I will let nobody use their badge.");
    assert_eq!(own("tell a pupil’s parents where they are"), "I will tell a pupil’s parents where they are.");
}

#[test]
fn a_rule_for_some_of_the_readers_says_what_they_will_do() {
    let told = |sentence: &str| line("agreement", "", sentence);
    assert_eq!(told("a: contractors must \"sign in\""), "Contractors will sign in.");
    assert_eq!(told("a: contractors must not \"smoke\""), "Contractors will not smoke.");
    assert_eq!(told("a: contractors should \"sign in\""), "Contractors should sign in.");
    assert_eq!(told("a: head must \"answer\""), "The headteacher must answer.");
    assert_eq!(line("policy", "", "a: contractors must \"sign in\""), "Contractors must sign in.");
}

#[test]
fn the_title_of_a_rule_stays_out_of_an_agreement() {
    assert_eq!(line("agreement", "", "a \"Badges\": readers must \"wear a badge\""), "I will wear a badge.");
    assert_eq!(line("agreement", "", "a \"7\": readers must \"wear a badge\""), "7: I will wear a badge.");
    assert_eq!(
        line("policy", "", "a \"Badges\": readers must \"wear a badge\""),
        "Badges: Visitors and contractors must wear a badge."
    );
}

#[test]
fn people_in_a_named_place_begin_in_lower_case_inside_a_sentence() {
    let about =
        |title: &str| line("policy", &format!("role them \"{title}\" is group"), "a: head must \"write\" to them");
    assert_eq!(about("Pupils in Years 7 to 11"), "The headteacher must write to pupils in Years 7 to 11.");
    assert_eq!(about("Friends of Oakfield"), "The headteacher must write to Friends of Oakfield.");
    assert_eq!(about("Parents and Carers"), "The headteacher must write to Parents and Carers.");
    assert_eq!(about("Digital Leaders"), "The headteacher must write to Digital Leaders.");
}

#[test]
fn several_people_at_work_as_one_have_an_article() {
    assert_eq!(line("policy", "", "a: office must \"answer\""), "The school office must answer.");
    let staff = "role staff \"Office staff\" is group";
    assert_eq!(line("policy", staff, "a: staff must \"answer\""), "Office staff must answer.");
}

#[test]
fn an_aside_is_closed_before_what_does_not_belong_to_it() {
    let told = |phrase: &str, rest: &str| line("policy", "", &format!("a: head must \"{phrase}\" {rest}"));
    let aside = "report a page that is open, or one that is not";
    assert_eq!(told(aside, "to office"), format!("The headteacher must {aside}, to the school office."));
    assert_eq!(told(aside, "within 1 day"), format!("The headteacher must {aside}, within 1 day."));
    let list = "send the register, the list and the key";
    assert_eq!(told(list, "to office"), format!("The headteacher must {list} to the school office."));
    let second = "take the phone, and leave its number";
    assert_eq!(told(second, "with office"), format!("The headteacher must {second} with the school office."));
}

#[test]
fn no_comma_is_left_before_what_is_not_printed() {
    let told = line("policy", "", "a: head must \"look at every part of the plan once more\" every unstated");
    assert!(told.ends_with("once more."), "{told}");
}

#[test]
fn a_permission_says_that_it_is_the_only_one() {
    let told = |sentence: &str| line("policy", MEET, sentence);
    assert_eq!(told("a: pupils may meet strangers if sunny"), "Pupils may meet strangers only if the sun shines.");
    assert_eq!(
        told("a: pupils may meet strangers if permission of head and sunny"),
        "Pupils may meet strangers only with the permission of the headteacher, and only if the sun shines."
    );
    assert_eq!(told("a: pupils must meet strangers if sunny"), "Pupils must meet strangers if the sun shines.");
    assert_eq!(told("a: pupils should meet strangers if sunny"), "Pupils should meet strangers if the sun shines.");
    assert_eq!(told("a: pupils may \"meet strangers\" if sunny"), "Pupils may meet strangers if the sun shines.");
}

#[test]
fn of_two_permissions_neither_is_said_to_be_the_only_one() {
    let told = line(
        "policy",
        MEET,
        "a: pupils may meet strangers if sunny\n  b: pupils may meet strangers if permission of head\n  \
         c: visitors may meet strangers if sunny",
    );
    assert!(told.contains("meet strangers if the sun shines."), "{told}");
    assert!(told.contains("meet strangers with the permission"), "{told}");
    assert!(told.contains("Visitors may meet strangers only if the sun shines."), "{told}");
}

#[test]
fn lists_are_joined_as_they_are_meant() {
    let told = |rest: &str| line("policy", "", &format!("a: head {rest}"));
    assert_eq!(
        told("must \"take messages\" from pupils, office"),
        "The headteacher must take messages from pupils and the school office."
    );
    assert_eq!(
        told("must not \"take messages\" from pupils, office"),
        "The headteacher must not take messages from pupils or the school office."
    );
    assert_eq!(
        told("must not \"give the code\" to pupils, office"),
        "The headteacher must not give the code to pupils or the school office."
    );
}

#[test]
fn what_is_shown_after_text_does_not_repeat_the_heading() {
    let all = printed(
        "rules bells \"Bells\" for pupils {\n  a: must \"listen\"\n}\npolicy p \"Paper\" {\n  section s \"Bells\" {\n    \
         \"\"\"\n    We ring them.\n    \"\"\"\n    show bells\n  }\n}\n",
    );
    assert_eq!(lines(&all[0]), ["# Bells", "We ring them.", "Pupils must listen."]);
}

#[test]
fn lines_that_one_office_fills_in_say_so_once() {
    let form = |more: &str| {
        let all = printed(&format!(
            "form p \"Paper\" for visitors {{\n  name: fill \"Name\" by visitors\n  one: fill \"Told to\" by lead\n  \
             two: fill \"Date returned\" by lead\n  {more}\n}}\n"
        ));
        lines(&all[0])
    };
    assert_eq!(
        form("signed: sign by visitors"),
        [
            "Name…",
            "To be filled in by the safeguarding lead:",
            "Told to…",
            "Date returned…",
            "Signed (Visitors)…",
            "Date…"
        ]
    );
    // A line of the reader's would seem to be the office's.
    let told = form("three: fill \"Class\" by visitors");
    assert_eq!(told[1], "Told to (the safeguarding lead)…");
    assert_eq!(told.len(), 4);
}

#[test]
fn a_date_by_itself_gets_little_space_and_an_account_much() {
    let kind = |label: &str| {
        let all = printed(&format!("form p \"Paper\" for visitors {{\n  a: fill \"{label}\" by visitors\n}}\n"));
        let field = all[0].body.iter().find_map(|block| match block {
            Block::Fields { items } => items.first().map(|it| it.kind),
            _ => None,
        });
        field.expect("a field")
    };
    for label in ["Date", "Date of birth", "Date returned", "Start date", "Date on which the parents were told"] {
        assert_eq!(kind(label), FieldKind::Date, "{label}");
    }
    for label in ["Date and time", "Place, date", "Whatever device it was"] {
        assert_eq!(kind(label), FieldKind::Text, "{label}");
    }
    for label in ["What was updated", "Why the work is out of date", "Sanction, and the reason"] {
        assert_eq!(kind(label), FieldKind::Account, "{label}");
    }
}

#[test]
fn a_post_that_each_school_has_names_its_holders_school_by_school() {
    let source = "trust t \"Trust\"\nschools {\n  concord \"Concord\"\n  hinde \"Hinde House\"\n  beck \"Beck\"\n}\n\
                  role head \"Headteachers\" held per school\npolicy p \"Paper\" {\n  owner head\n  \"\"\"\n  \
                  Ask {head.name}.\n  \"\"\"\n}\n";
    let people = "people:\n  ann: { name: Ann Lee }\n  bob: { name: Bob Day }\n  cy: { name: Cy Orr }\nposts:\n  head:\n    \
                  - { holder: ann, at: concord }\n    - { holder: bob, at: hinde }\n    - { holder: cy, at: hinde }\n";
    let all = printed_of(source, people);
    let names = "Concord: Ann Lee; Hinde House: Bob Day and Cy Orr; Beck: (nobody named)";
    assert_eq!(lines(&all[0]), [format!("Ask {names}.")]);
    assert_eq!(all[0].facts[0].values, [format!("Headteachers — {names}")]);
}

#[test]
fn one_is_not_told_as_several() {
    let all = printed(
        "role deputies \"Head of year\" then lead {\n  phone \"01632 960100\"\n  place \"the front office\"\n}\n\
         role heads \"Head of house\" then lead, head\npolicy p \"Paper\" {\n  version \"1\" from 2026-01 by head because \"first draft\"\n  \
         show deputies, heads\n}\npolicy q \"Other\" {\n  version \"1\" from 2026-01\n  version \"2\" from 2026-06\n}\n",
    );
    assert_eq!(
        lines(&all[0]),
        [
            "# Head of year",
            "Deputy: the safeguarding lead. Telephone: 01632 960100. Found in: the front office.",
            "# Head of house",
            "Deputies, in order: the safeguarding lead, then the headteacher."
        ]
    );
    let fact = |at: usize| (all[at].facts[0].label.as_str(), all[at].facts[0].values.join(" | "));
    assert_eq!(fact(0), ("Version", "1, January 2026, by the headteacher: first draft".to_owned()));
    assert_eq!(fact(1), ("Versions", "1, January 2026 | 2, June 2026".to_owned()));
}

#[test]
fn a_school_in_the_folder_of_its_trust_names_its_own_holder() {
    let folder = Folder::with(&[
        ("trust.byelaw", "trust t \"Trust\"\nrole head \"Headteacher\" held per school\n"),
        ("people.yaml", "people:\n  ann: { name: Ann Lee }\nposts:\n  head:\n    - { holder: ann, at: concord }\n"),
        (
            "schools/concord/school.byelaw",
            "school concord \"Concord\"\npolicy p \"Paper\" {\n  \"\"\"\n  Ask {head.name}.\n  \"\"\"\n}\n",
        ),
    ]);
    let (_, school) = school(&folder.path().join("schools/concord"));
    assert_eq!(lines(&documents(&school, day(AS_OF), false)[0]), ["Ask Ann Lee."]);
}

const SWIMMING: &str = "actions { swim \"swim\" }\nplaces {\n  lake \"the lake\"\n  pool \"the pool\"\n}\n\
     times {\n  noon \"noon\"\n  night \"night\"\n}\n\
     rules dips \"Swimming\" {\n  no: readers must not swim in lake\n  rescue: readers may swim in lake during night despite no\n}\n";

#[test]
fn an_exception_stands_beside_its_rule_in_whichever_document_prints_it() {
    let all = printed(&format!(
        "{SWIMMING}agreement a \"Mine\" for readers {{ show dips.no }}\nagreement b \"Both\" for readers {{ show dips }}\n"
    ));
    assert_eq!(
        lines(&all[0]),
        ["I will not swim in the lake. Exception: I may swim in the lake during night."],
        "the exception is nowhere else in this document"
    );
    let both = lines(&all[1]);
    assert_eq!(both.len(), 2);
    assert_eq!(both[0], "I will not swim in the lake.");
}

#[test]
fn a_cell_with_an_exception_says_so_and_the_exception_stands_once_below() {
    let all = printed(
        "actions { swim \"swim\" }\nplaces {\n  lake \"the lake\"\n  pool \"the pool\"\n}\ntimes {\n  noon \"noon\"\n  night \"night\"\n}\n\
         table dips \"Swimming\" for readers {\n  |      | lake | pool |\n  | swim | no   | no   |\n}\n\
         rules out \"Rescue\" { rescue: readers may swim during night despite dips }\npolicy p \"Paper\" { show dips, out }\n",
    );
    let mut tables = all[0].body.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = tables.next_back().expect("a table");
    let cells: Vec<&str> = table.rows[0].cells.iter().map(|cell| cell.words.as_str()).collect();
    assert_eq!(cells, ["No, but see below", "No, but see below"]);
    let notes: Vec<String> = table.notes.iter().map(|note| plain(note)).collect();
    assert_eq!(notes, ["Exception: Visitors and contractors may swim during night."]);
}
