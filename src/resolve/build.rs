//! Builds the school from the plan: each declaration becomes its part of the model.

use super::bind::Binder;
use super::declare::{DOCUMENT_FIELDS, Plan, Planned, PlannedPart, also};
use super::{symbols, tables};
use crate::diagnostic::Diagnostic;
use crate::model::date::Calendar;
use crate::model::document::{
    Act, Answer, Block, Consent, Document, Paper, Part, Procedure, Review, Section, Then, Verb, Version,
};
use crate::model::edition::Edition;
use crate::model::nation::{KINDS, Nation};
use crate::model::people::People;
use crate::model::sentence::{Home, Phrase, Sentence, Subjects};
use crate::model::words::Value;
use crate::model::{Above, Citation, Definition, Entity, External, Identity, Reference, School, Waiver};
use crate::span::{Span, Spanned};
use crate::suggest::{nearest, one_of};
use crate::syntax::{ast, everyday};
use crate::word::{DocumentKind, Kind, Word};

/// The acts that a document can record.
pub(super) const ACTS: [&str; 7] = ["created", "issued", "approved", "effective", "reviewed", "ratified", "shared"];

/// What people write for a field of a document.
const SAID: [(&str, &str); 14] = [
    ("adopted", "approved"),
    ("agreed", "approved"),
    ("annexe", "appendix"),
    ("author", "owner"),
    ("date", "issued"),
    ("dated", "issued"),
    ("keeper", "owner"),
    ("lead", "owner"),
    ("next-review", "review every year next 2027-04"),
    ("published", "issued"),
    ("related", "associated"),
    ("responsible", "owner"),
    ("see-also", "associated"),
    ("updated", "reviewed"),
];

pub(super) struct Builder<'p, 'a> {
    pub(super) plan: &'p Plan<'a>,
    pub(super) bind: Binder<'p, 'a>,
    /// Addresses that only the second walk can give: review fields.
    late: Vec<(String, Entity)>,
}

impl<'p, 'a> Builder<'p, 'a> {
    pub(super) fn new(plan: &'p Plan<'a>, people: &People) -> Self {
        Self { plan, bind: Binder::new(plan, people), late: Vec::new() }
    }

    pub(super) fn finish(self) -> Vec<Diagnostic> {
        self.bind.found
    }

    /// The whole school; `None` where none is declared.
    pub(super) fn school(&mut self, people: People, calendar: Calendar) -> Option<School> {
        let plan = self.plan;
        let identity = plan.school.as_ref().map(|school| self.identity(school));
        let trust = plan.trust.as_ref().map(|trust| self.identity(trust));
        let school = School {
            vocabulary: self.vocabulary(),
            roles: plan.roles.iter().map(|it| self.role(it)).collect(),
            people,
            calendar,
            blocks: plan.blocks.iter().map(|it| self.block(it)).collect(),
            sentences: plan.sentences.iter().map(|it| self.sentence(it)).collect(),
            papers: plan.papers.iter().map(|(it, address, span)| self.paper(it, address, *span)).collect(),
            tables: plan.tables.iter().map(|it| tables::table(&mut self.bind, it)).collect(),
            documents: plan.documents.iter().enumerate().filter_map(|(at, it)| self.document(at, it)).collect(),
            consents: plan.consents.iter().map(|it| self.consent(it)).collect(),
            procedures: plan.procedures.iter().map(|it| self.procedure(it)).collect(),
            externals: plan.externals.iter().map(|it| self.external(it)).collect(),
            citations: plan.citations.iter().map(|it| self.citation(it)).collect(),
            definitions: plan.definitions.iter().map(|it| self.definition(it)).collect(),
            waivers: plan.waivers.iter().map(|(it, span)| self.waiver(it, *span)).collect(),
            records: Vec::new(),
            names: plan
                .names
                .iter()
                .map(|(name, (entity, _))| (name.clone(), *entity))
                .chain(std::mem::take(&mut self.late))
                .collect(),
            above: trust.map(|identity| Above { identity, sources: plan.inherited.clone() }),
            identity: identity?,
            edition: Edition::Full,
        };
        Some(school)
    }

