//! Writing files: each is written beside its place and then takes it, so that a reader sees the old one or the new one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::Failure;

/// How the name of a file ends that has not taken its place yet.
const NEW: &str = ".byelaw-new";
/// So many names are tried for it.
const NAMES: u32 = 100;

/// Refuses a file that is not to be written, though its folder would let it be replaced.
pub(super) fn may_write(path: &Path) -> Result<(), Failure> {
    match fs::metadata(path) {
        Ok(there) if there.permissions().readonly() => Err(Failure {
            message: format!("`{}` may only be read, so nothing is written to it", path.display()),
            help: "allow writing to it, if it is meant to be changed".to_owned(),
        }),
        _ => Ok(()),
    }
}

/// Writes a file that people keep: it is on the disk before it takes the place of the old one.
pub(super) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    replace(path, bytes.as_ref(), true)
}

/// Writes a file that can be built again.
pub(super) fn write_built(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    replace(path, bytes, false)
}

fn replace(path: &Path, bytes: &[u8], keep: bool) -> Result<(), Failure> {
    let fails = |error: io::Error| Failure {
        message: format!("`{}` cannot be written: {error}", path.display()),
        help: "check that you may write there and that the disk has room".to_owned(),
    };
    may_write(path)?;
    let (beside, mut file) = beside(path).map_err(fails)?;
    let mut fill = || {
        file.write_all(bytes)?;
        if let Ok(there) = fs::metadata(path) {
            fs::set_permissions(&beside, there.permissions())?;
        }
        if keep {
            file.sync_all()?;
        }
        fs::rename(&beside, path)
    };
    fill().map_err(|error| {
        // The half-written copy is ours alone; that it cannot be removed changes nothing.
        fs::remove_file(&beside).ok();
        fails(error)
    })
}

/// A new file beside a place, hidden, and of a name that nothing has.
fn beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    for nth in 0..NAMES {
        let beside = path.with_file_name(format!(".{name}.{}-{nth}{NEW}", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            opened => return opened.map(|file| (beside, file)),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Keeps other builds out of a folder as long as it is held.
pub(super) struct Hold(#[expect(dead_code, reason = "the lock ends with the file")] Option<File>);

/// Waits until no other build writes into a folder, and clears away what a build left that was cut short.
pub(super) fn hold(folder: &Path) -> Hold {
    let file = OpenOptions::new().append(true).create(true).open(folder.join(".byelaw-lock")).ok();
    // Where a disk knows no locks, builds are trusted not to meet.
    let held = file.as_ref().is_some_and(|file| file.lock().is_ok());
    if held {
        clear(folder);
    }
    Hold(file)
}

/// Only the holder of the folder writes into it, so what has not taken its place never will.
fn clear(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            clear(&entry.path());
        } else if name.starts_with('.') && name.ends_with(NEW) {
            fs::remove_file(entry.path()).ok();
        }
    }
}
