//! A plan that nobody owns and that has no date.

use crate::diagnostic::Level;
use crate::lint::Form;
use crate::lint::facts::wording::Gate;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::role::RoleKind;
use crate::sketch::{Saying, sayings};
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "undated-intention",
    summary: "something is planned, with no owner and no date",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/undated-intention.md"),
    check,
};

/// How a text puts a thing off.
static PLANS: [Saying; 21] = sayings([
    "in due course",
    "at a later date",
    "in the near future",
    "we are planning",
    "is planning to",
    "are planning to",
    "we plan to",
    "is planned",
    "are planned",
    "we intend to",
    "will be developed",
    "will be drawn up",
    "will be introduced",
    "is to be developed",
    "are to be developed",
    "is being developed",
    "will be put in place",
    "hold discussions",
    "discussions will be held",
    "will hold talks",
    "discussions are to be held",
]);

/// Words that tell of a plan.
static PLANNING: Gate = Gate::new(|wording| PLANS.iter().any(|plan| wording.finds(plan).is_some()));

fn check(cx: &Context<'_>, report: &mut Report) {
    for passage in cx.passages().iter().filter(|it| it.passes(&PLANNING) && it.is_running() && it.form != Form::Promise)
    {
        let text = &passage.small;
        let plan = PLANS.iter().find_map(|plan| passage.finds(plan));
        let plan = plan.filter(|range| !is_case(&text[..range.start]));
        let Some(range) = plan.filter(|range| passage.text.is_char_boundary(range.end)) else { continue };
        let dated = text.split_whitespace().any(|word| word.chars().filter(char::is_ascii_digit).count() == 4);
        if dated || is_owned(cx, &passage.address) {
            continue;
        }
        report.push(
            report
                .at(passage.span(range), "this is planned, and nothing says who does it or by when")
                .help("say who does it and by when, as a duty: `plan: headteacher must \"…\" by 2026-12-18`")
                .about(&passage.address)
                .fact("planned"),
        );
    }
}

/// Whether the words before a plan make it the case in which something else holds: `where internet use is planned`.
fn is_case(before: &str) -> bool {
    let clause = before.rsplit([',', ';', ':', '.']).next().unwrap_or_default();
    clause.split_whitespace().any(|word| matches!(word, "where" | "wherever" | "when" | "whenever" | "if" | "unless"))
}

/// Whether a sentence falls on a post, or has a date by which it is done.
fn is_owned(cx: &Context<'_>, address: &str) -> bool {
    let Some(sentence) = cx.school.sentences.iter().find(|sentence| sentence.address == address) else { return false };
    let post = |role: usize| cx.school.roles[role].kind != RoleKind::Organisation;
    let dated = [Word::By, Word::Before, Word::Until, Word::From]
        .iter()
        .any(|word| sentence.clauses.get(*word).iter().any(|value| value.date().is_some()));
    dated || sentence.subjects.any.iter().any(|value| matches!(value.entity(), Some(Entity::Role(at)) if post(at)))
}
