//! What the packs ask of a school, held against what its document set says.

use std::sync::Arc;

use crate::diagnostic::Level;
use crate::document::{Speaker, plain};
use crate::lint::facts::passages::{Form, Passage};
use crate::lint::facts::wording::Wording;
use crate::lint::{Context, Report};
use crate::model::role::RoleKind;
use crate::model::sentence::Home;
use crate::model::words::{Unit, Value};
use crate::model::{Definition, Entity, School};
use crate::pack::{Line, Need, Place, Requirement, is_hearsay, told_by};
use crate::sketch::Sketch;
use crate::span::Span;
use crate::suggest::all_of;
use crate::word::Word;

/// Everything that a school's documents say, cut into words by the place in which it stands.
#[derive(Debug, Default)]
struct Said {
    roles: Vec<Told>,
    posts: Vec<Told>,
    running: Vec<Told>,
    headings: Vec<Told>,
    documents: Vec<Told>,
    /// What comes round: its words, its address and place, and its longest time in days where that can be counted.
    rounds: Vec<(Told, String, Span, Option<u32>)>,
    /// The reviews of documents, likewise, by the title of the document.
    reviews: Vec<(Told, String, Span, Option<u32>)>,
}

/// Words that are read together, in as many parts as they stand in elsewhere too.
#[derive(Clone, Debug)]
struct Told {
    parts: Vec<Arc<Wording>>,
    /// What they hold between them.
    sketch: Sketch,
}

impl Told {
    fn new(parts: Vec<Arc<Wording>>) -> Self {
        let sketch = parts.iter().fold(Sketch::default(), |all, part| all.with(part.cut().sketch()));
        Self { parts, sketch }
    }

    fn one(words: Arc<Wording>) -> Self {
        Self::new(vec![words])
    }

    /// Whether one of the lines fits.
    fn fits(&self, lines: &[Line]) -> bool {
        let parts = |line: &Line| line.fits(&self.parts.iter().map(|part| part.cut()).collect::<Vec<_>>());
        lines.iter().any(|line| line.may_fit(&self.sketch) && parts(line))
    }
}

/// Something that is asked and was not found, or not often enough.
#[derive(Debug)]
pub(crate) struct Gap<'a> {
    /// What is asked.
    pub requirement: &'a Requirement,
    /// What of it.
    pub need: &'a Need,
    /// The address and place of what comes round too seldom.
    pub too_long: Option<(String, Span)>,
}

/// Gathers what is said.
fn said(cx: &Context<'_>) -> Said {
    let mut said = Said::default();
    roles(cx, &mut said);
    sentences(cx, &mut said);
    let school = cx.school;
    for passage in cx.passages() {
        let text = Told::one(with_term(cx, passage));
        if passage.form == Form::Title {
            if is_heading(school, passage) {
                said.headings.push(text);
            }
        } else if !matches!(passage.form, Form::Clause(_)) {
            said.running.push(text);
        }
    }
    documents(cx, &mut said);
    said
}

fn roles(cx: &Context<'_>, said: &mut Said) {
    for (at, role) in cx.school.roles.iter().enumerate() {
        let titles = std::iter::once(&role.title).chain(role.also.iter().map(|it| &it.value));
        let titles: Vec<&str> = titles.map(String::as_str).collect();
        let titles = cx.wording(&titles.join(", "));
        let duties = || {
            let spoken = cx.duties_of(at).filter_map(|duty| cx.spoken(duty));
            spoken.map(|duty| Told::new(vec![Arc::clone(&titles), Arc::clone(duty)]))
        };
        said.roles.push(Told::one(Arc::clone(&titles)));
        if role.kind == RoleKind::Post {
            said.posts.push(Told::one(Arc::clone(&titles)));
            said.posts.extend(duties());
        } else if role.kind == RoleKind::Organisation && role.id != "school" {
            // A firm is known by what it does: few bear “IT support” in their names.
            said.roles.extend(duties());
        }
    }
}

