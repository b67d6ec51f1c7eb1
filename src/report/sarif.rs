//! Findings as a SARIF 2.1.0 log, the format in which programs that analyse sources hand on what they found.
//!
//! The standard asks that all results of a run have `suppressions` or none, and the same of `baselineState`; so every result has the first,
//! empty where nobody accepted it, and the second as soon as a baseline knows one of them.

use serde::Serialize;

use super::short::visible;
use super::{Check, Counts, Findings, Place};
use crate::diagnostic::{Diagnostic, Fix, Label, Level, Safety};
use crate::lint::{self, LINTS, Lint};
use crate::source::Sources;
use crate::span::Span;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    automation_details: Automation,
    invocations: [Invocation; 1],
    column_kind: &'a str,
    results: Vec<Finding<'a>>,
    properties: AsOf,
}

#[derive(Serialize)]
struct AsOf {
    #[serde(rename = "asOf")]
    as_of: String,
}

#[derive(Serialize)]
struct Automation {
    id: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    exit_code: u8,
    exit_code_description: String,
    properties: AsOf,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    semantic_version: &'a str,
    rules: Vec<RuleView>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleView {
    id: &'static str,
    short_description: Text,
    full_description: Text,
    help: Text,
    default_configuration: Configuration,
    properties: Clock,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Clock {
    clock: bool,
}

#[derive(Serialize)]
struct Text {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprint,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    suppressions: Vec<Suppression>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixView<'a>>,
    properties: Facts<'a>,
}

#[derive(Serialize)]
struct Facts<'a> {
    clock: bool,
    subject: &'a str,
}

#[derive(Serialize)]
struct Fingerprint {
    #[serde(rename = "byelaw/v1")]
    value: String,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    justification: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixView<'a> {
    description: Text,
    artifact_changes: Vec<Change<'a>>,
    properties: Safe,
}

#[derive(Serialize)]
struct Safe {
    safe: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: Artifact,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Content<'a>,
}

#[derive(Serialize)]
struct Content<'a> {
    text: &'a str,
}

/// The log, with a final line break.
pub fn sarif(findings: &Findings<'_>, check: &Check<'_>) -> String {
    let faults = faults(findings.list);
    let rules = LINTS.iter().map(|lint| of_lint(lint)).chain(faults.iter().map(|name| of_language(name))).collect();
    let fails = check.fails(findings.list);
    let compared = findings.list.iter().any(|found| found.baselined);
    let as_of = || AsOf { as_of: findings.as_of.to_string() };
    let run = Run {
        tool: Tool { driver: Driver { name: "byelaw", semantic_version: env!("CARGO_PKG_VERSION"), rules } },
        automation_details: Automation { id: format!("byelaw/{}", folder(findings.sources)) },
        invocations: [Invocation {
            execution_successful: true,
            exit_code: u8::from(fails),
            exit_code_description: Counts::of(findings.list).words(),
            properties: as_of(),
        }],
        column_kind: "unicodeCodePoints",
        results: findings.list.iter().map(|found| finding(found, findings.sources, &faults, compared)).collect(),
        properties: as_of(),
    };
    // Strings and numbers in structs: serialising them cannot fail.
    serde_json::to_string_pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
        .map_or_else(|error| format!("{{\"error\":\"{error}\"}}\n"), |text| text + "\n")
}

