//! One file's text: what is no text, or too much of it, is refused with advice.

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use crate::limit;

/// A file that is written while it is read is read again so often.
const READINGS: usize = 3;

/// Why a file's bytes are not taken in.
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) help: &'static str,
}

/// Reads a file, without the mark that some editors put first.
pub(super) fn text(path: &Path) -> io::Result<Result<String, Refusal>> {
    let bytes = match bytes(path)? {
        Ok(bytes) => bytes,
        Err(refusal) => return Ok(Err(refusal)),
    };
    Ok(decoded(bytes).and_then(|text| if is_source(path) { of_lines(text) } else { Ok(text) }))
}

fn refused<T>(message: impl Into<String>, help: &'static str) -> Result<T, Refusal> {
    Err(Refusal { message: message.into(), help })
}

/// The bytes of a file as they stood at one moment.
pub(super) fn bytes(path: &Path) -> io::Result<Result<Vec<u8>, Refusal>> {
    // Opening a pipe would wait for somebody to write into it.
    if !fs::metadata(path)?.is_file() {
        return Ok(refused("this is a folder, a pipe or a device, and a file is read here", "put a file in its place"));
    }
    for _ in 0..READINGS {
        let mut file = fs::File::open(path)?;
        let before = state(&file)?;
        // One byte more, so that the end of the file is seen without asking for more room.
        let room = usize::try_from(before.0.min(limit::FILE)).unwrap_or_default() + 1;
        let mut bytes = Vec::with_capacity(room);
        (&mut file).take(limit::FILE + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit::FILE {
            let message = format!("this file is larger than {} MB", limit::FILE >> 20);
            return Ok(refused(message, "split it into several files"));
        }
        // Some systems give no length for files that they make up as they are read.
        if state(&file)? == before && (before.0 == bytes.len() as u64 || before.0 == 0) {
            return Ok(Ok(bytes));
        }
    }
    Ok(refused("this file is being written while it is read", "run it again when the other program has done"))
}

/// What changes when a file is written to: its length and when that was.
fn state(file: &fs::File) -> io::Result<(u64, Option<SystemTime>)> {
    let meta = file.metadata()?;
    Ok((meta.len(), meta.modified().ok()))
}

fn decoded(bytes: Vec<u8>) -> Result<String, Refusal> {
    const AGAIN: &str = "write it again with a text editor, saved as UTF-8";
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return refused("this file is saved as UTF-16", "save it again as UTF-8");
    }
    match String::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => refused("this file holds bytes that are not text", AGAIN),
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let sound = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
            let line = sound.filter(|byte| **byte == b'\n').count() + 1;
            refused(format!("this file holds bytes that are not text, first on line {line}"), AGAIN)
        }
    }
}

/// Whether people write the file by hand, line by line; a template may hold a picture on one line.
fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "byelaw" || it == "yaml")
}

fn of_lines(text: String) -> Result<String, Refusal> {
    // Byte by byte: lines are short, and a search that is begun anew for each costs more.
    for (at, line) in text.as_bytes().split(|byte| *byte == b'\n').enumerate() {
        if line.len() > limit::LINE {
            let message = format!("line {} of this file is longer than {} characters", at + 1, limit::LINE);
            return refused(message, "break the line; in a source, before a word such as `if` or `every`");
        }
        if line.strip_suffix(b"\r").unwrap_or(line).contains(&b'\r') {
            let message = format!("line {} of this file holds a line end of an old Macintosh", at + 1);
            return refused(message, "save it again with the line ends of Windows or Linux");
        }
    }
    Ok(text)
}
