//! What was probably meant by a name that nothing has: the likeliest of everything that is declared.

use std::collections::BTreeMap;

use super::declare::also;
use super::declare::{Plan, Planned, slug};
use crate::model::people::People;
use crate::suggest::{misspelt, nearest, one_of};

/// So many neighbours are named where none is near.
const NAMED: usize = 8;

/// Each person of the people file and the posts that they hold.
pub(super) fn posts(people: &People) -> BTreeMap<String, Vec<String>> {
    let mut posts: BTreeMap<String, Vec<String>> = people.persons.keys().map(|key| (key.clone(), Vec::new())).collect();
    for (post, tenures) in &people.tenures {
        for tenure in tenures {
            let held = posts.entry(tenure.holder.clone()).or_default();
            if !held.contains(post) {
                held.push(post.clone());
            }
        }
    }
    posts
}

impl Plan<'_> {
    /// The name that was meant, seen from a scope: by its spelling, by what it reaches into, by its title.
    pub(super) fn suggest(&self, name: &str, scope: &str) -> Option<String> {
        if let Some((inner, trust)) = self.trust_name().and_then(|trust| Some((name.strip_prefix(&trust)?, trust))) {
            return self.suggest(inner, scope).map(|meant| format!("{trust}{meant}"));
        }
        let known = self.names.keys().map(String::as_str);
        let near = nearest(name, known.clone()).or_else(|| nearest(name, self.beside(scope)));
        near.map(str::to_owned).or_else(|| self.inside(name)).or_else(|| self.by_title(name))
    }

    /// The only name that differs from this one by a slip of the pen.
    pub(super) fn misspelt<'s>(&'s self, name: &str, scope: &'s str) -> Option<&'s str> {
        misspelt(name, self.names.keys().map(String::as_str).chain(self.beside(scope)))
    }

    /// The labels that stand beside each other in a scope.
    pub(super) fn beside<'s>(&'s self, scope: &'s str) -> impl Iterator<Item = &'s str> {
        let inner = self.names.keys().filter_map(move |known| known.strip_prefix(scope)?.strip_prefix('.'));
        inner.filter(|rest| !rest.contains('.'))
    }

    /// The labels beside a place, told one after the other; `None` where there are none, or too many to help.
    pub(super) fn neighbours(&self, scope: &str) -> Option<String> {
        let names: Vec<String> = self.beside(scope).map(|name| format!("`{name}`")).collect();
        (1..=NAMED).contains(&names.len()).then(|| one_of(&names))
    }

    /// The nearest among those that reach into the same thing.
    fn inside(&self, name: &str) -> Option<String> {
        let (head, last) = name.rsplit_once('.')?;
        let inside: Vec<&str> = self.beside(head).collect();
        let near = nearest(last, inside.iter().copied()).map(|near| format!("{head}.{near}"));
        near.or_else(|| (1..=NAMED).contains(&inside.len()).then(|| format!("{head}.{}", one_of(&inside))))
    }

    /// What bears this name as its title, as another title or by its initials; or the only name that begins with it.
    fn by_title(&self, name: &str) -> Option<String> {
        let entries = self.entries.iter().map(|it| (it.id.as_str(), it.title.as_str()));
        let titles: Vec<(&str, &str)> =
            self.declarations().map(|it| (it.id.as_str(), it.title.as_str())).chain(entries).collect();
        let others = self
            .declarations()
            .flat_map(|it| also(&it.ast.clauses).into_iter().map(|other| (it.id.as_str(), other.value)));
        let titled = titles.iter().find(|(_, title)| slug(title) == name || initials(title) == name).map(|(id, _)| *id);
        let begins = || {
            let mut longer =
                self.names.keys().filter(|known| name.len() > 3 && known.starts_with(name) && !known.contains('.'));
            longer.next().filter(|_| longer.next().is_none()).cloned()
        };
        let other = || others.into_iter().find(|(_, title)| slug(title) == name || initials(title) == name);
        titled.map(str::to_owned).or_else(|| other().map(|(id, _)| id.to_owned())).or_else(begins)
    }

    fn declarations(&self) -> impl Iterator<Item = &Planned<'_>> {
        let lists = [&self.roles, &self.documents, &self.externals, &self.blocks, &self.consents, &self.procedures];
        let rest = [&self.citations, &self.definitions];
        lists.into_iter().chain(rest).flatten().chain(self.tables.iter().map(|table| &table.head))
    }
}

/// `Designated safeguarding lead` → `dsl`.
fn initials(title: &str) -> String {
    let words = title.split(|next: char| !next.is_alphanumeric()).filter(|word| !word.is_empty());
    let letters: String = words.filter_map(|word| word.chars().next()).collect();
    if letters.len() > 1 { letters.to_lowercase() } else { String::new() }
}
