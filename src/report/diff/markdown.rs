//! Changes as Markdown, for the description of a pull request.

use super::{Compared, accepted, class, heading, requires, runs, stale};
use crate::diff::{Change, Run, Stale};
use crate::model::date::day_in_words;
use crate::render::markdown_line;

/// The changes, an axis a section.
pub fn markdown(it: &Compared<'_>) -> String {
    let labels = format!("{} → {}", it.base.label, it.head.label);
    let mut out = format!(
        "## What changed: {}\n\n{}, as of {}: {}.\n",
        it.verdict().word(),
        markdown_line(&labels),
        day_in_words(it.as_of),
        it.summary()
    );
    out.push_str(&axes(it, "###"));
    out.push_str(&old(it.stale));
    out
}

/// The changes of each axis below its heading, which begins with these signs.
pub(super) fn axes(it: &Compared<'_>, signs: &str) -> String {
    let mut out = String::new();
    for (axis, changes) in it.by_axis() {
        out.push_str(&format!("\n{signs} {}\n\n", capital(axis.word())));
        changes.iter().for_each(|change| out.push_str(&item(it, change)));
    }
    out
}

/// The acceptances that do nothing, where there are any.
pub(super) fn old(all: &[Stale]) -> String {
    let items: String = all.iter().map(|old| format!("- {}\n", markdown_line(&stale(old)))).collect();
    if items.is_empty() { items } else { format!("\n### Acceptances that do nothing\n\n{items}") }
}

fn item(it: &Compared<'_>, change: &Change) -> String {
    let mut out = format!("- **{}** – {}\n", class(change), markdown_line(&heading(change)));
    match runs(change) {
        Some(runs) => out.push_str(&format!("  - {}\n", view(&runs))),
        None => {
            for (lead, side, said) in
                [("before", it.base, change.before.as_ref()), ("after", it.head, change.after.as_ref())]
            {
                let Some(said) = said else { continue };
                let place = side.told(Some(said)).map(|it| format!(" ({})", markdown_line(&it))).unwrap_or_default();
                out.push_str(&format!("  - {lead}: {}{place}\n", markdown_line(&said.words)));
            }
        }
    }
    for (which, case) in &change.witness {
        out.push_str(&format!("  - {}: {}\n", which.word(), markdown_line(case)));
    }
    let requires = requires(change);
    if !requires.is_empty() {
        out.push_str(&format!("  - asks: {}\n", requires.join(", ")));
    }
    if let Some(by) = accepted(change) {
        out.push_str(&format!("  - accepted by {}\n", markdown_line(&by)));
    }
    out
}

/// What is gone struck out, what is new in bold.
fn view(runs: &[Run]) -> String {
    let told = runs.iter().map(|run| match run {
        Run::Same(text) => markdown_line(text),
        Run::Gone(text) => format!("~~{}~~", markdown_line(text)),
        Run::New(text) => format!("**{}**", markdown_line(text)),
    });
    told.collect::<Vec<_>>().join(" ")
}

/// A word with a capital letter at its start.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
