//! Answers as JSON, whose shape scripts rely on.

use serde::Serialize;

use super::Telling;
use crate::permission::{Rank, Verdict};
use crate::question::{Answered, Clause, Group, Step, Why};

#[derive(Serialize)]
struct View<A> {
    schema: u8,
    tool: String,
    as_of: String,
    answers: Vec<A>,
}

#[derive(Serialize)]
struct AnswerView<'a> {
    question: &'a str,
    decision: &'a str,
    parts: Vec<PartView<'a>>,
}

#[derive(Serialize)]
struct PartView<'a> {
    decision: &'a str,
    conditions: &'a [String],
    cases: &'a [String],
    further_cases: bool,
    rules: Vec<RuleView<'a>>,
}

#[derive(Serialize)]
struct RuleView<'a> {
    id: &'a str,
    does: &'a str,
    path: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct ReasonView<'a> {
    question: &'a str,
    parts: Vec<AccountView<'a>>,
}

#[derive(Serialize)]
struct AccountView<'a> {
    decision: &'a str,
    conditions: &'a [String],
    case: &'a str,
    steps: Vec<StepView<'a>>,
    without: Option<WithoutView<'a>>,
    sentence: &'a str,
}

#[derive(Serialize)]
struct StepView<'a> {
    depth: usize,
    rank: &'a str,
    decides: bool,
    rule: RuleView<'a>,
}

#[derive(Serialize)]
struct WithoutView<'a> {
    rules: Vec<RuleView<'a>>,
    decision: &'a str,
}

/// The answers to a question as JSON, with a final line break.
pub fn answers(all: &[Answered], telling: Telling<'_>) -> String {
    let part = |it: &'_ Group| it.verdict.word();
    write(
        telling,
        all.iter().map(|it| AnswerView {
            question: &it.question,
            decision: it.verdict().map_or("mixed", Verdict::word),
            parts: it
                .groups
                .iter()
                .map(|group| PartView {
                    decision: part(group),
                    conditions: &group.ways,
                    cases: &group.places,
                    further_cases: group.more,
                    rules: group.clauses.iter().map(|clause| clause_view(clause, telling)).collect(),
                })
                .collect(),
        }),
    )
}

/// Why a question has its answers, as JSON with a final line break.
pub fn reasons(all: &[(String, Vec<Why>)], telling: Telling<'_>) -> String {
    write(
        telling,
        all.iter().map(|(question, accounts)| ReasonView {
            question,
            parts: accounts.iter().map(|why| account(why, telling)).collect(),
        }),
    )
}

fn account<'a>(why: &'a Why, telling: Telling<'a>) -> AccountView<'a> {
    let without = why.flip.without.as_ref().map(|(clauses, then)| WithoutView {
        rules: clauses.iter().map(|clause| clause_view(clause, telling)).collect(),
        decision: then.word(),
    });
    AccountView {
        decision: why.verdict.word(),
        conditions: &why.ways,
        case: &why.case,
        steps: why.steps.iter().map(|step| step_view(step, telling)).collect(),
        without,
        sentence: &why.flip.sentence,
    }
}

fn step_view<'a>(it: &'a Step, telling: Telling<'a>) -> StepView<'a> {
    let rank = match it.rank {
        Rank::Stated => "stated",
        Rank::Filler => "otherwise",
        Rank::Implied => "ladder",
    };
    let clause = Clause { address: String::new(), does: it.does, span: it.span };
    let rule = RuleView { id: &it.address, ..place(&clause, telling) };
    StepView { depth: it.depth, rank, decides: it.decides, rule }
}

fn clause_view<'a>(it: &'a Clause, telling: Telling<'a>) -> RuleView<'a> {
    RuleView { id: &it.address, ..place(it, telling) }
}

fn place<'a>(it: &Clause, telling: Telling<'a>) -> RuleView<'a> {
    let file = telling.sources.get(it.span.source);
    let at = file.position(it.span.start as usize);
    RuleView { id: "", does: it.does, path: &file.path, line: at.line, column: at.column }
}

fn write<A: Serialize>(telling: Telling<'_>, answers: impl Iterator<Item = A>) -> String {
    let view = View {
        schema: 1,
        tool: format!("byelaw {}", env!("CARGO_PKG_VERSION")),
        as_of: telling.as_of.to_string(),
        answers: answers.collect(),
    };
    // Strings and numbers in structs: serialising them cannot fail.
    serde_json::to_string_pretty(&view).map_or_else(|error| format!("{{\"error\":\"{error}\"}}\n"), |text| text + "\n")
}
