//! Which sentences say nearly the same, whatever little words they use.

use std::sync::Arc;

use crate::lint::facts::holders::Holders;
use crate::lint::facts::wording::{Reading, Wording};
use crate::lint::words::lexicon::Cut;

/// Words that are in every policy and tell nothing apart.
const COMMON: [&str; 34] = [
    "this", "that", "with", "them", "they", "their", "there", "what", "which", "when", "where", "have", "been", "from",
    "into", "onto", "will", "must", "should", "would", "could", "make", "makes", "made", "sure", "every", "each",
    "other", "also", "such", "only", "being", "whose", "those",
];
/// A word that this many sentences share brings no two of them together.
const OFTEN: usize = 12;
/// So many telling words a sentence must have before it is held against another.
const ENOUGH: usize = 3;

/// Two sentences, by their places, and how alike they are, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Likeness {
    pub first: usize,
    pub second: usize,
    pub share: f64,
}

/// Every two sentences in quoted words of which at least `share` of the telling words are the same, in order.
pub(crate) fn alike<'a>(
    reading: &Reading,
    quoted: impl Iterator<Item = Option<&'a Wording>>,
    share: f64,
) -> Vec<Likeness> {
    let words: Vec<Arc<Vec<u32>>> =
        quoted.map(|it| it.map_or_else(Arc::default, |wording| reading.stems(wording, &TELLING))).collect();
    let telling = words.iter().enumerate().filter(|(_, words)| words.len() >= ENOUGH);
    let holders = Holders::new(telling.map(|(at, words)| (at, words.as_slice())));
    // What a shorter sentence has no room for, it cannot share.
    let long = |at: usize| words[at].len();
    let near = |first, second| of(long(first).min(long(second)), long(first).max(long(second))) >= share;
    let mut pairs = Vec::new();
    for group in holders.groups().filter(|group| group.len() <= OFTEN) {
        for (nth, first) in group.iter().enumerate() {
            let others = group[nth + 1..].iter().filter(|second| near(*first, **second));
            pairs.extend(others.map(|second| (*first, *second)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let scored = pairs.into_iter().map(|(first, second)| {
        let both = shared(&words[first], &words[second]);
        Likeness { first, second, share: of(both, long(first) + long(second) - both) }
    });
    scored.filter(|it| it.share >= share).collect()
}

/// A part of a whole, from 0 to 1.
#[allow(clippy::cast_precision_loss, reason = "a sentence has a few dozen words")]
fn of(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// How many numbers stand in both; each is in order.
fn shared(first: &[u32], second: &[u32]) -> usize {
    let (mut here, mut there, mut count) = (0, 0, 0);
    while let (Some(one), Some(other)) = (first.get(here), second.get(there)) {
        count += usize::from(one == other);
        here += usize::from(one <= other);
        there += usize::from(other <= one);
    }
    count
}

/// The telling words of a sentence, without their endings.
static TELLING: Cut = Cut::new(|word| {
    let tells = word.chars().count() > 3 && !COMMON.contains(&word);
    tells.then(|| stem(word).to_owned())
});

fn stem(word: &str) -> &str {
    let endings = ["ings", "ing", "edly", "ed", "ies", "es", "s"];
    let cut = endings.iter().find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.chars().count() >= 4));
    cut.unwrap_or(word)
}
