//! Words that are never right as they are spelt, and what was meant: a table, and what a school’s own words tell.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::lint::words::english::Token;
use crate::lint::words::lexicon::{LONG, Vocabulary};
use crate::sketch::Saying;

/// Those of one word.
static SINGLE: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| MISSPELT.iter().filter(|(wrong, _)| !wrong.contains(' ')).copied().collect());

/// Those of several words, and words that clash.
pub(crate) static GROUPS: LazyLock<Vec<(Saying, &str)>> = LazyLock::new(|| {
    let several = MISSPELT.iter().filter(|(wrong, _)| wrong.contains(' '));
    CLASHES.iter().chain(several).map(|(wrong, meant)| (Saying::new(wrong), *meant)).collect()
});

/// Misspellings that stand in no dictionary, each with what was meant.
pub(crate) const MISSPELT: &[(&str, &str)] = &[
    ("accomodate", "accommodate"),
    ("accomodation", "accommodation"),
    ("acheive", "achieve"),
    ("acheivement", "achievement"),
    ("acknowlege", "acknowledge"),
    ("adress", "address"),
    ("agressive", "aggressive"),
    ("an inappropriate content", "inappropriate content"),
    ("apropriate", "appropriate"),
    ("appropiate", "appropriate"),
    ("assesment", "assessment"),
    ("attendence", "attendance"),
    ("availible", "available"),
    ("begining", "beginning"),
    ("beleive", "believe"),
    ("calender", "calendar"),
    ("commited", "committed"),
    ("commitee", "committee"),
    ("comunication", "communication"),
    ("confidental", "confidential"),
    ("consious", "conscious"),
    ("dependant on", "dependent on"),
    ("definately", "definitely"),
    ("disapline", "discipline"),
    ("embarass", "embarrass"),
    ("embarassment", "embarrassment"),
    ("enviroment", "environment"),
    ("excercise", "exercise"),
    ("existance", "existence"),
    ("foward", "forward"),
    ("goverment", "government"),
    ("govenor", "governor"),
    ("govenors", "governors"),
    ("grammer", "grammar"),
    ("guidence", "guidance"),
    ("harrassment", "harassment"),
    ("harrass", "harass"),
    ("identify fraud", "identity fraud"),
    ("identify theft", "identity theft"),
    ("immediatly", "immediately"),
    ("inapropriate", "inappropriate"),
    ("inappropiate", "inappropriate"),
    ("independant", "independent"),
    ("infomation", "information"),
    ("judgeing", "judging"),
    ("liase", "liaise"),
    ("liason", "liaison"),
    ("license agreement", "licence agreement"),
    ("license agreements", "licence agreements"),
    ("maintainance", "maintenance"),
    ("maintenence", "maintenance"),
    ("mispelled", "misspelled"),
    ("monitering", "monitoring"),
    ("neccessary", "necessary"),
    ("necessery", "necessary"),
    ("noticable", "noticeable"),
    ("occassion", "occasion"),
    ("occured", "occurred"),
    ("occurence", "occurrence"),
    ("ond", "and"),
    ("organsiation", "organisation"),
    ("organsiations", "organisations"),
    ("or other affect", "or otherwise affect"),
    ("parrent", "parent"),
    ("permision", "permission"),
    ("persue", "pursue"),
    ("phse", "PSHE"),
    ("posession", "possession"),
    ("practise of", "practice of"),
    ("priviledge", "privilege"),
    ("proceedure", "procedure"),
    ("procedue", "procedure"),
    ("pubilc", "public"),
    ("publically", "publicly"),
    ("recieve", "receive"),
    ("recieved", "received"),
    ("recomend", "recommend"),
    ("refered", "referred"),
    ("relevent", "relevant"),
    ("responsability", "responsibility"),
    ("responsibilty", "responsibility"),
    ("responsiblity", "responsibility"),
    ("safegaurding", "safeguarding"),
    ("safegurding", "safeguarding"),
    ("seperate", "separate"),
    ("seperately", "separately"),
    ("succesful", "successful"),
    ("supervison", "supervision"),
    ("technolgy", "technology"),
    ("teh", "the"),
    ("thier", "their"),
    ("tommorow", "tomorrow"),
    ("transfered", "transferred"),
    ("truely", "truly"),
    ("untill", "until"),
    ("useage", "usage"),
    ("vunerable", "vulnerable"),
    ("vulnerble", "vulnerable"),
    ("wich", "which"),
    ("withold", "withhold"),
    ("writting", "writing"),
];

/// Words in a row that no sentence holds, each with what was meant.
pub(crate) const CLASHES: &[(&str, &str)] = &[
    ("for it be", "for it to be"),
    ("in accordance of", "in accordance with"),
    ("is be", "is to be"),
    ("are be", "are to be"),
    ("will been", "will have been"),
    ("has be", "has been"),
    ("have be", "have been"),
    ("should of", "should have"),
    ("could of", "could have"),
    ("would of", "would have"),
    ("must of", "must have"),
    ("in during", "during"),
    ("the use mobile", "the use of mobile"),
    ("for examples", "for example"),
    ("as well as also", "as well as"),
    ("twice a weekly", "twice a week"),
    ("once a weekly", "once a week"),
    ("twice a daily", "twice a day"),
    ("once a daily", "once a day"),
    ("in not under", "is not under"),
    ("in not covered", "is not covered"),
    ("in not allowed", "is not allowed"),
    ("inappropriate of indecent", "inappropriate or indecent"),
    ("number of software", "number of copies of software"),
    ("relevant polices", "relevant policies"),
    ("school polices", "school policies"),
    ("other polices", "other policies"),
    ("following polices", "following policies"),
    ("these polices", "these policies"),
    ("is locally provide", "is locally provided"),
    ("through the headteachers report", "through the headteacher’s report"),
    ("in the headteachers report", "in the headteacher’s report"),
    ("registered users home", "registered user’s home"),
];

