//! Facts of roles, the people who hold them, and the words of the vocabulary.

use std::collections::BTreeSet;

use super::Content;
use super::scribe::Scribe;
use crate::diff::kind::Aspect;
use crate::model::document::Part;
use crate::model::role::Role;
use crate::model::words::Value;
use crate::suggest::all_of;

impl Scribe<'_> {
    /// The school itself, its roles, its vocabulary.
    pub(super) fn people(&mut self) {
        let identity = &self.school.identity;
        self.about(&identity.name, identity.span);
        self.lead(Aspect::Identity, Content::Words(String::new()), identity.title.clone());
        self.title(&identity.title, &identity.also);
        for (name, field) in &identity.fields {
            self.words(Aspect::Identity, name, &field.value);
        }
        for role in &self.school.roles {
            self.about(&role.id, role.span);
            self.role(role);
        }
        self.vocabulary();
    }

    fn role(&mut self, role: &Role) {
        let kind = if role.vacant { "vacant" } else { role.kind.name() };
        self.lead(Aspect::Role, Content::Words(kind.to_owned()), format!("{} ({kind})", role.title));
        self.title(&role.title, &role.also);
        let people = &self.school.people;
        let holders = people.holders(&role.id, self.speaker.today, &self.school.calendar);
        if !holders.is_empty() {
            let content = Content::Set(holders.iter().map(|it| (*it).to_owned()).collect());
            self.note(Aspect::Holder, "", content, all_of(&holders));
        }
        if !role.deputies.is_empty() {
            let content = Content::List(role.deputies.iter().map(|value| self.value(value)).collect());
            let said = self.all(&role.deputies);
            self.note(Aspect::Deputies, "", content, said);
        }
        let single = |value: &Option<Value>| value.iter().cloned().collect::<Vec<_>>();
        self.set(Aspect::Arrangement, "led by", &single(&role.led_by));
        self.set(Aspect::Arrangement, "else", &single(&role.otherwise));
        self.set(Aspect::Arrangement, "aside for", &single(&role.aside));
        self.set(Aspect::Arrangement, "held by", &role.held_by);
        self.flag(Aspect::Arrangement, "held jointly", role.jointly);
        self.flag(Aspect::Arrangement, "held per school", role.per_school);
        for (word, contact) in &role.contacts {
            let (content, said) = (Content::Words(self.phrase(contact)), self.say(contact));
            self.note(Aspect::Contact, word, content, said);
        }
        self.text(&role.parts);
    }

    /// The prose that stands in some parts themselves, not in their sections.
    pub(super) fn text(&mut self, parts: &[Part]) {
        let mut own = (Vec::new(), Vec::new());
        for part in parts {
            if let Part::Text(prose, _) = part {
                let (canonical, said) = self.prose(prose);
                own.0.push(canonical);
                own.1.push(said);
            }
        }
        if !own.0.is_empty() {
            self.note(Aspect::Text, "", Content::Words(own.0.join(" ")), own.1.join(" "));
        }
    }

    fn vocabulary(&mut self) {
        let school = self.school;
        for entry in school.vocabulary.entries.iter().filter(|entry| !entry.implied) {
            self.about(&entry.id, entry.span);
            self.lead(Aspect::Entry, Content::Words(entry.kind.text().to_owned()), entry.title.clone());
            self.title(&entry.title, &entry.also);
            let members: Vec<String> = entry.members.iter().map(|it| self.entity(*it)).collect();
            if !members.is_empty() {
                let said = all_of(&entry.members.iter().map(|it| school.title(*it)).collect::<Vec<_>>());
                let content = if entry.ladder {
                    Content::List(members)
                } else {
                    Content::Set(members.into_iter().collect::<BTreeSet<_>>())
                };
                self.note(Aspect::Members, "", content, said);
            }
            if let Some(window) = entry.window {
                let said = self.window(window);
                self.words(Aspect::Members, "window", &said);
            }
        }
    }
}
