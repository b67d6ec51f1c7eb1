//! Slips in how a line begins and ends: bullets, numbers, labels, colons, kinds, full stops; and prose outside a text.

use super::{Look, Slip, shown};
use crate::suggest::nearest;
use crate::syntax::everyday::{KINDS, meant, singular};
use crate::syntax::grammar::Rule;
use crate::syntax::shape::{Token, colon, shape, tokens};
use crate::word::{Kind, Strength, Word, is_reserved};

const POINT: &str = "write the point as `label: who must \"…\"`, or put the list inside a text between `\"\"\"`";

/// A slip before a line, which can be taken out where what follows is a line with a label or a row.
fn before(look: &Look<'_>, length: usize, message: &str, help: String) -> Slip {
    let rest = look.text[length..].trim_start();
    let start = look.text.len() - rest.len();
    let slip = Slip::new(0..look.text[..length].trim_end().len(), message, help).running();
    let labelled = colon(&tokens(rest)).is_some() || shape(rest, false) == Rule::row_line;
    if labelled { slip.edit(0..start, "") } else { slip }
}

pub(super) fn bullet(look: &Look<'_>) -> Option<Slip> {
    const SURE: [char; 7] = ['•', '·', '◦', '▪', '●', '§', '\u{f0b7}'];
    const DASHES: [char; 4] = ['-', '*', '–', '—'];
    let first = look.text.chars().next()?;
    let length = first.len_utf8();
    let spaced = look.text[length..].starts_with(char::is_whitespace);
    (SURE.contains(&first) || DASHES.contains(&first) && spaced)
        .then(|| before(look, length, "a bullet stands before this line", format!("take it out; {POINT}")))
}

pub(super) fn number(look: &Look<'_>) -> Option<Slip> {
    let first = look.tokens.first()?.text;
    let core = first.trim_start_matches('(').trim_end_matches([')', '.']);
    let closed = first.ends_with([')', '.']) || core.contains('.');
    let digits = !core.is_empty() && core.chars().all(|next| next.is_ascii_digit() || next == '.');
    let letter = core.len() == 1 && core.chars().all(|next| next.is_ascii_lowercase());
    (closed && (digits || letter) && look.tokens.len() > 1).then(|| {
        let help = format!("take it out: Byelaw numbers what it prints; {POINT}");
        before(look, first.len(), "a number stands before this line", help)
    })
}

pub(super) fn prose(look: &Look<'_>) -> Option<Slip> {
    let first = look.tokens.first()?;
    let capital = first.text.starts_with(|next: char| next.is_uppercase());
    let only = look.tokens.iter().all(|token| !token.is_quoted() && !matches!(token.text, ":" | "|"));
    let kind = Kind::find(&first.text.to_lowercase()).is_some();
    (capital && only && !kind && !look.block && look.tokens.len() >= 4).then(|| loose(look))
}

/// Many words in a row that make no line.
pub(super) fn wordy(look: &Look<'_>) -> Option<Slip> {
    let plain = look.stop.is_some() && look.rule == Rule::field_line && !look.block && look.tokens.len() >= 6;
    let only = look.tokens.iter().all(|token| !token.is_quoted() && !matches!(token.text, ":" | "|"));
    (plain && only).then(|| loose(look))
}

fn loose(look: &Look<'_>) -> Slip {
    let help = "put a line with `\"\"\"` above and below words that are only to be printed; write a rule as `label: who must \"…\"`";
    Slip::new(0..look.text.len(), "these words stand outside a text", help).running()
}

pub(super) fn ending(look: &Look<'_>) -> Option<Slip> {
    let last = look.tokens.last()?;
    let slip =
        |from: usize, message: &str, help: &str| Slip::new(from..last.end(), message, help).edit(from..last.end(), "");
    if last.text == "," {
        return Some(slip(last.at, "nothing stands behind this comma", "take it out, or name one more behind it"));
    }
    let sign = match last.text.chars().next_back()? {
        '.' => "a full stop",
        ';' => "a semicolon",
        '!' => "an exclamation mark",
        _ => return None,
    };
    let stops = !last.is_quoted() && !last.text.ends_with("..");
    let from = last.end() - 1;
    stops.then(|| slip(from, &format!("this line ends with {sign}, which has no meaning here"), "take it out"))
}

