//! What governors ask first, on a page: what is overdue, who is missing, what was found, what they have approved and what has
//! changed since.

use std::cmp::Reverse;

use super::{Desk, heading, list, paragraph, table};
use crate::diagnostic::{Diagnostic, Level};
use crate::diff::{Account, Change, Class, Said, Standing};
use crate::document::{Block, Document, capital};
use crate::due::{Entry, Matter, Outlook, State, entries};
use crate::model::date::day_in_words;
use crate::model::document::{Act, Document as Model};
use crate::model::role::Role;
use crate::model::words::Value;
use crate::word::Word;

/// A list or table longer than this is cut, so that the sheet stays one page; it says how many are left out.
const LONGEST: usize = 6;
/// So many changes since approval are told, each with so many words of either side.
const HEAVIEST: usize = 4;
const WORDS: usize = 12;

pub(super) fn sheet(desk: &Desk<'_>) -> Document {
    let outlook = Outlook { today: desk.today, soon: desk.soon, within: desk.soon };
    let entries = entries(desk.school, outlook);
    let mut body = dues(&entries, State::Overdue, "Overdue", "Nothing is overdue.");
    body.extend(missing(desk, &entries));
    body.extend(findings(desk));
    body.extend(approvals(desk));
    let soon = format!("Due within {} days", desk.soon);
    body.extend(dues(&entries, State::Due, &soon, "Nothing falls due."));
    desk.document("governors", "Online safety: summary for governors".to_owned(), "governors", body)
}

/// A list under its heading, or the sentence that there is nothing.
fn listed(title: &str, anchor: &str, items: Vec<String>, nothing: &str) -> Vec<Block> {
    let (count, told) = (items.len(), list(items.into_iter().take(LONGEST)));
    under(title, anchor, told, count, nothing)
}

/// What is told under a heading, and how much of so many was left out; or the sentence that there is nothing.
fn under(title: &str, anchor: &str, told: Block, count: usize, nothing: &str) -> Vec<Block> {
    let mut blocks = vec![heading(title, anchor)];
    blocks.push(if count == 0 { paragraph(nothing) } else { told });
    if count > LONGEST {
        blocks.push(paragraph(format!("And {} more.", count - LONGEST)));
    }
    blocks
}

/// What is in this state, by whom, and by which day.
fn dues(entries: &[Entry], state: State, title: &str, nothing: &str) -> Vec<Block> {
    let here: Vec<&Entry> = entries.iter().filter(|it| it.state == state && it.matter != Matter::Tenure).collect();
    let row = |entry: &&Entry| {
        let who = entry.owner.as_ref().map_or("nobody is named".to_owned(), |owner| owner.title.clone());
        let day = entry.last_day().map_or("no day is stated".to_owned(), day_in_words);
        (capital(&entry.what), vec![capital(&who), day])
    };
    let rows = here.iter().take(LONGEST).map(row).collect();
    let told = table("", &format!("{}-table", state.word()), "What", &["Who", "By"], rows);
    under(title, state.word(), told, here.len(), nothing)
}

/// Posts that nobody holds, and times in a post that have ended or end soon.
fn missing(desk: &Desk<'_>, entries: &[Entry]) -> Vec<Block> {
    let school = desk.school;
    let empty = |role: &&Role| {
        let nobody = school.people.holders(&role.id, desk.today, &school.calendar).is_empty();
        role.vacant || role.needs_holder() && nobody
    };
    let posts = school.roles.iter().filter(empty).map(|role| {
        let said = if role.vacant { "vacant" } else { "nobody is named" };
        format!("{}: {said}{}", role.title, cover(desk, role))
    });
    let ends = entries.iter().filter(|it| it.matter == Matter::Tenure && it.state == State::Due).map(|entry| {
        let post = entry.owner.as_ref().map(|owner| format!("{}: ", owner.title)).unwrap_or_default();
        format!("{post}{}", entry.what)
    });
    listed("Who is missing", "missing", posts.chain(ends).collect(), "Every post has a holder.")
}

/// Who does the work meanwhile.
fn cover(desk: &Desk<'_>, role: &Role) -> String {
    let next = role.deputies.first().or(role.otherwise.as_ref());
    next.map(|value| format!("; {} stands in", desk.speaker().value(value))).unwrap_or_default()
}

/// How many findings of each level there are, and those of the gravest.
fn findings(desk: &Desk<'_>) -> Vec<Block> {
    let open: Vec<&Diagnostic> = desk.findings.iter().filter(|it| it.counts()).collect();
    let accepted = desk.findings.iter().filter(|it| it.waived.is_some()).count();
    let of = |level: Level| open.iter().filter(move |it| it.level == level);
    let count = |level: Level| of(level).count().to_string();
    let rows = vec![
        ("Errors: must be put right".to_owned(), vec![count(Level::Error)]),
        ("Warnings: should be looked at".to_owned(), vec![count(Level::Warning)]),
        ("Advice: could be better".to_owned(), vec![count(Level::Advice)]),
        ("Accepted for a time, with a reason".to_owned(), vec![accepted.to_string()]),
    ];
    let gravest = [Level::Error, Level::Warning].into_iter().find(|level| of(*level).next().is_some());
    let mut blocks = vec![heading("What the check found", "findings")];
    blocks.push(table("", "levels", "Level", &["How many"], rows));
    if let Some(level) = gravest {
        let told: Vec<String> = of(level).map(|it| capital(&quoted(&it.message))).collect();
        let more = told.len().saturating_sub(LONGEST);
        blocks.push(list(told.into_iter().take(LONGEST)));
        if more > 0 {
            blocks.push(paragraph(format!("And {more} more.")));
        }
    }
    blocks
}

