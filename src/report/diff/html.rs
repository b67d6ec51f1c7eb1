//! Changes as one HTML page that needs nothing beside it: before and after side by side, an axis a table.
//!
//! What is gone and what is new is marked by more than colour, and said to those who listen.

use super::markdown::capital;
use super::{Compared, Side, accepted, class, heading, requires, runs, stale};
use crate::diff::{Change, Run, Said};
use crate::model::date::day_in_words;
use crate::report::visible;

/// How every page looks, and what is particular to this one.
const STYLE: &str =
    concat!(include_str!("../../../templates/html/style.css"), include_str!("../../../templates/html/changes.css"));

/// The changes as a page.
pub fn html(it: &Compared<'_>) -> String {
    let title = escaped(&format!("What changed: {} → {}", it.base.label, it.head.label));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n\
         </head>\n<body>\n<a class=\"skip\" href=\"#changes\">Skip to the changes</a>\n<header>\n<h1>{title}</h1>\n\
         <p>As of {}: {} ({}).</p>\n</header>\n<main id=\"changes\" class=\"changes\" tabindex=\"-1\">\n",
        escaped(&day_in_words(it.as_of)),
        it.verdict().word(),
        escaped(&it.summary())
    );
    for (axis, changes) in it.by_axis() {
        let name = capital(axis.word());
        out.push_str(&format!(
            "<section aria-labelledby=\"{0}\">\n<h2 id=\"{0}\">{name}</h2>\n<table>\n\
             <caption class=\"aside\">{name}: what changed, before and after</caption>\n<thead>\n<tr>\
             <th scope=\"col\">What</th><th scope=\"col\">Before: {1}</th><th scope=\"col\">After: {2}</th></tr>\n\
             </thead>\n<tbody>\n",
            axis.word(),
            escaped(it.base.label),
            escaped(it.head.label)
        ));
        changes.iter().for_each(|change| out.push_str(&row(it, change)));
        out.push_str("</tbody>\n</table>\n</section>\n");
    }
    out.push_str(&old(it));
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn row(it: &Compared<'_>, change: &Change) -> String {
    let mut what = format!("{}<span class=\"class\">{}</span>", escaped(&heading(change)), escaped(&class(change)));
    let requires = requires(change);
    if !requires.is_empty() {
        what.push_str(&format!("<span class=\"class\">Asks: {}</span>", escaped(&requires.join(", "))));
    }
    if let Some(by) = accepted(change) {
        what.push_str(&format!("<span class=\"class\">Accepted by {}</span>", escaped(&by)));
    }
    let runs = runs(change);
    let before = cell(&it.base, change.before.as_ref(), runs.as_deref(), false);
    let mut after = cell(&it.head, change.after.as_ref(), runs.as_deref(), true);
    for (which, case) in &change.witness {
        after.push_str(&format!("<br><em>{}: {}</em>", which.word(), escaped(case)));
    }
    format!("<tr><th scope=\"row\">{what}</th><td>{before}</td><td>{after}</td></tr>\n")
}

fn cell(side: &Side<'_>, said: Option<&Said>, runs: Option<&[Run]>, is_new: bool) -> String {
    let Some(said) = said else { return "<span>nothing</span>".to_owned() };
    let words = match runs {
        Some(runs) => runs.iter().filter_map(|run| marked(run, is_new)).collect::<Vec<_>>().join(" "),
        None => escaped(&said.words),
    };
    let place = side.told(Some(said)).map(|it| format!("<br><small>{}</small>", escaped(&it))).unwrap_or_default();
    format!("{words}{place}")
}

/// A run as the first or second side has it; nothing where that side does not have it.
fn marked(run: &Run, is_new: bool) -> Option<String> {
    match run {
        Run::Same(text) => Some(escaped(text)),
        Run::Gone(text) if !is_new => Some(format!(
            "<del><span class=\"aside\">taken out: </span>{}<span class=\"aside\"> end </span></del>",
            escaped(text)
        )),
        Run::New(text) if is_new => Some(format!(
            "<ins><span class=\"aside\">put in: </span>{}<span class=\"aside\"> end </span></ins>",
            escaped(text)
        )),
        _ => None,
    }
}

fn old(it: &Compared<'_>) -> String {
    if it.stale.is_empty() {
        return String::new();
    }
    let items: String = it.stale.iter().map(|old| format!("<li>{}</li>\n", escaped(&stale(old)))).collect();
    format!("<section>\n<h2>Acceptances that do nothing</h2>\n<ul>\n{items}</ul>\n</section>\n")
}

fn escaped(text: &str) -> String {
    let text = visible(text);
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
