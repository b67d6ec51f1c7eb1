//! Something is said to come from a body that was not there in that year.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::date::{Calendar, Date};
use crate::pack::{ReferenceKind, is_hearsay, told_by};
use std::collections::BTreeSet;

pub(super) static LINT: Lint = Lint {
    name: "citation-anachronism",
    summary: "a publisher did not exist in the year that is cited",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/citation-anachronism.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut told = BTreeSet::new();
    for mention in cx.mentions() {
        let (row, Some(year)) = (mention.row, mention.year) else { continue };
        let years = |date: Option<Date>| date.and_then(|date| date.bounds(&Calendar::default()));
        let state = match (years(row.from), years(row.until)) {
            (Some((first, _)), _) if row.years.is_empty() && year < first.year() => {
                format!("there has been a `{}` only since {}", mention.text, shown(row.from))
            }
            (_, Some((_, last))) if row.kind == ReferenceKind::Body && year > last.year() => {
                format!("there has been no `{}` since {}", mention.text, shown(row.until))
            }
            _ => continue,
        };
        if !told.insert((mention.address.as_str(), &row.id, year)) {
            continue;
        }
        let mut found = report
            .at(mention.span, format!("this is said to be of {year}, and {state}"))
            .help(format!("look up who published it, and when; told by {}", told_by(&row.sources)))
            .about(&mention.address)
            .fact(format!("{} {year}", row.id));
        if is_hearsay(&row.sources) {
            found.level = found.level.min(Level::Warning);
        }
        report.push(found);
    }
}

fn shown(date: Option<Date>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}
