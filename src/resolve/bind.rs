//! Second walk: names, literals and prose → values of the model, each unknown name reported with the one that was meant.

use std::collections::BTreeMap;

use super::declare::{Plan, also};
use super::{suggest, symbols, values};
use crate::diagnostic::{Diagnostic, Safety};
use crate::model::people::People;
use crate::model::sentence::{Clauses, Condition, Phrase, Subjects, Values};
use crate::model::words::{Inline, Length, Moment, Prose, Unit, Value, Words};
use crate::model::{Entity, Reference};
use crate::span::Spanned;
use crate::suggest::{misspelt, nearest, one_of};
use crate::syntax::{ast, everyday, prose};
use crate::word::{Kind, Reads, Word};

/// Binds names against a plan, seen from a scope.
pub(super) struct Binder<'p, 'a> {
    pub(super) plan: &'p Plan<'a>,
    /// Titles and other names of documents and externals, in lower case.
    titles: BTreeMap<String, Vec<Entity>>,
    /// Each person and the posts that they hold.
    people: BTreeMap<String, Vec<String>>,
    pub(super) found: Vec<Diagnostic>,
}

/// After `every`: it comes round, and nobody says how often.
const UNSTATED: &str = "unstated";

/// How a name in a clause is looked up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Among all names; then among the labels beside it.
    Wide,
    /// Among the labels beside it; then among all names.
    Near,
    /// Units of time first.
    Unit,
    /// Quoted titles of documents count as their names.
    Title,
}

impl<'p, 'a> Binder<'p, 'a> {
    pub(super) fn new(plan: &'p Plan<'a>, people: &People) -> Self {
        let mut titles: BTreeMap<String, Vec<Entity>> = BTreeMap::new();
        let documents = plan.documents.iter().enumerate().map(|(at, it)| (it, Entity::Document(at)));
        let externals = plan.externals.iter().enumerate().map(|(at, it)| (it, Entity::External(at)));
        for (it, entity) in documents.chain(externals) {
            titles.entry(it.title.to_lowercase()).or_default().push(entity);
            for name in also(&it.ast.clauses) {
                titles.entry(name.value.to_lowercase()).or_default().push(entity);
            }
        }
        Self { plan, titles, people: suggest::posts(people), found: Vec::new() }
    }

    /// The name as seen from a scope such as `online-policy.email`; unknown names are reported.
    pub(super) fn reference(&mut self, name: &ast::Name, scope: &str, near: bool) -> Option<Reference> {
        let bound = self.quietly(name, scope, near);
        if bound.is_none() && !self.plan.doubts(&name.value, scope) {
            let found = self.unknown(name, scope, near);
            self.found.push(found);
        }
        bound
    }

    /// What is said about a name that nothing has.
    fn unknown(&self, name: &ast::Name, scope: &str, near: bool) -> Diagnostic {
        let said = &name.value;
        if let Some(posts) = self.people.get(said) {
            let names: Vec<String> = posts.iter().map(|post| format!("`{post}`")).collect();
            let help = match names.as_slice() {
                [] => "name a post, and say in `people.yaml` that this person holds it".to_owned(),
                names => format!("name the post that this person holds: {}", one_of(names)),
            };
            let message = format!("`{said}` is a person, and people are named in `people.yaml` alone");
            return Diagnostic::error("unresolved-name", name.span, message).help(help);
        }
        let help = match (self.plan.suggest(said, scope), self.plan.neighbours(scope).filter(|_| near)) {
            _ if said == "school" => {
                "declare it: `role school \"The school\" is organisation`; or name the school by its own name"
                    .to_owned()
            }
            (Some(meant), _) => format!("did you mean `{meant}`?"),
            (None, Some(labels)) => format!("beside it stand {labels}"),
            _ => "declare it, or put the words in double quotes if they should only be printed".to_owned(),
        };
        let found = Diagnostic::error("unresolved-name", name.span, format!("nothing is called `{said}`")).help(help);
        respell(found, self.plan.misspelt(said, scope))
    }

    fn quietly(&self, name: &ast::Name, scope: &str, near: bool) -> Option<Reference> {
        let wide = || self.plan.named(&name.value).map(|(address, entity)| (address.to_owned(), entity));
        let beside = || {
            let mut scope = scope;
            while !scope.is_empty() {
                let address = format!("{scope}.{}", name.value);
                if let Some((entity, _)) = self.plan.names.get(&address) {
                    return Some((address, *entity));
                }
                scope = scope.rsplit_once('.').map_or("", |(front, _)| front);
            }
            None
        };
        let (address, entity) = if near { beside().or_else(wide) } else { wide().or_else(beside) }?;
        Some(Reference { address, entity, span: name.span })
    }

    /// The members of a list and what it leaves out.
    pub(super) fn list(&mut self, list: &ast::List, scope: &str) -> Values {
        self.values(list, scope, Look::Wide)
    }

