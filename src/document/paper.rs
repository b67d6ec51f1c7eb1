//! Questions, spaces to write in, signatures and promises.

use super::title::capital;
use super::wording::{Speaker, closed};
use super::{Block, Clause, Field, FieldKind, Question, Run};
use crate::model::document::{Answer, Paper, Then, Verb};
use crate::model::role::is_role;
use crate::model::words::{Value, Words};
use crate::suggest::all_of;
use crate::word::Word;

/// How a note begins that says what silence counts as.
const NO_REPLY: &str = "No reply";
/// A label of more words that ends in `date` asks for more than a date.
const SHORT: usize = 3;

/// A question of a consent, each with its own yes and no, neither ticked.
pub(super) fn question(speaker: &Speaker<'_>, paper: &Paper, words: &Words) -> Question {
    let silence = paper.answers.iter().find_map(|answer| match (&answer.then, answer.when.value.as_str()) {
        (Then::Counts(counts), "silent") => Some(format!("{NO_REPLY} counts as {}.", counts.value)),
        _ => None,
    });
    Question {
        anchor: paper.address.clone(),
        runs: speaker.words(words),
        answers: vec!["Yes".to_owned(), "No".to_owned()],
        note: silence.unwrap_or_default(),
    }
}

/// Says before several questions what holds of each of them, in place of saying it below each.
pub(super) fn said_once(blocks: Vec<Block>) -> Vec<Block> {
    let lead = |mut block: Block| {
        let said = match &mut block {
            Block::Questions { items } => common_note(items),
            _ => None,
        };
        let said = said.map(|text| Block::Paragraph { runs: vec![Run::words(text)] });
        said.into_iter().chain([block])
    };
    blocks.into_iter().flat_map(lead).collect()
}

/// Takes the note that several questions share from them.
fn common_note(items: &mut [Question]) -> Option<String> {
    let [first, others @ ..] = items else { return None };
    let shared = !first.note.is_empty() && !others.is_empty() && others.iter().all(|it| it.note == first.note);
    let note = shared.then(|| first.note.replacen(NO_REPLY, "No reply to a question", 1))?;
    items.iter_mut().for_each(|it| it.note.clear());
    Some(note)
}

/// The spaces that a `fill` or `sign` line asks for.
///
/// `dates` is whether a signature brings room for its date.
pub(super) fn fields(speaker: &Speaker<'_>, paper: &Paper, audience: &[Value], dates: bool) -> Vec<Field> {
    match &paper.verb {
        Verb::Fill(_) => space(speaker, paper, &office(speaker, paper, audience)).into_iter().collect(),
        Verb::Sign => {
            let by: Vec<String> =
                paper.clauses.get(Word::By).iter().map(|value| signatory(&speaker.value(value))).collect();
            let signed = paper.title.as_deref().unwrap_or("Signed");
            let labels = if by.is_empty() {
                vec![signed.to_owned()]
            } else {
                by.into_iter().map(|who| format!("{signed} ({who})")).collect()
            };
            let dated = |label| {
                let signature = Field { label, kind: FieldKind::Signature };
                std::iter::once(signature)
                    .chain(dates.then(|| Field { label: "Date".to_owned(), kind: FieldKind::Date }))
            };
            labels.into_iter().flat_map(dated).collect()
        }
        _ => Vec::new(),
    }
}

/// The space that a `fill` line asks for, with who fills it in where that must be said.
pub(super) fn space(speaker: &Speaker<'_>, paper: &Paper, by: &[String]) -> Option<Field> {
    let Verb::Fill(words) = &paper.verb else { return None };
    let mut label = super::plain(&speaker.words(words));
    let kind = match label.as_str() {
        it if is_date(it) => FieldKind::Date,
        it if is_account(it) => FieldKind::Account,
        _ => FieldKind::Text,
    };
    if !by.is_empty() {
        label.push_str(&format!(" ({})", all_of(by)));
    }
    Some(Field { label, kind })
}

