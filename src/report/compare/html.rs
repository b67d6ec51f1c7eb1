//! A comparison as one HTML page that needs nothing beside it: it reads fully without script, and filters with it.

use super::{ABREAST, additions, by_heading, by_words, differences, heading, names, place, record, said, summary};
use crate::compare::{Answer, Cell, Clause, Comparison, Departure, Row};
use crate::suggest::counted;

/// How the page looks, in light and in dark.
const STYLE: &str = include_str!("page.css");
/// What hides the rows that a reader does not ask for.
const SCRIPT: &str = include_str!("page.js");

/// The comparison as a page.
pub fn html(it: &Comparison) -> String {
    let title = escaped(&heading(it));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#answers\">Skip to the answers</a>\n<header>\n<h1>{title}</h1>\n\
         <p>{}.</p>\n<p>Every answer stands with the school’s own clause and its place. No school is measured by how \
         often it differs.</p>\n</header>\n<main id=\"answers\" tabindex=\"-1\">\n",
        escaped(&summary(it))
    );
    out.push_str(&filters(it));
    for (nth, (title, rows)) in by_heading(&it.topics).into_iter().enumerate() {
        out.push_str(&section(it, &format!("q{nth}"), title, &rows));
    }
    if it.trust.is_some() {
        out.push_str(&apart(it));
    }
    let facts: Vec<&Row> = it.facts.iter().collect();
    if !facts.is_empty() {
        out.push_str(&section(it, "facts", "Facts that differ", &facts));
    }
    out.push_str(&groups(it));
    out.push_str(&format!(
        "</main>\n<footer><p>Questions: edition of {}. Made by Byelaw {}.</p></footer>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n",
        escaped(&it.edition),
        env!("CARGO_PKG_VERSION")
    ));
    out
}

/// The filters, which stay hidden until the script that they need has started.
fn filters(it: &Comparison) -> String {
    let mut headings: Vec<&str> = by_heading(&it.topics).into_iter().map(|(title, _)| title).collect();
    if !it.facts.is_empty() {
        headings.push("Facts that differ");
    }
    let options: String = headings.iter().map(|it| format!("<option>{}</option>\n", escaped(it))).collect();
    let schools: String = it.schools.iter().map(|it| format!("<option>{}</option>\n", escaped(&it.title))).collect();
    format!(
        "<form id=\"filters\" hidden aria-label=\"Filters\">\n\
         <p><label for=\"words\">Words</label> <input id=\"words\" type=\"search\" autocomplete=\"off\"></p>\n\
         <p><label for=\"part\">Part</label> <select id=\"part\"><option value=\"\">all</option>\n{options}</select></p>\n\
         <p><label for=\"school\">School</label> <select id=\"school\"><option value=\"\">all</option>\n{schools}</select></p>\n\
         <p><input id=\"differ\" type=\"checkbox\"> <label for=\"differ\">Only what is answered differently</label></p>\n\
         <p id=\"count\" role=\"status\"></p>\n</form>\n"
    )
}

fn section(it: &Comparison, id: &str, title: &str, rows: &[&Row]) -> String {
    let table = if it.schools.len() > ABREAST { by_answer(it, id, rows) } else { abreast(it, id, rows) };
    format!("<section data-part=\"{0}\">\n<h2 id=\"{id}\">{0}</h2>\n{table}</section>\n", escaped(title))
}

/// A table that may be wider than the page is scrolled by itself, with the keyboard as well.
fn scrolled(id: &str, table: &str) -> String {
    format!(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{id}\">\n<table>\n{table}</table>\n</div>\n"
    )
}

/// A column a school.
fn abreast(it: &Comparison, id: &str, rows: &[&Row]) -> String {
    let heads: String = it
        .schools
        .iter()
        .map(|school| format!("<th scope=\"col\" data-school=\"{0}\">{0}</th>", escaped(&school.title)))
        .collect();
    let mut table = format!("<thead>\n<tr><th scope=\"col\">Question</th>{heads}</tr>\n</thead>\n<tbody>\n");
    for row in rows {
        table.push_str(&format!("<tr{}><th scope=\"row\">{}</th>", alike(row), escaped(&row.question)));
        for (at, cell) in row.cells.iter().enumerate() {
            let number = row.groups.iter().position(|group| group.contains(&at)).unwrap_or(0) + 1;
            let school = it.schools.get(at).map_or("", |it| it.title.as_str());
            table.push_str(&format!("<td data-school=\"{}\" class=\"a{}\">", escaped(school), number.min(7)));
            table.push_str(&told(cell));
            table.push_str("</td>");
        }
        table.push_str("</tr>\n");
    }
    table.push_str("</tbody>\n");
    scrolled(id, &table)
}

