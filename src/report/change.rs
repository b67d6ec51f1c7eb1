//! How a text would change, line by line, in the form that programs call unified.

use super::visible;

/// So many lines that stay the same stand around a change.
const AROUND: usize = 2;

/// One line of both texts, of the old one alone, or of the new one alone.
enum Line<'a> {
    Both(&'a str),
    Old(&'a str),
    New(&'a str),
}

/// The changes of one file; nothing where there are none.
pub fn change(path: &str, old: &str, new: &str) -> String {
    let lines = compare(&old.lines().collect::<Vec<_>>(), &new.lines().collect::<Vec<_>>());
    let changed = |at: usize| lines.get(at).is_some_and(|line| !matches!(line, Line::Both(_)));
    let shown = |at: usize| (at.saturating_sub(AROUND)..=at + AROUND).any(changed);
    let mut out = String::new();
    let (mut old_line, mut new_line) = (1, 1);
    for (at, line) in lines.iter().enumerate() {
        if shown(at) {
            if at == 0 || !shown(at - 1) {
                out.push_str(&format!("@@ -{old_line} +{new_line} @@\n"));
            }
            let (sign, text) = match line {
                Line::Both(text) => (' ', text),
                Line::Old(text) => ('-', text),
                Line::New(text) => ('+', text),
            };
            out.push_str(&format!("{sign}{}\n", visible(text)));
        }
        old_line += usize::from(!matches!(line, Line::New(_)));
        new_line += usize::from(!matches!(line, Line::Old(_)));
    }
    if out.is_empty() { out } else { format!("--- {path}\n+++ {path}\n{out}") }
}

/// Walks both texts; where they part, they meet again at the nearest line that both have.
fn compare<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let (mut at, mut to) = (0, 0);
    while at < old.len() || to < new.len() {
        let (gone, come) = apart(&old[at..], &new[to..]);
        lines.extend(old[at..at + gone].iter().map(|line| Line::Old(line)));
        lines.extend(new[to..to + come].iter().map(|line| Line::New(line)));
        (at, to) = (at + gone, to + come);
        if let Some(line) = old.get(at) {
            lines.push(Line::Both(line));
            (at, to) = (at + 1, to + 1);
        }
    }
    lines
}

/// How many lines of each stand before the first that both have.
fn apart(old: &[&str], new: &[&str]) -> (usize, usize) {
    for both in 0..old.len() + new.len() {
        for gone in both.saturating_sub(new.len())..=both.min(old.len()) {
            if let (Some(one), Some(other)) = (old.get(gone), new.get(both - gone))
                && one == other
            {
                return (gone, both - gone);
            }
        }
    }
    (old.len(), new.len())
}

#[cfg(test)]
mod tests {
    use super::change;

    #[test]
    fn a_change_shows_its_neighbours_and_its_lines() {
        let old = "a\nb\nc\nd\ne\nf\ng\nh\n";
        assert_eq!(change("x", old, old), "");
        assert_eq!(change("x", old, "a\nb\nc\nd\nE\nf\ng\nh\n"), "--- x\n+++ x\n@@ -3 +3 @@\n c\n d\n-e\n+E\n f\n g\n");
        assert_eq!(
            change("x", old, "a\nc\nd\ne\nf\ng\nh\ni\n"),
            "--- x\n+++ x\n@@ -1 +1 @@\n a\n-b\n c\n d\n@@ -7 +6 @@\n g\n h\n+i\n"
        );
    }

    #[test]
    fn texts_with_nothing_in_common_are_all_change() {
        assert_eq!(change("x", "a\nb\n", "c\n"), "--- x\n+++ x\n@@ -1 +1 @@\n-a\n-b\n+c\n");
        assert_eq!(change("x", "", "c\n"), "--- x\n+++ x\n@@ -1 +1 @@\n+c\n");
    }
}
