//! Slips in single words: everyday words for the language's own, capitals, names in two words, dates as they are spoken.

use std::ops::Range;

use super::{Look, Slip};
use crate::suggest::{nearest, one_of};
use crate::syntax::everyday::{CLAUSES, PAPER, STRENGTHS, TIMES, meant, month, opening};
use crate::syntax::grammar::Rule;
use crate::syntax::shape::{Token, colon};
use crate::word::{Kind, Strength, Word, is_reserved};

/// Dates and times of day as people say and write them.
pub(super) fn dates(look: &Look<'_>) -> Option<Slip> {
    let words: Vec<Token<'_>> = look.words().filter(|token| token.text != ",").collect();
    let (range, date) = (0..words.len()).find_map(|at| spoken(&words[at..]))?;
    let message = format!("`{}` is not written as Byelaw writes it", &look.text[range.clone()]);
    Some(Slip::new(range.clone(), message, format!("write `{date}`")).edit(range, date))
}

/// The date or time of day that these words open with, and where it stands.
fn spoken(words: &[Token<'_>]) -> Option<(Range<usize>, String)> {
    let text = |nth: usize| words.get(nth).map_or("", |word| word.text);
    let number = |nth: usize| text(nth).trim_end_matches(|next: char| !next.is_ascii_digit()).parse::<usize>().ok();
    let is_year = |nth: usize| text(nth).trim_end_matches('.').len() == 4 && number(nth).is_some();
    let day = |nth: usize| number(nth).filter(|day| (1..=31).contains(day));
    let place = |last: usize| Some(words.first()?.at..words.get(last)?.end());
    if let (Some(day), Some(month), true) = (day(0), month(text(1)), is_year(2)) {
        return Some((place(2)?, format!("{}-{month:02}-{day:02}", number(2)?)));
    }
    if let (Some(month), Some(day), true) = (month(text(0)), day(1), is_year(2)) {
        return Some((place(2)?, format!("{}-{month:02}-{day:02}", number(2)?)));
    }
    if let (Some(month), true) = (month(text(0)), is_year(1)) {
        return Some((place(1)?, format!("{}-{month:02}", number(1)?)));
    }
    let season = text(0).to_lowercase();
    if matches!(season.as_str(), "spring" | "summer" | "autumn") && text(1).eq_ignore_ascii_case("term") && is_year(2) {
        return Some((place(2)?, format!("{season} {}", number(2)?)));
    }
    Some((place(0)?, dotted(text(0)).or_else(|| clock(text(0)))?))
}

/// `15.06.2016`, day first.
fn dotted(word: &str) -> Option<String> {
    let parts: Vec<usize> = word.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match parts.as_slice() {
        [day @ 1..=31, month @ 1..=12, year @ 1900..=2999] => Some(format!("{year}-{month:02}-{day:02}")),
        _ => None,
    }
}

/// `8.45`, `8.45am`, `3pm`.
fn clock(word: &str) -> Option<String> {
    let low = word.to_lowercase();
    let (core, shift) = match (low.strip_suffix("am"), low.strip_suffix("pm")) {
        (Some(core), _) => (core, 0),
        (_, Some(core)) => (core, 12),
        _ if low.contains('.') => (low.as_str(), 0),
        _ => return None,
    };
    let (hour, minute) = core.split_once(['.', ':']).unwrap_or((core, "00"));
    let (hour, past): (usize, usize) = (hour.parse().ok()?, minute.parse().ok().filter(|_| minute.len() == 2)?);
    let hour = if hour == 12 && shift == 12 { 12 } else { hour + shift };
    (hour < 24 && past < 60).then(|| format!("{hour:02}:{past:02}"))
}

pub(super) fn underscores(look: &Look<'_>) -> Option<Slip> {
    let words: Vec<Token<'_>> = look.words().filter(|token| token.text.contains('_')).collect();
    let first = words.first()?.text;
    Slip::each(
        format!("`{first}` has an underscore, and names have none"),
        format!("write it with hyphens: `{}`", first.replace('_', "-")),
        words.iter().map(|word| (word.at..word.end(), word.text.replace('_', "-"))).collect(),
    )
}

fn has_capital(token: &Token<'_>) -> bool {
    token.text.chars().any(|next| next.is_ascii_uppercase())
}

/// A word of the language, whatever its capitals.
fn is_language(word: &str) -> bool {
    let low = word.to_lowercase();
    is_reserved(&low)
        || Kind::find(&low).is_some()
        || matches!(low.as_str(), "ask" | "fill" | "sign" | "if" | "yes" | "no")
}

/// Words with capitals: those that follow each other and are no words of the language make one name.
pub(super) fn capitals(look: &Look<'_>) -> Option<Slip> {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut before: Option<Token<'_>> = None;
    for token in look.words() {
        let low = token.text.to_lowercase();
        let kin = |it: Token<'_>| it.end() + 1 == token.at && is_language(it.text) == is_language(token.text);
        let counts = low.len() < 3 && low.chars().all(|next| next.is_ascii_digit());
        match edits.last_mut().filter(|_| before.is_some_and(kin)) {
            Some((range, name)) if has_capital(&token) || counts => {
                range.end = token.end();
                name.push_str(&format!("{}{low}", if is_language(token.text) { " " } else { "-" }));
            }
            _ if !has_capital(&token) => {}
            _ => edits.push((token.at..token.end(), low)),
        }
        before = Some(token).filter(has_capital);
    }
    let (place, low) = edits.first()?.clone();
    let said = &look.text[place];
    let opens = look.rule == Rule::field_line && edits[0].0.start == 0;
    if said.split(' ').all(is_language) || opens {
        return Slip::each(
            format!("`{said}` has capital letters, and the words of the language have none"),
            format!("write `{low}`"),
            edits,
        );
    }
    let (message, quoted) = if said.contains(' ') {
        (format!("`{said}` is neither a name nor in quotes"), format!("`\"{said}\"`"))
    } else {
        (format!("`{said}` has a capital letter, and names have none"), format!("`\"{said}\"`"))
    };
    let labels = look.token(1) == ":" && look.tokens[0].text == said;
    let help = if labels {
        format!("write `{low}`")
    } else {
        format!("write the name `{low}`; or, for words that are only printed, {quoted}")
    };
    Slip::each(message, help, edits)
}

/// An everyday word in the place of a strength.
pub(super) fn strength(look: &Look<'_>) -> Option<Slip> {
    let from = colon(&look.tokens)? + 1;
    let has = look.strength().is_some();
    for token in look.tokens.iter().skip(from).take_while(|token| !token.is_quoted()) {
        let Some((said, meant)) = opening(STRENGTHS, &look.text[token.at..]) else { continue };
        let holds = said.split(' ').any(|word| Strength::find(word).is_some());
        if has && !holds {
            continue;
        }
        let place = token.at..token.at + said.len();
        let message = format!("Byelaw does not know `{said}`");
        return Some(Slip::new(place.clone(), message, format!("did you mean `{meant}`?")).edit(place, meant));
    }
    None
}

/// An everyday word in the place of a clause word, where matching stopped or just before.
pub(super) fn clause(look: &Look<'_>) -> Option<Slip> {
    if matches!(look.rule, Rule::row_line | Rule::entry_line) {
        return None;
    }
    let nth = look.stopped()?;
    let near = [Some(nth), nth.checked_sub(1), nth.checked_sub(2)].into_iter().flatten().skip_while(|nth| *nth == 0);
    for token in near.map(|nth| look.tokens[nth]).filter(|token| !token.is_quoted()) {
        let rest = &look.text[token.at..];
        let Some((said, meant)) = opening(CLAUSES, rest).or_else(|| opening(TIMES, rest)) else { continue };
        let place = token.at..token.at + said.len();
        let message = format!("Byelaw does not know `{said}`");
        let help = match said {
            "at" => "did you mean `in` before a place, or `during` before a time?".to_owned(),
            _ => format!("did you mean `{meant}`?"),
        };
        return Some(Slip::new(place.clone(), message, help).edit(place, meant));
    }
    let token = look.tokens[nth];
    let words = Word::ALL.iter().map(|word| word.text()).filter(|word| word.len() > 3);
    let near = nearest(token.text, words).filter(|near| token.text.len() > 3 && *near != token.text)?;
    let place = token.at..token.end();
    Some(
        Slip::new(place.clone(), format!("Byelaw does not know `{}`", token.text), format!("did you mean `{near}`?"))
            .edit(place, near),
    )
}

/// The article before a name.
pub(super) fn articles(look: &Look<'_>) -> Option<Slip> {
    look.stop?;
    let pairs = look.tokens.windows(2).filter(|pair| matches!(pair[0].text, "the" | "a" | "an") && pair[1].is_name());
    let edits: Vec<_> = pairs.map(|pair| (pair[0].at..pair[1].at, String::new())).collect();
    let said = look.text[edits.first()?.0.clone()].trim_end();
    Slip::each(
        format!("names stand without `{said}`"),
        "take it out: Byelaw puts it in where it prints the name",
        edits,
    )
}

/// A stroke between names.
pub(super) fn strokes(look: &Look<'_>) -> Option<Slip> {
    let word = look.words().find(|token| {
        token.text.contains('/')
            && token.text.len() > 1
            && token.text.chars().all(|it| it.is_ascii_lowercase() || "/-".contains(it))
    })?;
    let names = word.text.split('/').filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ");
    let place = word.at..word.end();
    let edit = if word.text.starts_with('/') { format!(", {names}") } else { names.clone() };
    Some(
        Slip::new(place.clone(), "a stroke does not join names", format!("put a comma between them: `{names}`"))
            .edit(place, edit),
    )
}

/// Days of the week, of which no calendar is kept.
pub(super) fn weekdays(look: &Look<'_>) -> Option<Slip> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let is_day = |token: &Token<'_>| DAYS.contains(&token.text.to_lowercase().trim_end_matches('s'));
    let day = look.words().find(is_day)?;
    let help = format!("put the day in double quotes, such as `every \"{}\"`, or write `every week`", day.text);
    let place = day.at..day.end();
    Some(Slip::new(place.clone(), "Byelaw knows no days of the week", help).edit(place, format!("\"{}\"", day.text)))
}

/// `2.1`, which is neither a date nor a time.
pub(super) fn decimals(look: &Look<'_>) -> Option<Slip> {
    look.stop?;
    let digits = |text: &str| !text.is_empty() && text.chars().all(|it| it.is_ascii_digit());
    let word = look.words().find(|token| {
        let core = token.text.trim_start_matches(['v', 'V']);
        core.contains('.') && core.split('.').all(digits)
    })?;
    let quoted = format!("\"{}\"", word.text);
    let place = word.at..word.end();
    let message = format!("`{}` is neither a whole number nor a date", word.text);
    Some(Slip::new(place.clone(), message, format!("put it in double quotes: `{quoted}`")).edit(place, quoted))
}

/// The word that opens a line for paper, in another form.
pub(super) fn paper(look: &Look<'_>) -> Option<Slip> {
    let nth = colon(&look.tokens)? + 1;
    let word = look.tokens.get(nth).filter(|token| !token.is_quoted() && look.stop.is_some())?;
    let meant = meant(PAPER, word.text)?;
    let message = format!("Byelaw does not know `{}`", word.text);
    let place = word.at..word.end();
    Some(Slip::new(place.clone(), message, format!("did you mean `{meant}`?")).edit(place, meant))
}

/// `and` or `or` between names.
pub(super) fn joiner(look: &Look<'_>) -> Option<Slip> {
    let nth = look.stopped().filter(|nth| *nth > 0)?;
    let (before, token) = (look.tokens[nth - 1], look.tokens[nth]);
    if !matches!(token.text, "and" | "or" | "&" | "+" | "/" | "and/or" | "plus") {
        return None;
    }
    let place = token.at..token.end();
    let opener =
        look.tokens[..nth].iter().rev().find(|it| Word::find(it.text).is_some() || Strength::find(it.text).is_some());
    let opener = opener.map_or("", |it| it.text);
    if opener == "if" {
        let help = "conditions are joined by `and` alone; for `or`, give both one name in `conditions`, such as `excused: ill, away`, and write `if excused`";
        return Some(Slip::new(place, format!("`{}` does not join conditions", token.text), help));
    }
    let message = format!("`{}` does not join names", token.text);
    if Strength::find(opener).is_some() || opener.is_empty() && look.behind_strength().is_some_and(|from| from < nth) {
        let help = "put a comma between the names; or, if these words are only to be printed, put all of them in double quotes";
        return Some(Slip::new(place, message, help));
    }
    let help = "put a comma between the names: what is said then holds for each of them";
    Some(Slip::new(place, message, help).edit(before.end()..token.end(), ","))
}

/// A name in two words.
pub(super) fn spaced(look: &Look<'_>) -> Option<Slip> {
    let nth = look.stopped().filter(|nth| *nth > 0)?;
    let is_word = |token: &&Token<'_>| token.is_name() && !is_reserved(token.text);
    let (before, token) = (look.tokens.get(nth - 1).filter(is_word)?, look.tokens.get(nth).filter(is_word)?);
    let behind = look.tokens[nth..].iter().take_while(|it| is_word(it));
    let last = if look.rule == Rule::declaration_line { behind.last()? } else { token };
    let words = &look.text[before.at..last.end()];
    let name = words.split_whitespace().collect::<Vec<_>>().join("-");
    let place = before.at..last.end();
    if look.rule == Rule::declaration_line && nth == 2 {
        let help = format!("join its words with hyphens: `{name}`; a title stands in double quotes behind it");
        return Some(Slip::new(place.clone(), "a name is one word", help).edit(place, name));
    }
    let help = format!("join them if they are one name: `{name}`; put a comma between them if they are two");
    Some(Slip::new(place, format!("`{words}` are two words side by side"), help))
}

/// Quoted words that no strength leads up to.
pub(super) fn no_strength(look: &Look<'_>) -> Option<Slip> {
    if look.rule != Rule::sentence_line || look.strength().is_some() {
        return None;
    }
    let from = colon(&look.tokens)? + 1;
    let nth = from + look.tokens.iter().skip(from).position(Token::is_quoted)?;
    let before = look.tokens[nth - 1];
    let all = || Strength::ALL.iter().map(|it| it.text());
    if let Some(near) = nearest(before.text, all()).filter(|_| before.text.len() > 2) {
        let place = before.at..before.end();
        let message = format!("Byelaw does not know `{}`", before.text);
        return Some(Slip::new(place.clone(), message, format!("did you mean `{near}`?")).edit(place, near));
    }
    let quoted = look.tokens[nth];
    let help = format!("write {} before them", one_of(&all().map(|it| format!("`{it}`")).collect::<Vec<_>>()));
    Some(Slip::new(quoted.at..quoted.end(), "nothing says how strongly these words bind", help))
}