/// A message with quotation marks where a terminal has backticks.
fn quoted(message: &str) -> String {
    let part = |(nth, part): (usize, &str)| if nth % 2 == 1 { format!("“{part}”") } else { part.to_owned() };
    message.split('`').enumerate().map(part).collect()
}

/// When each document was last approved, what has changed since, and when it is looked at again.
fn approvals(desk: &Desk<'_>) -> Vec<Block> {
    let account = |document: &Model| desk.since.accounts.iter().find(|it| it.document == document.id);
    let reviewed = |it: &&Model| !it.reviews.is_empty() || it.acts("approved").next().is_some();
    let mut reviewed: Vec<&Model> = desk.school.documents.iter().filter(reviewed).collect();
    // What has changed stands first, then policies.
    let changes = |it: &Model| account(it).map_or(0, |it| it.changes.len());
    reviewed.sort_by_key(|it| (changes(it) == 0, !it.kind.is_policy()));
    let mut rows: Vec<_> = reviewed
        .into_iter()
        .map(|document| {
            let approved = document.acts("approved").next_back().map_or("never".to_owned(), |act| approval(desk, act));
            let next = document.reviews.iter().flat_map(|review| review.clauses.get(Word::Next)).next();
            let next = next.map_or("no date".to_owned(), |value| capital(&desk.speaker().value(value)));
            (document.title.clone(), vec![approved, account(document).map_or_else(String::new, changed), next])
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let more = rows.len().saturating_sub(LONGEST);
    rows.truncate(LONGEST);
    let columns = ["Last approved", "Changed since", "Next review"];
    let mut blocks =
        vec![heading("What has been approved", "approved"), table("", "approvals", "Document", &columns, rows)];
    if more > 0 {
        blocks.push(paragraph(format!("And {more} more.")));
    }
    blocks.extend(moved(desk));
    blocks
}

/// How much has changed in a document, in a cell.
fn changed(it: &Account) -> String {
    match (it.standing, it.changes.len()) {
        (Standing::Above, _) => "told by the trust".to_owned(),
        (Standing::Never, _) => "not approved".to_owned(),
        (Standing::NotKept, _) => "not known: no text was kept".to_owned(),
        (Standing::Lost, _) => "not known: the text kept is missing or changed".to_owned(),
        (Standing::Words, _) => "yes; nobody can say which way".to_owned(),
        (_, 0) => "nothing".to_owned(),
        (_, 1) => "1 change".to_owned(),
        (_, count) => format!("{count} changes"),
    }
}

/// The heaviest of all changes: what relaxes first, and among those what asks most of people.
fn moved(desk: &Desk<'_>) -> Vec<Block> {
    let mut all: Vec<&Change> = desk.since.all().flat_map(|it| &it.changes).collect();
    all.sort_by_key(|it| (rank(it.class), Reverse(it.requires.len()), it.axis, &it.subject, &it.fingerprint));
    all.dedup_by(|one, other| one.fingerprint == other.fingerprint);
    if all.is_empty() {
        return Vec::new();
    }
    let more = all.len().saturating_sub(HEAVIEST);
    let mut blocks = vec![heading("What has changed since it was approved", "changed")];
    blocks.push(list(all.into_iter().take(HEAVIEST).map(told)));
    let rest = if more > 0 { format!("And {more} more. ") } else { String::new() };
    blocks.push(paragraph(format!("{rest}All of it, with its places: byelaw diff --since-approved")));
    blocks
}

fn rank(class: Class) -> Option<usize> {
    Class::ALL.iter().position(|it| *it == class)
}

/// `Relaxes: dsl.alerts, how often lowered, from “every week” to “every month” (governors decide)`.
fn told(it: &Change) -> String {
    let said = |said: &Said| format!("“{}”", shortened(&said.words));
    let sides = match (&it.before, &it.after) {
        (Some(before), Some(after)) => format!(", from {} to {}", said(before), said(after)),
        (Some(only), None) | (None, Some(only)) => format!(": {}", said(only)),
        (None, None) => String::new(),
    };
    let asks: Vec<&str> = it.requires.iter().map(|require| require.title()).collect();
    let asks = if asks.is_empty() { String::new() } else { format!(" ({})", asks.join(", ")) };
    let what = format!("{} {}", it.kind.aspect.title(), it.kind.moved.word());
    format!("{}: {}, {what}{sides}{asks}", capital(it.class.word()), it.subject)
}

/// The first words of a text.
fn shortened(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(WORDS).collect();
    if words.next().is_none() { first.join(" ") } else { format!("{} …", first.join(" ")) }
}

fn approval(desk: &Desk<'_>, act: &Act) -> String {
    let when = act.when.as_ref().map_or("on a day not stated".to_owned(), |when| when.value.to_string());
    let by: Vec<String> = act.clauses.get(Word::By).iter().map(|value: &Value| desk.speaker().value(value)).collect();
    if by.is_empty() { when } else { format!("{when} by {}", by.join(" and ")) }
}
