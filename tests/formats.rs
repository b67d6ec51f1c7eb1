//! What other programs read of a check: each output parsed by a reader of its own and held against the JSON report.

use byelaw::diagnostic::{Acceptance, Diagnostic, Level, Safety};
use byelaw::lint::{LINTS, Lint};
use byelaw::report::{Check, Findings, github, junit, markdown};
use byelaw::source::Sources;
use byelaw::span::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use crate::harness::{AS_OF, Folder, SCHOOL, byelaw, byelaw_in, day, folders};

/// The folders in `policies/`.
pub(crate) fn school_names() -> Vec<String> {
    folders().iter().map(|path| path.file_name().expect("a name").to_string_lossy().into_owned()).collect()
}

/// A check of a school in `policies/` as the command tells it.
pub(crate) fn checked(school: &str, format: &str) -> String {
    let run = byelaw(&["check", &format!("policies/{school}"), "--as-of", AS_OF, "--format", format, "--quiet"]);
    assert!(run.code < 2 && run.err.is_empty(), "{school}: {}", run.err);
    run.out
}

/// The JSON report of a school.
pub(crate) fn json_of(school: &str) -> Value {
    serde_json::from_str(&checked(school, "json")).expect("JSON")
}

fn findings_of(school: &str) -> Vec<Value> {
    json_of(school)["findings"].as_array().expect("findings").clone()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}

/// Findings with every sign that one of the formats gives a meaning.
pub(crate) struct Odd {
    sources: Sources,
    found: Vec<Diagnostic>,
}

pub(crate) fn odd() -> Odd {
    let mut sources = Sources::default();
    let rules = sources.add("our school, 100%/rulés: a|b.byelaw", "rules r \"R\" {\n  a: must \"x\"\n}\n");
    let people = sources.add("our school, 100%/people.yaml", "people: {}\n");
    let at = |start, end| Span::new(rules, start, end);
    let quoted =
        "`<script>alert(1)</script>` & `a|b\\` is *100%*,\r\n::error::done ]]> @all #1 \u{1b}[31m\u{202e}\u{fffe}`";
    let mut found = vec![
        Diagnostic::new("review-overdue", Level::Error, at(17, 28), quoted)
            .help("write `a | b`")
            .with(Span::new(people, 0, 6), "here: 1, 2"),
        Diagnostic::new("post-unfilled", Level::Error, at(17, 31), "nobody holds it").about("head"),
        Diagnostic::new("post-unfilled", Level::Advice, at(17, 18), "nobody holds that").about("r.a"),
        Diagnostic::new("deputy-missing", Level::Advice, at(17, 18), "no deputy").about("r.a"),
        Diagnostic::new("holder-left", Level::Warning, Span::new(people, 0, 6), "somebody left").about("head").fix(
            "take the line out",
            Safety::Unsafe,
            vec![(Span::new(people, 0, 11), String::new()), (at(17, 18), "b".to_owned())],
        ),
    ];
    found[0].clock = true;
    found[1].waived = Some(Box::new(Acceptance {
        on: "head".to_owned(),
        by: "Head <b>".to_owned(),
        because: "it is *advertised* | `now`".to_owned(),
        until: "2027-01-08".to_owned(),
        days_left: 47,
    }));
    found[3].baselined = true;
    Odd { sources, found }
}

impl Odd {
    pub(crate) fn told(&self, tell: impl Fn(&Findings<'_>, &Check<'_>) -> String) -> String {
        let lints: Vec<&Lint> = LINTS
            .iter()
            .copied()
            .filter(|lint| {
                ["review-overdue", "post-unfilled", "deputy-missing", "holder-left", "figure-missing"]
                    .contains(&lint.name)
            })
            .collect();
        let check = Check { lints: &lints, fail_on: Level::Error, clock_fails: true };
        tell(&Findings { list: &self.found, sources: &self.sources, as_of: day(AS_OF) }, &check)
    }
}

/// A workflow command, read strictly.
struct Command {
    name: String,
    properties: Vec<(String, String)>,
    data: String,
}

