//! What permissions decide as policies in Cedar's language, so that a network enforces what governors approved.
//!
//! The user is the principal and the device the resource; the rest of a case travels in the request's context, and so does what is
//! known to hold there. Whatever nobody has said is exported as nothing, which Cedar denies.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Serialize;

use crate::model::School;
use crate::model::date::Day;
use crate::permission::{DIMENSIONS, Dimension, Extents, Leaf, Verdict, Way, Ways, entity_name, named};
use crate::question::Row;
use crate::word::Kind;

/// The policies of a day, one a box of cases; two where it is allowed on conditions and forbidden otherwise.
pub fn policies(school: &School, rows: &[Row], day: Day) -> String {
    let mut out = format!("// What the rules of {day} decide.\n");
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let extents = Extents::of(school);
    for row in rows {
        for (effect, when) in statements(&row.verdict) {
            let nth = counts.entry(row.action).or_default();
            *nth += 1;
            policy(&mut out, (school, &extents), row, (*nth, effect, when));
        }
    }
    out
}

/// What requests look like, so that policies and requests can be validated.
pub fn schema(school: &School) -> String {
    let mut out = String::new();
    for kind in DIMENSIONS.map(kind) {
        line(&mut out, &format!("entity {kind} in [{kind}];"));
    }
    let actions = school.vocabulary.of(Kind::Actions).filter(|(_, action)| action.members.is_empty());
    let names: Vec<String> = actions.map(|(_, action)| text(&action.id)).collect();
    if names.is_empty() {
        return out;
    }
    line(&mut out, &format!("\naction {} appliesTo {{", names.join(", ")));
    line(&mut out, "  principal: [User],\n  resource: [Device],\n  context: {");
    for (dimension, attribute) in DIMENSIONS.iter().filter_map(|it| Some((*it, attribute(*it)?))) {
        line(&mut out, &format!("    {attribute}: {},", kind(dimension)));
    }
    line(&mut out, "    known: Set<String>,\n  },\n};");
    out
}

/// Every value of every dimension with the groups that it belongs to.
pub fn entities(school: &School) -> Vec<Item> {
    let extents = Extents::of(school);
    DIMENSIONS.iter().flat_map(|dimension| items(school, &extents, *dimension)).collect()
}

/// An entity as Cedar reads it.
#[derive(Debug, PartialEq, Serialize)]
pub struct Item {
    uid: Uid,
    attrs: BTreeMap<String, String>,
    parents: Vec<Uid>,
}

/// The type and name of an entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Uid {
    /// `User`, `Device` and so on.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// A name of the sources, or what [`Leaf::name`] writes where they have none.
    pub id: String,
}

impl Uid {
    /// What stands for a leaf.
    pub fn of(school: &School, dimension: Dimension, leaf: Leaf) -> Self {
        Self { kind: kind(dimension), id: leaf.name(school) }
    }

    fn text(&self) -> String {
        format!("{}::{}", self.kind, text(&self.id))
    }
}

/// The attribute of the context that holds a dimension; the principal and the resource are none.
pub fn attribute(dimension: Dimension) -> Option<&'static str> {
    match dimension {
        Dimension::Who | Dimension::Device => None,
        Dimension::Object => Some("object"),
        Dimension::Network => Some("network"),
        Dimension::School => Some("school"),
        Dimension::Place => Some("place"),
        Dimension::Time => Some("time"),
    }
}

fn kind(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Who => "User",
        Dimension::Object => "Thing",
        Dimension::Device => "Device",
        Dimension::Network => "Network",
        Dimension::School => "School",
        Dimension::Place => "Place",
        Dimension::Time => "Time",
    }
}

fn items(school: &School, extents: &Extents, dimension: Dimension) -> Vec<Item> {
    let mut parents: BTreeMap<Leaf, BTreeSet<Uid>> =
        extents.all(dimension).iter().map(|leaf| (*leaf, BTreeSet::new())).collect();
    let mut groups = BTreeSet::new();
    for entity in named(school, dimension) {
        let (leaves, leaf) = (extents.under(school, dimension, entity), Leaf::Named(entity));
        if leaves != [leaf] {
            let group = Uid { kind: kind(dimension), id: entity_name(school, entity) };
            leaves.into_iter().for_each(|leaf| {
                parents.entry(leaf).or_default().insert(group.clone());
            });
            groups.insert(group);
        }
    }
    let item =
        |uid: Uid, parents: BTreeSet<Uid>| Item { uid, attrs: BTreeMap::new(), parents: parents.into_iter().collect() };
    let groups = groups.into_iter().map(|group| item(group, BTreeSet::new()));
    let leaves = parents.into_iter().map(|(leaf, groups)| item(Uid::of(school, dimension, leaf), groups));
    groups.chain(leaves).collect()
}

