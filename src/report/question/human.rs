//! Answers for people at a terminal: the question, then a paragraph for each thing that holds somewhere.

use super::{Telling, says};
use crate::model::date::day_in_words;
use crate::permission::{Rank, Verdict};
use crate::question::{Answered, Clause, Conditions, Group, Reasons, Silent, Step, Unsettled, Why};
use crate::report::short::visible;
use crate::suggest::all_of;

/// The answers to a question.
pub fn answers(all: &[Answered], telling: Telling<'_>) -> String {
    all.iter().map(|answered| one(answered, telling)).collect::<Vec<_>>().join("\n")
}

fn one(answered: &Answered, telling: Telling<'_>) -> String {
    let short = answered.verdict().map_or("it depends", says);
    let mut out = format!("{}? {short}\n", visible(&answered.question));
    for group in &answered.groups {
        out.push_str(&told(group, answered.groups.len() > 1, telling));
    }
    out
}

fn told(group: &Group, several: bool, telling: Telling<'_>) -> String {
    let mut out = String::new();
    if several {
        out.push_str(&format!("\n  {}\n", says(&group.verdict)));
        for place in &group.places {
            out.push_str(&format!("    - {}\n", visible(place)));
        }
        if group.more {
            out.push_str("    - and in further cases\n");
        }
    }
    out.push_str(&conditions(&group.conditions));
    for clause in &group.clauses {
        out.push_str(&format!("    {}\n", by(clause, telling)));
    }
    out
}

/// Each way in which conditions can be met, on a line of its own, and what holds otherwise.
fn conditions(it: &Conditions) -> String {
    let lines = |first: &str, ways: &[String]| -> String {
        let joint = |nth| if nth == 0 { first.to_owned() } else { "or".to_owned() };
        ways.iter().enumerate().map(|(nth, way)| format!("    {} {}\n", joint(nth), visible(way))).collect()
    };
    let allowed = lines("only", &it.allowed);
    match (it.allowed.is_empty(), it.closed) {
        (false, true) => format!("{allowed}    otherwise no\n"),
        _ => format!("{allowed}{}", lines("no", &it.forbidden)),
    }
}

fn by(clause: &Clause, telling: Telling<'_>) -> String {
    format!("`{}` {}  {}", clause.address, clause.does, visible(&telling.place(clause.span)))
}

/// Why a question has its answers.
pub fn reasons(all: &[Reasons], telling: Telling<'_>) -> String {
    let mut paragraphs = Vec::new();
    for it in all {
        paragraphs.push(format!("{}?\n", visible(&it.question)));
        paragraphs.extend(it.accounts.iter().map(|why| account(why, telling)));
        if !it.silent.is_empty() {
            paragraphs.push(it.silent.iter().map(|rule| silent(rule, telling)).collect());
        }
    }
    paragraphs.join("\n")
}

/// A rule that decides nothing on the day, and why.
fn silent(it: &Silent, telling: Telling<'_>) -> String {
    let why = match (it.ended, it.begins) {
        (Some(last), _) => format!("ended on {}", day_in_words(last)),
        (None, Some(first)) => format!("begins on {}", day_in_words(first)),
        (None, None) => "leaves this day out".to_owned(),
    };
    format!(
        "  `{}` {why}, and decides nothing on {}  {}\n",
        it.address,
        day_in_words(telling.as_of),
        visible(&telling.place(it.span))
    )
}

/// What stands against an export: the actions whose cases have no one answer, with the rules.
pub fn unsettled(all: &[Unsettled], telling: Telling<'_>) -> String {
    let mut out = String::from("nothing is exported while cases have no one answer:\n");
    for it in all {
        out.push_str(&format!("\n  {}: {}\n", visible(&it.action), says(&it.verdict)));
        for clause in &it.clauses {
            out.push_str(&format!("    {}\n", by(clause, telling)));
        }
    }
    out
}

fn account(why: &Why, telling: Telling<'_>) -> String {
    let case = if why.case.is_empty() { String::new() } else { format!(": {}", visible(&why.case)) };
    let mut out = format!("  {}{case}\n{}", says(&why.verdict), conditions(&why.conditions));
    for told in &why.steps {
        out.push_str(&step(told, telling));
    }
    if why.steps.is_empty() {
        out.push_str("    no rule speaks of it\n");
    }
    out.push_str(&flip(why, telling));
    out
}

fn step(it: &Step, telling: Telling<'_>) -> String {
    let lead = match (it.depth, it.rank) {
        (0, Rank::Stated) => "",
        (0, Rank::Filler) => "where nothing else decides, ",
        (0, Rank::Open) => "as far as its words may mean this, ",
        (0, Rank::Implied) => "by a wider step of the ladder, ",
        _ => "except that ",
    };
    let end = match (it.decides, it.yields) {
        (true, false) => ", and decides",
        (true, true) => ", but gives way on conditions",
        (false, _) => ", but gives way",
    };
    let written = if it.reserves.is_empty() { String::new() } else { format!(" (written: {})", visible(&it.reserves)) };
    let indent = "  ".repeat(it.depth + 2);
    format!("{indent}{lead}`{}` {}{written}{end}  {}\n", it.address, it.does, visible(&telling.place(it.span)))
}

fn flip(why: &Why, telling: Telling<'_>) -> String {
    let mut out = String::new();
    if let Some((clauses, then)) = &why.flip.without {
        let named: Vec<String> =
            clauses.iter().map(|it| format!("`{}` ({})", it.address, visible(&telling.place(it.span)))).collect();
        out.push_str(&format!("    without {} the answer would be: {}\n", all_of(&named), says(then)));
    }
    let turned = match why.verdict {
        Verdict::Allow => "forbid it",
        Verdict::Conditional(_) => "allow it without condition",
        Verdict::Forbid | Verdict::Conflict | Verdict::Unchosen | Verdict::Restricted(_) | Verdict::Undecided => {
            "allow it"
        }
    };
    out.push_str(&format!("    to {turned}, write: `label: {}`\n", visible(&why.flip.sentence)));
    out
}