fn command(line: &str) -> Command {
    let (head, data) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).expect("a command");
    let (name, properties) = head.split_once(' ').expect("properties");
    let property = |pair: &str| {
        let (key, value) = pair.split_once('=').expect("a value");
        assert!(!value.contains(':'), "{line}");
        (key.to_owned(), decoded(value))
    };
    Command { name: name.to_owned(), properties: properties.split(',').map(property).collect(), data: decoded(data) }
}

fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut out = parts.next().expect("a part").to_owned();
    for part in parts {
        let (code, rest) = part.split_at(2);
        out.push(char::from(u8::from_str_radix(code, 16).expect("two digits")));
        out.push_str(rest);
    }
    out
}

impl Command {
    fn get(&self, key: &str) -> Option<&str> {
        self.properties.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

#[test]
fn workflow_commands_say_what_json_says() {
    for school in school_names() {
        let told = checked(&school, "github");
        let (last, lines) =
            told.lines().collect::<Vec<_>>().split_last().map(|(a, b)| (*a, b.to_vec())).expect("lines");
        assert!(last.starts_with("on 22 November 2026: "), "{last}");
        let findings: Vec<Value> = findings_of(&school).into_iter().filter(|it| it["waived"].is_null()).collect();
        assert_eq!(lines.len(), findings.len(), "{school}");
        for (line, finding) in lines.iter().zip(&findings) {
            let command = command(line);
            let level = if finding["level"] == "advice" { "notice" } else { text(&finding["level"]) };
            assert_eq!(command.name, level);
            assert_eq!(command.get("file"), finding["path"].as_str());
            assert_eq!(command.get("line"), Some(finding["line"].to_string().as_str()));
            assert_eq!(command.get("endLine"), Some(finding["end_line"].to_string().as_str()));
            let column = (finding["line"] == finding["end_line"]).then(|| finding["column"].to_string());
            assert_eq!(command.get("col"), column.as_deref());
            let clock = if finding["clock"] == true { " (clock)" } else { "" };
            assert_eq!(command.get("title"), Some(format!("{}{clock}", text(&finding["lint"])).as_str()));
            assert!(command.data.starts_with(text(&finding["message"])), "{line}");
        }
    }
}

#[test]
fn junit_says_what_json_says_and_shows_what_passes() {
    for school in school_names() {
        let told = checked(&school, "junit");
        let document = roxmltree::Document::parse(&told).expect("XML");
        let named = |name: &'static str| document.descendants().filter(move |it| it.has_tag_name(name));
        let number = |node: roxmltree::Node<'_, '_>, name| node.attribute(name).and_then(|it| it.parse().ok());
        let counted =
            |node: roxmltree::Node<'_, '_>, name| node.descendants().filter(|it| it.has_tag_name(name)).count();
        for node in named("testsuite").chain([document.root_element()]) {
            assert_eq!(number(node, "tests"), Some(counted(node, "testcase")), "{school}");
            assert_eq!(number(node, "failures"), Some(counted(node, "failure")), "{school}");
            assert_eq!(number(node, "skipped"), Some(counted(node, "skipped")), "{school}");
        }
        assert!(named("property").all(|it| it.attribute("value") == Some(AS_OF)));
        let mut cases: Vec<_> = named("testcase").map(|it| (it.attribute("classname"), it.attribute("name"))).collect();
        let all = cases.len();
        cases.sort();
        cases.dedup();
        assert_eq!(cases.len(), all, "{school}: two cases of one name");
        for suite in named("testsuite").filter(|it| it.attribute("name").is_some_and(|it| it.ends_with(".byelaw"))) {
            assert_eq!(counted(suite, "testcase"), LINTS.len() + 1, "a case for each lint, and one for the language");
        }
        let findings = findings_of(&school);
        for finding in &findings {
            let case = named("testcase")
                .find(|it| {
                    it.attribute("name") == finding["lint"].as_str() && it.attribute("file") == finding["path"].as_str()
                })
                .expect("a case");
            let failed = case.children().any(|it| it.has_tag_name("failure"));
            // One lint may tell some of its findings at a lower level: the worst of them decides for the case.
            let fails = findings.iter().any(|it| {
                let same = it["lint"] == finding["lint"] && it["path"] == finding["path"];
                same && it["level"] == "error" && it["waived"].is_null()
            });
            assert_eq!(failed, fails, "{finding}");
            let inside: String = case.descendants().filter_map(|it| it.text()).collect();
            let clock = if finding["clock"] == true { " (clock)" } else { "" };
            let line = format!("{}]{clock}", text(&finding["lint"]));
            assert!(inside.contains(text(&finding["message"])) && inside.contains(&line), "{finding}\n{inside}");
        }
    }
}

/// The rows of every table of a page, and every piece of HTML in it.
fn tables(page: &str) -> (Vec<Vec<String>>, Vec<String>) {
    let (mut rows, mut html) = (Vec::new(), Vec::new());
    let (mut row, mut cell) = (Vec::new(), String::new());
    for event in Parser::new_ext(page, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::TableCell) => cell.clear(),
            Event::Text(text) => cell.push_str(&text),
            Event::End(TagEnd::TableCell) => row.push(std::mem::take(&mut cell)),
            Event::End(TagEnd::TableHead) => row.clear(),
            Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
            Event::Html(it) | Event::InlineHtml(it) => html.push(it.trim().to_owned()),
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::CodeBlock(_)) | Event::Code(_) => {
                panic!("mark-up from a message: {event:?}")
            }
            _ => {}
        }
    }
    (rows, html)
}

