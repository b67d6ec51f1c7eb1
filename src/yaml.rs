//! YAML that people edit by hand, read with places so that findings can point into it. The owner of serde-saphyr.

use serde::de::DeserializeOwned;

pub(crate) use serde_saphyr::Spanned as Placed;

use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
use crate::span::Span;

/// Reads a whole file; what is wrong with it comes back as a finding at its place.
pub(crate) fn read<T: DeserializeOwned + Default>(file: &SourceFile) -> Result<T, Diagnostic> {
    if file.text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(T::default());
    }
    serde_saphyr::from_str(&file.text).map_err(|error| {
        let error = error.without_snippet();
        let place = error.location().map_or(Span::new(file.id, 0, 0), |location| span_at(file, &location));
        let told = error.to_string();
        let message = told.split(" at line ").next().unwrap_or(&told);
        // The rest of that message speaks to programmers.
        let message = message.split(", set DuplicateKeyPolicy").next().unwrap_or(message).to_owned();
        if message.starts_with("budget breached") {
            return Diagnostic::error("yaml", place, "this file holds, or stands for, more values than are taken in")
                .help("keep it to what a school needs, and write out what `*` repeats");
        }
        Diagnostic::error("yaml", place, format!("this file cannot be read as YAML: {}", first_small(&message)))
            .help("look at the spelling of the key, its indentation and its quotes")
    })
}

/// Where a placed value stands.
pub(crate) fn place<T>(file: &SourceFile, value: &Placed<T>) -> Span {
    span_at(file, &value.referenced)
}

/// From a line and a column in characters, to the end of the word there.
fn span_at(file: &SourceFile, location: &serde_saphyr::Location) -> Span {
    let number = usize::try_from(location.line()).unwrap_or(1).clamp(1, file.line_count());
    let line = file.line(number);
    let column = usize::try_from(location.column()).unwrap_or(1).max(1);
    let before = line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at);
    let rest = line[before..].split(['#', '}', ',']).next().unwrap_or_default().trim_end();
    let start = file.line_start(number) + before;
    Span::new(file.id, start, start + rest.len())
}

fn first_small(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
