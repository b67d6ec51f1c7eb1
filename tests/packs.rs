//! The packs: what ours rest on, for whom and when they hold, and how a school adds its own.

use std::fmt::Write as _;

use byelaw::diagnostic::{Diagnostic, Level};
use byelaw::lint::lint;
use byelaw::model::date::Calendar;
use byelaw::pack::{self, Pack, Source, built_in, is_hearsay};
use byelaw::project::Project;

use crate::harness::{AS_OF, Folder, byelaw, day, load, school, told};

/// The lints that rest on references.
const GONE: [&str; 5] =
    ["defunct-body", "superseded-legislation", "superseded-guidance", "outdated-product", "outdated-term"];
/// The lints that rest on requirements.
const ASKED: [&str; 5] = [
    "requirement-unmet",
    "expected-role-missing",
    "required-topic-missing",
    "section-missing",
    "review-interval-too-long",
];

/// The findings of a folder with these files on a day, of these lints.
fn found(files: &[(&str, &str)], on: &str, lints: &[&str]) -> Vec<Diagnostic> {
    let folder = Folder::with(files);
    let (project, school) = school(folder.path());
    let found = lint(&school, &project.config, day(on));
    found.into_iter().filter(|it| lints.contains(&it.name)).collect()
}

/// A school in a nation, with a policy approved on a day that says this.
fn says(nation: &str, approved: &str, text: &str) -> String {
    format!(
        "school oakfield \"Oakfield Primary School\" {{\n  jurisdiction {nation}\n}}\n\npolicy online-safety \"Online policy\" \
         {{\n  approved {approved}\n  \"\"\"\n  {text}\n  \"\"\"\n}}\n"
    )
}

fn gone(nation: &str, approved: &str, text: &str, on: &str) -> Vec<Diagnostic> {
    found(&[("school.byelaw", &says(nation, approved, text))], on, &GONE)
}

/// Every row of every pack: its name, and what it rests on.
fn rows(pack: &Pack) -> Vec<(&str, &[Source])> {
    let references = pack.references.iter().map(|it| (it.id.as_str(), it.sources.as_slice()));
    let facts = pack.facts.iter().map(|it| (it.id.as_str(), it.sources.as_slice()));
    let offices = pack.offices.iter().map(|it| (it.id.as_str(), it.sources.as_slice()));
    let requirements = pack.requirements.iter().map(|it| (it.id.as_str(), it.sources.as_slice()));
    references.chain(facts).chain(offices).chain(requirements).collect()
}

fn hearsay(id: &str) -> bool {
    let mut all = built_in().iter().flat_map(rows);
    is_hearsay(all.find(|(row, _)| *row == id).unwrap_or_else(|| panic!("no row is called {id}")).1)
}

#[test]
fn our_packs_are_read_without_a_fault() {
    assert_eq!(built_in().len(), pack::FILES.len());
    for (name, text) in pack::FILES {
        let folder = Folder::with(&[
            ("school.byelaw", "school oakfield \"Oakfield\"\n"),
            (name, text),
            ("byelaw.yaml", &format!("packs: [./{name}]\n")),
        ]);
        let project = load(folder.path());
        assert!(project.found.is_empty(), "{}", told(&project, &project.found));
    }
}

#[test]
fn every_row_of_ours_names_a_page_that_was_read() {
    for pack in built_in() {
        assert!(rows(pack).len() > 20, "{} has few rows", pack.id);
        let (_, end) = pack.edition.bounds(&Calendar::default()).expect("an edition has an end");
        for (id, sources) in rows(pack) {
            assert!(!sources.is_empty(), "{id} rests on nothing");
            for source in sources {
                assert!(source.page.len() > 5 && source.read <= end, "{id}: {}", source.page);
            }
        }
    }
}

