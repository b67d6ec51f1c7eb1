//! Findings → mended texts: the changes that findings offer, written into the sources as far as they do not clash.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Fix, Safety};
use crate::source::{SourceFile, Sources};
use crate::span::{SourceId, Span};
use crate::syntax::{parse, print::print};

/// What came of one look at the findings.
#[derive(Clone, Debug, Default)]
pub struct Mended<'a> {
    /// The new texts of the files that change.
    pub texts: BTreeMap<SourceId, String>,
    /// The findings whose changes are in them.
    pub done: Vec<&'a Diagnostic>,
    /// The findings whose changes have to wait for another look, since they clash with one that was made.
    pub waiting: Vec<&'a Diagnostic>,
}

/// Makes the safe changes that findings offer, and with `all` the others too. What somebody accepts is left alone.
///
/// In a file that cannot be read in full only what stands against reading it is mended: the places of everything else
/// are sure only then.
pub fn mend<'a>(found: &'a [Diagnostic], sources: &Sources, all: bool) -> Mended<'a> {
    let unread: BTreeSet<SourceId> =
        found.iter().filter(|it| it.name == "syntax").map(|it| it.primary.span.source).collect();
    let mut taken: Vec<(Span, &str)> = Vec::new();
    let mut mended = Mended::default();
    for finding in found.iter().filter(|it| it.waived.is_none()) {
        let Some(fix) = finding.fix.as_ref().filter(|fix| all || fix.safety == Safety::Safe) else { continue };
        let reads = finding.name == "syntax" || !fix.edits.iter().any(|(span, _)| unread.contains(&span.source));
        let edits = edits(fix, sources);
        if edits.iter().all(|edit| taken.contains(edit)) {
            mended.done.push(finding);
        } else if reads && !edits.iter().any(|(span, _)| taken.iter().any(|(other, _)| clash(*span, *other))) {
            taken.extend(edits);
            mended.done.push(finding);
        } else {
            mended.waiting.push(finding);
        }
    }
    for id in taken.iter().map(|(span, _)| span.source).collect::<BTreeSet<_>>() {
        let file = sources.get(id);
        let text = laid_out(file, edited(file, taken.iter().filter(|(span, _)| span.source == id)));
        mended.texts.insert(id, text);
    }
    mended
}

/// The changes of a fix; what leaves nothing on its lines takes the lines with it.
fn edits<'a>(fix: &'a Fix, sources: &Sources) -> Vec<(Span, &'a str)> {
    let whole = |(span, new): &'a (Span, String)| {
        let range = span.start as usize..span.end as usize;
        let range = if new.is_empty() { lines(&sources.get(span.source).text, range) } else { range };
        (Span::new(span.source, range.start, range.end), new.as_str())
    };
    fix.edits.iter().map(whole).collect()
}

/// A stretch of a text with the rest of its lines, where only blanks stand there, and one of two blank lines around it.
fn lines(text: &str, range: Range<usize>) -> Range<usize> {
    let (Some(before), Some(after)) = (text.get(..range.start), text.get(range.end..)) else { return range };
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = after.find('\n').map_or(after.len(), |at| at + 1);
    if !before[start..].trim().is_empty() || !after[..rest].trim().is_empty() {
        return range;
    }
    let above = start == 0 || before[..start].ends_with("\n\n");
    let below = after[rest..].find('\n').filter(|at| above && after[rest..rest + at].trim().is_empty());
    start..range.end + rest + below.map_or(0, |at| at + 1)
}

fn clash(one: Span, other: Span) -> bool {
    let apart = one.source != other.source || one.end < other.start || other.end < one.start;
    // Two changes may touch, unless one of them puts something in just there.
    let touch = (one.end == other.start || other.end == one.start) && one.start != one.end && other.start != other.end;
    !apart && !touch
}

fn edited<'e>(file: &SourceFile, edits: impl Iterator<Item = &'e (Span, &'e str)>) -> String {
    let mut edits: Vec<_> = edits.collect();
    edits.sort_by_key(|(span, _)| *span);
    let mut out = String::with_capacity(file.text.len());
    let mut at = 0;
    for (span, new) in edits {
        out.push_str(file.text.get(at..span.start as usize).unwrap_or_default());
        out.push_str(new);
        at = span.end as usize;
    }
    out.push_str(file.text.get(at..).unwrap_or_default());
    out
}

/// The new text of a file in canonical layout, where the old one was.
fn laid_out(old: &SourceFile, new: String) -> String {
    match canonical(&old.text) {
        Some(text) if text == old.text => canonical(&new).unwrap_or(new),
        _ => new,
    }
}

/// The canonical layout of a text that can be read in full.
fn canonical(text: &str) -> Option<String> {
    let mut sources = Sources::default();
    let id = sources.add("", text);
    let read = parse(sources.get(id));
    (!read.has_errors()).then(|| print(&read.value))
}

#[cfg(test)]
mod tests {
    use super::mend;
    use crate::diagnostic::{Diagnostic, Safety};
    use crate::source::Sources;
    use crate::span::{SourceId, Span};

    /// A text, and what becomes of it by the changes of several findings, each a place and new words.
    fn mended(text: &str, fixes: &[&[(usize, usize, &str)]]) -> (String, usize, usize) {
        let mut sources = Sources::default();
        let id: SourceId = sources.add("notes.yaml", text);
        let offer = |edits: &&[(usize, usize, &str)]| {
            let edits: Vec<_> =
                edits.iter().map(|(start, end, new)| (Span::new(id, *start, *end), (*new).to_owned())).collect();
            Diagnostic::error("x", edits[0].0, "y").fix("z", Safety::Safe, edits)
        };
        let found: Vec<Diagnostic> = fixes.iter().map(offer).collect();
        let done = mend(&found, &sources, false);
        (done.texts[&id].clone(), done.done.len(), done.waiting.len())
    }

    #[test]
    fn a_fix_is_made_whole_or_not_at_all() {
        assert_eq!(
            mended("one two three", &[&[(0, 3, "1"), (8, 13, "3")], &[(4, 7, "2")]]),
            ("1 2 3".to_owned(), 2, 0)
        );
        assert_eq!(mended("one two", &[&[(0, 3, "1")], &[(2, 5, "-"), (6, 7, "!")]]), ("1 two".to_owned(), 1, 1));
        assert_eq!(mended("one two", &[&[(0, 3, "1")], &[(0, 3, "1")]]), ("1 two".to_owned(), 2, 0));
        assert_eq!(mended("one two", &[&[(3, 3, ",")], &[(3, 3, ";")]]), ("one, two".to_owned(), 1, 1));
        assert_eq!(mended("one two", &[&[(0, 3, "1")], &[(3, 4, "-")]]), ("1-two".to_owned(), 2, 0));
    }

    #[test]
    fn what_empties_its_lines_takes_them_out() {
        assert_eq!(mended("a\n\n  b b\n    b\n\nc\n", &[&[(5, 14, "")]]).0, "a\n\nc\n");
        assert_eq!(mended("a\n  b\nc\n", &[&[(4, 5, "")]]).0, "a\nc\n");
        assert_eq!(mended("a\n  b  # remark\nc\n", &[&[(4, 5, "")]]).0, "a\n    # remark\nc\n");
        assert_eq!(mended("a\n\nb", &[&[(3, 4, "")]]).0, "a\n\n");
    }
}
