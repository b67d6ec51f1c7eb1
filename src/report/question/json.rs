//! Answers as JSON, whose shape scripts rely on.

use serde::Serialize;

use super::Telling;
use crate::permission::{Rank, Verdict};
use crate::question::{Answered, Clause, Group, Reasons, Silent, Step, Why};

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
    forbidden_if: &'a [String],
    otherwise: Option<&'a str>,
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
    not_in_force: Vec<SilentView<'a>>,
}

#[derive(Serialize)]
struct SilentView<'a> {
    id: &'a str,
    ended: Option<String>,
    begins: Option<String>,
}

#[derive(Serialize)]
struct AccountView<'a> {
    decision: &'a str,
    conditions: &'a [String],
    forbidden_if: &'a [String],
    otherwise: Option<&'a str>,
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
    yields: bool,
    written: &'a str,
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
                    conditions: &group.conditions.allowed,
                    forbidden_if: &group.conditions.forbidden,
                    otherwise: group.verdict.otherwise(),
                    cases: &group.places,
                    further_cases: group.more,
                    rules: group.clauses.iter().map(|clause| clause_view(clause, telling)).collect(),
                })
                .collect(),
        }),
    )
}

/// Why a question has its answers, as JSON with a final line break.
pub fn reasons(all: &[Reasons], telling: Telling<'_>) -> String {
    write(
        telling,
        all.iter().map(|it| ReasonView {
            question: &it.question,
            parts: it.accounts.iter().map(|why| account(why, telling)).collect(),
            not_in_force: it.silent.iter().map(silent).collect(),
        }),
    )
}

fn silent(it: &Silent) -> SilentView<'_> {
    SilentView {
        id: &it.address,
        ended: it.ended.map(|day| day.to_string()),
        begins: it.begins.map(|day| day.to_string()),
    }
}

fn account<'a>(why: &'a Why, telling: Telling<'a>) -> AccountView<'a> {
    let without = why.flip.without.as_ref().map(|(clauses, then)| WithoutView {
        rules: clauses.iter().map(|clause| clause_view(clause, telling)).collect(),
        decision: then.word(),
    });
    AccountView {
        decision: why.verdict.word(),
        conditions: &why.conditions.allowed,
        forbidden_if: &why.conditions.forbidden,
        otherwise: why.verdict.otherwise(),
        case: &why.case,
        steps: why.steps.iter().map(|step| step_view(step, telling)).collect(),
        without,
        sentence: &why.flip.sentence,
    }
}

fn step_view<'a>(it: &'a Step, telling: Telling<'a>) -> StepView<'a> {
    let rank = match it.rank {
        Rank::Stated => "stated",
        Rank::Open => "open",
        Rank::Filler => "otherwise",
        Rank::Implied => "ladder",
    };
    let clause = Clause { address: String::new(), does: it.does, span: it.span };
    let rule = RuleView { id: &it.address, ..place(&clause, telling) };
    StepView { depth: it.depth, rank, decides: it.decides, yields: it.yields, written: &it.reserves, rule }
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
