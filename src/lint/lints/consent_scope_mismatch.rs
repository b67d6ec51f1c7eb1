//! A form whose title and text are about different things.

use crate::diagnostic::Level;
use crate::lint::words::english::{singular, words};
use crate::lint::{Context, Form, Lint, Report};
use crate::model::document::Verb;

pub(super) static LINT: Lint = Lint {
    name: "consent-scope-mismatch",
    summary: "a form’s title and text cover different things",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/consent-scope-mismatch.md"),
    check,
};

/// What can be recorded or published, in words that stand for each other.
const MATTERS: [(&str, &[&str]); 4] = [
    ("photographs", &["photograph", "photo", "picture", "image", "photography"]),
    ("film", &["video", "film", "filming", "recording", "clip", "webcam"]),
    ("sound", &["sound", "audio", "voice", "podcast"]),
    ("names", &["name"]),
];

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in cx.school.documents.iter().filter(|it| it.kind.is_paper()) {
        let asked: Vec<String> = cx
            .papers_of(document)
            .iter()
            .filter_map(|paper| match &paper.verb {
                Verb::Ask(words) => Some(cx.school.named(words)),
                _ => None,
            })
            .collect();
        if asked.is_empty() {
            continue;
        }
        let title = matters([document.title.as_str()]);
        let text = cx.passages_within(&document.id).filter(|it| it.form != Form::Title).map(|it| it.text.as_str());
        let all = matters(text.chain(asked.iter().map(String::as_str)));
        let asked = matters(asked.iter().map(String::as_str));
        for (at, (matter, _)) in MATTERS.iter().enumerate() {
            let message = match (title[at], asked[at], all[at]) {
                (true, _, false) => {
                    format!("the title of `{}` speaks of {matter}, and nothing in it does", document.title)
                }
                (false, true, _) if title.contains(&true) => {
                    format!("`{}` asks about {matter}, and its title speaks of other things", document.title)
                }
                _ => continue,
            };
            report.push(
                report
                    .at(document.span, message)
                    .help("ask for each thing in a question of its own, and give the form a title that covers them all")
                    .about(&document.id)
                    .fact(*matter),
            );
        }
    }
}

/// Which of the matters some texts speak of.
fn matters<'a>(texts: impl IntoIterator<Item = &'a str>) -> [bool; MATTERS.len()] {
    let mut spoken = [false; MATTERS.len()];
    for text in texts {
        for word in words(text).iter().map(|word| singular(word.text)) {
            for (at, (_, names)) in MATTERS.iter().enumerate() {
                spoken[at] |= names.contains(&word.as_str());
            }
        }
    }
    spoken
}
