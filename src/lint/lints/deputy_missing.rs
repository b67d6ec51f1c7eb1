//! A post that everything hangs on, with nobody to stand in.

use crate::diagnostic::Level;
use crate::lint::lints::recipient_unspecified::is_empty;
use crate::lint::{Context, Lint, Report};
use crate::model::role::Role;

pub(super) static LINT: Lint = Lint {
    name: "deputy-missing",
    summary: "a key post has no deputy",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/deputy-missing.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (at, role) in cx.school.roles.iter().enumerate() {
        let key = role.needs_holder() && cx.turned_to(at) > 0 && !is_empty(cx, role);
        if !key || has_deputy(cx, role) || role.otherwise.is_some() || role.jointly {
            continue;
        }
        report.push(
            report
                .at(role.span, format!("people are told to turn to the post `{}`, and it has no deputy", role.title))
                .help("add `then` and the post that stands in")
                .about(&role.id)
                .fact("no deputy"),
        );
    }
}

/// Whether somebody is named behind `then`, or a post of the school is called its deputy.
fn has_deputy(cx: &Context<'_>, role: &Role) -> bool {
    let titles =
        |it: &Role| std::iter::once(&it.title).chain(it.also.iter().map(|also| &also.value)).cloned().collect();
    let mine: Vec<String> = titles(role);
    let deputises =
        |it: &Role| titles(it).iter().any(|title: &String| mine.iter().any(|mine| is_deputy_of(title, mine)));
    !role.deputies.is_empty() || cx.school.roles.iter().any(deputises)
}

/// Whether a title is that of the deputy of another: `Deputy Head`, `Deputy Headteacher` and `Headteacher`.
fn is_deputy_of(title: &str, of: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().replace([' ', '-'], "");
    plain(title).strip_prefix("deputy").is_some_and(|rest| rest.len() > 3 && plain(of).starts_with(rest))
}

#[cfg(test)]
mod tests {
    use super::is_deputy_of;

    #[test]
    fn a_deputy_is_told_by_the_title() {
        assert!(is_deputy_of("Deputy Head", "Headteacher"));
        assert!(is_deputy_of("Deputy safeguarding lead", "Safeguarding Lead"));
        assert!(!is_deputy_of("Deputy coordinators", "Headteacher"));
        assert!(!is_deputy_of("Deputy", "Headteacher"));
    }
}
