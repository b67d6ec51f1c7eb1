//! Which program this is, so that what one build of it kept or made is never taken for the work of another.

use std::env;
use std::fs;
use std::sync::LazyLock;
use std::time::UNIX_EPOCH;

use crate::source::digest;

/// The version, and the file that runs: where it lies, how long it is and when it was written. `None` where the system
/// does not tell.
pub(super) fn maker() -> Option<&'static str> {
    static MAKER: LazyLock<Option<String>> = LazyLock::new(told);
    MAKER.as_deref()
}

fn told() -> Option<String> {
    let file = env::current_exe().ok()?;
    let made = fs::metadata(&file).ok()?;
    let since = made.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    let place = digest(file.to_string_lossy().as_bytes());
    Some(format!("byelaw {} {} {} {since}", env!("CARGO_PKG_VERSION"), &place[..16], made.len()))
}
