//! A section that is named for a topic and lays nothing down on it.

use crate::diagnostic::Level;
use crate::lint::{Context, Form, Lint, Printed, Report};
use crate::model::Entity;
use crate::model::document::{Document, Part, Section};
use crate::model::words::{Inline, Prose};

pub(super) static LINT: Lint = Lint {
    name: "section-without-rules",
    summary: "a section named for a topic states no rule on it",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/section-without-rules.md"),
    check,
};

/// What a section of a policy on online safety is expected to lay something down on, as its heading says it.
const TOPICS: [&str; 35] = [
    "password",
    "data protection",
    "personal data",
    "filtering",
    "monitoring",
    "firewall",
    "mobile",
    "phone",
    "tablet",
    "laptop",
    "e-mail",
    "email",
    "social network",
    "social media",
    "photograph",
    "image",
    "video",
    "camera",
    "bullying",
    "sexting",
    "nudes",
    "incident",
    "misuse",
    "complaint",
    "sanction",
    "training",
    "radicalisation",
    "extremism",
    "artificial intelligence",
    "ai tools",
    "cloud",
    "remote",
    "backup",
    "personal device",
    "website",
];

/// Words of a heading that promises an account of the topic, not a rule.
const ACCOUNTS: [&str; 14] = [
    "benefit",
    "background",
    "introduction",
    "definition",
    "what is",
    "what are",
    "why",
    "legislation",
    "the law",
    "legal",
    "resource",
    "links",
    "rationale",
    "contents",
];

/// Words by which prose lays something down.
const BINDING: [&str; 10] = [
    " must ",
    " should ",
    " shall ",
    " have to ",
    " has to ",
    " may not ",
    " will ",
    " need to ",
    " never ",
    " not allowed",
];

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in cx.school.documents.iter().filter(|document| document.kind.is_policy()) {
        document.each_part(&mut |part| {
            let Part::Section(section) = part else { return };
            if let Some(topic) = topic(&section.title)
                && !section.parts.is_empty()
                && is_account(&section.parts)
                && Printed::of(cx.school, &section.parts).is_empty()
                && !binds(cx, document, section)
            {
                let message = format!("the section `{}` lays nothing down on its topic", section.title);
                report.push(
                    report
                        .at(section.span, message)
                        .help(
                            "say who must or must not do what, or name the document that does: `see {data-protection}`",
                        )
                        .about(&section.address)
                        .fact(topic),
                );
            }
        });
    }
}

fn topic(title: &str) -> Option<&'static str> {
    let title = title.to_lowercase();
    let told = ACCOUNTS.iter().any(|word| title.contains(word));
    TOPICS.into_iter().find(|topic| !told && title.contains(topic))
}

/// Whether all that stands there is prose and words to look up, with no reference that leads on to the rules.
fn is_account(parts: &[Part]) -> bool {
    parts.iter().all(|part| match part {
        Part::Text(blocks, _) => !blocks.iter().any(leads_on),
        Part::Show(values, _) => values.iter().all(|value| matches!(value.entity(), Some(Entity::Definition(_)))),
        Part::Section(section) => is_account(&section.parts),
        Part::Sentence(_) | Part::Paper(_) => false,
    })
}

fn leads_on(block: &Prose) -> bool {
    match block {
        Prose::Paragraph(runs) => runs.iter().any(|run| {
            let Inline::Reference(it) = run else { return false };
            matches!(it.entity, Entity::Document(_) | Entity::External(_) | Entity::Section(_) | Entity::Procedure(_))
        }),
        Prose::List(_, items) => items.iter().flatten().any(leads_on),
        Prose::Quote(blocks) => blocks.iter().any(leads_on),
    }
}

/// Whether the prose of the section binds anybody.
fn binds(cx: &Context<'_>, document: &Document, section: &Section) -> bool {
    let inside = |address: &str| {
        address.strip_prefix(section.address.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    cx.passages_within(&document.id)
        .filter(|passage| inside(&passage.address) && passage.form != Form::Title)
        .any(|passage| BINDING.iter().any(|word| passage.text.contains(word)))
}
