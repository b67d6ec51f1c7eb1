//! Changes since approval as one page that needs nothing beside it: a document a section, each axis side by side.

use super::super::html::{escaped, old, page, section};
use super::super::markdown::capital;
use super::{Entry, QUIET, Told, before};
use crate::model::date::{Day, day_in_words};

/// What moved, document by document.
pub fn html(it: &Told<'_>) -> String {
    let title = format!("What changed since approval: {}", it.label);
    let about = format!("As of {}: {}.", day_in_words(it.as_of), it.verdict());
    let mut body: String = it.moved().map(|entry| document(&entry, it.as_of)).collect();
    for (standing, words) in QUIET {
        let item = |entry: Entry<'_>| {
            let deed = entry.account.deed.as_ref().map(|deed| format!(": {}", super::deed(deed))).unwrap_or_default();
            format!("<li>{}</li>\n", escaped(&format!("{}{deed}", entry.heading())))
        };
        let items: String = it.quiet(standing).into_iter().map(item).collect();
        if !items.is_empty() {
            body.push_str(&format!("<section>\n<h2>{words}</h2>\n<ul>\n{items}</ul>\n</section>\n"));
        }
    }
    body.push_str(&old(it.stale));
    page(&title, &about, &body)
}

fn document(entry: &Entry<'_>, as_of: Day) -> String {
    let (anchor, before) = (entry.anchor(), before(entry));
    let mut out = format!(
        "<section aria-labelledby=\"{anchor}\">\n<h2 id=\"{anchor}\">{}</h2>\n<p>{}.</p>\n",
        escaped(&entry.heading()),
        escaped(&capital(&entry.standing()))
    );
    let requires = entry.requires();
    if !requires.is_empty() {
        out.push_str(&format!("<p><strong>Asks:</strong> {}.</p>\n", escaped(&requires.join(", "))));
    }
    let compared = entry.compared(as_of, &before);
    for (axis, changes) in compared.by_axis() {
        out.push_str(&section(&compared, axis, &changes, ("h3", &anchor)));
    }
    out.push_str("</section>\n");
    out
}
