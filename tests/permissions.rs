//! Permissions from outside: which clauses contradict each other, and what a table leaves open.

use byelaw::model::School;
use byelaw::model::table::Says;
use byelaw::permission::{Effect, Permissions, Rank, Source, decision, permissions};

use crate::harness::{AS_OF, Folder, day, school, schools};

/// A small world that each test adds its rules to.
const WORLD: &str = "school oakfield \"Oakfield Primary School\"
users {
  staff \"Staff\":   teachers, assistants
  pupils \"Pupils\": year-5, year-6
}
devices {
  own \"Own devices\":       phone, tablet
  school-own \"School devices\": laptop
}
networks {
  reach: full > internet > none
}
places {
  premises \"The premises\": hall, staffroom
}
times {
  lunch:  12:10..13:10
  midday: 12:00..13:00
  exams \"exams\"
}
actions {
  bring \"bring … in\"
  use \"use\"
  film \"film\"
  join \"connect to\"
}
conditions {
  signed \"a form is signed\"
}
role head \"Head\"
";

/// The pairs of addresses that contradict each other.
fn conflicts(rules: &str) -> Vec<(String, String)> {
    let folder = Folder::with(&[("a.byelaw", &format!("{WORLD}{rules}"))]);
    let (_, school) = school(folder.path());
    let permissions = permissions(&school, day(AS_OF));
    let pairs = permissions.conflicts().into_iter().map(|it| {
        let rules = &permissions.spaces[it.space].rules;
        (rules[it.first].address.clone(), rules[it.second].address.clone())
    });
    pairs.collect()
}

/// The cells that leave a part of their cases open.
fn gaps(rules: &str) -> Vec<String> {
    let folder = Folder::with(&[("a.byelaw", &format!("{WORLD}{rules}"))]);
    let (_, school) = school(folder.path());
    permissions(&school, day(AS_OF))
        .gaps()
        .into_iter()
        .map(|it| school.tables[it.cell.0].cells[it.cell.1].address.clone())
        .collect()
}

fn rules(lines: &str) -> String {
    format!("rules r \"Rules\" {{\n{lines}}}\n")
}

#[test]
fn a_ban_and_a_permission_for_the_same_case() {
    let found = conflicts(&rules("a: pupils must not use phone\nb: year-6 may use own in hall\n"));
    assert_eq!(found, [("r.a".to_owned(), "r.b".to_owned())]);
}

#[test]
fn rules_that_never_meet_agree() {
    assert!(conflicts(&rules("a: pupils must not use phone\nb: staff may use phone\n")).is_empty());
    assert!(
        conflicts(&rules("a: pupils must not use phone in hall\nb: pupils may use phone in staffroom\n")).is_empty()
    );
    assert!(conflicts(&rules("a: pupils must not use phone\nb: pupils may use tablet\n")).is_empty());
    assert!(conflicts(&rules("a: pupils must not use phone\nb: pupils may bring phone\n")).is_empty());
    assert!(conflicts(&rules("a: pupils must not use phone\nb: pupils may use own except phone\n")).is_empty());
}

#[test]
fn an_exception_says_what_it_overrides() {
    assert!(conflicts(&rules("a: pupils must not use phone\nb: year-6 may use phone despite a\n")).is_empty());
    assert!(conflicts(&rules("a: pupils must not use phone\nb: year-6 may use phone despite r\n")).is_empty());
}

#[test]
fn a_bare_permission_beside_a_conditional_one() {
    assert_eq!(conflicts(&rules("a: pupils may bring phone\nb: pupils may bring phone if signed\n")).len(), 1);
    assert!(
        conflicts(&rules("a: pupils may bring phone if permission of head\nb: pupils may bring phone if signed\n"))
            .is_empty()
    );
}

#[test]
fn conditions_that_rule_each_other_out() {
    assert!(
        conflicts(&rules("a: pupils may bring phone if signed\nb: pupils must not bring phone if not signed\n"))
            .is_empty()
    );
    assert_eq!(conflicts(&rules("a: pupils may bring phone if signed\nb: pupils must not bring phone\n")).len(), 1);
}

#[test]
fn times_are_cut_at_each_others_edges() {
    assert_eq!(
        conflicts(&rules("a: pupils may use phone during lunch\nb: pupils must not use phone during midday\n")).len(),
        1
    );
    assert!(
        conflicts(&rules("a: pupils may use phone during lunch\nb: pupils must not use phone during exams\n"))
            .is_empty()
    );
}

#[test]
fn order_changes_no_answer() {
    let there = conflicts(&rules("a: pupils must not use phone\nb: staff may use phone\nc: everyone may use phone\n"));
    let back = conflicts(&rules("c: everyone may use phone\nb: staff may use phone\na: pupils must not use phone\n"));
    assert_eq!(there, [("r.a".to_owned(), "r.c".to_owned())]);
    assert_eq!(back, [("r.c".to_owned(), "r.a".to_owned())]);
}

#[test]
fn quoted_words_decide_nothing() {
    assert!(
        conflicts(&rules("a: pupils must not use \"a thing with a screen\"\nb: pupils may use phone\n")).is_empty()
    );
    assert!(conflicts(&rules("a: \"old pupils\" must not use phone\nb: pupils may use phone\n")).is_empty());
}

