//! A promise to try: nobody can ever say that it was broken.

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::facts::wording::Wording;
use crate::lint::words::english::words;
use crate::lint::{Context, Form, Lint, Report};
use crate::model::role::RoleKind;
use crate::sketch::{Saying, sayings};
use std::collections::BTreeSet;
use std::ops::Range;

pub(super) static LINT: Lint = Lint {
    name: "unverifiable-undertaking",
    summary: "a promise is made as try or do our best",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/unverifiable-undertaking.md"),
    check,
};

/// Words that take the promise out of a promise.
static SOFT: [Saying; 14] = sayings([
    "try to",
    "do our best",
    "do my best",
    "do its best",
    "do their best",
    "endeavour to",
    "endeavours to",
    "as far as possible",
    "where possible",
    "wherever possible",
    "whenever possible",
    "make every effort",
    "aim to",
    "strive to",
]);

/// Words before them that turn the promise round: whoever promises not to try promises enough.
const TURNED: [&str; 4] = ["not", "never", "nor", "nobody"];

/// Words with soft ones among them.
static WEAK: Gate = Gate::new(|wording| soft(wording).is_some());

fn check(cx: &Context<'_>, report: &mut Report) {
    let undertaken: BTreeSet<&str> = undertaken(cx);
    for passage in cx.passages().iter().filter(|it| it.passes(&WEAK)) {
        let promised = passage.form == Form::Promise
            || passage.form == Form::Phrase && undertaken.contains(passage.address.as_str());
        let Some(range) = Some(passage).filter(|_| promised).and_then(|it| soft(it)) else { continue };
        let text = &passage.text[range.clone()];
        report.push(
            report
                .at(passage.span(range.clone()), format!("`{text}` promises nothing that anybody could check"))
                .help("say what will be done and by when, or leave the promise out")
                .about(&passage.address)
                .fact(text.to_lowercase()),
        );
    }
}

/// What the school as a whole undertakes.
fn undertaken<'a>(cx: &'a Context<'_>) -> BTreeSet<&'a str> {
    let is_school = |role: usize| cx.school.roles[role].kind == RoleKind::Organisation;
    let sentences = cx.school.sentences.iter().filter(|it| it.strength.value.asks() && it.roles().any(is_school));
    sentences.map(|it| it.address.as_str()).collect()
}

/// The first soft words of a text.
fn soft(wording: &Wording) -> Option<Range<usize>> {
    let found = SOFT.iter().filter_map(|saying| wording.places(saying).into_iter().next());
    let found = found.min_by_key(|range| range.start)?;
    let before = wording.text[..found.start].to_lowercase();
    let turned = words(&before).iter().rev().take(3).any(|word| TURNED.contains(&word.text));
    (!turned).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::soft;
    use crate::lint::facts::wording::Reading;

    #[test]
    fn not_to_try_is_a_promise() {
        let promised = |text: &str| soft(&Reading::default().of(text)).is_some();
        assert!(promised("We will do our best to help."));
        assert!(!promised("I will not try to open files."));
        assert!(!promised("Nor will I try to get round it."));
    }
}
