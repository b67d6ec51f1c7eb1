//! Words for a terminal: on lines of a width, and in colour where that is wanted.

use super::Look;

/// Words on lines of at most so many characters; a longer word has a line of its own, and no words have an empty one.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Words in a style of the terminal, such as `1` for bold and `31` for red.
pub(super) fn painted(text: &str, style: &str, look: Look) -> String {
    if look.colour { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
}
