//! Words in HTML: escaped text, safe ids and runs.

use crate::document::Run;
use crate::render::text::{fragment, one_line};

/// Text as it may stand between tags and in quoted attributes.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// ` id="…"`, or nothing.
pub(super) fn id(anchor: &str) -> String {
    if anchor.is_empty() { String::new() } else { format!(" id=\"{}\"", escape(&fragment(anchor))) }
}

/// Runs of words.
pub(super) fn inline(runs: &[Run]) -> String {
    runs.iter()
        .map(|run| match run {
            Run::Words { text } => escape(text),
            Run::Emphasis { runs } => format!("<em>{}</em>", inline(runs)),
            Run::Strong { runs } => format!("<strong>{}</strong>", inline(runs)),
            Run::Link { url, runs } => format!("<a href=\"{}\">{}</a>", escape(url), inline(runs)),
            Run::Anchor { anchor, text } => format!("<a href=\"#{}\">{}</a>", escape(&fragment(anchor)), escape(text)),
        })
        .collect()
}
