//! What is told about permissions: the case in words, the clauses on both sides, and one suggested edit.

use serde_json::Value;

use crate::harness::{AS_OF, Folder, byelaw_in};

/// A world that each test adds its rules to.
const WORLD: &str = "school oakfield \"Oakfield Primary School\"
users {
  staff \"Staff\":   teachers, technicians
  pupils \"Pupils\": year-5, year-6
}
devices {
  own \"their own phones\"
  laptops \"school laptops\"
}
networks {
  guest \"the guest Wi-Fi\"
}
times {
  lunch \"lunch\":      12:10..13:10
  last-bell \"the time after the last bell\": 15:30..16:00
}
actions {
  bring \"bring … to school\"
  join \"connect to\"
  use \"use\"
  view \"view\"
  break-in \"get into other people’s accounts (Computer Misuse Act 1990)\"
}
things {
  abuse-images \"images of child abuse\"
  adult-content \"adult content\"
}
conditions {
  kept \"the office holds it until the end of the day\"
  licensed \"an adult is there\"
}
role headteacher \"Headteacher\"
source children-act \"Protection of Children Act\" from 1978
";

/// The findings of one lint in the world with these rules.
fn found(lint: &str, rules: &str) -> Vec<Value> {
    let folder = Folder::with(&[("a.byelaw", &format!("{WORLD}{rules}"))]);
    let run = byelaw_in(folder.path(), &["check", ".", "--as-of", AS_OF, "--format", "json"]);
    let report: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}{}", run.out, run.err));
    let all = report["findings"].as_array().expect("findings");
    let unread =
        all.iter().find(|it| it["lint"] == "syntax" || it["lint"] == "unresolved-name" || it["lint"] == "wrong-kind");
    assert!(unread.is_none(), "the rules are not read: {unread:?}");
    all.iter().filter(|it| it["lint"] == lint).cloned().collect()
}

/// The one finding, as `message | labels beside it | help`.
fn one(lint: &str, rules: &str) -> String {
    let found = found(lint, rules);
    let [it] = found.as_slice() else { panic!("{} findings: {found:#?}", found.len()) };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let related: Vec<String> =
        it["related"].as_array().expect("related").iter().map(|it| text(&it["message"])).collect();
    format!("{} | {} | {}", text(&it["message"]), related.join("; "), text(&it["help"]))
}

fn none(lint: &str, rules: &str) {
    let found = found(lint, rules);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_finding_names_its_case_its_other_side_and_one_edit() {
    let expected = [
        (
            "permission-conflict",
            "rules r \"R\" {\n  ban: pupils must not use own\n  free: year-6 may use own during lunch\n}\n",
            "year 6: use their own phones during lunch: `r.ban` forbids it, but `r.free` allows it without condition",
            "forbids it",
        ),
        (
            "matrix-prose-conflict",
            "rules r \"R\" {\n  ban: pupils must not use own\n}\ntable t \"T\" for pupils {\n  |     | own | laptops |\n  | use | yes | yes     |\n}\n",
            "pupils: use their own phones: `r.ban` forbids it, but `t.use.own` allows it without condition",
            "forbids it",
        ),
        (
            "permission-unreachable",
            "rules r \"R\" {\n  ban: pupils must not use own\n  five: year-5 may use own despite ban\n  six: year-6 may use own despite ban\n}\n",
            "year 5: use their own phones: `r.ban` never applies, since `r.five` and `r.six` take every case of it",
            "an exception to it; an exception to it",
        ),
        (
            "permission-redundant",
            "rules r \"R\" {\n  ban: pupils must not use own\n  lunch: pupils must not use own during lunch\n}\n",
            "pupils: use their own phones during lunch: `r.lunch` changes nothing, since `r.ban` already says so",
            "says it already",
        ),
        (
            "permission-too-wide",
            "rules r \"R\" {\n  all: everyone may view\n  some: staff may view adult-content\n}\n",
            "`r.all` lets everybody view: whoever, whatever and wherever",
            "this tells the cases apart",
        ),
        (
            "exception-of-nothing",
            "rules r \"R\" {\n  ban: pupils must not use own\n  free: staff may use own despite ban\n}\n",
            "`r.free` is an exception to `r.ban`, and no case is in both",
            "about: pupils: use their own phones",
        ),
        (
            "invariant-broken",
            "rules r \"R\" {\n  ban: pupils must not view adult-content\n  free: year-6 may view adult-content during lunch despite ban\n  always never: pupils must not view adult-content\n}\n",
            "`r.never` does not hold: year 6: view adult content during lunch: it is allowed",
            "decides that case",
        ),
        (
            "qualifier-missing",
            "table t \"T\" for pupils {\n  |     | own      | laptops |\n  | use | at-times | yes     |\n\n  at-times \"At certain times\": may\n}\n",
            "`at-times` says `certain times`, and when is said nowhere",
            "relied on here",
        ),
        (
            "modality-conflict",
            "rules r \"R\" {\n  firm: pupils must not use own\n  soft: pupils should not use own during lunch\n}\n",
            "this is `should not` here and `must not` elsewhere, where one is a case of the other",
            "`must not` here",
        ),
    ];
    for (lint, rules, message, beside) in expected {
        let told = one(lint, rules);
        assert!(told.starts_with(&format!("{message} | {beside}")), "{lint}: {told}");
        assert!(!told.ends_with("| "), "{lint} lacks a next step");
    }
}

#[test]
fn the_fewest_exceptions_are_named_not_those_that_come_first() {
    let told = one(
        "permission-unreachable",
        "rules r \"R\" {
  ban: staff, pupils must not use own
  staff: staff may use own despite ban
  five: year-5 may use own despite ban
  pupils: pupils may use own despite ban
}
",
    );
    assert!(told.contains("since `r.staff` and `r.pupils` take"), "{told}");
}

