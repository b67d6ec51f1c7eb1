//! Password rules that were right once: short ones, and changing them by the calendar.

use crate::diagnostic::Level;
use crate::lint::facts::passwords::{length, rotation, speaks_of_passwords};
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "password-rule-outdated",
    summary: "password parameters run against current advice",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/password-rule-outdated.md"),
    check,
};

/// Below this many characters a password is guessed by machine.
const SHORT: u32 = 8;

fn check(cx: &Context<'_>, report: &mut Report) {
    for sentence in cx.school.sentences.iter().filter(|sentence| speaks_of_passwords(cx, sentence)) {
        if let Some((_, count)) = length(sentence).filter(|(bound, count)| bound.bounds_below() && *count < SHORT) {
            report.push(
                report
                    .at(sentence.span, format!("a password of {count} characters is short today"))
                    .help("ask for longer ones that are easy to keep in mind, such as three random words; for the youngest, log them on by other means")
                    .about(&sentence.address)
                    .fact(format!("{count} characters")),
            );
        }
        if let Some(often) = rotation(cx, sentence) {
            report.push(
                report
                    .at(
                        sentence.span,
                        format!(
                            "passwords are to be changed {often}, and forced changes make people choose weaker ones"
                        ),
                    )
                    .help("ask for a new password when there is reason to think that somebody else knows it")
                    .about(&sentence.address)
                    .fact(often),
            );
        }
    }
}
