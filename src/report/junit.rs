//! Findings as JUnit XML, for programs that show test results.
//!
//! A suite is a file, and a case is a lint in that file, or `language` for faults of the language. A case is there whether or not
//! the lint found anything, so that work that passes shows. GitLab and Jenkins tell a mended case from a broken one by its class and name
//! alone, and both cut class names at stops: so neither holds a line, a count or a stop, and each case has at most one failure. A side file
//! such as `people.yaml` has cases only for what was found in it.

use super::short::visible;
use super::{Check, Findings, Place, marks};
use crate::diagnostic::Diagnostic;
use crate::lint;
use crate::source::{SourceFile, Sources};

/// The case of everything that no lint found.
const LANGUAGE: &str = "language";

/// The report as one XML document, with a final line break.
pub fn junit(findings: &Findings<'_>, check: &Check<'_>) -> String {
    let suites: Vec<Suite<'_>> = findings.sources.iter().filter_map(|file| suite(file, findings, check)).collect();
    let body: String = suites.iter().map(|suite| written(suite, findings, check)).collect();
    let totals = totals(suites.iter().flat_map(|suite| &suite.cases), check);
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"byelaw\" {totals}>\n{body}</testsuites>\n")
}

struct Suite<'a> {
    path: &'a str,
    cases: Vec<Case<'a>>,
}

struct Case<'a> {
    name: &'a str,
    found: Vec<&'a Diagnostic>,
}

/// How a case ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Passed,
    Failed,
    /// Everything found is accepted for a time or old.
    Skipped,
}

impl Case<'_> {
    fn end(&self, check: &Check<'_>) -> End {
        if self.found.iter().any(|found| check.fails_on(found)) {
            End::Failed
        } else if self.found.iter().any(|found| found.counts()) || self.found.is_empty() {
            End::Passed
        } else {
            End::Skipped
        }
    }
}

/// The suite of a file; none for a side file without findings.
fn suite<'a>(file: &'a SourceFile, findings: &Findings<'a>, check: &Check<'a>) -> Option<Suite<'a>> {
    let here: Vec<&Diagnostic> = findings.list.iter().filter(|found| found.primary.span.source == file.id).collect();
    let whole = file.path.ends_with(".byelaw");
    let names = std::iter::once(LANGUAGE).chain(check.lints.iter().map(|lint| lint.name));
    let cases = names.map(|name| Case { name, found: here.iter().copied().filter(|it| case_of(it) == name).collect() });
    let cases: Vec<Case<'_>> = cases.filter(|case| whole || !case.found.is_empty()).collect();
    (!cases.is_empty()).then_some(Suite { path: &file.path, cases })
}

fn case_of(found: &Diagnostic) -> &'static str {
    if lint::find(found.name).is_some() { found.name } else { LANGUAGE }
}

fn totals<'a>(cases: impl Iterator<Item = &'a Case<'a>>, check: &Check<'_>) -> String {
    let ends: Vec<End> = cases.map(|case| case.end(check)).collect();
    let count = |end: End| ends.iter().filter(|it| **it == end).count();
    let (failed, skipped) = (count(End::Failed), count(End::Skipped));
    format!("tests=\"{}\" failures=\"{failed}\" errors=\"0\" skipped=\"{skipped}\" time=\"0\"", ends.len())
}

fn written(suite: &Suite<'_>, findings: &Findings<'_>, check: &Check<'_>) -> String {
    let path = escaped(suite.path);
    let class = escaped(&suite.path.trim_start_matches('/').replace('.', "-").replace('/', "."));
    let mut out = format!("  <testsuite name=\"{path}\" {}>\n", totals(suite.cases.iter(), check));
    out.push_str(&format!(
        "    <properties>\n      <property name=\"as-of\" value=\"{}\"/>\n    </properties>\n",
        findings.as_of
    ));
    for case in &suite.cases {
        let head = format!("    <testcase classname=\"{class}\" name=\"{}\" file=\"{path}\" time=\"0\"", case.name);
        let body = body(case, findings.sources, check);
        out.push_str(&if body.is_empty() {
            format!("{head}/>\n")
        } else {
            format!("{head}>\n{body}    </testcase>\n")
        });
    }
    out + "  </testsuite>\n"
}

/// What a case holds: why it failed or was skipped, and everything else that was found.
fn body(case: &Case<'_>, sources: &Sources, check: &Check<'_>) -> String {
    let (failing, rest): (Vec<_>, Vec<_>) = case.found.iter().copied().partition(|found| check.fails_on(found));
    let ending = match case.end(check) {
        End::Passed => String::new(),
        End::Failed => failure(&failing, sources),
        End::Skipped => format!("      <skipped message=\"{}\"/>\n", escaped(&accepted(&rest))),
    };
    if rest.is_empty() {
        return ending;
    }
    format!("{ending}      <system-out>{}</system-out>\n", escaped(&told(&rest, sources)))
}

fn failure(failing: &[&Diagnostic], sources: &Sources) -> String {
    let [first, rest @ ..] = failing else { return String::new() };
    let more = if rest.is_empty() { String::new() } else { format!(" (and {} more)", rest.len()) };
    format!(
        "      <failure type=\"{}\" message=\"{}{more}\">{}</failure>\n",
        first.level.word(),
        escaped(&first.message),
        escaped(&told(failing, sources))
    )
}

/// Why findings do not count.
fn accepted(found: &[&Diagnostic]) -> String {
    let mut reasons: Vec<String> = Vec::new();
    for it in found {
        let reason = it.waived.as_ref().map_or("in the baseline".to_owned(), |waiver| format!("waived: {waiver}"));
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    reasons.join("; ")
}

/// Each finding with its place and the next step.
fn told(found: &[&Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for it in found {
        let place = Place::of(it.primary.span, sources);
        let (line, column) = (place.start.line, place.start.column);
        let head = format!("{}:{line}:{column}: {}[{}]{}", place.path, it.level.word(), it.name, marks(it));
        out.push_str(&format!("{head}: {}\n", it.message));
        out.extend(it.help.iter().map(|help| format!("  help: {help}\n")));
    }
    out
}

/// Text for an element or an attribute: no mark-up, and no character that XML refuses.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for next in visible(text).chars() {
        match next {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}
