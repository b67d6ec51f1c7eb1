//! A link that leads nowhere.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "dead-link",
    summary: "a link has no target",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/dead-link.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for passage in cx.passages() {
        for (target, span) in passage.links.iter().filter(|(target, _)| is_dead(cx, target)) {
            let message = match target.trim_start_matches('#') {
                "" => "this link has no target".to_owned(),
                _ => format!("nothing stands at `{target}`, where this link leads"),
            };
            report.push(
                report
                    .at(*span, message)
                    .help("write the address that was meant, or take the link out")
                    .about(&passage.address)
                    .fact(target),
            );
        }
    }
}

/// Whether an address holds nothing behind its scheme, or leads to a place of the school that is not there.
fn is_dead(cx: &Context<'_>, target: &str) -> bool {
    if let Some(place) = target.strip_prefix('#') {
        return !cx.school.names.contains_key(place);
    }
    let host = ["https://", "http://", "mailto:"].iter().find_map(|scheme| target.strip_prefix(scheme));
    host.is_some_and(|host| host.trim_matches(['/', '#', '?', '.']).is_empty())
}
