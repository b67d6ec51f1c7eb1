//! `people.yaml`: who holds which post. Read here, judged in `resolve`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Outcome};
use crate::model::people::{People, Person, Tenure};
use crate::resolve::values::date_in;
use crate::source::SourceFile;
use crate::yaml::{Placed, place, read};

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct PeopleFile {
    people: BTreeMap<String, Placed<PersonEntry>>,
    posts: BTreeMap<String, Vec<Placed<TenureEntry>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonEntry {
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TenureEntry {
    holder: Placed<String>,
    at: Option<String>,
    from: Option<Placed<String>>,
    until: Option<Placed<String>>,
    #[serde(default)]
    acting: bool,
}

/// The people of one file; entries that cannot be read are reported and left out.
pub(crate) fn people(file: &SourceFile) -> Outcome<People> {
    let entries: PeopleFile = match read(file) {
        Ok(entries) => entries,
        Err(found) => return Outcome { value: People::default(), diagnostics: vec![found] },
    };
    let mut diagnostics = Vec::new();
    let mut people = People::default();
    for (key, entry) in entries.people {
        let span = place(file, &entry);
        people.persons.insert(key, Person { name: entry.value.name, span });
    }
    for (post, tenures) in entries.posts {
        let tenures = tenures.into_iter().map(|entry| tenure(file, &entry, &mut diagnostics)).collect();
        people.tenures.insert(post, tenures);
    }
    Outcome { value: people, diagnostics }
}

fn tenure(file: &SourceFile, entry: &Placed<TenureEntry>, found: &mut Vec<Diagnostic>) -> Tenure {
    let mut date = |text: &Option<Placed<String>>| text.as_ref().and_then(|text| date_in(file, text, found));
    let it = &entry.value;
    Tenure {
        holder: it.holder.value.clone(),
        school: it.at.clone(),
        from: date(&it.from),
        until: date(&it.until),
        acting: it.acting,
        span: place(file, &it.holder),
    }
}
