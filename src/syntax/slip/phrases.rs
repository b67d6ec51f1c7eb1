//! Words that lost their quotes, or stand on the wrong side of them.

use super::{Look, Slip, shown};
use crate::syntax::everyday::{CLAUSES, TIMES, is_filler, opening};
use crate::syntax::grammar::Rule;
use crate::syntax::shape::{Token, colon};
use crate::word::{Word, is_reserved};

/// What is to be done, surely without its quotes: it begins with a word that no action has, or has three words in a row.
pub(super) fn surely_unquoted(look: &Look<'_>) -> Option<Slip> {
    let words = look.tokens.get(look.behind_strength()?..)?;
    let plain = |it: &&Token<'_>| {
        let rest = &look.text[it.at..];
        let everyday = opening(CLAUSES, rest).or_else(|| opening(TIMES, rest)).is_some();
        it.is_name() && !is_reserved(it.text) && !everyday
    };
    let row = words.iter().take_while(plain).count();
    let filler = is_filler(words.first()?.text) && words.len() > 1;
    (filler || row > 2).then(|| unquoted(look)).flatten()
}

/// What is to be done, without its quotes.
pub(super) fn unquoted(look: &Look<'_>) -> Option<Slip> {
    let from = look.behind_strength().filter(|_| look.rule == Rule::sentence_line)?;
    let first = look.tokens.get(from).filter(|token| !token.is_quoted())?;
    let filler = is_filler(first.text);
    if let (true, Some(next)) = (filler, look.tokens.get(from + 1).filter(|next| next.is_quoted())) {
        let words = &look.text[next.at + 1..next.end()];
        let help = format!("put it inside the quotes: `\"{} {}`", first.text, shown(words));
        let slip = Slip::new(first.at..first.end(), format!("`{}` stands outside the quotes", first.text), help);
        return Some(slip.edit(first.at..next.at + 1, format!("\"{} ", first.text)));
    }
    let stopped = look.stop.is_some_and(|stop| stop > first.at);
    if !stopped && !filler {
        return None;
    }
    let ends = ["because", "if", "leaving", "despite", "cites", "promise", "every"];
    let bare: Vec<Token<'_>> =
        look.tokens[from..].iter().copied().take_while(|it| !it.is_quoted() && !ends.contains(&it.text)).collect();
    let last = *bare.last().filter(|_| bare.len() > 1)?;
    let open = look.tokens.get(from + bare.len()).is_some_and(Token::is_quoted);
    let last = if open { bare[bare.len() - 2] } else { last };
    let words = look.text[first.at..last.end()].trim_end_matches('.');
    let strength = look.tokens[from - 1].text;
    let help = format!("put it in double quotes: `{strength} \"{}\"`", shown(words));
    let message = "what is to be done is neither in quotes nor a declared action";
    Some(Slip::new(first.at..last.end(), message, help).edit(first.at..last.end(), format!("\"{words}\"")))
}

/// The words behind a reason, a meaning, a promise or a question, without their quotes.
pub(super) fn unquoted_clause(look: &Look<'_>) -> Option<Slip> {
    let stop = look.stopped()?;
    let takes = |it: &Token<'_>| {
        let clause = Word::find(it.text).is_some_and(Word::opens_words);
        clause || look.rule == Rule::paper_line && matches!(it.text, "ask" | "fill")
    };
    let nth = look.tokens[..=stop].iter().rposition(takes)?;
    let (opener, first) = (look.tokens[nth], look.tokens.get(nth + 1).filter(|it| !it.is_quoted())?);
    let asks = opener.text == "ask";
    let inside = |it: &&Token<'_>| !(it.is_quoted() || asks && it.text == "if");
    let last = look.tokens[nth + 1..].iter().take_while(inside).last()?;
    let words = look.text[first.at..last.end()].trim_end_matches('.');
    let help = format!("put them in double quotes: `{} \"{}\"`", opener.text, shown(words));
    let message = format!("the words behind `{}` are not in quotes", opener.text);
    Some(Slip::new(first.at..last.end(), message, help).edit(first.at..last.end(), format!("\"{words}\"")))
}

/// `I will …` in the place of a promise.
pub(super) fn promises(look: &Look<'_>) -> Option<Slip> {
    let nth = colon(&look.tokens)? + 1;
    let first = look.tokens.get(nth).filter(|it| matches!(it.text, "I" | "We" | "we" | "i"))?;
    let last = look.tokens.last()?;
    let words = look.text[first.at..last.end()].replace('"', "");
    let words = words.trim_end_matches('.');
    let help = format!("write `promise \"{}\"`", shown(words));
    let slip = Slip::new(first.at..last.end(), "a promise begins with `promise` and stands in quotes", help);
    Some(slip.edit(first.at..last.end(), format!("promise \"{words}\"")))
}

/// Quotes inside quoted words.
pub(super) fn nested(look: &Look<'_>) -> Option<Slip> {
    let touches = |pair: &[Token<'_>]| pair[0].end() == pair[1].at;
    let three = look.tokens.windows(3).find(|it| {
        it[0].is_quoted()
            && !it[1].is_quoted()
            && it[2].is_quoted()
            && touches(&it[..2])
            && touches(&it[1..])
            && it[1].text != ","
    })?;
    let [open, word, close] = three else { return None };
    let help = format!("put single quotes around the inner words: `‘{}’`", word.text);
    let slip = Slip::new(open.at..close.end(), "double quotes stand inside quoted words", help);
    Some(slip.edit(open.end() - 1..open.end(), "‘").edit(close.at..close.at + 1, "’"))
}

/// Two quoted texts side by side.
pub(super) fn doubled(look: &Look<'_>) -> Option<Slip> {
    let nth = look.stopped().filter(|nth| *nth > 0 && look.tokens[*nth].is_quoted())?;
    let (before, second) = (look.tokens[nth - 1], look.tokens[nth]);
    before.is_quoted().then(|| {
        let help = match look.rule {
            Rule::declaration_line => "put the word that it belongs to before the second, such as `means` or `also`",
            _ => "make one of them, put a comma between them, or put the word before the second that it belongs to",
        };
        Slip::new(second.at..second.end(), "two quoted texts stand side by side", help)
    })
}
