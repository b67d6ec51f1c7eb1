//! Which texts hold a stem: found without a table, since stems are numbered from nought.

/// Texts by the stems that they hold, each by its place.
#[derive(Debug)]
pub(crate) struct Holders {
    /// The texts that hold the first stem, then those that hold the second, and so on.
    texts: Vec<usize>,
    /// For each stem, where its texts end.
    ends: Vec<usize>,
}

impl Holders {
    /// From the stems of each text, which names none twice.
    pub(crate) fn new<'a>(held: impl Iterator<Item = (usize, &'a [u32])> + Clone) -> Self {
        let stems = || held.clone().flat_map(|(at, stems)| stems.iter().map(move |stem| (*stem as usize, at)));
        let count = stems().map(|(stem, _)| stem + 1).max().unwrap_or_default();
        let mut ends = vec![0; count];
        stems().for_each(|(stem, _)| ends[stem] += 1);
        let mut before = 0;
        for end in &mut ends {
            // Where the texts of a stem begin, until they are written.
            let own = std::mem::replace(end, before);
            before += own;
        }
        let mut texts = vec![0; before];
        for (stem, at) in stems() {
            texts[ends[stem]] = at;
            ends[stem] += 1;
        }
        Self { texts, ends }
    }

    /// The texts that hold a stem, in their order.
    pub(crate) fn of(&self, stem: u32) -> &[usize] {
        let at = stem as usize;
        let Some(end) = self.ends.get(at) else { return &[] };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.texts[start..*end]
    }

    /// For each stem, the texts that hold it, in their order.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &[usize]> {
        (0..).take(self.ends.len()).map(|stem| self.of(stem))
    }
}

#[cfg(test)]
mod tests {
    use super::Holders;

    #[test]
    fn texts_are_found_by_what_they_hold() {
        let texts: [&[u32]; 3] = [&[1, 7], &[7], &[2, 7]];
        let holders = Holders::new(texts.into_iter().enumerate());
        assert_eq!([7, 2, 3, 9].map(|stem| holders.of(stem).to_vec()), [vec![0, 1, 2], vec![2], vec![], vec![]]);
        assert_eq!(holders.groups().map(<[_]>::len).collect::<Vec<_>>(), [0, 1, 1, 0, 0, 0, 0, 3]);
    }
}
