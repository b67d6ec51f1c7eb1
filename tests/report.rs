//! What people and programs are told: the drawn report, its groups, and the JSON that scripts rely on.

use byelaw::diagnostic::{Acceptance, Diagnostic, Level};
use byelaw::report::{Findings, Look, human, json, short};
use byelaw::source::Sources;
use byelaw::span::Span;

use crate::harness::{AS_OF, day};

fn some() -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let rules = sources.add("rules.byelaw", "rules r \"Rulés\" {\n  a: must \"x\u{202e}y\"\n  b: must \"z\"\n}\n");
    let people = sources.add("people.yaml", "posts:\n  head: [ ]\n");
    let at = |id, start, end| Span::new(id, start, end);
    let mut found = vec![
        Diagnostic::new("post-unfilled", Level::Error, at(rules, 8, 15), "nobody holds it")
            .label("the post")
            .with(at(rules, 38, 41), "its duty")
            .with(at(people, 9, 13), "nobody here")
            .help("name somebody")
            .about("head"),
        Diagnostic::new("at-the-end", Level::Warning, at(people, 20, 20), "nothing follows").help("write on"),
    ];
    for nth in 0..6 {
        let span = at(rules, 20 + nth, 21 + nth);
        found.push(Diagnostic::new("again", Level::Advice, span, format!("message {nth}")).about(format!("r.{nth}")));
    }
    found[2].waived = Some(Box::new(Acceptance {
        on: "r".to_owned(),
        by: "Headteacher".to_owned(),
        because: "agreed".to_owned(),
        until: "2026-11-23".to_owned(),
        days_left: 1,
    }));
    (sources, found)
}

#[test]
fn findings_are_drawn_and_repeats_grouped() {
    let (sources, found) = some();
    let findings = Findings { list: &found, sources: &sources, as_of: day(AS_OF) };
    let drawn = human(&findings, Look { colour: false, width: 100 });
    assert!(!drawn.contains('\u{202e}') && !drawn.contains('\u{1b}'), "{drawn}");
    insta::assert_snapshot!(drawn);
    assert!(human(&findings, Look { colour: true, width: 100 }).contains('\u{1b}'));
    insta::assert_snapshot!(short(&findings));
}

#[test]
fn json_has_the_shape_that_scripts_rely_on() {
    let (sources, found) = some();
    let told: serde_json::Value =
        serde_json::from_str(&json(&Findings { list: &found, sources: &sources, as_of: day(AS_OF) })).expect("JSON");
    let keys = |value: &serde_json::Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    let sorted = |mut keys: Vec<String>| {
        keys.sort();
        keys.join(" ")
    };
    assert_eq!(sorted(keys(&told)), "as_of counts findings inputs schema tool");
    assert_eq!(sorted(keys(&told["counts"])), "advice baselined error waived warning");
    assert_eq!(sorted(keys(&told["inputs"][0])), "digest path");
    assert_eq!(
        sorted(keys(&told["findings"][0])),
        "baselined clock column end_column end_line fingerprint fix help level line lint message path related subject waived"
    );
    assert_eq!(sorted(keys(&told["findings"][0]["related"][0])), "column line message path");
    assert_eq!(told["schema"], 1);
    assert_eq!(told["findings"][0]["fingerprint"].as_str().expect("digits").len(), 16);
}

#[test]
fn fingerprints_outlive_lines_and_wording() {
    let (_, found) = some();
    let mut moved = found[0].clone();
    moved.message = "other words".to_owned();
    moved.primary.span = Span::new(moved.primary.span.source, 1, 2);
    assert_eq!(moved.fingerprint(), found[0].fingerprint());
    moved.subject = "deputy".to_owned();
    assert_ne!(moved.fingerprint(), found[0].fingerprint());
}
