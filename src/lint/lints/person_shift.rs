//! A sentence that begins about one person and goes on about another: “staff … your school”, “I … yourself”.

use std::collections::BTreeSet;

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::words::english::Token;
use crate::lint::{Context, Form, Lint, Passage, Report};
use crate::word::Kind;

pub(super) static LINT: Lint = Lint {
    name: "person-shift",
    summary: "the pronoun changes person inside a sentence",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/person-shift.md"),
    check,
};

const SPOKEN_TO: [&str; 5] = ["you", "your", "yours", "yourself", "yourselves"];
const SPEAKER: [&str; 5] = ["i", "me", "my", "mine", "myself"];

/// What one who says I may not say: `you` may be the teacher to whom a pupil promises, `yourself` is nobody.
const REFLEXIVE: [&str; 2] = ["yourself", "yourselves"];

/// Words with one of the pronouns.
static PRONOUNS: Gate = Gate::new(|wording| {
    let all = SPOKEN_TO.iter().chain(&SPEAKER).chain(&REFLEXIVE);
    wording.tokens().any(|word| all.clone().any(|it| word.is(it)))
});

fn check(cx: &Context<'_>, report: &mut Report) {
    let actions: BTreeSet<&str> = cx.school.vocabulary.of(Kind::Actions).map(|(_, entry)| entry.id.as_str()).collect();
    for passage in cx.passages().iter().filter(|it| it.passes(&PRONOUNS)) {
        let others = match passage.form {
            Form::Phrase => true,
            Form::Title => actions.contains(passage.address.as_str()),
            _ => false,
        };
        let shift = match passage.form {
            _ if others => shifted(passage, &[&SPOKEN_TO, &SPEAKER]),
            Form::Promise if speaks(passage) => shifted(passage, &[&REFLEXIVE]),
            _ => None,
        };
        let Some(word) = shift else { continue };
        let (before, wanted) = if others { ("of others", "they") } else { ("as `I`", "I") };
        report.push(
            report
                .at(
                    passage.span(word.at..word.end()),
                    format!("the sentence speaks {before} and then says `{}`", word.text),
                )
                .help(format!("stay with `{wanted}` to the end, or write two sentences"))
                .about(&passage.address)
                .fact(word.lower()),
        );
    }
}

/// Whether a promise is made by one who says I.
fn speaks(passage: &Passage) -> bool {
    passage.tokens().next().is_some_and(|word| word.text == "I")
}

/// The first pronoun of a wrong person that is not quoted, in quotation marks or behind a colon.
fn shifted<'a>(passage: &'a Passage, wrong: &[&[&str]]) -> Option<Token<'a>> {
    let text = passage.text.as_str();
    let quoted = |at: usize| {
        let count = |sign: char| text[..at].matches(sign).count();
        count('“') > count('”') || count('‘') > 0 || text[..at].contains(':')
    };
    passage.tokens().find(|word| {
        let pronoun = wrong.iter().any(|list| list.iter().any(|it| word.is(it))) && (!word.is("i") || word.text == "I");
        pronoun && !quoted(word.at) && passage.is_written(word.at)
    })
}
