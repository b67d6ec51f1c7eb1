//! What a school says, fact by fact and by address: for schools that share their addresses.

use super::Clause;
use super::account::Witness;
use crate::model::School;
use crate::model::document::Part;
use crate::model::words::{self, Prose};
use crate::permission::decision;

/// So many letters of a text are shown where only its beginning is wanted.
const OPENING: usize = 90;

/// One thing that a school says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it belongs to.
    pub heading: &'static str,
    /// What it says, in words.
    pub clause: Clause,
    /// What it is held against others by: without the names of people.
    pub key: String,
    /// Whether the trust says it.
    pub inherited: bool,
}

/// Everything that a school says: sentences, cells, posts and the text of sections.
pub(super) fn facts(witness: &Witness<'_>) -> Vec<Fact> {
    let school = witness.school;
    let mut facts: Vec<Fact> = witness
        .sentences()
        .map(|(it, text)| Fact {
            heading: "Rules and duties",
            clause: witness.clause(&it.address, it.span),
            key: text.to_owned(),
            inherited: school.inherits(it.span),
        })
        .collect();
    for table in &school.tables {
        facts.extend(table.cells.iter().map(|cell| {
            let clause = witness.clause(&cell.address, cell.span);
            let key = decision(table, &cell.says).word().to_owned();
            Fact { heading: "Tables", clause, key, inherited: school.inherits(cell.span) }
        }));
    }
    facts.extend(school.roles.iter().filter(|it| it.needs_holder()).map(|role| {
        let names = witness.holders(role);
        let nobody = witness.is_unfilled(role);
        let held = if nobody { "nobody".to_owned() } else { names.join(", ") };
        let clause = Clause { text: format!("{}: {held}", role.title), ..witness.clause(&role.id, role.span) };
        let key = if nobody { "nobody".to_owned() } else { "held".to_owned() };
        Fact { heading: "Posts", clause, key, inherited: school.inherits(role.span) }
    }));
    for document in &school.documents {
        texts(witness, &document.parts, &document.id, &mut facts);
    }
    facts
}

/// The text of a document or section, and of every section in it.
fn texts(witness: &Witness<'_>, parts: &[Part], address: &str, into: &mut Vec<Fact>) {
    let school = witness.school;
    let mut own = Vec::new();
    let mut place = None;
    let mut inherited = true;
    for part in parts {
        match part {
            Part::Text(prose, span) => {
                own.push(text(school, prose));
                inherited &= school.inherits(*span);
                // The place to look at is the school's own, where it has added one.
                if place.is_none() || !school.inherits(*span) {
                    place = Some(*span);
                }
            }
            Part::Section(section) => texts(witness, &section.parts, &section.address, into),
            _ => {}
        }
    }
    if let Some(span) = place {
        let text = own.join(" ");
        let clause = Clause { address: format!("{address} (text)"), text: text.clone(), place: witness.place(span) };
        into.push(Fact { heading: "Text", clause, key: text, inherited });
    }
}

/// Prose as plain words.
pub(super) fn text(school: &School, prose: &[Prose]) -> String {
    let words = |runs: &[words::Inline]| words::plain(runs, &|entity| school.title(entity));
    prose.iter().map(|it| block(it, &words)).collect::<Vec<_>>().join(" ")
}

/// The beginning of a text.
pub(super) fn opening(text: &str) -> String {
    let short: String = text.chars().take(OPENING).collect();
    if short.len() < text.len() { format!("{}…", short.trim_end()) } else { short }
}

fn block(it: &Prose, words: &dyn Fn(&[words::Inline]) -> String) -> String {
    let all = |blocks: &[Prose]| blocks.iter().map(|it| block(it, words)).collect::<Vec<_>>().join(" ");
    match it {
        Prose::Paragraph(runs) => words(runs),
        Prose::List(_, items) => items.iter().map(|item| all(item)).collect::<Vec<_>>().join("; "),
        Prose::Quote(blocks) => all(blocks),
    }
}
