//! What all formats ask of words: no control characters, safe web addresses, symbols for tones, names of files.

use crate::document::Tone;

/// The text on one line: control characters and runs of blanks become one blank, and nothing turns the direction of
/// reading, so that no draft shows other words than the source.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let blank = c == ' ' || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        if matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            continue;
        }
        if !blank {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// The web address, where it is one that a reader may safely follow.
pub(super) fn safe_url(url: &str) -> Option<&str> {
    let url = url.trim();
    let scheme = url.split_once(':')?.0.to_ascii_lowercase();
    let known = matches!(scheme.as_str(), "http" | "https" | "mailto");
    (known && url.len() > scheme.len() + 1 && !url.chars().any(|c| c.is_control() || c.is_whitespace())).then_some(url)
}

/// Everything but letters, digits and `-._~` as `%XX`, so that it can stand behind a `#`.
pub(super) fn fragment(anchor: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    anchor.bytes().map(|byte| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The document's id as the stem of a file name.
pub(super) fn file_stem(id: &str) -> String {
    id.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect()
}

/// The sign that stands before a cell's words; all four are in the PDF's fonts.
pub(super) fn symbol(tone: Tone) -> &'static str {
    match tone {
        Tone::Yes => "✓",
        Tone::No => "✗",
        Tone::Conditional => "△",
        Tone::Open => "?",
        Tone::Plain => "",
    }
}

/// A clause's title as it runs in before the words: with a colon, unless it ends in a sign of its own.
pub(super) fn clause_title(title: &str) -> Option<String> {
    let title = one_line(title).trim().to_owned();
    let ended = title.chars().next_back()?.is_ascii_punctuation();
    Some(if ended { title } else { title + ":" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_only_addresses_of_the_web_and_of_mail() {
        assert_eq!(safe_url("https://a.example/x?y=1"), Some("https://a.example/x?y=1"));
        assert_eq!(safe_url("MAILTO:office@school.example"), Some("MAILTO:office@school.example"));
        for url in [
            "javascript:alert(1)",
            " JavaScript:x",
            "data:text/html,x",
            "/etc",
            "https:",
            "java\nscript:x",
            "http://a b",
        ] {
            assert_eq!(safe_url(url), None, "{url}");
        }
    }

    #[test]
    fn keeps_a_text_on_one_line() {
        assert_eq!(one_line("a\r\n\tb\u{0}c\u{2028}d  e"), "a b c d e");
    }

    #[test]
    fn makes_fragments_and_file_names_safe() {
        assert_eq!(fragment("roles/a b\"é"), "roles/a%20b%22%C3%A9");
        assert_eq!(file_stem("../etc/x y"), "..-etc-x-y");
    }
}
