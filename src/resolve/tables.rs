//! Table rows → cells with what they say, and the marks that are defined below them.

use super::bind::Binder;
use super::declare::{PlannedTable, cell_name};
use crate::diagnostic::Diagnostic;
use crate::model::Reference;
use crate::model::sentence::Phrase;
use crate::model::table::{Cell, MarkRule, RowHead, Says, Table};
use crate::span::Span;
use crate::suggest::nearest;
use crate::syntax::ast;
use crate::word::Mark;

/// Builds one table.
pub(super) fn table(bind: &mut Binder<'_, '_>, it: &PlannedTable<'_>) -> Table {
    let id = it.head.id.clone();
    let mut table = Table {
        subjects: bind.subjects(None, &it.head.ast.clauses, &id),
        clauses: bind.clauses(&it.head.ast.clauses, &id),
        title: it.head.title.clone(),
        columns: Vec::new(),
        rows: Vec::new(),
        cells: Vec::new(),
        marks: Vec::new(),
        otherwise: None,
        span: it.head.span,
        id,
    };
    for (sentence, span) in &it.marks {
        mark(bind, &mut table, sentence, *span);
    }
    let Some(((heads, _), body)) = it.rows.split_first() else {
        if it.broken {
            return table;
        }
        bind.found.push(
            Diagnostic::error("syntax", it.head.span, "this table has no rows")
                .help("add a row of column names and a row for each action, between `|`"),
        );
        return table;
    };
    table.columns = heads.iter().skip(1).filter_map(|cell| column(bind, cell, &table.id)).collect();
    for (cells, span) in body {
        row(bind, &mut table, heads, cells, *span);
    }
    table
}

fn mark(bind: &mut Binder<'_, '_>, table: &mut Table, it: &ast::Sentence, span: Span) {
    let name = it.label.name.value.clone();
    if let Some(ast::Phrase::Action(phrase, _)) = &it.phrase {
        bind.found.push(
            Diagnostic::error("syntax", phrase.span, "a mark takes its action from the row")
                .help("leave the action out: `ask: may if permission of headteacher`"),
        );
    }
    let rule = MarkRule {
        address: format!("{}.{name}", table.id),
        title: it.label.title.as_ref().map(|title| title.value.clone()),
        locked: it.mark.as_ref().is_some_and(|mark| mark.value == Mark::Locked),
        strength: it.strength.clone(),
        words: match &it.phrase {
            Some(ast::Phrase::Words(words)) => Some(bind.words(words, &table.id)),
            _ => None,
        },
        clauses: bind.clauses(&it.clauses, &table.id),
        span,
        name,
    };
    if rule.name == "otherwise" { table.otherwise = Some(rule) } else { table.marks.push(rule) }
}

fn column(bind: &mut Binder<'_, '_>, cell: &ast::Cell, scope: &str) -> Option<Reference> {
    match &cell.content {
        ast::CellContent::Phrase(name, None) => bind.reference(name, scope, false),
        _ => {
            bind.found.push(
                Diagnostic::error("syntax", cell.span, "the head of a column must be one name")
                    .help("name a device, user, place or time that is declared"),
            );
            None
        }
    }
}

fn row(bind: &mut Binder<'_, '_>, table: &mut Table, heads: &[ast::Cell], cells: &[ast::Cell], span: Span) {
    let Some(first) = cells.first() else { return };
    let at = table.rows.len();
    let id = cell_name(first);
    let head = match &first.content {
        ast::CellContent::Phrase(name, objects) => match bind.action(name, objects.as_ref(), &table.id) {
            Phrase::Action { action, objects, .. } => {
                Some(RowHead { id: id.clone(), name: action, objects, span: first.span })
            }
            _ => None,
        },
        _ => {
            bind.found.push(
                Diagnostic::error("syntax", first.span, "the head of a row must be an action")
                    .help("start the row with a declared action, such as `bring`"),
            );
            None
        }
    };
    let Some(head) = head else { return };
    table.rows.push(head);
    for (column, (cell, head)) in cells.iter().zip(heads).skip(1).enumerate() {
        let says = says(bind, table, cell);
        let address = format!("{}.{id}.{}", table.id, cell_name(head));
        let place = if cell.span.start == cell.span.end { span } else { cell.span };
        table.cells.push(Cell { address, row: at, column, says, span: place });
    }
}

fn says(bind: &mut Binder<'_, '_>, table: &Table, cell: &ast::Cell) -> Says {
    match &cell.content {
        ast::CellContent::Empty => Says::Empty,
        ast::CellContent::Unchosen => Says::Unchosen,
        ast::CellContent::Phrase(name, _) => match name.value.as_str() {
            "yes" => Says::Yes,
            "no" => Says::No,
            word => {
                if let Some(at) = table.marks.iter().position(|mark| mark.name == word) {
                    return Says::Mark(at);
                }
                let known: Vec<&str> =
                    ["yes", "no"].into_iter().chain(table.marks.iter().map(|mark| mark.name.as_str())).collect();
                if bind.plan.doubts(word, &table.id) {
                    return Says::Unchosen;
                }
                let help = match nearest(word, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!(
                        "write {} or `?`, leave the cell empty, or say below the rows what it means: `{word}: may if …`",
                        known.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
                    ),
                };
                bind.found.push(
                    Diagnostic::error("unresolved-name", name.span, format!("the mark `{word}` is not defined"))
                        .help(help),
                );
                Says::Unchosen
            }
        },
    }
}
