//! What the calendar alone decides: who holds a post on a day, what falls due, which waivers are in force.

use std::collections::BTreeMap;

use super::scribe::Scribe;
use super::{Content, Fact, Identity, facts};
use crate::diff::kind::Aspect;
use crate::diff::terms::Terms;
use crate::due::{Outlook, State, entries};
use crate::model::School;
use crate::model::date::{Answer, Day};
use crate::model::words::Value;

/// All facts of a school, and how everything that has a day stands on this one. Whatever is due `soon` days on is near.
pub fn standing(school: &School, today: Day, soon: u32) -> BTreeMap<Identity, Fact> {
    let terms = Terms::default();
    let mut all = facts(school, today, &terms);
    let mut scribe = Scribe::new(school, today, &terms);
    let known = entries(school, Outlook { today, soon, within: u32::MAX });
    for it in &known {
        let rank = match it.state {
            State::Overdue => 2,
            State::Due => 1,
            State::Later | State::Unknown => continue,
        };
        scribe.about(&it.subject, it.span);
        let said = format!("{}: {}", it.what, it.state.word());
        scribe.note(Aspect::Due, it.matter.word(), Content::Amount(rank), said);
    }
    for waiver in &school.waivers {
        let [Value::Date(until)] = waiver.until.as_slice() else { continue };
        if until.value.is_past(today, &school.calendar) == Answer::Yes {
            scribe.about(&school.identity.name, waiver.span);
            let said = format!("the waiver of `{}` is no longer in force", waiver.lint.value);
            scribe.note(Aspect::Due, &waiver.lint.value, Content::Amount(2), said);
        }
    }
    all.extend(scribe.done());
    all
}
