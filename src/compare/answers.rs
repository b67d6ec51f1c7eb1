//! One question, put to one school: what it says, in few words, with its own clauses and their places.

use std::collections::{BTreeMap, BTreeSet};

use super::account::Witness;
use super::topics::{Look, Of, Said as Wanted, Show, Topic};
use super::{Answer, Clause, Said};
use crate::document::plain;
use crate::due::review;
use crate::model::date::Answer as Known;
use crate::model::document::Document;
use crate::model::role::Role;
use crate::model::sentence::Sentence;
use crate::model::vocabulary::with_object;
use crate::model::words::Value;
use crate::model::{Class, Entity};
use crate::pack::{Line, Text};
use crate::permission::{Dimension, Leaf, Verdict, named};
use crate::question::{Answered, Group, Question, answer};
use crate::suggest::{all_of, one_of};
use crate::word::{Strength, Word};

/// So many clauses are shown with an answer; more would hide it.
const CLAUSES: usize = 8;
/// And so many sentences in full as the answer itself.
const TEXTS: usize = 2;

/// A piece of an answer.
struct Piece {
    short: String,
    key: String,
    clauses: Vec<Clause>,
}

/// What a school says on a question.
pub(super) fn answers(witness: &Witness<'_>, topic: &Topic) -> Answer {
    let mut apart = None;
    let mut found = gathered(witness, &topic.looks, &mut apart);
    let mut note = String::new();
    if found.is_empty() {
        found = gathered(witness, &topic.otherwise, &mut apart);
        note = topic.note.as_ref().map_or_else(String::new, |note| format!("{note} "));
    }
    if found.is_empty() {
        return match apart {
            Some(reason) => {
                Answer { said: Said::NotComparable, key: reason.clone(), short: reason, clauses: Vec::new() }
            }
            None => Answer::none(),
        };
    }
    let mut clauses: Vec<Clause> = Vec::new();
    let (mut shorts, mut keys): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for piece in found {
        if !shorts.contains(&piece.short) {
            shorts.push(piece.short);
            keys.push(piece.key);
        }
        clauses.extend(piece.clauses.into_iter().filter(|it| !clauses.contains(it)).collect::<Vec<_>>());
    }
    clauses.truncate(CLAUSES);
    Answer {
        said: Said::Answered,
        short: format!("{note}{}", joined(&shorts)),
        key: format!("{note}{}", joined(&keys)),
        clauses,
    }
}

/// Pieces behind each other: whole sentences with a blank between them, anything else with a semicolon.
fn joined(pieces: &[String]) -> String {
    pieces.iter().fold(String::new(), |all, piece| match all.as_str() {
        "" => piece.clone(),
        before if before.ends_with('.') => format!("{all} {piece}"),
        _ => format!("{all}; {piece}"),
    })
}

fn gathered(witness: &Witness<'_>, looks: &[Look], apart: &mut Option<String>) -> Vec<Piece> {
    let pieces = looks.iter().flat_map(|look| match look {
        Look::May { activities, unless, of } => may(witness, activities, unless, of, apart),
        Look::Said(wanted) => said(witness, wanted),
        Look::Post { titles, unless } => posts(witness, titles, unless),
        Look::Consents(titles) => consents(witness, titles),
        Look::Papers(kind) => papers(witness, kind),
        Look::Overdue => overdue(witness),
        Look::Unfilled => unfilled(witness),
    });
    pieces.collect()
}

// What the permissions decide.

fn may(
    witness: &Witness<'_>,
    activities: &[Line],
    unless: &[Line],
    of: &[Of],
    apart: &mut Option<String>,
) -> Vec<Piece> {
    let title = |action: usize| with_object(&witness.school.vocabulary.entries[action].title, None);
    let all = witness.permissions.spaces.iter().map(|space| space.action);
    let fits = |at: &usize| {
        let title = Text::new(&title(*at));
        title.fits(activities) && !title.fits(unless)
    };
    let actions: Vec<usize> = all.filter(fits).collect();
    if actions.is_empty() {
        return Vec::new();
    }
    let mut takes = BTreeMap::new();
    for it in of {
        let leaves = leaves(witness, it);
        if leaves.is_empty() {
            let what = if it.dimension == Dimension::Device { "no device" } else { "nobody" };
            *apart = Some(format!("cannot be compared: the school names {what} of the kind that is asked about"));
            return Vec::new();
        }
        takes.insert(it.dimension, leaves);
    }
    let question = Question { actions, takes, named: BTreeMap::new() };
    let mut answered: Vec<(usize, Answered)> =
        question.actions.iter().copied().zip(answer(witness.asking(), &question)).collect();
    answered.retain(|(_, it)| it.groups.iter().any(|group| group.verdict != Verdict::Undecided));
    let several = answered.len() > 1;
    let pieces = answered.iter().flat_map(|(action, it)| decided(witness, &it.groups, several.then(|| title(*action))));
    pieces.collect()
}

