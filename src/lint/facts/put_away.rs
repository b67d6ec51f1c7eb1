//! Devices that may come to school only to be given out of hand: what a table then allows with them does not go together.

use std::collections::{BTreeMap, BTreeSet};

use crate::lint::words::english::places;
use crate::lint::{Context, Report};
use crate::permission::{CaseSet, Dimension, Effect, Leaf, Need, Rank, Rule, Source, Space};

/// Words for a device that its owner has given out of hand, in a condition.
const OUT_OF_HAND: [&str; 14] = [
    "handed in",
    "hand it in",
    "hand them in",
    "hands it in",
    "hands them in",
    "holds it",
    "holds them",
    "locked away",
    "put away",
    "in a locker",
    "in their locker",
    "in the office",
    "in the school office",
    "at the office",
];

/// Tells every cell that allows without condition what nobody can do with a device that has been given out of hand.
pub(crate) fn tell(cx: &Context<'_>, report: &mut Report) {
    for (space, rule, words) in surrenders(cx) {
        let takes = [Dimension::Who, Dimension::Device].map(|it| (it, space.leaves(it, &rule.cases)));
        let takes = BTreeMap::from(takes);
        for other in cx.permissions.spaces.iter().filter(|it| it.action != space.action) {
            for (cell, cases) in cells(other, &takes) {
                let case = cx.case(other, &cases);
                let message = format!(
                    "{case}: `{}` allows it without condition, but `{}` lets the device in only if {words}",
                    cell.address, rule.address
                );
                report.push(
                    report
                        .at(cell.span, message)
                        .label("allows it without condition")
                        .with(rule.span, "lets the device in only out of hand")
                        .help("change the cell, or say in the sentence when the device is given back")
                        .about(&cell.address)
                        .fact(&rule.address),
                );
            }
        }
    }
}

/// The sentences that let a device in only if it is given out of hand, with the words of that.
fn surrenders<'a>(cx: &'a Context<'_>) -> impl Iterator<Item = (&'a Space, &'a Rule, String)> {
    let rules = cx.permissions.spaces.iter().flat_map(|space| space.rules.iter().map(move |rule| (space, rule)));
    let sentences = rules.filter(|(_, it)| it.effect == Effect::Allow && matches!(it.source, Source::Sentence(_)));
    sentences.filter_map(|(space, rule)| {
        let titles = rule.conditions.iter().filter(|it| it.holds()).filter_map(|key| match space.needs.get(key) {
            Some(Need::Condition(it)) => Some(cx.title(&it.what)),
            Some(Need::Clause(..) | Need::Among(..)) | None => None,
        });
        let words = titles.into_iter().find(|title| OUT_OF_HAND.iter().any(|it| !places(title, it).is_empty()))?;
        is_about_devices(space, rule).then_some((space, rule, words))
    })
}

/// Whether it is the device itself that something is done to, and which device is said.
fn is_about_devices(space: &Space, rule: &Rule) -> bool {
    let devices = space.leaves(Dimension::Device, &rule.cases);
    let objects = space.leaves(Dimension::Object, &rule.cases);
    !devices.is_empty() && !devices.contains(&Leaf::Other) && objects.iter().all(|it| *it == Leaf::Nothing)
}

/// The cells about these very devices that allow some of these people something at any time and without condition, each
/// with the cases that its exceptions leave. At a time of its own the device may have been given back.
fn cells<'a>(
    space: &'a Space,
    takes: &BTreeMap<Dimension, BTreeSet<Leaf>>,
) -> impl Iterator<Item = (&'a Rule, CaseSet)> {
    let cases = space.cases(takes);
    let devices = takes.get(&Dimension::Device).cloned().unwrap_or_default();
    let allows = |rule: &Rule| {
        let is_cell = rule.rank == Rank::Stated && matches!(rule.source, Source::Cell(..));
        is_cell && rule.effect == Effect::Allow && rule.conditions.is_empty()
    };
    let cells = space.rules.iter().zip(&space.left).filter(move |(rule, _)| allows(rule));
    cells.map(move |(rule, left)| (rule, left.and(&cases))).filter(move |(rule, cases)| {
        let times = space.leaves(Dimension::Time, cases);
        let at_any_time = times.is_empty() || times.contains(&Leaf::Other);
        !cases.is_empty() && at_any_time && space.leaves(Dimension::Device, &rule.cases).is_subset(&devices)
    })
}
