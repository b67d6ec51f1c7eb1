//! What moved since approval → what people and programs read, document by document.

mod html;
mod human;
mod json;
mod markdown;

pub use html::html;
pub use human::human;
pub use json::json;
pub use markdown::markdown;

use super::{Compared, Side, summary};
use crate::diff::{Account, Change, Deed, Since, Stale, Standing, Verdict};
use crate::model::date::Day;

/// What a report on approvals is made from.
#[derive(Debug)]
pub struct Told<'a> {
    /// What people call the folder.
    pub label: &'a str,
    /// The day on which everything is looked at.
    pub as_of: Day,
    /// The school; or a trust, then each of its schools.
    pub schools: &'a [Unit<'a>],
    /// Acceptances that do nothing.
    pub stale: &'a [Stale],
}

/// One school, or the trust itself.
#[derive(Debug)]
pub struct Unit<'a> {
    /// Its name, where several are told of.
    pub name: Option<&'a str>,
    /// What moved.
    pub since: &'a Since,
    /// As it was seen, one side for each text that was.
    pub bases: Vec<Side<'a>>,
    /// As it is.
    pub head: Side<'a>,
}

impl<'a> Told<'a> {
    /// Every account that has something to tell, with its school.
    fn moved(&self) -> impl Iterator<Item = Entry<'a>> {
        self.entries().filter(|it| !it.account.changes.is_empty() || it.account.standing == Standing::Lost)
    }

    /// The documents that stand so and have nothing to tell.
    fn quiet(&self, standing: Standing) -> Vec<Entry<'a>> {
        self.entries().filter(|it| it.account.changes.is_empty() && it.account.standing == standing).collect()
    }

    fn entries(&self) -> impl Iterator<Item = Entry<'a>> {
        let of = |unit: &'a Unit<'a>| {
            let entry = move |(account, beside)| Entry { unit, account, beside };
            let documents = unit.since.accounts.iter().map(|it| (it, false));
            documents.chain(unit.since.beside.iter().map(|it| (it, true))).map(entry)
        };
        self.schools.iter().flat_map(of)
    }

    fn changes(&self) -> impl Iterator<Item = &'a Change> + Clone {
        self.schools
            .iter()
            .flat_map(|unit| unit.since.accounts.iter().chain(&unit.since.beside))
            .flat_map(|it| &it.changes)
    }

    /// `relaxes (1 relaxes, 2 editorial)`; a change that several documents print is counted once.
    fn verdict(&self) -> String {
        if self.entries().all(|it| !it.account.is_told()) {
            return "nothing can be told, since no text of an approval was kept".to_owned();
        }
        let mut told: Vec<&Change> = self.changes().collect();
        told.sort_by(|one, other| one.fingerprint.cmp(&other.fingerprint));
        told.dedup_by(|one, other| one.fingerprint == other.fingerprint);
        format!("{} ({})", Verdict::of(told.iter().copied()).word(), summary(told.into_iter()))
    }
}

/// What is told of one document, or of what no document prints.
#[derive(Clone, Copy)]
struct Entry<'a> {
    unit: &'a Unit<'a>,
    account: &'a Account,
    beside: bool,
}

impl<'a> Entry<'a> {
    /// What stands above it: the document’s title and address.
    fn heading(&self) -> String {
        let school = self.unit.name.map(|name| format!("{name}: ")).unwrap_or_default();
        if self.beside {
            format!("{school}In none of these documents")
        } else {
            format!("{school}{} ({})", self.account.title, self.account.document)
        }
    }

    /// What tells its places from those of others on a page.
    fn anchor(&self) -> String {
        let parts =
            [self.unit.name.unwrap_or("own"), &self.account.document, if self.beside { "beside" } else { "document" }];
        parts.join("-")
    }

    /// From which act it is counted, and how it stands.
    fn standing(&self) -> String {
        let it = self.account;
        let deed = it.deed.as_ref().map(deed).unwrap_or_default();
        let said = match it.standing {
            Standing::Above => "it is the trust’s, and told there".to_owned(),
            Standing::Never => "nobody has approved it, as far as the sources and the records tell".to_owned(),
            Standing::NotKept => {
                format!("{deed}, and no text was kept of that, so nobody can say what has changed since")
            }
            Standing::Lost => format!("{deed}; {}", it.why),
            Standing::Words => format!(
                "{deed}; the texts seen then make no school any more, so each is told word by word, and nobody can say which way it goes"
            ),
            Standing::Same => format!("{deed}; nothing has changed since"),
            Standing::Beside if self.beside => {
                format!("the last document was {deed}; this has changed since, and no document told of here prints it")
            }
            Standing::Beside => format!("{deed}; its words stand as they were seen, and this has changed beside them"),
            Standing::Moved => format!("{deed}; its words have changed since"),
        };
        match (&it.stated, &it.deed) {
            (Some(stated), Some(from)) if stated.day > from.day => {
                format!(
                    "{said}; a later approval, {}, is stated in the sources, and no text of it was kept",
                    short(stated)
                )
            }
            (Some(stated), _) => format!("{said}; it was {}, and no text of that was kept", self::deed(stated)),
            _ => said,
        }
    }

    /// What all its changes ask, in words.
    fn requires(&self) -> Vec<&'static str> {
        self.account.requires().into_iter().map(|it| it.title()).collect()
    }

    /// Its changes with both sides; `before` is what the first is called.
    fn compared(&self, as_of: Day, before: &'a str) -> Compared<'a> {
        let head = self.unit.head;
        let base = self.account.base.and_then(|nth| self.unit.bases.get(nth)).copied().unwrap_or(head);
        Compared {
            base: Side { label: before, ..base },
            head: Side { label: "now", ..head },
            as_of,
            changes: &self.account.changes,
            stale: &[],
        }
    }
}

/// `approved on 20 November 2026 by the governing body (minute 14.2)`.
fn deed(it: &Deed) -> String {
    format!("{}{}", it.word, rest(it))
}

/// The same without its first word.
fn short(it: &Deed) -> String {
    rest(it).trim_start().to_owned()
}

fn rest(it: &Deed) -> String {
    let on = if it.when.chars().next().is_some_and(|first| first.is_ascii_digit()) && it.when.split(' ').count() == 3 {
        " on "
    } else {
        " "
    };
    let when = if it.when.is_empty() { " on a day not stated".to_owned() } else { format!("{on}{}", it.when) };
    let by = if it.by.is_empty() { String::new() } else { format!(" by {}", it.by) };
    let minute = it.minute.as_ref().map(|minute| format!(" ({minute})")).unwrap_or_default();
    format!("{when}{by}{minute}")
}

/// What the first side is called.
fn before(it: &Entry<'_>) -> String {
    it.account.deed.as_ref().map_or_else(
        || "before".to_owned(),
        |it| format!("as {}{}", it.word, rest(&Deed { by: String::new(), minute: None, ..it.clone() })),
    )
}

/// Documents of which there is nothing more to tell, by what is so of them.
const QUIET: [(Standing, &str); 4] = [
    (Standing::Same, "Nothing has changed"),
    (Standing::NotKept, "Approved before a text was kept, so nobody can say what has changed"),
    (Standing::Never, "Never approved, as far as the sources and the records tell"),
    (Standing::Above, "Of the trust, and told in its folder"),
];