#[test]
fn a_device_that_is_used_is_no_thing_that_is_filmed() {
    let world = |rule: &str| conflicts(&format!("things {{\n  diaries \"diaries\"\n}}\n{}", rules(rule)));
    assert!(world("a: pupils must not use phone\nb: pupils may use diaries\n").is_empty());
    assert_eq!(world("a: pupils must not use diaries on phone\nb: pupils may use diaries\n").len(), 1);
    assert_eq!(world("a: pupils must not use on phone\nb: pupils may use diaries\n").len(), 1);
    assert_eq!(world("a: pupils must not use on phone\nb: pupils may use phone\n").len(), 1);
}

#[test]
fn a_cell_is_a_rule() {
    let table = "table t \"T\" for everyone {\n| | phone |\n| bring | yes |\n}\n";
    let found = conflicts(&format!("{table}{}", rules("a: pupils must not bring phone\n")));
    assert_eq!(found, [("r.a".to_owned(), "t.bring.phone".to_owned())]);
}

#[test]
fn otherwise_fills_and_never_conflicts() {
    let table = "table t \"T\" for everyone {\n| | phone | tablet |\n| bring | yes | |\notherwise: must not\n}\n";
    assert!(conflicts(&format!("{table}{}", rules("a: pupils may bring tablet\n"))).is_empty());
}

#[test]
fn a_mark_that_holds_at_some_times_leaves_a_gap() {
    let table = "table t \"T\" for pupils {\n| | phone |\n| use | at-lunch |\nat-lunch: may during lunch\n}\n";
    assert_eq!(gaps(table), ["t.use.phone"]);
    assert!(gaps(&table.replace("at-lunch: may", "otherwise: must not\nat-lunch: may")).is_empty());
    assert!(
        gaps(&format!("{table}{}", rules("a: pupils must not use phone except\n").replace(" except", ""))).is_empty()
    );
}

#[test]
fn a_blank_cell_is_no_gap_of_a_mark() {
    assert!(gaps("table t \"T\" for pupils {\n| | phone | tablet |\n| use | yes | |\n}\n").is_empty());
}

#[test]
fn more_cases_than_can_be_proved_are_told_and_not_passed_over() {
    let names = |word: &str| (0..30).map(|nth| format!("  {word}-{nth} \"{word} {nth}\"\n")).collect::<String>();
    let kinds = [("users", "u"), ("things", "t"), ("devices", "d"), ("places", "p"), ("times", "h")];
    let world: String = kinds.iter().map(|(kind, word)| format!("{kind} {{\n{}}}\n", names(word))).collect();
    let rule = |nth| format!("  r{nth}: u-{nth} may use t-{nth} on d-{nth} in p-{nth} during h-{nth}\n");
    let lines: String = (0..30).map(rule).collect();
    let source = format!("school s \"S\"\n{world}actions {{\n  use \"use\"\n}}\n{}", rules(&lines));
    let (_, school) = school(Folder::with(&[("a.byelaw", &source)]).path());
    let config = byelaw::config::Config::default();
    let found = byelaw::lint::lint(&school, &config, crate::harness::day(crate::harness::AS_OF));
    let told: Vec<&str> =
        found.iter().filter(|it| it.name == "permissions-too-many").map(|it| it.subject.as_str()).collect();
    assert_eq!(told, ["use"]);
}

/// What the engine has made of a cell: its own rule, or the table's `otherwise` where the cell is empty.
fn answered(school: &School, permissions: &Permissions, at: (usize, usize)) -> &'static str {
    let table = &school.tables[at.0];
    let empty = table.cells[at.1].says == Says::Empty;
    let source = if empty { Source::Otherwise(at.0) } else { Source::Cell(at.0, at.1) };
    for space in &permissions.spaces {
        let whole = space.promises.iter().filter(|it| it.cell == at).fold(space.none(), |all, it| all.or(&it.cases));
        if let Some(rule) = space.rules.iter().find(|rule| rule.source == source && rule.rank <= Rank::Filler) {
            let narrowed = !rule.conditions.is_empty() || !empty && rule.cases != whole;
            return match rule.effect {
                Effect::Forbid => "forbid",
                Effect::Unchosen => "unchosen",
                Effect::Allow if narrowed => "conditional",
                Effect::Allow => "allow",
            };
        }
    }
    "undecided"
}

/// A document prints of a cell what the engine answers for it: over every table of every school.
#[test]
fn a_cell_is_printed_as_it_is_answered() {
    let mut count = 0;
    for folder in schools() {
        let (_, school) = school(&folder);
        let permissions = permissions(&school, day(AS_OF));
        for (nth, table) in school.tables.iter().enumerate() {
            for (cell, it) in table.cells.iter().enumerate() {
                let printed = decision(table, &it.says).word();
                assert_eq!(
                    printed,
                    answered(&school, &permissions, (nth, cell)),
                    "{}: {}",
                    folder.display(),
                    it.address
                );
                count += 1;
            }
        }
    }
    assert!(count > 200, "{count} cells");
}