fn sentences(cx: &Context<'_>, said: &mut Said) {
    let school = cx.school;
    for sentence in &school.sentences {
        let home = match sentence.home {
            Home::Block(at, _) => school.blocks[at].title.as_str(),
            Home::Procedure(at) => &school.procedures[at].title,
            Home::Role(at) => &school.roles[at].title,
            _ => "",
        };
        let titles = [Some(home), sentence.title.as_deref()].into_iter().flatten().map(|title| cx.wording(title));
        let text = Told::new(titles.chain(cx.spoken(sentence).map(Arc::clone)).collect());
        for value in sentence.clauses.get(Word::Every) {
            said.rounds.push((text.clone(), sentence.address.clone(), value.span(), days(value)));
        }
        said.running.push(text);
    }
    let speaker = Speaker { school, today: cx.today, anchors: &std::collections::BTreeSet::new() };
    for table in &school.tables {
        let rows = table.rows.iter().map(|row| school.title(row.name.entity));
        let marks = table.marks.iter().map(|mark| plain(&speaker.clauses(&mark.clauses)));
        let cells: Vec<String> = rows.chain(marks).collect();
        let whom = speaker.subjects(&table.subjects);
        said.running.push(Told::one(cx.wording(&format!("{} {whom} {}", table.title, cells.join(", ")))));
    }
}

fn documents(cx: &Context<'_>, said: &mut Said) {
    let school = cx.school;
    for document in &school.documents {
        let titles = std::iter::once(&document.title).chain(document.also.iter().map(|it| &it.value));
        said.documents.extend(titles.map(|title| Told::one(cx.wording(title))));
        for words in document.associated.iter().chain(&document.appendices) {
            if let Value::Words(words) = words {
                said.documents.push(Told::one(cx.wording(&school.named(words))));
            }
        }
        for review in &document.reviews {
            for value in review.clauses.get(Word::Every) {
                let at = (Told::one(cx.wording(&document.title)), review.address.clone(), value.span(), days(value));
                said.reviews.push(at);
            }
        }
    }
    for external in &school.externals {
        let titles = std::iter::once(&external.title).chain(external.also.iter().map(|it| &it.value));
        said.documents.extend(titles.map(|title| Told::one(cx.wording(title))));
    }
    for sentence in &school.sentences {
        for value in sentence.clauses.get(Word::Cites) {
            if let Value::Words(words) = value {
                said.documents.push(Told::one(cx.wording(&school.named(words))));
            }
        }
    }
}

/// The meaning of a term is read together with the word that it explains.
pub(crate) fn with_term(cx: &Context<'_>, passage: &Passage) -> Arc<Wording> {
    let mut terms = cx.school.definitions.iter().filter(|_| passage.form == Form::Meaning);
    let term = terms.find(|it| it.id == passage.address);
    let whole = |term: &Definition| cx.wording(&format!("{}: {}", term.title, passage.text));
    term.map_or_else(|| Arc::clone(passage.wording()), whole)
}

/// Whether a title stands over a part of what is printed, and not over a part of an appendix.
fn is_heading(school: &School, passage: &Passage) -> bool {
    let inner =
        passage.address.split_once('.').and_then(|(root, _)| school.documents.iter().position(|it| it.id == root));
    if inner.is_some_and(|at| school.parents(at).next().is_some()) {
        return false;
    }
    matches!(
        school.names.get(&passage.address),
        Some(
            Entity::Section(_)
                | Entity::Document(_)
                | Entity::Block(_)
                | Entity::Table(_)
                | Entity::Procedure(_)
                | Entity::Consent(_)
        )
    )
}

/// The longest time in days between two turns, where that can be counted.
fn days(value: &Value) -> Option<u32> {
    match value {
        Value::Unit(unit) => Some(unit.value.at_most_days()),
        Value::Length(length) => Unit::find(&length.value.unit)?.at_most_days().checked_mul(length.value.count),
        _ => None,
    }
}

