//! Doing something again whenever a file of a folder changes.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Common, Ending, Failure};
use crate::project;

/// How long to wait between two looks: short enough that nobody notices it.
const PAUSE: Duration = Duration::from_millis(25);

/// Does something now and after every change below a folder, until it is stopped or standard output is closed. What is
/// done answers with the files outside the folder that it rests on; a failure is told and does not end the watch.
pub(super) fn watch(
    root: &Path,
    common: &Common,
    mut act: impl FnMut() -> Result<Vec<PathBuf>, Failure>,
) -> Result<Ending, Failure> {
    let mut named = Vec::new();
    loop {
        // Looked at before, so that what changes meanwhile is seen afterwards.
        let before = project::looks(root, &named);
        let known = match act() {
            Ok(files) => files,
            Err(failure) => {
                eprintln!("byelaw: {}", failure.message);
                eprintln!("  help: {}", failure.help);
                Vec::new()
            }
        };
        if !common.quiet {
            eprintln!("waiting for a change in `{}`; Ctrl-C ends", root.display());
        }
        let before = if known == named { before } else { project::looks(root, &known) };
        named = known;
        while project::looks(root, &named) == before {
            std::thread::sleep(PAUSE);
        }
    }
}
