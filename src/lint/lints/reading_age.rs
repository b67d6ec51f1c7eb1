//! Words for pupils that are harder than their readers.

use crate::diagnostic::Level;
use crate::lint::facts::parties::are_pupils;
use crate::lint::words::english::{sentences, words};
use crate::lint::{Context, Form, Lint, Printed, Report};
use crate::model::document::Document;
use crate::span::Span;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "reading-age",
    summary: "text for pupils reads harder than its audience",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/reading-age.md"),
    check,
};

/// Up to what age a text for pupils of Reception to Year 2 may read.
const YOUNGER: f64 = 7.0;
/// Up to what age a text for primary pupils may read.
const PRIMARY: f64 = 9.0;
/// Up to what age a text for secondary pupils may read.
const SECONDARY: f64 = 13.0;
/// A text of fewer words is too short to be measured.
const FEWEST: usize = 40;
/// How many of the hardest stretches are shown.
const SHOWN: usize = 3;

/// Words of a title or phase that tell the youngest pupils.
const YOUNG: [&str; 7] = ["reception", "younger", "infant", "ks1", "early", "nursery", "foundation"];

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in cx.school.documents.iter().filter(|it| is_for_pupils(cx, it)) {
        let texts = texts(cx, document);
        let all = texts.iter().fold(Measure::default(), |sum, (text, _)| sum.plus(&Measure::of(text)));
        let limit = limit(cx, document);
        let Some(age) = all.age().filter(|age| all.words >= FEWEST && *age > limit) else { continue };
        let mut hardest: Vec<(f64, Span)> = texts
            .iter()
            .filter_map(|(text, span)| {
                let measure = Measure::of(text);
                Some((measure.age().filter(|age| measure.words > 7 && *age > limit)?, *span))
            })
            .collect();
        hardest.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut found = report
            .at(
                document.span,
                format!("`{}` reads at about age {age:.0}, and should read at {limit:.0} or below", document.title),
            )
            .help("shorten the sentences, and write the words that pupils use")
            .about(&document.id)
            .fact("too hard");
        for (age, span) in hardest.into_iter().take(SHOWN) {
            found = found.with(span, format!("age {age:.0}"));
        }
        report.push(found);
    }
}

fn is_for_pupils(cx: &Context<'_>, document: &Document) -> bool {
    !document.audience.is_empty() && document.audience.iter().all(|value| are_pupils(&cx.title(value)))
}

fn limit(cx: &Context<'_>, document: &Document) -> f64 {
    let is_young = |text: &str| {
        let text = text.to_lowercase();
        YOUNG.iter().any(|word| text.contains(word))
    };
    let phase = cx.school.identity.fields.get("phase").map_or("", |phase| phase.value.as_str());
    match phase {
        _ if document.audience.iter().all(|value| is_young(&cx.title(value))) || is_young(phase) => YOUNGER,
        "secondary" | "all-through" | "16-plus" => SECONDARY,
        _ => PRIMARY,
    }
}

/// What pupils read in a document: its own words, and the rules that it shows as promises.
fn texts(cx: &Context<'_>, document: &Document) -> Vec<(String, Span)> {
    let own = cx
        .passages_within(&document.id)
        .filter(|it| matches!(it.form, Form::Paragraph | Form::Item | Form::Promise | Form::Question));
    let mut texts: Vec<(String, Span)> = own.map(|it| (it.text.clone(), it.whole)).collect();
    for at in Printed::of(cx.school, &document.parts).sentences {
        let sentence = &cx.school.sentences[at];
        if !sentence.address.starts_with(&format!("{}.", document.id)) || !sentence.clauses.has(Word::Promise) {
            let promise = sentence.clauses.words(Word::Promise).map(|words| cx.school.named(words));
            texts.push((promise.unwrap_or_else(|| cx.says(sentence).to_owned()), sentence.span));
        }
    }
    texts
}

/// The Automated Readability Index: letters a word and words a sentence, as an age.
#[derive(Clone, Copy, Debug, Default)]
struct Measure {
    letters: usize,
    words: usize,
    sentences: usize,
}

impl Measure {
    fn of(text: &str) -> Self {
        let words = words(text);
        let letters = words.iter().flat_map(|word| word.text.chars()).filter(|it| it.is_alphanumeric()).count();
        Self { letters, words: words.len(), sentences: sentences(text).len() }
    }

    fn plus(self, other: &Self) -> Self {
        Self {
            letters: self.letters + other.letters,
            words: self.words + other.words,
            sentences: self.sentences + other.sentences,
        }
    }

    /// The age of a reader who takes it in: the school year of the index, plus five.
    fn age(&self) -> Option<f64> {
        let index = 4.71 * ratio(self.letters, self.words)? + 0.5 * ratio(self.words, self.sentences)? - 21.43;
        Some(index.max(0.0) + 5.0)
    }
}

/// How many of the one come to each of the other, where there is any of the other.
fn ratio(of: usize, each: usize) -> Option<f64> {
    let number = |count: usize| u32::try_from(count).ok().map(f64::from);
    Some(number(of)? / number(each).filter(|each| *each > 0.0)?)
}

#[cfg(test)]
mod tests {
    use super::Measure;

    #[test]
    fn short_words_in_short_sentences_are_for_the_young() {
        let age = |text: &str| Measure::of(text).age().unwrap_or_default();
        assert!(age("I am kind online. I ask first. I tell a grown-up.") < 7.0);
        assert!(
            age("Unauthorised modification of configuration parameters constitutes a disciplinary infringement.")
                > 18.0
        );
        assert!(Measure::of("").age().is_none());
    }
}
