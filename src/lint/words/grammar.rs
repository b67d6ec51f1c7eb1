//! Words that do not agree with their neighbours: articles, apostrophes, a verb of many after one.

use std::ops::Range;

use crate::lint::words::english::Token;
use crate::lint::words::spelling::{OWNED, OWNERS, TWICE, like};

/// What was written, where, and what was probably meant.
pub(crate) type Slip = (Range<usize>, Option<String>);

/// What two words beside each other get wrong.
pub(crate) fn beside(first: &Token<'_>, second: &Token<'_>) -> Option<String> {
    let allowed = || TWICE.iter().any(|word| first.is(word)) || first.text == "I";
    if first.is(second.text) && first.text.chars().all(char::is_alphabetic) && !allowed() {
        return Some(second.text.to_owned());
    }
    let owned = || OWNED.iter().any(|word| second.is(word));
    if let Some((_, owner)) = OWNERS.iter().find(|(owner, _)| first.is(owner) && owned()) {
        return Some(format!("{} {}", like(first.text, owner), second.text));
    }
    article(first.text, second.text).map(|right| format!("{right} {}", second.text))
}

/// The article that the sound of the next word asks for, where the other one stands.
fn article(article: &str, next: &str) -> Option<&'static str> {
    if !matches!(article, "a" | "an") {
        return None;
    }
    let lower = next.to_lowercase();
    let first = lower.chars().next()?;
    if next.len() < 3 || next.chars().skip(1).any(|it| !it.is_lowercase()) || first == 'h' || first == 'y' {
        return None;
    }
    let voiced = ["one", "once", "eu", "ewe"].iter().any(|start| lower.starts_with(start));
    let long_u = ["use", "uni", "usu", "uk", "ute", "uti"].iter().any(|start| lower.starts_with(start))
        && !lower.starts_with("unin")
        && !lower.starts_with("unim");
    match article {
        "a" if matches!(first, 'a' | 'e' | 'i' | 'o') && !voiced => Some("an"),
        "an" if !matches!(first, 'a' | 'e' | 'i' | 'o' | 'u') || voiced || long_u => Some("a"),
        _ => None,
    }
}

/// An apostrophe that makes no possessive, as in `VLE’s, VPN’s` and `communities’ is`.
pub(crate) fn apostrophe(text: &str, word: &Token<'_>) -> Option<Slip> {
    let after = &text[word.end()..];
    if let Some(letters) = word.text.strip_suffix("’s").filter(|it| it.len() > 1) {
        let capitals = letters.chars().all(|next| next.is_ascii_uppercase());
        let plural = capitals && after.starts_with([',', '.', ';', ')']);
        return plural.then(|| (word.at..word.end(), Some(format!("{letters}s"))));
    }
    let verb =
        || ["’ is ", "’ are ", "’ as ", "’ was ", "’ were ", "’ will "].iter().any(|next| after.starts_with(next));
    if word.text.ends_with('s') && verb() && !text.contains('‘') {
        return Some((word.at..word.end() + '’'.len_utf8(), Some(word.text.to_owned())));
    }
    None
}

/// A word that ends in `s` and owns the next one without an apostrophe, where it is a name.
pub(crate) fn owner(text: &str, word: &Token<'_>) -> Option<Slip> {
    if !word.text.ends_with('s') {
        return None;
    }
    let after = text[word.end()..].trim_start();
    let owns = OWNED.iter().any(|it| after.starts_with(it));
    let name = word.text.trim_end_matches('s');
    let other = || apostrophe(text, word).is_some() || word.text.strip_suffix("’s").is_some_and(|it| it.len() > 1);
    (owns && !other()).then(|| (word.at..word.end(), Some(format!("{name}’s"))))
}

/// `ways of reporting that exists`: several of them, with the verb of one.
pub(crate) fn single_verb(words: &[Token<'_>]) -> Option<Slip> {
    const MANY: [&str; 7] = ["ways", "mechanisms", "procedures", "policies", "rules", "systems", "routes"];
    let verb = words.windows(2).position(|run| run[0].is("that") && matches!(run[1].text, "exists" | "applies"))?;
    let (that, verb) = (words.get(verb)?, words.get(verb + 1)?);
    let before = words.iter().take_while(|word| word.at < that.at).collect::<Vec<_>>();
    let near = before.iter().rev().take(4).any(|word| MANY.contains(&word.lower().as_str()));
    let bare = if verb.text == "exists" { "exist" } else { "apply" };
    near.then(|| (that.at..verb.end(), Some(format!("that {bare}"))))
}

/// `through careless or irresponsible, very rarely`: two adjectives behind a preposition, and nothing that they describe.
pub(crate) fn loose(text: &str, words: &[Token<'_>]) -> Option<Slip> {
    let describes = |word: &Token<'_>| ["less", "ible", "able", "ful"].iter().any(|end| word.text.ends_with(end));
    words.windows(5).find_map(|run| {
        let [before, one, or, two, next] = run else { return None };
        let led = matches!(before.text, "through" | "by" | "from" | "with");
        let both = || describes(one) && matches!(or.text, "or" | "and") && describes(two);
        let left =
            || &text[two.end()..next.at] == ", " && matches!(next.text, "very" | "rarely" | "seldom" | "sometimes");
        (led && both() && left()).then(|| (before.at..two.end(), None))
    })
}

/// `each pupil sign`, `The school keep`: one of them, with the verb of many.
pub(crate) fn bare_verb(words: &[Token<'_>]) -> Option<Slip> {
    const LETTING: [&str; 8] = ["let", "lets", "have", "has", "make", "makes", "that", "see"];
    words.windows(3).enumerate().find_map(|(at, run)| {
        let [each, one, verb] = run else { return None };
        let needs = matches!(
            verb.text,
            "sign"
                | "agree"
                | "follow"
                | "have"
                | "use"
                | "keep"
                | "provide"
                | "ensure"
                | "know"
                | "understand"
                | "need"
                | "receive"
        );
        if !needs {
            return None;
        }
        let before = at.checked_sub(1).map(|at| words[at].lower()).unwrap_or_default();
        let each_one = matches!(each.lower().as_str(), "each" | "every")
            && matches!(one.lower().as_str(), "pupil" | "student" | "child" | "parent" | "teacher" | "user" | "member")
            && !LETTING.contains(&before.as_str());
        let the_one =
            each.text == "The" && matches!(one.text, "school" | "School" | "headteacher" | "policy") && at == 0;
        let third = if verb.text == "have" { "has".to_owned() } else { format!("{}s", verb.text) };
        let meant = format!("{} {} {third}", each.text, one.text);
        (each_one || the_one).then_some((each.at..verb.end(), Some(meant)))
    })
}

#[cfg(test)]
mod tests {
    use super::{article, beside};
    use crate::lint::words::english::words;

    #[test]
    fn articles_follow_the_sound() {
        assert_eq!(
            [article("a", "adult"), article("an", "user"), article("an", "teacher")],
            [Some("an"), Some("a"), Some("a")]
        );
        let right =
            [("a", "user"), ("an", "hour"), ("a", "one"), ("an", "unusual"), ("a", "European"), ("an", "unintended")];
        assert!(right.iter().all(|(it, next)| article(it, next).is_none()));
    }

    #[test]
    fn neighbours_are_held_against_each_other() {
        let meant = |one: &str, two: &str| beside(&words(one)[0], &words(two)[0]);
        assert_eq!(meant("the", "the"), Some("the".to_owned()));
        assert_eq!(meant("Schools", "policy"), Some("School’s policy".to_owned()));
        assert_eq!(meant("that", "that"), None);
    }
}
