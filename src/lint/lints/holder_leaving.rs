//! A tenure that ends within the window, with nobody named to follow.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::date::days_after;
use crate::model::people::Tenure;

pub(super) static LINT: Lint = Lint {
    name: "holder-leaving",
    summary: "a holder leaves soon and nobody is named to follow",
    level: Level::Advice,
    clock: true,
    page: include_str!("../../../book/lints/holder-leaving.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let (school, calendar) = (cx.school, &cx.school.calendar);
    let window = days_after(cx.today, cx.due_within);
    for role in &school.roles {
        let tenures = school.people.tenures.get(&role.id).map(Vec::as_slice).unwrap_or_default();
        let ends_soon = |it: &Tenure| {
            it.until.is_some_and(|until| {
                it.runs_on(cx.today, calendar) && !it.runs_on(window, calendar) && until.bounds(calendar).is_some()
            })
        };
        let follows = |it: &Tenure| it.runs_on(window, calendar);
        let Some(leaving) = tenures.iter().rev().find(|it| ends_soon(it)) else { continue };
        let (Some(until), false) = (leaving.until, tenures.iter().any(follows)) else { continue };
        let name = school.people.persons.get(&leaving.holder).map_or(leaving.holder.as_str(), |person| &person.name);
        report.push(
            report
                .at(
                    leaving.span,
                    format!("{name} holds the post `{}` until {until}, and nobody is named to follow", role.title),
                )
                .with(role.span, "the post")
                .help("name who follows in `people.yaml`, with `from`")
                .about(&role.id)
                .fact(format!("{} {}", leaving.holder, until.source())),
        );
    }
}
