//! Sentences and table cells → rules: an effect, a set of conditions, and which values each dimension takes.

use std::collections::{BTreeMap, BTreeSet};

use super::cases::CaseSet;
use super::leaf::{Dimension, Leaf, all_leaves, cut, is_everyone};
use crate::model::sentence::{Clauses, Condition, Phrase, Sentence, Subjects, Values};
use crate::model::table::{MarkRule, RowHead, Says, Table};
use crate::model::words::Value;
use crate::model::{Class, Entity, School};
use crate::span::Span;
use crate::word::{Kind, Strength, Word};

/// What a rule does with its cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Allows them.
    Allow,
    /// Forbids them.
    Forbid,
    /// Leaves two answers standing.
    Unchosen,
}

/// Where a rule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A sentence, by its place in the school's list.
    Sentence(usize),
    /// A cell, by table and place.
    Cell(usize, usize),
    /// A table's `otherwise`.
    Otherwise(usize),
}

/// How firmly a rule is said: a later rank speaks only where no earlier one does, and never contradicts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// By a sentence or a filled cell.
    Stated,
    /// By a table's `otherwise`.
    Filler,
    /// By what is allowed on a wider step of a ladder.
    Implied,
}

/// What must hold, as its sentence says it, so that it can be said again.
#[derive(Clone, Debug)]
pub enum Need {
    /// One condition of an `if`.
    Condition(Condition),
    /// A clause that no dimension holds, such as `for lessons`.
    Clause(Word, Values),
}

/// A rule over the cases of one space.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Where it comes from.
    pub source: Source,
    /// How firmly it is said.
    pub rank: Rank,
    /// Its address.
    pub address: String,
    /// Where it stands.
    pub span: Span,
    /// What it does.
    pub effect: Effect,
    /// How strongly.
    pub strength: Strength,
    /// What must hold for it to apply; each in its canonical words, `not ` in front where it must not hold.
    pub conditions: BTreeSet<String>,
    /// The addresses that it overrides: of sentences, cells or whole blocks.
    pub despite: Vec<String>,
    /// The cases that it decides.
    pub cases: CaseSet,
}

impl Rule {
    /// Whether it decides its cases only when its conditions hold: a ban with an `if`.
    pub fn only_sometimes(&self) -> bool {
        self.effect != Effect::Allow && !self.conditions.is_empty()
    }

    /// Whether the two cannot stand side by side on one case, unless one is an exception to the other.
    pub(super) fn contradicts(&self, other: &Rule) -> bool {
        if self.rank != Rank::Stated || other.rank != Rank::Stated || self.excludes(other) {
            return false;
        }
        match (self.effect, other.effect) {
            (Effect::Allow, Effect::Allow) => self.conditions.is_empty() != other.conditions.is_empty(),
            (Effect::Allow, Effect::Forbid) | (Effect::Forbid, Effect::Allow) => true,
            _ => false,
        }
    }

    /// Whether one needs a condition that the other rules out.
    fn excludes(&self, other: &Rule) -> bool {
        self.conditions.iter().any(|condition| match condition.strip_prefix("not ") {
            Some(plain) => other.conditions.contains(plain),
            None => other.conditions.contains(&format!("not {condition}")),
        })
    }
}

/// What a draft becomes once its cases are known.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    /// A rule.
    Rule,
    /// The whole extent of a cell, which the table promises to decide.
    Promise(usize, usize),
    /// What must hold whatever the rules say.
    Invariant,
}

/// A rule before the space is known: which leaves each dimension takes, `None` for all.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) rule: Rule,
    pub(super) takes: BTreeMap<Dimension, BTreeSet<Leaf>>,
    pub(super) part: Part,
    pub(super) needs: BTreeMap<String, Need>,
}

/// Whether clauses narrow a permission: conditions, a time, or a qualifier that no dimension holds.
pub fn narrows(clauses: &Clauses) -> bool {
    !clauses.conditions.is_empty()
        || clauses.values.iter().any(|(word, _)| {
            !matches!(word, Word::Because | Word::Cites | Word::Leaving | Word::Despite | Word::Promise | Word::Also)
        })
}

