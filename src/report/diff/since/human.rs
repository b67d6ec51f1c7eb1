//! Changes since approval for people at a terminal: a document a paragraph, then its changes by axis.

use super::super::human::axes;
use super::super::stale;
use super::{QUIET, Told, before};
use crate::report::visible;

/// What moved, document by document.
pub fn human(it: &Told<'_>) -> String {
    let mut out = format!("last approval → {}: {}\n", it.label, it.verdict());
    for entry in it.moved() {
        out.push_str(&format!("\n{}\n  {}\n", entry.heading(), entry.standing()));
        let requires = entry.requires();
        if !requires.is_empty() {
            out.push_str(&format!("  asks: {}\n", requires.join(", ")));
        }
        out.push_str(&axes(&entry.compared(it.as_of, &before(&entry))));
    }
    for (standing, words) in QUIET {
        let all = it.quiet(standing);
        if !all.is_empty() {
            out.push_str(&format!("\n{words}:\n"));
        }
        for entry in all {
            let deed = entry.account.deed.as_ref().map(|deed| format!(", {}", super::deed(deed))).unwrap_or_default();
            out.push_str(&format!("  {}{deed}\n", entry.heading()));
        }
    }
    if !it.stale.is_empty() {
        out.push('\n');
    }
    it.stale.iter().for_each(|old| out.push_str(&format!("{}\n", stale(old))));
    visible(&out)
}
