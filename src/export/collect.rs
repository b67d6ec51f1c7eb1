//! Model → the shapes that leave the house.

use std::collections::{BTreeMap, BTreeSet};

use super::view;
use crate::document::{Speaker, plain};
use crate::model::date::{Date, Day};
use crate::model::document::{Document, Paper, Part, Then, Verb, each_part};
use crate::model::sentence::{Clauses, Phrase, Sentence, Values};
use crate::model::table::{Says, Table};
use crate::model::vocabulary::Entry;
use crate::model::words::{Value, Words};
use crate::model::{Citation, Class, Definition, Entity, School};
use crate::permission::{Effect, Permissions, Rank, Rule, Source, decision, effect, permissions};
use crate::source::Sources;
use crate::word::{Kind, Word};

/// The whole export of a school as it stands on a day.
pub fn collect(school: &School, sources: &Sources, today: Day) -> view::Export {
    within(school, sources, today, None)
}

/// The export of a school; `trust` are the addresses that its trust declares, where it is told as one of the trust's
/// schools: then any other address bears the school's name in front.
pub(super) fn within(
    school: &School,
    sources: &Sources,
    today: Day,
    trust: Option<&BTreeMap<String, Entity>>,
) -> view::Export {
    let anchors = BTreeSet::new();
    let speaker = Speaker { school, today, anchors: &anchors };
    let permissions = permissions(school, today);
    let it = Collector { school, sources, speaker, permissions: &permissions, trust };
    view::Export {
        schema: 1,
        as_of: today.to_string(),
        school: (!school.identity.trust).then(|| it.identity()),
        trust: school.identity.trust.then(|| it.trust()),
        people: it.people(),
        roles: it.roles(),
        duties: it.of(Class::Duty).map(|sentence| it.duty(sentence)).collect(),
        rules: it.of(Class::Rule).map(|sentence| it.rule(sentence)).collect(),
        permissions: it.permissions(),
        tables: (0..school.tables.len()).map(|table| it.table(table)).collect(),
        documents: school.documents.iter().map(|document| it.document(document)).collect(),
        promises: it.promises(),
        consents: it.consents(),
        recurring: it.recurring(),
        procedures: it.procedures(),
        controls: it.of(Class::Control).map(|sentence| it.statement(sentence)).collect(),
        sanctions: it.of(Class::Sanction).map(|sentence| it.statement(sentence)).collect(),
        disclaimers: it.of(Class::Disclaimer).map(|sentence| it.statement(sentence)).collect(),
        externals: school
            .externals
            .iter()
            .map(|external| view::Titled {
                id: it.id(&external.id),
                title: external.title.clone(),
                also: values(&external.also),
            })
            .collect(),
        definitions: school.definitions.iter().map(|definition| it.definition(definition)).collect(),
        citations: school.citations.iter().map(|citation| it.citation(citation)).collect(),
    }
}

struct Collector<'a> {
    school: &'a School,
    sources: &'a Sources,
    speaker: Speaker<'a>,
    permissions: &'a Permissions,
    trust: Option<&'a BTreeMap<String, Entity>>,
}

fn values(spanned: &[crate::span::Spanned<String>]) -> Vec<String> {
    spanned.iter().map(|it| it.value.clone()).collect()
}

impl<'a> Collector<'a> {
    /// The sentences of one class, in the order of the sources.
    fn of(&self, class: Class) -> impl Iterator<Item = &'a Sentence> + use<'a> {
        self.school.sentences.iter().filter(move |sentence| sentence.class() == class)
    }

    /// An address as it is told.
    fn id(&self, address: &str) -> String {
        let own = &self.school.identity.name;
        match self.trust {
            Some(trust) if address != own && !trust.contains_key(address) => format!("{own}.{address}"),
            _ => address.to_owned(),
        }
    }

    /// A value as an address where it is a name, else in words.
    fn address(&self, value: &Value) -> String {
        match value {
            Value::Name(it) => self.id(&it.address),
            other => self.speaker.value(other),
        }
    }

    fn addresses(&self, values: &[Value]) -> Vec<String> {
        values.iter().map(|value| self.address(value)).collect()
    }

    fn identity(&self) -> view::School {
        let identity = &self.school.identity;
        let field = |name: &str| identity.fields.get(name).map(|it| it.value.clone());
        view::School {
            id: identity.name.clone(),
            title: identity.title.clone(),
            also: values(&identity.also),
            authority: field("authority"),
            jurisdiction: field("jurisdiction"),
            phase: field("phase"),
            address: field("address"),
            website: field("website"),
        }
    }

