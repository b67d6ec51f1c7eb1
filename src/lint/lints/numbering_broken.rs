//! Section numbers that skip, restart or are not there at all.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::document::{Part, Section};

pub(super) static LINT: Lint = Lint {
    name: "numbering-broken",
    summary: "section numbers skip, restart or are missing",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/numbering-broken.md"),
    check,
};

/// From how many headings on a policy can no longer be cited without numbers.
const ENOUGH: usize = 5;

fn check(cx: &Context<'_>, report: &mut Report) {
    for document in cx.school.documents.iter().filter(|document| document.kind.is_policy()) {
        let headings = sections(&document.parts);
        if let Some((section, why)) = broken(&headings, 1) {
            report.push(
                report
                    .at(section.span, format!("the number of the heading `{}` {why}", section.title))
                    .help("take the numbers out of the headings: numbered sections get theirs by themselves")
                    .about(&document.id)
                    .fact(&section.title),
            );
        } else if headings.len() >= ENOUGH && !headings.iter().any(|section| is_numbered(section)) {
            let message = format!("none of the {} main headings of `{}` has a number", headings.len(), document.title);
            report.push(
                report
                    .at(document.span, message)
                    .help("take `unnumbered` out of the sections that people will want to cite")
                    .about(&document.id)
                    .fact("none"),
            );
        } else if let Some(section) = gap(&headings).or_else(|| bare(&headings)) {
            let message = format!("the heading `{}` has no number, and others of the policy have", section.title);
            report.push(
                report
                    .at(section.span, message)
                    .help("take `unnumbered` out of it")
                    .about(&document.id)
                    .fact(&section.title),
            );
        }
    }
}

fn sections<'a>(parts: &'a [Part]) -> Vec<&'a Section> {
    let section = |part: &'a Part| match part {
        Part::Section(section) => Some(section),
        _ => None,
    };
    parts.iter().filter_map(section).collect()
}

/// Whether a heading bears a number, set by itself or written by hand.
fn is_numbered(section: &Section) -> bool {
    section.numbered || number(&section.title).is_some()
}

/// A heading without a number between two that have one; before the first and behind the last it disturbs nobody.
fn gap<'a>(headings: &[&'a Section]) -> Option<&'a Section> {
    let first = headings.iter().position(|section| is_numbered(section))?;
    let last = headings.iter().rposition(|section| is_numbered(section))?;
    headings[first..=last].iter().copied().find(|section| !is_numbered(section))
}

/// The first of many headings without number under one that has a number.
fn bare<'a>(headings: &[&'a Section]) -> Option<&'a Section> {
    let inner = headings.iter().filter(|section| is_numbered(section)).map(|section| sections(&section.parts));
    let mut bare = inner.filter(|inner| inner.len() >= ENOUGH && !inner.iter().any(|section| is_numbered(section)));
    bare.next()?.first().copied()
}

/// The first heading whose number, written by hand, does not follow from the one before.
fn broken<'a>(headings: &[&'a Section], depth: usize) -> Option<(&'a Section, &'static str)> {
    let mut next = 1;
    for section in headings {
        if let Some(number) = number(&section.title) {
            let why = match number.last() {
                _ if number.len() != depth => Some("belongs to another depth of headings"),
                Some(last) if *last > next => Some("skips the one before it"),
                Some(last) if *last < next => Some("starts again"),
                _ => None,
            };
            if let Some(why) = why {
                return Some((section, why));
            }
            next += 1;
        }
        if let Some(inner) = broken(&sections(&section.parts), depth + 1) {
            return Some(inner);
        }
    }
    None
}

/// The number that a title begins with: `2.1 Passwords`, `3. Phones`; a nought at its end counts for nothing.
fn number(title: &str) -> Option<Vec<usize>> {
    let (first, rest) = title.split_once(' ')?;
    let plain = first.strip_suffix(['.', ')']).unwrap_or(first);
    let mut number: Vec<usize> =
        plain.split('.').map(|part| part.parse().ok().filter(|it| *it < 100)).collect::<Option<_>>()?;
    if number.len() > 1 && number.last() == Some(&0) {
        number.pop();
    }
    let names = first.contains('.') || first.ends_with(')') || rest.starts_with(char::is_uppercase);
    names.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_is_told_from_an_amount() {
        assert_eq!(number("1.1.1 Considerations"), Some(vec![1, 1, 1]));
        assert_eq!(number("2.0 Roles"), Some(vec![2]));
        assert_eq!(number("3. phones"), Some(vec![3]));
        assert_eq!(number("24 hours to report a loss"), None);
        assert_eq!(number("2026 edition"), None);
        assert_eq!(number("Passwords"), None);
    }
}
