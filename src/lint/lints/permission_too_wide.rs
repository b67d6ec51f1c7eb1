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
    for space in cx.spaces_ahead() {
        let action = &cx.school.vocabulary.entries[space.action];
        for rule in space.rules.iter().filter(|rule| allows_outright(rule) && rule.cases.count() == space.count()) {
            let narrower = |it: &&Rule| it.rank == Rank::Stated && it.address != rule.address;
            let Some(other) = space.rules.iter().find(narrower) else { continue };
            let act = cx.case(space, &rule.cases);
            report.push_once(
                report
                    .at(rule.span, format!("`{}` lets everybody {act}: whoever, whatever and wherever", rule.address))
                    .with(other.span, "this tells the cases apart")
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
