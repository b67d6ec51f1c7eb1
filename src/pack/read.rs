//! A pack's file → a pack. Every fault is told at its place; a row with a fault is left out.

use serde::Deserialize;

use super::{
    Fact, Force, Line, Need, Office, Pack, Place, Reference, ReferenceKind, Requirement, Scope, Source, SourceKind,
};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::model::date::{Date, Day};
use crate::model::nation::{KINDS, Nation};
use crate::resolve::values;
use crate::source::SourceFile;
use crate::span::Spanned;
use crate::suggest::{nearest, one_of};
use crate::yaml::{Placed, place, read};

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PackEntry {
    id: Option<Placed<String>>,
    title: Option<String>,
    edition: Option<Placed<String>>,
    review_by: Option<Placed<String>>,
    jurisdiction: Option<Placed<String>>,
    #[serde(default)]
    in_force: Vec<String>,
    #[serde(default)]
    references: Vec<Placed<ReferenceEntry>>,
    #[serde(default)]
    facts: Vec<Placed<FactEntry>>,
    #[serde(default)]
    offices: Vec<Placed<OfficeEntry>>,
    #[serde(default)]
    requirements: Vec<Placed<RequirementEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceEntry {
    page: String,
    kind: Placed<String>,
    read: Placed<String>,
    official: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ReferenceEntry {
    id: Placed<String>,
    kind: Placed<String>,
    names: Vec<String>,
    #[serde(default)]
    years: Vec<i16>,
    from: Option<Placed<String>>,
    until: Option<Placed<String>>,
    replaced_by: Option<String>,
    scope: Option<Placed<String>>,
    lawful_if: Option<String>,
    jurisdiction: Option<Placed<String>>,
    #[serde(default)]
    sources: Vec<Placed<SourceEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactEntry {
    id: Placed<String>,
    says: Vec<String>,
    since: Placed<String>,
    now: String,
    jurisdiction: Option<Placed<String>>,
    #[serde(default)]
    sources: Vec<Placed<SourceEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct OfficeEntry {
    id: Placed<String>,
    titles: Vec<String>,
    job: String,
    its_own: Vec<String>,
    not_its_own: Vec<String>,
    instead: String,
    jurisdiction: Option<Placed<String>>,
    #[serde(default)]
    sources: Vec<Placed<SourceEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RequirementEntry {
    id: Placed<String>,
    title: String,
    force: Placed<String>,
    from: Option<Placed<String>>,
    until: Option<Placed<String>>,
    #[serde(default)]
    kinds: Vec<Placed<String>>,
    #[serde(default)]
    phases: Vec<String>,
    #[serde(default)]
    when: Vec<String>,
    needs: Vec<Placed<NeedEntry>>,
    #[serde(default)]
    sources: Vec<Placed<SourceEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct NeedEntry {
    role: Option<Vec<String>>,
    post: Option<Vec<String>>,
    says: Option<Vec<String>>,
    topic: Option<Vec<String>>,
    section: Option<Vec<String>>,
    document: Option<Vec<String>>,
    review: Option<Vec<String>>,
    interval: Option<Vec<String>>,
    what: String,
    at_most: Option<Placed<String>>,
}

/// The pack of a file; none where the file is not one at all.
pub(crate) fn pack(file: &SourceFile) -> Outcome<Option<Pack>> {
    let entry: PackEntry = match read(file) {
        Ok(entry) => entry,
        Err(found) => return Outcome { value: None, diagnostics: vec![found] },
    };
    let mut reader = Reader { file, found: Vec::new() };
    let value = reader.pack(entry);
    Outcome { value, diagnostics: reader.found }
}

struct Reader<'a> {
    file: &'a SourceFile,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn pack(&mut self, entry: PackEntry) -> Option<Pack> {
        let id = self.needed(entry.id, "id", "a short name, such as `our-trust`");
        let edition = self.needed(entry.edition, "edition", "when its rows were last gone through, such as `2026-09`");
        let review_by = self.needed(entry.review_by, "review-by", "the day by which that is to be done again");
        let jurisdiction = entry.jurisdiction.map(|word| self.nation(&word));
        let pack = Pack {
            in_force: entry.in_force,
            references: entry.references.iter().filter_map(|it| self.reference(it)).collect(),
            facts: entry.facts.iter().filter_map(|it| self.fact(it)).collect(),
            offices: entry.offices.iter().filter_map(|it| self.office(it)).collect(),
            requirements: entry.requirements.iter().filter_map(|it| self.requirement(it)).collect(),
            edition: edition.and_then(|text| self.date(&text))?,
            review_by: review_by.and_then(|text| {
                let span = place(self.file, &text);
                self.day(&text).map(|day| Spanned::new(day, span))
            })?,
            jurisdiction: jurisdiction.map_or(Some(None), |nation| nation.map(Some))?,
            title: entry.title.unwrap_or_else(|| id.as_ref().map(|id| id.value.clone()).unwrap_or_default()),
            id: id?.value,
        };
        self.twice(&pack);
        Some(pack)
    }

    fn needed(&mut self, value: Option<Placed<String>>, key: &str, what: &str) -> Option<Placed<String>> {
        if value.is_none() {
            let start = crate::span::Span::new(self.file.id, 0, 0);
            self.found.push(
                Diagnostic::error("pack", start, format!("this pack has no `{key}`"))
                    .help(format!("write `{key}:` and {what}")),
            );
        }
        value
    }

    /// Two rows of one name would make it unclear which of them a finding or an answer means.
    fn twice(&mut self, pack: &Pack) {
        let mut seen = std::collections::BTreeSet::new();
        let ids = pack.references.iter().map(|it| &it.id).chain(pack.facts.iter().map(|it| &it.id));
        let ids = ids.chain(pack.offices.iter().map(|it| &it.id)).chain(pack.requirements.iter().map(|it| &it.id));
        for id in ids.filter(|id| !seen.insert((*id).clone())) {
            let start = crate::span::Span::new(self.file.id, 0, 0);
            self.found.push(
                Diagnostic::error("pack", start, format!("two rows of this pack are called `{id}`"))
                    .help("give each row an `id` of its own"),
            );
        }
    }

    fn reference(&mut self, entry: &Placed<ReferenceEntry>) -> Option<Reference> {
        let it = &entry.value;
        self.filled(&it.id, "names", it.names.len());
        Some(Reference {
            kind: self.word(&it.kind, &ReferenceKind::NAMES, "kind of reference")?,
            names: it.names.clone(),
            years: it.years.clone(),
            from: self.optional(&it.from)?,
            until: self.optional(&it.until)?,
            replaced_by: it.replaced_by.clone(),
            scope: match &it.scope {
                Some(word) => self.word(word, &Scope::NAMES, "scope")?,
                None => Scope::Whole,
            },
            lawful_if: it.lawful_if.clone(),
            jurisdiction: self.row_nation(&it.jurisdiction)?,
            sources: self.sources(&it.id, &it.sources)?,
            id: it.id.value.clone(),
        })
    }

    fn fact(&mut self, entry: &Placed<FactEntry>) -> Option<Fact> {
        let it = &entry.value;
        Some(Fact {
            says: self.lines(&it.id, "says", &it.says),
            since: self.date(&it.since)?,
            now: it.now.clone(),
            jurisdiction: self.row_nation(&it.jurisdiction)?,
            sources: self.sources(&it.id, &it.sources)?,
            id: it.id.value.clone(),
        })
    }

    fn office(&mut self, entry: &Placed<OfficeEntry>) -> Option<Office> {
        let it = &entry.value;
        Some(Office {
            titles: self.lines(&it.id, "titles", &it.titles),
            job: it.job.clone(),
            its_own: self.lines(&it.id, "its-own", &it.its_own),
            not_its_own: self.lines(&it.id, "not-its-own", &it.not_its_own),
            instead: it.instead.clone(),
            jurisdiction: self.row_nation(&it.jurisdiction)?,
            sources: self.sources(&it.id, &it.sources)?,
            id: it.id.value.clone(),
        })
    }

    fn requirement(&mut self, entry: &Placed<RequirementEntry>) -> Option<Requirement> {
        let it = &entry.value;
        let force = self.word(&it.force, &Force::NAMES, "force")?;
        self.filled(&it.id, "needs", it.needs.len());
        it.kinds.iter().for_each(|word| self.kind(word));
        Some(Requirement {
            title: it.title.clone(),
            from: self.optional(&it.from)?,
            until: self.optional(&it.until)?,
            kinds: it.kinds.iter().map(|word| word.value.clone()).collect(),
            phases: it.phases.clone(),
            when: it.when.iter().filter_map(|line| Line::new(line)).collect(),
            needs: it.needs.iter().filter_map(|need| self.need(&it.id, need)).collect(),
            sources: if force == Force::Own && it.sources.is_empty() {
                Vec::new()
            } else {
                self.sources(&it.id, &it.sources)?
            },
            force,
            id: it.id.value.clone(),
        })
    }

    fn kind(&mut self, word: &Placed<String>) {
        let named = KINDS.map(|kind| (kind, ()));
        self.word(word, &named, "kind of school");
    }

    fn need(&mut self, id: &Placed<String>, entry: &Placed<NeedEntry>) -> Option<Need> {
        let it = &entry.value;
        let given = [&it.role, &it.post, &it.says, &it.topic, &it.section, &it.document, &it.review, &it.interval];
        let mut said = Place::NAMES.iter().zip(given).filter_map(|((_, place), lines)| Some((*place, lines.as_ref()?)));
        let (first, second) = (said.next(), said.next());
        let (Some((place_of, lines)), None) = (first, second) else {
            let names: Vec<String> = Place::NAMES.iter().map(|(name, _)| format!("`{name}`")).collect();
            self.found.push(
                Diagnostic::error("pack", place(self.file, entry), "a need is looked for in one place")
                    .help(format!("give it one of {}", one_of(&names))),
            );
            return None;
        };
        let comes_round = matches!(place_of, Place::Review | Place::Interval);
        if comes_round != it.at_most.is_some() {
            let message = if comes_round {
                "what comes round needs the longest time between two turns"
            } else {
                "only a `review` or an `interval` has an `at-most`"
            };
            let help =
                "write `at-most:` with a length, such as `year` or `2 weeks`, behind a `review` or an `interval`";
            self.found.push(Diagnostic::error("pack", place(self.file, entry), message).help(help));
            return None;
        }
        let at_most = match &it.at_most {
            Some(text) => Some((self.days(text)?, text.value.clone())),
            None => None,
        };
        let lines = self.lines(id, place_of.name(), lines);
        Some(Need { place: place_of, lines, what: it.what.clone(), at_most })
    }

    fn days(&mut self, text: &Placed<String>) -> Option<u32> {
        let (count, unit) = match text.value.split_once(' ') {
            Some((count, unit)) => (count.parse::<u32>().ok(), unit),
            None => (Some(1), text.value.as_str()),
        };
        let days = count
            .zip(crate::model::words::Unit::find(unit))
            .and_then(|(count, unit)| unit.at_most_days().checked_mul(count));
        if days.is_none() {
            self.found.push(
                Diagnostic::error("pack", place(self.file, text), format!("`{}` is not a length of time", text.value))
                    .help("write a unit such as `week`, `term` or `academic-year`, with a number before it if need be"),
            );
        }
        days
    }

    fn lines(&mut self, id: &Placed<String>, key: &str, lines: &[String]) -> Vec<Line> {
        let lines: Vec<Line> = lines.iter().filter_map(|line| Line::new(line)).collect();
        self.filled(id, key, lines.len());
        lines
    }

    fn filled(&mut self, id: &Placed<String>, key: &str, count: usize) {
        if count == 0 {
            let message = format!("the row `{}` has nothing under `{key}`", id.value);
            self.found.push(
                Diagnostic::error("pack", place(self.file, id), message)
                    .help(format!("write at least one line under `{key}`")),
            );
        }
    }

    /// What a row rests on: at least one page.
    fn sources(&mut self, id: &Placed<String>, entries: &[Placed<SourceEntry>]) -> Option<Vec<Source>> {
        if entries.is_empty() {
            let message = format!("the row `{}` names no page that it rests on", id.value);
            self.found.push(
                Diagnostic::error("pack", place(self.file, id), message).help(
                    "add `sources:` with the `page` that was read, its `kind` and the day on which it was `read`",
                ),
            );
            return None;
        }
        entries.iter().map(|entry| self.source(&entry.value)).collect()
    }

    fn source(&mut self, it: &SourceEntry) -> Option<Source> {
        Some(Source {
            page: it.page.clone(),
            kind: self.word(&it.kind, &SourceKind::NAMES, "kind of source")?,
            read: self.day(&it.read)?,
            official: it.official.clone(),
        })
    }

    fn row_nation(&mut self, word: &Option<Placed<String>>) -> Option<Option<Nation>> {
        match word {
            None => Some(None),
            Some(word) => self.nation(word).map(Some),
        }
    }

    fn nation(&mut self, word: &Placed<String>) -> Option<Nation> {
        self.word(word, &Nation::NAMES, "jurisdiction")
    }

    fn optional(&mut self, text: &Option<Placed<String>>) -> Option<Option<Date>> {
        match text {
            None => Some(None),
            Some(text) => self.date(text).map(Some),
        }
    }

    fn date(&mut self, text: &Placed<String>) -> Option<Date> {
        values::date_in(self.file, text, &mut self.found)
    }

    fn day(&mut self, text: &Placed<String>) -> Option<Day> {
        match self.date(text)? {
            Date::Day(day) => Some(day),
            _ => {
                let message = format!("`{}` is not a day", text.value);
                self.found.push(
                    Diagnostic::error("pack", place(self.file, text), message).help("write a day such as `2026-11-22`"),
                );
                None
            }
        }
    }

    fn word<T: Copy>(&mut self, text: &Placed<String>, names: &[(&str, T)], what: &str) -> Option<T> {
        let found = names.iter().find(|(name, _)| *name == text.value).map(|(_, value)| *value);
        if found.is_none() {
            let listed: Vec<String> = names.iter().map(|(name, _)| format!("`{name}`")).collect();
            let near = nearest(&text.value, names.iter().map(|(name, _)| *name));
            let help =
                near.map_or_else(|| format!("it is {}", one_of(&listed)), |near| format!("did you mean `{near}`?"));
            self.found.push(
                Diagnostic::error("pack", place(self.file, text), format!("`{}` is not a {what}", text.value))
                    .help(help),
            );
        }
        found
    }
}
