//! What words say by themselves, whoever writes them: worked out once for the same words in all schools of a trust.

use std::any::Any;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::lint::words::english::{Token, places, sentences, words};
use crate::lint::words::lexicon::{Cut, Lexicon, Vocabulary};
use crate::lint::words::table::Table;
use crate::pack::Text;
use crate::sketch::{Saying, Signs, Sketch};

/// What was read while one school of a trust was judged, for the next one. It changes no finding, and may be empty.
#[derive(Debug, Default)]
pub struct Reading {
    texts: Mutex<Texts>,
    lexicon: Lexicon,
}

/// Texts that were read, and how many schools have been judged so far.
#[derive(Debug, Default)]
struct Texts {
    all: Table<Arc<str>, Read>,
    schools: usize,
}

#[derive(Debug)]
struct Read {
    wording: Arc<Wording>,
    /// How many schools had been judged when it was last asked for.
    last: usize,
    /// Whether more than one school has it.
    shared: bool,
}

/// Several schools may be judged side by side, so that what all of them have is not known to be shared at once.
const FEW: usize = 4;

impl Reading {
    /// The wording of a text, which may have been read before.
    pub(crate) fn of(&self, text: &str) -> Arc<Wording> {
        let all = || self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        let known = |texts: &mut Texts| {
            let read = texts.all.get_mut(text)?;
            read.shared |= read.last != texts.schools;
            read.last = texts.schools;
            Some(Arc::clone(&read.wording))
        };
        if let Some(known) = known(&mut all()) {
            return known;
        }
        let wording = Arc::new(Wording::new(text));
        let mut texts = all();
        let read = Read { wording: Arc::clone(&wording), last: texts.schools, shared: false };
        texts.all.insert(Arc::from(text), read);
        wording
    }

    /// Notes that one more school has been judged, and forgets what only one of those before the last few has.
    pub(crate) fn turn_over(&self) {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        texts.schools += 1;
        let schools = texts.schools;
        texts.all.retain(|_, read| read.shared || read.last + FEW >= schools);
    }

    /// How often each word stands in some texts.
    pub(crate) fn vocabulary<'a>(&self, texts: impl Iterator<Item = &'a Wording>) -> Vocabulary<'_> {
        Vocabulary::new(&self.lexicon, texts.flat_map(|text| self.numbers(text)))
    }

    fn numbers<'a>(&self, text: &'a Wording) -> &'a [u32] {
        text.numbers.get_or_init(|| self.lexicon.numbers(&text.small_words()))
    }

    /// What a cut makes of the words of a text: the numbers of that, each once and in order.
    pub(crate) fn stems(&self, text: &Wording, cut: &Cut) -> Arc<Vec<u32>> {
        let all = || text.stems.lock().unwrap_or_else(PoisonError::into_inner);
        let known = all().iter().find(|(at, _)| *at == cut.slot()).map(|(_, it)| Arc::clone(it));
        if let Some(known) = known {
            return known;
        }
        let new = Arc::new(self.lexicon.stems(self.numbers(text), cut));
        all().push((cut.slot(), Arc::clone(&new)));
        new
    }

    /// The number that something has among stems.
    pub(crate) fn stem(&self, stem: &str) -> u32 {
        self.lexicon.stem(stem)
    }
}

/// Some words, with what can be told from them alone.
#[derive(Debug, Default)]
pub struct Wording {
    /// As a reader sees them.
    pub text: String,
    /// In small letters.
    pub small: String,
    /// Whether every sign stands at the same place in small letters.
    is_aligned: bool,
    sketch: Sketch,
    signs: Signs,
    /// Where its words begin and end.
    words: OnceLock<Vec<(u32, u32)>>,
    sentences: OnceLock<Vec<Range<usize>>>,
    cut: OnceLock<Text>,
    /// The numbers of its words in the lexicon of its trust.
    numbers: OnceLock<Vec<u32>>,
    /// Which gates have been tried, and which of them let it pass.
    tried: [AtomicU64; WORDS_OF_GATES],
    passed: [AtomicU64; WORDS_OF_GATES],
    kept: Mutex<Vec<(usize, Arc<dyn Any + Send + Sync>)>>,
    /// What cuts make of its words, by their slots.
    stems: Mutex<Vec<(usize, Arc<Vec<u32>>)>>,
}

/// A question that words answer by themselves: whether a lint need look at them at all.
///
/// A gate may let words pass in which nothing is found, and never holds any back in which something would be.
#[derive(Debug)]
pub(crate) struct Gate {
    slot: OnceLock<usize>,
    of: fn(&Wording) -> bool,
}

const WORDS_OF_GATES: usize = 2;
/// How many gates there are so far.
static GATES: AtomicUsize = AtomicUsize::new(0);

impl Gate {
    /// A gate that lets those words pass of which this is true.
    pub(crate) const fn new(of: fn(&Wording) -> bool) -> Self {
        Self { slot: OnceLock::new(), of }
    }

    /// Whether words pass; asked of the same ones once.
    pub(crate) fn lets(&self, wording: &Wording) -> bool {
        let slot = *self.slot.get_or_init(|| GATES.fetch_add(1, Ordering::Relaxed));
        let bit = 1 << (slot % 64);
        // Two threads may both try the same words, and find the same.
        let (Some(tried), Some(passed)) = (wording.tried.get(slot / 64), wording.passed.get(slot / 64)) else {
            return (self.of)(wording);
        };
        if tried.load(Ordering::Acquire) & bit != 0 {
            return passed.load(Ordering::Relaxed) & bit != 0;
        }
        let passes = (self.of)(wording);
        if passes {
            passed.fetch_or(bit, Ordering::Relaxed);
        }
        tried.fetch_or(bit, Ordering::Release);
        passes
    }
}

