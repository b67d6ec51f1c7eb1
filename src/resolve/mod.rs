//! Trees, people and school terms → the model. Every name is bound or reported; nothing is resolved silently.

mod bind;
mod build;
mod clauses;
mod declare;
mod groups;
mod inherit;
mod kinds;
mod never;
mod people;
mod roles;
mod suggest;
mod symbols;
mod tables;
pub(crate) mod values;

use build::Builder;

use crate::diagnostic::{Diagnostic, Label, Outcome};
use crate::model::School;
use crate::model::date::Calendar;
use crate::model::people::People;
use crate::syntax::ast;

/// Binds the files of one school's folder into its model; `trust` are the files that it inherits, where a trust runs it.
///
/// `None` where no file declares a school. Nothing may be analysed or rendered from a model whose outcome has errors.
pub fn resolve(
    trust: &[ast::File],
    files: &[ast::File],
    people: People,
    calendar: Calendar,
) -> Outcome<Option<School>> {
    let all = inherit::inherit(trust, files);
    let mut plan = declare::declare(&all.value, trust.iter().map(|file| file.source).collect());
    let mut declared = all.diagnostics;
    declared.append(&mut clauses::check(trust.iter().chain(files)));
    declared.append(&mut plan.found);
    let mut builder = Builder::new(&plan, &people);
    let school = builder.school(people, calendar);
    let mut diagnostics = declared;
    diagnostics.append(&mut builder.finish());
    if let Some(school) = &school {
        diagnostics.append(&mut kinds::check(school));
        diagnostics.append(&mut never::check(school));
        diagnostics.append(&mut people::check(school));
        diagnostics.append(&mut inherit::check(school));
    } else if let Some(file) = files.first() {
        let span = crate::span::Span::new(file.source, 0, 0);
        diagnostics.push(
            Diagnostic::error("school-missing", span, "no file of this folder declares the school")
                .help("add a line such as `school oakfield \"Oakfield Primary School\"`"),
        );
    }
    diagnostics.sort_by_key(|found| found.primary.span);
    Outcome { value: school, diagnostics: together(diagnostics) }
}

/// Makes one finding of those that one mistake causes at many places: a name that nothing has, lines outside every block.
fn together(all: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(all.len());
    for found in all {
        let spreads = found.name == "unresolved-name"
            || [declare::OUTSIDE_BLOCKS, declare::OUTSIDE_DOCUMENTS].contains(&found.message.as_str());
        match kept.iter_mut().find(|it| spreads && it.name == found.name && it.message == found.message) {
            Some(first) => first.related.push(Label { message: "and here".to_owned(), ..found.primary }),
            None => kept.push(found),
        }
    }
    kept
}
