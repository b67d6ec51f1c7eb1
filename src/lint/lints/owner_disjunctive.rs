//! A duty of which nobody can tell whose it is: this post’s or that one’s.

use crate::diagnostic::Level;
use crate::lint::Form;
use crate::lint::{Context, Lint, Report};
use crate::model::role::RoleKind;

pub(super) static LINT: Lint = Lint {
    name: "owner-disjunctive",
    summary: "a duty falls on one post or another",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/owner-disjunctive.md"),
    check,
};

/// How a sentence leaves open who does it.
const OPEN: [&str; 15] = [
    "or other nominated",
    "or another nominated",
    "or some other nominated",
    "or else another",
    "or someone else",
    "or somebody else",
    "or some other person",
    "or another person",
    "or other person",
    "or nominee",
    "or their delegate",
    "or an other",
    "either of whom",
    "either of the two",
    "whichever of the two",
];

fn check(cx: &Context<'_>, report: &mut Report) {
    for (at, role) in cx.school.roles.iter().enumerate() {
        let acts = matches!(role.kind, RoleKind::Post | RoleKind::Body | RoleKind::Organisation);
        let mut names = std::iter::once(role.title.as_str()).chain(role.also.iter().map(|also| also.value.as_str()));
        let Some(name) = names.find(|name| is_choice(name)).filter(|_| acts && cx.is_at_work(at)) else { continue };
        report.push(
            report
                .at(role.span, format!("the duties of `{name}` fall on one or the other, and nobody can tell on which"))
                .help("choose one, and name the other behind `then` or `else` if it stands in")
                .about(&role.id)
                .fact(name),
        );
    }
    for passage in cx.passages().iter().filter(|it| it.is_running() && it.form != Form::Promise) {
        let text = passage.text.to_lowercase();
        let open = OPEN.iter().find_map(|open| text.find(open).map(|at| at..at + open.len()));
        let Some(range) = open.filter(|range| passage.text.is_char_boundary(range.end)) else { continue };
        report.push(
            report
                .at(passage.span(range), "the duty may fall on somebody else, and nobody can tell on whom")
                .help("name one post, and who stands in for it with `then` on the role")
                .about(&passage.address)
                .fact("open"),
        );
    }
}

/// Whether a title names two posts to choose from: `A or B`, `A / B`.
fn is_choice(title: &str) -> bool {
    let joined = title
        .split(' ')
        .any(|word| word.split('/').filter(|side| side.chars().filter(|it| it.is_lowercase()).count() > 2).count() > 1);
    title.contains(" or ") || title.contains("and/or") || title.contains(" / ") || joined
}
