//! Changes as one HTML page that needs nothing beside it: before and after side by side, an axis a table.
//!
//! What is gone and what is new is marked by more than colour, and said to those who listen.

use super::markdown::capital;
use super::{Compared, Side, accepted, class, heading, requires, runs, stale};
use crate::diff::{Axis, Change, Run, Said, Stale};
use crate::model::date::day_in_words;
use crate::report::visible;

/// How every page looks, and what is particular to this one.
const STYLE: &str =
    concat!(include_str!("../../../templates/html/style.css"), include_str!("../../../templates/html/changes.css"));

/// The changes as a page.
pub fn html(it: &Compared<'_>) -> String {
    let title = format!("What changed: {} → {}", it.base.label, it.head.label);
    let about = format!("As of {}: {} ({}).", day_in_words(it.as_of), it.verdict().word(), it.summary());
    let mut body: String =
        it.by_axis().into_iter().map(|(axis, changes)| section(it, axis, &changes, ("h2", ""))).collect();
    body.push_str(&old(it.stale));
    page(&title, &about, &body)
}

/// A page with a title, a line about what is told, and what is told.
pub(super) fn page(title: &str, about: &str, body: &str) -> String {
    let (title, about) = (escaped(title), escaped(about));
    format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n\
         </head>\n<body>\n<a class=\"skip\" href=\"#changes\">Skip to the changes</a>\n<header>\n<h1>{title}</h1>\n\
         <p>{about}</p>\n</header>\n<main id=\"changes\" class=\"changes\" tabindex=\"-1\">\n{body}\
         </main>\n</body>\n</html>\n"
    )
}

/// The changes of an axis, side by side, below a heading of this kind; `about` tells its address from others of the page.
pub(super) fn section(it: &Compared<'_>, axis: Axis, changes: &[&Change], (tag, about): (&str, &str)) -> String {
    let name = capital(axis.word());
    let id = if about.is_empty() { axis.word().to_owned() } else { format!("{about}-{}", axis.word()) };
    let rows: String = changes.iter().map(|change| row(it, change)).collect();
    format!(
        "<section aria-labelledby=\"{id}\">\n<{tag} id=\"{id}\">{name}</{tag}>\n<table>\n\
         <caption class=\"aside\">{name}: what changed, before and after</caption>\n<thead>\n<tr>\
         <th scope=\"col\">What</th><th scope=\"col\">Before: {}</th><th scope=\"col\">After: {}</th></tr>\n\
         </thead>\n<tbody>\n{rows}</tbody>\n</table>\n</section>\n",
        escaped(it.base.label),
        escaped(it.head.label)
    )
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

/// The acceptances that do nothing, where there are any.
pub(super) fn old(all: &[Stale]) -> String {
    if all.is_empty() {
        return String::new();
    }
    let items: String = all.iter().map(|old| format!("<li>{}</li>\n", escaped(&stale(old)))).collect();
    format!("<section>\n<h2>Acceptances that do nothing</h2>\n<ul>\n{items}</ul>\n</section>\n")
}

pub(super) fn escaped(text: &str) -> String {
    let text = visible(text);
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