/// The leaves of everything in a dimension that is called so, without those of what is called otherwise.
fn leaves(witness: &Witness<'_>, it: &Of) -> BTreeSet<Leaf> {
    let under = |lines: &[Line]| {
        let all = named(witness.school, it.dimension).filter(|entity| Text::new(&witness.called(*entity)).fits(lines));
        all.flat_map(|entity| witness.permissions.extents.under(witness.school, it.dimension, entity))
            .collect::<BTreeSet<Leaf>>()
    };
    under(&it.called).difference(&under(&it.unless)).copied().collect()
}

/// The groups of cases in which something is decided, those that nobody decides left out where others are.
fn decided(witness: &Witness<'_>, groups: &[Group], action: Option<String>) -> Vec<Piece> {
    let everywhere = groups.len() == 1;
    let pieces = groups.iter().filter(|it| it.verdict != Verdict::Undecided).map(|group| {
        let clauses: Vec<Clause> = group.clauses.iter().map(|it| witness.clause(&it.address, it.span)).collect();
        let advised = !group.clauses.is_empty()
            && group.clauses.iter().all(|it| witness.strength(&it.address) == Some(Strength::ShouldNot));
        let verdict = match &group.verdict {
            Verdict::Allow => "allowed".to_owned(),
            Verdict::Conditional(_) => {
                let otherwise = if group.conditions.closed { ", otherwise not allowed" } else { "" };
                format!("allowed {}{otherwise}", group.conditions.allowed.join(", or "))
            }
            Verdict::Restricted(_) => format!("not allowed {}", group.conditions.forbidden.join(", or ")),
            Verdict::Forbid if advised => "advised against".to_owned(),
            Verdict::Forbid => "not allowed".to_owned(),
            Verdict::Conflict => {
                let told: Vec<String> = clauses.iter().take(TEXTS).map(|it| format!("“{}”", it.text)).collect();
                format!("the rules disagree: {}", all_of(&told))
            }
            Verdict::Unchosen => "nobody has chosen".to_owned(),
            Verdict::Undecided => "nobody has said".to_owned(),
        };
        let action = action.as_ref().map_or_else(String::new, |action| format!("{action}: "));
        let more = if group.more { ", among others" } else { "" };
        let places = if everywhere { String::new() } else { format!(" ({}{more})", group.places.join("; ")) };
        let short = format!("{action}{verdict}{places}");
        Piece { key: short.clone(), short, clauses }
    });
    pieces.collect()
}

// What sentences say.

fn said(witness: &Witness<'_>, wanted: &Wanted) -> Vec<Piece> {
    let fitting = witness.saying(&wanted.words, &wanted.unless).filter(|(it, _)| {
        let one_of = |values: &[Value], lines: &[Line]| {
            lines.is_empty() || values.iter().any(|value| witness.value(value).fits(lines))
        };
        it.class() != Class::Invariant
            && one_of(&it.subjects.any, &wanted.who)
            && one_of(it.clauses.get(Word::About), &wanted.about)
    });
    let mut pieces: Vec<Piece> = fitting.filter_map(|(it, text)| piece(witness, it, text, wanted.show)).collect();
    if wanted.show == Show::Text && pieces.len() > TEXTS + 1 {
        let more = pieces.split_off(TEXTS);
        let short = format!("(And {} more sentences.)", more.len());
        let key = more.iter().map(|it| it.key.as_str()).collect::<Vec<_>>().join(" ");
        pieces.push(Piece { short, key, clauses: more.into_iter().flat_map(|it| it.clauses).collect() });
    }
    pieces
}

fn piece(witness: &Witness<'_>, it: &Sentence, text: &str, show: Show) -> Option<Piece> {
    let in_words = |word: Word| {
        let values: Vec<String> = it.clauses.get(word).iter().map(|value| witness.speaker().value(value)).collect();
        (!values.is_empty()).then_some(values)
    };
    let short = match show {
        Show::Text => text.to_owned(),
        Show::Who => format!("to {}", witness.speaker().subjects(&it.subjects)),
        Show::To => {
            let soon =
                in_words(Word::Within).map_or_else(String::new, |within| format!(" within {}", within.join(", ")));
            format!("to {}{soon}", all_of(&in_words(Word::To)?))
        }
        Show::Amount => {
            let words = [Word::AtLeast, Word::AtMost, Word::Exactly];
            let said =
                words.into_iter().find_map(|word| Some(format!("{} {}", word.text(), in_words(word)?.join(", "))));
            format!("{} ({})", said?, witness.speaker().subjects(&it.subjects))
        }
    };
    let clause = Clause { text: text.to_owned(), ..witness.clause(&it.address, it.span) };
    Some(Piece { key: short.clone(), short, clauses: vec![clause] })
}

// Who holds what.

fn posts(witness: &Witness<'_>, titles: &[Line], unless: &[Line]) -> Vec<Piece> {
    let called = |role: &&Role| {
        let names = std::iter::once(&role.title).chain(role.also.iter().map(|it| &it.value));
        let mut texts = names.map(|name| Text::new(name));
        texts.any(|name| name.fits(titles) && !name.fits(unless))
    };
    witness.school.roles.iter().filter(called).map(|role| post(witness, role)).collect()
}

