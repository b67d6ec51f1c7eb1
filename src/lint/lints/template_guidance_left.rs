//! Advice to whoever fills a template in, still in the policy that came of it.

use std::collections::BTreeMap;

use crate::diagnostic::Level;
use crate::lint::facts::wording::{Gate, Wording};
use crate::lint::words::english::places;
use crate::lint::{Context, Form, Lint, Report};
use crate::sketch::{Saying, sayings};
use crate::span::Span;

pub(super) static LINT: Lint = Lint {
    name: "template-guidance-left",
    summary: "advice to the user of a template is left in",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/template-guidance-left.md"),
    check,
};

/// What only a template says.
static SAYINGS: [Saying; 15] = sayings([
    "delete as appropriate",
    "delete as applicable",
    "delete as necessary",
    "delete whichever",
    "amend as appropriate",
    "amend as necessary",
    "adapt as appropriate",
    "adapt as necessary",
    "amend to suit",
    "adapt to suit",
    "this template",
    "template policy",
    "policy template",
    "schools are advised to",
    "schools may wish to",
]);

/// The paper that a template asks the school to use.
static HEADED: Saying = Saying::new("headed paper");

/// What makes “schools” speak to schools in general.
const ASKING: [&str; 9] = ["may", "might", "should", "will", "must", "need", "can", "could", "would"];

/// What makes “schools” mean some that are known.
const KNOWN: [&str; 12] =
    ["all", "our", "its", "the", "other", "these", "those", "both", "member", "partner", "most", "many"];

/// What “your school” does where a template speaks to its user; staff, too, are told not to harm “your school”.
const DOING: [&str; 14] = [
    "sets", "may", "might", "should", "will", "must", "needs", "has", "is", "does", "uses", "decides", "chooses",
    "wants",
];

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut found: BTreeMap<&str, Vec<(Span, &str, &str)>> = BTreeMap::new();
    for passage in cx.passages().iter().filter(|it| it.form != Form::Title && it.passes(&ADVISING)) {
        for (start, end) in advice(passage, passage.form, cx.school.identity.trust) {
            let place = (passage.span(start..end), passage.address.as_str(), &passage.text[start..end]);
            found.entry(&passage.address).or_default().push(place);
        }
    }
    let mut seen: BTreeMap<&str, Vec<(Span, &str, &str)>> = BTreeMap::new();
    for places in found.into_values() {
        let Some((_, address, words)) = places.iter().min().copied() else { continue };
        let key = if SAYINGS.iter().any(|saying| saying.text == words) { words } else { address };
        seen.entry(key).or_default().extend(places);
    }
    for places in seen.into_values() {
        let Some((_, _, words)) = places.iter().min().copied() else { continue };
        let message = if words.to_lowercase().contains("template") {
            format!("`{words}` tells of the template, which the readers of this school know nothing of")
        } else {
            format!("`{words}` speaks to whoever fills the template in, not to the readers of this school")
        };
        let places = places.into_iter().map(|(span, address, _)| (span, address)).collect();
        let finding = report.across(places, message);
        let help = "say what your school does, or take the advice out";
        finding.into_iter().for_each(|finding| report.push(finding.help(help).fact(words)));
    }
}

/// Words that may be advice, whatever they stand in.
static ADVISING: Gate = Gate::new(|wording| !advice(wording, Form::Paragraph, false).is_empty());

fn advice(wording: &Wording, form: Form, trust: bool) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> =
        SAYINGS.iter().flat_map(|saying| wording.places(saying)).map(|range| (range.start, range.end)).collect();
    let headed = wording.places(&HEADED).into_iter().next().filter(|_| form == Form::Paragraph);
    if let Some(paper) = headed
        && let Some(please) = places(&wording.text, "please").first()
        && please.start < paper.start
    {
        found.push((please.start, paper.end));
    }
    let words = if wording.has_any(&["school"]) { wording.words() } else { Vec::new() };
    let pairs = words.windows(2).enumerate().filter(|(_, pair)| pair[0].is("school") || pair[0].is("schools"));
    for (at, pair) in pairs {
        let before = at.checked_sub(1).map(|at| words[at].lower()).unwrap_or_default();
        let (first, second) = (pair[0].lower(), pair[1].lower());
        let general =
            !trust && first == "schools" && ASKING.contains(&second.as_str()) && !KNOWN.contains(&before.as_str());
        let addressed = first == "school" && before == "your" && DOING.contains(&second.as_str());
        if general || addressed {
            let start = if addressed { words[at - 1].at } else { pair[0].at };
            found.push((start, pair[1].end()));
        }
    }
    found.sort_unstable();
    found
}
