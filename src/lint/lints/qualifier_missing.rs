//! Allowed at certain times, or for some, and neither which times nor for whom.

use crate::diagnostic::{Diagnostic, Level};
use crate::lint::words::english::places;
use crate::lint::{Context, Lint, Report};
use crate::model::Class;
use crate::model::sentence::{Clauses, Sentence};
use crate::model::table::{Cell, MarkRule, Says};
use crate::model::words::Value;
use crate::permission::narrows;
use crate::word::{Strength, Word};

pub(super) static LINT: Lint = Lint {
    name: "qualifier-missing",
    summary: "something is allowed at certain times or for certain users, and which is not said",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/qualifier-missing.md"),
    check,
};

/// Words that promise to say more, and what is missing where nothing does.
const PROMISES: [(&str, &str); 14] = [
    ("certain times", "when"),
    ("some times", "when"),
    ("at times", "when"),
    ("sometimes", "when"),
    ("set times", "when"),
    ("agreed times", "when"),
    ("certain users", "for whom"),
    ("certain staff", "for whom"),
    ("certain pupils", "for whom"),
    ("some staff", "for whom"),
    ("some pupils", "for whom"),
    ("some users", "for whom"),
    ("selected staff", "for whom"),
    ("nominated users", "for whom"),
];

fn check(cx: &Context<'_>, report: &mut Report) {
    for table in &cx.school.tables {
        for (at, mark) in table.marks.iter().enumerate() {
            if allows(mark.strength.value) && !narrows(&mark.clauses) {
                report_mark(report, mark, table.cells.iter().find(|cell| cell.says == Says::Mark(at)));
            }
        }
    }
    for sentence in &cx.school.sentences {
        if sentence.class() == Class::Permission && allows(sentence.strength.value) {
            report_sentence(cx, report, sentence);
        }
    }
}

fn allows(strength: Strength) -> bool {
    !matches!(strength, Strength::MustNot | Strength::ShouldNot | Strength::Undecided)
}

/// A mark that names a limit and states none, with the first cell that holds it.
fn report_mark(report: &mut Report, mark: &MarkRule, cell: Option<&Cell>) {
    let text = mark.title.clone().unwrap_or_else(|| mark.name.replace('-', " "));
    if let Some((words, missing)) = promise(&text) {
        let message = format!("`{}` says `{words}`, and {missing} is said nowhere", mark.name);
        let found = told(report.at(mark.span, message), missing).about(&mark.address).fact(words);
        report.push(cell.into_iter().fold(found, |found, cell| found.with(cell.span, "relied on here")));
    }
}

/// A sentence whose times or conditions are quoted words of that kind.
fn report_sentence(cx: &Context<'_>, report: &mut Report, sentence: &Sentence) {
    for value in vague(&sentence.clauses) {
        let Value::Words(quoted) = value else { continue };
        let text = cx.school.named(quoted);
        if let Some((words, missing)) = promise(&text) {
            let message = format!("this is allowed `{text}`, and {missing} is said nowhere");
            report.push(told(report.at(sentence.span, message), missing).about(&sentence.address).fact(words));
        }
    }
}

/// The values of a sentence that say when and whether.
fn vague(clauses: &Clauses) -> impl Iterator<Item = &Value> {
    let when = clauses.get(Word::During).iter().chain(clauses.get(Word::For));
    when.chain(clauses.conditions.iter().map(|condition| &condition.what))
}

fn told(found: Diagnostic, missing: &str) -> Diagnostic {
    found.help(match missing {
        "when" => "name the times with `during`",
        _ => "give those users a row, a column or a sentence of their own",
    })
}

/// The words of a text that promise to say more, and what is missing.
fn promise(text: &str) -> Option<(&'static str, &'static str)> {
    PROMISES.into_iter().find(|(words, _)| !places(text, words).is_empty())
}
