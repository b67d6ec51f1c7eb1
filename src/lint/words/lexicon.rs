//! The words of a trust, numbered, and how often each stands in the texts of one school.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::lint::words::spelling::{Doubt, doubt};
use crate::lint::words::table::Table;

/// From how many letters on two words may be one with two letters changed round.
pub(crate) const LONG: usize = 8;

/// Every word that was read, in small letters.
#[derive(Debug, Default)]
pub(crate) struct Lexicon(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    /// The number of each word.
    words: BTreeMap<Arc<str>, u32>,
    /// The same numbers, found faster.
    numbers: Table<Arc<str>, u32>,
    /// Each word by its number.
    all: Vec<Entry>,
    /// The letters of long words, sorted, with their numbers.
    letters: Table<Vec<u8>, u32>,
    /// How many words are made of the same letters, by their numbers.
    kin: Vec<u32>,
    /// The numbers of what cuts make of words.
    stems: Table<Arc<str>, u32>,
    /// For each cut, what it makes of each word, by its number.
    cuts: Vec<Vec<Stem>>,
}

/// A word.
#[derive(Debug)]
struct Entry {
    word: Arc<str>,
    /// The number of its letters, where it is long.
    letters: Option<u32>,
    doubt: Doubt,
}

/// What a cut makes of a word.
#[derive(Clone, Copy, Debug, Default)]
enum Stem {
    /// Nobody has asked yet.
    #[default]
    Unknown,
    /// The word does not count.
    Nothing,
    /// This, by its number.
    Of(u32),
}

/// How a lint cuts words, so that those with the same beginning are one: asked of the same word once in a trust.
#[derive(Debug)]
pub(crate) struct Cut {
    slot: OnceLock<usize>,
    of: fn(&str) -> Option<String>,
}

/// How many cuts there are so far.
static CUTS: AtomicUsize = AtomicUsize::new(0);

impl Cut {
    /// What this makes of a word in small letters; nothing where the word does not count.
    pub(crate) const fn new(of: fn(&str) -> Option<String>) -> Self {
        Self { slot: OnceLock::new(), of }
    }

    /// Its place among all cuts.
    pub(crate) fn slot(&self) -> usize {
        *self.slot.get_or_init(|| CUTS.fetch_add(1, Ordering::Relaxed))
    }
}

impl Known {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(known) = self.numbers.get(word) {
            return *known;
        }
        let new = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let letters = (word.len() >= LONG).then(|| self.letters(word));
        let (doubt, word) = (doubt(word), Arc::from(word));
        self.words.insert(Arc::clone(&word), new);
        self.numbers.insert(Arc::clone(&word), new);
        self.all.push(Entry { word, letters, doubt });
        new
    }

    fn stem(&mut self, stem: &str) -> u32 {
        if let Some(known) = self.stems.get(stem) {
            return *known;
        }
        let new = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
        self.stems.insert(Arc::from(stem), new);
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
    /// The numbers of words in small letters, in their order.
    pub(crate) fn numbers(&self, words: &[&str]) -> Vec<u32> {
        let mut known = self.all();
        words.iter().map(|word| known.number(word)).collect()
    }

    /// The numbers of what a cut makes of some words, each once and in order.
    pub(crate) fn stems(&self, numbers: &[u32], cut: &Cut) -> Vec<u32> {
        let mut known = self.all();
        let (slot, count) = (cut.slot(), known.all.len());
        if known.cuts.len() <= slot {
            known.cuts.resize_with(slot + 1, Vec::new);
        }
        known.cuts[slot].resize(count, Stem::Unknown);
        let mut stems = Vec::with_capacity(numbers.len());
        for number in numbers {
            let at = *number as usize;
            if matches!(known.cuts[slot][at], Stem::Unknown) {
                let made = (cut.of)(&known.all[at].word);
                known.cuts[slot][at] = made.map_or(Stem::Nothing, |stem| Stem::Of(known.stem(&stem)));
            }
            if let Stem::Of(stem) = known.cuts[slot][at] {
                stems.push(stem);
            }
        }
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    /// The number of something as if a cut had made it of a word.
    pub(crate) fn stem(&self, stem: &str) -> u32 {
        self.all().stem(stem)
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

    /// The words that stand there and of which something is true, by the alphabet.
    pub(crate) fn filter(&self, wanted: impl Fn(&str) -> bool) -> Vec<Arc<str>> {
        let known = self.lexicon.all();
        let all = known.words.iter().filter(|(word, number)| self.of(**number) > 0 && wanted(word));
        all.map(|(word, _)| Arc::clone(word)).collect()
    }

    /// The words that stand there and that are worth holding against the others, whether they are misspelt, by the alphabet.
    pub(crate) fn doubtful(&self) -> Vec<Arc<str>> {
        let known = self.lexicon.all();
        let all = known.all.iter().zip(&self.counts).filter(|(entry, count)| match entry.doubt {
            Doubt::Listed => **count > 0,
            Doubt::Odd => **count == 1,
            Doubt::Akin => **count == 1 && known.is_akin(entry.letters),
            Doubt::None => false,
        });
        let mut all: Vec<Arc<str>> = all.map(|(entry, _)| Arc::clone(&entry.word)).collect();
        all.sort_unstable();
        all
    }

    /// The words that stand there and go on from a beginning, by the alphabet.
    pub(crate) fn longer(&self, beginning: &str) -> Vec<Arc<str>> {
        let known = self.lexicon.all();
        let all = known.words.range::<str, _>((Bound::Excluded(beginning), Bound::Unbounded));
        let longer =
            all.take_while(|(word, _)| word.starts_with(beginning)).filter(|(_, number)| self.of(**number) > 0);
        longer.map(|(word, _)| Arc::clone(word)).collect()
    }

    fn of(&self, number: u32) -> u32 {
        self.counts.get(number as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Cut, Lexicon, Vocabulary};

    #[test]
    fn a_school_knows_the_words_of_its_own_texts() {
        let lexicon = Lexicon::default();
        let (one, other) = (lexicon.numbers(&["care", "for", "carers", "care"]), lexicon.numbers(&["careless"]));
        let here = Vocabulary::new(&lexicon, one.iter());
        assert_eq!((here.count("care"), here.count("careless"), here.has("carers")), (2, 0, true));
        assert!(here.doubtful().is_empty());
        lexicon.numbers(&["carelses"]);
        assert_eq!(Vocabulary::new(&lexicon, &other).doubtful().len(), 1);
        assert_eq!(here.longer("care").iter().map(AsRef::as_ref).collect::<Vec<_>>(), ["carers"]);
        let both = Vocabulary::new(&lexicon, one.iter().chain(&other));
        assert_eq!(both.filter(|word| word.ends_with('s')).len(), 2);
    }

    #[test]
    fn words_that_are_cut_alike_are_one() {
        static SHORT: Cut = Cut::new(|word| (word.len() > 3).then(|| word.chars().take(4).collect()));
        let lexicon = Lexicon::default();
        let stems = |words: &[&str]| lexicon.stems(&lexicon.numbers(words), &SHORT);
        assert_eq!(stems(&["photographs", "and", "photographing"]), [lexicon.stem("phot")]);
        assert_eq!(stems(&["and", "photo"]), stems(&["photographs"]));
    }
}
