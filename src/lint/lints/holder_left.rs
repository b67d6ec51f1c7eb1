//! The named holder of a post has gone, or has not come yet.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::date::day_in_words;
use crate::model::people::Tenure;
use crate::model::role::Role;

pub(super) static LINT: Lint = Lint {
    name: "holder-left",
    summary: "the named holder of a post has left or has not started",
    level: Level::Error,
    clock: true,
    page: include_str!("../../../book/lints/holder-left.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for role in &cx.school.roles {
        let tenures = cx.school.people.tenures.get(&role.id).map(Vec::as_slice).unwrap_or_default();
        if tenures.is_empty() || !cx.holders(role).is_empty() {
            continue;
        }
        if let Some(last) =
            tenures.iter().max_by_key(|tenure| tenure.until.and_then(|until| until.bounds(&cx.school.calendar)))
        {
            push(cx, report, role, last);
        }
    }
}

fn push(cx: &Context<'_>, report: &mut Report, role: &Role, tenure: &Tenure) {
    let name = cx.school.people.persons.get(&tenure.holder).map_or(tenure.holder.as_str(), |person| &person.name);
    let today = day_in_words(cx.today);
    let message = match (tenure.until, tenure.from) {
        (Some(until), _) if tenure.ended(cx.today, &cx.school.calendar) => {
            format!("{name} held the post `{}` until {until}, and on {today} nobody holds it", role.title)
        }
        (_, Some(from)) => {
            format!("{name} holds the post `{}` from {from}, and on {today} nobody holds it yet", role.title)
        }
        _ => format!("nobody holds the post `{}` on {today}", role.title),
    };
    report.push(
        report
            .at(tenure.span, message)
            .label("the last holder named")
            .with(role.span, "the post")
            .help("name the new holder in `people.yaml`, with `from`")
            .about(&role.id)
            .fact(&tenure.holder),
    );
}
