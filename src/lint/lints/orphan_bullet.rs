//! Bullets that finish a sentence which nobody began.

use crate::diagnostic::Level;
use crate::lint::facts::bodies::{each_body, ends, said};
use crate::lint::words::english::{sentences, words};
use crate::lint::{Context, Lint, Report};
use crate::model::document::Part;
use crate::model::words::Prose;
use crate::span::Span;

pub(super) static LINT: Lint = Lint {
    name: "orphan-bullet",
    summary: "bullets stand without the words that lead to them",
    level: Level::Warning,
    clock: false,
    page: include_str!("../../../book/lints/orphan-bullet.md"),
    check,
};

/// Verbs with which an item says what somebody does, and leaves out who.
const DOING: [&str; 28] = [
    "allows",
    "opens",
    "provides",
    "ensures",
    "gives",
    "helps",
    "makes",
    "supports",
    "encourages",
    "promotes",
    "offers",
    "enables",
    "includes",
    "has",
    "is",
    "does",
    "takes",
    "keeps",
    "shows",
    "teaches",
    "receives",
    "reports",
    "attends",
    "meets",
    "liaises",
    "monitors",
    "reviews",
    "leads",
];

fn check(cx: &Context<'_>, report: &mut Report) {
    each_body(cx.school, &mut |address, parts| {
        for (at, part) in parts.iter().enumerate() {
            let Part::Text(blocks, _) = part else { continue };
            for (nth, block) in blocks.iter().enumerate() {
                let Prose::List(_, items) = block else { continue };
                let lead = nth.checked_sub(1).and_then(|nth| blocks.get(nth)).map(|block| said(cx.school, block));
                let sentence = nth == 0 && matches!(at.checked_sub(1).map(|at| &parts[at]), Some(Part::Sentence(_)));
                let firsts: Vec<(String, Option<Span>)> = items
                    .iter()
                    .filter_map(|item| item.first())
                    .map(|it| (said(cx.school, it), ends(it).map(|it| it.0)))
                    .collect();
                if is_orphan(lead.as_deref(), sentence, &firsts)
                    && let Some((text, Some(span))) = firsts.first()
                {
                    push(report, address, text, *span);
                }
            }
        }
    });
}

fn push(report: &mut Report, address: &str, text: &str, span: Span) {
    let words = words(text);
    let some = words.get(4).or(words.last()).map_or("", |word| &text[..word.end()]);
    report.push(
        report
            .at(span, format!("`{some} …` goes on with a sentence that was never begun"))
            .help("write the words that lead to the list, and end them with a colon")
            .about(address)
            .fact(some),
    );
}

/// Whether items need words before them and have none: after a finished paragraph, or after a sentence of another line.
fn is_orphan(lead: Option<&str>, sentence: bool, items: &[(String, Option<Span>)]) -> bool {
    let small = |text: &str| text.starts_with(char::is_lowercase);
    let doing = |text: &str| words(text).first().is_some_and(|word| DOING.contains(&word.lower().as_str()));
    let finished = lead.is_some_and(|text| text.trim_end().ends_with('.') && !sentences(text).is_empty());
    let unled = sentence && items.len() == 1;
    !items.is_empty() && (finished || unled) && items.iter().all(|(text, _)| small(text) || doing(text))
}
