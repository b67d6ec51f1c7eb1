//! Findings drawn for people, with the places underlined. The owner of miette.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use miette::{
    Diagnostic as Drawn, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    Severity, SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use super::short::{hides, visible};
use super::{Counts, Findings, Look, marks};
use crate::diagnostic::{Acceptance, Diagnostic, Label, Level};
use crate::limit;
use crate::model::date::day_in_words;
use crate::source::{SourceFile, Sources};

/// After this many findings of one lint the rest are told in one line.
const EACH_AT_MOST: usize = 3;
/// So many of the rest are named.
const NAMED_AT_MOST: usize = 12;

/// The report for people: every finding with its places, repeats grouped, and the counts at the end.
pub fn human(findings: &Findings<'_>, look: Look) -> String {
    let mut out = String::new();
    let pages = Pages { sources: findings.sources, numbered: RefCell::default() };
    let mut told: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    let drawn: Vec<&Diagnostic> = findings.list.iter().filter(|found| !found.baselined).collect();
    for (at, found) in drawn.iter().enumerate() {
        let same = |other: &&&Diagnostic| other.name == found.name && other.waived.is_some() == found.waived.is_some();
        let count = told.entry((found.name, found.waived.is_some())).or_default();
        *count += 1;
        if *count <= EACH_AT_MOST {
            draw(found, &pages, look, &mut out);
        } else if *count == EACH_AT_MOST + 1 {
            let rest: Vec<&Diagnostic> = drawn[at..].iter().filter(same).copied().collect();
            out.push_str(&grouped(&rest, findings.sources));
        }
    }
    out.push_str(&waivers(findings.list));
    out.push_str(&format!("on {}: {}\n", day_in_words(findings.as_of), Counts::of(findings.list).words()));
    out
}

/// The waivers in force: what they accept, who answers for them, and how long they still hold.
fn waivers(list: &[Diagnostic]) -> String {
    let mut waivers: BTreeMap<(&str, &Acceptance), usize> = BTreeMap::new();
    for found in list {
        if let Some(waiver) = &found.waived {
            *waivers.entry((found.name, waiver)).or_default() += 1;
        }
    }
    let mut text = String::new();
    for ((lint, waiver), count) in waivers {
        let days = if waiver.days_left == 1 { "1 day".to_owned() } else { format!("{} days", waiver.days_left) };
        let many = if count == 1 { String::new() } else { format!(", {count} findings") };
        text.push_str(&visible(&format!("  {lint} on {}, by {}: {days} left{many}\n", waiver.on, waiver.by)));
    }
    if text.is_empty() { text } else { format!("waived for a time:\n{text}") }
}

fn grouped(rest: &[&Diagnostic], sources: &Sources) -> String {
    let name = rest.first().map_or("", |found| found.name);
    let mut text = format!("  … and {} more {name}:\n", rest.len());
    for found in rest.iter().take(NAMED_AT_MOST) {
        let file = sources.get(found.primary.span.source);
        let place = file.position(found.primary.span.start as usize);
        let subject = if found.subject.is_empty() { &found.message } else { &found.subject };
        text.push_str(&visible(&format!("      {}:{}  {subject}\n", file.path, place.line)));
    }
    if rest.len() > NAMED_AT_MOST {
        text.push_str(&format!("      … and {} others; `--format short` lists them all\n", rest.len() - NAMED_AT_MOST));
    }
    text.push('\n');
    text
}

