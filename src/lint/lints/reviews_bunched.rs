//! Reviews that crowd into one week.

use crate::diagnostic::Level;
use crate::due::review::Due;
use crate::lint::{Context, Lint, Report};
use crate::model::Entity;
use crate::model::date::{Date, Day, day_in_words, days_after};
use crate::model::document::Document;
use crate::model::words::Value;
use std::collections::BTreeMap;

pub(super) static LINT: Lint = Lint {
    name: "reviews-bunched",
    summary: "many reviews fall in one week",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/reviews-bunched.md"),
    check,
};

/// So many reviews in one week, by one post, can be done well.
const AT_MOST: usize = 6;

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut owners: BTreeMap<Option<Entity>, Vec<(Day, &Document, Due)>> = BTreeMap::new();
    for document in cx.standing() {
        let owner = document.owner.as_ref().and_then(Value::entity);
        let days = cx.due(document).into_iter().filter_map(|due| match due.date {
            Date::Day(day) => Some((day, document, due)),
            _ => None,
        });
        owners.entry(owner).or_default().extend(days);
    }
    for mut due in owners.into_values() {
        due.sort_by_key(|(day, document, _)| (*day, document.span));
        let mut start = 0;
        while let Some((first, document, place)) = due.get(start).copied() {
            let week = due[start..].iter().take_while(|(day, ..)| *day < days_after(first, 7)).count();
            if week > AT_MOST {
                let mut found = report
                    .at(
                        place.span,
                        format!("in the week from {} fall {week} reviews of one owner", day_in_words(first)),
                    )
                    .help("spread them over the year, the most important first")
                    .about(&document.id)
                    .fact(format!("{week} from {first}"));
                for (_, other, place) in due[start + 1..start + week].iter().take(8) {
                    found = found.with(place.span, format!("`{}`", other.title));
                }
                report.push(found);
            }
            start += week.max(1);
        }
    }
}
