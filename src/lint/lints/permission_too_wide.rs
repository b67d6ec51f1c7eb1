//! A permission for everything that others tell apart.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::permission::{Effect, Rank, Rule, Source};

pub(super) static LINT: Lint = Lint {
    name: "permission-too-wide",
    summary: "a permission matches every case there is",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/permission-too-wide.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for space in &cx.permissions.spaces {
        let others = space.rules.iter().filter(|rule| rule.rank == Rank::Stated).count() > 1;
        let action = &cx.school.vocabulary.entries[space.action];
        for rule in space.rules.iter().filter(|rule| others && allows_outright(rule)) {
            if rule.cases.count() < space.count() {
                continue;
            }
            report.push(
                report
                    .at(
                        rule.span,
                        format!("`{}` lets everybody `{}`, whoever, whatever and wherever", rule.address, action.id),
                    )
                    .label("other rules tell these cases apart")
                    .help("say who is meant, on which devices, where or when")
                    .about(&rule.address)
                    .fact(&action.id),
            );
        }
    }
}

/// Whether it is a sentence that allows without condition.
fn allows_outright(rule: &Rule) -> bool {
    matches!(rule.source, Source::Sentence(_))
        && rule.rank == Rank::Stated
        && rule.effect == Effect::Allow
        && rule.conditions.is_empty()
}
