//! What sets a school apart from its trust, and how each difference stands: inherited, delegated, recorded or not.

use super::account::Witness;
use super::relaxation::{Relaxation, relaxations};
use super::{Clause, Place};
use crate::model::date::day_in_words;
use crate::model::document::Part;
use crate::model::sentence::Home;
use crate::model::words::Prose;
use crate::model::{Entity, School};
use crate::span::Span;

/// What a difference does to what the trust asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// The school allows what the trust rules out, asks for less, or leaves a post empty.
    Relaxes,
    /// It does both, in different cases.
    Mixed,
    /// No rule of ours can tell: the words are the school's own.
    Judgement,
    /// The school allows less, or asks for more.
    Tightens,
    /// The school says something where the trust says nothing.
    Adds,
    /// Another word for the same thing, or words that bind nobody.
    Editorial,
}

impl Class {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Class::Relaxes => "relaxes",
            Class::Mixed => "mixed",
            Class::Judgement => "judgement",
            Class::Tightens => "tightens",
            Class::Adds => "adds",
            Class::Editorial => "editorial",
        }
    }
}

/// How a difference stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The school's rule and the trust's contradict each other, and neither is an exception to the other.
    Conflicting,
    /// The school departs from its trust, and nobody has recorded why.
    Unrecorded,
    /// It departs, with a reason, an owner and an end.
    Recorded,
    /// It is the school's own choice.
    Delegated,
    /// It is as the trust has it.
    Inherited,
    /// The two are not said in the same terms.
    NotComparable,
}

impl Standing {
    /// The words for it.
    pub fn word(self) -> &'static str {
        match self {
            Standing::Conflicting => "conflicting",
            Standing::Unrecorded => "unrecorded",
            Standing::Recorded => "recorded",
            Standing::Delegated => "delegated",
            Standing::Inherited => "inherited",
            Standing::NotComparable => "not comparable",
        }
    }
}

/// The record of a departure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The post that answers for it.
    pub by: String,
    /// Why.
    pub because: String,
    /// Until when.
    pub until: String,
    /// Where it is recorded.
    pub place: Place,
}

/// One difference between a school and its trust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// The address that it is known by.
    pub id: String,
    /// What it does.
    pub class: Class,
    /// How it stands.
    pub standing: Standing,
    /// The difference in words.
    pub what: String,
    /// Cases that show it, one for each way it goes.
    pub witnesses: Vec<String>,
    /// Where it holds, in as few boxes as tell it.
    pub boxes: Vec<String>,
    /// What the trust says.
    pub trust: Vec<Clause>,
    /// What the school says.
    pub own: Vec<Clause>,
    /// Its record.
    pub record: Option<Record>,
}

/// Every difference between a school and its trust, whose own words `floor` holds; none where no trust runs it.
pub(super) fn departures(witness: &Witness<'_>, floor: Option<&School>) -> Vec<Departure> {
    if witness.school.above.is_none() {
        return Vec::new();
    }
    let own = relaxations(witness.asking());
    let mut found: Vec<Departure> = own.iter().map(|it| departed(witness, it)).collect();
    found.extend(unfilled(witness));
    found.extend(additions(witness, &own));
    found.extend(prose(witness));
    found.extend(floor.map(|floor| titles(witness, floor)).unwrap_or_default());
    found.sort_by(|one, other| (one.class, &one.id).cmp(&(other.class, &other.id)));
    found
}

fn departed(witness: &Witness<'_>, it: &Relaxation<'_>) -> Departure {
    let record = record(witness, &["deviation-unrecorded", "locked-clause-relaxed"], it.address, &it.pin);
    let standing = match (it.conflict, it.class, &record) {
        (true, ..) => Standing::Conflicting,
        (_, Class::Tightens | Class::Adds | Class::Editorial, _) => Standing::Delegated,
        (.., Some(_)) => Standing::Recorded,
        (_, Class::Judgement, None) if it.of.is_empty() => Standing::NotComparable,
        (.., None) => Standing::Unrecorded,
    };
    let of: Vec<Clause> = it.of.iter().map(|(address, span)| witness.clause(address, *span)).collect();
    let own = witness.clause(it.address, it.span);
    Departure {
        id: it.address.to_owned(),
        class: it.class,
        standing,
        what: own.text.clone(),
        witnesses: it.witnesses(witness.asking()),
        boxes: it.boxes(witness.asking()),
        trust: of,
        own: vec![own],
        record,
    }
}

/// The record of a departure in force on the day: a waiver with a reason, an owner and an end that accepts the fact.
fn record(witness: &Witness<'_>, lints: &[&str], address: &str, fact: &str) -> Option<Record> {
    let (school, today) = (witness.school, witness.today);
    let it = school.waivers.iter().find(|it| {
        lints.contains(&it.lint.value.as_str())
            && it.reaches(address)
            && it.pins(fact)
            && it.holds(today, &school.calendar)
    })?;
    let words = |values: &[crate::model::words::Value]| {
        values.iter().map(|value| witness.speaker().value(value)).collect::<Vec<_>>().join(", ")
    };
    let end = it.end().and_then(|end| end.days(&school.calendar));
    Some(Record {
        by: words(&it.by),
        because: words(&it.because),
        until: end.map_or_else(String::new, |(_, last)| day_in_words(last)),
        place: witness.place(it.span),
    })
}

