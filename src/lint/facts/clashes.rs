//! Two rules that answer one case differently: the words for it, whichever lint tells it.

use std::collections::BTreeSet;

use crate::lint::facts::locks::{locks, told};
use crate::lint::{Context, Report};
use crate::model::date::day_in_words;
use crate::permission::{Conflict, Effect, Permissions, Rule, Source, Space};

/// Every contradiction from today on, with the permissions of the first day on which it stands.
pub(crate) fn ahead<'a>(cx: &Context<'a>) -> impl Iterator<Item = (&'a Permissions, Conflict)> {
    let mut told = BTreeSet::new();
    cx.ahead.iter().flat_map(|permissions| permissions.conflicts().into_iter().map(move |it| (permissions, it))).filter(
        move |(permissions, it)| {
            let space = &permissions.spaces[it.space];
            let source = |rule: usize| space.rules[rule].source;
            told.insert((space.action, source(it.first), source(it.second)))
        },
    )
}

/// Whether one of the two is a cell of a table and the other a sentence.
pub(crate) fn is_table_against_prose(first: &Rule, second: &Rule) -> bool {
    matches!(
        (first.source, second.source),
        (Source::Cell(..), Source::Sentence(_)) | (Source::Sentence(_), Source::Cell(..))
    )
}

/// Tells a conflict at the later of its rules.
pub(crate) fn tell(
    cx: &Context<'_>,
    report: &mut Report,
    (permissions, conflict): (&Permissions, &Conflict),
    help: &str,
) {
    let space = &permissions.spaces[conflict.space];
    let (first, second) = (&space.rules[conflict.first], &space.rules[conflict.second]);
    let mut case = cx.case(space, &conflict.cases);
    if permissions.day > cx.today {
        case.push_str(&format!(", from {} on", day_in_words(permissions.day)));
    }
    let (one, other) = (says(space, first), says(space, second));
    let message = format!("{case}: `{}` {one}, but `{}` {other}", first.address, second.address);
    let found = report
        .at(second.span, message)
        .label(other)
        .with(first.span, one)
        .help(help)
        .about(&second.address)
        .fact(&first.address);
    report.push_once(found);
}

/// A rule that the trust has locked leaves one way out.
pub(crate) fn locked(cx: &Context<'_>, rule: &Rule) -> Option<String> {
    let address = told(cx.school, &rule.address, rule.span);
    let locked = !locks(cx.school, &rule.address).is_empty();
    locked.then(|| format!("the trust has locked `{address}`: keep to it, or ask the trust to take `locked` off"))
}

/// What a rule does with its cases.
fn says(space: &Space, rule: &Rule) -> &'static str {
    match (rule.effect, rule.conditions.is_empty()) {
        (Effect::Allow, true) => "allows it without condition",
        (Effect::Allow, false) if space.has_if(rule) => "allows it on conditions",
        (Effect::Allow, false) => "allows it in some cases",
        (Effect::Forbid, true) => "forbids it",
        (Effect::Forbid, false) => "forbids it in some cases",
        (Effect::Unchosen, _) => "leaves it open",
    }
}
