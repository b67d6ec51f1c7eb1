//! The JSON report, whose shape scripts rely on.

use serde::Serialize;

use super::{Counts, Findings};
use crate::diagnostic::{Diagnostic, Safety};
use crate::source::Sources;
use crate::span::Span;

#[derive(Serialize)]
struct Report<'a> {
    schema: u8,
    tool: String,
    as_of: String,
    inputs: Vec<Input<'a>>,
    counts: CountsView,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Input<'a> {
    path: &'a str,
    digest: String,
}

#[derive(Serialize)]
struct CountsView {
    error: usize,
    warning: usize,
    advice: usize,
    waived: usize,
    baselined: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    lint: &'a str,
    level: &'a str,
    clock: bool,
    message: &'a str,
    subject: &'a str,
    fingerprint: String,
    waived: Option<String>,
    baselined: bool,
    #[serde(flatten)]
    place: Place<'a>,
    help: &'a Option<String>,
    related: Vec<Related<'a>>,
    fix: Option<FixView<'a>>,
}

#[derive(Serialize)]
struct FixView<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

/// The JSON report, with a final line break.
pub fn json(findings: &Findings<'_>) -> String {
    let counts = Counts::of(findings.list);
    let report = Report {
        schema: 1,
        tool: format!("byelaw {}", env!("CARGO_PKG_VERSION")),
        as_of: findings.as_of.to_string(),
        inputs: findings
            .sources
            .iter()
            .map(|file| Input { path: &file.path, digest: format!("sha256:{}", file.digest()) })
            .collect(),
        counts: CountsView {
            error: counts.error,
            warning: counts.warning,
            advice: counts.advice,
            waived: counts.waived,
            baselined: counts.baselined,
        },
        findings: findings.list.iter().map(|found| finding(found, findings.sources)).collect(),
    };
    // Strings and numbers in structs: serialising them cannot fail.
    serde_json::to_string_pretty(&report)
        .map_or_else(|error| format!("{{\"error\":\"{error}\"}}\n"), |text| text + "\n")
}

fn finding<'a>(found: &'a Diagnostic, sources: &'a Sources) -> Finding<'a> {
    Finding {
        lint: found.name,
        level: found.level.word(),
        clock: found.clock,
        message: &found.message,
        subject: &found.subject,
        fingerprint: found.fingerprint(),
        waived: found.waived.as_ref().map(ToString::to_string),
        baselined: found.baselined,
        place: place(found.primary.span, sources),
        help: &found.help,
        related: found
            .related
            .iter()
            .map(|label| {
                let at = place(label.span, sources);
                Related { path: at.path, line: at.line, column: at.column, message: &label.message }
            })
            .collect(),
        fix: found.fix.as_ref().map(|it| FixView {
            title: &it.title,
            safe: it.safety == Safety::Safe,
            edits: it.edits.iter().map(|(span, text)| Edit { place: place(*span, sources), text }).collect(),
        }),
    }
}

fn place(span: Span, sources: &Sources) -> Place<'_> {
    let file = sources.get(span.source);
    let (start, end) = (file.position(span.start as usize), file.position(span.end as usize));
    Place { path: &file.path, line: start.line, column: start.column, end_line: end.line, end_column: end.column }
}