fn only_our_html(html: &[String]) {
    for piece in html {
        let ours = ["<code>", "</code>", "<details>", "</details>"].contains(&piece.as_str());
        let summary = piece.strip_prefix("<summary>").and_then(|rest| rest.strip_suffix("</summary>"));
        let plain =
            summary.is_some_and(|it| it.chars().all(|next| next.is_ascii_alphanumeric() || " ,".contains(next)));
        assert!(ours || plain, "HTML from a message: {piece}");
    }
}

#[test]
fn the_summary_says_what_json_says() {
    for school in school_names() {
        let told = checked(&school, "markdown");
        let findings = findings_of(&school);
        let fails = findings.iter().any(|it| it["level"] == "error" && it["waived"].is_null());
        let verdict = if fails { "The check **fails**: " } else { "The check **passes**: " };
        assert!(told.starts_with(&format!("## Byelaw on 22 November 2026\n\n{verdict}")), "{told}");
        let (mut rows, html) = tables(&told);
        only_our_html(&html);
        let row = |it: &Value| {
            let clock = if it["clock"] == true { " (clock)" } else { "" };
            let waived = it["waived"].as_str().map(|waiver| format!(" (waived) by {waiver}")).unwrap_or_default();
            let plain = |value: &Value| value.as_str().unwrap_or_default().replace('`', "");
            let lint = format!("{}{clock}{waived}", text(&it["lint"]));
            vec![it["line"].to_string(), lint, plain(&it["message"]), plain(&it["help"])]
        };
        let mut wanted: Vec<Vec<String>> = findings.iter().map(row).collect();
        rows.sort();
        wanted.sort();
        assert_eq!(rows, wanted, "{school}");
    }
}

#[test]
fn odd_signs_do_nothing_in_workflow_commands() {
    let told = odd().told(|findings, _| github(findings));
    let (last, lines) = told.lines().collect::<Vec<_>>().split_last().map(|(a, b)| (*a, b.to_vec())).expect("lines");
    assert!(last.starts_with("on 22 November 2026: "));
    let first = command(lines[0]);
    assert_eq!(first.get("file"), Some("our school, 100%/rulés: a|b.byelaw"));
    assert!(first.data.contains("*100%*,\u{fffd}\n::error::done"), "{}", first.data);
    assert!(!told.contains(['\u{1b}', '\u{202e}', '\r']), "{told}");
    insta::assert_snapshot!(told);
}

