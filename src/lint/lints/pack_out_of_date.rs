//! A pack that is older than it should be.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::date::{Answer, Calendar, Date, day_in_words};
use crate::pack::{built_in, place};

pub(super) static LINT: Lint = Lint {
    name: "pack-out-of-date",
    summary: "a pack of dated knowledge is out of date",
    level: Level::Warning,
    clock: true,
    page: include_str!("../../../book/lints/pack-out-of-date.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for pack in cx.packs() {
        let own = place(pack, &cx.config.packs.own);
        let span = own.unwrap_or(cx.school.identity.span);
        let newer =
            built_in().iter().find(|it| own.is_some() && it.id == pack.id && is_later(it.edition, pack.edition));
        let found = if let Some(newer) = newer {
            let message = format!(
                "the pack `{}` is the edition of {}, and that of {} is here: it is not used",
                pack.id, pack.edition, newer.edition
            );
            report.at(span, message).help("take the file out of `packs` in `byelaw.yaml`, or bring it up to date")
        } else if pack.review_by.value < cx.today {
            let message = format!(
                "the pack `{}` was to be gone through again by {}",
                pack.id,
                day_in_words(pack.review_by.value)
            );
            let help = if own.is_some() {
                "go through its rows and their sources, and set a new `edition` and `review-by`"
            } else {
                "use a newer version of Byelaw, and until then check what law and guidance say"
            };
            let mut found = report.at(span, message).help(help);
            found.level = found.level.min(Level::Advice);
            found
        } else {
            continue;
        };
        report.push(found.about(&cx.school.identity.name).fact(&pack.id));
    }
}

fn is_later(one: Date, other: Date) -> bool {
    one.is_before(other, &Calendar::default()) == Answer::No && one != other
}
