//! An exception goes where its rule goes: what the permissions prove of a rule stands beside it in every document that
//! prints it, whichever document the exception was written in.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::School;
use crate::model::date::Day;
use crate::model::sentence::Sentence;
use crate::permission::{Rank, Source, ahead};
use crate::word::Word;

/// For each rule, sentence or cell, the sentences that it gives way to.
#[derive(Debug)]
pub(super) struct GivesWay(BTreeMap<String, BTreeSet<usize>>);

impl GivesWay {
    /// What holds on any day: a document is read for longer than the day on which it is made.
    pub(super) fn of(school: &School) -> Self {
        let mut all: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        let spaces = ahead(school, Day::MIN).0.into_iter().flat_map(|it| it.spaces);
        for space in spaces {
            for (at, rule) in space.rules.iter().enumerate().filter(|(_, rule)| rule.rank == Rank::Stated) {
                let meets = |other: &usize| space.rules[*other].cases.meets(&rule.cases);
                let exceptions =
                    space.exceptions.of_rule(at).filter(meets).filter_map(|it| match space.rules[it].source {
                        Source::Sentence(sentence) => Some(sentence),
                        Source::Cell(..) | Source::Otherwise(_) => None,
                    });
                let exceptions: BTreeSet<usize> = exceptions.collect();
                if !exceptions.is_empty() {
                    all.entry(rule.address.clone()).or_default().extend(exceptions);
                }
            }
        }
        Self(all)
    }

    /// What a rule gives way to, in the order of the source.
    pub(super) fn to<'s>(&self, school: &'s School, address: &str) -> Vec<&'s Sentence> {
        self.0.get(address).into_iter().flatten().map(|at| &school.sentences[*at]).collect()
    }
}

/// An exception as it stands beside its rule: without the words that name the rule.
pub(super) fn alone(exception: &Sentence) -> Sentence {
    Sentence { clauses: exception.clauses.without(&[Word::Despite]), ..exception.clone() }
}
