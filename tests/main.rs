//! All tests from outside, in one binary.

mod book;
mod cli;
mod documents;
mod harness;
mod inventory;
mod mistakes;
mod pages;
mod permissions;
mod policies;
mod properties;
mod syntax;
mod tidy;
