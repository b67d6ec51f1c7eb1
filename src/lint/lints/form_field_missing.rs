//! A form without a space for what its own words need.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Printed, Report};
use crate::model::Entity;
use crate::model::document::{Document, Paper, Verb};
use crate::model::words::Value;
use crate::word::Word;
use std::collections::BTreeSet;

pub(super) static LINT: Lint = Lint {
    name: "form-field-missing",
    summary: "a form lacks a field its own conditions need",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/form-field-missing.md"),
    check,
};

/// Words that tell of bringing back what was lent.
const RETURNING: [&str; 6] = ["return the", "bring it back", "bring the", "bring back", "hand it back", "given back"];

/// Words that tell of something lent.
const LENT: [&str; 5] = ["serial number", "date of issue", "equipment name", "date of loan", "asset number"];

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in &cx.school.documents {
        unapproved(cx, report, document);
        let form = Paperwork::read(cx, document);
        let needs = [
            (
                form.asks_about_child && !form.has(&["child", "pupil", "student"]),
                "the name of the child",
                "it asks about a child",
                "child: fill \"Name of your child\"",
            ),
            (
                form.is_signed && !form.asks_about_child && !form.has(&["name", "recipient"]),
                "the name of whoever signs",
                "it is signed",
                "name: fill \"Name\"",
            ),
            (
                form.is_returned && !form.has(&["return", "back"]),
                "the date of return",
                "it says that what was lent comes back",
                "returned: fill \"Date of return\"",
            ),
        ];
        for (_, what, why, line) in needs.into_iter().filter(|(missing, ..)| *missing) {
            report.push(
                report
                    .at(document.span, format!("`{}` has no space for {what}, and {why}", document.title))
                    .help(format!("add a line such as `{line}`"))
                    .about(&document.id)
                    .fact(what),
            );
        }
    }
}

/// An approval that the paper itself makes a condition, and that nobody can put on it.
fn unapproved(cx: &Context<'_>, report: &mut Report, document: &Document) {
    let papers = cx.papers_of(document);
    if !papers.iter().any(|paper| matches!(paper.verb, Verb::Sign)) {
        return;
    }
    let sentences = Printed::of(cx.school, &document.parts).sentences.into_iter();
    let approving = sentences.flat_map(|at| &cx.school.sentences[at].clauses.conditions).flat_map(|it| &it.of);
    let posts: BTreeSet<usize> = approving.filter_map(role).filter(|at| cx.school.roles[*at].needs_holder()).collect();
    let signs =
        |at: usize| papers.iter().any(|paper| paper.clauses.get(Word::By).iter().filter_map(role).any(|it| it == at));
    for at in posts.into_iter().filter(|at| !signs(*at)) {
        let title = &cx.school.roles[at].title;
        let message = format!("`{}` has no space for the approval of `{title}`, and it asks for that", document.title);
        let line = format!("add a line such as `approved: sign by {}`", cx.school.roles[at].id);
        report
            .push(report.at(document.span, message).help(line).about(&document.id).fact(format!("approval: {title}")));
    }
}

fn role(value: &Value) -> Option<usize> {
    match value.entity() {
        Some(Entity::Role(at)) => Some(at),
        _ => None,
    }
}

/// What the lines of a form ask for.
struct Paperwork {
    /// The labels of its spaces, in small letters.
    spaces: Vec<String>,
    is_signed: bool,
    asks_about_child: bool,
    is_returned: bool,
}

impl Paperwork {
    fn read(cx: &Context<'_>, document: &Document) -> Self {
        let papers = cx.papers_of(document);
        let spaces: Vec<String> = papers
            .iter()
            .filter_map(|paper| match &paper.verb {
                Verb::Fill(words) => Some(cx.school.named(words).to_lowercase()),
                _ => None,
            })
            .collect();
        let binds = document.kind.is_form() || document.kind.is_agreement();
        let lent = LENT.iter().any(|word| spaces.iter().any(|space| space.contains(word)));
        let says_so = || cx.passages_within(&document.id).any(|it| it.is_running() && returns(&it.text));
        Self {
            is_signed: document.kind.is_agreement() && papers.iter().any(|paper| matches!(paper.verb, Verb::Sign)),
            asks_about_child: papers.iter().any(|paper| asks_about_child(cx, paper)),
            is_returned: binds && lent && says_so(),
            spaces,
        }
    }

    fn has(&self, words: &[&str]) -> bool {
        self.spaces.iter().any(|space| words.iter().any(|word| space.contains(word)))
    }
}

fn asks_about_child(cx: &Context<'_>, paper: &Paper) -> bool {
    let Verb::Ask(words) = &paper.verb else { return false };
    let text = cx.school.named(words).to_lowercase();
    ["your child", "your son", "your daughter"].iter().any(|words| text.contains(words))
}

fn returns(text: &str) -> bool {
    let text = text.to_lowercase();
    RETURNING.iter().any(|words| text.contains(words)) && ["back", "return"].iter().any(|word| text.contains(word))
}
