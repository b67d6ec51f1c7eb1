//! First walk over the trees: gives everything that is declared its address and its place in the school's lists.

use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::inherit::Tree;
use crate::diagnostic::Diagnostic;
use crate::model::Entity;
use crate::model::sentence::Home;
use crate::span::{SourceId, Span, Spanned};
use crate::syntax::ast;
use crate::word::{Kind, Word};

/// The group that holds every user.
pub(super) const EVERYONE: &str = "everyone";

/// The fields of a document, in the order in which people write them.
pub(super) const DOCUMENT_FIELDS: [&str; 17] = [
    "owner",
    "created",
    "issued",
    "approved",
    "effective",
    "reviewed",
    "ratified",
    "shared",
    "review",
    "associated",
    "appendix",
    "acknowledges",
    "version",
    "letterhead",
    "large",
    "signed",
    "show",
];

pub(super) const OUTSIDE_BLOCKS: &str = "this line stands outside every block";
pub(super) const OUTSIDE_DOCUMENTS: &str = "a section stands outside every document";

/// What stands in a vocabulary.
const MEMBERS: &str = "its lines go like this: `pupils \"Pupils\": year-1, year-2`, or `lunch: 12:10..13:10`";

/// What the first walk found: every declaration with its address, in order, nothing bound yet.
#[derive(Default)]
pub(super) struct Plan<'a> {
    pub(super) names: BTreeMap<String, (Entity, Span)>,
    pub(super) school: Option<Planned<'a>>,
    /// The trust above the school.
    pub(super) trust: Option<Planned<'a>>,
    /// The texts that the school inherits from its trust.
    pub(super) inherited: BTreeSet<SourceId>,
    pub(super) entries: Vec<PlannedEntry<'a>>,
    pub(super) roles: Vec<Planned<'a>>,
    pub(super) blocks: Vec<Planned<'a>>,
    pub(super) tables: Vec<PlannedTable<'a>>,
    pub(super) documents: Vec<Planned<'a>>,
    pub(super) consents: Vec<Planned<'a>>,
    pub(super) procedures: Vec<Planned<'a>>,
    pub(super) externals: Vec<Planned<'a>>,
    pub(super) citations: Vec<Planned<'a>>,
    pub(super) definitions: Vec<Planned<'a>>,
    pub(super) sentences: Vec<PlannedSentence<'a>>,
    pub(super) papers: Vec<(&'a ast::Paper, String, Span)>,
    pub(super) waivers: Vec<(&'a ast::Waiver, Span)>,
    pub(super) sections: usize,
    /// What lines that could not be read seem to declare: nothing is said about names that are missing with them.
    doubtful: BTreeSet<String>,
    pub(super) found: Vec<Diagnostic>,
}

/// A declaration with what stands in its block.
pub(super) struct Planned<'a> {
    pub(super) ast: &'a ast::Declaration,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) span: Span,
    pub(super) parts: Vec<PlannedPart<'a>>,
    pub(super) fields: Vec<(&'a ast::Field, Span)>,
}

pub(super) enum PlannedPart<'a> {
    Text(&'a ast::Text),
    Show(&'a ast::Field, Span),
    Sentence(usize),
    Paper(usize),
    Section { number: usize, inner: Planned<'a> },
}

pub(super) struct PlannedEntry<'a> {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) kind: Kind,
    pub(super) members: Option<&'a ast::List>,
    pub(super) clauses: &'a [ast::Clause],
    pub(super) implied: bool,
    pub(super) span: Span,
}

pub(super) struct PlannedSentence<'a> {
    pub(super) ast: &'a ast::Sentence,
    pub(super) address: String,
    pub(super) scope: String,
    pub(super) home: Home,
    /// The clauses of the block, whose `for` gives the subject where the sentence has none.
    pub(super) block: &'a [ast::Clause],
    pub(super) span: Span,
}

pub(super) struct PlannedTable<'a> {
    pub(super) head: Planned<'a>,
    pub(super) rows: Vec<(&'a [ast::Cell], Span)>,
    pub(super) marks: Vec<(&'a ast::Sentence, Span)>,
    /// Whether a line of it could not be read.
    pub(super) broken: bool,
}

/// What is being walked: where addresses start, and what a sentence here belongs to.
#[derive(Clone, Copy)]
struct Here<'a> {
    home: Home,
    block: &'a [ast::Clause],
    sections: bool,
}

/// Walks all files of one school; `inherited` are those that its trust gives it.
pub(super) fn declare<'a>(files: &'a [Tree<'_>], inherited: BTreeSet<SourceId>) -> Plan<'a> {
    let mut plan = Plan { inherited, ..Plan::default() };
    plan.entries.push(PlannedEntry {
        id: EVERYONE.to_owned(),
        title: "Everyone".to_owned(),
        kind: Kind::Users,
        members: None,
        clauses: &[],
        implied: true,
        span: Span::new(files.first().map_or(SourceId(0), |file| file.source), 0, 0),
    });
    plan.names.insert(EVERYONE.to_owned(), (Entity::Entry(0), plan.entries[0].span));
    for line in files.iter().flat_map(|file| &file.lines).map(Cow::as_ref) {
        plan.top(line);
    }
    plan.implied();
    plan
}

impl<'a> Plan<'a> {
    fn top(&mut self, line: &'a ast::Line) {
        match &line.kind {
            ast::LineKind::Declaration(it) => self.declaration(it, line.span),
            ast::LineKind::Waiver(it) => self.waivers.push((it, line.span)),
            ast::LineKind::Broken(name) => self.doubt("", name.as_deref()),
            ast::LineKind::Remark(_) | ast::LineKind::Blank => {}
            _ => self.found.push(
                Diagnostic::error("syntax", line.span, OUTSIDE_BLOCKS)
                    .help("put it inside a block such as `rules name \"Title\" { … }` or a document"),
            ),
        }
    }

    /// Remembers the name that a broken line seems to give.
    fn doubt(&mut self, scope: &str, name: Option<&str>) {
        if let Some(name) = name {
            self.doubtful.insert(if scope.is_empty() { name.to_owned() } else { format!("{scope}.{name}") });
        }
    }

    /// Whether a broken line, which is reported, may be what declares this name.
    pub(super) fn doubts(&self, name: &str, scope: &str) -> bool {
        let known = |address: &str| {
            let ends = address.match_indices('.').map(|(at, _)| at).chain([address.len()]);
            ends.into_iter().any(|end| self.doubtful.contains(&address[..end]))
        };
        let scopes = scope.match_indices('.').map(|(at, _)| at).chain([scope.len()]);
        known(name) || !scope.is_empty() && scopes.into_iter().any(|end| known(&format!("{}.{name}", &scope[..end])))
    }

    /// What a name stands for, and its own address: what a trust declares answers behind the trust's name too.
    pub(super) fn named(&self, name: &str) -> Option<(&str, Entity)> {
        let known =
            |name: &str| self.names.get_key_value(name).map(|(address, (entity, span))| (address, entity, span));
        let (address, entity, _) = known(name).or_else(|| {
            let inner = name.strip_prefix(&self.trust_name()?)?;
            known(inner).filter(|(_, _, span)| self.trust.is_none() || self.inherited.contains(&span.source))
        })?;
        Some((address, *entity))
    }

    /// What stands before the address of something that the trust declares: its name and a dot.
    pub(super) fn trust_name(&self) -> Option<String> {
        let own = self.school.as_ref().filter(|it| it.ast.kind.value == Kind::Trust);
        self.trust.as_ref().or(own).map(|it| format!("{}.", it.id))
    }

    /// Takes a name; a name that is taken is reported at both places.
    fn take(&mut self, address: &str, entity: Entity, span: Span) -> bool {
        let first = match self.names.entry(address.to_owned()) {
            Entry::Vacant(free) => {
                free.insert((entity, span));
                return true;
            }
            Entry::Occupied(taken) => taken.get().1,
        };
        let last = address.rsplit('.').next().unwrap_or(address);
        let help = match entity {
            Entity::Role(_) => {
                "take one of the two out; where several people hold one post, `people.yaml` names them".to_owned()
            }
            _ => format!("take one of the two out, or give it another name, such as `{last}-2`"),
        };
        self.found.push(
            Diagnostic::error("duplicate-name", span, format!("`{address}` is declared twice"))
                .label("declared again here")
                .with(first, "first declared here")
                .help(help),
        );
        false
    }

    fn declaration(&mut self, it: &'a ast::Declaration, span: Span) {
        let kind = it.kind.value;
        if kind.is_vocabulary() {
            return self.vocabulary(kind, it);
        }
        let Some(name) = &it.name else {
            let title = it.title.as_ref().map_or("Title", |title| &title.value);
            let name = it.title.as_ref().map_or_else(|| "short-name".to_owned(), |title| slug(&title.value));
            self.found.push(
                Diagnostic::error("syntax", span, format!("this `{}` has no name", kind.text()))
                    .help(format!("put a short name before the title: `{} {name} \"{title}\"`", kind.text())),
            );
            return;
        };
        let entity = match kind {
            Kind::Trust if self.inherited.contains(&span.source) => Entity::Trust,
            Kind::School | Kind::Trust => Entity::School,
            Kind::Role => Entity::Role(self.roles.len()),
            Kind::Rules | Kind::Controls | Kind::Sanctions | Kind::Disclaimers => Entity::Block(self.blocks.len()),
            Kind::Table => Entity::Table(self.tables.len()),
            Kind::Consent => Entity::Consent(self.consents.len()),
            Kind::Procedure => Entity::Procedure(self.procedures.len()),
            Kind::External => Entity::External(self.externals.len()),
            Kind::Source => Entity::Citation(self.citations.len()),
            Kind::Term => Entity::Definition(self.definitions.len()),
            Kind::Section => {
                self.found.push(
                    Diagnostic::error("syntax", span, OUTSIDE_DOCUMENTS)
                        .help("move it into the block of a policy, agreement, form or letter"),
                );
                return;
            }
            _ => Entity::Document(self.documents.len()),
        };
        self.take(&name.value, entity, name.span);
        let home = match entity {
            Entity::Role(at) => Home::Role(at),
            Entity::Block(at) => Home::Block(at, kind),
            Entity::Document(at) => Home::Document(at),
            Entity::Procedure(at) => Home::Procedure(at),
            Entity::Consent(at) => Home::Consent(at),
            _ => Home::School,
        };
        if kind == Kind::Table {
            return self.table(it, &name.value, span);
        }
        let here = Here { home, block: &it.clauses, sections: kind.is_document() };
        let planned = self.planned(it, name.value.clone(), span, here);
        match entity {
            Entity::School | Entity::Trust => self.identity(planned, entity == Entity::Trust),
            Entity::Role(_) => self.roles.push(planned),
            Entity::Block(_) => self.blocks.push(planned),
            Entity::Document(_) => self.documents.push(planned),
            Entity::Consent(_) => self.consents.push(planned),
            Entity::Procedure(_) => self.procedures.push(planned),
            Entity::External(_) => self.externals.push(planned),
            Entity::Citation(_) => self.citations.push(planned),
            _ => self.definitions.push(planned),
        }
    }

    /// Takes in who the school, or the trust above it, is; a second one is reported.
    fn identity(&mut self, it: Planned<'a>, trust: bool) {
        let known = if trust { &mut self.trust } else { &mut self.school };
        let Some(first) = known else {
            *known = Some(it);
            return;
        };
        self.found.push(
            Diagnostic::error("duplicate-name", it.span, "a second school or trust is declared")
                .with(first.span, "the first stands here")
                .help("keep one school or trust to a folder; list the schools of a trust in `schools { … }`"),
        );
    }

    fn planned(&mut self, it: &'a ast::Declaration, id: String, span: Span, here: Here<'a>) -> Planned<'a> {
        let other = || also(&it.clauses).into_iter().next().filter(|_| it.kind.value.is_document());
        let named = || titled(it.name.as_ref().map_or("", |name| &name.value));
        let title = it.title.clone().or_else(other).map_or_else(named, |title| title.value);
        let mut planned = Planned { ast: it, id, title, span, parts: Vec::new(), fields: Vec::new() };
        let lines: &[ast::Line] = it.block.as_deref().unwrap_or_default();
        for line in lines {
            self.part(line, &mut planned, here);
        }
        planned
    }

    fn part(&mut self, line: &'a ast::Line, into: &mut Planned<'a>, here: Here<'a>) {
        match &line.kind {
            ast::LineKind::Text(text) => into.parts.push(PlannedPart::Text(text)),
            ast::LineKind::Sentence(it) => {
                let address = format!("{}.{}", into.id, it.label.name.value);
                let at = self.sentences.len();
                self.take(&address, Entity::Sentence(at), it.label.name.span);
                let scope = into.id.clone();
                self.sentences.push(PlannedSentence {
                    ast: it,
                    address,
                    scope,
                    home: here.home,
                    block: here.block,
                    span: line.span,
                });
                into.parts.push(PlannedPart::Sentence(at));
            }
            ast::LineKind::Paper(it) => {
                let address = format!("{}.{}", into.id, it.label.name.value);
                let at = self.papers.len();
                self.take(&address, Entity::Paper(at), it.label.name.span);
                self.papers.push((it, address, line.span));
                into.parts.push(PlannedPart::Paper(at));
            }
            ast::LineKind::Field(it) if it.name.value == "show" => into.parts.push(PlannedPart::Show(it, line.span)),
            ast::LineKind::Field(it) => into.fields.push((it, line.span)),
            ast::LineKind::Waiver(it) => self.waivers.push((it, line.span)),
            ast::LineKind::Declaration(it) if it.kind.value == Kind::Section && here.sections => {
                let name = it
                    .name
                    .as_ref()
                    .map_or_else(|| format!("section-{}", self.sections + 1), |name| name.value.clone());
                let address = format!("{}.{name}", into.id);
                let number = self.sections;
                self.sections += 1;
                self.take(&address, Entity::Section(number), it.name.as_ref().map_or(line.span, |name| name.span));
                let inner = self.planned(it, address, line.span, here);
                into.parts.push(PlannedPart::Section { number, inner });
            }
            ast::LineKind::Broken(name) => self.doubt(&into.id, name.as_deref()),
            ast::LineKind::Remark(_) | ast::LineKind::Blank => {}
            ast::LineKind::Declaration(it) if it.kind.value == Kind::Section => {
                let help = "only a policy, statement, agreement, form or letter has sections: move it there, and `show` this block in it";
                self.unwelcome(line.span, "a `section`", into.ast.kind.value, help);
            }
            ast::LineKind::Declaration(it) => {
                let outer = into.ast.kind.value;
                let help = format!("move it out of the block, or close the `{}` before it with a `}}`", outer.text());
                self.unwelcome(line.span, &format!("a `{}`", it.kind.value.text()), outer, &help);
            }
            ast::LineKind::Row(_) => {
                let help = "give the rows a block of their own, `table name \"Title\" { … }`, and `show` its name here";
                self.unwelcome(line.span, "a table row", into.ast.kind.value, help);
            }
            ast::LineKind::Entry(it) => self.half_sentence(it, line.span, into.ast.kind.value),
        }
    }

    /// A label and a list where a sentence belongs: a field with a colon, or a sentence that lacks a part.
    fn half_sentence(&mut self, it: &ast::Entry, span: Span, kind: Kind) {
        let label = it.label.name.value.as_str();
        let quoted = it.members.items.iter().find(|item| matches!(item, ast::Item::Quoted(_)));
        let found = if kind.is_document() && DOCUMENT_FIELDS.contains(&label) {
            Diagnostic::error("syntax", it.label.name.span, format!("`{label}` takes no colon"))
                .help(format!("take the colon out: `{label}` and its value stand side by side"))
        } else if let Some(quoted) = quoted {
            Diagnostic::error("syntax", quoted.span(), "nothing says how strongly these words bind")
                .help(format!("write `must`, `should`, `may` or another strength before them: `{label}: must \"…\"`"))
        } else {
            Diagnostic::error("syntax", span, "this line does not say what is to be done").help(
                "go on with a strength and an action, or with a strength and words in double quotes: `must \"…\"`",
            )
        };
        self.found.push(found);
    }

    fn unwelcome(&mut self, span: Span, what: &str, kind: Kind, help: &str) {
        let message = format!("{what} has no place inside `{}`", kind.text());
        self.found.push(Diagnostic::error("syntax", span, message).help(help));
    }

    fn vocabulary(&mut self, kind: Kind, it: &'a ast::Declaration) {
        let lines: &[ast::Line] = it.block.as_deref().unwrap_or_default();
        for line in lines {
            let (name, title, members, clauses): (
                &ast::Name,
                Option<&ast::Quoted>,
                Option<&ast::List>,
                &[ast::Clause],
            ) = match &line.kind {
                ast::LineKind::Entry(it) => (&it.label.name, it.label.title.as_ref(), Some(&it.members), &it.clauses),
                ast::LineKind::Field(it) => {
                    let title = it.value.as_ref().and_then(|list| match list.items.as_slice() {
                        [ast::Item::Quoted(title)] => Some(title),
                        _ => None,
                    });
                    if it.value.is_some() && title.is_none() {
                        self.unwelcome(line.span, "this line", kind, MEMBERS);
                        continue;
                    }
                    (&it.name, title, None, &it.clauses)
                }
                ast::LineKind::Broken(name) => {
                    self.doubt("", name.as_deref());
                    continue;
                }
                ast::LineKind::Remark(_) | ast::LineKind::Blank => continue,
                _ => {
                    self.unwelcome(line.span, "this line", kind, MEMBERS);
                    continue;
                }
            };
            self.entry(kind, name, title, members, clauses);
        }
    }

    fn entry(
        &mut self,
        kind: Kind,
        name: &'a ast::Name,
        title: Option<&ast::Quoted>,
        members: Option<&'a ast::List>,
        clauses: &'a [ast::Clause],
    ) {
        let at = self.entries.len();
        let joins_role = kind == Kind::Users && title.is_none() && members.is_some();
        if !joins_role {
            self.take(&name.value, Entity::Entry(at), name.span);
        }
        let title = title.map_or_else(|| titled(&name.value), |title| title.value.clone());
        self.entries.push(PlannedEntry {
            id: name.value.clone(),
            title,
            kind,
            members,
            clauses,
            implied: false,
            span: name.span,
        });
    }

    /// Declares the members that stand in a vocabulary and nowhere else, and untitled groups that no role has named.
    fn implied(&mut self) {
        for at in 0..self.entries.len() {
            let (id, span) = (self.entries[at].id.clone(), self.entries[at].span);
            self.names.entry(id).or_insert((Entity::Entry(at), span));
        }
        for at in 0..self.entries.len() {
            let (kind, Some(members)) = (self.entries[at].kind, self.entries[at].members) else { continue };
            for item in &members.items {
                let ast::Item::Reference(name) = item else { continue };
                if self.names.contains_key(&name.value) || name.value.contains('.') {
                    continue;
                }
                let entry = Entity::Entry(self.entries.len());
                self.names.insert(name.value.clone(), (entry, name.span));
                self.entries.push(PlannedEntry {
                    id: name.value.clone(),
                    title: titled(&name.value),
                    kind,
                    members: None,
                    clauses: &[],
                    implied: true,
                    span: name.span,
                });
            }
        }
    }

    fn table(&mut self, it: &'a ast::Declaration, id: &str, span: Span) {
        let mut head =
            Planned { ast: it, id: id.to_owned(), title: String::new(), span, parts: Vec::new(), fields: Vec::new() };
        head.title = it.title.as_ref().map_or_else(|| titled(id), |title| title.value.clone());
        let mut rows = Vec::new();
        let mut marks = Vec::new();
        let lines: &[ast::Line] = it.block.as_deref().unwrap_or_default();
        for line in lines {
            match &line.kind {
                ast::LineKind::Row(cells) => rows.push((cells.as_slice(), line.span)),
                ast::LineKind::Sentence(it) => marks.push((it, line.span)),
                ast::LineKind::Broken(name) => self.doubt(id, name.as_deref()),
                ast::LineKind::Remark(_) | ast::LineKind::Blank => {}
                ast::LineKind::Waiver(it) => self.waivers.push((it, line.span)),
                _ => {
                    let help = "it holds rows between bars and, below them, marks such as `ask: may if permission of headteacher`";
                    self.unwelcome(line.span, "this line", Kind::Table, help);
                }
            }
        }
        let table = self.tables.len();
        if let Some((first, body)) = rows.split_first() {
            self.cells(id, table, *first, body);
        }
        let broken = lines.iter().any(|line| matches!(line.kind, ast::LineKind::Broken(_)));
        self.tables.push(PlannedTable { head, rows, marks, broken });
    }

    fn cells(&mut self, id: &str, table: usize, (columns, top): (&[ast::Cell], Span), body: &[(&[ast::Cell], Span)]) {
        let width = columns.len();
        let mut at = 0;
        for (row, span) in body {
            if row.len() != width {
                let message = format!("this row has {} cells, and the first row has {width}", row.len());
                let help =
                    "give every row as many cells as the first: an empty cell is two bars with nothing between them";
                self.found.push(Diagnostic::error("syntax", *span, message).with(top, "the first row").help(help));
            }
            let head = row.first().map(cell_name).unwrap_or_default();
            for (cell, column) in row.iter().zip(columns).skip(1) {
                let address = format!("{id}.{head}.{}", cell_name(column));
                self.take(&address, Entity::Cell(table, at), cell.span);
                at += 1;
            }
        }
    }
}

/// The part of an address that a row or column head gives: its words joined by hyphens.
pub(super) fn cell_name(cell: &ast::Cell) -> String {
    match &cell.content {
        ast::CellContent::Phrase(name, objects) => {
            let objects = objects.iter().flat_map(|list| &list.items).filter_map(|item| match item {
                ast::Item::Reference(name) => Some(name.value.as_str()),
                _ => None,
            });
            std::iter::once(name.value.as_str()).chain(objects).collect::<Vec<_>>().join("-")
        }
        _ => String::new(),
    }
}

/// A name made from a title: `Online Safety Policy` → `online-safety-policy`.
pub(super) fn slug(title: &str) -> String {
    let words = title.split(|next: char| !next.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
    let name = name.trim_start_matches(|next: char| !next.is_ascii_lowercase());
    if name.is_empty() { "short-name".to_owned() } else { name.to_owned() }
}

/// A title made from a name: `support-staff` → `Support staff`.
fn titled(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The other names that an `also` clause gives.
pub(super) fn also(clauses: &[ast::Clause]) -> Vec<Spanned<String>> {
    let items = ast::clause(clauses, Word::Also).map(ast::Clause::items).unwrap_or_default();
    let words = items.iter().filter_map(|item| match item {
        ast::Item::Quoted(words) => Some(words.clone()),
        ast::Item::Reference(_) | ast::Item::Moment(_) | ast::Item::Window(_) | ast::Item::Length(_) => None,
    });
    words.collect()
}
