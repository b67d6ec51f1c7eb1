//! Clauses where they stand: what has no meaning there is refused with the clause that fits, so that nothing written is passed over.

use super::symbols;
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{
    Clause, ClauseValue, Declaration, Field, File, Item, Line, LineKind, PaperVerb, Phrase, Sentence,
};
use crate::word::{Kind, Mark, Place, Reads};

/// Every clause of some files that has no meaning where it stands, and every `always` that nothing could prove.
pub(super) fn check<'a>(files: impl IntoIterator<Item = &'a File>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    files.into_iter().for_each(|file| lines(&file.lines, None, &mut found));
    found
}

fn lines(all: &[Line], within: Option<Kind>, found: &mut Vec<Diagnostic>) {
    for line in all {
        match &line.kind {
            LineKind::Declaration(it) => declaration(it, found),
            LineKind::Sentence(it) => sentence(it, within, found),
            LineKind::Paper(it) => {
                let place = match it.verb {
                    PaperVerb::Ask(_) => Place::Ask,
                    PaperVerb::Fill(_) => Place::Fill,
                    PaperVerb::Sign => Place::Sign,
                    PaperVerb::Promise(..) => Place::Promise,
                };
                clauses(&it.clauses, place, found);
            }
            LineKind::Entry(it) => clauses(&it.clauses, Place::Named, found),
            LineKind::Field(it) => clauses(&it.clauses, field(it, within), found),
            LineKind::Waiver(it) => clauses(&it.clauses, Place::Waiver, found),
            LineKind::Row(_) | LineKind::Text(_) | LineKind::Remark(_) | LineKind::Blank | LineKind::Broken(_) => {}
        }
    }
}

fn declaration(it: &Declaration, found: &mut Vec<Diagnostic>) {
    clauses(&it.clauses, head(it.kind.value), found);
    lines(it.block.as_deref().unwrap_or_default(), Some(it.kind.value), found);
}

fn sentence(it: &Sentence, within: Option<Kind>, found: &mut Vec<Diagnostic>) {
    let decides = matches!(it.phrase, Some(Phrase::Action(..)));
    let place = match (within, decides) {
        (Some(Kind::Table), _) => Place::Mark,
        (_, true) => Place::Rule,
        (_, false) => Place::Sentence,
    };
    clauses(&it.clauses, place, found);
    if let (Some(mark), Some(Phrase::Words(words))) = (&it.mark, &it.phrase)
        && mark.value == Mark::Always
        && place != Place::Mark
    {
        found.push(
            Diagnostic::error("syntax", mark.span, "`always` is proved of every case, and quoted words are not")
                .with(words.span, "printed, and not checked")
                .help("take `always` out, so that the words are printed; or say it with a declared action"),
        );
    }
}

/// What clauses stand on in the head of a declaration.
fn head(kind: Kind) -> Place {
    match kind {
        Kind::Role => Place::Role,
        Kind::Rules | Kind::Controls | Kind::Sanctions | Kind::Disclaimers => Place::Block,
        Kind::Table => Place::Table,
        Kind::Policy | Kind::Statement | Kind::Agreement | Kind::Form | Kind::Letter => Place::Document,
        Kind::Consent => Place::Consent,
        Kind::Source => Place::Source,
        Kind::Term => Place::Term,
        Kind::School | Kind::Trust | Kind::External => Place::Named,
        Kind::Procedure
        | Kind::Section
        | Kind::Schools
        | Kind::Users
        | Kind::Devices
        | Kind::Networks
        | Kind::Places
        | Kind::Times
        | Kind::Actions
        | Kind::Conditions
        | Kind::Things => Place::Bare,
    }
}

/// What clauses stand on behind a field.
fn field(it: &Field, within: Option<Kind>) -> Place {
    match (within, it.name.value.as_str()) {
        (Some(kind), _) if kind.is_vocabulary() => Place::Named,
        (Some(Kind::School | Kind::Trust), _) => Place::Named,
        (_, "review") => Place::Review,
        (_, "version") => Place::Version,
        (_, "signed") => Place::Signed,
        (_, name) if super::build::ACTS.contains(&name) => Place::Act,
        _ => Place::Field,
    }
}

fn clauses(all: &[Clause], place: Place, found: &mut Vec<Diagnostic>) {
    for clause in all.iter().filter(|clause| !clause.word.value.stands(place)) {
        let told = dated(clause, place).or_else(|| drawn(clause)).unwrap_or_else(|| refused(clause, place));
        found.push(told);
    }
}

fn refused(clause: &Clause, place: Place) -> Diagnostic {
    let word = clause.word.value;
    let message = format!("`{}` has no meaning {}", word.text(), place.on());
    Diagnostic::error("clause-out-of-place", clause.word.span, message).help(word.instead(place))
}

/// A symbol behind something that is neither a rule nor a promise.
fn drawn(clause: &Clause) -> Option<Diagnostic> {
    (clause.word.value.reads() == Reads::Symbol).then(|| symbols::misplaced(clause))
}

/// `approved on 2016-06-15`: the date of an act has no word before it.
fn dated(clause: &Clause, place: Place) -> Option<Diagnostic> {
    let ClauseValue::List(list) = &clause.value else { return None };
    let [Item::Moment(date), ..] = list.items.as_slice() else { return None };
    let word = clause.word.value.text();
    (place == Place::Act).then(|| {
        Diagnostic::error("syntax", date.span, format!("the date of an act stands behind `{word}`"))
            .help(format!("take `{word}` out: the date stands right behind the act"))
    })
}
