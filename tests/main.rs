//! All tests from outside, in one binary.

mod baseline;
mod book;
mod calendar;
mod ci;
mod cli;
mod dates;
mod documents;
mod due;
mod fix;
mod formats;
mod harness;
mod inventory;
mod mistakes;
mod packs;
mod pages;
mod permissions;
mod policies;
mod properties;
mod report;
mod sarif;
mod syntax;
mod tidy;
mod trusts;
mod waivers;
mod wording;