#[test]
fn what_is_tied_to_a_crime_is_allowed_nowhere() {
    let open =
        |ban: &str| format!("rules r \"R\" {{\n  ban: {ban}\n  free: staff may view abuse-images despite ban\n}}\n");
    for ban in [
        "everyone must not view abuse-images cites children-act",
        "everyone must not view abuse-images cites \"Protection of Children Act 1978\"",
        "everyone must not view abuse-images because \"the Protection of Children Act 1978 says so\"",
    ] {
        let told = one("illegal-below-floor", &open(ban));
        assert!(
            told.contains("staff: view images of child abuse: `r.free` allows what `r.ban` forbids as a crime"),
            "{told}"
        );
        assert!(told.contains("tied here to the `Protection of Children Act`"), "{told}");
        assert!(told.contains("legislation.gov.uk/ukpga/1978/37/section/1"), "{told}");
    }
    none("illegal-below-floor", &open("everyone must not view abuse-images cites \"Behaviour Policy\""));
}

#[test]
fn an_act_that_bears_the_name_of_its_crime_is_not_set_below_it() {
    let told = one("illegal-below-floor", "rules r \"R\" {\n  free: pupils may break-in\n}\n");
    assert!(told.starts_with("`r.free` allows what is a crime under the `Computer Misuse Act`"), "{told}");
    none("illegal-below-floor", "rules r \"R\" {\n  free: technicians may break-in if licensed\n}\n");
    let table = |mark: &str| {
        format!(
            "table t \"T\" for everyone {{\n  |          | staff | pupils |\n  | break-in | {mark} | {mark} |\n  | view | illegal | illegal |\n\n  \
             unacceptable \"Unacceptable\": must not\n  illegal \"Unacceptable and illegal\": must not\n}}\n"
        )
    };
    let below = found("illegal-below-floor", &table("unacceptable"));
    assert_eq!(below.len(), 2, "{below:#?}");
    none("illegal-below-floor", &table("illegal"));
}

#[test]
fn a_device_that_is_given_out_of_hand_is_of_no_use_in_a_table() {
    let rules = |row: &str, cell: &str| {
        format!(
            "rules r \"R\" {{\n  bring: pupils may bring own if kept by 08:45\n}}\ntable t \"T\" for pupils {{\n  |  | own | laptops |\n  \
             | {row} | {cell} | yes |\n\n  late: may during last-bell\n}}\n"
        )
    };
    let told = one("matrix-prose-conflict", &rules("join guest", "yes"));
    assert!(
        told.starts_with(
            "pupils: connect to the guest Wi-Fi on their own phones: `t.join-guest.own` allows it without condition, \
             but `r.bring` lets the device in only if the office holds it until the end of the day"
        ),
        "{told}"
    );
    none("matrix-prose-conflict", &rules("join guest", "no"));
    none("matrix-prose-conflict", &rules("join guest", "late"));
    none("matrix-prose-conflict", &rules("join guest", "yes").replace("if kept by 08:45", "if licensed"));
}
