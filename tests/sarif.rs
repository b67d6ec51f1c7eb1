//! The SARIF report of every school against the schema of the standard, and against the JSON report.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::formats::{checked, json_of, odd, school_names};
use crate::harness::{Folder, byelaw};

/// Everything in which a value differs from a schema of this document, each fault with its place.
fn faults(schema: &Value, root: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    for (keyword, wanted) in schema.as_object().expect("a schema") {
        let fine = match keyword.as_str() {
            // Remarks, and what only tools for regular expressions and URIs can judge; `tests/outside/sarif` has them.
            "description" | "default" | "title" | "pattern" | "format" | "$schema" | "$id" | "definitions" => true,
            "$ref" => {
                let name = wanted.as_str().and_then(|it| it.strip_prefix("#/definitions/")).expect("a name");
                faults(&root["definitions"][name], root, value, at, found);
                true
            }
            "type" => types(wanted).any(|it| is(value, it)),
            "enum" => wanted.as_array().expect("a list").contains(value),
            "minimum" => value.as_f64().is_none_or(|it| it >= wanted.as_f64().expect("a number")),
            "maximum" => value.as_f64().is_none_or(|it| it <= wanted.as_f64().expect("a number")),
            "minItems" => value.as_array().is_none_or(|it| it.len() as u64 >= wanted.as_u64().expect("a number")),
            "uniqueItems" => {
                value.as_array().is_none_or(|it| it.iter().enumerate().all(|(n, one)| !it[..n].contains(one)))
            }
            "required" => types(wanted).all(|name| value.get(name).is_some()),
            "items" => {
                for (n, one) in value.as_array().into_iter().flatten().enumerate() {
                    faults(wanted, root, one, &format!("{at}[{n}]"), found);
                }
                true
            }
            "properties" | "additionalProperties" => {
                members(keyword, schema, root, value, at, found);
                true
            }
            "anyOf" => options(wanted, root, value) >= 1,
            "oneOf" => options(wanted, root, value) == 1,
            other => panic!("the schema says `{other}`, which this reader does not know"),
        };
        if !fine {
            found.push(format!("{at}: {keyword} {wanted}"));
        }
    }
}

fn types(wanted: &Value) -> impl Iterator<Item = &str> {
    let one = wanted.as_str();
    one.into_iter().chain(wanted.as_array().into_iter().flatten().filter_map(Value::as_str))
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("no type is called {other}"),
    }
}

/// How many of some schemas a value meets.
fn options(schemas: &Value, root: &Value, value: &Value) -> usize {
    let meets = |schema: &&Value| {
        let mut found = Vec::new();
        faults(schema, root, value, "", &mut found);
        found.is_empty()
    };
    schemas.as_array().expect("a list").iter().filter(meets).count()
}

fn members(keyword: &str, schema: &Value, root: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    for (name, one) in value.as_object().into_iter().flatten() {
        let at = format!("{at}.{name}");
        match (schema["properties"].get(name), &schema[keyword]) {
            (Some(wanted), _) if keyword == "properties" => faults(wanted, root, one, &at, found),
            (None, Value::Bool(false)) if keyword == "additionalProperties" => found.push(format!("{at}: unknown")),
            (None, wanted @ Value::Object(_)) if keyword == "additionalProperties" => {
                faults(wanted, root, one, &at, found);
            }
            _ => {}
        }
    }
}

fn judged(log: &Value) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/sarif-2.1.0.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).expect("the schema")).expect("JSON");
    let mut found = Vec::new();
    faults(&schema, &schema, log, "", &mut found);
    found
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn the_report_of_every_school_meets_the_schema_and_says_what_json_says() {
    for school in school_names() {
        let log = parsed(&checked(&school, "sarif"));
        assert_eq!(judged(&log), Vec::<String>::new(), "{school}");
        let run = &log["runs"][0];
        assert_eq!(run["properties"]["asOf"], "2026-11-22");
        assert_eq!(run["automationDetails"]["id"], format!("byelaw/policies/{school}/"));
        let (results, told) = (run["results"].as_array().expect("results"), json_of(&school));
        let findings = told["findings"].as_array().expect("findings");
        assert_eq!(results.len(), findings.len(), "{school}");
        for (result, finding) in results.iter().zip(findings) {
            same(run, result, finding);
        }
    }
}

