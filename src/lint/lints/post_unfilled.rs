//! A post with duties that nobody holds: the duties are nobody's.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::role::Role;
use crate::suggest::{all_of, counted};

pub(super) static LINT: Lint = Lint {
    name: "post-unfilled",
    summary: "a post with duties has no named holder",
    level: Level::Error,
    clock: false,
    page: include_str!("../../../book/lints/post-unfilled.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (at, role) in cx.school.roles.iter().enumerate() {
        if !role.needs_holder() || !(cx.is_at_work(at) || cx.turned_to(at) > 0) {
            continue;
        }
        let tenures = cx.school.people.tenures.get(&role.id).map(Vec::as_slice).unwrap_or_default();
        let lacks = |school: &str| !tenures.iter().any(|tenure| tenure.school.as_deref() == Some(school));
        let schools = cx.school.schools().filter(|(_, school)| role.per_school && lacks(&school.id));
        let missing: Vec<&str> = schools.map(|(_, school)| school.title.as_str()).collect();
        if tenures.is_empty() || !missing.is_empty() {
            push(cx, report, at, role, &missing);
        }
    }
}

fn push(cx: &Context<'_>, report: &mut Report, at: usize, role: &Role, missing: &[&str]) {
    let (duties, documents) = (cx.duties_of(at).count(), cx.owned_by(at).count());
    let work = match (duties, documents) {
        (0, 0) => "is where people are told to turn".to_owned(),
        (0, documents) => format!("answers for {}", counted(documents, "document")),
        (duties, 0) => format!("has {}", counted(duties, "duty")),
        (duties, documents) => {
            format!("has {} and answers for {}", counted(duties, "duty"), counted(documents, "document"))
        }
    };
    let place = if missing.is_empty() { String::new() } else { format!(" at {}", all_of(missing)) };
    let mut found = report
        .at(role.span, format!("the post `{}` {work}, and nobody is named for it{place}", role.title))
        .help(format!("name the holder in `people.yaml` under `posts: {}`", role.id))
        .about(&role.id)
        .fact(format!("held by nobody{place}"));
    if let Some(otherwise) = &role.otherwise {
        found = found.with(otherwise.span(), format!("until then it falls to the {}", cx.title(otherwise)));
    }
    for document in cx.owned_by(at) {
        found = found
            .with(document.owner.as_ref().map_or(document.span, |owner| owner.span()), "it answers for this document");
    }
    report.push(found);
}
