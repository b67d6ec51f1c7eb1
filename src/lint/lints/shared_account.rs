//! Several people who use one account.

use crate::diagnostic::Level;
use crate::lint::Form;
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "shared-account",
    summary: "a shared login defeats individual responsibility",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/shared-account.md"),
    check,
};

/// How an account is called that several people use.
const SHARED: [&str; 19] = [
    "class log-on",
    "class log on",
    "class logon",
    "class login",
    "class log in",
    "class account",
    "class password",
    "group login",
    "group log-on",
    "group account",
    "shared login",
    "shared log-on",
    "shared account",
    "shared password",
    "generic account",
    "generic password",
    "generic login",
    "generic log-on",
    "communal account",
];

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut told: Vec<&str> = Vec::new();
    for passage in cx.passages().iter().filter(|passage| passage.form != Form::Space) {
        let text = passage.text.to_lowercase();
        if text.contains(" not ") || text.contains("never") || text.contains(" no ") {
            continue;
        }
        let shared = SHARED.into_iter().find_map(|name| text.find(name).map(|at| (name, at..at + name.len())));
        let Some((name, range)) =
            shared.filter(|(name, range)| !told.contains(name) && passage.text.is_char_boundary(range.end))
        else {
            continue;
        };
        told.push(name);
        report.push(
            report
                .at(passage.span(range), format!("with a `{name}` nobody can tell who did what"))
                .help("give each person an account; where the youngest cannot log on, say who watches and what the account can reach")
                .about(&passage.address)
                .fact(name),
        );
    }
}
