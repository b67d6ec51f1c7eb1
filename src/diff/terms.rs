//! Words that two schools use for the same: `pupils` here, `students` there.

use std::collections::BTreeMap;

use crate::model::School;
use crate::word::Kind;

/// Which words stand for which. Words that stand for the same have one canonical word, whichever side they come from.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    words: BTreeMap<String, String>,
    moved: BTreeMap<String, String>,
}

impl Terms {
    /// The pairs of a map, and every group whose one-word title the other school writes differently at the same address.
    pub fn between(base: &School, head: &School, pairs: &[(String, String)]) -> Self {
        let mut terms = Self::default();
        for (one, other) in pairs {
            terms.same(one, other);
        }
        let titles = |school: &School| -> BTreeMap<String, String> {
            let roles = school.roles.iter().map(|it| (it.id.clone(), it.title.clone()));
            let users = school.vocabulary.of(Kind::Users).map(|(_, it)| (it.id.clone(), it.title.clone()));
            users.chain(roles).collect()
        };
        let others = titles(head);
        for (id, title) in titles(base) {
            if let Some(other) = others.get(&id).filter(|other| **other != title) {
                terms.renamed(&title, other);
            }
        }
        terms
    }

    /// A group's title and its new one, each of one word: the plural, and the singular where both end in `s`.
    fn renamed(&mut self, one: &str, other: &str) {
        let plain = |it: &str| !it.is_empty() && it.chars().all(char::is_alphabetic);
        if !plain(one) || !plain(other) {
            return;
        }
        self.same(one, other);
        if let (Some(one), Some(other)) = (one.strip_suffix('s'), other.strip_suffix('s')) {
            self.same(one, other);
        }
    }

    fn same(&mut self, one: &str, other: &str) {
        let (one, other) = (self.word(&one.to_lowercase()), self.word(&other.to_lowercase()));
        let (first, second) = if one <= other { (one, other) } else { (other, one) };
        if first != second {
            self.words.values_mut().filter(|it| **it == second).for_each(|it| it.clone_from(&first));
            self.words.insert(second, first);
        }
    }

    /// Takes an address for the same as another, and with it all that stands below.
    pub(super) fn moves(&mut self, one: &str, other: &str) {
        let (first, second) = if one <= other { (one, other) } else { (other, one) };
        self.moved.insert(second.to_owned(), first.to_owned());
    }

    /// An address in canonical form.
    pub fn address(&self, address: &str) -> String {
        let canonical = self.canonical(address);
        if self.moved.is_empty() {
            return canonical;
        }
        let ends = canonical.match_indices('.').map(|(at, _)| at).chain([canonical.len()]);
        let known = ends
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .find_map(|end| Some((end, self.moved.get(canonical.get(..end)?)?)));
        known.map_or_else(|| canonical.clone(), |(end, to)| format!("{to}{}", &canonical[end..]))
    }

    fn word(&self, word: &str) -> String {
        self.words.get(word).cloned().unwrap_or_else(|| word.to_owned())
    }

    /// A text with the canonical word in place of each that has one, and blanks folded.
    pub fn canonical(&self, text: &str) -> String {
        let is_folded = |text: &str| !text.contains(char::is_whitespace);
        if self.words.is_empty() && is_folded(text) {
            return text.to_owned();
        }
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.words.is_empty() {
            return folded;
        }
        let pieces = folded.split_inclusive(|next: char| !next.is_alphabetic()).map(|piece| {
            let word = piece.trim_end_matches(|next: char| !next.is_alphabetic());
            let lower = word.to_lowercase();
            let same = self.words.get(&lower).or_else(|| self.words.values().find(|it| **it == lower));
            same.map_or_else(|| piece.to_owned(), |same| format!("{same}{}", &piece[word.len()..]))
        });
        pieces.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Terms;

    #[test]
    fn words_for_the_same_are_one_word() {
        let mut terms = Terms::default();
        terms.renamed("Pupils", "Students");
        terms.same("learners", "students");
        assert_eq!(terms.canonical("All Students, and each  student"), "All learners, and each pupil");
        assert_eq!(terms.canonical("Pupils"), terms.canonical("learners"));
        assert_eq!(terms.canonical("Learners"), "learners");
        assert_eq!(terms.canonical("year-6"), "year-6");
    }
}
