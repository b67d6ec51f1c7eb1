//! Comma-separated values: what permissions decide, one line a box of cases, and fields that no spreadsheet runs.

use crate::question::Row;

/// The first line of the permissions.
const HEAD: [&str; 11] =
    ["action", "who", "object", "device", "network", "school", "place", "time", "decision", "conditions", "rules"];

/// What permissions decide.
pub fn permissions(rows: &[Row]) -> String {
    let mut out = line(HEAD);
    for row in rows {
        let (ways, rules) = (row.ways.join("; or "), row.rules.join(" "));
        let values = row.values.iter().map(String::as_str);
        let tail = [row.verdict.word(), ways.as_str(), rules.as_str()];
        out.push_str(&line(std::iter::once(row.action.as_str()).chain(values).chain(tail)));
    }
    out
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
