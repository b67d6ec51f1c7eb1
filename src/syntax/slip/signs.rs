//! Signs that a word processor puts in place of those that were typed, and quotes that are not closed.

use std::ops::Range;

use super::{Look, Slip, shown};
use crate::syntax::everyday::LETTERS;
use crate::syntax::grammar::Rule;
use crate::syntax::shape::{Token, closing};
use crate::word::{Strength, Word};

/// What opens quoted words elsewhere, and what closes them.
const QUOTES: [(char, &[char]); 8] = [
    ('“', &['”', '“', '"']),
    ('”', &['”', '"']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('‘', &['’', '\'']),
    ('’', &['’', '\'']),
    ('\'', &['\'', '’']),
    ('`', &['`', '\'']),
];

const DASHES: [char; 5] = ['–', '—', '‑', '‐', '−'];

fn is_unseen(next: char) -> bool {
    matches!(next, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

pub(super) fn unseen(look: &Look<'_>) -> Option<Slip> {
    let found: Vec<(usize, char)> = look.bare().filter(|(_, next)| is_unseen(*next)).collect();
    let first = found.first()?.0;
    let word = look.words().find(|token| (token.at..token.end()).contains(&first))?;
    let clean: String = word.text.chars().filter(|next| !is_unseen(*next)).collect();
    let (message, help) = if clean.is_empty() {
        ("an invisible character stands here".to_owned(), "delete it".to_owned())
    } else {
        (
            format!("an invisible character stands in `{clean}`"),
            format!("delete the whole word and type it again: `{clean}`"),
        )
    };
    let mut slip = Slip::new(word.at..word.end(), message, help);
    slip.edits = found.iter().map(|(at, next)| (*at..at + next.len_utf8(), String::new())).collect();
    Some(slip)
}

fn look_alike(next: char) -> Option<char> {
    LETTERS.iter().find(|(foreign, _)| *foreign == next).map(|(_, ours)| *ours)
}

pub(super) fn letters(look: &Look<'_>) -> Option<Slip> {
    let words: Vec<Token<'_>> =
        look.words().filter(|token| token.text.chars().any(|it| look_alike(it).is_some())).collect();
    let clean = |word: &Token<'_>| word.text.chars().map(|it| look_alike(it).unwrap_or(it)).collect::<String>();
    let first = clean(words.first()?);
    Slip::each(
        format!("`{first}` holds a letter of another alphabet that only looks like an English one"),
        format!("delete the whole word and type it again: `{first}`"),
        words.iter().map(|word| (word.at..word.end(), clean(word))).collect(),
    )
}

pub(super) fn blanks(look: &Look<'_>) -> Option<Slip> {
    let hard = |next: char| next.is_whitespace() && !next.is_ascii_whitespace();
    let found = look.bare().filter(|(_, next)| hard(*next));
    Slip::each(
        "a hard space from a word processor stands here",
        "delete it and type an ordinary space",
        found.map(|(at, next)| (at..at + next.len_utf8(), " ".to_owned())).collect(),
    )
    .map(Slip::running)
}

pub(super) fn quotes(look: &Look<'_>) -> Option<Slip> {
    let text = look.text;
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut words = None;
    let mut curly = true;
    for (at, next) in look.bare() {
        let taken = edits.last().is_some_and(|(range, _)| at < range.end);
        let opens =
            text[..at].chars().next_back().is_none_or(|before| before.is_whitespace() || ",:|(".contains(before));
        let Some((_, closers)) = QUOTES.iter().find(|(open, _)| *open == next).filter(|_| opens && !taken) else {
            continue;
        };
        let start = at + next.len_utf8();
        let Some(end) = closer(&text[start..], closers) else { continue };
        let close = text[start + end..].chars().next().map_or(1, char::len_utf8);
        words.get_or_insert(shown(&text[start..start + end]));
        curly &= !matches!(next, '\'' | '`' | '‘' | '’');
        edits.push((at..start, "\"".to_owned()));
        edits.push((start + end..start + end + close, "\"".to_owned()));
    }
    let words = words?;
    let message = if curly {
        "curly quotes stand where straight ones are needed"
    } else {
        "single quotes stand where double ones are needed"
    };
    let whole = edits[0].0.start..edits[1].0.end;
    let mut slip = Slip::new(whole, message, format!("put straight double quotes around the words: `\"{words}\"`"));
    slip.others = edits.chunks(2).skip(1).filter_map(|pair| Some(pair.first()?.0.start..pair.last()?.0.end)).collect();
    slip.edits = edits;
    Some(slip.running())
}

/// Where quoted words end: at the first closer on the line that no letter follows.
fn closer(rest: &str, closers: &[char]) -> Option<usize> {
    let line = rest.split('\n').next().unwrap_or_default();
    let ends = |at: usize, next: char| !line[at + next.len_utf8()..].starts_with(char::is_alphanumeric);
    line.char_indices().find(|(at, next)| closers.contains(next) && ends(*at, *next)).map(|(at, _)| at)
}

pub(super) fn unclosed(look: &Look<'_>) -> Option<Slip> {
    let token = look.tokens.iter().find(|token| token.is_quoted() && closing(token.text).is_err())?;
    let words = token.text.trim_end();
    let (start, end) = (token.at, token.at + words.len());
    if let Some(slip) = never_opened(look, token).or_else(|| wrapped(look, token)) {
        return Some(slip);
    }
    if let Some(at) = words.rfind(['”', '“']) {
        let close = start + at..start + at + '”'.len_utf8();
        let message = "these words open with a straight quote and close with a curly one";
        let help = format!("close them with a straight one: `{}\"`", shown(&words[..at]));
        return Some(Slip::new(start..close.end, message, help).edit(close, "\""));
    }
    let help = format!("put a `\"` where the words end, on the same line: `{}\"`", shown(words));
    Some(Slip::new(start..end, "these quoted words are never closed", help).edit(end..end, "\""))
}

/// A quote with nothing behind it closes words that were never opened.
fn never_opened(look: &Look<'_>, token: &Token<'_>) -> Option<Slip> {
    if token.text.trim_end() != "\"" {
        return None;
    }
    let opens = |it: &Token<'_>| {
        let clause = Word::find(it.text).is_some_and(Word::opens_words);
        Strength::find(it.text).is_some() || clause || matches!(it.text, "ask" | "fill")
    };
    let not = |nth: usize| usize::from(look.token(nth + 1) == "not");
    let front = look.tokens.iter().take_while(|it| it.at < token.at);
    let nth = match front.enumerate().filter(|(_, it)| opens(it)).last() {
        Some((nth, _)) => nth + 1 + not(nth),
        None if look.rule == Rule::declaration_line => 2,
        None => {
            let help = "put a `\"` where the words begin, or take this one out";
            return Some(Slip::new(token.at..token.at + 1, "this quote closes nothing", help));
        }
    };
    let start = look.tokens.get(nth).filter(|it| it.at <= token.at)?.at;
    if look.text[start..].starts_with('"') {
        let help = "count them: each `\"` that opens words needs another that closes them";
        return Some(Slip::new(start..token.at + 1, "one of the quotes in this line is missing", help));
    }
    let help = format!("put a `\"` where the words begin: `\"{}`", shown(&look.text[start..=token.at]));
    Some(
        Slip::new(start..token.at + 1, "these words are closed by a quote and opened by none", help)
            .edit(start..start, "\""),
    )
}

/// Quoted words that go on over the end of the line.
fn wrapped(look: &Look<'_>, token: &Token<'_>) -> Option<Slip> {
    let end = token.end();
    let rest = look.text.get(end..)?;
    if rest.matches('"').count() % 2 == 0 {
        return None;
    }
    let blanks = rest.len() - rest.trim_start().len();
    let close = end + rest.find('"')? + 1;
    let slip = Slip::new(
        token.at..close,
        "these quoted words go on over the end of their line",
        "join the two lines: quoted words stay on one line, however long",
    );
    Some(slip.edit(end..end + blanks, " "))
}

pub(super) fn dashes(look: &Look<'_>) -> Option<Slip> {
    let token = look.words().find(|token| token.text.contains(DASHES))?;
    let place = token.at..token.end();
    if token.text.chars().all(|next| DASHES.contains(&next)) {
        return Some(Slip::new(
            place,
            "a dash has no meaning here",
            "take it out: behind a label stands a colon, and between names a comma",
        ));
    }
    let timed = token.text.starts_with(|first: char| first.is_ascii_digit());
    let clean = token.text.replace(DASHES, if timed { ".." } else { "-" });
    let (message, help) = if timed {
        ("a dash stands between two times or dates", format!("put two full stops between them: `{clean}`"))
    } else {
        ("a dash stands where a hyphen is needed", format!("type the word again with a hyphen: `{clean}`"))
    };
    Some(Slip::new(place.clone(), message, help).edit(place, clean))
}
