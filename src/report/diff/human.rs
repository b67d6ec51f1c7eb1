//! Changes for people at a terminal: a heading an axis, a paragraph a change.

use super::{Compared, accepted, class, heading, requires, runs, stale};
use crate::diff::{Change, Run, words};
use crate::report::visible;

/// So many words of a text that did not change stand around what did.
const AROUND: usize = 6;

/// The changes, or that there are none.
pub fn human(it: &Compared<'_>) -> String {
    let mut out = format!("{} → {}: {} ({})\n", it.base.label, it.head.label, it.verdict().word(), it.summary());
    out.push_str(&axes(it));
    if !it.stale.is_empty() {
        out.push('\n');
    }
    for old in it.stale {
        out.push_str(&format!("{}\n", stale(old)));
    }
    visible(&out)
}

/// The changes of each axis below its name.
pub(super) fn axes(it: &Compared<'_>) -> String {
    let mut out = String::new();
    for (axis, changes) in it.by_axis() {
        out.push_str(&format!("\n{}\n", axis.word()));
        changes.iter().for_each(|change| out.push_str(&paragraph(it, change)));
    }
    out
}

fn paragraph(it: &Compared<'_>, change: &Change) -> String {
    let mut out = format!("  {}  {}\n", class(change), heading(change));
    match runs(change) {
        Some(runs) => {
            out.push_str(&format!("    {}\n", view(&runs)));
            let places = [it.base.told(change.before.as_ref()), it.head.told(change.after.as_ref())];
            let places: Vec<String> = places.into_iter().flatten().collect();
            if !places.is_empty() {
                out.push_str(&format!("    {}\n", places.join(" → ")));
            }
        }
        None => {
            for (lead, side, said) in
                [("before", it.base, change.before.as_ref()), ("after ", it.head, change.after.as_ref())]
            {
                let Some(said) = said else { continue };
                let place = side.told(Some(said)).map(|place| format!("  {place}")).unwrap_or_default();
                out.push_str(&format!("    {lead}: {}{place}\n", said.words));
            }
        }
    }
    for (which, case) in &change.witness {
        out.push_str(&format!("    {}: {case}\n", which.word()));
    }
    let requires = requires(change);
    if !requires.is_empty() {
        out.push_str(&format!("    asks: {}\n", requires.join(", ")));
    }
    match accepted(change) {
        Some(by) => out.push_str(&format!("    accepted by {by}\n")),
        None => out.push_str(&format!("    fingerprint {}\n", change.fingerprint)),
    }
    out
}

/// `We keep [-your-] {+each+} child safe`, what did not change shortened.
fn view(runs: &[Run]) -> String {
    let last = runs.len().saturating_sub(1);
    let told = runs.iter().enumerate().map(|(nth, run)| match run {
        Run::Same(text) => shortened(text, nth == 0, nth == last),
        Run::Gone(text) => format!("[-{text}-]"),
        Run::New(text) => format!("{{+{text}+}}"),
    });
    told.collect::<Vec<_>>().join(" ")
}

fn shortened(text: &str, is_first: bool, is_last: bool) -> String {
    let all: Vec<&str> = text.split(' ').collect();
    if all.len() <= 2 * AROUND + 1 {
        return text.to_owned();
    }
    let (start, end) = (all[..AROUND].join(" "), all[all.len() - AROUND..].join(" "));
    match (is_first, is_last) {
        (true, _) => format!("… {end}"),
        (_, true) => format!("{start} …"),
        _ => format!("{start} … {end}"),
    }
}

/// Two texts of one file word by word, for where no school can be read from them.
pub fn plain_view(before: &str, after: &str) -> String {
    let runs = words(before, after);
    visible(&format!("{}\n", view(&runs)))
}
