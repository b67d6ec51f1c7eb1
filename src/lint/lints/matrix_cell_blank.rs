//! An empty cell: the table promises an answer and gives none.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::table::{Says, Table};
use crate::suggest::all_of;

pub(super) static LINT: Lint = Lint {
    name: "matrix-cell-blank",
    summary: "a cell of a table has no value",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/matrix-cell-blank.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for table in cx.school.tables.iter().filter(|table| table.otherwise.is_none()) {
        for row in 0..table.rows.len() {
            push(cx, report, table, row);
        }
    }
}

/// One finding a row: its blank cells together.
fn push(cx: &Context<'_>, report: &mut Report, table: &Table, row: usize) {
    let blank: Vec<_> = table.cells.iter().filter(|cell| cell.row == row && cell.says == Says::Empty).collect();
    let Some((first, rest)) = blank.split_first() else { return };
    let columns: Vec<String> = blank
        .iter()
        .filter_map(|cell| table.columns.get(cell.column))
        .map(|it| format!("“{}”", cx.school.title(it.entity)))
        .collect();
    let head = &table.rows[row];
    let (cells, say) = match blank.len() {
        1 => ("the cell".to_owned(), "says"),
        count => (format!("{count} cells"), "say"),
    };
    let all = rest.iter().fold(first.span, |all, cell| all.to(cell.span));
    report.push(
        report
            .at(
                all,
                format!(
                    "in the row `{}` of `{}`, {cells} for {} {say} nothing",
                    head.id,
                    table.title,
                    all_of(&columns)
                ),
            )
            .label("blank is neither yes nor no")
            .help("write `yes` or `no` in each, or add an `otherwise` below the rows")
            .about(format!("{}.{}", table.id, head.id))
            .fact(format!("blank for {}", all_of(&columns))),
    );
}