    fn trust(&self) -> view::Trust {
        let view::School { id, title, also, jurisdiction, phase, address, website, .. } = self.identity();
        let school = |it: &Entry| view::Titled { id: it.id.clone(), title: it.title.clone(), also: values(&it.also) };
        let schools = self.school.schools().map(|(_, it)| school(it)).collect();
        view::Trust { id, title, also, jurisdiction, phase, address, website, schools }
    }

    fn date(&self, date: Date) -> view::Date {
        let days = date.days(&self.school.calendar);
        view::Date {
            text: date.source(),
            precision: date.precision(),
            earliest: days.map(|(first, _)| first.to_string()),
            latest: days.map(|(_, last)| last.to_string()),
        }
    }

    fn people(&self) -> Vec<view::Person> {
        let people = &self.school.people;
        let posts = |key: &str| {
            let held =
                people.tenures.iter().flat_map(|(post, tenures)| tenures.iter().map(move |tenure| (post, tenure)));
            held.filter(|(_, tenure)| tenure.holder == key)
                .map(|(post, tenure)| view::Tenure {
                    post: self.id(post),
                    at: tenure.school.clone(),
                    from: tenure.from.map(|date| self.date(date)),
                    until: tenure.until.map(|date| self.date(date)),
                    acting: tenure.acting,
                })
                .collect()
        };
        people
            .persons
            .iter()
            .map(|(key, person)| view::Person { id: key.clone(), name: person.name.clone(), posts: posts(key) })
            .collect()
    }

    fn roles(&self) -> Vec<view::Role> {
        let holders = |id: &str| self.school.people.holders(id, self.speaker.today, &self.school.calendar);
        let role = |role: &crate::model::role::Role| view::Role {
            id: self.id(&role.id),
            title: role.title.clone(),
            kind: role.kind.name(),
            holders: holders(&role.id).into_iter().map(str::to_owned).collect(),
            deputies: self.addresses(&role.deputies),
        };
        self.school.roles.iter().map(role).collect()
    }

    fn who(&self, sentence: &Sentence) -> Vec<String> {
        self.addresses(&sentence.subjects.any)
    }

    fn text(&self, sentence: &Sentence) -> String {
        plain(&self.speaker.sentence(sentence))
    }

    fn every(&self, sentence: &Sentence) -> Option<String> {
        sentence.clauses.get(Word::Every).first().map(|value| self.speaker.value(value))
    }

    fn duty(&self, it: &Sentence) -> view::Duty {
        view::Duty { id: self.id(&it.address), roles: self.who(it), text: self.text(it), every: self.every(it) }
    }

    fn rule(&self, it: &Sentence) -> view::Rule {
        view::Rule {
            id: self.id(&it.address),
            who: self.who(it),
            strength: it.strength.value.text(),
            text: self.text(it),
        }
    }

    fn statement(&self, it: &Sentence) -> view::Statement {
        view::Statement {
            id: self.id(&it.address),
            title: it.title.clone(),
            who: self.who(it),
            strength: it.strength.value.text(),
            text: self.text(it),
        }
    }

    /// The rules that a sentence or cell has come to on the day.
    fn rules_of(&self, source: Source) -> impl Iterator<Item = &Rule> {
        let rules = self.permissions.spaces.iter().flat_map(|space| &space.rules);
        rules.filter(move |rule| rule.source == source && rule.rank <= Rank::Open)
    }

    /// Whether a sentence or cell decides nothing on the day.
    fn is_dormant(&self, source: Source) -> bool {
        self.permissions.dormant.iter().any(|it| it.source == source)
    }

    /// The conditions of a sentence or cell: those of what its names say, else of what its quoted words may mean.
    fn conditions(&self, source: Source) -> Vec<String> {
        let rule = self.rules_of(source).find(|rule| !rule.cases.is_empty()).or_else(|| self.rules_of(source).next());
        rule.map(|rule| rule.conditions.iter().map(|it| it.text().to_owned()).collect()).unwrap_or_default()
    }

    /// What narrows a rule beside the names that stand in fields of their own.
    fn limits(&self, clauses: &Clauses) -> Vec<String> {
        let in_full = |word: Word, values: &Values| {
            values.except.is_empty() && [Word::On, Word::In, Word::During].contains(&word)
        };
        let all = clauses.values.iter().filter(|(word, values)| word.narrows() && !in_full(*word, values));
        let said = all.map(|(word, values)| {
            let except = if values.except.is_empty() {
                String::new()
            } else {
                format!(" except {}", self.addresses(&values.except).join(", "))
            };
            format!("{} {}{except}", word.text(), self.addresses(&values.any).join(", "))
        });
        said.collect()
    }

