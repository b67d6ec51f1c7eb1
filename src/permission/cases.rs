//! A set of cases, one bit each.

/// A set of cases of one space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseSet {
    bits: Vec<u64>,
}

impl CaseSet {
    /// The empty set over a space of `count` cases.
    pub fn none(count: usize) -> Self {
        Self { bits: vec![0; count.div_ceil(64)] }
    }

    /// Puts a case in.
    pub fn insert(&mut self, case: usize) {
        self.bits[case / 64] |= 1 << (case % 64);
    }

    /// Whether a case is in it.
    pub fn contains(&self, case: usize) -> bool {
        self.bits[case / 64] & (1 << (case % 64)) != 0
    }

    /// The cases in both.
    pub fn and(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a & b)
    }

    /// The cases in either.
    pub fn or(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a | b)
    }

    /// The cases in this one and not in the other.
    pub fn without(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a & !b)
    }

    fn zip(&self, other: &Self, join: impl Fn(u64, u64) -> u64) -> Self {
        Self { bits: self.bits.iter().zip(&other.bits).map(|(a, b)| join(*a, *b)).collect() }
    }

    /// Whether any case is in both.
    pub fn meets(&self, other: &Self) -> bool {
        self.bits.iter().zip(&other.bits).any(|(a, b)| a & b != 0)
    }

    /// How many cases are in both.
    pub fn shared(&self, other: &Self) -> usize {
        self.bits.iter().zip(&other.bits).map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// Whether every case of it is in the other.
    pub fn is_within(&self, other: &Self) -> bool {
        self.bits.iter().zip(&other.bits).all(|(a, b)| a & !b == 0)
    }

    /// Whether no case is in it.
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|word| *word == 0)
    }

    /// How many cases are in it.
    pub fn count(&self) -> usize {
        self.bits.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The cases, lowest first.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.bits
            .iter()
            .enumerate()
            .flat_map(|(at, word)| (0..64).filter(move |bit| word & (1 << bit) != 0).map(move |bit| at * 64 + bit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(cases: &[usize]) -> CaseSet {
        let mut set = CaseSet::none(130);
        cases.iter().for_each(|case| set.insert(*case));
        set
    }

    #[test]
    fn sets_join_part_and_meet() {
        let (a, b) = (set(&[0, 63, 64, 129]), set(&[63, 65]));
        assert_eq!(a.and(&b), set(&[63]));
        assert_eq!(a.or(&b), set(&[0, 63, 64, 65, 129]));
        assert_eq!(a.without(&b).iter().collect::<Vec<_>>(), [0, 64, 129]);
        assert_eq!(a.count(), 4);
        assert!(a.meets(&b) && !a.meets(&set(&[1])) && set(&[64]).is_within(&a) && !b.is_within(&a));
        assert!(a.contains(129) && !a.contains(128) && CaseSet::none(130).is_empty());
    }
}
