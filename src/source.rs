//! The texts we hold: each file's path and content, with lines and columns worked out once.

use sha2::{Digest, Sha256};

use crate::span::{SourceId, Span};

/// One text with the path that messages show for it.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its number among the sources.
    pub id: SourceId,
    /// The path as shown to people, with `/` between folders.
    pub path: String,
    /// The whole text.
    pub text: String,
    starts: Vec<usize>,
}

/// A line and a column, both counted from 1; columns count characters, not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl SourceFile {
    fn new(id: SourceId, path: String, text: String) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Self { id, path, text, starts }
    }

    /// The line and column of a byte offset; offsets past the end count as the end.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        Position { line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The bytes of a line (from 1) without its line break.
    pub fn line(&self, line: usize) -> &str {
        let start = self.starts[line - 1];
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        self.text[start..end].trim_end_matches('\r')
    }

    /// How many lines it has; at least one.
    pub fn line_count(&self) -> usize {
        (self.starts.len() - usize::from(self.text.ends_with('\n'))).max(1)
    }

    /// The byte offsets at which its lines start.
    pub fn line_starts(&self) -> &[usize] {
        &self.starts
    }

    /// The byte offset at which a line (from 1) starts.
    pub fn line_start(&self, line: usize) -> usize {
        self.starts[line - 1]
    }

    /// SHA-256 of the text as lower-case hexadecimal digits, which any standard tool can repeat.
    pub fn digest(&self) -> String {
        digest(self.text.as_bytes())
    }
}

/// SHA-256 of some bytes as lower-case hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every text of one run, in the order in which it was read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Takes a text in and says which number it has.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile::new(id, path.into(), text.into()));
        id
    }

    /// The text with this number.
    pub fn get(&self, id: SourceId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All of them, in reading order.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
    }

    /// The words that a span covers.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }
}
