//! `terms.yaml`: the school's term dates. Without it a term is a date that nobody can pin down to the day.

use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Outcome};
use crate::model::date::{Calendar, Date, Day, SchoolTerm};
use crate::resolve::values::date_in;
use crate::source::SourceFile;
use crate::yaml::{Placed, place, read};

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct TermsFile {
    terms: Vec<TermEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermEntry {
    term: Placed<String>,
    starts: Placed<String>,
    ends: Placed<String>,
    #[serde(rename = "half-term")]
    half: Option<HalfEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HalfEntry {
    from: Placed<String>,
    until: Placed<String>,
}

/// The terms of one file; entries that cannot be read are reported and left out.
pub(crate) fn calendar(file: &SourceFile) -> Outcome<Calendar> {
    let entries: TermsFile = match read(file) {
        Ok(entries) => entries,
        Err(found) => return Outcome { value: Calendar::default(), diagnostics: vec![found] },
    };
    let mut found = Vec::new();
    let mut terms: Vec<SchoolTerm> = entries.terms.iter().filter_map(|entry| term(file, entry, &mut found)).collect();
    terms.sort_by_key(|term| term.starts);
    Outcome { value: Calendar { terms }, diagnostics: found }
}

fn term(file: &SourceFile, entry: &TermEntry, found: &mut Vec<Diagnostic>) -> Option<SchoolTerm> {
    let named = date_in(file, &entry.term, found)?;
    let Date::Term(season, None, year) = named else {
        let span = place(file, &entry.term);
        found.push(
            Diagnostic::error("syntax", span, format!("`{}` is not a school term", entry.term.value))
                .help("write a term such as `autumn 2026`"),
        );
        return None;
    };
    let (starts, ends) = (day(file, &entry.starts, found)?, day(file, &entry.ends, found)?);
    if ends < starts || starts.year() != year || ends.year() != year {
        let span = place(file, &entry.starts);
        found.push(
            Diagnostic::error("date-impossible", span, format!("the {named} does not run from {starts} to {ends}"))
                .help("a term begins before it ends, and both days lie in its year"),
        );
        return None;
    }
    // The half-term holiday runs from its first free day to its last; teaching ends the day before and begins the day after.
    let half = match &entry.half {
        None => None,
        Some(half) => {
            let (from, until) = (day(file, &half.from, found)?, day(file, &half.until, found)?);
            from.yesterday().ok().zip(until.tomorrow().ok())
        }
    };
    Some(SchoolTerm { season, year, starts, ends, half })
}

fn day(file: &SourceFile, text: &Placed<String>, found: &mut Vec<Diagnostic>) -> Option<Day> {
    match date_in(file, text, found)? {
        Date::Day(day) => Some(day),
        _ => {
            found.push(
                Diagnostic::error("syntax", place(file, text), "a term begins and ends on a day")
                    .help("write a day such as `2026-09-02`"),
            );
            None
        }
    }
}