pub(super) fn equals(look: &Look<'_>) -> Option<Slip> {
    if let Some(sign) = look.words().find(|token| token.text == "=") {
        let help = "take it out: a field is a name and its value, such as `owner headteacher`";
        return Some(Slip::new(sign.at..sign.end(), "an `=` has no meaning here", help).edit(sign.at..sign.end(), ""));
    }
    let open = look.words().find(|token| token.text.starts_with(['(', '[']))?;
    Some(Slip::new(
        open.at..open.end(),
        "brackets have no meaning here",
        "take them out, or put all the words in double quotes",
    ))
}

/// The title of a declaration without its quotes.
pub(super) fn title(look: &Look<'_>) -> Option<Slip> {
    let capital = |token: &Token<'_>| token.text.starts_with(|next: char| next.is_ascii_uppercase());
    let declares = Kind::find(&look.token(0).to_lowercase()).is_some() && look.tokens.get(1)?.is_name();
    let first = look.tokens.get(2).filter(|token| declares && capital(token))?;
    let inside = |token: &&Token<'_>| !token.is_quoted() && Word::find(token.text).is_none_or(Word::joins_titles);
    let last = look.tokens[2..].iter().take_while(inside).last()?;
    let words = &look.text[first.at..last.end()];
    let help = format!("put it in double quotes: `\"{}\"`", shown(words));
    Some(
        Slip::new(first.at..last.end(), "this title is not in quotes", help)
            .edit(first.at..last.end(), format!("\"{words}\"")),
    )
}

/// A kind of declaration with a colon behind it, or behind its name.
pub(super) fn kind_colon(look: &Look<'_>) -> Option<Slip> {
    let kind = Kind::find(look.token(0))?;
    let nth = (1..=2).find(|nth| look.token(*nth) == ":")?;
    let titled =
        look.tokens.get(nth + 1).is_none_or(Token::is_quoted) || look.tokens.get(nth + 2).is_some_and(Token::is_quoted);
    let sentence = look.strength().is_some() && nth == 1;
    if !look.block && (!titled || sentence) {
        return None;
    }
    let sign = look.tokens[nth];
    let help = format!("take it out: `{} name \"Title\"` has none", kind.text());
    Some(Slip::new(sign.at..sign.end(), "a declaration takes no colon", help).edit(sign.at..sign.end(), " "))
}

/// A label of several words.
pub(super) fn label_words(look: &Look<'_>) -> Option<Slip> {
    let nth = look.tokens.iter().position(|token| token.text == ":").filter(|nth| (2..=4).contains(nth))?;
    let words = &look.tokens[..nth];
    if !words.iter().all(Token::is_name) || matches!(words[0].text, "locked" | "always") {
        return None;
    }
    let name = words.iter().map(|word| word.text).collect::<Vec<_>>().join("-");
    let place = words[0].at..words[nth - 1].end();
    let help = format!("join its words with hyphens: `{name}:`");
    Some(Slip::new(place.clone(), "a label is one word", help).edit(place, name))
}

/// A colon behind the colon of the label.
pub(super) fn colons(look: &Look<'_>) -> Option<Slip> {
    let first = colon(&look.tokens)?;
    let second = look.tokens.iter().skip(first + 1).find(|token| token.text == ":")?;
    let slip = Slip::new(
        second.at..second.end(),
        "a second colon stands in this line",
        "take it out: only the label has a colon behind it",
    );
    Some(slip.edit(second.at..second.end(), " "))
}

