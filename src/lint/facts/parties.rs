//! Groups of people: whom a rule binds, for whom a document is, who signs.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::lint::words::english::{singular, words};
use crate::model::role::RoleKind;
use crate::model::words::Value;
use crate::model::{Entity, School};
use crate::span::Span;
use crate::suggest::all_of;
use crate::word::Kind;

/// The smallest groups that some values come down to; what is only in quoted words is none.
pub(crate) fn leaves(school: &School, values: &[Value]) -> BTreeSet<Entity> {
    values.iter().filter_map(Value::entity).flat_map(|it| school.vocabulary.leaves(it)).collect()
}

/// Whether everybody is meant, without a group being named.
pub(crate) fn is_everyone(school: &School, entity: Entity) -> bool {
    matches!(entity, Entity::Entry(0)) && school.vocabulary.entries[0].kind == Kind::Users
}

/// Words of a title that tell a unit, which acts as one and answers for itself.
const UNITS: [&str; 6] = ["office", "team", "committee", "group", "management", "leader"];

/// Whether it is a class of people, rather than a post, a body, an office, an organisation or a unit.
pub(crate) fn is_group(school: &School, entity: Entity) -> bool {
    match entity {
        Entity::Role(at) => school.roles[at].kind == RoleKind::Group && !speaks_of(&school.roles[at].title, &UNITS),
        Entity::Entry(_) => !is_everyone(school, entity),
        _ => false,
    }
}

/// The places that speak of a group, each with the address that it lies at.
pub(crate) type Places = Vec<(Span, String)>;

/// The title of a group, and the places that speak of it.
pub(crate) type Group = (String, Places);

/// Groups of people who are not among those provided for, each with the places that speak of them.
#[derive(Debug, Default)]
pub(crate) struct LeftOut {
    /// By the smallest groups that they come down to: their title, and the places.
    groups: BTreeMap<BTreeSet<Entity>, Group>,
}

impl LeftOut {
    /// Notes those of some subjects who are not provided for.
    pub(crate) fn note(
        &mut self,
        school: &School,
        subjects: &[Value],
        provided: &BTreeSet<Entity>,
        (span, address): (Span, &str),
    ) {
        for entity in subjects.iter().filter_map(Value::entity).filter(|it| is_group(school, *it)) {
            let all: BTreeSet<Entity> = school.vocabulary.leaves(entity).into_iter().collect();
            let open: BTreeSet<Entity> = all.difference(provided).copied().collect();
            if open.is_empty() {
                continue;
            }
            let title = if open == all { school.title(entity) } else { titles(school, &open) };
            self.groups.entry(open).or_insert((title, Vec::new())).1.push((span, address.to_owned()));
        }
    }

    /// The groups with their places; one that lies within another counts as that.
    pub(crate) fn groups(self) -> Vec<Group> {
        let keys: Vec<BTreeSet<Entity>> = self.groups.keys().cloned().collect();
        let widest =
            |it: &BTreeSet<Entity>| keys.iter().filter(|key| it.is_subset(key)).max_by_key(|key| key.len()).cloned();
        let mut merged: BTreeMap<BTreeSet<Entity>, Group> = BTreeMap::new();
        for (key, (title, places)) in self.groups {
            let wide = widest(&key).unwrap_or_else(|| key.clone());
            let into = merged.entry(wide.clone()).or_default();
            if wide == key {
                into.0 = title;
            }
            into.1.extend(places);
        }
        let mut groups: Vec<_> = merged.into_values().collect();
        groups.iter_mut().for_each(|(_, places)| places.sort());
        groups.sort_by(|a, b| a.1.cmp(&b.1));
        groups
    }
}

fn titles(school: &School, group: &BTreeSet<Entity>) -> String {
    all_of(&group.iter().map(|it| school.title(*it)).collect::<Vec<_>>())
}

/// Whether a title speaks of parents, carers or families.
pub(crate) fn are_parents(title: &str) -> bool {
    speaks_of(title, &["parent", "carer", "guardian", "family"])
}

/// Whether a title speaks of pupils, and not of their parents.
pub(crate) fn are_pupils(title: &str) -> bool {
    speaks_of(title, &["pupil", "student", "child", "children", "learner"]) && !are_parents(title)
}

fn speaks_of(title: &str, wanted: &[&str]) -> bool {
    words(title)
        .iter()
        .flat_map(|word| word.text.split(['-', '‑']))
        .any(|word| wanted.contains(&singular(word).as_str()))
}

/// Words that stand in for a name.
const VAGUE: [&str; 7] =
    ["relevant", "appropriate", "nominated", "designated", "responsible", "suitable", "authorised"];
/// Whom they stand before.
const WHOM: [&str; 7] = ["person", "member of staff", "adult", "people", "colleague", "manager", "senior leader"];

/// Whether words tell of somebody and leave open who it is: `the relevant person`.
pub(crate) fn names_nobody(text: &str) -> bool {
    let text = text.to_lowercase();
    let whom = |rest: &str| WHOM.iter().any(|whom| rest.starts_with(whom));
    VAGUE.iter().any(|vague| {
        text.match_indices(vague).any(|(at, _)| text[at + vague.len()..].strip_prefix(' ').is_some_and(whom))
    })
}

/// Where a text in small letters says `to the appropriate person`.
pub(crate) fn to_nobody(text: &str) -> Option<Range<usize>> {
    text.match_indices("to ").find_map(|(at, to)| {
        let rest = text.get(at + to.len()..)?;
        let behind = ["the ", "an ", "a "].iter().find_map(|article| rest.strip_prefix(article))?;
        let whom = VAGUE.iter().find_map(|vague| behind.strip_prefix(vague)?.strip_prefix(' '))?;
        let end = WHOM.iter().find_map(|person| whom.strip_prefix(person))?;
        Some(at..text.len() - end.len())
    })
}

#[cfg(test)]
mod tests {
    use super::{are_parents, are_pupils};

    #[test]
    fn titles_tell_parents_from_pupils() {
        assert!(are_pupils("Early-years pupils") && are_pupils("Children in other years") && are_pupils("Students"));
        assert!(are_parents("Parents and carers") && are_parents("Families of the school"));
        assert!(!are_pupils("Parents of the other children") && !are_pupils("Childcare staff"));
    }
}