/// The faults of the language among the findings, each once: they are rules without a page.
fn faults(list: &[Diagnostic]) -> Vec<&'static str> {
    let mut names: Vec<&str> = list.iter().map(|found| found.name).filter(|name| lint::find(name).is_none()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn of_lint(lint: &Lint) -> RuleView {
    RuleView {
        id: lint.name,
        short_description: text(lint.summary),
        full_description: text(&opening(lint.page)),
        help: Text { text: lint.page.to_owned(), markdown: Some(lint.page) },
        default_configuration: Configuration { level: word(lint.level) },
        properties: Clock { clock: lint.clock },
    }
}

fn of_language(name: &'static str) -> RuleView {
    RuleView {
        id: name,
        short_description: text("a fault of the language"),
        full_description: text(
            "What is written here cannot be read, bound or proved in full. That is always an error.",
        ),
        help: text("Each finding says what was probably meant and what to write. `byelaw fmt` lays out what is sound."),
        default_configuration: Configuration { level: word(Level::Error) },
        properties: Clock { clock: false },
    }
}

/// The first paragraph of a lint's page, behind its name and its level.
fn opening(page: &str) -> String {
    page.split("\n\n").nth(2).unwrap_or_default().replace('\n', " ")
}

fn finding<'a>(found: &'a Diagnostic, sources: &'a Sources, faults: &[&str], compared: bool) -> Finding<'a> {
    let rules = LINTS.iter().map(|lint| lint.name).chain(faults.iter().copied());
    let help = found.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    Finding {
        rule_id: found.name,
        rule_index: rules.take_while(|name| *name != found.name).count(),
        level: word(found.level),
        message: text(&format!("{}{help}", found.message)),
        locations: [location(&found.primary, sources)],
        related_locations: found.related.iter().map(|label| location(label, sources)).collect(),
        partial_fingerprints: Fingerprint { value: found.fingerprint() },
        baseline_state: compared.then_some(if found.baselined { "unchanged" } else { "new" }),
        suppressions: suppressions(found),
        fixes: found.fix.iter().map(|fix| fix_view(fix, sources)).collect(),
        properties: Facts { clock: found.clock, subject: &found.subject },
    }
}

/// A waiver stands in the source, the baseline in a file of its own.
fn suppressions(found: &Diagnostic) -> Vec<Suppression> {
    let waived = found.waived.iter().map(|waiver| Suppression { kind: "inSource", justification: waiver.to_string() });
    let old = found.baselined.then_some(Suppression { kind: "external", justification: "in the baseline".to_owned() });
    waived.chain(old).collect()
}

fn location(label: &Label, sources: &Sources) -> Location {
    let message = (!label.message.is_empty()).then(|| text(&label.message));
    let (artifact_location, region) = place(label.span, sources);
    Location { physical_location: Physical { artifact_location, region }, message }
}

fn place(span: Span, sources: &Sources) -> (Artifact, Region) {
    let Place { path, start, end } = Place::of(span, sources);
    let region =
        Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column };
    (Artifact { uri: uri(path) }, region)
}

/// One change a file, in the order in which a fix first names them.
fn fix_view<'a>(fix: &'a Fix, sources: &'a Sources) -> FixView<'a> {
    let mut changes: Vec<Change<'_>> = Vec::new();
    for (span, text) in &fix.edits {
        let (file, deleted_region) = place(*span, sources);
        let replacement = Replacement { deleted_region, inserted_content: Content { text } };
        match changes.iter_mut().find(|change| change.artifact_location.uri == file.uri) {
            Some(change) => change.replacements.push(replacement),
            None => changes.push(Change { artifact_location: file, replacements: vec![replacement] }),
        }
    }
    let properties = Safe { safe: fix.safety == Safety::Safe };
    FixView { description: text(&fix.title), artifact_changes: changes, properties }
}

fn text(text: &str) -> Text {
    Text { text: visible(text), markdown: None }
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "note",
    }
}

/// A path as a URI: relative as it is shown, or `file://` where it begins at the root of the machine.
fn uri(path: &str) -> String {
    let drive = path.as_bytes().get(1) == Some(&b':');
    let lead = match (path.starts_with('/'), drive) {
        (true, _) => "file://",
        (_, true) => "file:///",
        _ => "",
    };
    path.bytes().fold(lead.to_owned(), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
        uri
    })
}

/// The folder that holds every source, with `/` behind it; nothing where that is the current one.
fn folder(sources: &Sources) -> String {
    let parent = |path: &str| path.rfind('/').map_or(0, |at| at + 1);
    let mut paths = sources.iter().map(|file| file.path.as_str());
    let Some(first) = paths.next() else { return String::new() };
    let shared = paths.fold(&first[..parent(first)], |shared, path| {
        let same = shared.bytes().zip(path.bytes()).take_while(|(a, b)| a == b).count();
        let same = shared.get(..same).unwrap_or_default();
        &same[..parent(same)]
    });
    shared.trim_start_matches('/').to_owned()
}
