//! What is said where no slip is known: what cannot stand at a place, what could, and how a clause goes on.

use super::grammar::{Rule, Stop};
use super::shape;
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
use crate::span::Span;
use crate::suggest::one_of;
use crate::word::Word;

/// So many things that could stand at a place are named.
const NAMED: usize = 5;

/// The finding for a statement that stopped matching where no slip is known.
pub(super) fn stopped(file: &SourceFile, span: Span, rule: Rule, stop: &Stop) -> Diagnostic {
    let text = &file.text[span.start as usize..span.end as usize];
    let at = stop.at.min(text.len());
    let token = shape::tokens(text).into_iter().find(|token| token.end() > at);
    let (at, word) = token.map_or((at, ""), |token| (token.at.max(at), &text[token.at.max(at)..token.end()]));
    let (place, message) = if word.is_empty() {
        let last = text.trim_end().chars().next_back().map_or(0, char::len_utf8);
        let end = span.start as usize + text.trim_end().len();
        (Span::new(file.id, end - last, end), "this line stops too early".to_owned())
    } else {
        let start = span.start as usize + at;
        let shown: String = word.chars().take(40).collect();
        (Span::new(file.id, start, start + word.len()), format!("`{shown}` cannot stand here"))
    };
    Diagnostic::error("syntax", place, message).help(help(rule, stop))
}

fn help(rule: Rule, stop: &Stop) -> String {
    let known: Vec<&str> = stop.expected.iter().copied().take(NAMED).collect();
    let form = form(rule);
    if known.is_empty() {
        format!("the line goes like this: {form}")
    } else {
        format!("{} could stand here; the line goes like this: {form}", one_of(&known))
    }
}

/// How a line of each shape goes.
fn form(rule: Rule) -> &'static str {
    match rule {
        Rule::sentence_line => "`label: who must \"…\" every term`",
        Rule::paper_line => "`label: ask \"…\" if yes go a`, `label: fill \"…\" by pupils` or `label: sign by parents`",
        Rule::entry_line => "`name \"Title\": member, member`",
        Rule::declaration_line => "`role name \"Title\"`, with a kind such as `role`, `rules` or `policy` in front",
        Rule::waiver_line => "`waive lint on address by post until 2027-01-01 because \"…\"`",
        Rule::row_line => "`| bring | yes | no |`",
        _ => "`owner headteacher`, or `label: who must \"…\"`",
    }
}

/// What a clause word still needs behind it.
pub(super) fn wants(word: Word) -> &'static str {
    match word {
        Word::Every => "say how often: `every week`, `every term`, `every year`, or in quotes where it is not sure",
        Word::Within | Word::Lasting => "say how long, such as `24 hours` or `1 school-day`",
        Word::AtLeast | Word::AtMost | Word::Exactly => "say how much, such as `7 characters`",
        Word::Until | Word::Next => "give a date such as `2027-01-31`, `2027-01` or `spring 2027`",
        Word::During => "name a time that is declared, or give one such as `12:10..13:10`",
        Word::Before | Word::After | Word::By | Word::From => "give a date, a time, an event or a person",
        Word::In => "name a place that is declared, or put it in double quotes",
        Word::On => "name a device that is declared, or put it in double quotes",
        Word::To | Word::With | Word::About | Word::For => "name whom, or put the words in double quotes",
        Word::Because | Word::Means | Word::Promise | Word::Also => "add words in double quotes",
        Word::Leaving => "name what is left as proof, or put it in double quotes",
        Word::Showing => "name a symbol, such as `heart`, `speech` or `lock`",
        Word::Go => "name the step that comes next, or `end`",
        Word::Despite | Word::Cites => "name the rule or document, such as `phones.lessons`",
        Word::Is => "say `post`, `group`, `body`, `office`, `organisation` or `vacant`",
        Word::If => "name a condition that is declared, or put it in double quotes",
        Word::HeldPer => "write `held per school`",
        Word::HeldBy | Word::LedBy | Word::Then | Word::Else | Word::AsideFor => "name a role that is declared",
        Word::HeldJointly | Word::Jointly => "take out what follows it",
    }
}
