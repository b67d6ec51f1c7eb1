//! Model → findings. A lint is one file in `lints/` and one page in the book; the page is embedded, printed and run as a test.

mod baseline;
mod context;
mod facts;
mod lints;
mod schools;
mod waivers;
mod words;

pub use crate::document::Printed;
pub use baseline::{Baseline, Old};
pub use context::{Afterwards, Context, Report};
pub use facts::mentions::Mention;
pub use facts::passages::{Form, Passage};
pub use facts::wording::{Reading, Wording};
pub use lints::LINTS;
pub use schools::{Judged, together};
pub use waivers::{Nothing, Standing, State};

use crate::config::{Config, Setting};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::School;
use crate::model::date::Day;
use crate::permission::{CASES_AT_MOST, Permissions, TURNS_AT_MOST, ahead};

/// How many other places a finding shows at most.
const MOST: usize = 8;

/// A lint: what it is called, how bad it is, what it says of itself, and how it looks.
#[derive(Debug)]
pub struct Lint {
    /// Named after the fault, so that "allow …" reads as a sentence.
    pub name: &'static str,
    /// The fault in one line.
    pub summary: &'static str,
    /// How much it matters where nobody says otherwise.
    pub level: Level,
    /// Whether the calendar alone can cause it.
    pub clock: bool,
    /// Its page in the book.
    pub page: &'static str,
    /// Looks for the fault.
    pub check: fn(&Context<'_>, &mut Report),
}

/// Finds every fault in a school that is bound without error, in the order of the places.
pub fn lint(school: &School, config: &Config, today: Day) -> Vec<Diagnostic> {
    lint_after(&Reading::default(), school, config, today)
}

/// The same, where other schools of its trust have been read before.
pub fn lint_after(reading: &Reading, school: &School, config: &Config, today: Day) -> Vec<Diagnostic> {
    let (ahead, complete) = ahead(school, today);
    let Some(now) = ahead.first() else { return Vec::new() };
    let context = Context::new(school, (now, &ahead), today, config, reading);
    let mut found = too_many_cases(school, now);
    found.extend((!complete).then(|| too_many_days(school)));
    let mut reports = Vec::new();
    for (lint, level) in active(config) {
        let mut report = Report::new(lint, level);
        (lint.check)(&context, &mut report);
        found.append(&mut report.take());
        reports.push(report);
    }
    sort(&mut found);
    let waivers = waivers::apply(&context, &reports, &mut found);
    for report in &mut reports {
        report.look_back(&waivers);
        found.append(&mut report.take());
    }
    found.extend(waivers::of_no_lint(school));
    sort(&mut found);
    reading.turn_over();
    found
}

/// What is found in a trust's own documents once acts on them are recorded there: all else is found in its schools.
pub fn of_records(trust: &School, config: &Config, today: Day) -> Vec<Diagnostic> {
    if trust.records.is_empty() {
        return Vec::new();
    }
    let mut found = lint(trust, config, today);
    found.retain(|it| ["approval-stale", "review-date-moved-without-review"].contains(&it.name));
    found
}

/// The lints that a school has not turned off, each with the level that it is told at.
pub fn active(config: &Config) -> impl Iterator<Item = (&'static Lint, Level)> {
    LINTS.iter().filter_map(|lint| match config.levels.get(lint.name) {
        Some(Setting::Off) => None,
        Some(Setting::At(level)) => Some((*lint, *level)),
        None => Some((*lint, lint.level)),
    })
}

/// Actions whose permissions have more cases than can be proved: told as errors, so that no contradiction passes unseen.
fn too_many_cases(school: &School, permissions: &Permissions) -> Vec<Diagnostic> {
    let told = permissions.too_large.iter().map(|(action, count)| {
        let action = &school.vocabulary.entries[*action];
        let message =
            format!("the permissions of `{}` have {count} cases, and at most {CASES_AT_MOST} are proved", action.id);
        Diagnostic::error("permissions-too-many", action.span, message)
            .help("split the action in two, or name groups of users, devices and places in place of their members")
            .about(&action.id)
    });
    told.collect()
}

/// Rules that begin and end on more days than are looked ahead: an error, so that no contradiction passes unseen.
fn too_many_days(school: &School) -> Diagnostic {
    let most = TURNS_AT_MOST;
    Diagnostic::error(
        "permissions-too-many",
        school.identity.span,
        format!("permissions begin or end on more than {most} days to come, and at most {most} are looked at"),
    )
    .help("name terms or academic years in place of single days, and take out rules that are over")
    .about(&school.identity.name)
    .fact("days")
}

/// The lint with this name.
pub fn find(name: &str) -> Option<&'static Lint> {
    LINTS.iter().copied().find(|lint| lint.name == name)
}

/// The names of all lints.
pub fn names() -> Vec<&'static str> {
    LINTS.iter().map(|lint| lint.name).collect()
}

/// Puts findings into the one order of every output: by place, then by name.
pub fn sort(found: &mut [Diagnostic]) {
    found.sort_by(|a, b| (a.primary.span, a.name, &a.message).cmp(&(b.primary.span, b.name, &b.message)));
}
