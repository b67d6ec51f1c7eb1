//! A trust and its schools as one export, in which each address stands once.

use std::collections::BTreeSet;

use super::collect::{collect, within};
use super::view::{self, Export};
use crate::model::School;
use crate::model::date::Day;
use crate::source::Sources;

/// The export of a trust with its schools: what the trust declares, then what each school adds, the school's name in front.
pub fn collect_trust(trust: &School, schools: &[School], sources: &Sources, today: Day) -> Export {
    let mut all = collect(trust, sources, today);
    for school in schools {
        let name = &school.identity.name;
        let part = within(school, sources, today, Some(&trust.names));
        if let Some(trust) = &mut all.trust {
            let also = school.identity.also.iter().map(|it| it.value.clone()).collect();
            trust.schools.push(view::Titled { id: name.clone(), title: school.identity.title.clone(), also });
        }
        people(&mut all.people, part.people, name);
        roles(&mut all.roles, part.roles);
        tables(&mut all.tables, part.tables, name);
        procedures(&mut all.procedures, part.procedures, name);
        add(&mut all.duties, part.duties, |it| &it.id);
        add(&mut all.rules, part.rules, |it| &it.id);
        add(&mut all.permissions, part.permissions, |it| &it.id);
        add(&mut all.documents, part.documents, |it| &it.id);
        add(&mut all.promises, part.promises, |it| &it.id);
        add(&mut all.consents, part.consents, |it| &it.id);
        add(&mut all.recurring, part.recurring, |it| &it.id);
        add(&mut all.controls, part.controls, |it| &it.id);
        add(&mut all.sanctions, part.sanctions, |it| &it.id);
        add(&mut all.disclaimers, part.disclaimers, |it| &it.id);
        add(&mut all.externals, part.externals, |it| &it.id);
        add(&mut all.definitions, part.definitions, |it| &it.id);
        add(&mut all.citations, part.citations, |it| &it.id);
    }
    all
}

/// Adds the entries whose address has not been told yet.
fn add<T>(all: &mut Vec<T>, more: Vec<T>, id: impl Fn(&T) -> &String) {
    let told: BTreeSet<String> = all.iter().map(|it| id(it).clone()).collect();
    all.extend(more.into_iter().filter(|it| !told.contains(id(it))));
}

/// A person of a school bears its name in front, unless the trust names them; their posts there say at which school.
fn people(all: &mut Vec<view::Person>, more: Vec<view::Person>, school: &str) {
    for mut person in more {
        let known = all.iter_mut().find(|it| it.id == person.id);
        person.posts.retain(|post| !known.as_ref().is_some_and(|it| it.posts.contains(post)));
        person.posts.iter_mut().for_each(|post| post.at = Some(school.to_owned()));
        match known {
            Some(known) => known.posts.append(&mut person.posts),
            None => {
                person.id = format!("{school}.{}", person.id);
                all.push(person);
            }
        }
    }
}

/// A post of the trust is held by whoever holds it in any school.
fn roles(all: &mut Vec<view::Role>, more: Vec<view::Role>) {
    for role in more {
        match all.iter_mut().find(|it| it.id == role.id) {
            Some(known) => {
                let fresh: Vec<String> = role.holders.into_iter().filter(|it| !known.holders.contains(it)).collect();
                known.holders.extend(fresh);
            }
            None => all.push(role),
        }
    }
}

/// A table that a school extends is told again with the school's rows alone.
fn tables(all: &mut Vec<view::Table>, more: Vec<view::Table>, school: &str) {
    for mut table in more {
        if let Some(known) = all.iter().find(|it| it.id == table.id) {
            table.cells.retain(|cell| !known.cells.iter().any(|it| it.id == cell.id));
            table.rows.retain(|row| table.cells.iter().any(|cell| cell.row == *row));
            table.id = format!("{school}.{}", table.id);
        }
        if !table.cells.is_empty() {
            all.push(table);
        }
    }
}

/// A procedure that a school extends is told again with the school's steps alone.
fn procedures(all: &mut Vec<view::Procedure>, more: Vec<view::Procedure>, school: &str) {
    for mut procedure in more {
        if let Some(known) = all.iter().find(|it| it.id == procedure.id) {
            procedure.steps.retain(|step| !known.steps.iter().any(|it| it.id == step.id));
            if procedure.steps.is_empty() {
                continue;
            }
            procedure.id = format!("{school}.{}", procedure.id);
        }
        all.push(procedure);
    }
}
