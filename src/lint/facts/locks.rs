//! What a trust has locked: the sentences and cells that none of its schools may relax.

use crate::model::School;
use crate::model::table::{Cell, MarkRule, Says, Table};
use crate::span::Span;
use crate::word::{Mark, Strength};

/// A sentence or cell that the trust has locked.
#[derive(Debug)]
pub(crate) struct Lock<'a> {
    /// Its address.
    pub(crate) address: &'a str,
    /// How strongly it binds.
    pub(crate) strength: Strength,
    /// Where it is locked.
    pub(crate) span: Span,
}

/// Everything locked that an address names or holds; nothing where no trust stands above the school.
pub(crate) fn locks<'a>(school: &'a School, named: &str) -> Vec<Lock<'a>> {
    let sentences = school.sentences.iter().filter(|it| it.mark == Some(Mark::Locked));
    let sentences = sentences.map(|it| Lock { address: &it.address, strength: it.strength.value, span: it.span });
    let cells = school.tables.iter().flat_map(|table| table.cells.iter().filter_map(|cell| cell_lock(table, cell)));
    let within =
        |address: &str| address.strip_prefix(named).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    sentences.chain(cells).filter(|lock| school.inherits(lock.span) && within(lock.address)).collect()
}

/// A cell is locked where the mark that stands in it is, or the `otherwise` that fills it.
fn cell_lock<'a>(table: &'a Table, cell: &'a Cell) -> Option<Lock<'a>> {
    let mark: &MarkRule = match cell.says {
        Says::Mark(at) => table.marks.get(at)?,
        Says::Empty => table.otherwise.as_ref()?,
        Says::Yes | Says::No | Says::Unchosen => return None,
    };
    mark.locked.then_some(Lock { address: &cell.address, strength: mark.strength.value, span: mark.span })
}

/// An address as a school writes it where it wants to be sure that the trust's is meant.
pub(crate) fn told(school: &School, address: &str, span: Span) -> String {
    match &school.above {
        Some(above) if school.inherits(span) => format!("{}.{address}", above.identity.name),
        _ => address.to_owned(),
    }
}
