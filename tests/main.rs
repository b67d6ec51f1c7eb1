//! All tests from outside, in one binary.

mod bad_input;
mod baseline;
mod book;
mod cache;
mod calendar;
mod cedar;
mod ci;
mod cli;
mod compare;
mod dates;
mod diff;
mod documents;
mod due;
mod editions;
#[cfg(feature = "pdf")]
mod fillable;
mod fix;
mod formats;
mod fuzz_corpus;
mod harness;
mod hostile;
mod inventory;
mod looks;
mod mistakes;
mod packs;
mod pages;
mod permissions;
mod policies;
mod proofs;
mod properties;
mod questions;
mod reading;
mod rebuild;
mod records;
mod report;
mod sarif;
mod sheets;
mod since;
mod symbols;
mod syntax;
#[cfg(feature = "pdf")]
mod tags;
mod tidy;
mod trusts;
mod waivers;
mod wording;