#[test]
fn odd_signs_do_nothing_in_junit() {
    let told = odd().told(junit);
    let document = roxmltree::Document::parse(&told).expect("XML");
    let failures: Vec<_> = document.descendants().filter(|it| it.has_tag_name("failure")).collect();
    assert!(failures[0].text().is_some_and(|it| it.contains("<script>alert(1)</script>` & `a|b\\` is")));
    insta::assert_snapshot!(told);
}

#[test]
fn odd_signs_do_nothing_in_a_summary() {
    let told = odd().told(markdown);
    let (rows, html) = tables(&told);
    only_our_html(&html);
    assert_eq!(rows.len(), 5, "{told}");
    assert!(rows.iter().all(|row| row.len() == 4), "{rows:?}");
    assert!(rows[0][2].starts_with("<script>alert(1)</script> & a|b\\ is *100%*,"), "{rows:?}");
    insta::assert_snapshot!(told);
}

#[test]
fn what_fails_the_check_fails_a_case() {
    let failures = |arguments: &[&str]| {
        let mut all = vec!["check", "policies/gorsemoor", "--as-of", AS_OF, "--format", "junit"];
        all.extend(arguments);
        byelaw(&all).out.matches("<failure ").count()
    };
    let errors = failures(&[]);
    assert!(failures(&["--fail-on", "advice"]) > failures(&["--fail-on", "warning"]));
    assert!(failures(&["--fail-on", "warning"]) > errors);
    assert!(failures(&["--clock", "report"]) < errors);
}

#[test]
fn where_the_language_is_at_fault_no_lint_passes() {
    let folder = Folder::with(&[("a.byelaw", "role head {\n"), ("b.byelaw", "")]);
    let told = byelaw(&["check", folder.path().to_str().expect("a path"), "--format", "junit"]);
    assert_eq!(told.code, 1);
    let document = roxmltree::Document::parse(&told.out).expect("XML");
    let cases: Vec<_> = document.descendants().filter(|it| it.has_tag_name("testcase")).collect();
    assert!(cases.iter().all(|it| it.attribute("name") == Some("language")), "{}", told.out);
    assert_eq!(cases.len(), 2);
}

#[test]
fn a_lint_that_is_off_is_no_case() {
    let school = format!("{SCHOOL}role head \"Headteacher\"\n");
    let folder = Folder::with(&[("a.byelaw", &school), ("byelaw.yaml", "levels:\n  post-unfilled: off\n")]);
    let told = byelaw(&["check", folder.path().to_str().expect("a path"), "--format", "junit"]).out;
    assert!(told.contains("name=\"deputy-missing\"") && !told.contains("name=\"post-unfilled\""), "{told}");
}

#[test]
fn help_and_the_book_list_every_format() {
    let help = byelaw(&["check", "--help"]).out;
    let book = std::fs::read_to_string(format!("{}/book/cli.md", env!("CARGO_MANIFEST_DIR"))).expect("the page");
    let part = help.split("--format").nth(1).and_then(|it| it.split("--fail-on").next()).expect("the option");
    let names: Vec<&str> = part.lines().filter_map(|it| it.trim().strip_prefix("- ")?.split(':').next()).collect();
    assert_eq!(names, ["human", "short", "json", "sarif", "junit", "github", "markdown"]);
    assert!(book.contains(&format!("[--format {}]", names.join("\\|"))));
    assert!(names.iter().all(|name| book.contains(&format!("| `{name}` |"))));
}

#[test]
fn paths_are_told_from_where_one_stands() {
    let folder = Folder::with(&[("deep/a.byelaw", "role head {\n"), ("byelaw.yaml", "")]);
    let short = |below: &str| byelaw_in(&folder.path().join(below), &["check", "--format", "short"]).out;
    assert!(short("").starts_with("deep/a.byelaw:1:"), "{}", short(""));
    assert!(short("deep").starts_with("../deep/a.byelaw:1:"), "{}", short("deep"));
}