/// The drafts of every action, by the action's place in the vocabulary; groups of actions are opened.
pub(super) fn by_action(school: &School) -> BTreeMap<usize, Vec<Draft>> {
    let mut actions: BTreeMap<usize, Vec<Draft>> = BTreeMap::new();
    for (at, sentence) in school.sentences.iter().enumerate() {
        if !matches!(sentence.class(), Class::Permission | Class::Invariant) {
            continue;
        }
        for action in actions_of(school, &sentence.phrase) {
            actions.entry(action).or_default().push(sentence_draft(school, at, sentence));
        }
    }
    for (at, table) in school.tables.iter().enumerate() {
        table_drafts(school, at, table, &mut actions);
    }
    for drafts in actions.values_mut() {
        let implied: Vec<Draft> = drafts.iter().flat_map(|draft| implied(school, draft)).collect();
        drafts.extend(implied);
    }
    actions
}

/// What a permission for one step of a ladder of networks allows on the narrower ones.
fn implied(school: &School, draft: &Draft) -> Vec<Draft> {
    let allows =
        matches!(draft.part, Part::Rule) && draft.rule.rank == Rank::Stated && draft.rule.effect == Effect::Allow;
    let Some(taken) = draft.takes.get(&Dimension::Network).filter(|_| allows) else { return Vec::new() };
    let ladders = school.vocabulary.of(Kind::Networks).filter(|(_, entry)| entry.ladder);
    let narrower = ladders.filter_map(|(_, entry)| {
        let steps: Vec<BTreeSet<Leaf>> = entry.members.iter().map(|step| opened(school, *step)).collect();
        let widest = steps.iter().position(|step| step.is_subset(taken))?;
        let below: BTreeSet<Leaf> =
            steps.into_iter().skip(widest + 1).flatten().filter(|leaf| !taken.contains(leaf)).collect();
        (!below.is_empty()).then_some(below)
    });
    narrower
        .map(|below| {
            let mut weaker = draft.clone();
            weaker.rule.rank = Rank::Implied;
            weaker.takes.insert(Dimension::Network, below);
            weaker
        })
        .collect()
}

fn opened(school: &School, entity: Entity) -> BTreeSet<Leaf> {
    school.vocabulary.leaves(entity).into_iter().flat_map(|leaf| cut(school, leaf)).collect()
}

fn actions_of(school: &School, phrase: &Phrase) -> Vec<usize> {
    match phrase {
        Phrase::Action { action, .. } => leaf_actions(school, action.entity),
        _ => Vec::new(),
    }
}

/// The actions that an action comes down to, by their places in the vocabulary.
pub fn leaf_actions(school: &School, action: Entity) -> Vec<usize> {
    let leaves = school.vocabulary.leaves(action).into_iter();
    leaves.filter_map(|leaf| if let Entity::Entry(at) = leaf { Some(at) } else { None }).collect()
}

fn effect(strength: Strength) -> Effect {
    match strength {
        Strength::MustNot | Strength::ShouldNot => Effect::Forbid,
        Strength::Undecided => Effect::Unchosen,
        Strength::Must | Strength::Should | Strength::May | Strength::Does => Effect::Allow,
    }
}

/// Values gathered for each dimension; what is said twice is narrowed to what both say.
#[derive(Clone, Debug, Default)]
struct Extent {
    takes: BTreeMap<Dimension, BTreeSet<Leaf>>,
    needs: BTreeMap<String, Need>,
}

impl Extent {
    fn narrow(&mut self, dimension: Dimension, leaves: BTreeSet<Leaf>) {
        match self.takes.get_mut(&dimension) {
            Some(taken) => taken.retain(|leaf| leaves.contains(leaf)),
            None => drop(self.takes.insert(dimension, leaves)),
        }
    }

    fn subjects(&mut self, school: &School, subjects: &Subjects) {
        if !subjects.any.is_empty() {
            let leaves = leaves(school, Dimension::Who, &subjects.any, &subjects.except);
            self.narrow(Dimension::Who, leaves);
        }
    }

    /// What an action is done to: each object narrows the dimension that it belongs to.
    fn objects(&mut self, school: &School, objects: &[Value], except: &[Value]) {
        let dimensions: BTreeSet<Dimension> =
            objects.iter().filter_map(|value| object_dimension(school, value)).collect();
        // A device, network or place that is itself the object leaves no room for another object; quoted words are
        // printed and not checked, so that a rule about nothing else decides no case.
        if !objects.is_empty() && !dimensions.contains(&Dimension::Object) {
            let itself = if dimensions.is_empty() { BTreeSet::new() } else { BTreeSet::from([Leaf::Nothing]) };
            self.narrow(Dimension::Object, itself);
        }
        for dimension in dimensions {
            let of = |values: &[Value]| {
                values
                    .iter()
                    .filter(|value| object_dimension(school, value) == Some(dimension))
                    .cloned()
                    .collect::<Vec<_>>()
            };
            let leaves = leaves(school, dimension, &of(objects), &of(except));
            self.narrow(dimension, leaves);
        }
    }

