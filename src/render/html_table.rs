//! A table of answers in HTML: caption, headings with scope, and cells that name the headings above and beside them.

use std::fmt::Write as _;

use crate::document::{Key, Row, Table, Tone};
use crate::render::html_text::{escape, id, inline};
use crate::render::text::{fragment, symbol};

/// The table in a region that scrolls where the page is narrow, its notes below. `under` is the heading that it stands under.
pub(super) fn table(table: &Table, under: &str) -> String {
    let base = if table.anchor.is_empty() { "table".to_owned() } else { fragment(&table.anchor) };
    let base = escape(&base);
    let rows: String = table.rows.iter().enumerate().map(|(index, it)| row(table, &base, index, it)).collect();
    let notes: String = table.notes.iter().map(|note| format!("<p>{}</p>\n", inline(note))).collect();
    let notes = key(table) + &notes;
    let notes = if notes.is_empty() { notes } else { format!("<div class=\"notes\">\n{notes}</div>\n") };
    let (label, caption) = named(table, under, &base);
    format!(
        "<div class=\"scroll\"{} role=\"region\" {label} tabindex=\"0\">\n<table>\n\
         {caption}{}<thead>\n{}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n{notes}",
        id(&table.anchor),
        column_groups(table),
        head(table, &base),
    )
}

/// How the region is called, and the caption; a table that stands right below its heading has none, and is called after
/// both the heading, which sets it apart from others with the same columns, and its columns.
fn named(table: &Table, under: &str, base: &str) -> (String, String) {
    if table.title.is_empty() {
        let heads = [under, &table.corner].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(": ");
        let name = escape(&format!("{heads}: {}", table.columns.join(", ")));
        return (format!("aria-label=\"{name}\""), String::new());
    }
    let caption = format!("<caption id=\"{base}-caption\">{}</caption>\n", escape(&table.title));
    (format!("aria-labelledby=\"{base}-caption\""), caption)
}

/// The groups as the browser must know them for `scope="colgroup"` to mean anything.
fn column_groups(table: &Table) -> String {
    if table.groups.is_empty() {
        return String::new();
    }
    let groups: String =
        table.groups.iter().map(|group| format!("<colgroup span=\"{}\"></colgroup>", group.columns)).collect();
    format!("<colgroup></colgroup>{groups}\n")
}

fn head(table: &Table, base: &str) -> String {
    let mut out = String::new();
    if !table.groups.is_empty() {
        let _ = write!(out, "<tr>{}", corner(table, " rowspan=\"2\""));
        for (index, group) in table.groups.iter().enumerate() {
            let title = escape(&group.title);
            let span = group.columns;
            let _ = match title.trim() {
                "" => write!(out, "<td colspan=\"{span}\"></td>"),
                title => {
                    write!(out, "<th id=\"{base}-g{}\" scope=\"colgroup\" colspan=\"{span}\">{title}</th>", index + 1)
                }
            };
        }
        out.push_str("</tr>\n<tr>");
    } else {
        let _ = write!(out, "<tr>{}", corner(table, ""));
    }
    for (index, column) in table.columns.iter().enumerate() {
        let above = group_of(table, index).map(|group| format!(" headers=\"{base}-g{group}\"")).unwrap_or_default();
        let _ = write!(out, "<th id=\"{base}-c{}\" scope=\"col\"{above}>{}</th>", index + 1, escape(column));
    }
    out + "</tr>\n"
}

/// What the headings of the rows are, over them.
fn corner(table: &Table, span: &str) -> String {
    match table.corner.as_str() {
        "" => format!("<td{span}></td>"),
        words => format!("<th{span} scope=\"col\">{}</th>", escape(words)),
    }
}

/// What each sign means; the sign itself is drawn for those who see it.
fn key(table: &Table) -> String {
    let item = |it: &Key| {
        let (class, sign) = (class(it.tone), symbol(it.tone));
        format!("<li><span class=\"sign {class}\">{sign}</span> {}</li>\n", escape(&it.words))
    };
    let items: String = table.key.iter().map(item).collect();
    if items.is_empty() { items } else { format!("<ul class=\"key\" aria-label=\"Signs\">\n{items}</ul>\n") }
}

/// The number, from 1, of the group over this column, where that group has words.
fn group_of(table: &Table, column: usize) -> Option<usize> {
    let mut first = 0;
    for (index, group) in table.groups.iter().enumerate() {
        if (first..first + group.columns).contains(&column) {
            return (!group.title.trim().is_empty()).then_some(index + 1);
        }
        first += group.columns;
    }
    None
}

fn row(table: &Table, base: &str, index: usize, row: &Row) -> String {
    let number = index + 1;
    let mut out = format!("<tr><th id=\"{base}-r{number}\" scope=\"row\">{}</th>", escape(&row.title));
    for (column, cell) in row.cells.iter().enumerate() {
        let group = group_of(table, column).map(|group| format!("{base}-g{group} ")).unwrap_or_default();
        let _ = write!(
            out,
            "<td{} class=\"{}\" headers=\"{base}-r{number} {group}{base}-c{}\">{}{}</td>",
            id(&cell.anchor),
            class(cell.tone),
            column + 1,
            sign(cell.tone),
            escape(&cell.words),
        );
    }
    out + "</tr>\n"
}

/// The sign before the words of a cell: they say the same, so it is not read aloud.
fn sign(tone: Tone) -> String {
    match tone {
        Tone::Plain => String::new(),
        tone => format!("<span class=\"sign\" aria-hidden=\"true\">{}</span> ", symbol(tone)),
    }
}

fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Yes => "yes",
        Tone::No => "no",
        Tone::Conditional => "conditional",
        Tone::Open => "open",
        Tone::Plain => "plain",
    }
}
