//! For whom documents are built: for the school itself, or for anybody.

use std::collections::BTreeSet;

use super::School;
use super::people::People;
use super::private::private;
use super::role::Role;

/// For whom documents are built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    /// For the school: posts with the names of those who hold them.
    #[default]
    Full,
    /// For anybody: posts, and names only where the post says `public name`.
    Public,
}

impl Edition {
    /// All of them.
    pub const ALL: [Edition; 2] = [Edition::Full, Edition::Public];

    /// Its name on the command line, and of the folder that it has for itself.
    pub fn name(self) -> &'static str {
        match self {
            Edition::Full => "full",
            Edition::Public => "public",
        }
    }

    /// The edition with this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edition| edition.name() == name)
    }
}

impl School {
    /// The school as an edition tells of it. What the public is not told is not in it, so no document can print it.
    #[must_use]
    pub fn in_edition(mut self, edition: Edition) -> Self {
        self.edition = edition;
        if edition == Edition::Public {
            let people = &self.people;
            for role in self.roles.iter_mut().filter(|role| !role.public) {
                let named = people.ever_held(&role.id);
                role.contacts.retain(|(_, words)| !is_private(&words.raw(), &named));
            }
            self.people.keep(&self.roles);
        }
        self
    }
}

/// Whether a contact is somebody's own, or spells a holder out.
fn is_private(contact: &str, holders: &[String]) -> bool {
    let contact = contact.to_lowercase();
    let surname = |name: &String| name.split_whitespace().next_back().map(str::to_lowercase);
    !private(&contact).is_empty() || holders.iter().filter_map(surname).any(|surname| contact.contains(&surname))
}

impl People {
    /// The names of all who hold a post, held it or will.
    fn ever_held(&self, post: &str) -> Vec<String> {
        let tenures = self.tenures.get(post).into_iter().flatten();
        tenures.filter_map(|tenure| Some(self.persons.get(&tenure.holder)?.name.clone())).collect()
    }

    /// Leaves those alone whose posts name them to the public.
    fn keep(&mut self, roles: &[Role]) {
        let public: BTreeSet<&str> = roles.iter().filter(|role| role.public).map(|role| role.id.as_str()).collect();
        self.tenures.retain(|post, _| public.contains(post.as_str()));
        let named: BTreeSet<&str> = self.tenures.values().flatten().map(|tenure| tenure.holder.as_str()).collect();
        self.persons.retain(|id, _| named.contains(id.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use super::is_private;

    #[test]
    fn an_office_is_not_a_person() {
        let holders = ["Ruth Okell".to_owned()];
        assert!(is_private("07700 900123", &holders));
        assert!(is_private("ruth@gmail.com", &holders));
        assert!(is_private("r.okell@oakfield.example", &holders));
        assert!(!is_private("01632 960 204", &holders));
        assert!(!is_private("safeguarding@oakfield.example", &holders));
    }
}
