//! Findings that somebody accepts for a time: marked as waived, never hidden.

use super::Context;
use crate::diagnostic::Diagnostic;
use crate::model::Waiver;
use crate::model::date::Answer;
use crate::model::words::Value;

/// Marks every finding that a complete waiver in force accepts.
pub(super) fn apply(context: &Context<'_>, found: &mut [Diagnostic]) {
    for waiver in context.school.waivers.iter().filter(|waiver| in_force(context, waiver)) {
        let on: Vec<&str> = waiver.on.iter().filter_map(address).collect();
        for finding in found.iter_mut() {
            let covered = on.iter().any(|on| finding.subject == *on || finding.subject.starts_with(&format!("{on}.")));
            if finding.name == waiver.lint.value && covered {
                finding.waived = Some(on.join(", "));
            }
        }
    }
}

/// A waiver counts only with an owner, a reason and an end that has not passed.
fn in_force(context: &Context<'_>, waiver: &Waiver) -> bool {
    let end = waiver.until.first().and_then(Value::date);
    let open = end.is_some_and(|end| end.is_past(context.today, &context.school.calendar) == Answer::No);
    open && !waiver.by.is_empty() && !waiver.because.is_empty()
}

fn address(value: &Value) -> Option<&str> {
    match value {
        Value::Name(it) => Some(&it.address),
        _ => None,
    }
}