    fn identity(&mut self, it: &Planned<'a>) -> Identity {
        const FIELDS: [&str; 7] = ["authority", "trust", "jurisdiction", "phase", "kind", "address", "website"];
        let mut fields = std::collections::BTreeMap::new();
        let mut others = also(&it.ast.clauses);
        for (field, span) in &it.fields {
            let name = field.name.value.as_str();
            others.extend(also(&field.clauses));
            if FIELDS.contains(&name) {
                let value = field.value.as_ref().and_then(|list| list.items.first());
                match value {
                    Some(ast::Item::Quoted(words) | ast::Item::Reference(words)) => {
                        self.known(name, words);
                        fields.insert(name.to_owned(), words.clone());
                    }
                    _ => self.wants(*span, name, "words in double quotes"),
                }
            } else {
                self.unknown_field(field, &FIELDS);
            }
        }
        Identity {
            name: it.id.clone(),
            title: it.title.clone(),
            trust: it.ast.kind.value == Kind::Trust,
            also: others,
            fields,
            span: it.span,
        }
    }

    /// On two fields it depends which law holds, so that a misspelt word must not pass.
    fn known(&mut self, field: &str, word: &Spanned<String>) {
        let words: Vec<&str> = match field {
            "jurisdiction" => Nation::NAMES.iter().map(|(name, _)| *name).collect(),
            "kind" => KINDS.to_vec(),
            _ => return,
        };
        if words.contains(&word.value.as_str()) {
            return;
        }
        let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        let help = match nearest(&word.value, words.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it is {}", one_of(&quoted)),
        };
        let message = format!("`{}` is not a {field} that we know", word.value);
        self.bind.found.push(Diagnostic::error("syntax", word.span, message).help(help));
    }

    pub(super) fn wants(&mut self, span: Span, name: &str, what: &str) {
        self.bind.found.push(
            Diagnostic::error("syntax", span, format!("`{name}` needs {what}"))
                .help(format!("write {what} after `{name}`")),
        );
    }

    pub(super) fn unknown_field(&mut self, field: &ast::Field, known: &[&str]) {
        let name = &field.name.value;
        let paper = matches!(name.as_str(), "sign" | "ask" | "fill" | "promise");
        let said = SAID.iter().find(|(said, _)| said == name).map(|(_, meant)| *meant);
        let said = said.filter(|meant| known.contains(&meant.split(' ').next().unwrap_or_default()));
        let quoted = field.value.iter().flat_map(|list| &list.items).any(|item| matches!(item, ast::Item::Quoted(_)));
        let listed: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
        let help = match said.or_else(|| nearest(name, known.iter().copied())) {
            _ if paper => format!("put a label before it, such as `names: {name} …`"),
            Some(near) => format!("did you mean `{near}`?"),
            None if quoted && known.len() < 3 => {
                format!("a sentence has a label and a strength: `label: {name} must \"…\"`")
            }
            None => {
                format!("what can stand here: {}; or a sentence such as `label: {name} must \"…\"`", one_of(&listed))
            }
        };
        self.bind.found.push(
            Diagnostic::error("unknown-field", field.name.span, format!("`{name}` has no meaning here")).help(help),
        );
    }

    fn no_fields(&mut self, it: &Planned<'a>) {
        for (field, _) in &it.fields {
            self.unknown_field(field, &["show"]);
        }
    }

    fn block(&mut self, it: &Planned<'a>) -> Block {
        self.no_fields(it);
        Block {
            id: it.id.clone(),
            title: it.title.clone(),
            kind: it.ast.kind.value,
            parts: self.parts(&it.parts, &it.id),
            span: it.span,
        }
    }