/// Posts of the trust that each school fills, and that this one does not.
fn unfilled(witness: &Witness<'_>) -> Vec<Departure> {
    let school = witness.school;
    let open = school.roles.iter().filter(|it| school.inherits(it.span) && it.per_school && witness.is_unfilled(it));
    let told = open.map(|role| {
        let record = record(witness, &["post-unfilled", "deputy-missing"], &role.id, "held by nobody");
        let what = format!("nobody holds the post `{}`", role.title);
        Departure {
            id: role.id.clone(),
            class: Class::Relaxes,
            standing: if record.is_some() { Standing::Recorded } else { Standing::Unrecorded },
            witnesses: vec![format!("{what} on {}", day_in_words(witness.today))],
            what,
            boxes: Vec::new(),
            trust: vec![witness.clause(&role.id, role.span)],
            own: Vec::new(),
            record,
        }
    });
    told.collect()
}

/// Rules, duties and documents of the school's own: by what they stand in, each told once.
fn additions(witness: &Witness<'_>, told: &[Relaxation<'_>]) -> Vec<Departure> {
    let school = witness.school;
    let mut homes: Vec<(Entity, Vec<Clause>)> = Vec::new();
    for (it, _) in witness.sentences() {
        if school.inherits(it.span) || told.iter().any(|known| known.address == it.address) {
            continue;
        }
        let home = match it.home {
            Home::Role(at) => Entity::Role(at),
            Home::Block(at, _) => Entity::Block(at),
            Home::Document(at) => Entity::Document(at),
            Home::Procedure(at) => Entity::Procedure(at),
            Home::Consent(at) => Entity::Consent(at),
            Home::School => Entity::School,
        };
        let clause = witness.clause(&it.address, it.span);
        match homes.iter_mut().find(|(known, _)| *known == home) {
            Some((_, clauses)) => clauses.push(clause),
            None => homes.push((home, vec![clause])),
        }
    }
    for (at, it) in school.documents.iter().enumerate().filter(|(_, it)| !school.inherits(it.span)) {
        if !homes.iter().any(|(known, _)| *known == Entity::Document(at)) {
            homes.push((Entity::Document(at), vec![witness.clause(&it.id, it.span)]));
        }
    }
    homes
        .into_iter()
        .filter_map(|(home, clauses)| Some(addition(witness, address(school, home)?, home, clauses)))
        .collect()
}

fn address(school: &School, home: Entity) -> Option<String> {
    school.names.iter().find(|(_, entity)| **entity == home).map(|(address, _)| address.clone())
}

fn addition(witness: &Witness<'_>, id: String, home: Entity, own: Vec<Clause>) -> Departure {
    let school = witness.school;
    let inherited = school.inherits(school.span(home));
    let title = school.title(home);
    let what = match (inherited, own.len()) {
        (true, 1) => format!("adds one sentence to “{title}”"),
        (true, count) => format!("adds {count} sentences to “{title}”"),
        (false, _) => format!("has “{title}” of its own"),
    };
    Departure {
        id,
        class: Class::Adds,
        standing: Standing::Delegated,
        what,
        witnesses: Vec::new(),
        boxes: Vec::new(),
        trust: Vec::new(),
        own,
        record: None,
    }
}

/// Text of the school's own in documents of the trust.
fn prose(witness: &Witness<'_>) -> Vec<Departure> {
    let school = witness.school;
    let mut found: Vec<Departure> = Vec::new();
    for document in school.documents.iter().filter(|it| school.inherits(it.span)) {
        let mut texts: Vec<(String, String, Span, &[Prose])> = Vec::new();
        own_texts(school, &document.parts, &document.id, &document.title, &mut texts);
        for (id, title, span, prose) in texts {
            let said = super::facts::text(school, prose);
            let clause = Clause { address: id.clone(), text: said.clone(), place: witness.place(span) };
            match found.iter_mut().find(|it| it.id == id) {
                Some(known) => known.own.push(clause),
                None => found.push(Departure {
                    id,
                    class: Class::Editorial,
                    standing: Standing::Delegated,
                    what: format!("says in its own words in “{title}”"),
                    witnesses: vec![format!("“{}”", super::facts::opening(&said))],
                    boxes: Vec::new(),
                    trust: Vec::new(),
                    own: vec![clause],
                    record: None,
                }),
            }
        }
    }
    found
}

/// The texts that a school has put into parts of the trust: the address and title of what they stand in, where, what.
fn own_texts<'a>(
    school: &School,
    parts: &'a [Part],
    id: &str,
    title: &str,
    into: &mut Vec<(String, String, Span, &'a [Prose])>,
) {
    for part in parts {
        match part {
            Part::Text(prose, span) if !school.inherits(*span) => {
                into.push((id.to_owned(), title.to_owned(), *span, prose));
            }
            Part::Section(section) => own_texts(school, &section.parts, &section.address, &section.title, into),
            _ => {}
        }
    }
}

/// What the school calls otherwise than its trust.
fn titles(witness: &Witness<'_>, floor: &School) -> Vec<Departure> {
    let school = witness.school;
    let named = |entity: &Entity| {
        matches!(
            entity,
            Entity::Role(_)
                | Entity::Entry(_)
                | Entity::Block(_)
                | Entity::Table(_)
                | Entity::Document(_)
                | Entity::Procedure(_)
        )
    };
    let both = school.names.iter().filter(|(_, entity)| named(entity));
    let both = both.filter_map(|(id, entity)| Some((id, *entity, *floor.names.get(id)?)));
    let renamed = both.filter_map(|(id, own, theirs)| {
        let (here, there) = (school.title(own), floor.title(theirs));
        (here != there).then(|| Departure {
            id: id.clone(),
            class: Class::Editorial,
            standing: Standing::Delegated,
            what: format!("calls “{here}” what the trust calls “{there}”"),
            witnesses: vec![format!("“{there}” is “{here}” here")],
            boxes: Vec::new(),
            trust: vec![Clause { text: there, ..witness.clause(id, floor.span(theirs)) }],
            own: vec![Clause { text: here, ..witness.clause(id, school.span(own)) }],
            record: None,
        })
    });
    renamed.collect()
}