    /// A permission that holds on the day; `None` where it has ended or not begun.
    fn permission(&self, (at, it): (usize, &Sentence)) -> Option<view::Permission> {
        let source = Source::Sentence(at);
        if self.is_dormant(source) {
            return None;
        }
        let conditions = self.conditions(source);
        let effect = match effect(it.strength.value) {
            Effect::Forbid => "forbid",
            Effect::Unchosen => "unchosen",
            Effect::Allow if !conditions.is_empty() || !it.clauses.conditions.is_empty() => "conditional",
            Effect::Allow => "allow",
        };
        let mut limits = self.limits(&it.clauses);
        if !it.subjects.except.is_empty() {
            limits.insert(0, format!("who except {}", self.addresses(&it.subjects.except).join(", ")));
        }
        let mut objects: Vec<&Value> = match &it.phrase {
            Phrase::Action { objects, .. } => objects.iter().collect(),
            _ => Vec::new(),
        };
        objects.extend(it.clauses.get(Word::On));
        let of_kind = |kind: Kind| {
            objects.iter().filter(|value| self.kind(value) == Some(kind)).map(|value| self.address(value)).collect()
        };
        Some(view::Permission {
            id: self.id(&it.address),
            effect,
            strength: it.strength.value.text(),
            who: self.who(it),
            activity: self.activity(&it.phrase),
            device: of_kind(Kind::Devices),
            network: of_kind(Kind::Networks),
            place: self.addresses(it.clauses.get(Word::In)),
            time: self.addresses(it.clauses.get(Word::During)),
            limits,
            conditions,
        })
    }

    fn kind(&self, value: &Value) -> Option<Kind> {
        match value.entity()? {
            Entity::Entry(at) => Some(self.school.vocabulary.entries[at].kind),
            _ => None,
        }
    }

    /// The action and what it is done to, where that is neither a device nor a network.
    fn activity(&self, phrase: &Phrase) -> String {
        let Phrase::Action { action, objects, except } = phrase else { return String::new() };
        let things = objects.iter().filter(|value| !matches!(self.kind(value), Some(Kind::Devices | Kind::Networks)));
        let named = std::iter::once(self.id(&action.address))
            .chain(things.map(|value| self.address(value)))
            .collect::<Vec<_>>()
            .join(" ");
        if except.is_empty() { named } else { format!("{named} except {}", self.addresses(except).join(", ")) }
    }

    /// The permissions that hold on the day, in the order of the sources.
    fn permissions(&self) -> Vec<view::Permission> {
        let all = self.school.sentences.iter().enumerate().filter(|(_, it)| it.class() == Class::Permission);
        all.filter_map(|it| self.permission(it)).collect()
    }

    fn table(&self, at: usize) -> view::Table {
        let table = &self.school.tables[at];
        view::Table {
            id: self.id(&table.id),
            title: table.title.clone(),
            rows: table.rows.iter().map(|row| row.id.clone()).collect(),
            columns: table.columns.iter().map(|column| self.id(&column.address)).collect(),
            cells: (0..table.cells.len()).map(|cell| self.cell(table, (at, cell))).collect(),
        }
    }

    fn cell(&self, table: &Table, (at, nth): (usize, usize)) -> view::Cell {
        let cell = &table.cells[nth];
        let source = Source::Cell(at, nth);
        let says = if self.is_dormant(source) { &Says::Empty } else { &cell.says };
        let (row, column) = (&table.rows[cell.row], table.columns.get(cell.column));
        let column_value = column.map(|it| Value::Name(it.clone()));
        let of_kind = |kind: Kind| {
            let all = row.objects.iter().chain(&column_value);
            all.into_iter().find(|value| self.kind(value) == Some(kind)).map(|value| self.address(value))
        };
        let users = matches!(column.map(|it| it.entity), Some(Entity::Role(_)));
        let who = if users { column.map(|it| self.id(&it.address)) } else { of_kind(Kind::Users) };
        let header = || Some(self.addresses(&table.subjects.any).join(", ")).filter(|who| !who.is_empty());
        let mark = match says {
            Says::Mark(mark) => table.marks.get(*mark),
            Says::Yes | Says::No | Says::Unchosen | Says::Empty => None,
        };
        let file = self.sources.get(cell.span.source);
        view::Cell {
            id: self.id(&cell.address),
            row: row.id.clone(),
            column: column.map_or_else(String::new, |it| self.id(&it.address)),
            who: who.or_else(header),
            device: of_kind(Kind::Devices),
            network: of_kind(Kind::Networks),
            activity: self.id(&row.name.address),
            decision: decision(table, says).word(),
            limits: mark.map(|mark| self.limits(&mark.clauses)).unwrap_or_default(),
            conditions: mark.map(|_| self.conditions(source)).unwrap_or_default(),
            path: file.path.clone(),
            line: file.position(cell.span.start as usize).line,
        }
    }

