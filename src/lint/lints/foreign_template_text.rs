//! Text that was written for another organisation: its name, its people, its part of the country.

use std::collections::BTreeMap;

use crate::diagnostic::Level;
use crate::lint::facts::wording::Gate;
use crate::lint::words::elsewhere::{counties, own_names, schools_named};
use crate::lint::{Context, Lint, Report};
use crate::sketch::{Saying, sayings};
use crate::span::Span;

pub(super) static LINT: Lint = Lint {
    name: "foreign-template-text",
    summary: "text written for another organisation or audience is left in",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/foreign-template-text.md"),
    check,
};

/// Words that give away for whom a text was first written.
static SPEECH: [(&str, &[Saying]); 5] = [
    ("a council’s care services", &sayings(["service user", "service users", "condition of service"])),
    (
        "a network that many authorities share",
        &sayings(["schools broadband", "user organisation", "user organisations", "member local authorities"]),
    ),
    ("a college", &sayings(["the college", "our college", "this college", "college staff"])),
    ("an academy", &sayings(["the academy", "our academy", "this academy", "academy staff"])),
    ("a business", &sayings(["our customers", "our clients", "line of business"])),
];

/// What the name of a school ends in.
static ENDINGS: [Saying; 12] = sayings([
    "primary school",
    "junior school",
    "infant school",
    "infants school",
    "high school",
    "secondary school",
    "grammar school",
    "community school",
    "nursery school",
    "special school",
    "academy",
    "college",
]);

/// Words of a template for somebody else, or that name a school.
static FOREIGN: Gate = Gate::new(|wording| {
    let speech = || SPEECH.iter().flat_map(|(_, all)| all.iter()).any(|it| !wording.places(it).is_empty());
    let mut endings = ENDINGS.iter().filter(|it| wording.may_hold(it));
    speech() || endings.any(|it| !schools_named(&wording.text, it.text).is_empty())
});

fn check(cx: &Context<'_>, report: &mut Report) {
    let own = own_names(cx.school);
    let mut speech: BTreeMap<usize, Vec<(Span, &str, &str)>> = BTreeMap::new();
    let mut schools: BTreeMap<&str, Vec<(Span, &str)>> = BTreeMap::new();
    for passage in cx.passages().iter().filter(|it| it.passes(&FOREIGN)) {
        for (at, (_, all)) in SPEECH.iter().enumerate() {
            for range in all.iter().flat_map(|it| passage.places(it)) {
                let said = &passage.text[range.clone()];
                let ours = own.iter().any(|name| name.ends_with(said.rsplit(' ').next().unwrap_or(said)));
                if passage.is_written(range.start) && !ours {
                    speech.entry(at).or_default().push((passage.span(range), &passage.address, said));
                }
            }
        }
        for range in
            ENDINGS.iter().filter(|it| passage.may_hold(it)).flat_map(|it| schools_named(&passage.text, it.text))
        {
            let name = &passage.text[range.clone()];
            if passage.is_written(range.start)
                && !own.iter().any(|own| own.contains(name) || name.contains(own.as_str()))
            {
                schools.entry(name).or_default().push((passage.span(range), &passage.address));
            }
        }
    }
    for (at, places) in speech {
        let Some((_, _, said)) = places.iter().min().copied() else { continue };
        let message = format!("`{said}` belongs to a text written for {}, and this is a school’s", SPEECH[at].0);
        let places = places.into_iter().map(|(span, address, _)| (span, address)).collect();
        let help = "say whom and what your school means, or take the sentence out";
        report.across(places, message).into_iter().for_each(|found| report.push(found.help(help).fact(SPEECH[at].0)));
    }
    for (name, places) in schools {
        let message = format!("`{name}` is another school than `{}`", cx.school.identity.title);
        let help = "name your own school, or add this name with `also` where it is one of yours";
        report.across(places, message).into_iter().for_each(|found| report.push(found.help(help).fact(name)));
    }
    other_counties(cx, report);
}

/// Sources whose titles name another county than those from which the school takes its authority or its safeguarding.
fn other_counties(cx: &Context<'_>, report: &mut Report) {
    let it = &cx.school.identity;
    let boards = cx.school.citations.iter().filter(|it| it.title.to_lowercase().contains("safeguarding"));
    let fields =
        it.fields.iter().filter(|(name, _)| matches!(name.as_str(), "authority" | "address")).map(|(_, it)| &it.value);
    let home: Vec<&str> = fields.chain(boards.map(|it| &it.title)).flat_map(|text| counties(text)).collect();
    let council = |title: &str| ["council", "safeguarding"].iter().any(|word| title.to_lowercase().contains(word));
    for citation in cx.school.citations.iter().filter(|it| !council(&it.title) && !home.is_empty()) {
        let named = counties(&citation.title);
        let Some(county) = named.first().filter(|_| !named.iter().any(|county| home.contains(county))) else {
            continue;
        };
        let message = format!("`{}` is of {county}, and this school belongs to {}", citation.title, home.join(" and "));
        report.push(
            report
                .at(citation.span, message)
                .help("name what your own area or school goes by, or take it out")
                .about(&citation.id)
                .fact(citation.title.as_str()),
        );
    }
}