    /// The members of a list in which quoted titles of documents count as names.
    pub(super) fn titles(&mut self, list: &ast::List, scope: &str) -> Vec<Value> {
        self.values(list, scope, Look::Title).any
    }

    fn values(&mut self, list: &ast::List, scope: &str, look: Look) -> Values {
        let mut bind = |items: &[ast::Item]| items.iter().flat_map(|item| self.meant(item, scope, look)).collect();
        Values { any: bind(&list.items), except: bind(&list.except), span: None }
    }

    /// The values that an item stands for: a quoted title that several documents bear stands for each of them.
    fn meant(&mut self, item: &ast::Item, scope: &str, look: Look) -> Vec<Value> {
        if let (ast::Item::Quoted(quoted), Look::Title) = (item, look)
            && let Some(entities) = self.titles.get(&quoted.value.to_lowercase())
        {
            let named = |entity: &Entity| {
                Value::Name(Reference { address: self.address(*entity), entity: *entity, span: quoted.span })
            };
            return entities.iter().map(named).collect();
        }
        self.value(item, scope, look).into_iter().collect()
    }

    fn value(&mut self, item: &ast::Item, scope: &str, look: Look) -> Option<Value> {
        match item {
            ast::Item::Reference(name) => {
                if look == Look::Unit
                    && let Some(unit) = Unit::find(&name.value)
                {
                    return Some(Value::Unit(Spanned::new(unit, name.span)));
                }
                let bare = look == Look::Near && name.value == "end" || look == Look::Unit && name.value == UNSTATED;
                if bare {
                    return Some(Value::Word(name.clone()));
                }
                if look == Look::Unit && self.not_a_unit(name, scope) {
                    return None;
                }
                self.reference(name, scope, look == Look::Near).map(Value::Name)
            }
            ast::Item::Quoted(quoted) => Some(Value::Words(self.words(quoted, scope))),
            ast::Item::Moment(text) => self.moment(text),
            ast::Item::Window(text) => match values::window(text) {
                Ok(window) => Some(Value::Window(Spanned::new(window, text.span))),
                Err(found) => {
                    self.found.push(found);
                    None
                }
            },
            ast::Item::Length(it) => {
                let (count, unit) = it.value.clone();
                Some(Value::Length(Spanned::new(Length { count, unit }, it.span)))
            }
        }
    }

    /// Reports a word that was meant for a unit of time: `termly` for `term`.
    fn not_a_unit(&mut self, name: &ast::Name, scope: &str) -> bool {
        if self.quietly(name, scope, false).is_some() || self.plan.suggest(&name.value, scope).is_some() {
            return false;
        }
        let meant = everyday::how_often(&name.value).or_else(|| nearest(&name.value, Unit::names()));
        let units: Vec<String> = Unit::names().map(|unit| format!("`{unit}`")).collect();
        let help = meant.map_or_else(
            || format!("write {}; or put the words in double quotes where it is not sure", one_of(&units)),
            |meant| format!("did you mean `{meant}`?"),
        );
        let message = format!("`{}` is not a length of time", name.value);
        self.found.push(Diagnostic::error("unresolved-name", name.span, message).help(help));
        true
    }

    fn address(&self, entity: Entity) -> String {
        let named = self.plan.names.iter().find(|(_, (it, _))| *it == entity);
        named.map_or_else(String::new, |(address, _)| address.clone())
    }

    /// The date or time of day that a literal stands for; a wrong one is reported.
    pub(super) fn moment(&mut self, text: &Spanned<String>) -> Option<Value> {
        match values::moment(text) {
            Ok(Moment::Date(date)) => Some(Value::Date(Spanned::new(date, text.span))),
            Ok(Moment::Time(time)) => Some(Value::Time(Spanned::new(time, text.span))),
            Err(found) => {
                self.found.push(found);
                None
            }
        }
    }

    /// The clauses of a sentence, field or declaration; a clause said twice is reported.
    pub(super) fn clauses(&mut self, clauses: &[ast::Clause], scope: &str) -> Clauses {
        let mut bound = Clauses::default();
        let mut seen: Vec<(Word, _)> = Vec::new();
        for clause in clauses {
            let word = clause.word.value;
            if let Some((_, first)) = seen.iter().find(|(it, _)| *it == word) {
                self.found.push(
                    Diagnostic::error(
                        "syntax",
                        clause.word.span,
                        format!("`{}` is said twice in one sentence", word.text()),
                    )
                    .with(*first, "first said here")
                    .help("join the two with a comma, or make two sentences"),
                );
                continue;
            }
            seen.push((word, clause.word.span));
            match &clause.value {
                ast::ClauseValue::Conditions(all) => {
                    bound.conditions = all.iter().filter_map(|it| self.condition(it, scope)).collect();
                }
                ast::ClauseValue::List(list) => bound.values.extend(self.clause(clause, list, scope)),
            }
        }
        bound.values.sort_by_key(|(word, _)| *word);
        bound
    }