/// A verdict as Cedar needs it: an effect, and what must be known for it. Cedar forbids where any statement does, whatever others permit.
fn statements(verdict: &Verdict) -> Vec<(&'static str, Option<String>)> {
    // Every way, also one that others imply: an engine that is given both consents and no age allows what either age would.
    let (allowed, forbidden) = (verdict.allowed(), verdict.forbidden());
    let mut all = Vec::new();
    match verdict {
        Verdict::Allow => all.push(("permit", None)),
        Verdict::Forbid => all.push(("forbid", None)),
        Verdict::Conditional(_) => {
            all.push(("permit", Some(format!("when {{ {} }}", known(&allowed)))));
            if verdict.is_closed() {
                all.push(("forbid", Some(format!("unless {{ {} }}", known(&allowed)))));
            } else if !forbidden.is_empty() {
                all.push(("forbid", Some(format!("when {{ {} }}", known(&forbidden)))));
            }
        }
        Verdict::Restricted(ways) => all.push(("forbid", Some(format!("when {{ {} }}", known(ways))))),
        Verdict::Conflict | Verdict::Unchosen | Verdict::Undecided => {}
    }
    all
}

fn policy(
    out: &mut String,
    (school, extents): (&School, &Extents),
    row: &Row,
    (nth, effect, when): (usize, &str, Option<String>),
) {
    let action = &school.vocabulary.entries[row.action].id;
    line(out, &format!("\n@id({})", text(&format!("{action}.{nth}"))));
    line(out, &format!("@rules({})", text(&row.rules.join(" "))));
    let mut tests = Vec::new();
    let mut scope = |variable: &str, dimension| match within(school, extents, row, dimension) {
        None => variable.to_owned(),
        Some(Within::One(one)) => format!("{variable} in {one}"),
        Some(Within::Any(list)) => {
            tests.push(format!("{variable} in {list}"));
            variable.to_owned()
        }
    };
    let (principal, resource) = (scope("principal", Dimension::Who), scope("resource", Dimension::Device));
    line(out, &format!("{effect} (\n  {principal},\n  action == Action::{},\n  {resource}\n)", text(action)));
    for (dimension, attribute) in DIMENSIONS.iter().filter_map(|it| Some((*it, attribute(*it)?))) {
        if let Some(Within::One(list) | Within::Any(list)) = within(school, extents, row, dimension) {
            tests.push(format!("context.{attribute} in {list}"));
        }
    }
    tests.iter().for_each(|test| line(out, &format!("when {{ {test} }}")));
    when.iter().for_each(|when| line(out, when));
    // The statement ends behind whatever was written last.
    out.pop();
    line(out, ";");
}

/// What a value must be in: one entity or a list of them.
enum Within {
    One(String),
    Any(String),
}

/// Where a row's values lie in a dimension; `None` where it leaves the dimension free.
fn within(school: &School, extents: &Extents, row: &Row, dimension: Dimension) -> Option<Within> {
    let (groups, rest) = extents.cover(school, dimension, row.takes.get(&dimension)?, |_| true);
    let group = |entity| Uid { kind: kind(dimension), id: entity_name(school, entity) };
    let leaf = |leaf| Uid::of(school, dimension, leaf);
    let all: Vec<String> =
        groups.into_iter().map(group).chain(rest.into_iter().map(leaf)).map(|uid| uid.text()).collect();
    Some(match all.as_slice() {
        [one] => Within::One(one.clone()),
        _ => Within::Any(format!("[{}]", all.join(", "))),
    })
}

/// What must be known to hold: all of one way. What is not known does not hold, and neither does its opposite.
fn known(ways: &Ways) -> String {
    let way = |way: &Way| {
        let needs: Vec<String> = way.iter().map(|need| text(need.text())).collect();
        format!("context.known.containsAll([{}])", needs.join(", "))
    };
    ways.iter().map(way).collect::<Vec<_>>().join(" || ")
}

/// A text in quotation marks, as Cedar writes it.
fn text(plain: &str) -> String {
    let mut out = String::from("\"");
    for next in plain.chars() {
        match next {
            '"' | '\\' => out.extend(['\\', next]),
            _ if next.is_control() => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{{{:x}}}", u32::from(next));
            }
            _ => out.push(next),
        }
    }
    out.push('"');
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}
