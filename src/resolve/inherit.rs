//! The trees of a trust and of one of its schools → one set of trees, in which the school's lines extend the trust's.
//!
//! A declaration of the same kind and name extends the one of the trust: a title replaces the trust's, lines and members
//! are added, and nothing that the trust has said can be said again.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::declare::cell_name;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::model::School;
use crate::span::{SourceId, Span};
use crate::syntax::ast;
use crate::word::Kind;

/// The fields that a block has once; the others are added to those of the trust.
const ONCE: [&str; 9] = ["owner", "review", "letterhead", "large", "signed", "phone", "email", "place", "unnumbered"];

/// Where a declaration of the trust, or an entry of one of its vocabularies, stands: file, line, line of the block.
type Place = (usize, usize, Option<usize>);

/// The tree of a file, of which only those lines are new that extend others.
pub(super) struct Tree<'a> {
    pub(super) source: SourceId,
    pub(super) lines: Vec<Cow<'a, ast::Line>>,
}

impl<'a> Tree<'a> {
    fn of(file: &'a ast::File) -> Self {
        Self { source: file.source, lines: file.lines.iter().map(Cow::Borrowed).collect() }
    }
}

/// The trust's trees as the school extends them, then the school's with what is left.
pub(super) fn inherit<'a>(trust: &'a [ast::File], own: &'a [ast::File]) -> Outcome<Vec<Tree<'a>>> {
    if trust.is_empty() {
        return Outcome { value: own.iter().map(Tree::of).collect(), diagnostics: Vec::new() };
    }
    let mut heir = Heir {
        trust: name_of(trust),
        sources: trust.iter().map(|file| file.source).collect(),
        places: places(trust),
        files: trust.iter().map(Tree::of).collect(),
        found: Vec::new(),
    };
    let own = own.iter().map(|file| Tree {
        source: file.source,
        lines: file.lines.iter().filter_map(|line| heir.left(line)).collect(),
    });
    let own: Vec<Tree<'_>> = own.collect();
    heir.files.extend(own);
    Outcome { value: heir.files, diagnostics: heir.found }
}

/// What cannot stand in a school whose folder stands in that of its trust.
pub(super) fn check(school: &School) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(above) = &school.above else { return found };
    if school.identity.trust {
        found.push(
            Diagnostic::error("wrong-kind", school.identity.span, "a trust stands where a school of a trust belongs")
                .with(above.identity.span, "the trust in whose folder it stands")
                .help("write `school` in place of `trust`, or move this folder out of the folder `schools`"),
        );
    }
    if let Some((_, first)) = school.schools().next() {
        found.push(
            Diagnostic::error(
                "wrong-kind",
                first.span,
                "the schools of this trust are its folders, and are not listed",
            )
            .help("take the list out: each folder in `schools` declares one school"),
        );
    }
    found
}

/// The name of the trust that these files declare.
fn name_of(files: &[ast::File]) -> Option<String> {
    let mut trusts = files.iter().flat_map(|file| &file.lines).filter_map(|line| match &line.kind {
        ast::LineKind::Declaration(it) if it.kind.value == Kind::Trust => it.name.as_ref(),
        _ => None,
    });
    trusts.next().map(|name| name.value.clone())
}

fn places(files: &[ast::File]) -> BTreeMap<(Kind, String), Place> {
    let mut places = BTreeMap::new();
    for (file, tree) in files.iter().enumerate() {
        for (at, line) in tree.lines.iter().enumerate() {
            let ast::LineKind::Declaration(it) = &line.kind else { continue };
            let kind = it.kind.value;
            if kind.is_vocabulary() {
                for (inner, line) in it.block.iter().flatten().enumerate() {
                    let Some(name) = entry_name(line) else { continue };
                    places.entry((kind, name.value.clone())).or_insert((file, at, Some(inner)));
                }
            } else if let Some(name) = &it.name {
                places.entry((kind, name.value.clone())).or_insert((file, at, None));
            }
        }
    }
    places
}

fn entry_name(line: &ast::Line) -> Option<&ast::Name> {
    match &line.kind {
        ast::LineKind::Entry(it) => Some(&it.label.name),
        ast::LineKind::Field(it) => Some(&it.name),
        _ => None,
    }
}

struct Heir<'a> {
    trust: Option<String>,
    sources: BTreeSet<SourceId>,
    places: BTreeMap<(Kind, String), Place>,
    files: Vec<Tree<'a>>,
    found: Vec<Diagnostic>,
}

