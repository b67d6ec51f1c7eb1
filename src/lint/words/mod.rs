//! What words say by themselves: English, names of people, titles of papers, in any text and for any school.

pub(super) mod abbreviations;
pub(super) mod elsewhere;
pub(super) mod english;
pub(super) mod grammar;
pub(super) mod lexicon;
pub(super) mod names;
pub(super) mod papers;
pub(super) mod persons;
pub(super) mod spelling;
pub(super) mod table;
pub(super) mod titles;
