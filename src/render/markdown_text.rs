//! Words as Markdown: whatever a writer typed comes out as it was typed, and only our own signs mean anything.

use crate::document::Run;
use crate::render::text::{fragment, one_line};

/// Text inside a line.
pub(super) fn escape(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let code = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' => true,
            '&' => chars.peek().is_some_and(|next| *next == '#' || next.is_ascii_alphabetic()),
            '!' => chars.peek() == Some(&'['),
            _ => false,
        };
        if code {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Text that is a line of its own.
pub(crate) fn line(text: &str) -> String {
    guard_start(&escape(text))
}

/// Text that is the cell of a table.
pub(crate) fn cell(text: &str) -> String {
    escape(text).trim().to_owned()
}

/// A line, already escaped, whose beginning might be taken for a heading, a list or a rule.
pub(super) fn guard_start(line: &str) -> String {
    let line = line.trim();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'#' | b'+' | b'-' | b'=' | b':') if digits == 0 => format!("\\{line}"),
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        _ => line.to_owned(),
    }
}

/// Runs of words.
pub(super) fn inline(runs: &[Run]) -> String {
    let mut out = String::new();
    for (index, run) in runs.iter().enumerate() {
        match run {
            Run::Words { text } => out.push_str(&escape(text)),
            Run::Emphasis { runs: inside } => {
                marked(&mut out, &inline(inside), ("*", "em"), next_char(&runs[index + 1..]));
            }
            Run::Strong { runs: inside } => {
                marked(&mut out, &inline(inside), ("**", "strong"), next_char(&runs[index + 1..]));
            }
            Run::Link { url, runs } if bare(url, runs) => out.push_str(&format!("<{url}>")),
            Run::Link { url, runs } => out.push_str(&format!("[{}]({})", inline(runs), address(url))),
            Run::Anchor { anchor, text } => out.push_str(&format!("[{}](#{})", escape(text), fragment(anchor))),
        }
    }
    out
}

fn next_char(runs: &[Run]) -> Option<char> {
    crate::document::plain(runs).chars().next()
}

/// Stars where they work, tags where they would not: beside letters, signs, or other stars.
fn marked(out: &mut String, inside: &str, (stars, tag): (&str, &str), next: Option<char>) {
    let core = inside.trim();
    if core.is_empty() {
        out.push_str(inside);
        return;
    }
    let lead = &inside[..inside.len() - inside.trim_start().len()];
    let tail = &inside[inside.trim_end().len()..];
    out.push_str(lead);
    let before = out.chars().next_back();
    let after = if tail.is_empty() { next } else { Some(' ') };
    if stars_work(before, core, after) {
        out.push_str(&format!("{stars}{core}{stars}"));
    } else {
        out.push_str(&format!("<{tag}>{core}</{tag}>"));
    }
    out.push_str(tail);
}

fn stars_work(before: Option<char>, core: &str, after: Option<char>) -> bool {
    let joins = |side: Option<char>, edge: Option<char>| {
        let open = side.is_none_or(|c| c.is_whitespace() || (c.is_ascii_punctuation() && c != '*'));
        open || (side != Some('*') && edge.is_some_and(char::is_alphanumeric))
    };
    let starred = core.starts_with('*') || core.ends_with('*');
    !starred && joins(before, core.chars().next()) && joins(after, core.chars().next_back())
}

/// Whether a link shows its own address, which Markdown writes in angle brackets.
fn bare(url: &str, runs: &[Run]) -> bool {
    crate::document::plain(runs) == url && url.starts_with("http") && !url.contains(['<', '>', '\\', '&'])
}

/// A safe address with what would end it or mean something in Markdown as `%XX`.
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '(' | ')' | '<' | '>' | '\\' | '|' | '"' | '`' | '[' | ']' | '$' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            '&' if url.contains(';') => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strong(text: &str) -> Run {
        Run::Strong { runs: vec![Run::words(text)] }
    }

    #[test]
    fn escapes_only_what_means_something() {
        assert_eq!(escape("AT&T & R&D &amp; fun!"), "AT\\&T & R\\&D \\&amp; fun!");
        assert_eq!(escape("a|b\nc"), "a\\|b c");
        assert_eq!(escape("C:\\*"), "C:\\\\\\*");
    }

    #[test]
    fn uses_tags_where_stars_would_not_work() {
        let after = |text: &str| inline(&[Run::words(text), strong("b"), Run::words("c")]);
        assert_eq!(after("a "), "a **b**c");
        assert_eq!(after("a"), "a**b**c");
        assert_eq!(inline(&[Run::words("a"), strong("“b”"), Run::words("c")]), "a<strong>“b”</strong>c");
        assert_eq!(inline(&[strong("a"), Run::Emphasis { runs: vec![Run::words("b")] }]), "**a**<em>b</em>");
        assert_eq!(inline(&[Run::words("a"), strong(" b "), Run::words("c")]), "a **b** c");
        assert_eq!(inline(&[Run::Emphasis { runs: vec![strong("a")] }]), "<em>**a**</em>");
    }

    #[test]
    fn a_link_that_shows_its_address_needs_it_once() {
        let link =
            |text: &str| inline(&[Run::Link { url: "https://a.example/_x_".into(), runs: vec![Run::words(text)] }]);
        assert_eq!(link("https://a.example/_x_"), "<https://a.example/_x_>");
        assert_eq!(link("here"), "[here](https://a.example/_x_)");
    }

    #[test]
    fn keeps_an_address_whole() {
        assert_eq!(address("https://a.example/(x)?a=1&b=2"), "https://a.example/%28x%29?a=1&b=2");
        assert_eq!(address("https://a.example/?a;&copy;"), "https://a.example/?a;&amp;copy;");
    }
}