    pub(super) fn parts(&mut self, parts: &[PlannedPart<'a>], scope: &str) -> Vec<Part> {
        parts.iter().map(|part| self.part(part, scope)).collect()
    }

    fn part(&mut self, part: &PlannedPart<'a>, scope: &str) -> Part {
        match part {
            PlannedPart::Text(text) => Part::Text(self.bind.prose(text, scope), text.span),
            PlannedPart::Sentence(at) => Part::Sentence(*at),
            PlannedPart::Paper(at) => Part::Paper(*at),
            PlannedPart::Show(field, span) => {
                let shown = field.value.as_ref().map(|list| self.bind.list(list, scope).any);
                if shown.is_none() {
                    self.wants(*span, "show", "a name");
                }
                Part::Show(shown.unwrap_or_default(), *span)
            }
            PlannedPart::Section { number, inner } => {
                let mut numbered = true;
                for (field, _) in &inner.fields {
                    if field.name.value == "unnumbered" {
                        numbered = false;
                    } else {
                        self.unknown_field(field, &["show", "unnumbered"]);
                    }
                }
                let parts = self.parts(&inner.parts, &inner.id);
                Part::Section(Section {
                    number: *number,
                    address: inner.id.clone(),
                    title: inner.title.clone(),
                    numbered,
                    parts,
                    span: inner.span,
                })
            }
        }
    }

    fn sentence(&mut self, it: &super::declare::PlannedSentence<'a>) -> Sentence {
        let phrase = match &it.ast.phrase {
            Some(ast::Phrase::Words(words)) => Phrase::Words(self.bind.words(words, &it.scope)),
            Some(ast::Phrase::Action(name, objects)) => self.bind.action(name, objects.as_ref(), &it.scope),
            None => {
                let span = it.ast.strength.span;
                self.bind.found.push(
                    Diagnostic::error("syntax", span, format!("`{}` says nothing to do", it.ast.strength.value.text()))
                        .help("add a declared action, or words in double quotes, after it"),
                );
                Phrase::None(span)
            }
        };
        Sentence {
            address: it.address.clone(),
            title: it.ast.label.title.as_ref().map(|title| title.value.clone()),
            mark: it.ast.mark.as_ref().map(|mark| mark.value),
            home: it.home,
            subjects: self.sentence_subjects(it),
            strength: it.ast.strength.clone(),
            phrase,
            clauses: self.bind.clauses(&it.ast.clauses, &it.scope),
            span: it.span,
        }
    }

    /// The subjects of a sentence; in a role's block, the role.
    fn sentence_subjects(&mut self, it: &super::declare::PlannedSentence<'a>) -> Subjects {
        match (it.home, &it.ast.subjects) {
            (Home::Role(at), None) => {
                let role = &self.plan.roles[at];
                let reference =
                    Reference { address: role.id.clone(), entity: Entity::Role(at), span: it.ast.label.name.span };
                Subjects { any: vec![Value::Name(reference)], except: Vec::new(), stated: false }
            }
            (Home::Document(_), None) => Subjects::default(),
            (_, own) => self.bind.subjects(own.as_ref(), it.block, &it.scope),
        }
    }

    fn paper(&mut self, it: &ast::Paper, address: &str, span: Span) -> Paper {
        let scope = address.rsplit_once('.').map_or("", |(scope, _)| scope);
        let verb = match &it.verb {
            ast::PaperVerb::Ask(words) => Verb::Ask(self.bind.words(words, scope)),
            ast::PaperVerb::Fill(words) => Verb::Fill(self.bind.words(words, scope)),
            ast::PaperVerb::Sign => Verb::Sign,
            ast::PaperVerb::Promise(giver, words) => {
                let subjects = self.bind.subjects(giver.as_ref(), &[], scope);
                Verb::Promise(subjects, self.bind.words(words, scope))
            }
        };
        let answers = it.answers.iter().filter_map(|answer| self.answer(answer, scope)).collect();
        let clauses = self.bind.clauses(&it.clauses, scope);
        Paper {
            address: address.to_owned(),
            title: it.label.title.as_ref().map(|title| title.value.clone()),
            verb,
            answers,
            clauses,
            span,
        }
    }

    fn answer(&mut self, it: &ast::Answer, scope: &str) -> Option<Answer> {
        let then = if it.goes && it.target.value == "end" {
            Then::Go(Value::Word(it.target.clone()))
        } else if it.goes {
            Then::Go(Value::Name(self.bind.reference(&it.target, scope, true)?))
        } else {
            self.counts(it);
            Then::Counts(it.target.clone())
        };
        Some(Answer { when: it.when.clone(), then })
    }

    /// Only silence counts as another answer.
    fn counts(&mut self, it: &ast::Answer) {
        let (when, target) = (it.when.value.as_str(), it.target.value.as_str());
        let found = if when != "silent" {
            let help = match nearest(when, ["silent"]).or((when == "silence").then_some("silent")) {
                Some(near) => format!("did you mean `if {near} {target}`?"),
                None => format!(
                    "say where the answer leads: `if {when} go {target}`; or what no answer means: `if silent no`"
                ),
            };
            Diagnostic::error("syntax", it.when.span, format!("`{when}` does not count as another answer")).help(help)
        } else if matches!(target, "yes" | "no") {
            return;
        } else {
            Diagnostic::error("syntax", it.target.span, format!("silence cannot count as `{target}`"))
                .help("it counts as `yes` or `no`")
        };
        self.bind.found.push(found);
    }

    fn document(&mut self, at: usize, it: &Planned<'a>) -> Option<Document> {
        let kind = DocumentKind::of(it.ast.kind.value)?;
        let clauses = self.bind.clauses(&it.ast.clauses, &it.id);
        let mut document = Document {
            id: it.id.clone(),
            title: it.title.clone(),
            titled: it.ast.title.is_some(),
            also: also(&it.ast.clauses),
            kind,
            audience: clauses.get(Word::For).to_vec(),
            owner: None,
            acts: Vec::new(),
            reviews: Vec::new(),
            associated: Vec::new(),
            appendices: Vec::new(),
            acknowledges: Vec::new(),
            versions: Vec::new(),
            letterhead: false,
            large: false,
            signed_by: Vec::new(),
            parts: self.parts(&it.parts, &it.id),
            span: it.span,
        };
        for (field, span) in &it.fields {
            self.document_field(at, field, *span, &mut document);
        }
        Some(document)
    }

    fn document_field(&mut self, at: usize, field: &ast::Field, span: Span, into: &mut Document) {
        let scope = into.id.clone();
        let clauses = self.bind.clauses(&field.clauses, &scope);
        let titles =
            |this: &mut Self| field.value.as_ref().map(|list| this.bind.titles(list, &scope)).unwrap_or_default();
        match field.name.value.as_str() {
            "owner" => {
                into.owner = field.value.as_ref().and_then(|list| self.bind.list(list, &scope).any.into_iter().next())
            }
            "associated" => into.associated.extend(titles(self)),
            "appendix" => into.appendices.extend(titles(self)),
            "acknowledges" => into.acknowledges.extend(titles(self)),
            "letterhead" => into.letterhead = true,
            "large" => {
                into.large = true;
                self.bind.found.extend(symbols::never_large(into.kind, field.name.span));
            }
            "signed" => into.signed_by.extend(clauses.get(Word::By).iter().cloned()),
            "version" => {
                let value = field.value.as_ref().and_then(|list| self.bind.list(list, &scope).any.into_iter().next());
                let number = match value {
                    Some(Value::Words(words)) => Some(words),
                    Some(other) => {
                        self.wants(other.span(), "version", "its number in double quotes");
                        None
                    }
                    None => None,
                };
                into.versions.push(Version { number, clauses, span });
            }
            "review" => {
                self.review_value(field);
                let nth = into.reviews.len();
                let address =
                    if nth == 0 { format!("{}.review", into.id) } else { format!("{}.review-{}", into.id, nth + 1) };
                self.late.push((address.clone(), Entity::Review(at, nth)));
                into.reviews.push(Review { address, clauses, span });
            }
            name if ACTS.contains(&name) => {
                let value = field.value.as_ref().and_then(|list| self.bind.list(list, &scope).any.into_iter().next());
                let when = match value {
                    Some(Value::Date(date)) => Some(date),
                    Some(other) => {
                        let message = format!("`{name}` needs a date without quotes");
                        self.bind.found.push(
                            Diagnostic::error("syntax", other.span(), message)
                                .help("write a day as `2016-06-15`, a month as `2016-04`, a year as `2016`, a term as `spring 2017`"),
                        );
                        None
                    }
                    None => None,
                };
                into.acts.push(Act { word: field.name.clone(), when, clauses, span });
            }
            _ => self.unknown_field(field, &DOCUMENT_FIELDS),
        }
    }

    /// `review yearly`: how often stands behind `every`.
    fn review_value(&mut self, field: &ast::Field) {
        let Some(value) = field.value.as_ref().and_then(|list| list.items.first()) else { return };
        let often = match value {
            ast::Item::Reference(name) => everyday::how_often(&name.value),
            _ => None,
        };
        let help = format!("write how often behind `every`: `review every {}`", often.unwrap_or("year"));
        let message = "`review` takes `every`, `after` and `next` only";
        self.bind.found.push(Diagnostic::error("syntax", value.span(), message).help(help));
    }

    fn consent(&mut self, it: &Planned<'a>) -> Consent {
        self.no_fields(it);
        let clauses = self.bind.clauses(&it.ast.clauses, &it.id);
        Consent {
            id: it.id.clone(),
            title: it.title.clone(),
            clauses,
            parts: self.parts(&it.parts, &it.id),
            span: it.span,
        }
    }

    fn procedure(&mut self, it: &Planned<'a>) -> Procedure {
        let mut flowchart = false;
        for (field, _) in &it.fields {
            match field.name.value.as_str() {
                "flowchart" => flowchart = true,
                _ => self.unknown_field(field, &["flowchart", "show"]),
            }
        }
        let (id, title, parts) = (it.id.clone(), it.title.clone(), self.parts(&it.parts, &it.id));
        Procedure { id, title, parts, flowchart, span: it.span }
    }

    fn external(&mut self, it: &Planned<'a>) -> External {
        self.no_fields(it);
        External { id: it.id.clone(), title: it.title.clone(), also: also(&it.ast.clauses), span: it.span }
    }

    fn citation(&mut self, it: &Planned<'a>) -> Citation {
        self.no_fields(it);
        let clauses = self.bind.clauses(&it.ast.clauses, "");
        Citation {
            id: it.id.clone(),
            title: it.title.clone(),
            publisher: clauses.get(Word::By).to_vec(),
            year: clauses.get(Word::From).to_vec(),
            also: also(&it.ast.clauses),
            span: it.span,
        }
    }

    fn definition(&mut self, it: &Planned<'a>) -> Definition {
        self.no_fields(it);
        let clauses = self.bind.clauses(&it.ast.clauses, "");
        if !clauses.has(Word::Means) {
            self.wants(it.span, "term", "`means` and a meaning in double quotes");
        }
        Definition {
            id: it.id.clone(),
            title: it.title.clone(),
            means: clauses.get(Word::Means).to_vec(),
            cites: clauses.get(Word::Cites).to_vec(),
            span: it.span,
        }
    }

    fn waiver(&mut self, it: &ast::Waiver, span: Span) -> Waiver {
        let pins = ast::clause(&it.clauses, Word::About);
        let pinned = |clause: &&ast::Clause| pins.is_some_and(|pin| pin.word.span == clause.word.span);
        let rest: Vec<ast::Clause> = it.clauses.iter().filter(|clause| !pinned(clause)).cloned().collect();
        let clauses = self.bind.clauses(&rest, "");
        let get = |word: Word| clauses.get(word).to_vec();
        Waiver {
            lint: it.lint.clone(),
            on: get(Word::On),
            about: pins.iter().flat_map(|pin| self.bind.facts(pin)).collect(),
            by: get(Word::By),
            until: get(Word::Until),
            because: get(Word::Because),
            span,
        }
    }
}