fn post(witness: &Witness<'_>, role: &Role) -> Piece {
    let deputies: Vec<&Role> = role
        .deputies
        .iter()
        .filter_map(|it| match it.entity() {
            Some(Entity::Role(at)) => Some(&witness.school.roles[at]),
            _ => None,
        })
        .collect();
    let named = |role: &Role| match witness.holders(role) {
        names if names.is_empty() => "nobody named".to_owned(),
        names => all_of(&names),
    };
    if !role.needs_holder() {
        let clauses = vec![witness.clause(&role.id, role.span)];
        return Piece { short: role.title.clone(), key: role.title.clone(), clauses };
    }
    let filled = |role: &Role| if witness.holders(role).is_empty() { "nobody" } else { "held" };
    let mut short = format!("{}: {}", role.title, named(role));
    let mut key = format!("{}: {}", role.title, filled(role));
    for deputy in &deputies {
        short.push_str(&format!(", then {} ({})", deputy.title, named(deputy)));
        key.push_str(&format!(", then {}: {}", deputy.title, filled(deputy)));
    }
    if deputies.is_empty() {
        short.push_str(", no deputy");
        key.push_str(", no deputy");
    }
    let clauses = std::iter::once(role).chain(deputies).map(|it| witness.clause(&it.id, it.span)).collect();
    Piece { short, key, clauses }
}

fn unfilled(witness: &Witness<'_>) -> Vec<Piece> {
    let open: Vec<&Role> = witness.school.roles.iter().filter(|it| witness.is_unfilled(it)).collect();
    if open.is_empty() {
        return vec![Piece { short: "none".to_owned(), key: "none".to_owned(), clauses: Vec::new() }];
    }
    let titles: Vec<&str> = open.iter().map(|it| it.title.as_str()).collect();
    let short = all_of(&titles);
    vec![Piece { key: short.clone(), short, clauses: open.iter().map(|it| witness.clause(&it.id, it.span)).collect() }]
}

// Which papers there are.

fn consents(witness: &Witness<'_>, titles: &[Line]) -> Vec<Piece> {
    let fits = |title: &str| Text::new(title).fits(titles);
    let all = witness.school.consents.iter().filter(|it| fits(&it.title) || fits(&it.id.replace('-', " ")));
    let pieces = all.map(|it| {
        let from: Vec<String> = it.clauses.get(Word::From).iter().map(|who| witness.speaker().value(who)).collect();
        let short = if from.is_empty() { it.title.clone() } else { format!("{}: from {}", it.title, one_of(&from)) };
        Piece { key: short.clone(), short, clauses: vec![witness.clause(&it.id, it.span)] }
    });
    let asked = witness.saying(titles, &[]).filter(|(it, _)| {
        let is_consent = |word: &str| word == "consent";
        it.clauses.conditions.iter().any(|it| matches!(&it.what, Value::Word(it) if is_consent(&it.value)) && !it.not)
    });
    let asked = asked.map(|(it, text)| Piece {
        short: text.to_owned(),
        key: text.to_owned(),
        clauses: vec![Clause { text: text.to_owned(), ..witness.clause(&it.address, it.span) }],
    });
    pieces.chain(asked).collect()
}

fn papers(witness: &Witness<'_>, kind: &str) -> Vec<Piece> {
    let all = witness.school.documents.iter().filter(|it| it.kind.is_agreement() && kind == "agreement");
    let pieces = all.map(|it| {
        let audience: Vec<String> = it.audience.iter().map(|who| witness.speaker().value(who)).collect();
        let short = if audience.is_empty() { it.title.clone() } else { all_of(&audience) };
        Piece { key: short.clone(), short, clauses: vec![witness.clause(&it.id, it.span)] }
    });
    pieces.collect()
}

fn overdue(witness: &Witness<'_>) -> Vec<Piece> {
    let (school, today) = (witness.school, witness.today);
    let mut pieces: Vec<Piece> = Vec::new();
    for document in &school.documents {
        let dues = review::dues(school, document);
        let late = dues
            .iter()
            .filter(|due| due.date.is_past(today, &school.calendar) == Known::Yes)
            .min_by_key(|due| due.date.bounds(&school.calendar));
        if let Some(late) = late {
            let clause = witness.clause(&document.id, late.span);
            let short = format!("{}: due {}", document.title, late.by());
            pieces.push(Piece { key: short.clone(), short, clauses: vec![clause] });
        }
    }
    let reviewed = |it: &&Document| !review::dues(school, it).is_empty();
    match (pieces.is_empty(), school.documents.iter().any(|it| reviewed(&it))) {
        (true, true) => vec![Piece { short: "none".to_owned(), key: "none".to_owned(), clauses: Vec::new() }],
        (true, false) => Vec::new(),
        (false, _) => pieces,
    }
}

/// The words of a sentence, in full.
pub(super) fn sentence(witness: &Witness<'_>, it: &Sentence) -> String {
    plain(&witness.speaker().sentence(it))
}
