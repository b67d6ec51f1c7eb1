//! Passwords are spoken of, and nobody is told what a good one is.

use crate::diagnostic::Level;
use crate::lint::facts::passwords::{length, speaks_of_passwords};
use crate::lint::facts::wording::Gate;
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "password-rule-missing",
    summary: "no usable password parameters",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/password-rule-missing.md"),
    check,
};

/// Words that tell how long a password is.
static LENGTHS: Gate = Gate::new(|wording| wording.has_any(&["three random words", "characters long"]));

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut spoken = cx.school.sentences.iter().filter(|sentence| speaks_of_passwords(cx, sentence)).peekable();
    let Some(first) = spoken.peek().copied() else { return };
    let said = cx.passages().iter().any(|passage| passage.passes(&LENGTHS));
    if said || spoken.any(|sentence| length(sentence).is_some()) {
        return;
    }
    report.push(
        report
            .at(first.span, "passwords are to be kept safe, and nothing says what a password must be like")
            .help("give the least length: `staff must \"have a password of\" at least 12 characters`")
            .about(&first.address)
            .fact("no length"),
    );
}
