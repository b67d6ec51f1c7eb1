//! Slips in tables: pasted cells, lost bars, Markdown's line of hyphens, ticks and crosses.

use super::{Look, Slip};
use crate::syntax::everyday::{CELLS, meant};
use crate::syntax::grammar::Rule;

/// A row whose cells are parted by tabs, as a word processor or a spreadsheet pastes them.
pub(super) fn pasted(look: &Look<'_>) -> Option<Slip> {
    let text = look.text;
    if !text.contains('\t') || text.contains(['|', '"', ':', '\n']) {
        return None;
    }
    let cells: Vec<String> = text.split('\t').map(|cell| cell.trim().to_lowercase().replace(' ', "-")).collect();
    let empty = if look.lead.ends_with('\t') { "| " } else { "" };
    let row = format!("{empty}| {} |", cells.join(" | "));
    let help = format!("put bars around the cells of each row: `{row}`");
    Some(Slip::new(0..text.len(), "this looks like a table row pasted from a word processor", help).running())
}

pub(super) fn hyphens(look: &Look<'_>) -> Option<Slip> {
    let only = look.text.chars().all(|next| "|-:".contains(next) || next.is_whitespace());
    let ruled = only && look.text.contains('|') && look.text.contains("--");
    ruled.then(|| Slip::new(0..look.text.len(), "a table needs no line of hyphens", "take this line out"))
}

pub(super) fn bars(look: &Look<'_>) -> Option<Slip> {
    let (text, end) = (look.text, look.text.len());
    if look.rule == Rule::row_line && !text.ends_with('|') {
        let last = look.tokens.last()?;
        return Some(
            Slip::new(last.at..last.end(), "this row does not end with a bar", "put a `|` at its end")
                .edit(end..end, " |")
                .running(),
        );
    }
    let first = look.tokens.first()?;
    let barred = look.rule != Rule::row_line && look.words().any(|token| token.text == "|");
    barred.then(|| {
        Slip::new(first.at..first.end(), "this row does not begin with a bar", "put a `|` before its first cell")
            .edit(0..0, "| ")
            .running()
    })
}

pub(super) fn cells(look: &Look<'_>) -> Option<Slip> {
    if look.rule != Rule::row_line {
        return None;
    }
    if let Some(quoted) = look.tokens.iter().find(|token| token.is_quoted()) {
        let help = "write a word such as `ask` in its place, and say what it means on a line below the rows: `ask: may if \"…\"`";
        return Some(Slip::new(quoted.at..quoted.end(), "a cell takes no quoted words", help));
    }
    let signs: Vec<_> = look.words().filter_map(|token| Some((token, meant(CELLS, token.text)?))).collect();
    let (sign, says) = signs.first()?;
    let help = if says.is_empty() {
        "leave the cell empty, or write `yes`, `no` or `?`".to_owned()
    } else {
        format!(
            "write `{says}` for `{}`; a cell holds `yes`, `no`, `?`, nothing, or a word explained below the rows",
            sign.text
        )
    };
    let edits = signs.iter().map(|(token, says)| (token.at..token.end(), (*says).to_owned())).collect();
    Slip::each("a sign stands in a cell where a word is needed", help, edits).map(Slip::running)
}
