//! `byelaw explain`: a lint's page, offline.

use super::{Ending, Failure, print};
use crate::lint;
use crate::suggest::nearest;

/// Print the page of a lint: what it finds, why it matters, how to put it right
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The lint's name, such as review-overdue
    lint: String,
}

pub(super) fn run(args: &Args) -> Result<Ending, Failure> {
    match lint::find(&args.lint) {
        Some(lint) => print(lint.page).map(|()| Ending::Clean),
        None => Err(Failure {
            message: format!("no lint is called `{}`", args.lint),
            help: nearest(&args.lint, lint::names())
                .map_or("`byelaw lints` lists them all".to_owned(), |near| format!("did you mean `{near}`?")),
        }),
    }
}
