//! "Regularly" cannot be late: a frequency that nobody can count.

use crate::diagnostic::Level;
use crate::lint::{Context, Lint, Report};
use crate::model::words::Value;
use crate::word::Word;

pub(super) static LINT: Lint = Lint {
    name: "vague-frequency",
    summary: "a duty has a frequency that cannot be counted",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/vague-frequency.md"),
    check,
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let sentences = cx.school.sentences.iter().map(|it| (&it.address, &it.clauses));
    let papers = cx.school.papers.iter().map(|it| (&it.address, &it.clauses));
    let reviews =
        cx.school.documents.iter().flat_map(|document| &document.reviews).map(|it| (&it.address, &it.clauses));
    for (address, clauses) in sentences.chain(papers).chain(reviews) {
        for value in clauses.get(Word::Every) {
            let Value::Words(words) = value else { continue };
            let said = cx.school.named(words);
            report.push(
                report
                    .at(words.span, format!("`{address}` is to be done “{said}”, which nobody can count"))
                    .help("say how often: `every week`, `every term`, `every year`")
                    .about(address)
                    .fact(said),
            );
        }
    }
}