/// Something that is worked out from words alone, once for the same ones.
#[derive(Debug)]
pub(crate) struct Kept<T> {
    slot: OnceLock<usize>,
    of: fn(&Wording) -> T,
}

impl<T: Any + Send + Sync> Kept<T> {
    /// What this makes of words.
    pub(crate) const fn new(of: fn(&Wording) -> T) -> Self {
        Self { slot: OnceLock::new(), of }
    }

    /// What comes of these words.
    pub(crate) fn of(&self, wording: &Wording) -> Arc<T> {
        let slot = *self.slot.get_or_init(|| KEPT.fetch_add(1, Ordering::Relaxed));
        let all = || wording.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let known = all().iter().find(|(at, _)| *at == slot).map(|(_, it)| Arc::clone(it));
        if let Some(known) = known.and_then(|it| it.downcast().ok()) {
            return known;
        }
        let new = Arc::new((self.of)(wording));
        all().push((slot, Arc::clone(&new) as Arc<dyn Any + Send + Sync>));
        new
    }
}

/// How many things are kept so far.
static KEPT: AtomicUsize = AtomicUsize::new(0);

impl Wording {
    fn new(text: &str) -> Self {
        // Dashes and quotes have no small letters, and of ASCII each is as long as its capital.
        let is_aligned = text.is_ascii() || !text.chars().any(|next| !next.is_ascii() && next.is_alphabetic());
        let small = if is_aligned { text.to_ascii_lowercase() } else { text.to_lowercase() };
        let (sketch, signs) = (Sketch::of(&small), Signs::of(text));
        Self { sketch, signs, text: text.to_owned(), small, is_aligned, ..Self::default() }
    }

    /// Its words in small letters.
    fn small_words(&self) -> Vec<&str> {
        if !self.is_aligned {
            return words(&self.small).into_iter().map(|word| word.text).collect();
        }
        self.cuts().iter().filter_map(|(start, end)| self.small.get(*start as usize..*end as usize)).collect()
    }

    /// Where a saying stands, in capitals or not, and not inside longer words.
    pub(crate) fn places(&self, saying: &Saying) -> Vec<Range<usize>> {
        if self.finds(saying).is_some() { places(&self.text, saying.text) } else { Vec::new() }
    }

    /// Where a saying first stands, in capitals or not, be it inside longer words.
    pub(crate) fn finds(&self, saying: &Saying) -> Option<Range<usize>> {
        let at = Some(()).filter(|()| self.may_hold(saying)).and_then(|()| self.small.find(saying.text))?;
        Some(at..at + saying.text.len())
    }

    /// Whether words in small letters stand there, be it inside longer ones.
    pub(crate) fn has(&self, words: &str) -> bool {
        self.sketch.may_hold_words(words) && self.small.contains(words)
    }

    /// Whether any of some words in small letters stands there, be it inside longer ones.
    pub(crate) fn has_any(&self, words: &[&str]) -> bool {
        words.iter().any(|words| self.has(words))
    }

    /// Its signs.
    pub(crate) fn signs(&self) -> &Signs {
        &self.signs
    }

    /// Whether a saying is worth looking for; no to one that stands there is never said.
    pub(crate) fn may_hold(&self, saying: &Saying) -> bool {
        self.fits(&saying.sketch)
    }

    /// Whether something with this sketch may stand there.
    pub(crate) fn fits(&self, sketch: &Sketch) -> bool {
        self.sketch.may_hold(sketch)
    }

    /// Its words.
    pub(crate) fn words(&self) -> Vec<Token<'_>> {
        self.tokens().collect()
    }

    /// Its words, one after another.
    pub(crate) fn tokens(&self) -> impl Iterator<Item = Token<'_>> {
        let cut = self.cuts().iter().map(|(start, end)| (*start as usize, *end as usize));
        cut.filter_map(|(at, end)| Some(Token { at, text: self.text.get(at..end)? }))
    }

    fn cuts(&self) -> &[(u32, u32)] {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let cut = || words(&self.text).iter().map(|word| (place(word.at), place(word.end()))).collect();
        self.words.get_or_init(cut)
    }

    /// As packs look at it.
    pub(crate) fn cut(&self) -> &Text {
        self.cut.get_or_init(|| Text::new(&self.text))
    }

    /// Where its sentences stand.
    pub(crate) fn sentences(&self) -> &[Range<usize>] {
        self.sentences.get_or_init(|| sentences(&self.text))
    }
}

#[cfg(test)]
mod tests {
    use super::{FEW, Gate, Reading};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static LOOKS: AtomicUsize = AtomicUsize::new(0);
    static LONG: Gate = Gate::new(|wording| {
        LOOKS.fetch_add(1, Ordering::Relaxed);
        wording.text.len() > 5
    });

    #[test]
    fn what_one_school_alone_has_is_forgotten() {
        let reading = Reading::default();
        let (inherited, own) = (reading.of("the trust’s"), reading.of("the first school’s"));
        for _ in 0..=FEW {
            reading.turn_over();
            assert!(Arc::ptr_eq(&reading.of("the trust’s"), &inherited));
        }
        assert!(!Arc::ptr_eq(&reading.of("the first school’s"), &own));
    }

    #[test]
    fn the_same_words_are_read_and_asked_once() {
        let reading = Reading::default();
        let all = ["pupils", "staff", "pupils"].map(|text| reading.of(text));
        assert!(Arc::ptr_eq(&all[0], &all[2]));
        assert_eq!([0, 1, 2, 1].map(|at: usize| LONG.lets(&all[at])), [true, false, true, false]);
        assert_eq!(LOOKS.load(Ordering::Relaxed), 2);
    }
}