    /// The values of one clause; none where they stand for what a role is, or are reported.
    fn clause(&mut self, clause: &ast::Clause, list: &ast::List, scope: &str) -> Option<(Word, Values)> {
        let word = clause.word.value;
        let look = match word.reads() {
            Reads::RoleKind => return None,
            Reads::Each => {
                self.per_school(list);
                return Some((word, Values { span: Some(clause.word.span), ..Values::default() }));
            }
            Reads::Symbol => match symbols::symbol(list) {
                Ok(symbol) => {
                    let any = symbol.into_iter().collect();
                    return Some((word, Values { any, except: Vec::new(), span: Some(clause.word.span) }));
                }
                Err(found) => {
                    self.found.push(found);
                    return None;
                }
            },
            Reads::Nothing | Reads::Names | Reads::Conditions => Look::Wide,
            Reads::Near => Look::Near,
            Reads::Units => Look::Unit,
            Reads::Titles => Look::Title,
        };
        let mut values = self.values(list, scope, look);
        values.span = Some(clause.word.span);
        Some((word, values))
    }

    /// The facts that a waiver accepts: quoted words, taken as they stand.
    pub(super) fn facts(&mut self, clause: &ast::Clause) -> Vec<Spanned<String>> {
        let ast::ClauseValue::List(list) = &clause.value else { return Vec::new() };
        let mut facts = Vec::new();
        for item in list.items.iter().chain(&list.except) {
            match item {
                ast::Item::Quoted(fact) => facts.push(fact.clone()),
                other => self.found.push(
                    Diagnostic::error("wrong-kind", other.span(), "a waiver names the fact that it accepts in quotes")
                        .help("put the fact in double quotes; `byelaw fix` writes it for a waiver without `about`"),
                ),
            }
        }
        facts
    }

    /// A post can be held per school, and per nothing else.
    fn per_school(&mut self, list: &ast::List) {
        let said = match list.items.as_slice() {
            [ast::Item::Reference(name)] if name.value == "school" => return,
            [item, ..] => item.span(),
            [] => return,
        };
        self.found.push(
            Diagnostic::error("syntax", said, "a post can be held for each school, and for nothing else")
                .help("write `held per school`, and give each holder an `at` in `people.yaml`"),
        );
    }

    fn condition(&mut self, it: &ast::Condition, scope: &str) -> Option<Condition> {
        let what = match &it.what {
            ast::Item::Reference(name) if it.of.is_some() && is_leave(&name.value) => Value::Word(name.clone()),
            other => self.value(other, scope, Look::Wide)?,
        };
        let of = it.of.as_ref().map(|list| self.list(list, scope).any).unwrap_or_default();
        let by = it.by.as_ref().and_then(|by| self.value(by, scope, Look::Wide));
        Some(Condition { not: it.not, what, of, by })
    }

    /// The subjects of a sentence: its own, or those that the block's `for` gives.
    pub(super) fn subjects(&mut self, own: Option<&ast::List>, block: &[ast::Clause], scope: &str) -> Subjects {
        let from_block = ast::clause(block, Word::For).and_then(|clause| match &clause.value {
            ast::ClauseValue::List(list) => Some(list),
            ast::ClauseValue::Conditions(_) => None,
        });
        let Some(list) = own.or(from_block) else { return Subjects::default() };
        let values = self.list(list, scope);
        Subjects { any: values.any, except: values.except, stated: own.is_some() }
    }

    /// A declared action and what it is done to; anything else in its place is reported.
    pub(super) fn action(&mut self, name: &ast::Name, objects: Option<&ast::List>, scope: &str) -> Phrase {
        let Some(action) = self.quietly(name, scope, false) else {
            self.no_action(name, objects, scope);
            return Phrase::None(name.span);
        };
        let kind = |entity| match entity {
            Entity::Entry(at) => Some(self.plan.entries[at].kind),
            _ => None,
        };
        if kind(action.entity) != Some(Kind::Actions) {
            let first = self.plan.entries.iter().find(|entry| entry.kind == Kind::Actions);
            let help = first.map_or_else(
                || "put what is done in double quotes, or declare it in an `actions` block".to_owned(),
                |first| {
                    format!(
                        "put an action before it, such as `{} {}`, or all of it in double quotes",
                        first.id, name.value
                    )
                },
            );
            let message = format!("`{}` is not an action: it does not say what is done", name.value);
            self.found.push(Diagnostic::error("wrong-kind", name.span, message).help(help));
        }
        let objects = objects.map(|list| self.list(list, scope)).unwrap_or_default();
        Phrase::Action { action, objects: objects.any, except: objects.except }
    }

