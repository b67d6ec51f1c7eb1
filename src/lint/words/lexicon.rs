//! The words of a trust, numbered, and how often each stands in the texts of one school.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::lint::words::english::words;

/// From how many letters on two words may be one with two letters changed round.
pub(crate) const LONG: usize = 8;

/// Every word that was read, in small letters.
#[derive(Debug, Default)]
pub(crate) struct Lexicon(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    /// The number of each word and, where it is long, that of its letters.
    words: BTreeMap<Arc<str>, (u32, Option<u32>)>,
    /// The same numbers, found faster.
    numbers: HashMap<Arc<str>, u32>,
    /// The letters of long words, sorted, with their numbers.
    letters: HashMap<Vec<u8>, u32>,
    /// How many words are made of the same letters, by their numbers.
    kin: Vec<u32>,
}

impl Known {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(known) = self.numbers.get(word) {
            return *known;
        }
        let new = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let letters = (word.len() >= LONG).then(|| self.letters(word));
        let word: Arc<str> = Arc::from(word);
        self.words.insert(Arc::clone(&word), (new, letters));
        self.numbers.insert(word, new);
        new
    }

    fn letters(&mut self, word: &str) -> u32 {
        let mut sorted = word.as_bytes().to_vec();
        sorted.sort_unstable();
        let new = u32::try_from(self.letters.len()).unwrap_or(u32::MAX);
        let at = *self.letters.entry(sorted).or_insert(new);
        match self.kin.get_mut(at as usize) {
            Some(count) => *count += 1,
            None => self.kin.push(1),
        }
        at
    }

    /// Whether another word is made of the same letters.
    fn is_akin(&self, letters: Option<u32>) -> bool {
        letters.and_then(|at| self.kin.get(at as usize)).is_some_and(|count| *count > 1)
    }
}

impl Lexicon {
    /// The numbers of the words of a text in small letters, in their order.
    pub(crate) fn numbers(&self, small: &str) -> Vec<u32> {
        let mut known = self.all();
        words(small).into_iter().map(|word| known.number(word.text)).collect()
    }

    fn all(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How often each word stands in the texts of one school.
#[derive(Debug)]
pub(crate) struct Vocabulary<'a> {
    lexicon: &'a Lexicon,
    counts: Vec<u32>,
}

impl<'a> Vocabulary<'a> {
    /// Counts numbers of a lexicon.
    pub(crate) fn new<'n>(lexicon: &'a Lexicon, numbers: impl IntoIterator<Item = &'n u32>) -> Self {
        let mut counts = Vec::new();
        for number in numbers {
            let at = *number as usize;
            if counts.len() <= at {
                counts.resize(at + 1, 0);
            }
            counts[at] += 1;
        }
        Self { lexicon, counts }
    }

    /// How often a word stands there.
    pub(crate) fn count(&self, word: &str) -> u32 {
        self.lexicon.all().numbers.get(word).map_or(0, |number| self.of(*number))
    }

    /// Whether it stands there at all.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.count(word) > 0
    }

    /// The words that stand there and of which something is true, by the alphabet. What is asked of each: whether it stands
    /// there once, and whether another word of the trust is made of the same letters.
    pub(crate) fn filter(&self, wanted: impl Fn(&str, bool, bool) -> bool) -> Vec<Arc<str>> {
        let known = self.lexicon.all();
        let all = known.words.iter().filter(|(word, (number, letters))| match self.of(*number) {
            0 => false,
            count => wanted(word, count == 1, known.is_akin(*letters)),
        });
        all.map(|(word, _)| Arc::clone(word)).collect()
    }

    /// The words that stand there and go on from a beginning, by the alphabet.
    pub(crate) fn longer(&self, beginning: &str) -> Vec<Arc<str>> {
        let known = self.lexicon.all();
        let all = known.words.range::<str, _>((Bound::Excluded(beginning), Bound::Unbounded));
        let longer =
            all.take_while(|(word, _)| word.starts_with(beginning)).filter(|(_, (number, _))| self.of(*number) > 0);
        longer.map(|(word, _)| Arc::clone(word)).collect()
    }

    fn of(&self, number: u32) -> u32 {
        self.counts.get(number as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, Vocabulary};

    #[test]
    fn a_school_knows_the_words_of_its_own_texts() {
        let lexicon = Lexicon::default();
        let (one, other) = (lexicon.numbers("care for carers, care"), lexicon.numbers("careless"));
        let here = Vocabulary::new(&lexicon, one.iter());
        assert_eq!((here.count("care"), here.count("careless"), here.has("carers")), (2, 0, true));
        assert!(here.filter(|_, _, akin| akin).is_empty());
        lexicon.numbers("carelses");
        assert_eq!(Vocabulary::new(&lexicon, &other).filter(|_, _, akin| akin).len(), 1);
        assert_eq!(here.longer("care").iter().map(AsRef::as_ref).collect::<Vec<_>>(), ["carers"]);
        let both = Vocabulary::new(&lexicon, one.iter().chain(&other));
        assert_eq!(both.filter(|word, once, _| once && word.ends_with('s')).len(), 2);
    }
}
