//! A policy that is said to exist, and that nobody can look up.

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::words::english::{Token, binds, places, singular, words};
use crate::lint::{Context, Lint, Passage, Report};
use crate::sketch::Saying;
use crate::span::Span;
use crate::word::{Kind, Word};
use std::collections::BTreeSet;
use std::ops::Range;

pub(super) static LINT: Lint = Lint {
    name: "policy-asserted-not-linked",
    summary: "text says a policy exists but names none",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/policy-asserted-not-linked.md"),
    check,
};

/// Words before “policy” that tell of one without naming it.
const TELLING: [&str; 5] = ["agreed", "appropriate", "relevant", "existing", "separate"];

/// Words behind “the school’s policies” that lean on what stands in them.
const LEANING: [&str; 12] =
    ["on", "for", "about", "say", "says", "allow", "allows", "require", "requires", "provide", "provides", "regarding"];

/// Whose the policy is, where only that is said.
const OWNERS: [&str; 8] = ["the", "its", "school", "our", "a", "any", "current", "trust"];

/// How many words behind “policy” are quoted.
const MORE: usize = 6;

static POLICY: Saying = Saying::new("policy");
static POLICIES: Saying = Saying::new("policies");

/// Words that lean on a policy.
static ASSERTING: Gate = Gate::new(|wording| {
    let leans = wording.finds(&POLICY).or_else(|| wording.finds(&POLICIES));
    leans.is_some() && asserted(&wording.text).is_some()
});

fn check(cx: &Context<'_>, report: &mut Report) {
    let (linked, titles, conditions) = (linked(cx), titles(cx), conditions(cx));
    let leaning = |it: &&Passage| it.is_running() || conditions.contains(it.address.as_str());
    let asserting = cx.passages().iter().filter(|it| it.passes(&ASSERTING)).filter(leaning);
    for passage in asserting.filter(|it| !linked.contains(it.address.as_str())) {
        let Some(range) = asserted(&passage.text).filter(|range| passage.is_written(range.start)) else { continue };
        let text = &passage.text[range.clone()];
        // A condition speaks again of “the agreed policy” that a sentence has told of.
        let again = !passage.is_running() && TELLING.iter().any(|word| text.starts_with(word));
        if again || titles.iter().any(|title| !places(&passage.text, title).is_empty()) {
            continue;
        }
        let told = text.split(' ').next_back().is_some_and(|last| singular(last) == "policy");
        let shown =
            if told || !passage.text[range.end..].starts_with(' ') { text.to_owned() } else { format!("{text} …") };
        push(report, passage.span(range.clone()), &passage.address, (&shown, text));
    }
    for sentence in &cx.school.sentences {
        for words in sentence.clauses.words(Word::Cites).into_iter().filter(|words| is_nameless(&words.raw())) {
            push(report, words.span, &sentence.address, (&words.raw(), &words.raw()));
        }
    }
}

fn push(report: &mut Report, span: Span, address: &str, (shown, text): (&str, &str)) {
    report.push(
        report
            .at(span, format!("this leans on `{shown}`, and nothing says which policy that is"))
            .help("name it: `cites data-protection` behind the sentence, or `{data-protection}` in its words")
            .about(address)
            .fact(text.to_lowercase()),
    );
}

/// The conditions of the vocabulary, whose titles are clauses.
fn conditions<'a>(cx: &'a Context<'_>) -> BTreeSet<&'a str> {
    let entries = cx.school.vocabulary.entries.iter().filter(|it| it.kind == Kind::Conditions);
    entries.map(|it| it.id.as_str()).collect()
}

/// Whether words for a policy say only whose it is: `the school policy`, `our policies`.
pub(super) fn is_nameless(title: &str) -> bool {
    let words = words(title);
    let Some((last, before)) = words.split_last() else { return false };
    let telling = |word: &Token<'_>| {
        let lower = word.lower();
        OWNERS.contains(&lower.as_str()) || TELLING.contains(&lower.as_str()) || singular(&lower) == "school"
    };
    singular(last.text) == "policy" && before.iter().all(telling)
}

/// The titles of policies of the set and elsewhere, in small letters: a text that bears one names what it leans on.
fn titles(cx: &Context<'_>) -> Vec<String> {
    let documents = cx.school.documents.iter().flat_map(|it| it.also.iter().map(|also| &also.value).chain([&it.title]));
    let externals = cx.school.externals.iter().map(|it| &it.title);
    documents.chain(externals).map(|title| title.to_lowercase()).filter(|title| title.contains(' ')).collect()
}

/// The sentences and promises that say elsewhere on what they rest.
fn linked<'a>(cx: &'a Context<'_>) -> BTreeSet<&'a str> {
    let sentences = cx.school.sentences.iter().filter(|it| it.clauses.has(Word::Cites)).map(|it| it.address.as_str());
    let papers = cx.school.papers.iter().filter(|it| it.clauses.has(Word::Cites)).map(|it| it.address.as_str());
    sentences.chain(papers).collect()
}

/// Where a text first leans on a policy that it does not name.
fn asserted(text: &str) -> Option<Range<usize>> {
    let words = words(text);
    for (at, word) in words.iter().enumerate().filter(|(_, word)| singular(word.text) == "policy") {
        let lower = |at: usize| words.get(at).map(Token::lower).unwrap_or_default();
        let joined = |at: usize| words.get(at + 1).is_some_and(|next| text[words[at].end()..next.at] == *" ");
        let before = at.checked_sub(1).filter(|before| joined(*before));
        let Some(before) = before else { continue };
        let leans = joined(at) && LEANING.contains(&lower(at + 1).as_str()) && lower(at + 2) != "it"
            || joined(at) && lower(at + 1) == "on" && word.lower() == "policies";
        let told = lower(before);
        let owned = OWNERS.contains(&told.as_str()) || singular(&told) == "school";
        let one = lower(before.saturating_sub(1)) == "a" && told == "separate" && !leans;
        if !one && TELLING.contains(&told.as_str()) && word.text.starts_with('p')
            || owned && leans && word.text.starts_with('p')
        {
            let more = words[at + 1..]
                .iter()
                .take(MORE)
                .take_while(|next| !text[word.end()..next.at].contains([',', ';', ':', '.', '(', '“', '‘', '—']))
                .collect::<Vec<_>>()
                .into_iter();
            let topic = lower(at + 1) == "on" || lower(at + 1) == "about" || lower(at + 1) == "regarding";
            let last =
                more.rev().find(|next| !binds(next.text) && !LEANING.contains(&next.text)).filter(|_| leans && topic);
            return Some(words[before].at..last.map_or(word.end(), Token::end));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::asserted;

    #[test]
    fn a_named_policy_is_not_merely_asserted() {
        let found = |text: &'static str| asserted(text).map(|range| &text[range]);
        assert_eq!(found("has an agreed policy on guests"), Some("agreed policy on guests"));
        assert_eq!(found("as the school’s policies on images say"), Some("school’s policies on images"));
        assert_eq!(found("as the appropriate policy provides"), Some("appropriate policy"));
        assert_eq!(found("follow the Behaviour Policy on this"), None);
        assert_eq!(found("the behaviour policy says so"), None);
        assert_eq!(found("how well the policy works"), None);
        assert_eq!(found("put the approved policy on the website"), None);
    }
}
