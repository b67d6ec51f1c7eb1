//! Titles of posts and firms held against each other.

/// Whether two titles differ only in capitals, blanks, hyphens, number or article, or one is short for the other.
pub(crate) fn is_same_title(a: &str, b: &str) -> bool {
    let (mine, theirs) = (letters(a), letters(b));
    mine == theirs || theirs.ends_with(&mine) || mine == initials(b) || theirs == initials(a)
}

fn letters(text: &str) -> String {
    let text = text.to_lowercase();
    let kept: String = text.trim_start_matches("the ").chars().filter(|it| it.is_alphanumeric()).collect();
    kept.trim_end_matches('s').to_owned()
}

fn initials(text: &str) -> String {
    let words = text.split([' ', '-']).filter_map(|word| word.chars().next());
    words.filter(|it| it.is_alphabetic()).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::is_same_title;

    #[test]
    fn small_differences_do_not_make_another_title() {
        for (a, b) in [
            ("Head teacher", "Headteacher"),
            ("the council", "Sheffield City Council"),
            ("DSL", "Designated Safeguarding Lead"),
        ] {
            assert!(is_same_title(a, b), "{a} and {b}");
        }
        assert!(!is_same_title("e-Safety Officer", "e-Safety Co-ordinator"));
    }
}
