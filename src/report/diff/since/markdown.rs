//! Changes since approval as Markdown: a document a section.

use super::super::markdown::{axes, capital, old};
use super::{QUIET, Told, before};
use crate::model::date::day_in_words;
use crate::render::markdown_line;

/// What moved, document by document.
pub fn markdown(it: &Told<'_>) -> String {
    let mut out = format!(
        "## What changed since approval: {}\n\n{}, as of {}.\n",
        it.verdict(),
        markdown_line(it.label),
        day_in_words(it.as_of)
    );
    for entry in it.moved() {
        let (heading, standing) = (markdown_line(&entry.heading()), markdown_line(&capital(&entry.standing())));
        out.push_str(&format!("\n### {heading}\n\n{standing}.\n"));
        let requires = entry.requires();
        if !requires.is_empty() {
            out.push_str(&format!("\nAsks: {}.\n", requires.join(", ")));
        }
        out.push_str(&axes(&entry.compared(it.as_of, &before(&entry)), "####"));
    }
    for (standing, words) in QUIET {
        let all = it.quiet(standing);
        if !all.is_empty() {
            out.push_str(&format!("\n### {words}\n\n"));
        }
        for entry in all {
            let deed = entry.account.deed.as_ref().map(|deed| format!(": {}", super::deed(deed))).unwrap_or_default();
            out.push_str(&format!("- {}\n", markdown_line(&format!("{}{deed}", entry.heading()))));
        }
    }
    out.push_str(&old(it.stale));
    out
}