fn same(run: &Value, result: &Value, finding: &Value) {
    let rule = &run["tool"]["driver"]["rules"]
        [usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small")];
    assert_eq!((&rule["id"], &result["ruleId"]), (&finding["lint"], &finding["lint"]));
    let level = if finding["level"] == "advice" { "note" } else { finding["level"].as_str().expect("a word") };
    assert_eq!(result["level"], level);
    assert!(result["message"]["text"].as_str().expect("text").starts_with(finding["message"].as_str().expect("text")));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], finding["path"]);
    for (theirs, ours) in
        [("startLine", "line"), ("startColumn", "column"), ("endLine", "end_line"), ("endColumn", "end_column")]
    {
        assert_eq!(place["region"][theirs], finding[ours]);
    }
    let related = result["relatedLocations"].as_array().map_or(0, Vec::len);
    assert_eq!(related, finding["related"].as_array().expect("a list").len());
    assert_eq!(result["partialFingerprints"]["byelaw/v1"], finding["fingerprint"]);
    assert_eq!(result["properties"]["clock"], finding["clock"]);
    let reasons = result["suppressions"].as_array().expect("a list");
    assert_eq!(reasons.first().map_or(&Value::Null, |it| &it["justification"]), &finding["waived"]);
}

#[test]
fn every_lint_is_a_rule_with_its_page() {
    let log = parsed(&checked("oakfield", "sarif"));
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), byelaw::lint::LINTS.len());
    for (rule, lint) in rules.iter().zip(byelaw::lint::LINTS) {
        assert_eq!(rule["id"], lint.name);
        assert_eq!(rule["help"]["markdown"], lint.page);
        let full = rule["fullDescription"]["text"].as_str().expect("text");
        assert!(full.len() > 30 && full.ends_with(['.', '”']) && !full.contains("**"), "{}: {full}", lint.name);
    }
}

#[test]
fn faults_of_the_language_are_rules_too() {
    let folder = Folder::with(&[("a.byelaw", "role head {\n")]);
    let run = byelaw(&["check", folder.path().to_str().expect("a path"), "--format", "sarif"]);
    assert_eq!(run.code, 1);
    let log = parsed(&run.out);
    assert_eq!(judged(&log), Vec::<String>::new());
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    for result in log["runs"][0]["results"].as_array().expect("results") {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
        assert!(index >= byelaw::lint::LINTS.len());
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("a URI");
        assert!(uri.starts_with("file:///") && uri.ends_with("/a.byelaw"), "{uri}");
    }
    assert_eq!(log["runs"][0]["invocations"][0]["exitCode"], 1);
}

#[test]
fn odd_signs_waivers_old_findings_and_fixes_are_told() {
    let odd = odd();
    let log = odd.told(byelaw::report::sarif);
    assert_eq!(judged(&parsed(&log)), Vec::<String>::new());
    // The number of a rule moves with every new lint; that it is the right one is asked above.
    let lasting = log.lines().skip_while(|it| !it.contains("\"results\"")).filter(|it| !it.contains("\"ruleIndex\""));
    insta::assert_snapshot!(lasting.collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_reader_of_the_schema_sees_faults() {
    let log = checked("gorsemoor", "sarif");
    let broken = |change: fn(&mut Value)| {
        let mut log = parsed(&log);
        change(&mut log);
        judged(&log)
    };
    assert_eq!(broken(|log| log["version"] = "2.0".into()), [".version: enum [\"2.1.0\"]"]);
    assert_eq!(broken(|log| log["runs"][0]["results"][0]["level"] = "advice".into()).len(), 1);
    assert_eq!(
        broken(|log| log["runs"][0]["results"][0]["massage"] = "x".into()),
        [".runs[0].results[0].massage: unknown"]
    );
    assert_eq!(broken(|log| log["runs"][0]["results"][0]["message"] = Value::Null).len(), 2);
    let line = |log: &mut Value| {
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0.into();
    };
    assert_eq!(broken(line).len(), 1);
}
