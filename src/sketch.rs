//! Looking for many sayings in many texts: a text is sketched once, and what does not fit the sketch is not looked for.

/// Words of a sketch.
const WORDS: usize = 16;

/// Which two signs stand beside each other somewhere in a text, as bits, capitals or not. A saying that holds a pair
/// which the text lacks cannot stand in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sketch([u64; WORDS]);

impl Sketch {
    /// Sketches a text.
    pub const fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut pairs = [0; WORDS];
        let mut at = 1;
        while at < bytes.len() {
            let pair = pair(bytes[at - 1], bytes[at]);
            pairs[pair / 64] |= 1 << (pair % 64);
            at += 1;
        }
        Self(pairs)
    }

    /// What several texts have between them.
    pub fn of_all(texts: &[&str]) -> Self {
        texts.iter().fold(Self::default(), |all, text| all.with(&Self::of(text)))
    }

    /// What it and another have between them.
    pub fn with(mut self, other: &Sketch) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(here, more)| *here |= more);
        self
    }

    /// Whether it holds the first two signs of a word.
    pub fn may_begin(&self, word: &str) -> bool {
        word.as_bytes().windows(2).take(1).all(|two| self.holds(two[0], two[1]))
    }

    /// Whether a text with this sketch may hold some words in small letters.
    pub fn may_hold_words(&self, words: &str) -> bool {
        words.as_bytes().windows(2).all(|two| self.holds(two[0], two[1]))
    }

    fn holds(&self, first: u8, second: u8) -> bool {
        let pair = pair(first, second);
        self.0[pair / 64] & 1 << (pair % 64) != 0
    }

    /// Whether a text with this sketch may hold one with the other.
    pub fn may_hold(&self, other: &Sketch) -> bool {
        self.0.iter().zip(&other.0).all(|(here, wanted)| wanted & !here == 0)
    }
}

/// The bit of two signs: the last five bits of a letter are the same in capitals and in small letters.
const fn pair(first: u8, second: u8) -> usize {
    ((first & 31) as usize) << 5 | (second & 31) as usize
}

/// Which signs stand somewhere in a text: each of ASCII by itself, all others by the bytes that they are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs([u64; 4]);

impl Signs {
    /// Those of a text.
    pub const fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut all = [0; 4];
        let mut at = 0;
        while at < bytes.len() {
            all[(bytes[at] >> 6) as usize] |= 1 << (bytes[at] & 63);
            at += 1;
        }
        Self(all)
    }

    /// Whether a byte is among those that they are written in.
    pub fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] & 1 << (byte & 63) != 0
    }

    /// Whether any of some others is among them.
    pub fn has_any(&self, others: &Signs) -> bool {
        self.0.iter().zip(&others.0).any(|(here, wanted)| here & wanted != 0)
    }

    /// Whether any is none of ASCII.
    pub fn are_beyond_ascii(&self) -> bool {
        self.0[2] | self.0[3] != 0
    }
}

/// Some words to look for, in small letters, with their sketch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saying {
    /// The words.
    pub text: &'static str,
    /// Their sketch.
    pub sketch: Sketch,
}

impl Saying {
    /// Sketches words that are written in small letters.
    pub const fn new(text: &'static str) -> Self {
        Self { text, sketch: Sketch::of(text) }
    }
}

/// A list of sayings, sketched while the program is compiled.
pub const fn sayings<const COUNT: usize>(texts: [&'static str; COUNT]) -> [Saying; COUNT] {
    let mut all = [Saying::new(""); COUNT];
    let mut at = 0;
    while at < COUNT {
        all[at] = Saying::new(texts[at]);
        at += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Signs, Sketch, sayings};

    #[test]
    fn signs_are_there_or_not() {
        let signs = Signs::of("Ask (by e-mail)");
        assert_eq!([")", "x(", "0@", "’"].map(|any| signs.has_any(&Signs::of(any))), [true, true, false, false]);
        assert!(!signs.are_beyond_ascii() && Signs::of("school’s").are_beyond_ascii());
    }

    #[test]
    fn what_a_text_holds_fits_its_sketch() {
        let text = "Pupils TRY TO keep ‘e-mail’ safe";
        let sketch = Sketch::of(text);
        for (from, _) in text.char_indices() {
            for (to, _) in text.char_indices().filter(|(to, _)| *to >= from) {
                assert!(sketch.may_hold(&Sketch::of(&text[from..to].to_lowercase())), "{:?}", &text[from..to]);
            }
        }
    }

    #[test]
    fn what_cannot_be_there_is_told_from_what_may() {
        let sketch = Sketch::of("pupils try to keep it safe");
        let may = sayings(["try to", "strive to", "shared login"]).map(|saying| sketch.may_hold(&saying.sketch));
        assert_eq!(may, [true, false, false]);
    }
}