/// A sentence or a line for paper without a label, or without the colon behind it.
pub(super) fn label(look: &Look<'_>) -> Option<Slip> {
    let opens = |token: &Token<'_>| {
        Strength::find(token.text).is_some() || matches!(token.text, "ask" | "fill" | "sign" | "promise")
    };
    if look.block || look.rule == Rule::row_line || colon(&look.tokens).is_some() {
        return None;
    }
    let nth = look.tokens.iter().position(opens)?;
    let first = look.tokens[0];
    if let Some(slip) = other_sign(look, nth) {
        return Some(slip);
    }
    let titled = nth >= 2 && look.tokens[1].is_quoted();
    let apart = nth >= 2 && (look.tokens[1].is_name() || titled) && first.is_name();
    if apart && !matches!(look.token(1), "and" | "or" | "except") {
        let end = look.tokens[usize::from(titled)].end();
        let help = format!("write `{}:`", shown(&look.text[first.at..end]));
        let message = format!("no colon stands behind the label `{}`", first.text);
        return Some(Slip::new(first.at..end, message, help).edit(end..end, ":"));
    }
    let name = label_from(&look.tokens[nth + 1..]);
    let rest = shown(look.text);
    let help = match nth {
        1 if first.is_name() => format!(
            "if `{0}` says who, put a label before it: `{name}: {rest}`; if `{0}` is the label, put a colon behind it",
            first.text
        ),
        _ => format!("put a short name and a colon before it: `{name}: {rest}`"),
    };
    Some(Slip::new(first.at..look.tokens[nth].end(), "this sentence has no label", help))
}

/// Another sign behind the label where its colon should stand.
fn other_sign(look: &Look<'_>, nth: usize) -> Option<Slip> {
    let first = look.tokens[0];
    let label = first.text.trim_end_matches([';', '.', '-', '–', '=']);
    let apart = matches!(look.token(1), "-" | "–" | "—" | ";" | "." | "=") && nth > 1;
    if label.len() == first.text.len() && !apart || !label.starts_with(|it: char| it.is_ascii_lowercase()) || nth == 0 {
        return None;
    }
    let end = if apart { look.tokens[1].end() } else { first.end() };
    let slip = Slip::new(first.at..end, "the sign behind a label is a colon", format!("write `{label}:`"));
    Some(slip.edit(first.at..end, format!("{label}:")))
}

/// A label made from the first telling word of what is to be done.
fn label_from(tokens: &[Token<'_>]) -> String {
    const DULL: [&str; 14] =
        ["not", "the", "and", "any", "all", "use", "have", "take", "make", "give", "with", "their", "that", "every"];
    let words = tokens.iter().flat_map(|token| token.text.split(|next: char| !next.is_ascii_alphabetic()));
    let mut telling = words.map(str::to_lowercase).filter(|word| word.len() > 2 && !DULL.contains(&word.as_str()));
    telling.next().unwrap_or_else(|| "label".to_owned())
}

/// A declaration of a kind that does not exist.
pub(super) fn kind(look: &Look<'_>) -> Option<Slip> {
    let first = look.tokens.first().filter(|token| Kind::find(token.text).is_none() && token.is_name())?;
    let named = look.tokens.get(1).is_some_and(|token| token.is_name() && !is_reserved(token.text));
    let declares = look.block || named && look.tokens.get(2)?.is_quoted();
    if !declares || colon(&look.tokens).is_some() {
        return None;
    }
    let known = || Kind::ALL.iter().map(|kind| kind.text());
    let stem = singular(first.text);
    let near = meant(KINDS, first.text)
        .or_else(|| known().find(|kind| stem.as_deref() == Some(*kind)))
        .or_else(|| nearest(first.text, known()));
    let place = first.at..first.end();
    let message = format!("`{}` is not a kind of declaration", first.text);
    Some(match near {
        Some(near) => Slip::new(place.clone(), message, format!("did you mean `{near}`?")).edit(place, near),
        None if look.tokens.get(1).is_none_or(Token::is_quoted) => {
            let help = format!("say first what it is, such as `rules {}` or `section {0}`", shown(look.text));
            Slip::new(place, message, help)
        }
        None => Slip::new(place, message, format!("the kinds are {}", known().collect::<Vec<_>>().join(", "))),
    })
}