    /// Reports an action that nothing declares. Where nothing is near, words without quotes are likelier, and then
    /// their other words are no names either.
    fn no_action(&mut self, name: &ast::Name, objects: Option<&ast::List>, scope: &str) {
        if self.plan.doubts(&name.value, scope) {
            return;
        }
        let known = self.plan.entries.iter().filter(|entry| entry.kind == Kind::Actions);
        let near = nearest(&name.value, known.map(|entry| entry.id.as_str())).map(str::to_owned);
        let items = objects.map(|list| list.items.as_slice()).unwrap_or_default();
        let names = items.iter().filter_map(|item| match item {
            ast::Item::Reference(name) => Some(name.value.as_str()),
            _ => None,
        });
        let words = std::iter::once(name.value.as_str()).chain(names).collect::<Vec<_>>().join(" ");
        let quoted = format!("put the words in double quotes: `\"{words}\"`");
        let help = match near.as_ref() {
            Some(near) => format!("did you mean `{near}`?"),
            None if everyday::is_filler(&name.value) => quoted,
            None => format!("declare it in an `actions` block; or, where the words are only printed, {quoted}"),
        };
        let message = format!("no action is called `{}`", name.value);
        let known = self.plan.entries.iter().filter(|entry| entry.kind == Kind::Actions);
        let meant = misspelt(&name.value, known.map(|entry| entry.id.as_str()));
        let found = Diagnostic::error("unresolved-name", name.span, message).help(help);
        self.found.push(respell(found, meant));
        if let Some(objects) = objects.filter(|_| near.is_some()) {
            self.list(objects, scope);
        }
    }

    /// Quoted words with what they name.
    pub(super) fn words(&mut self, quoted: &ast::Quoted, scope: &str) -> Words {
        let read = prose::words(quoted);
        self.found.extend(read.diagnostics);
        Words { runs: self.runs(read.value, scope), span: quoted.span }
    }

    /// Prose with what it names.
    pub(super) fn prose(&mut self, text: &ast::Text, scope: &str) -> Vec<Prose> {
        let read = prose::blocks(text);
        self.found.extend(read.diagnostics);
        read.value.into_iter().map(|block| self.block(block, scope)).collect()
    }

    fn block(&mut self, block: prose::Block, scope: &str) -> Prose {
        match block {
            prose::Block::Paragraph(runs) => Prose::Paragraph(self.runs(runs, scope)),
            prose::Block::Quote(blocks) => {
                Prose::Quote(blocks.into_iter().map(|block| self.block(block, scope)).collect())
            }
            prose::Block::List(numbered, items) => {
                let items =
                    items.into_iter().map(|item| item.into_iter().map(|block| self.block(block, scope)).collect());
                Prose::List(numbered, items.collect())
            }
        }
    }

    fn runs(&mut self, runs: Vec<prose::Inline>, scope: &str) -> Vec<Inline> {
        runs.into_iter().map(|run| self.run(run, scope)).collect()
    }

    fn run(&mut self, run: prose::Inline, scope: &str) -> Inline {
        match run {
            prose::Inline::Words(words) => Inline::Words(words),
            prose::Inline::Emphasis(inner) => Inline::Emphasis(self.runs(inner, scope)),
            prose::Inline::Strong(inner) => Inline::Strong(self.runs(inner, scope)),
            prose::Inline::Link(address, inner) => Inline::Link(address, self.runs(inner, scope)),
            prose::Inline::Reference(name) => {
                let whole = name.value.strip_suffix(".name").map(|post| ast::Name::new(post.to_owned(), name.span));
                if let Some(holder) = whole.and_then(|post| self.quietly(&post, scope, false))
                    && matches!(holder.entity, Entity::Role(_))
                {
                    return Inline::Holder(holder);
                }
                let told = self.found.len();
                if let Some(reference) = self.reference(&name, scope, false) {
                    return Inline::Reference(reference);
                }
                // The place of a name in prose takes its braces in.
                let edits =
                    self.found.iter_mut().skip(told).filter_map(|it| it.fix.as_mut()).flat_map(|it| &mut it.edits);
                edits.for_each(|(_, text)| *text = format!("{{{text}}}"));
                Inline::Words(Spanned::new(format!("{{{}}}", name.value), name.span))
            }
        }
    }
}

/// Offers another spelling of the name that a finding is about, where only one can be meant.
fn respell(found: Diagnostic, meant: Option<&str>) -> Diagnostic {
    let Some(meant) = meant else { return found };
    let edit = (found.primary.span, meant.to_owned());
    found.fix(format!("write `{meant}`"), Safety::Safe, vec![edit])
}

/// Whether a condition is somebody's leave: the one kind of condition that needs no declaration.
fn is_leave(name: &str) -> bool {
    matches!(name, "permission" | "approval" | "consent" | "agreement" | "direction" | "supervision")
}