/// Whether a date and nothing else is asked for: `Date of birth`, `Start date`, but not `Date and time`.
fn is_date(label: &str) -> bool {
    let label = label.to_lowercase();
    let words: Vec<&str> = label.split(|letter: char| !letter.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let alone = !label.contains([',', '/']) && !words.contains(&"and") && !words.contains(&"or");
    alone && (words.first() == Some(&"date") || words.last() == Some(&"date") && words.len() <= SHORT)
}

/// Whether some sentences are asked for: `What happened`, `Reason for the search`, but not `Device`.
fn is_account(label: &str) -> bool {
    let label = label.to_lowercase();
    let mut words = label.split(|letter: char| !letter.is_alphanumeric()).filter(|it| !it.is_empty());
    label.starts_with("what ") || words.any(|word| matches!(word, "why" | "reason" | "reasons" | "comments"))
}

/// Who signs, as it stands below a line: without an article.
fn signatory(who: &str) -> String {
    capital(who.strip_prefix("the ").unwrap_or(who))
}

/// Whether a line asks for the day of a signature and nothing else, so that no signature brings a date of its own.
pub(super) fn dates_signature(paper: &Paper) -> bool {
    let Verb::Fill(words) = &paper.verb else { return false };
    let label = words.raw().to_lowercase();
    label == "date" || label.starts_with("date signed") || label.starts_with("date of signature")
}

/// Whether a line asks for the reader's address.
pub(super) fn asks_address(paper: &Paper) -> bool {
    matches!(&paper.verb, Verb::Fill(words) if words.raw().to_lowercase().contains("address"))
}

/// Posts and offices that fill in a space, where they are not those for whom the paper is.
pub(super) fn office(speaker: &Speaker<'_>, paper: &Paper, audience: &[Value]) -> Vec<String> {
    let reader = |value: &Value| audience.iter().any(|it| it.entity() == value.entity());
    let by = paper.clauses.get(Word::By).iter();
    by.filter(|value| is_role(value.entity()) && !audience.is_empty() && !reader(value))
        .map(|value| speaker.value(value))
        .collect()
}

/// What is said about a signature: how often it is given again, and to whom the sheet goes back.
pub(super) fn return_line(speaker: &Speaker<'_>, paper: &Paper) -> Option<String> {
    let to: Vec<String> = paper.clauses.get(Word::To).iter().map(|value| speaker.value(value)).collect();
    let every = paper.clauses.get(Word::Every).first().map(|value| match value {
        Value::Words(_) => speaker.value(value),
        _ => format!("every {}", speaker.value(value)),
    });
    match (to.is_empty(), every) {
        (true, None) => None,
        (true, Some(every)) => Some(format!("To be signed {every}.")),
        (false, None) => Some(format!("To be returned to {}.", all_of(&to))),
        (false, Some(every)) => Some(format!("To be signed {every} and returned to {}.", all_of(&to))),
    }
}

/// A promise as a clause of its own, with when and how often it holds; what it rests on is not printed.
pub(super) fn promise(speaker: &Speaker<'_>, paper: &Paper, words: &Words) -> Clause {
    let clauses = paper.clauses.without(&[Word::Cites]);
    let mut runs = speaker.words(words);
    let rest = speaker.clauses(&clauses);
    if !rest.is_empty() {
        open(&mut runs);
    }
    runs.extend(rest);
    Clause {
        anchor: paper.address.clone(),
        title: paper.title.clone().unwrap_or_default(),
        symbol: paper.clauses.symbol(),
        runs: closed(runs),
    }
}

/// Takes the full stop off words that go on.
fn open(runs: &mut [Run]) {
    if let Some(Run::Words { text }) = runs.last_mut() {
        *text = text.trim_end_matches('.').to_owned();
    }
}

/// A question of a procedure, with where each answer leads.
pub(super) fn branch(
    speaker: &Speaker<'_>,
    paper: &Paper,
    words: &Words,
    number: &dyn Fn(&str) -> Option<usize>,
) -> Clause {
    let mut runs = speaker.words(words);
    for answer in &paper.answers {
        runs.push(Run::words(format!(" {}", answer_words(answer, number))));
    }
    Clause { anchor: paper.address.clone(), title: paper.title.clone().unwrap_or_default(), symbol: None, runs }
}

fn answer_words(answer: &Answer, number: &dyn Fn(&str) -> Option<usize>) -> String {
    let when = capital(&answer.when.value);
    match &answer.then {
        Then::Go(target) => format!("{when}: {}.", where_next(target, number)),
        Then::Counts(counts) => format!("{when}: counts as {}.", counts.value),
    }
}

/// `go to step 4`, or that the procedure ends.
pub(super) fn where_next(target: &Value, number: &dyn Fn(&str) -> Option<usize>) -> String {
    match target {
        Value::Name(it) => match number(&it.address) {
            Some(step) => format!("go to step {step}"),
            None => "go on".to_owned(),
        },
        _ => "stop here".to_owned(),
    }
}
