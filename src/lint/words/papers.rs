//! Names of policies, procedures and codes, as they stand in a text.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::lint::words::elsewhere::own_names;
use crate::lint::words::english::{Token, singular, words};
use crate::model::School;
use crate::model::document::Part;

/// What a school calls its papers.
const KINDS: [&str; 3] = ["policy", "procedure", "code"];

/// Papers that nearly every school has, known by these words before “policy” even where they bear no capitals.
const USUAL: [&str; 12] = [
    "child protection",
    "safeguarding",
    "complaints",
    "behaviour",
    "anti-bullying",
    "bullying",
    "disciplinary",
    "whistleblowing",
    "data protection",
    "attendance",
    "health and safety",
    "staff",
];

/// Words before a usual name that say that one particular paper is meant.
const CERTAIN: [&str; 7] = ["the", "its", "our", "their", "school", "school’s", "trust’s"];

/// Words of a title that bear no capital.
const BINDING: [&str; 5] = ["and", "of", "for", "in", "on"];

/// Words that begin a sentence or point, and are no part of a name.
const LEADING: [&str; 14] =
    ["the", "this", "our", "a", "an", "any", "each", "every", "all", "see", "its", "as", "school", "trust"];

/// Where a text names a policy, a procedure or a code of conduct.
pub(crate) fn papers_named(text: &str) -> Vec<Range<usize>> {
    let words = words(text);
    (0..words.len()).filter_map(|at| named(text, &words, at)).collect()
}

/// The name that ends with the word at a place.
fn named(text: &str, words: &[Token<'_>], at: usize) -> Option<Range<usize>> {
    let last = words.get(at)?;
    let first = last.text.as_bytes().first().map(u8::to_ascii_lowercase);
    if !matches!(first, Some(b'p' | b'c')) || !KINDS.contains(&singular(last.text).as_str()) || last.is("policies") {
        return None;
    }
    let code = singular(last.text) == "code";
    let conduct = words.get(at + 1..at + 3).filter(|next| next[0].text == "of" && next[1].lower() == "conduct");
    let end = if code { conduct?[1].end() } else { last.end() };
    let joined = |first: &Token<'_>, second: &Token<'_>| text[first.end()..second.at] == *" ";
    let mut start = at;
    while let Some(before) = start.checked_sub(1).map(|it| &words[it]) {
        let capital = before.text.chars().any(char::is_uppercase);
        let fits = capital || BINDING.contains(&before.text) && start < at;
        if !fits || !joined(before, &words[start]) {
            break;
        }
        start -= 1;
    }
    let bare = |word: &Token<'_>| leads(word) || BINDING.contains(&word.text);
    start += words[start..at].iter().take_while(|word| bare(word)).count();
    if start < at {
        return Some(words[start].at..end);
    }
    usual(text, words, at).map(|start| start..end)
}

fn leads(word: &Token<'_>) -> bool {
    LEADING.contains(&word.lower().as_str()) || LEADING.contains(&singular(word.text).as_str())
}

/// Where a usual name without capitals begins.
fn usual(text: &str, words: &[Token<'_>], at: usize) -> Option<usize> {
    let before = text[..words[at].at].trim_end();
    USUAL.iter().find_map(|name| {
        let lead = before.strip_suffix(name)?;
        let certain = CERTAIN.iter().any(|word| lead.trim_end().ends_with(&format!(" {word}")));
        (lead.ends_with(' ') && certain).then_some(lead.len())
    })
}

/// What of a school bears a title, by the letters of each, and the names that the school itself goes by.
#[derive(Debug)]
pub(crate) struct Known {
    titles: BTreeSet<String>,
    own: Vec<String>,
}

impl Known {
    pub(crate) fn of(school: &School) -> Self {
        let mut titles: Vec<&str> = Vec::new();
        for it in &school.documents {
            titles.push(&it.title);
            titles.extend(it.also.iter().map(|also| also.value.as_str()));
            it.each_part(&mut |part| {
                if let Part::Section(section) = part {
                    titles.push(&section.title);
                }
            });
        }
        for (title, also) in school.externals.iter().map(|it| (&it.title, &it.also)) {
            titles.push(title);
            titles.extend(also.iter().map(|also| also.value.as_str()));
        }
        for (title, also) in school.citations.iter().map(|it| (&it.title, &it.also)) {
            titles.push(title);
            titles.extend(also.iter().map(|also| also.value.as_str()));
        }
        titles.extend(school.procedures.iter().map(|it| it.title.as_str()));
        titles.extend(school.blocks.iter().map(|it| it.title.as_str()));
        let own = own_names(school);
        Self { titles: titles.into_iter().map(|title| letters(title, &own)).collect(), own }
    }

    /// A name by its letters alone, without that of the school before it.
    pub(crate) fn letters(&self, name: &str) -> String {
        letters(name, &self.own)
    }

    /// Whether a name is, or is a part of, the title of something that the school has or declares.
    pub(crate) fn has(&self, name: &str) -> bool {
        let name = self.letters(name);
        self.titles.iter().any(|title| title.contains(&name))
    }
}

fn letters(title: &str, own: &[String]) -> String {
    let bare = own.iter().filter_map(|name| title.strip_prefix(name.as_str())).min_by_key(|rest| rest.len());
    let words = words(bare.unwrap_or(title));
    let mut letters = String::with_capacity(title.len());
    for word in words.iter().skip_while(|word| leads(word)) {
        letters.extend(singular(word.text).chars().filter(|it| it.is_alphanumeric()));
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::{letters, papers_named};

    #[test]
    fn papers_are_told_by_their_capitals_or_by_being_usual() {
        let found = |text: &'static str| papers_named(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("The school’s ICT and Computing Policy has more"), ["ICT and Computing Policy"]);
        assert_eq!(found("see appendix 16 of the ICT policy"), ["ICT policy"]);
        assert_eq!(found("follow its child protection procedures"), ["child protection procedures"]);
        assert_eq!(found("keep to the Staff Code of Conduct"), ["Staff Code of Conduct"]);
        assert_eq!(found("keep to our staff code of conduct"), ["staff code of conduct"]);
        for text in
            ["how well the policy works", "holes in its child protection policies", "This policy", "School Policy"]
        {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn titles_are_held_together_by_their_letters() {
        let own = ["Oakfield Primary".to_owned()];
        assert_eq!(letters("the Safeguarding policy", &own), letters("Safeguarding Policy.", &own));
        assert_eq!(letters("School’s E-Safety Policy", &own), letters("e-safety policies", &own));
        assert_eq!(letters("Oakfield Primary Behaviour Policy", &own), "behaviourpolicy");
    }
}
