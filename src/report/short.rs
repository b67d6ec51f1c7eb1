//! One finding a line: `path:line:column: level[name]: message`.

use super::{Findings, marks};

/// The short report.
pub fn short(findings: &Findings<'_>) -> String {
    let mut out = String::new();
    for found in findings.list {
        let file = findings.sources.get(found.primary.span.source);
        let place = file.position(found.primary.span.start as usize);
        let line = format!(
            "{}:{}:{}: {}[{}]: {}{}\n",
            file.path,
            place.line,
            place.column,
            found.level.word(),
            found.name,
            found.message,
            marks(found)
        );
        out.push_str(&visible(&line));
    }
    out
}

/// Text with every control and direction character replaced by a mark, so that it does nothing to a terminal.
pub fn visible(text: &str) -> String {
    text.chars().map(|next| if hides(next) { '\u{fffd}' } else { next }).collect()
}

/// Whether a character does something instead of showing something.
pub(super) fn hides(next: char) -> bool {
    let steers =
        matches!(next, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    steers || next.is_control() && !matches!(next, '\n' | '\t')
}
