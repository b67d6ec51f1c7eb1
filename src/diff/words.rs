//! Two texts word by word: what both have, what is gone, what is new.

/// Texts with more words than this on both sides are told whole.
const WORDS_AT_MOST: usize = 4000;

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Both have it.
    Same(String),
    /// Only the first has it.
    Gone(String),
    /// Only the second has it.
    New(String),
}

/// The runs that turn one text into the other, in order; what is gone stands before what is new in its place.
pub fn words(before: &str, after: &str) -> Vec<Run> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.split_whitespace().collect(), after.split_whitespace().collect());
    let first = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let (rest, other) = (&old[first..], &new[first..]);
    let last = rest.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let (middle, changed) = (&rest[..rest.len() - last], &other[..other.len() - last]);
    let mut runs = Runs::default();
    old[..first].iter().for_each(|word| runs.same(word));
    if middle.len().max(changed.len()) > WORDS_AT_MOST {
        middle.iter().for_each(|word| runs.gone(word));
        changed.iter().for_each(|word| runs.came(word));
    } else {
        common(middle, changed, &mut runs);
    }
    rest[rest.len() - last..].iter().for_each(|word| runs.same(word));
    runs.done()
}

/// The longest list of words that both have in order, walked from the front.
fn common(old: &[&str], new: &[&str], runs: &mut Runs) {
    let width = new.len() + 1;
    let mut lengths = vec![0_u16; (old.len() + 1) * width];
    for one in (0..old.len()).rev() {
        for other in (0..new.len()).rev() {
            lengths[one * width + other] = if old[one] == new[other] {
                lengths[(one + 1) * width + other + 1] + 1
            } else {
                lengths[(one + 1) * width + other].max(lengths[one * width + other + 1])
            };
        }
    }
    let (mut one, mut other) = (0, 0);
    while one < old.len() && other < new.len() {
        if old[one] == new[other] {
            runs.same(old[one]);
            (one, other) = (one + 1, other + 1);
        } else if lengths[(one + 1) * width + other] >= lengths[one * width + other + 1] {
            runs.gone(old[one]);
            one += 1;
        } else {
            runs.came(new[other]);
            other += 1;
        }
    }
    old[one..].iter().for_each(|word| runs.gone(word));
    new[other..].iter().for_each(|word| runs.came(word));
}

#[derive(Default)]
struct Runs {
    done: Vec<Run>,
    same: Vec<String>,
    gone: Vec<String>,
    new: Vec<String>,
}

impl Runs {
    fn same(&mut self, word: &str) {
        self.settle();
        self.same.push(word.to_owned());
    }

    fn gone(&mut self, word: &str) {
        self.close();
        self.gone.push(word.to_owned());
    }

    fn came(&mut self, word: &str) {
        self.close();
        self.new.push(word.to_owned());
    }

    fn close(&mut self) {
        if !self.same.is_empty() {
            self.done.push(Run::Same(std::mem::take(&mut self.same).join(" ")));
        }
    }

    fn settle(&mut self) {
        if !self.gone.is_empty() {
            self.done.push(Run::Gone(std::mem::take(&mut self.gone).join(" ")));
        }
        if !self.new.is_empty() {
            self.done.push(Run::New(std::mem::take(&mut self.new).join(" ")));
        }
    }

    fn done(mut self) -> Vec<Run> {
        self.settle();
        self.close();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::{Run, words};

    #[test]
    fn only_what_changed_is_told_apart() {
        let told = words("We keep your child safe at school", "We keep each child safe at home and at school");
        let same = |it: &str| Run::Same(it.to_owned());
        let expected = [
            same("We keep"),
            Run::Gone("your".to_owned()),
            Run::New("each".to_owned()),
            same("child safe"),
            Run::New("at home and".to_owned()),
            same("at school"),
        ];
        assert_eq!(told, expected);
        assert_eq!(words("a b", "a b"), [same("a b")]);
        assert_eq!(words("", "a"), [Run::New("a".to_owned())]);
    }
}