impl<'a> Heir<'a> {
    /// What is left of a line of the school once it has extended what the trust declares.
    fn left(&mut self, line: &'a ast::Line) -> Option<Cow<'a, ast::Line>> {
        let ast::LineKind::Declaration(it) = &line.kind else { return Some(Cow::Borrowed(line)) };
        let kind = it.kind.value;
        if kind.is_vocabulary() {
            let block = it.block.iter().flatten().filter(|line| !self.extends_entry(kind, line)).cloned().collect();
            let left = ast::Declaration {
                kind: it.kind.clone(),
                name: it.name.clone(),
                title: it.title.clone(),
                clauses: it.clauses.clone(),
                block: Some(block),
            };
            let kind = ast::LineKind::Declaration(left);
            return Some(Cow::Owned(ast::Line { span: line.span, kind, remarks: line.remarks.clone() }));
        }
        let place = it.name.as_ref().and_then(|name| self.places.get(&(kind, name.value.clone())));
        let Some((file, at, None)) = place.copied() else { return Some(Cow::Borrowed(line)) };
        let mut inherited = self.files[file].lines[at].clone().into_owned();
        if let (ast::LineKind::Declaration(into), Some(name)) = (&mut inherited.kind, &it.name) {
            self.declaration(into, it, &name.value);
        }
        self.files[file].lines[at] = Cow::Owned(inherited);
        None
    }

    fn declaration(&mut self, into: &mut ast::Declaration, it: &ast::Declaration, address: &str) {
        into.title = it.title.clone().or(into.title.take());
        self.clauses(&mut into.clauses, &it.clauses, address);
        let Some(lines) = &it.block else { return };
        let block = into.block.get_or_insert_default();
        let lines = if into.kind.value == Kind::Table { self.below_heads(block, lines, address) } else { lines };
        for line in lines {
            self.line(block, line, address);
        }
    }

    /// Other names are added; any other clause is the trust's where the trust has one.
    fn clauses(&mut self, into: &mut Vec<ast::Clause>, clauses: &[ast::Clause], address: &str) {
        for clause in clauses {
            let word = clause.word.value;
            match into.iter_mut().find(|it| it.word.value == word && self.sources.contains(&it.word.span.source)) {
                None => into.push(clause.clone()),
                Some(ast::Clause { value: ast::ClauseValue::List(all), .. }) if word.gathers() => {
                    if let ast::ClauseValue::List(more) = &clause.value {
                        all.items.extend(more.items.iter().cloned());
                    }
                }
                Some(first) => {
                    let first = first.word.span;
                    let what = format!("`{}` of `{address}`", word.text());
                    self.restated(&what, clause.word.span, first, None);
                }
            }
        }
    }

    fn line(&mut self, block: &mut Vec<ast::Line>, line: &ast::Line, address: &str) {
        if matches!(line.kind, ast::LineKind::Remark(_) | ast::LineKind::Blank) {
            return;
        }
        let said = block_name(line).and_then(|(name, span)| {
            let first = block.iter_mut().find(|it| {
                self.sources.contains(&it.span.source) && block_name(it).is_some_and(|(same, _)| same == name)
            });
            Some((name, span, first?))
        });
        match (said, &line.kind) {
            (None, _) => add(block, line.clone()),
            (Some((name, _, first)), ast::LineKind::Declaration(it)) => {
                if let ast::LineKind::Declaration(into) = &mut first.kind {
                    self.declaration(into, it, &format!("{address}.{name}"));
                }
            }
            (Some((name, span, first)), ast::LineKind::Field(_) | ast::LineKind::Row(_)) => {
                self.restated(&format!("`{name}` of `{address}`"), span, first.span, None);
            }
            (Some((name, span, first)), _) => {
                let address = format!("{address}.{name}");
                self.restated(&format!("`{address}`"), span, first.span, Some(&address));
            }
        }
    }

    /// The lines of a table that extends one of the trust, without the row of heads, which must be the trust's.
    fn below_heads<'l>(&mut self, block: &[ast::Line], lines: &'l [ast::Line], address: &str) -> &'l [ast::Line] {
        let mut rows = lines.iter().enumerate().filter(|(_, line)| matches!(line.kind, ast::LineKind::Row(_)));
        let heads = block.iter().find(|line| matches!(line.kind, ast::LineKind::Row(_)));
        let (Some((at, first)), Some(heads)) = (rows.next(), heads) else { return lines };
        if cells(first) != cells(heads) {
            self.found.push(
                Diagnostic::error("restated", first.span, format!("the columns of `{address}` are the trust’s"))
                    .with(heads.span, "the trust names them here")
                    .help("begin with the trust’s row of columns, or make a table of your own with a name of its own"),
            );
        }
        &lines[at + 1..]
    }

    /// Whether a line of a vocabulary extends an entry of the trust; it is then done with.
    fn extends_entry(&mut self, kind: Kind, line: &ast::Line) -> bool {
        let Some(name) = entry_name(line) else { return false };
        let Some((file, at, Some(inner))) = self.places.get(&(kind, name.value.clone())).copied() else { return false };
        let ast::LineKind::Declaration(vocabulary) = &self.files[file].lines[at].kind else { return false };
        let Some(first) = vocabulary.block.as_ref().and_then(|block| block.get(inner)).cloned() else { return false };
        let Some(entry) = self.entry(&first, line) else { return false };
        if let ast::LineKind::Declaration(vocabulary) = &mut self.files[file].lines[at].to_mut().kind
            && let Some(place) = vocabulary.block.as_mut().and_then(|block| block.get_mut(inner))
        {
            *place = ast::Line { kind: entry, ..first };
        }
        true
    }

    /// An entry of the trust with what the school's adds to it.
    fn entry(&mut self, first: &ast::Line, line: &ast::Line) -> Option<ast::LineKind> {
        let (mut into, more) = (Entry::of(first)?, Entry::of(line)?);
        into.title = more.title.or(into.title);
        self.clauses(&mut into.clauses, &more.clauses, &into.name.value);
        into.members = match (into.members.take(), more.members) {
            (Some(all), Some(more)) if is_fixed(&all) || is_fixed(&more) => {
                self.restated(&format!("`{}`", into.name.value), more_span(&more, line.span), first.span, None);
                Some(all)
            }
            (Some(mut all), Some(more)) => {
                all.items.extend(more.items);
                all.except.extend(more.except);
                Some(all)
            }
            (all, more) => all.or(more),
        };
        Some(into.kind())
    }

    /// Reports what the trust has said already. `rule` is the address of a sentence, which can be relaxed.
    fn restated(&mut self, what: &str, span: Span, first: Span, rule: Option<&str>) {
        let trust = self.trust.as_ref().map_or_else(String::new, |trust| format!("{trust}."));
        let help = rule.map_or_else(
            || format!("take it out: what the trust says holds; a sentence relaxes a rule of the trust with `despite {trust}…`"),
            |rule| format!("give this line a label of its own; where it relaxes what the trust says, add `despite {trust}{rule}`"),
        );
        self.found.push(
            Diagnostic::error("restated", span, format!("{what} is said by the trust and cannot be said again"))
                .label("said again here")
                .with(first, "the trust says it here")
                .help(help),
        );
    }
}