/// A line an answer, where schools are too many for columns.
fn by_answer(it: &Comparison, id: &str, rows: &[&Row]) -> String {
    let mut table = "<thead>\n<tr><th scope=\"col\">Question</th><th scope=\"col\">Answer</th>\
                     <th scope=\"col\">Schools</th></tr>\n</thead>\n<tbody>\n"
        .to_owned();
    for row in rows {
        for group in by_words(row) {
            let Some(cell) = group.first().and_then(|at| row.cells.get(*at)) else { continue };
            let schools: Vec<String> = group
                .iter()
                .filter_map(|at| it.schools.get(*at))
                .map(|it| format!("<li data-school=\"{0}\">{0}</li>", escaped(&it.title)))
                .collect();
            table.push_str(&format!(
                "<tr{}><th scope=\"row\">{}</th><td>{}</td><td><details><summary>{} of {}</summary><ul>{}</ul></details></td></tr>\n",
                alike(row),
                escaped(&row.question),
                told(cell),
                group.len(),
                it.schools.len(),
                schools.join("")
            ));
        }
    }
    table.push_str("</tbody>\n");
    scrolled(id, &table)
}

fn alike(row: &Row) -> &'static str {
    if row.is_alike() { " data-alike" } else { "" }
}

fn told(cell: &Cell) -> String {
    let standing = cell.standing.map_or_else(String::new, |it| format!("<p class=\"standing\">{}</p>", it.word()));
    format!("{}{standing}{}", short(&cell.answer), clauses(&cell.answer.clauses))
}

fn short(answer: &Answer) -> String {
    format!("<p class=\"{}\">{}</p>", said(answer.said), escaped(&answer.short))
}

fn clauses(all: &[Clause]) -> String {
    if all.is_empty() {
        return String::new();
    }
    let items: String = all
        .iter()
        .map(|it| format!("<li>{} <code>{}</code></li>", escaped(&it.text), escaped(&place(&it.place))))
        .collect();
    let count = counted(all.len(), "clause");
    format!("<details><summary>{count}</summary><ul>{items}</ul></details>")
}

fn apart(it: &Comparison) -> String {
    let mut table =
        "<thead>\n<tr><th scope=\"col\">Address</th><th scope=\"col\">School</th><th scope=\"col\">Standing</th>\
                     <th scope=\"col\">Difference</th><th scope=\"col\">Shown by</th></tr>\n</thead>\n<tbody>\n"
            .to_owned();
    for difference in differences(it) {
        for (school, departure) in &difference.cells {
            table.push_str(&departed(it, difference.id, *school, departure));
        }
    }
    table.push_str("</tbody>\n");
    let mut out = format!(
        "<section data-part=\"What sets schools apart from their trust\">\n\
         <h2 id=\"trust\">What sets schools apart from their trust</h2>\n{}",
        scrolled("trust", &table)
    );
    for school in &it.schools {
        let added = additions(&school.departures);
        if !added.is_empty() {
            let items: String =
                added.iter().map(|it| format!("<li>{}{}</li>", escaped(&it.what), clauses(&it.own))).collect();
            out.push_str(&format!(
                "<div data-school=\"{0}\"><h3>Of its own: {0}</h3>\n<ul>{items}</ul></div>\n",
                escaped(&school.title)
            ));
        }
    }
    out.push_str("</section>\n");
    out
}

fn departed(it: &Comparison, id: &str, school: usize, departure: &Departure) -> String {
    let shown: Vec<String> = departure.witnesses.iter().cloned().chain(record(departure)).collect();
    let shown: String = shown.iter().map(|it| format!("<li>{}</li>", escaped(it))).collect();
    let name = names(it, &[school]);
    let both: Vec<Clause> = departure.trust.iter().chain(&departure.own).cloned().collect();
    format!(
        "<tr data-row=\"{0}\"><th scope=\"row\"><code>{1}</code></th><td>{0}</td><td>{2}, {3}</td><td>{4}{5}</td><td><ul>{shown}</ul></td></tr>\n",
        escaped(&name),
        escaped(id),
        departure.standing.word(),
        departure.class.word(),
        escaped(&departure.what),
        clauses(&both)
    )
}

fn groups(it: &Comparison) -> String {
    let items: String =
        it.groups.iter().map(|group| format!("<li>{}</li>\n", escaped(&names(it, &group.schools)))).collect();
    format!(
        "<section>\n<h2 id=\"groups\">Schools that say the same in everything above</h2>\n\
         <ul>\n{items}</ul>\n</section>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