/// Everything that is asked of the school today and that it neither shows nor answers.
pub(crate) fn gaps<'a>(cx: &Context<'a>) -> Vec<Gap<'a>> {
    let asked = cx.packs().iter().flat_map(|pack| &pack.requirements).filter(|it| it.applies(cx.school, cx.today));
    let mut gaps = Vec::new();
    let mut heard = None;
    for requirement in asked {
        let answer = cx.config.packs.answers.get(&requirement.id);
        if answer.is_some_and(|answer| cx.school.names.contains_key(&answer.value)) {
            continue;
        }
        let said = heard.get_or_insert_with(|| said(cx));
        if !requirement.when.is_empty() && !said.running.iter().any(|text| text.fits(&requirement.when)) {
            continue;
        }
        gaps.extend(requirement.needs.iter().filter_map(|need| gap(said, requirement, need)));
    }
    gaps
}

fn gap<'a>(said: &Said, requirement: &'a Requirement, need: &'a Need) -> Option<Gap<'a>> {
    let texts = match need.place {
        Place::Role => &said.roles,
        Place::Post => &said.posts,
        Place::Says | Place::Topic => &said.running,
        Place::Section => &said.headings,
        Place::Document => &said.documents,
        Place::Review => return seldom(&said.rounds, requirement, need, true),
        Place::Interval => return seldom(&said.reviews, requirement, need, false),
    };
    let found = texts.iter().any(|text| text.fits(&need.lines));
    (!found).then_some(Gap { requirement, need, too_long: None })
}

/// What comes round: too seldom where every fitting one can be counted and takes too long.
fn seldom<'a>(
    rounds: &[(Told, String, Span, Option<u32>)],
    requirement: &'a Requirement,
    need: &'a Need,
    must_be_there: bool,
) -> Option<Gap<'a>> {
    let at_most = need.at_most.as_ref().map_or(u32::MAX, |(days, _)| *days);
    let mut fitting = rounds.iter().filter(|(text, ..)| text.fits(&need.lines)).peekable();
    let Some((_, address, span, _)) = fitting.peek() else {
        return must_be_there.then_some(Gap { requirement, need, too_long: None });
    };
    let too_long = Some((address.clone(), *span));
    let often = fitting.any(|(_, _, _, days)| days.is_none_or(|days| days <= at_most));
    (!often).then_some(Gap { requirement, need, too_long })
}

/// Tells of every gap that belongs to a lint: one finding for each requirement.
pub(crate) fn tell_missing(cx: &Context<'_>, report: &mut Report, places: &[Place]) {
    let own: Vec<&Gap<'_>> =
        cx.gaps().iter().filter(|gap| gap.too_long.is_none() && places.contains(&gap.need.place)).collect();
    for group in own.chunk_by(|one, next| std::ptr::eq(one.requirement, next.requirement)) {
        let Some(first) = group.first() else { continue };
        let it = first.requirement;
        let missing: Vec<&str> = group.iter().map(|gap| gap.need.what.as_str()).collect();
        let message = format!("nothing here shows {}: {} that {}", all_of(&missing), it.force.asks(), it.title);
        let mut found = report
            .at(cx.school.identity.span, message)
            .help(format!("add it, or say in `byelaw.yaml` under `answers` what answers `{}`{}", it.id, rests_on(it)))
            .about(&cx.school.identity.name)
            .fact(&it.id);
        let prose = group.iter().all(|gap| gap.need.place == Place::Says);
        if prose || !it.force.binds() || is_only_told(it) {
            found.level = found.level.min(Level::Warning);
        }
        report.push(found);
    }
}

/// Whether nobody but a reporter stands behind a requirement that is not the school's own.
pub(crate) fn is_only_told(it: &Requirement) -> bool {
    !it.sources.is_empty() && is_hearsay(&it.sources)
}

/// What a requirement rests on, for a message.
pub(crate) fn rests_on(it: &Requirement) -> String {
    if it.sources.is_empty() { String::new() } else { format!("; told by {}", told_by(&it.sources)) }
}
