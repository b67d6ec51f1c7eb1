//! People's names as schools write them: a form of address, given names or initials, a surname.

/// A name taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name<'a> {
    /// `Mrs`, `Dr`, without its stop.
    pub address: Option<&'a str>,
    /// Given names or initials, as written; empty where only the surname stands.
    pub given: &'a str,
    /// The surname with what belongs to it: `Le Marchant`.
    pub surname: &'a str,
}

const ADDRESSES: [&str; 14] =
    ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "revd", "sir", "dame", "fr", "cllr"];
const PARTICLES: [&str; 14] = ["le", "la", "de", "du", "da", "di", "van", "von", "der", "den", "st", "al", "el", "ap"];

/// Whether a word is a form of address.
pub(crate) fn is_address(word: &str) -> bool {
    ADDRESSES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// Takes a name apart.
pub(crate) fn name(text: &str) -> Name<'_> {
    let text = text.trim();
    let (address, rest) = match text.split_once(' ') {
        Some((first, rest)) if is_address(first) => (Some(first.trim_end_matches('.')), rest.trim()),
        _ => (None, text),
    };
    let mut start = rest.rfind(' ').map_or(0, |at| at + 1);
    while start > 0 {
        let before = rest[..start].trim_end();
        let word = before.rfind(' ').map_or(0, |at| at + 1);
        if !PARTICLES.contains(&before[word..].to_lowercase().as_str()) {
            break;
        }
        start = word;
    }
    Name { address, given: rest[..start].trim(), surname: &rest[start..] }
}

impl Name<'_> {
    /// Whether both can be one person: the same surname, and given names of which none contradicts the other.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        let mine: Vec<String> = initials(self.given);
        let theirs: Vec<String> = initials(other.given);
        self.surname.eq_ignore_ascii_case(other.surname) && mine.iter().zip(&theirs).all(|(a, b)| fits(a, b))
    }
}

fn initials(given: &str) -> Vec<String> {
    given.split([' ', '.']).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Whether two given names are the same, or one is the initial of the other.
fn fits(a: &str, b: &str) -> bool {
    let one = |word: &str| word.chars().count() == 1;
    a == b || (one(a) || one(b)) && a.chars().next() == b.chars().next()
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_name_is_taken_apart() {
        let it = name("Mrs J L Marsh");
        assert_eq!((it.address, it.given, it.surname), (Some("Mrs"), "J L", "Marsh"));
        let it = name("Judith Le Marchant");
        assert_eq!((it.address, it.given, it.surname), (None, "Judith", "Le Marchant"));
        let it = name("Mr Pell");
        assert_eq!((it.address, it.given, it.surname), (Some("Mr"), "", "Pell"));
        assert_eq!(name("").surname, "");
    }

    #[test]
    fn two_names_may_be_one_person() {
        assert!(name("Mrs J Le Marchant").may_be(&name("Judith Le Marchant")));
        assert!(name("Mr Pell").may_be(&name("Tom Pell")));
        assert!(!name("Ann Pell").may_be(&name("Tom Pell")));
        assert!(!name("Tom Pell").may_be(&name("Tom Bell")));
    }
}
