//! Every case that is decided, as rows of names: what other programs can hold a network to.

use super::told::Teller;
use super::{Asking, Clause, Question, by_verdict};
use crate::permission::{DIMENSIONS, Verdict};
use std::collections::BTreeMap;

/// One box of cases with one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The action, by its name among the sources.
    pub action: String,
    /// For each dimension the names of the single values that the box takes in with blanks between them: `*` for all, `other`
    /// for whatever nobody has named, `-` where no object is.
    pub values: Vec<String>,
    /// Allowed, conditional or forbidden.
    pub verdict: Verdict,
    /// What must hold, in words: one entry a way.
    pub ways: Vec<String>,
    /// The addresses of the rules that decide cases of this answer.
    pub rules: Vec<String>,
}

/// Cases on which rules disagree, or that nobody has chosen for: nothing can be exported while there are any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsettled {
    /// The action in words.
    pub action: String,
    /// What stands against an answer.
    pub verdict: Verdict,
    /// The rules.
    pub clauses: Vec<Clause>,
}

/// Every case that is decided, in boxes; what nobody has said is left out, and a case without one answer stops it all.
pub fn rows(asking: Asking<'_>) -> Result<Vec<Row>, Vec<Unsettled>> {
    let (mut rows, mut unsettled) = (Vec::new(), Vec::new());
    for space in &asking.permissions.spaces {
        let question = Question { actions: vec![space.action], takes: BTreeMap::new(), named: BTreeMap::new() };
        let teller = Teller::new(asking, &question, space.action);
        let action = &asking.school.vocabulary.entries[space.action];
        for (verdict, cases, rules) in by_verdict(space, &teller.cases(space)) {
            match verdict {
                Verdict::Undecided => {}
                Verdict::Conflict | Verdict::Unchosen => unsettled.push(Unsettled {
                    action: action.title.clone(),
                    verdict,
                    clauses: rules.iter().map(|at| Clause::of(&space.rules[*at])).collect(),
                }),
                Verdict::Allow | Verdict::Conditional(_) | Verdict::Forbid => {
                    let (boxes, _) = space.boxes(&cases, usize::MAX);
                    let mut addresses: Vec<String> = rules.iter().map(|at| space.rules[*at].address.clone()).collect();
                    addresses.sort();
                    addresses.dedup();
                    rows.extend(boxes.iter().map(|region| Row {
                        action: action.id.clone(),
                        values: DIMENSIONS.iter().map(|it| teller.names(space, region, *it)).collect(),
                        verdict: verdict.clone(),
                        ways: teller.ways(space, &verdict),
                        rules: addresses.clone(),
                    }));
                }
            }
        }
    }
    if unsettled.is_empty() { Ok(rows) } else { Err(unsettled) }
}
