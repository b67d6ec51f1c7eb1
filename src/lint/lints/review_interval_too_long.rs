//! Something that comes round, but too seldom for those who ask for it.

use crate::diagnostic::Level;
use crate::lint::facts::answers::{is_only_told, rests_on};
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "review-interval-too-long",
    summary: "what is to be reviewed comes round too seldom",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/review-interval-too-long.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for gap in cx.gaps() {
        let (Some((address, span)), Some((_, at_most))) = (&gap.too_long, &gap.need.at_most) else { continue };
        let it = gap.requirement;
        let at_most = at_most.replace('-', " ");
        let message =
            format!("`{address}` comes round too seldom: {} for {} every {at_most}", it.force.asks(), gap.need.what);
        let mut found = report
            .at(*span, message)
            .label("at most this often")
            .help(format!("shorten it to `every {}`{}", at_most.replace(' ', "-"), rests_on(it)))
            .about(address)
            .fact(&it.id);
        if !it.force.binds() || is_only_told(it) {
            found.level = found.level.min(Level::Warning);
        }
        report.push(found);
    }
}
