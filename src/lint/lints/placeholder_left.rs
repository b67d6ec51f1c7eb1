//! A gap in a template that nobody filled in.

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::{Context, Lint, Report, Wording};
use crate::sketch::{Saying, sayings};
use std::ops::Range;

pub(super) static LINT: Lint = Lint {
    name: "placeholder-left",
    summary: "a placeholder of a template is left in",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/placeholder-left.md"),
    check,
};

/// Words that stand only where something is still to be written.
static HOLDERS: [Saying; 12] = sayings([
    "to be described",
    "to be confirmed",
    "to be completed",
    "to be inserted",
    "to be decided",
    "tbc",
    "tbd",
    "xxx",
    "insert name",
    "insert school",
    "name of school",
    "lorem ipsum",
]);

/// What opens a bracket that a template left for the school to fill.
static OPENINGS: [Saying; 6] = sayings(["[insert", "[name", "[school", "[date", "<insert", "<name"]);

/// A line to write on.
static LINE: Saying = Saying::new("____");

/// Words with such a gap.
static EMPTY: Gate = Gate::new(|wording| !gaps(wording).is_empty());

fn check(cx: &Context<'_>, report: &mut Report) {
    for passage in cx.passages().iter().filter(|it| it.passes(&EMPTY)) {
        for gap in gaps(passage) {
            let text = &passage.text[gap.clone()];
            report.push(
                report
                    .at(passage.span(gap.clone()), format!("`{text}` is a gap that was never filled in"))
                    .help("write what was meant, or take the clause out")
                    .about(&passage.address)
                    .fact(text),
            );
        }
    }
}

/// Where the gaps are, in order; gaps that overlap are one.
fn gaps(wording: &Wording) -> Vec<Range<usize>> {
    if !HOLDERS.iter().chain(&OPENINGS).chain([&LINE]).any(|it| wording.may_hold(it)) {
        return Vec::new();
    }
    let lower = wording.text.to_ascii_lowercase();
    let mut found: Vec<Range<usize>> = Vec::new();
    for holder in HOLDERS.iter().map(|it| it.text) {
        let whole = lower.match_indices(holder).filter(|(at, _)| alone(&lower, *at, holder.len()));
        found.extend(whole.map(|(at, _)| at..at + holder.len()));
    }
    for opening in OPENINGS.iter().map(|it| it.text) {
        for (at, _) in lower.match_indices(opening) {
            let length = lower[at..].find([']', '>']).map_or(opening.len(), |end| end + 1);
            found.push(at..at + length);
        }
    }
    for (at, _) in lower.match_indices(LINE.text) {
        let length = lower[at..].len() - lower[at..].trim_start_matches('_').len();
        found.push(at..at + length);
    }
    found.sort_by_key(|gap| (gap.start, std::cmp::Reverse(gap.end)));
    let mut until = 0;
    found.retain(|gap| {
        let new = gap.start >= until;
        until = until.max(gap.end);
        new
    });
    found
}

/// Whether a match is not the inside of a longer word.
fn alone(text: &str, at: usize, length: usize) -> bool {
    let letter = |next: Option<char>| next.is_some_and(char::is_alphanumeric);
    !letter(text[..at].chars().next_back()) && !letter(text[at + length..].chars().next())
}