    fn clauses(&mut self, school: &School, clauses: &Clauses) {
        for (word, values) in &clauses.values {
            match word {
                Word::On => self.split(school, values, &[Dimension::Device, Dimension::Network], *word),
                Word::In => self.split(school, values, &[Dimension::Place, Dimension::School], *word),
                Word::During => self.split(school, values, &[Dimension::Time], *word),
                Word::To
                | Word::With
                | Word::About
                | Word::For
                | Word::Before
                | Word::After
                | Word::Within
                | Word::Lasting
                | Word::From
                | Word::Until
                | Word::AtLeast
                | Word::AtMost
                | Word::Exactly => {
                    self.qualify(school, *word, values);
                }
                _ => {}
            }
        }
        let conditions = clauses.conditions.iter();
        self.needs.extend(conditions.map(|it| (condition_words(school, it), Need::Condition(it.clone()))));
    }

    /// A clause that no dimension holds narrows like a condition.
    fn qualify(&mut self, school: &School, word: Word, values: &Values) {
        self.needs.insert(qualifier(school, word, values), Need::Clause(word, values.clone()));
    }

    /// A clause whose names belong to one of the dimensions; other names and quoted words are a qualifier.
    fn split(&mut self, school: &School, values: &Values, dimensions: &[Dimension], word: Word) {
        let fits = |value: &Value| object_dimension(school, value).filter(|dimension| dimensions.contains(dimension));
        let first = values.any.iter().find_map(fits);
        match first {
            Some(dimension) if values.any.iter().all(|value| fits(value) == Some(dimension)) => {
                let leaves = leaves(school, dimension, &values.any, &values.except);
                self.narrow(dimension, leaves);
            }
            _ => {
                self.qualify(school, word, values);
            }
        }
    }
}

fn qualifier(school: &School, word: Word, values: &Values) -> String {
    let words: Vec<String> = values.any.iter().map(|value| value_words(school, value)).collect();
    format!("{} {}", word.text(), words.join(", "))
}

/// A condition in canonical words, so that the same condition is the same string wherever it is said.
fn condition_words(school: &School, condition: &Condition) -> String {
    let mut words = if condition.not { "not ".to_owned() } else { String::new() };
    words.push_str(&value_words(school, &condition.what));
    if !condition.of.is_empty() {
        let of: Vec<String> = condition.of.iter().map(|value| value_words(school, value)).collect();
        words.push_str(&format!(" of {}", of.join(", ")));
    }
    if let Some(by) = &condition.by {
        words.push_str(&format!(" by {}", value_words(school, by)));
    }
    words
}

fn value_words(school: &School, value: &Value) -> String {
    match value {
        Value::Name(it) => it.address.clone(),
        Value::Words(it) => school.named(it),
        Value::Word(it) => it.value.clone(),
        Value::Date(it) => it.value.source(),
        Value::Time(it) => it.value.to_string(),
        Value::Length(it) => format!("{} {}", it.value.count, it.value.unit),
        Value::Unit(it) => it.value.words().to_owned(),
        Value::Symbol(it) => it.value.text().to_owned(),
        Value::Window(_) => "window".to_owned(),
    }
}

fn object_dimension(school: &School, value: &Value) -> Option<Dimension> {
    dimension_of(school, value.entity()?)
}

/// The dimension that a named thing belongs to when an action is done to it.
pub fn dimension_of(school: &School, entity: Entity) -> Option<Dimension> {
    match entity {
        Entity::Role(_) => Some(Dimension::Object),
        Entity::Entry(at) => match school.vocabulary.entries[at].kind {
            Kind::Devices => Some(Dimension::Device),
            Kind::Networks => Some(Dimension::Network),
            Kind::Schools => Some(Dimension::School),
            Kind::Places => Some(Dimension::Place),
            Kind::Times => Some(Dimension::Time),
            Kind::Users | Kind::Things => Some(Dimension::Object),
            _ => None,
        },
        _ => None,
    }
}

/// What values come down to in a dimension; quoted words stand for themselves and meet nothing else.
fn leaves(school: &School, dimension: Dimension, any: &[Value], except: &[Value]) -> BTreeSet<Leaf> {
    if let ([Value::Name(all)], []) = (any, except)
        && is_everyone(school, all.entity)
    {
        return all_leaves(school, dimension);
    }
    let open = |values: &[Value]| {
        values.iter().flat_map(|value| Leaf::of(school, dimension, value)).collect::<BTreeSet<Leaf>>()
    };
    let out = open(except);
    open(any).into_iter().filter(|leaf| !out.contains(leaf)).collect()
}