#[test]
fn what_rests_on_a_report_alone_is_never_an_error() {
    let mut names = String::new();
    for row in built_in().iter().flat_map(|pack| &pack.references) {
        let year = row.years.first().map(|year| format!(" {year}")).unwrap_or_default();
        row.names.iter().for_each(|name| writeln!(names, "  {name}{year}.\n").expect("text"));
    }
    let text = format!("{names}  Subject access takes 40 days. A home-school agreement is required.");
    let all: Vec<&str> = GONE.into_iter().chain(ASKED).chain(["outdated-legal-fact", "citation-anachronism"]).collect();
    let found = found(&[("school.byelaw", &says("england", "2026-06-22", &text))], AS_OF, &all);
    let errors: Vec<&Diagnostic> = found.iter().filter(|it| it.level == Level::Error).collect();
    assert!(errors.iter().any(|it| it.fact == "weee-2006") && errors.iter().any(|it| it.fact == "named-for-filtering"));
    for error in errors {
        assert!(!hearsay(&error.fact), "{}: {}", error.fact, error.message);
    }
    let told = |id: &str| found.iter().find(|it| it.fact == id).map(|it| it.level);
    assert_eq!(told("dpa-1998"), Some(Level::Warning));
    assert_eq!(told("lead-knows-filtering"), Some(Level::Warning));
    assert_eq!(told("subject-access"), Some(Level::Warning));
}

#[test]
fn what_is_in_force_is_left_alone() {
    let in_force = built_in().iter().flat_map(|pack| &pack.in_force);
    let references = built_in().iter().flat_map(|pack| &pack.references);
    let offences = references.filter(|row| row.kind == pack::ReferenceKind::Offence).flat_map(|row| &row.names);
    let names: Vec<&str> = in_force.chain(offences).map(String::as_str).collect();
    assert!(names.len() > 15);
    let found = gone("england", "2026-06-22", &format!("{}.", names.join(", ")), AS_OF);
    assert!(found.is_empty(), "{:?}", found.first());
}

#[test]
fn a_longer_name_that_is_in_force_covers_a_shorter_one_that_is_gone() {
    let pack = "id: ours\nedition: 2026\nreview-by: 2027-09-01\nin-force: [LearnGate Plus]\nreferences:\n  - id: portal\n    \
                kind: product\n    names: [LearnGate]\n    until: 2020\n    sources: [ { page: our minutes, kind: official, \
                read: 2026-09-01 } ]\n";
    let count = |text: &str| {
        let school = says("wales", "2026-06-22", text);
        let files = [("school.byelaw", school.as_str()), ("p.yaml", pack), ("byelaw.yaml", "packs: [./p.yaml]\n")];
        found(&files, AS_OF, &GONE).len()
    };
    assert_eq!(count("Log on to LearnGate."), 1);
    assert_eq!(count("Log on to LearnGate Plus."), 0);
}

#[test]
fn requirements_of_england_hold_in_england_alone() {
    let count =
        |nation: &str| found(&[("school.byelaw", &says(nation, "2026-06-22", "Be kind."))], AS_OF, &ASKED).len();
    assert!(count("england") > 15);
    assert_eq!(["wales", "scotland", "northern-ireland"].map(count), [0, 0, 0]);
    assert_eq!(found(&[("school.byelaw", "school oakfield \"Oakfield\"\n")], AS_OF, &ASKED).len(), 0);
}

#[test]
fn a_reference_of_one_nation_is_told_there_alone() {
    let text = "An NQT is helped by the LSCB.";
    let facts =
        |nation: &str| gone(nation, "2018-06-22", text, AS_OF).into_iter().map(|it| it.fact).collect::<Vec<_>>();
    assert_eq!(facts("england"), ["nqt", "lscb"]);
    assert!(facts("wales").is_empty());
}

#[test]
fn a_misspelt_nation_is_told_and_switches_nothing_off_in_silence() {
    let folder = Folder::with(&[("school.byelaw", &says("englnd", "2026-06-22", "Be kind."))]);
    let resolved = load(folder.path()).resolve();
    let first = resolved.diagnostics.first().expect("a finding");
    assert_eq!(
        (first.message.as_str(), first.help.as_deref()),
        ("`englnd` is not a jurisdiction that we know", Some("did you mean `england`?"))
    );
}