    fn document(&self, it: &Document) -> view::Document {
        let date = |word: &'static str| {
            it.acts(word).filter_map(|act| act.when.as_ref()).next_back().map(|when| self.date(when.value))
        };
        let reviews = |word: Word| it.reviews.iter().flat_map(move |review| review.clauses.get(word));
        view::Document {
            id: self.id(&it.id),
            kind: it.kind.name(),
            title: it.title.clone(),
            also: values(&it.also),
            owner: it.owner.as_ref().map(|owner| self.address(owner)),
            audience: self.addresses(&it.audience),
            issued: date("issued"),
            approved: date("approved"),
            review: reviews(Word::Every).next().map(|value| self.speaker.value(value)),
            next_review: reviews(Word::Next).filter_map(Value::date).next().map(|date| self.date(date)),
            next_reviews: reviews(Word::Next).filter_map(Value::date).map(|date| self.date(date)).collect(),
            associated: self.addresses(&it.associated),
            acknowledges: self.addresses(&it.acknowledges),
            appendices: self.addresses(&it.appendices),
        }
    }

    fn words(&self, words: &Words) -> String {
        plain(&self.speaker.words(words))
    }

    /// Promises that stand in a document, and the rules that an agreement shows with a promise of their own.
    fn promises(&self) -> Vec<view::Promise> {
        let mut promises = Vec::new();
        for document in &self.school.documents {
            document.each_part(&mut |part| match part {
                Part::Paper(at) => promises.extend(self.promise(document, &self.school.papers[*at])),
                Part::Show(values, _) => {
                    values.iter().for_each(|value| self.shown_promises(document, value, &mut promises))
                }
                Part::Sentence(at) => promises.extend(self.rule_promise(document, &self.school.sentences[*at])),
                _ => {}
            });
        }
        promises
    }

    fn promise(&self, document: &Document, paper: &Paper) -> Option<view::Promise> {
        let Verb::Promise(giver, words) = &paper.verb else { return None };
        let by = if giver.any.is_empty() { &document.audience } else { &giver.any };
        let rule = paper.clauses.get(Word::Cites).first().map(|value| self.address(value));
        Some(view::Promise {
            id: self.id(&paper.address),
            document: self.id(&document.id),
            by: self.addresses(by),
            text: self.words(words),
            rule,
        })
    }

    fn shown_promises(&self, document: &Document, value: &Value, into: &mut Vec<view::Promise>) {
        let parts = match value.entity() {
            Some(Entity::Block(at)) => &self.school.blocks[at].parts,
            Some(Entity::Sentence(at)) => return into.extend(self.rule_promise(document, &self.school.sentences[at])),
            _ => return,
        };
        each_part(parts, &mut |part| {
            if let Part::Sentence(at) = part {
                into.extend(self.rule_promise(document, &self.school.sentences[*at]));
            }
        });
    }

    fn rule_promise(&self, document: &Document, it: &Sentence) -> Option<view::Promise> {
        if !document.kind.is_agreement() {
            return None;
        }
        let words = it.clauses.words(Word::Promise)?;
        let rule = Some(self.id(&it.address));
        Some(view::Promise {
            id: self.id(&it.address),
            document: self.id(&document.id),
            by: self.who(it),
            text: self.words(words),
            rule,
        })
    }

    /// Each purpose of a consent, and each signature that a document asks for.
    fn consents(&self) -> Vec<view::Consent> {
        let mut consents = Vec::new();
        for consent in &self.school.consents {
            let (from, about) =
                (self.addresses(consent.clauses.get(Word::From)), self.addresses(consent.clauses.get(Word::About)));
            let document = self.shown_in(&consent.id);
            each_part(&consent.parts, &mut |part| {
                let Part::Paper(at) = part else { return };
                let paper = &self.school.papers[*at];
                let (purpose, mode) = match &paper.verb {
                    Verb::Ask(words) => (self.words(words), mode(paper)),
                    Verb::Sign => (consent.title.clone(), "signature"),
                    _ => return,
                };
                let entry = view::Consent {
                    id: self.id(&paper.address),
                    document: document.clone(),
                    about: about.clone(),
                    from: from.clone(),
                    purpose,
                    mode,
                };
                consents.push(entry);
            });
        }
        for document in &self.school.documents {
            document.each_part(&mut |part| {
                let Part::Paper(at) = part else { return };
                let paper = &self.school.papers[*at];
                match &paper.verb {
                    Verb::Sign => consents.push(self.signature(document, paper)),
                    Verb::Ask(words) => consents.push(view::Consent {
                        id: self.id(&paper.address),
                        document: Some(self.id(&document.id)),
                        about: Vec::new(),
                        from: self.addresses(&document.audience),
                        purpose: self.words(words),
                        mode: mode(paper),
                    }),
                    _ => {}
                }
            });
        }
        consents
    }

    fn signature(&self, document: &Document, paper: &Paper) -> view::Consent {
        view::Consent {
            id: self.id(&paper.address),
            document: Some(self.id(&document.id)),
            about: Vec::new(),
            from: self.addresses(paper.clauses.get(Word::By)),
            purpose: document.title.clone(),
            mode: "signature",
        }
    }

    /// The first document that shows what has this address.
    fn shown_in(&self, address: &str) -> Option<String> {
        let shows = |document: &&Document| {
            let mut found = false;
            document.each_part(&mut |part| {
                if let Part::Show(values, _) = part {
                    found |= values.iter().any(|value| matches!(value, Value::Name(it) if it.address == address));
                }
            });
            found
        };
        self.school.documents.iter().find(shows).map(|document| self.id(&document.id))
    }

    /// Everything that comes round: sentences and paper lines with `every`, and the reviews of documents.
    fn recurring(&self) -> Vec<view::Recurring> {
        let mut recurring = Vec::new();
        for it in &self.school.sentences {
            if let Some(every) = self.every(it) {
                recurring.push(view::Recurring {
                    id: self.id(&it.address),
                    what: self.text(it),
                    every,
                    owner: self.who(it),
                });
            }
        }
        for paper in &self.school.papers {
            if let Some(every) = paper.clauses.get(Word::Every).first() {
                let owner = self.addresses(paper.clauses.get(Word::By));
                let what = format!("sign {}", paper.address.split('.').next().unwrap_or_default());
                recurring.push(view::Recurring {
                    id: self.id(&paper.address),
                    what,
                    every: self.speaker.value(every),
                    owner,
                });
            }
        }
        for document in &self.school.documents {
            for review in &document.reviews {
                if let Some(every) = review.clauses.get(Word::Every).first() {
                    let owner = document.owner.iter().map(|owner| self.address(owner)).collect();
                    let what = format!("review {}", document.title);
                    recurring.push(view::Recurring {
                        id: self.id(&review.address),
                        what,
                        every: self.speaker.value(every),
                        owner,
                    });
                }
            }
        }
        recurring
    }

    fn procedures(&self) -> Vec<view::Procedure> {
        let step = |part: &Part| match part {
            Part::Sentence(at) => {
                let it = &self.school.sentences[*at];
                Some(view::Step { id: self.id(&it.address), text: self.text(it) })
            }
            Part::Paper(at) => {
                let it = &self.school.papers[*at];
                let Verb::Ask(words) = &it.verb else { return None };
                Some(view::Step { id: self.id(&it.address), text: self.words(words) })
            }
            _ => None,
        };
        let all = self.school.procedures.iter();
        all.map(|it| view::Procedure {
            id: self.id(&it.id),
            title: it.title.clone(),
            steps: it.parts.iter().filter_map(step).collect(),
        })
        .collect()
    }

    fn definition(&self, it: &Definition) -> view::Definition {
        let means: Vec<String> = it.means.iter().map(|value| self.speaker.value(value)).collect();
        view::Definition {
            id: self.id(&it.id),
            word: it.title.clone(),
            means: means.join("; "),
            cites: self.addresses(&it.cites),
        }
    }

    fn citation(&self, it: &Citation) -> view::Citation {
        let first = |values: &[Value]| values.first().map(|value| self.speaker.value(value));
        view::Citation {
            id: self.id(&it.id),
            title: it.title.clone(),
            publisher: first(&it.publisher),
            year: first(&it.year),
        }
    }
}

/// How a question takes its answer.
fn mode(paper: &Paper) -> &'static str {
    let silence = paper.answers.iter().find(|answer| answer.when.value == "silent");
    match silence.map(|answer| &answer.then) {
        Some(Then::Counts(counts)) if counts.value != "no" => "opt-out",
        _ => "opt-in",
    }
}
