//! First walk over the trees: gives everything that is declared its address and its place in the school's lists.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::Entity;
use crate::model::sentence::Home;
use crate::span::Span;
use crate::suggest::{nearest, one_of};
use crate::syntax::ast;
use crate::word::Kind;

/// The group that holds every user.
pub(super) const EVERYONE: &str = "everyone";

/// What the first walk found: every declaration with its address, in order, nothing bound yet.
#[derive(Default)]
pub(super) struct Plan<'a> {
    pub(super) names: BTreeMap<String, (Entity, Span)>,
    pub(super) school: Option<Planned<'a>>,
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
}

/// What is being walked: where addresses start, and what a sentence here belongs to.
#[derive(Clone, Copy)]
struct Here<'a> {
    home: Home,
    block: &'a [ast::Clause],
    sections: bool,
}

/// Walks all files of one school.
pub(super) fn declare(files: &[ast::File]) -> Plan<'_> {
    let mut plan = Plan::default();
    plan.entries.push(PlannedEntry {
        id: EVERYONE.to_owned(),
        title: "Everyone".to_owned(),
        kind: Kind::Users,
        members: None,
        clauses: &[],
        implied: true,
        span: Span::new(files.first().map_or(crate::span::SourceId(0), |file| file.source), 0, 0),
    });
    plan.names.insert(EVERYONE.to_owned(), (Entity::Entry(0), plan.entries[0].span));
    for line in files.iter().flat_map(|file| &file.lines) {
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
            ast::LineKind::Remark(_) | ast::LineKind::Blank | ast::LineKind::Broken => {}
            _ => self.found.push(
                Diagnostic::error("syntax", line.span, "this line stands outside every block")
                    .help("put it inside a block such as `rules name \"Title\" { … }` or a document"),
            ),
        }
    }

    /// Takes a name; a name that is taken is reported at both places.
    fn take(&mut self, address: &str, entity: Entity, span: Span) -> bool {
        if let Some((_, first)) = self.names.get(address) {
            let last = address.rsplit('.').next().unwrap_or(address);
            self.found.push(
                Diagnostic::error("duplicate-name", span, format!("`{address}` is declared twice"))
                    .label("declared again here")
                    .with(*first, "first declared here")
                    .help(format!("rename one of them, for example `{last}-2`")),
            );
            return false;
        }
        self.names.insert(address.to_owned(), (entity, span));
        true
    }

    fn declaration(&mut self, it: &'a ast::Declaration, span: Span) {
        let kind = it.kind.value;
        if kind.is_vocabulary() {
            return self.vocabulary(kind, it);
        }
        let Some(name) = &it.name else {
            self.found.push(
                Diagnostic::error("syntax", span, format!("this `{}` has no name", kind.text()))
                    .help(format!("write `{} short-name \"Title\"`", kind.text())),
            );
            return;
        };
        let entity = match kind {
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
                    Diagnostic::error("syntax", span, "a section stands outside every document")
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
            Entity::School => {
                if let Some(first) = &self.school {
                    self.found.push(
                        Diagnostic::error("duplicate-name", span, "a second school or trust is declared")
                            .with(first.span, "the first stands here")
                            .help(
                                "keep one school or trust to a folder; list the schools of a trust in `schools { … }`",
                            ),
                    );
                } else {
                    self.school = Some(planned);
                }
            }
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

    fn planned(&mut self, it: &'a ast::Declaration, id: String, span: Span, here: Here<'a>) -> Planned<'a> {
        let title = it
            .title
            .as_ref()
            .map_or_else(|| titled(it.name.as_ref().map_or("", |name| &name.value)), |title| title.value.clone());
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
            ast::LineKind::Remark(_) | ast::LineKind::Blank | ast::LineKind::Broken => {}
            ast::LineKind::Declaration(it) => {
                self.unwelcome(line.span, &format!("a `{}`", it.kind.value.text()), into.ast.kind.value)
            }
            ast::LineKind::Row(_) => self.unwelcome(line.span, "a table row", into.ast.kind.value),
            ast::LineKind::Entry(_) => self.unwelcome(line.span, "a list of members", into.ast.kind.value),
        }
    }

    fn unwelcome(&mut self, span: Span, what: &str, kind: Kind) {
        self.found.push(
            Diagnostic::error("syntax", span, format!("{what} has no place inside a `{}`", kind.text()))
                .help("close the block above it first, or give the line a strength such as `must`"),
        );
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
                ast::LineKind::Entry(it) => (&it.label.name, it.label.title.as_ref(), Some(&it.members), &[]),
                ast::LineKind::Field(it) => {
                    let title = it.value.as_ref().and_then(|list| match list.items.as_slice() {
                        [ast::Item::Quoted(title)] => Some(title),
                        _ => None,
                    });
                    if it.value.is_some() && title.is_none() {
                        self.unwelcome(line.span, "this value", kind);
                        continue;
                    }
                    (&it.name, title, None, &it.clauses)
                }
                ast::LineKind::Remark(_) | ast::LineKind::Blank | ast::LineKind::Broken => continue,
                _ => {
                    self.unwelcome(line.span, "this line", kind);
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
                ast::LineKind::Remark(_) | ast::LineKind::Blank | ast::LineKind::Broken => {}
                ast::LineKind::Waiver(it) => self.waivers.push((it, line.span)),
                _ => self.unwelcome(line.span, "this line", Kind::Table),
            }
        }
        let table = self.tables.len();
        if let Some(((columns, _), body)) = rows.split_first() {
            self.cells(id, table, columns, body);
        }
        self.tables.push(PlannedTable { head, rows, marks });
    }

    fn cells(&mut self, id: &str, table: usize, columns: &[ast::Cell], body: &[(&[ast::Cell], Span)]) {
        let width = columns.len();
        let mut at = 0;
        for (row, span) in body {
            if row.len() != width {
                let message = format!("this row has {} cells, and the first row has {width}", row.len());
                self.found
                    .push(Diagnostic::error("syntax", *span, message).help("give every row as many `|` as the first"));
            }
            let head = row.first().map(cell_name).unwrap_or_default();
            for (cell, column) in row.iter().zip(columns).skip(1) {
                let address = format!("{id}.{head}.{}", cell_name(column));
                self.take(&address, Entity::Cell(table, at), cell.span);
                at += 1;
            }
        }
    }

    /// The name nearest to an unknown one: among names that reach into the same thing, else among all.
    pub(super) fn suggest(&self, name: &str) -> Option<String> {
        if let Some(near) = nearest(name, self.names.keys().map(String::as_str)) {
            return Some(near.to_owned());
        }
        let (head, last) = name.rsplit_once('.')?;
        let inside = self
            .names
            .keys()
            .filter_map(|known| known.strip_prefix(head)?.strip_prefix('.'))
            .filter(|rest| !rest.contains('.'));
        let inside: Vec<&str> = inside.collect();
        let near = nearest(last, inside.iter().copied()).map(|near| format!("{head}.{near}"));
        near.or_else(|| (1..=6).contains(&inside.len()).then(|| format!("{head}.{}", one_of(&inside))))
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

/// A title made from a name: `support-staff` → `Support staff`.
fn titled(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