fn sentence_draft(school: &School, at: usize, sentence: &Sentence) -> Draft {
    let mut extent = Extent::default();
    extent.subjects(school, &sentence.subjects);
    if let Phrase::Action { objects, except, .. } = &sentence.phrase {
        extent.objects(school, objects, except);
    }
    extent.clauses(school, &sentence.clauses);
    let mut draft = draft(
        Source::Sentence(at),
        &sentence.address,
        sentence.span,
        sentence.strength.value,
        &sentence.clauses,
        extent,
    );
    if sentence.class() == Class::Invariant {
        draft.part = Part::Invariant;
    }
    draft
}

fn draft(source: Source, address: &str, span: Span, strength: Strength, clauses: &Clauses, extent: Extent) -> Draft {
    let despite = clauses.get(Word::Despite).iter().filter_map(Value::address).map(str::to_owned);
    let rule = Rule {
        source,
        rank: if matches!(source, Source::Otherwise(_)) { Rank::Filler } else { Rank::Stated },
        address: address.to_owned(),
        span,
        effect: effect(strength),
        strength,
        conditions: extent.needs.keys().cloned().collect(),
        despite: despite.collect(),
        cases: CaseSet::none(0),
    };
    Draft { rule, takes: extent.takes, part: Part::Rule, needs: extent.needs }
}

fn table_drafts(school: &School, at: usize, table: &Table, actions: &mut BTreeMap<usize, Vec<Draft>>) {
    let whole = table_extent(school, table);
    for (nth, cell) in table.cells.iter().enumerate() {
        let (row, column) = (&table.rows[cell.row], table.columns.get(cell.column));
        let Some(column) = column else { continue };
        let head = |mark: Option<&MarkRule>| cell_extent(school, &whole, row, &Value::Name(column.clone()), mark);
        let bare = Clauses::default();
        let mut drafts = Vec::new();
        let filled = match &cell.says {
            Says::Yes => Some((Strength::May, None)),
            Says::No => Some((Strength::MustNot, None)),
            Says::Unchosen => Some((Strength::Undecided, None)),
            Says::Mark(mark) => Some((table.marks[*mark].strength.value, Some(&table.marks[*mark]))),
            Says::Empty => None,
        };
        if let Some((strength, mark)) = filled {
            let clauses = mark.map_or(&bare, |mark| &mark.clauses);
            let whole = head(None);
            let own = if mark.is_some() { head(mark) } else { whole.clone() };
            drafts.push(draft(Source::Cell(at, nth), &cell.address, cell.span, strength, clauses, own));
            let mut promise = draft(Source::Cell(at, nth), &cell.address, cell.span, strength, &bare, whole);
            promise.part = Part::Promise(at, nth);
            drafts.push(promise);
        }
        if let Some(otherwise) = &table.otherwise {
            drafts.push(draft(
                Source::Otherwise(at),
                &otherwise.address,
                otherwise.span,
                otherwise.strength.value,
                &otherwise.clauses,
                head(Some(otherwise)),
            ));
        }
        for draft in drafts {
            for action in leaf_actions(school, row.name.entity) {
                actions.entry(action).or_default().push(draft.clone());
            }
        }
    }
}

/// What holds for every cell of a table.
fn table_extent(school: &School, table: &Table) -> Extent {
    let mut extent = Extent::default();
    extent.subjects(school, &table.subjects);
    let mut header = table.clauses.clone();
    header.values.retain(|(word, _)| *word != Word::For);
    extent.clauses(school, &header);
    extent
}

fn cell_extent(school: &School, table: &Extent, row: &RowHead, column: &Value, mark: Option<&MarkRule>) -> Extent {
    let mut extent = table.clone();
    extent.objects(school, &row.objects, &[]);
    match object_dimension(school, column) {
        Some(Dimension::Object) if !is_thing(school, column) => {
            extent.narrow(Dimension::Who, leaves(school, Dimension::Who, std::slice::from_ref(column), &[]))
        }
        _ => extent.objects(school, std::slice::from_ref(column), &[]),
    }
    if let Some(mark) = mark {
        extent.clauses(school, &mark.clauses);
    }
    extent
}

fn is_thing(school: &School, value: &Value) -> bool {
    matches!(value.entity(), Some(Entity::Entry(at)) if school.vocabulary.entries[at].kind == Kind::Things)
}