fn draw(found: &Diagnostic, pages: &Pages<'_>, look: Look, out: &mut String) {
    let styles = if look.colour { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
    let handler =
        GraphicalReportHandler::new_themed(theme).with_links(false).with_width(look.width).with_context_lines(0);
    let picture = Picture::new(found, pages);
    let mut drawn = String::new();
    if handler.render_report(&mut drawn, &picture).is_err() {
        drawn = format!("{}\n", found.message);
    }
    out.push_str(drawn.trim_start_matches('\n'));
    out.push('\n');
}

/// A finding as miette wants it: the labels of one file, and further files as related pictures.
#[derive(Debug)]
struct Picture {
    code: String,
    message: String,
    severity: Severity,
    help: Option<String>,
    file: Arc<Numbered>,
    labels: Vec<LabeledSpan>,
    others: Vec<Picture>,
}

impl Picture {
    fn new(found: &Diagnostic, pages: &Pages<'_>) -> Self {
        let home = found.primary.span.source;
        let near = found.related.iter().filter(|label| label.span.source == home && !label.message.is_empty());
        let file = pages.sources.get(home);
        let mut labels = vec![labelled(&found.primary, file, true)];
        labels.extend(near.take(limit::PLACES).map(|label| labelled(label, file, false)));
        let far = found.related.iter().filter(|label| label.span.source != home);
        Self {
            code: format!("{}[{}]{}", found.level.word(), found.name, marks(found)),
            message: visible(&found.message),
            severity: severity(found.level),
            help: found.help.as_deref().map(visible),
            file: pages.numbered(file),
            labels,
            others: far.map(|label| Self::aside(label, pages)).collect(),
        }
    }

    fn aside(label: &Label, pages: &Pages<'_>) -> Self {
        let file = pages.sources.get(label.span.source);
        Self {
            code: String::new(),
            message: if label.message.is_empty() { "see also".to_owned() } else { visible(&label.message) },
            severity: Severity::Advice,
            help: None,
            file: pages.numbered(file),
            labels: vec![labelled(&Label { span: label.span, message: String::new() }, file, false)],
            others: Vec::new(),
        }
    }
}

/// Where a label starts and how long it is; at the end of a text it takes the last thing written there.
fn stretch(label: &Label, file: &SourceFile) -> (usize, usize) {
    let written = file.text.trim_end();
    let start = label.span.start as usize;
    if start < written.len() || written.is_empty() {
        return (start, (label.span.end - label.span.start).max(1) as usize);
    }
    let last = written.chars().next_back().map_or(1, char::len_utf8);
    (written.len() - last, last)
}

fn labelled(label: &Label, file: &SourceFile, primary: bool) -> LabeledSpan {
    let message = (!label.message.is_empty()).then(|| visible(&label.message));
    let (start, length) = stretch(label, file);
    if primary {
        LabeledSpan::new_primary_with_span(message, (start, length))
    } else {
        LabeledSpan::new(message, start, length)
    }
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Advice => Severity::Advice,
    }
}

impl fmt::Display for Picture {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Picture {}

impl Drawn for Picture {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.code.is_empty()).then(|| Box::new(&self.code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.file)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Drawn> + 'a>> {
        (!self.others.is_empty()).then(|| {
            Box::new(self.others.iter().map(|other| other as &dyn Drawn)) as Box<dyn Iterator<Item = &dyn Drawn>>
        })
    }
}

/// A text whose lines are known beforehand, so that finding one costs nothing, and in which no character steers the terminal.
#[derive(Debug)]
struct Numbered {
    path: String,
    text: String,
    starts: Vec<usize>,
}

/// The texts of a report, each numbered once, however much is found in it.
struct Pages<'a> {
    sources: &'a Sources,
    numbered: RefCell<BTreeMap<u32, Arc<Numbered>>>,
}

impl Pages<'_> {
    fn numbered(&self, file: &SourceFile) -> Arc<Numbered> {
        let mut all = self.numbered.borrow_mut();
        Arc::clone(all.entry(file.id.0).or_insert_with(|| Arc::new(Numbered::new(file))))
    }
}

impl Numbered {
    fn new(file: &SourceFile) -> Self {
        let shown = |next: char| match (hides(next), next.len_utf8()) {
            (false, _) => next,
            (true, 1) => '?',
            (true, 2) => '¿',
            (true, _) => '\u{fffd}',
        };
        // Few files hold any such character.
        let hides_any = file.text.bytes().any(|byte| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\t'))
            || !file.text.is_ascii() && file.text.chars().any(hides);
        let text = if hides_any { file.text.chars().map(shown).collect() } else { file.text.clone() };
        // What is shown in its place is as long, so that lines start where they did.
        Self { path: file.path.clone(), text, starts: file.line_starts().to_vec() }
    }

    fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }
}

impl SourceCode for Numbered {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let first = self.line_of(span.offset().min(self.text.len())).saturating_sub(before);
        let end = (span.offset() + span.len().saturating_sub(1)).min(self.text.len());
        let last = (self.line_of(end) + after).min(self.starts.len() - 1);
        let start = self.starts[first];
        let stop = self.starts.get(last + 1).copied().unwrap_or(self.text.len());
        let place = (start, stop - start).into();
        let data = &self.text.as_bytes()[start..stop];
        let column = self.text.get(start..span.offset()).map_or(0, |text| text.chars().count());
        Ok(Box::new(MietteSpanContents::new_named(self.path.clone(), data, place, first, column, last - first + 1)))
    }
}
