//! Trees, people and school terms → the model. Every name is bound or reported; nothing is resolved silently.

mod bind;
mod build;
mod declare;
mod people;
mod tables;
pub(crate) mod values;

use build::Builder;

use crate::diagnostic::{Diagnostic, Outcome};
use crate::model::School;
use crate::model::date::Calendar;
use crate::model::people::People;
use crate::syntax::ast;

/// Binds the files of one school's folder into its model.
///
/// `None` where no file declares a school. Nothing may be analysed or rendered from a model whose outcome has errors.
pub fn resolve(files: &[ast::File], people: People, calendar: Calendar) -> Outcome<Option<School>> {
    let mut plan = declare::declare(files);
    let declared = std::mem::take(&mut plan.found);
    let mut builder = Builder::new(&plan);
    let school = builder.school(people, calendar);
    let mut diagnostics = declared;
    diagnostics.append(&mut builder.finish());
    if let Some(school) = &school {
        diagnostics.append(&mut people::check(school));
    } else if let Some(file) = files.first() {
        let span = crate::span::Span::new(file.source, 0, 0);
        diagnostics.push(
            Diagnostic::error("school-missing", span, "no file of this folder declares the school")
                .help("add a line such as `school oakfield \"Oakfield Primary School\"`"),
        );
    }
    diagnostics.sort_by_key(|found| found.primary.span);
    Outcome { value: school, diagnostics }
}
