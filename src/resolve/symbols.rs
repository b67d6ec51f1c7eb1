//! What agreements for the youngest have: a symbol behind `showing`, which is never a declared name, and large letters.

use crate::diagnostic::{Diagnostic, Safety};
use crate::model::words::Value;
use crate::span::{Span, Spanned};
use crate::suggest::{all_of, misspelt, nearest};
use crate::syntax::ast::{Clause, Item, List, Name};
use crate::word::{DocumentKind, Symbol};

/// What people write for a symbol that has another name.
const SAID: [(&str, &str); 31] = [
    ("adult", "teacher"),
    ("bubble", "speech"),
    ("card", "key"),
    ("check", "tick"),
    ("child", "person"),
    ("controller", "game"),
    ("ears", "ear"),
    ("eyes", "eye"),
    ("family", "home"),
    ("friends", "people"),
    ("games", "game"),
    ("grown-up", "teacher"),
    ("happy", "smile"),
    ("house", "home"),
    ("kind", "heart"),
    ("laptop", "computer"),
    ("listen", "ear"),
    ("love", "heart"),
    ("mobile", "phone"),
    ("mouth", "speech"),
    ("no", "cross"),
    ("password", "key"),
    ("photo", "picture"),
    ("safe", "shield"),
    ("secret", "lock"),
    ("stop", "hand"),
    ("talk", "speech"),
    ("tell", "speech"),
    ("time", "clock"),
    ("worried", "sad"),
    ("yes", "tick"),
];

/// The symbol that a list names; `None` where nothing is named, which is told where the clause is read.
pub(super) fn symbol(list: &List) -> Result<Option<Value>, Diagnostic> {
    let mut items = list.items.iter().chain(&list.except);
    match (items.next(), items.next()) {
        (None, _) => Ok(None),
        (_, Some(second)) => Err(Diagnostic::error("syntax", second.span(), "a promise bears one symbol")
            .help("keep the one that says most, and give the other to a promise of its own")),
        (Some(Item::Reference(name)), None) => match Symbol::find(&name.value) {
            Some(symbol) => Ok(Some(Value::Symbol(Spanned::new(symbol, name.span)))),
            None => Err(unknown(name)),
        },
        (Some(other), None) => {
            let message = "a symbol is named by one of our words, without quotes";
            Err(Diagnostic::error("syntax", other.span(), message).help(known()))
        }
    }
}

/// A symbol behind something that is neither a rule nor a promise.
pub(super) fn misplaced(clause: &Clause) -> Diagnostic {
    Diagnostic::error("syntax", clause.word.span, "only a rule or a promise bears a symbol")
        .help("put it behind one, such as `tell: promise \"I tell a grown-up.\" showing speech`")
}

/// A name that no symbol has: the one that was meant, or all of them.
fn unknown(name: &Name) -> Diagnostic {
    let said = name.value.as_str();
    let names = || Symbol::ALL.iter().map(|symbol| symbol.text());
    let meant = SAID.iter().find(|(word, _)| *word == said).map(|(_, meant)| *meant);
    let help = meant.or_else(|| nearest(said, names())).map_or_else(known, |near| format!("did you mean `{near}`?"));
    let found = Diagnostic::error("unresolved-name", name.span, format!("no symbol is called `{said}`")).help(help);
    match misspelt(said, names()) {
        Some(near) => found.fix(format!("write `{near}`"), Safety::Safe, vec![(name.span, near.to_owned())]),
        None => found,
    }
}

/// Why a document cannot be set in large letters: only an agreement has that look.
pub(super) fn never_large(kind: DocumentKind, field: Span) -> Option<Diagnostic> {
    let found = Diagnostic::error("unknown-field", field, format!("a {} is never `large`", kind.name()));
    (!kind.is_agreement()).then(|| found.help("take `large` out, or make it an agreement"))
}

fn known() -> String {
    let names: Vec<String> = Symbol::ALL.iter().map(|symbol| format!("`{}`", symbol.text())).collect();
    format!("the symbols are {}", all_of(&names))
}

#[cfg(test)]
mod tests {
    use super::SAID;
    use crate::word::Symbol;

    #[test]
    fn what_people_write_is_no_symbol_and_leads_to_one() {
        assert!(SAID.is_sorted());
        for (said, meant) in SAID {
            assert!(Symbol::find(said).is_none() && Symbol::find(meant).is_some(), "{said}: {meant}");
        }
    }
}
