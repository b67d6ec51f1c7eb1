//! Private numbers and addresses, told from those of an office.

use std::ops::Range;

/// Where people have e-mail of their own; a school has its own domain.
const PRIVATE: [&str; 16] = [
    "gmail",
    "googlemail",
    "hotmail",
    "outlook",
    "live",
    "msn",
    "yahoo",
    "ymail",
    "icloud",
    "me",
    "aol",
    "btinternet",
    "sky",
    "talktalk",
    "virginmedia",
    "proton",
];

/// Private addresses and numbers in a text, and what each is.
pub fn private(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let part = |next: char| next.is_alphanumeric() || matches!(next, '.' | '-' | '_' | '+');
        let start = at - text[..at].chars().rev().take_while(|next| part(*next)).map(char::len_utf8).sum::<usize>();
        let end = text[at + 1..].find(|next: char| !part(next)).map_or(text.len(), |end| at + 1 + end);
        let domain = text[at + 1..end].trim_end_matches('.').to_lowercase();
        let host = domain.split('.').next().unwrap_or_default();
        if start < at && domain.contains('.') && PRIVATE.contains(&host) {
            found.push((start..at + 1 + domain.len(), "e-mail address"));
        }
    }
    found.extend(mobiles(text).into_iter().map(|range| (range, "telephone number")));
    found
}

/// Mobile numbers: eleven digits from 07, or twelve from 447.
fn mobiles(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(|next: char| next.is_ascii_digit() || next == '+').map(|at| rest + at) {
        let inside = |next: char| next.is_ascii_digit() || matches!(next, '+' | ' ' | '(' | ')' | '-');
        let end = text[start..].find(|next| !inside(next)).map_or(text.len(), |end| start + end);
        let run = text[start..end].trim_end_matches([' ', '(', '-', '+']);
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        let mobile = |from: &str, count: usize| digits.starts_with(from) && digits.len() == count;
        if mobile("07", 11) || mobile("447", 12) || mobile("4407", 13) {
            found.push(start..start + run.len());
        }
        rest = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::private;

    #[test]
    fn a_private_address_is_told_from_a_school_s_own() {
        let found = |text: &'static str| private(text).into_iter().map(|(range, _)| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("Write to “jo.dunne@gmail.com”."), ["jo.dunne@gmail.com"]);
        assert_eq!(found("Ring 07700 900123 or +44 (0)7700 900123"), ["07700 900123", "+44 (0)7700 900123"]);
        assert!(found("office@oakfield.example, 01543 496 0000, at 07:45 in 2026").is_empty());
    }
}
