//! Byelaw reads a school's online safety documents from a small language, proves them consistent, and prints them.
//!
//! The stages in reading order: `syntax` makes trees from texts, `resolve` binds them into the `model` of a school,
//! `permission` turns its permissions into a finite space, `document` lays out the document set, `due` tells what falls
//! due, `record` keeps who approved and reviewed what, `pack` knows what law and guidance ask, `compare` holds schools
//! against each other, `lint` finds faults, `fix` mends those that can be mended, `diff` tells what changed in meaning,
//! `render` makes Markdown, HTML and PDF of the documents, `export` hands the model to other programs, `report` tells
//! people. `project`, `config`, `people` and `terms` read; `cli` writes; everything between is pure.

pub mod diagnostic;
pub mod limit;
pub mod sketch;
pub mod source;
pub mod span;
pub mod suggest;
pub mod word;
mod yaml;

pub mod syntax;

pub mod model;

pub mod resolve;

pub mod permission;

pub mod document;

pub mod due;

pub mod question;

pub mod record;

pub mod pack;

pub mod compare;

pub mod lint;

pub mod fix;

pub mod diff;

pub mod export;

pub mod sheet;

pub mod render;

pub mod report;

pub mod cli;

pub mod config;
pub mod people;
pub mod project;
pub mod starter;
pub mod terms;
