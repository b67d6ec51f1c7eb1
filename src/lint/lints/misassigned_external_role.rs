//! An outside office is given a job that is not its own.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::sentence::{Phrase, Sentence};
use crate::pack::{Office, Text, holds, told_by};
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "misassigned-external-role",
    summary: "an outside office is given a job that is not its job",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/misassigned-external-role.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let known = || cx.packs().iter().flat_map(|pack| &pack.offices).filter(|it| holds(it.jurisdiction, cx.school));
    for (at, role) in cx.school.roles.iter().enumerate() {
        let titles = std::iter::once(&role.title).chain(role.also.iter().map(|it| &it.value));
        let titles: Vec<Text> = titles.map(|title| Text::new(title)).collect();
        let Some(office) = known().find(|it| titles.iter().any(|title| title.fits(&it.titles))) else { continue };
        let turned = cx.school.sentences.iter().filter(|it| turns_to(it, at) && !is_its_own(cx, it, office));
        let mut turned = turned.peekable();
        let Some(first) = turned.next() else { continue };
        let found = report
            .at(first.span, format!("`{}` is for {}, and this is about something else", role.title, office.job))
            .help(format!("turn to {}; told by {}", office.instead, told_by(&office.sources)))
            .about(&first.address)
            .fact(&office.id);
        report.push(turned.take(8).fold(found, |found, it| found.with(it.span, "and here")));
    }
}

fn turns_to(sentence: &Sentence, role: usize) -> bool {
    let named = |word: Word| sentence.clauses.get(word).iter().any(|it| it.entity() == Some(Entity::Role(role)));
    named(Word::To) || named(Word::From)
}

/// Whether the sentence, or else all that stands with it, is about the office's own work: in doubt it is.
fn is_its_own(cx: &Context<'_>, sentence: &Sentence, office: &Office) -> bool {
    let around: String = cx
        .school
        .sentences
        .iter()
        .filter(|it| it.home == sentence.home)
        .map(|it| format!("{} ", phrase(cx, it)))
        .collect();
    let around = Text::new(&around);
    around.fits(&office.its_own) || !around.fits(&office.not_its_own)
}

/// What is done and about whom; who does it says nothing of what it is about.
fn phrase(cx: &Context<'_>, sentence: &Sentence) -> String {
    let words = match &sentence.phrase {
        Phrase::Words(words) => cx.school.named(words),
        Phrase::Action { action, .. } => cx.school.title(action.entity),
        Phrase::None(_) => String::new(),
    };
    let about: Vec<String> = sentence.clauses.get(Word::About).iter().map(|value| cx.title(value)).collect();
    format!("{} {words} {}", sentence.title.as_deref().unwrap_or_default(), about.join(" "))
}