#[test]
fn dead_when_written_is_worse_than_replaced_since() {
    let text = "We keep to the WEEE Regulations 2006.";
    let judge = |approved: &str, on: &str| gone("england", approved, text, on).first().map(|it| (it.level, it.clock));
    assert_eq!(judge("2014-06-01", AS_OF), Some((Level::Error, false)));
    assert_eq!(judge("2013-06-01", AS_OF), Some((Level::Warning, true)));
    assert_eq!(judge("2013-06-01", "2013-12-31"), None);
    assert_eq!(judge("2013-06-01", "2014-01-01"), Some((Level::Warning, true)));
    assert_eq!(judge("2014", AS_OF), Some((Level::Error, false)));
    assert_eq!(judge("2013/14", AS_OF), Some((Level::Warning, true)), "nobody can tell whether it was gone");
}

#[test]
fn an_edition_is_judged_by_the_year_beside_it() {
    let facts = |text: &str| {
        gone("england", "2026-06-22", text, AS_OF).into_iter().map(|it| it.fact).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(facts("Keeping Children Safe in Education (2019)"), "kcsie-2019");
    assert_eq!(facts("Keeping Children Safe in Education"), "");
    assert_eq!(facts("Keeping children safe in education 2025"), "", "what is only expected is not told");
    assert_eq!(facts("the Data Protection Act 1998"), "dpa-1998");
    assert_eq!(facts("the Data Protection Act 2018, the Malicious Communications Act"), "", "gone in part is not gone");
}

#[test]
fn names_are_whole_words_in_their_own_capitals() {
    let count = |text: &str| gone("england", "2026-06-22", text, AS_OF).len();
    assert_eq!(count("a CRB check and two CRBs, the crb"), 1);
    assert_eq!(count("a scrCRBle, every child matters to us"), 0);
    assert_eq!(count("BECTA, Becta"), 1);
}

#[test]
fn one_thing_is_told_once_with_its_other_places() {
    let found = gone("england", "2026-06-22", "CRB. CRB. CRB.", AS_OF);
    assert_eq!(found.iter().map(|it| it.related.len()).collect::<Vec<_>>(), [2]);
}

#[test]
fn a_sentence_about_the_past_is_left_alone() {
    for text in [
        "The CRB was merged into a new service.",
        "DBS checks were formerly known as CRB checks.",
        "It replaced the CRB.",
    ] {
        assert!(gone("england", "2026-06-22", text, AS_OF).is_empty(), "{text}");
    }
    let found = gone("england", "2026-06-22", "It was a long road. Staff have a CRB check.", AS_OF);
    assert_eq!(found.len(), 1, "what the next sentence says does not excuse it");
}

#[test]
fn a_requirement_holds_from_its_day_on() {
    let asked = |on: &str| {
        let found = found(&[("school.byelaw", &says("england", "2024-06-22", "Be kind."))], on, &ASKED);
        found.iter().any(|it| it.fact == "false-information")
    };
    assert!(!asked("2025-08-31"));
    assert!(asked("2025-09-01"));
}

const OWN: &str = "\
id: our-rules
title: What our trust asks
edition: 2026-09
review-by: 2027-09-01
requirements:
  - id: digital-governor
    title: a governor looks after digital technology
    force: own
    needs:
      - { post: [governor digital], what: a digital governor }
";
const PLAIN: &str =
    "school oakfield \"Oakfield Primary School\"\nrole head \"Headteacher\" {\n  lead: must \"lead\"\n}\n";

fn own(pack: &str, settings: &str) -> (Folder, Project) {
    let folder = Folder::with(&[("school.byelaw", PLAIN), ("our-rules.yaml", pack), ("byelaw.yaml", settings)]);
    let project = load(folder.path());
    (folder, project)
}

#[test]
fn a_pack_of_the_schools_own_asks_too() {
    let files = [("school.byelaw", PLAIN), ("our-rules.yaml", OWN), ("byelaw.yaml", "packs: [./our-rules.yaml]\n")];
    let found = found(&files, AS_OF, &ASKED);
    assert_eq!(
        found.iter().map(|it| (it.fact.as_str(), it.level)).collect::<Vec<_>>(),
        [("digital-governor", Level::Error)]
    );
}

#[test]
fn what_is_wrong_with_a_pack_is_told_at_its_place() {
    let cases = [
        ("force: own", "force: strong", "8:12", "`strong` is not a force"),
        ("    force: own", "    force: law", "6:9", "the row `digital-governor` names no page that it rests on"),
        ("{ post: [governor digital],", "{ post: [a], says: [b],", "10:9", "a need is looked for in one place"),
        ("[governor digital]", "[]", "6:9", "the row `digital-governor` has nothing under `post`"),
        ("post: [governor", "review: [governor", "10:9", "what comes round needs the longest time between two turns"),
        ("edition: 2026-09", "edition: 2026-13", "3:10", "`2026-13` does not exist"),
        ("review-by: 2027-09-01", "review-by: 2027-09", "4:12", "`2027-09` is not a day"),
        ("id: our-rules\n", "", "1:1", "this pack has no `id`"),
        ("edition:", "jurisdiction: walls\nedition:", "3:15", "`walls` is not a jurisdiction"),
        ("title: What", "tittle: What", "2:1", "this file cannot be read as YAML"),
    ];
    for (from, to, place, message) in cases {
        let (_folder, project) = own(&OWN.replacen(from, to, 1), "packs: [./our-rules.yaml]\n");
        let told = told(&project, &project.found);
        assert!(told.contains(&format!("our-rules.yaml:{place}: error")) && told.contains(message), "{to}: {told}");
    }
}

#[test]
fn what_is_wrong_with_the_list_of_packs_is_told() {
    let cases = [
        ("packs: [./our-pack.yaml]\n", "there is no file `./our-pack.yaml`"),
        ("packs: [england-requirement]\n", "no pack is called `england-requirement`"),
        ("answers: { mobile-phones: head }\n", "no requirement is called `mobile-phones`"),
    ];
    for (settings, message) in cases {
        let (_folder, project) = own(OWN, settings);
        let told = told(&project, &project.found);
        assert!(told.contains("byelaw.yaml:1:") && told.contains(message), "{told}");
    }
}

#[test]
fn a_school_may_answer_a_requirement_by_an_address() {
    let with = |answer: &str| {
        let settings = format!("packs: [./our-rules.yaml]\nanswers: {{ digital-governor: {answer} }}\n");
        found(&[("school.byelaw", PLAIN), ("our-rules.yaml", OWN), ("byelaw.yaml", &settings)], AS_OF, &ASKED)
    };
    assert!(with("head.lead").is_empty());
    let wrong = with("head.leads");
    assert!(wrong.iter().any(|it| it.message.contains("`head.leads` is to answer `digital-governor`")), "{wrong:?}");
    assert_eq!(wrong.len(), 2, "and the requirement stays unmet");
}

#[test]
fn named_packs_take_the_place_of_the_usual_ones() {
    let england = says("england", "2026-06-22", "Be kind.");
    let count = |settings: &str| found(&[("school.byelaw", &england), ("byelaw.yaml", settings)], AS_OF, &ASKED).len();
    assert_eq!(count("packs: []\n"), 0);
    assert_eq!(count("packs: [england-requirements]\n"), count("due-within: 60\n"));
}

#[test]
fn a_pack_tells_when_it_is_to_be_gone_through_again() {
    let out = |on: &str| {
        let files = [("school.byelaw", PLAIN), ("our-rules.yaml", OWN), ("byelaw.yaml", "packs: [./our-rules.yaml]\n")];
        found(&files, on, &["pack-out-of-date"])
    };
    assert!(out("2027-09-01").is_empty());
    let late = out("2027-09-02");
    assert!(late.iter().any(|it| it.fact == "our-rules" && it.level == Level::Advice && it.clock), "{late:?}");
    assert!(late.iter().any(|it| it.fact == "references"), "ours as well");
}

/// The tables of the page about packs, made from the packs.
fn tables() -> String {
    let mut text = String::new();
    let best = |sources: &[Source]| pack::told_by(sources);
    for pack in built_in().iter().filter(|pack| !pack.requirements.is_empty()) {
        let days = (pack.edition, pack.review_by.value);
        writeln!(text, "### `{}`: edition of {}, to be gone through again by {}\n", pack.id, days.0, days.1)
            .expect("text");
        text.push_str("| Requirement | Asks that | Force | Told by |\n|---|---|---|---|\n");
        for it in &pack.requirements {
            writeln!(text, "| `{}` | {} | {} | {} |", it.id, it.title, it.force.name(), best(&it.sources))
                .expect("text");
        }
        text.push('\n');
    }
    for pack in built_in().iter().filter(|pack| !pack.references.is_empty()) {
        let days = (pack.edition, pack.review_by.value);
        writeln!(text, "### `{}`: edition of {}, to be gone through again by {}\n", pack.id, days.0, days.1)
            .expect("text");
        text.push_str("| Named as | Is a | Gone since | In its place | Told by |\n|---|---|---|---|---|\n");
        for it in pack.references.iter().filter(|it| it.until.is_some() || it.replaced_by.is_some()) {
            let years: Vec<String> = it.years.iter().map(ToString::to_string).collect();
            let years = if years.is_empty() { String::new() } else { format!(" {}", years.join(", ")) };
            let until = it.until.map_or_else(|| it.scope.name().to_owned(), |until| until.to_string());
            let part = if it.scope == pack::Scope::Part { " (in part)" } else { "" };
            let instead = it.replaced_by.as_deref().unwrap_or("");
            let names = it.names.join(", ");
            writeln!(
                text,
                "| {names}{years} | {} | {until}{part} | {instead} | {} |",
                it.kind.name(),
                best(&it.sources)
            )
            .expect("text");
        }
        text.push('\n');
        text.push_str("Acts that make an act a crime; what a school ties to one is never to be allowed.\n\n");
        text.push_str("| Named as | Since | Lawful if | Told by |\n|---|---|---|---|\n");
        for it in pack.references.iter().filter(|it| it.kind == pack::ReferenceKind::Offence) {
            let from = it.from.map_or_else(String::new, |from| from.to_string());
            let lawful = it.lawful_if.as_deref().unwrap_or("");
            writeln!(text, "| {} | {from} | {lawful} | {} |", it.names.join(", "), best(&it.sources)).expect("text");
        }
        text.push('\n');
    }
    text
}

/// Run with `UPDATE_BOOK=1` to write the tables anew.
#[test]
fn the_page_about_packs_holds_what_the_packs_hold() {
    const BEGIN: &str = "<!-- The tables below are made from the packs by tests/packs.rs. -->\n\n";
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("book/guide/packs.md");
    let page = std::fs::read_to_string(&path).expect("the page");
    let (front, back) = page.split_once(BEGIN).expect("the mark above the tables");
    let tables = tables();
    if std::env::var_os("UPDATE_BOOK").is_some() {
        std::fs::write(&path, format!("{front}{BEGIN}{}\n", tables.trim_end())).expect("the page is written");
    } else {
        assert!(
            back.trim_end() == tables.trim_end(),
            "book/guide/packs.md is behind the packs: run with UPDATE_BOOK=1"
        );
    }
}

#[test]
fn the_model_school_meets_every_requirement() {
    let run = byelaw(&["check", "policies/oakfield", "--as-of", AS_OF, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let names: Vec<&str> =
        report["findings"].as_array().expect("a list").iter().filter_map(|it| it["lint"].as_str()).collect();
    assert!(ASKED.iter().chain(&GONE).all(|lint| !names.contains(lint)), "{names:?}");
}
