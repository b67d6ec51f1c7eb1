//! A contact of one school that is given for all schools of a trust.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};

pub(super) static LINT: Lint = Lint {
    name: "contact-scope-mismatch",
    summary: "a contact belongs to one unit of many",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/contact-scope-mismatch.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let schools: Vec<String> = cx.school.schools().map(|(_, school)| letters(&school.title)).collect();
    if schools.len() < 2 {
        return;
    }
    for passage in cx.passages() {
        let mut start = 0;
        for word in passage.text.split(|it: char| it.is_whitespace() || it == ',') {
            let at = start;
            start += word.len() + 1;
            let word = word.trim_end_matches(['.', ';', ':']);
            let Some(name) = domain(word) else { continue };
            let few =
                schools.iter().filter(|school| school.starts_with(&name) || name.starts_with(school.as_str())).count();
            if few == 0 || few == schools.len() {
                continue;
            }
            report.push(
                report
                    .at(
                        passage.span(at..at + word.len()),
                        format!("`{word}` belongs to {few} of {} schools, and is given for all of them", schools.len()),
                    )
                    .help("give the trust’s own address, or one for each school")
                    .about(&passage.address)
                    .fact(name),
            );
        }
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// The name in a web or e-mail address: `hindehouse` of `enquiries@hindehouse.net`.
fn domain(word: &str) -> Option<String> {
    let host = word.rsplit(['@', '/']).next()?.trim_end_matches(['.', ';', ')', '>']);
    let name = host.trim_start_matches("www.").split('.').next()?;
    let ends = ["net", "uk", "org", "com", "school", "info"];
    let known = host.rsplit('.').next().is_some_and(|end| ends.contains(&end));
    (known && host.contains('.') && name.len() > 3).then(|| letters(name))
}
