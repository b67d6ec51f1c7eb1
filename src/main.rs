//! The `byelaw` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    byelaw::cli::run()
}