/// Words that may stand twice in a row.
pub(crate) const TWICE: [&str; 6] = ["that", "had", "bye", "no", "very", "so"];

/// Owners of the word behind them that lack their apostrophe, and how they are written with it.
pub(crate) const OWNERS: [(&str, &str); 8] = [
    ("schools", "school’s"),
    ("trusts", "trust’s"),
    ("headteachers", "headteacher’s"),
    ("childs", "child’s"),
    ("childrens", "children’s"),
    ("users", "users’"),
    ("employees", "employees’"),
    ("teachers", "teachers’"),
];

/// What such a group owns; none of these can be a verb.
pub(crate) const OWNED: [&str; 14] = [
    "reputation",
    "network",
    "possession",
    "possessions",
    "code",
    "policy",
    "policies",
    "behaviour",
    "responsibility",
    "disciplinary",
    "advice",
    "safeguarding",
    "premises",
    "personal",
];

/// Whether it is worth holding a word against the others of a school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// It is in the table.
    Listed,
    /// It looks wrong by itself, and is worth it where it stands once.
    Odd,
    /// It is worth it where it stands once and some other word is made of the same letters.
    Akin,
    /// It is not worth it.
    None,
}

/// How doubtful a word in small letters is.
pub(crate) fn doubt(word: &str) -> Doubt {
    if SINGLE.contains_key(word) {
        return Doubt::Listed;
    }
    if word.len() < LONG || !word.bytes().all(|next| next.is_ascii_lowercase()) {
        return Doubt::None;
    }
    let odd = stutter(word).is_some() || JOINED.iter().any(|it| word.ends_with(it));
    if odd { Doubt::Odd } else { Doubt::Akin }
}

/// Words that are run into the one before.
const JOINED: [&str; 10] = ["have", "are", "need", "must", "should", "will", "and", "with", "who", "may"];

/// Where a stretch of letters stands twice, and how long it is.
fn stutter(word: &str) -> Option<(usize, usize)> {
    (4..=word.len() / 2).find_map(|size| {
        let mut starts = 0..=word.len() - 2 * size;
        starts.find(|at| word[*at..at + size] == word[at + size..at + 2 * size]).map(|at| (at, size))
    })
}

/// A word of the table, with a stretch of letters twice, run into the next one, or with two letters changed round.
pub(crate) fn misspelt(word: &Token<'_>, known: &Vocabulary<'_>) -> Option<String> {
    let lower = word.lower();
    if let Some(meant) = SINGLE.get(lower.as_str()) {
        return Some(like(word.text, meant));
    }
    if known.count(&lower) > 1 || lower.len() < LONG || !lower.is_ascii() {
        return None;
    }
    if !lower.bytes().all(|next| next.is_ascii_lowercase()) {
        return None;
    }
    if let Some((at, size)) = stutter(&lower) {
        return Some(like(word.text, &format!("{}{}", &lower[..at], &lower[at + size..])));
    }
    let joined = JOINED.iter().find_map(|end| {
        let front = lower.strip_suffix(end).filter(|front| front.ends_with('s') && front.len() > 4)?;
        known.has(front).then(|| format!("{front} {end}"))
    });
    joined.or_else(|| swapped(&lower, known))
}

/// A word with a capital where the one it replaces has one.
pub(crate) fn like(written: &str, meant: &str) -> String {
    let capital = written.starts_with(char::is_uppercase);
    meant.chars().enumerate().map(|(at, it)| if at == 0 && capital { it.to_ascii_uppercase() } else { it }).collect()
}

/// A known word that comes of changing two letters round, neither of them the first nor the last.
fn swapped(word: &str, known: &Vocabulary<'_>) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let pairs = (1..letters.len().saturating_sub(2)).filter(|at| letters[*at] != letters[at + 1]);
    pairs.into_iter().find_map(|at| {
        let mut changed = letters.clone();
        changed.swap(at, at + 1);
        Some(changed.into_iter().collect::<String>()).filter(|whole| known.has(whole))
    })
}

#[cfg(test)]
mod tests {
    use super::misspelt;
    use crate::lint::words::english::words;
    use crate::lint::words::lexicon::{Lexicon, Vocabulary};

    #[test]
    fn words_are_held_against_the_school_s_own() {
        let text = "pupils have responsibility organisation pupilshave conversation";
        let lexicon = Lexicon::default();
        let all: Vec<&str> = words(text).into_iter().map(|word| word.text).collect();
        let numbers = lexicon.numbers(&all);
        let known = Vocabulary::new(&lexicon, &numbers);
        let meant = |word: &str| misspelt(&words(word)[0], &known);
        assert_eq!(meant("pupilshave"), Some("pupils have".to_owned()));
        assert_eq!(meant("responsponsibility"), Some("responsibility".to_owned()));
        assert_eq!(meant("Organiastion"), Some("organisation".to_owned()));
        assert_eq!(meant("conservation"), None);
    }
}