/// What a line of a block answers to: a label, the name of a section, the head of a row, or a field that stands once.
fn block_name(line: &ast::Line) -> Option<(String, Span)> {
    let named = |name: &ast::Name| (name.value.clone(), name.span);
    match &line.kind {
        ast::LineKind::Sentence(it) => Some(named(&it.label.name)),
        ast::LineKind::Paper(it) => Some(named(&it.label.name)),
        ast::LineKind::Declaration(it) if it.kind.value == Kind::Section => it.name.as_ref().map(named),
        ast::LineKind::Field(it) if ONCE.contains(&it.name.value.as_str()) => Some(named(&it.name)),
        ast::LineKind::Row(cells) => {
            let head = cells.first().map(|cell| (cell_name(cell), cell.span));
            head.filter(|(name, _)| !name.is_empty())
        }
        _ => None,
    }
}

/// Sections go last; anything else goes before the first section, so that it does not end up inside one.
fn add(block: &mut Vec<ast::Line>, line: ast::Line) {
    let is_section = |line: &ast::Line| matches!(&line.kind, ast::LineKind::Declaration(_));
    let first_section = block.iter().position(is_section).filter(|_| !is_section(&line));
    block.insert(first_section.unwrap_or(block.len()), line);
}

fn cells(line: &ast::Line) -> Vec<String> {
    match &line.kind {
        ast::LineKind::Row(cells) => cells.iter().skip(1).map(cell_name).collect(),
        _ => Vec::new(),
    }
}

/// Whether members are the steps of a ladder or a window, to which nothing can be added.
fn is_fixed(members: &ast::List) -> bool {
    members.ladder || members.items.iter().any(|item| matches!(item, ast::Item::Window(_)))
}

fn more_span(members: &ast::List, line: Span) -> Span {
    members.items.first().map_or(line, ast::Item::span)
}

/// An entry of a vocabulary, written with members or without.
struct Entry {
    name: ast::Name,
    title: Option<ast::Quoted>,
    members: Option<ast::List>,
    clauses: Vec<ast::Clause>,
}

impl Entry {
    /// `None` where the line has a value that no entry has; that is reported where entries are declared.
    fn of(line: &ast::Line) -> Option<Self> {
        match &line.kind {
            ast::LineKind::Entry(it) => {
                let ast::Label { name, title } = it.label.clone();
                Some(Self { name, title, members: Some(it.members.clone()), clauses: it.clauses.clone() })
            }
            ast::LineKind::Field(it) => {
                let title = match it.value.as_ref().map(|list| list.items.as_slice()) {
                    None => None,
                    Some([ast::Item::Quoted(title)]) => Some(title.clone()),
                    Some(_) => return None,
                };
                Some(Self { name: it.name.clone(), title, members: None, clauses: it.clauses.clone() })
            }
            _ => None,
        }
    }

    fn kind(self) -> ast::LineKind {
        let Self { name, title, members, clauses } = self;
        match members {
            Some(members) => ast::LineKind::Entry(ast::Entry { label: ast::Label { name, title }, members, clauses }),
            None => {
                let value =
                    title.map(|title| ast::List { items: vec![ast::Item::Quoted(title)], ..Default::default() });
                ast::LineKind::Field(ast::Field { name, value, clauses })
            }
        }
    }
}
