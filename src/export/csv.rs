//! Comma-separated values: what permissions decide, one line a box of cases, and fields that no spreadsheet runs.

use crate::model::School;
use crate::model::date::Day;
use crate::permission::{DIMENSIONS, Dimension, Leaf};
use crate::question::Row;

/// The first line of the permissions.
const HEAD: [&str; 14] = [
    "action",
    "who",
    "object",
    "device",
    "network",
    "school",
    "place",
    "time",
    "decision",
    "conditions",
    "rules",
    "forbidden if",
    "otherwise",
    "day",
];

/// What permissions decide on a day.
pub fn permissions(school: &School, rows: &[Row], day: Day) -> String {
    let day = day.to_string();
    let mut out = line(HEAD);
    for row in rows {
        let (ways, rules) = (row.conditions.allowed.join("; or "), row.rules.join(" "));
        let forbidden = row.conditions.forbidden.join("; or ");
        let values = DIMENSIONS.map(|dimension| values(school, row, dimension));
        let action = school.vocabulary.entries[row.action].id.as_str();
        let otherwise = if row.conditions.closed && !row.conditions.allowed.is_empty() { "forbid" } else { "" };
        let tail = [row.verdict.word(), ways.as_str(), rules.as_str(), forbidden.as_str(), otherwise, day.as_str()];
        out.push_str(&line(std::iter::once(action).chain(values.iter().map(String::as_str)).chain(tail)));
    }
    out
}

/// The single values that a row takes in, with blanks between them: `*` for all, `other` for whatever nobody has named, `-`
/// where no object is.
fn values(school: &School, row: &Row, dimension: Dimension) -> String {
    let Some(leaves) = row.takes.get(&dimension) else { return "*".to_owned() };
    let name = |leaf: &Leaf| if *leaf == Leaf::Other { "other".to_owned() } else { leaf.name(school) };
    leaves.iter().map(name).collect::<Vec<_>>().join(" ")
}

/// One line of fields.
pub fn line<'a>(fields: impl IntoIterator<Item = &'a str>) -> String {
    fields.into_iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n"
}

/// A field as a spreadsheet takes it: quoted where it must be, and never read as a formula. A lone `-` is no formula.
fn quoted(field: &str) -> String {
    let runs = field.len() > 1 && field.starts_with(['=', '+', '-', '@', '\t']);
    let tame = if runs { format!("'{field}") } else { field.to_owned() };
    if tame.contains([',', '"', '\n', '\r']) { format!("\"{}\"", tame.replace('"', "\"\"")) } else { tame }
}
